"""Judges each signature of an open PDF: is it right, what came after it, whom does it lead to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from models.signing import cms_shape
from models.signing.certificates import describe
from models.signing.embedded import value
from models.signing.guarded_pdf import BROKEN, damage_is_refused
from models.signing.trust import weigh
from models.signing.verdict import LaterChanges, SignatureFinding

if TYPE_CHECKING:
    from cryptography import x509

_MOST_SIGNATURES = 200  # each costs a reading of the file; a hostile file could hold thousands
_KINDS = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161"}


def examine(reader: PdfFileReader, data: bytes, anchors: Sequence[x509.Certificate]) -> tuple[SignatureFinding, ...]:
    """Every filled signature field, oldest first. Raises AppError when the form itself cannot be read."""
    with damage_is_refused():
        fields = _signed_fields(reader)
    if len(fields) > _MOST_SIGNATURES:
        raise AppError(
            "too_many_signatures",
            _("Tệp có quá nhiều chữ ký để kiểm tra."),
            _("Tệp có {count} chữ ký.").format(count=len(fields)),
            _("Hãy xin bản khác của tệp."),
        )
    names = {name for name, _field in fields}
    return tuple(_examine_one(reader, data, name, field, names, anchors) for name, field in fields)


def _signed_fields(reader: PdfFileReader) -> list[tuple[str, Any]]:
    """Names and fields by the revision that signed them.

    pyHanko's own list leaves out the kinds of signature that it does not know; one left out would pass unseen.
    """
    found = []
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        reference = getattr(field.get_object().raw_get("/V"), "reference", None)
        revision = reader.xrefs.get_last_change(reference) if reference is not None else -1
        found.append((revision, str(name), field))
    return [(name, field) for _revision, name, field in sorted(found, key=lambda one: one[0])]


def _examine_one(
    reader: PdfFileReader,
    data: bytes,
    name: str,
    field: Any,  # noqa: ANN401 - mypy has no types for pyHanko's objects
    names: set[str],
    anchors: Sequence[x509.Certificate],
) -> SignatureFinding:
    finding = SignatureFinding(name, "", None, "", None, False, False, "other", "invalid")
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        finding = _with_signer(finding, signature)
        if value(signature.sig_object, "/SubFilter") not in _KINDS:
            return finding
        whole, later = _extent(signature, data, names)
        sound, trust = asyncio.run(weigh(signature, anchors, finding))
    except BROKEN:
        return finding
    return replace(
        finding,
        intact=sound and later != "other",
        covers=sound and whole,
        later_changes=later,
        trust=trust,
    )


def _with_signer(finding: SignatureFinding, signature: EmbeddedPdfSignature) -> SignatureFinding:
    from cryptography import x509

    info = describe(x509.load_der_x509_certificate(signature.signer_cert.dump()))
    return replace(
        finding,
        signer=info.subject,
        organisation=info.organisation,
        issuer=info.issuer,
        certificate=info,
        signed_at=_signed_at(signature),
    )


def _signed_at(signature: EmbeddedPdfSignature) -> datetime | None:
    if signature.sig_object_type == "/DocTimeStamp":
        moment = signature.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    else:
        moment = signature.self_reported_timestamp
    if not isinstance(moment, datetime):
        return None
    # A time without a zone was written in Việt Nam: other programs forget the zone.
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.VIETNAM)


def _extent(signature: EmbeddedPdfSignature, data: bytes, names: set[str]) -> tuple[bool, LaterChanges]:
    """Whether it covers the whole present file, and what was added after it."""
    covered = list(signature.byte_range)
    exact = cms_shape.hole_is_exact(data, covered, signature.pkcs7_content)
    if not exact or not cms_shape.has_no_loose_bytes(signature.pkcs7_content):
        return False, "other"
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    coverage: Any = signature.coverage
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        whole = cms_shape.reaches_the_end(data, covered)
        return whole, "none" if whole else "other"
    allowed = signature.summarise_integrity_info()["docmdp_ok"]
    changes: Any = signature.diff_result
    if (
        coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and allowed
        and isinstance(changes, DiffResult)
        # Bytes were added, so a comparison that finds no change has found bytes without a meaning.
        and ModificationLevel.NONE < changes.modification_level <= ModificationLevel.FORM_FILLING
        # Filling other fields of a form changes what the signer saw, so it is no mere further signature.
        and changes.changed_form_fields <= names
    ):
        return False, "signatures"
    return False, "other"
