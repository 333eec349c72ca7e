"""Verifies, signs and redraws in a sandboxed process, where pyHanko, pdfium and PIL meet the files of strangers.

A PDF of 3 KB can keep a PDF library busy for ever, and one of them is written in C++.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from models.base import clock, sandbox
from models.base.words import _
from models.signing.signature_places import Role
from models.signing.signing_key import SigningKey
from models.signing.verdict import Verdict

WORKER = "models.signing.signing_worker"
Check = Callable[[], object]


def verify_sandboxed(data: bytes, trust: Sequence[bytes] = (), check: Check = lambda: None) -> Verdict:
    """What `verify_pdf` gives. Raises AppError as it and `sandbox.call` do, and what `check` raises."""
    import msgspec

    reply = _call(b"verify", [data, *trust], _do_pdf(), check)
    try:
        return msgspec.convert(json.loads(reply[0]), Verdict)
    except (ValueError, msgspec.ValidationError, IndexError, RecursionError):
        raise sandbox.broken(_do_pdf()) from None


def sign_sandboxed(
    source: bytes,
    key: SigningKey,
    *,
    role: Role,
    image: bytes | None = None,
    again: bool = True,
    check: Check = lambda: None,
) -> bytes:
    """What `sign_pdf` gives. The worker asks for the one signature; the key itself never enters it."""
    spec = {"role": role, "size": key.signature_size, "again": again}
    request = [source, json.dumps(spec).encode(), image or b"", key.certificate_der, *key.chain_der]
    reply = _call(b"sign", request, _do_pdf(), check, key.sign)
    if len(reply) != 1:
        raise sandbox.broken(_do_pdf())
    return reply[0]


def data_sandboxed(data: bytes, check: Check = lambda: None) -> bytes | None:
    """The data.json of a PDF that is to be signed, which nobody answers for yet; None when it has none to be read.

    Raises AppError as `open_pdf` and `sandbox.call` do, and what `check` raises.
    """
    reply = _call(b"data", [data], _do_pdf(), check)
    if len(reply) != 1:
        raise sandbox.broken(_do_pdf())
    return reply[0] or None


def redrawn_sandboxed(png: bytes, check: Check = lambda: None) -> bytes:
    """What `redrawn` gives: a picture that our own side has written, which every library here may open."""
    do = _("Hãy lưu lại ảnh thành PNG bằng chương trình vẽ rồi chọn lại.")
    reply = _call(b"picture", [png], do, check)
    if len(reply) != 1:
        raise sandbox.broken(do)
    return reply[0]


def _call(job: bytes, request: list[bytes], do: str, check: Check, answer: sandbox.Answer | None = None) -> list[bytes]:
    at = clock.now().isoformat().encode()
    return sandbox.call(WORKER, [job, at, *request], check, do=do, answer=answer)


def _do_pdf() -> str:
    return _("Hãy xin lại tệp từ nơi gửi, hoặc in lại ra PDF mới rồi dùng tệp mới đó.")
