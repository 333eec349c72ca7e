"""Signs a PDF: PAdES baseline B as an incremental update, with a visible signature.

The file is a stranger's, so what reads it (`prepare`, `prove_signing`) may be another process, which is not believed:
this one computes the digest, writes what is signed, and asks the key once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models.base import clock
from models.base.words import _
from models.signing.certificates import refuse_unusable
from models.signing.prepare import Wanted, prepare_pdf
from models.signing.prove_signing import prove_pdf
from models.signing.signature_hole import SignatureHole, unproven
from models.signing.signature_places import Role

if TYPE_CHECKING:
    from models.signing.signing_key import SigningKey
    from models.signing.verdict import Verdict


@dataclass(frozen=True)
class Steps:
    """What meets the bytes of strangers: `prepare` makes the file with its hole, `prove` judges the signed one.

    In this process, or in others (`sandboxed_signing`). What they give is checked here either way.
    """

    prepare: Callable[[bytes, Wanted], bytes] = prepare_pdf
    prove: Callable[[bytes, bytes], Verdict] = prove_pdf


def sign_pdf(
    source: bytes,
    key: SigningKey,
    *,
    role: Role,
    image: bytes | None = None,
    again: bool = True,
    steps: Steps | None = None,
) -> bytes:
    """`source` with one more signature of `key` in the given role, at the time of the clock.

    `image` is a PNG: the leader's own signature or the agency's seal. The key signs once, and only what this process
    made itself over the digest that it computed itself. Raises AppError: certificate that may not sign; as
    `prepare_pdf` and `prove_pdf` do; `signing_unproven` for a file that is not `source` with this signature more.
    """
    from models.signing import pades

    steps = steps or Steps()
    wanted = Wanted(key.certificate_der, pades.room(key), role, clock.now(), image, again)
    refuse_unusable(key.certificate, wanted.moment)
    signed = sealed(source, steps.prepare(source, wanted), key, wanted)
    _refuse_other(steps.prove(source, signed), key, wanted.moment)
    return signed


def sealed(source: bytes, prepared: bytes, key: SigningKey, wanted: Wanted) -> bytes:
    """`prepared` with the signature of `key` in its hole. Raises AppError as `SignatureHole` does, before it signs."""
    from models.signing import pades

    hole = SignatureHole(source, prepared, wanted.room, wanted.moment)
    return hole.filled(pades.signature_over(hole.digest(), key))


def _refuse_other(verdict: Verdict, key: SigningKey, moment: datetime) -> None:
    """The last look before anything is kept: the newest signature is right, of this key, made now, over all of it."""
    newest = verdict.signatures[-1] if verdict.signatures else None
    own = newest.certificate if newest is not None else None
    ours = own is not None and own.sha256 == key.certificate.sha256
    if not (verdict.intact and newest is not None and ours and newest.signed_at == moment.replace(microsecond=0)):
        raise unproven(_("Chữ ký vừa ký, khi kiểm tra lại, không đúng là của chứng thư này trên tệp này."))
