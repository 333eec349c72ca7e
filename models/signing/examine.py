"""Judges each signature of an open PDF: is it right, what came after it, whom does it lead to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from models.signing.certificates import describe, loose_name
from models.signing.cms_shape import covered_end
from models.signing.embedded import value
from models.signing.guarded_pdf import BROKEN, damage_is_refused, refuse_hybrid_after
from models.signing.later_changes import judge_later
from models.signing.read_signature import ReadSignature, certificates_of
from models.signing.trust import WRAPPED_DIGEST, weigh
from models.signing.verdict import Additions, SignatureFinding

if TYPE_CHECKING:
    from cryptography import x509

_MOST_SIGNATURES = 200  # each costs a reading of the file; a hostile file could hold thousands
_KINDS = {"/adbe.pkcs7.detached", WRAPPED_DIGEST, "/ETSI.CAdES.detached", "/ETSI.RFC3161"}
_UNREAD = SignatureFinding("", "", None, "", None, False, False, "forbidden", "invalid")


def examine(reader: PdfFileReader, data: bytes, anchors: Sequence[x509.Certificate]) -> tuple[SignatureFinding, ...]:
    """Every filled signature field, oldest first.

    Raises AppError when the form itself cannot be read, and for a hybrid cross-reference that no signature covers.
    """
    with damage_is_refused():
        fields, lost = _signed_fields(reader), _lost_fields(reader)
    if len(fields) > _MOST_SIGNATURES:
        raise AppError(
            "too_many_signatures",
            _("Tệp có quá nhiều chữ ký để kiểm tra."),
            _("Tệp có {count} chữ ký.").format(count=len(fields)),
            _("Hãy xin bản khác của tệp."),
        )
    read = [(name, _read(reader, name, field)) for name, field in fields]
    with damage_is_refused():
        refuse_hybrid_after(reader, _first_end(read[0][1] if read else None))
    pool = certificates_of((one for _name, one in read if one is not None), reader)
    names = {name for name, _field in fields}
    findings = [
        _examine_one(name, one, data, names, anchors, pool, last=place == len(read))
        for place, (name, one) in enumerate(read, 1)
    ]
    gone = [_with_signer_if_read(name, _read(reader, name, field)) for name, field in lost]
    with damage_is_refused():
        return (*gone, *_with_additions(findings, [one for _name, one in read], reader))


def _signed_fields(reader: PdfFileReader) -> list[tuple[str, Any]]:
    """Names and fields by the revision that signed them.

    pyHanko's own list leaves out the kinds of signature that it does not know; one left out would pass unseen.
    """
    found = []
    for name, _value, field in enumerate_sig_fields(reader, filled_status=True):
        found.append((reader.xrefs.get_last_change(_place(field)), str(name), field))
    return [(name, field) for _revision, name, field in sorted(found, key=lambda one: one[0])]


def _lost_fields(reader: PdfFileReader) -> list[tuple[str, Any]]:
    """Names and fields of the signatures that an earlier revision had and the present form has no more.

    Whoever takes the form or the whole catalogue for another leaves only his own signature to be seen.
    """
    kept = {_number(field) for _name, _value, field in enumerate_sig_fields(reader, filled_status=True)}
    lost: dict[Any, tuple[str, Any]] = {}
    for revision in range(reader.xrefs.total_revisions - 1):
        try:
            earlier = list(enumerate_sig_fields(reader.get_historical_resolver(revision), filled_status=True))
        except BROKEN:
            continue  # the first part of a linearised file is no whole file
        lost |= {_number(field): (str(name), field) for name, _value, field in earlier if _number(field) not in kept}
    return list(lost.values())


def _place(field: Any) -> Any:  # noqa: ANN401 - pyHanko has no types
    """What the file calls a field's signature; of one that stands in its field itself, what it calls the field."""
    held = field.get_object()
    return getattr(held.raw_get("/V"), "reference", None) or held.container_ref


def _number(field: Any) -> tuple[int, int]:  # noqa: ANN401
    place = _place(field)
    return place.idnum, place.generation


def _read(reader: PdfFileReader, name: str, field: Any) -> ReadSignature | None:  # noqa: ANN401 - pyHanko has no types
    try:
        return ReadSignature(reader, field, name)
    except BROKEN:
        return None


def _first_end(first: ReadSignature | None) -> int:
    try:
        return covered_end(first.byte_range) if first is not None else 0
    except BROKEN:
        return 0


def _examine_one(
    name: str,
    signature: ReadSignature | None,
    data: bytes,
    names: set[str],
    anchors: Sequence[x509.Certificate],
    pool: Sequence[asn1.Certificate],
    *,
    last: bool,
) -> SignatureFinding:
    finding = replace(_UNREAD, field=name)
    if signature is None:
        return finding
    try:
        signature.complete(pool)
        finding = _with_signer(finding, signature)
        if value(signature.sig_object, "/SubFilter") not in _KINDS:
            return finding
        later = judge_later(signature, data, names, last=last)
        sound, trust, weak = asyncio.run(weigh(signature, anchors, pool, finding))
    except BROKEN:
        return finding
    return replace(
        finding,
        intact=sound and later.changed != "forbidden",
        covers=sound and later.whole,
        changed_after=later.changed,
        trust=trust,
        weak=weak,
        print_hidden=later.print_hidden,
    )


def _with_signer(finding: SignatureFinding, signature: ReadSignature) -> SignatureFinding:
    from cryptography import x509

    finding = replace(finding, signed_at=_signed_at(signature), time_stamp=signature.sig_object_type == "/DocTimeStamp")
    try:
        info = describe(x509.load_der_x509_certificate(signature.signer_cert.dump()))
    except BROKEN:
        # Its key may still say that the content is as it was signed; whose it is stays unknown.
        own = signature.signer_cert
        return replace(finding, signer=loose_name(own.subject), issuer=loose_name(own.issuer))
    return replace(finding, signer=info.subject, organisation=info.organisation, issuer=info.issuer, certificate=info)


def _with_signer_if_read(name: str, signature: ReadSignature | None) -> SignatureFinding:
    finding = replace(_UNREAD, field=name)
    try:
        return finding if signature is None else _with_signer(finding, signature)
    except BROKEN:
        return finding


def _signed_at(signature: ReadSignature) -> datetime | None:
    if signature.sig_object_type == "/DocTimeStamp":
        moment = signature.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    else:
        moment = signature.self_reported_timestamp
    if not isinstance(moment, datetime):
        return None
    # A time without a zone was written in Việt Nam: other programs forget the zone.
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.VIETNAM)


def _with_additions(
    findings: Sequence[SignatureFinding], read: Sequence[ReadSignature | None], reader: PdfFileReader
) -> list[SignatureFinding]:
    """The findings, each with what came after it, where that changed nothing."""
    told = []
    for place, (finding, signature) in enumerate(zip(findings, read, strict=True), 1):
        if finding.changed_after == "allowed" and signature is not None:
            later = findings[place:]
            stamps = sum(one.time_stamp for one in later)
            before = reader.get_historical_resolver(signature.signed_revision).root
            proofs = value(reader.root, "/DSS") != value(before, "/DSS")
            finding = replace(finding, added=Additions(len(later) - stamps, stamps, proofs))  # noqa: PLW2901
        told.append(finding)
    return told
