"""The sandboxed process that verifies, prepares and redraws files of strangers. It has no key, and asks for none.

Requests: the job's name, the parent's clock, then what `sandboxed_signing` sends for that job.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from models.base import clock, confinement, sandbox_worker

if TYPE_CHECKING:
    from models.signing.signature_places import Role
    from models.signing.verdict import Verdict

_IMPORTED_LATER = (
    "models.base.active_pdf",
    "models.signing",
    "pyhanko.pdf_utils",
    "pyhanko.sign",
    "pyhanko.stamp",
    "pyhanko_certvalidator",
    "asn1crypto",
    "cryptography",
    "reportlab.pdfgen",
    "PIL.Image",
    "PIL.ImageChops",
    "PIL.ImageDraw",
    "PIL.PngImagePlugin",
    "pypdfium2",
)


def work(request: list[bytes]) -> list[bytes]:
    """Do the job that is named first. Raises AppError as the job itself does."""
    jobs = {b"verify": _verify, b"prepare": _prepare, b"prove": _prove, b"picture": _picture, b"data": _data}
    with clock.fixed(datetime.fromisoformat(request[1].decode())):
        return jobs[request[0]](request[2:])


def _verify(request: list[bytes]) -> list[bytes]:
    from models.signing.verify import verify_pdf

    return [_packed(verify_pdf(request[0], request[1:]))]


def _packed(verdict: Verdict) -> bytes:
    return json.dumps(asdict(verdict), default=_moment).encode()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value))


def _prepare(request: list[bytes]) -> list[bytes]:
    from models.signing.prepare import Wanted, prepare_pdf

    source, spec, image, certificate = request
    asked = json.loads(spec)
    role: Role = asked["role"]
    moment = datetime.fromisoformat(asked["moment"])
    return [prepare_pdf(source, Wanted(certificate, asked["room"], role, moment, image or None, asked["again"]))]


def _prove(request: list[bytes]) -> list[bytes]:
    from models.signing.prove_signing import prove_pdf

    return [_packed(prove_pdf(*request))]


def _data(request: list[bytes]) -> list[bytes]:
    from models.signing.embedded import if_readable, spelling
    from models.signing.guarded_pdf import open_pdf

    reader = open_pdf(request[0])
    return [spelling(reader).encode() if if_readable(reader) is not None else b""]


def _picture(request: list[bytes]) -> list[bytes]:
    from models.signing.appearance import redrawn

    return [redrawn(request[0])]


def load() -> None:
    """What this process needs later, where it may open no file any more once it is confined."""
    confinement.import_whole(*_IMPORTED_LATER)
    import tzlocal

    from models.signing import appearance

    tzlocal.get_localzone()  # pyHanko asks for it, and it is remembered
    appearance.draw_words(["x"], 100, 100)  # reads the font


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work, load))
