"""Whether a signature computes, and whether its certificate leads to one that the person trusts. No network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation.generic_cms import cms_basic_validation, validate_tst_signed_data
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from models.base import clock
from models.signing.verdict import SignatureFinding, Trust

if TYPE_CHECKING:
    from cryptography import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


async def weigh(
    signature: EmbeddedPdfSignature, anchors: Sequence[x509.Certificate], finding: SignatureFinding
) -> tuple[bool, Trust]:
    """Whether the signature is right over the bytes it covers, and the trust in its certificate.

    Trust is judged at the time the signature claims, or now when it claims none or a time to come: without a
    time-stamping authority nothing better is known, and a report must not lose its worth when a certificate runs out.
    """
    at = min(finding.signed_at or clock.now(), clock.now())
    context = ValidationContext(
        trust_roots=[asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in anchors],
        moment=at,
        allow_fetching=False,
    )
    status = await _status(signature, context)
    if not (status["intact"] and status["valid"]):
        return False, "invalid"
    return True, _trust(status, finding, at, self_issued=signature.signer_cert.self_signed != "no")


async def _status(signature: EmbeddedPdfSignature, context: ValidationContext) -> dict[str, Any]:
    status: dict[str, Any]
    if signature.sig_object_type == "/DocTimeStamp":
        status = await validate_tst_signed_data(signature.signed_data, context, signature.compute_digest)
    else:
        # Key usage is judged by `certificates`, which also knows certificates without that extension.
        status = await cms_basic_validation(
            signature.signed_data,
            raw_digest=signature.compute_digest(),
            validation_context=context,
            key_usage_settings=KeyUsageConstraints(),
        )
    return status


def _trust(status: dict[str, Any], finding: SignatureFinding, at: datetime, *, self_issued: bool) -> Trust:
    own = finding.certificate
    if own is None or not own.can_sign:
        return "invalid"
    if not own.valid_from <= at <= own.valid_to:
        return "expired"
    problem, path = status["trust_problem_indic"], status["validation_path"]
    if problem is None and path is not None:
        return "trusted"
    # One that issued itself leads to nobody; the library calls that a breach of the rules of chains.
    if (path is None and self_issued) or problem == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return "unknown"
    if path is not None and any(not one.not_valid_before <= at <= one.not_valid_after for one in path.iter_certs(True)):
        return "expired"
    return "invalid"
