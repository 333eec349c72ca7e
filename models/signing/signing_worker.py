"""The sandboxed process that verifies, signs and redraws files of strangers. The private key stays with the parent.

Requests: the job's name, the parent's clock, then what `sandboxed_signing` sends for that job.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime

from models.base import clock, sandbox_worker
from models.signing.signature_places import Role


def work(request: list[bytes], ask: sandbox_worker.Ask) -> list[bytes]:
    """Do the job that is named first. Raises AppError as the job itself does."""
    jobs = {b"verify": _verify, b"sign": _sign, b"picture": _picture, b"data": _data}
    with clock.fixed(datetime.fromisoformat(request[1].decode())):
        return jobs[request[0]](request[2:], ask)


def _verify(request: list[bytes], _ask: sandbox_worker.Ask) -> list[bytes]:
    from models.signing.verify import verify_pdf

    verdict = verify_pdf(request[0], request[1:])
    return [json.dumps(asdict(verdict), default=_moment).encode()]


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value))


def _sign(request: list[bytes], ask: sandbox_worker.Ask) -> list[bytes]:
    from cryptography import x509

    from models.signing.certificates import describe
    from models.signing.sign import sign_pdf
    from models.signing.signing_key import SigningKey

    source, spec, image, certificate, *chain = request
    asked = json.loads(spec)
    role: Role = asked["role"]
    info = describe(x509.load_der_x509_certificate(certificate))
    key = SigningKey(info, certificate, tuple(chain), ask, asked["size"])
    return [sign_pdf(source, key, role=role, image=image or None, again=asked["again"])]


def _data(request: list[bytes], _ask: sandbox_worker.Ask) -> list[bytes]:
    from models.signing.embedded import if_readable, spelling
    from models.signing.guarded_pdf import open_pdf

    reader = open_pdf(request[0])
    return [spelling(reader).encode() if if_readable(reader) is not None else b""]


def _picture(request: list[bytes], _ask: sandbox_worker.Ask) -> list[bytes]:
    from models.signing.appearance import redrawn

    return [redrawn(request[0])]


if __name__ == "__main__":
    sys.exit(sandbox_worker.serve(work))
