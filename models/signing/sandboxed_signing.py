"""Verifies, signs and redraws in a sandboxed process, where pyHanko, pdfium and PIL meet the files of strangers.

A PDF of 3 KB can keep a PDF library busy for ever, and one of them is written in C++.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from models.base import clock, sandbox
from models.base.words import _
from models.signing.verdict import Verdict

if TYPE_CHECKING:
    from models.signing.prepare import Wanted
    from models.signing.signature_places import Role
    from models.signing.signing_key import SigningKey

WORKER = "models.signing.signing_worker"
Check = Callable[[], object]


def verify_sandboxed(data: bytes, trust: Sequence[bytes] = (), check: Check = lambda: None) -> Verdict:
    """What `verify_pdf` gives. Raises AppError as it and `sandbox.call` do, and what `check` raises."""
    return _verdict(_call(b"verify", [data, *trust], _do_pdf(), check))


def sign_sandboxed(
    source: bytes,
    key: SigningKey,
    *,
    role: Role,
    image: bytes | None = None,
    again: bool = True,
    check: Check = lambda: None,
) -> bytes:
    """What `sign_pdf` gives. One process prepares the file, another proves the signed one; neither has the key."""
    from models.signing.sign import Steps, sign_pdf

    def prepare(content: bytes, wanted: Wanted) -> bytes:
        moment = wanted.moment.isoformat()
        spec = {"role": wanted.role, "room": wanted.room, "again": wanted.again, "moment": moment}
        request = [content, json.dumps(spec).encode(), wanted.image or b"", wanted.certificate_der]
        return _one(_call(b"prepare", request, _do_pdf(), check))

    def prove(content: bytes, signed: bytes) -> Verdict:
        return _verdict(_call(b"prove", [content, signed], _do_pdf(), check))

    return sign_pdf(source, key, role=role, image=image, again=again, steps=Steps(prepare, prove))


def data_sandboxed(data: bytes, check: Check = lambda: None) -> bytes | None:
    """The data.json of a PDF that is to be signed, which nobody answers for yet; None when it has none to be read.

    Raises AppError as `open_pdf` and `sandbox.call` do, and what `check` raises.
    """
    return _one(_call(b"data", [data], _do_pdf(), check)) or None


def redrawn_sandboxed(png: bytes, check: Check = lambda: None) -> bytes:
    """What `redrawn` gives: a picture that our own side has written, which every library here may open."""
    do = _("Hãy lưu lại ảnh thành PNG bằng chương trình vẽ rồi chọn lại.")
    return _one(_call(b"picture", [png], do, check), do)


def _call(job: bytes, request: list[bytes], do: str, check: Check) -> list[bytes]:
    at = clock.now().isoformat().encode()
    return sandbox.call(WORKER, [job, at, *request], check, do=do)


def _one(reply: list[bytes], do: str = "") -> bytes:
    """The one answer. Raises AppError where there are more, or none."""
    if len(reply) != 1:
        raise sandbox.broken(do or _do_pdf())
    return reply[0]


def _verdict(reply: list[bytes]) -> Verdict:
    import msgspec

    try:
        return msgspec.convert(json.loads(_one(reply)), Verdict)
    except (ValueError, msgspec.ValidationError, RecursionError):
        raise sandbox.broken(_do_pdf()) from None


def _do_pdf() -> str:
    return _("Hãy xin lại tệp từ nơi gửi, hoặc in lại ra PDF mới rồi dùng tệp mới đó.")
