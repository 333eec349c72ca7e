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
from models.signing.embedded import value
from models.signing.strength import FORGEABLE, weaknesses
from models.signing.verdict import SignatureFinding, Trust

if TYPE_CHECKING:
    from cryptography import x509

    from models.signing.read_signature import ReadSignature

WRAPPED_DIGEST = "/adbe.pkcs7.sha1"  # ISO 32000-1, 12.8.3.3.1: the CMS signs a SHA-1 of the file that it carries


async def weigh(
    signature: ReadSignature,
    anchors: Sequence[x509.Certificate],
    others: Sequence[asn1.Certificate],
    finding: SignatureFinding,
) -> tuple[bool, Trust, tuple[str, ...]]:
    """Whether the signature is right over the bytes it covers, the trust in its certificate, and what in it is weak.

    `others` may serve as issuers. Trust is judged at the time the signature claims, or now when it claims none or a
    time to come: without a time-stamping authority nothing better is known, and a report must not lose its worth when
    a certificate runs out.
    """
    at = min(finding.signed_at or clock.now(), clock.now())
    context = ValidationContext(
        trust_roots=[asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in anchors],
        other_certs=list(others),
        moment=at,
        allow_fetching=False,
        algorithm_usage_policy=FORGEABLE,
    )
    status = await _status(signature, context)
    path = status["validation_path"]
    chain = list(path.iter_certs(True)) if path is not None else []
    weak = weaknesses(signature.signer_info, [signature.signer_cert, *chain])
    if value(signature.sig_object, "/SubFilter") == WRAPPED_DIGEST:
        weak = tuple(dict.fromkeys((*weak, "SHA-1")))
    if not (status["intact"] and status["valid"]):
        return False, "invalid", weak
    return True, _trust(status, finding, at, self_issued=signature.signer_cert.self_signed != "no"), weak


async def _status(signature: ReadSignature, context: ValidationContext) -> dict[str, Any]:
    status: dict[str, Any]
    if signature.sig_object_type == "/DocTimeStamp":
        status = await validate_tst_signed_data(signature.signed_data, context, signature.compute_digest)
        return status
    wrapped = value(signature.sig_object, "/SubFilter") == WRAPPED_DIGEST
    # Key usage is judged by `certificates`, which also knows certificates without that extension.
    status = await cms_basic_validation(
        signature.signed_data,
        raw_digest=None if wrapped else signature.compute_digest(),
        validation_context=context,
        key_usage_settings=KeyUsageConstraints(),
    )
    if wrapped:
        carried = signature.signed_data["encap_content_info"]["content"].native
        status["intact"] = status["intact"] and carried == signature.compute_digest("sha1")
    return status


def _trust(status: dict[str, Any], finding: SignatureFinding, at: datetime, *, self_issued: bool) -> Trust:
    own = finding.certificate
    if own is None:
        return "unknown"
    if not own.can_sign:
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
