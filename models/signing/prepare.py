"""Lays one more signature into a PDF: its field and its picture, and a hole of zeros where the signature itself goes.

Reads the files of strangers, so it runs in a process of its own and has no key: only `sign` fills the hole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.base import clock
from models.base.errors import AppError
from models.base.words import _
from models.signing import document_number, signature_places
from models.signing.certificates import CertificateInfo, describe
from models.signing.signature_places import Role, SignatureBox

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from models.signing.appearance import Picture

FIELDS: dict[Role, str] = {"lanh-dao": "LanhDao", "co-quan": "CoQuan"}
_DIGEST = "sha256"


@dataclass(frozen=True)
class Wanted:
    """The signature that is to be laid in.

    `certificate_der` is the signer's; `room` the hexadecimal digits of the hole; `image` a PNG, the leader's own
    signature or the agency's seal; `again` allows a second signature of the same role; `moment` is when it is made.
    """

    certificate_der: bytes
    room: int
    role: Role
    moment: datetime
    image: bytes | None = None
    again: bool = True


def prepare_pdf(source: bytes, wanted: Wanted) -> bytes:
    """`source` and after it the update that holds the signature's field, its picture and the hole.

    Without an image a frame with the leader's name, organisation and time is drawn, or, of the agency, the document's
    number, symbol and time (NĐ 30/2020, Phụ lục I). Raises AppError: file that is not a PDF, protected, damaged,
    closed by an earlier signature, or signed and changed since; a picture that cannot be used; `role_signed` unless
    `again` where somebody signed in this role already.
    """
    from cryptography import x509

    from models.signing.appearance import read_picture
    from models.signing.embedded import if_readable
    from models.signing.guarded_pdf import damage_is_refused, open_pdf

    role = wanted.role
    who = describe(x509.load_der_x509_certificate(wanted.certificate_der))
    picture = read_picture(wanted.image) if wanted.image is not None else None
    reader = open_pdf(source)
    with damage_is_refused():
        earlier = _earlier(reader)
        if earlier.signed:
            _refuse_closed(source, reader)
        if not wanted.again and role in roles_of(earlier.signed):
            raise _role_signed(role)
        where = _find_place(source, reader, who, role, sealed=picture is not None)
    if picture is not None:
        where = _frame(picture, where, role, earlier.boxes.get(FIELDS["lanh-dao"]))
    with damage_is_refused():
        number = "" if picture is not None or role == "lanh-dao" else document_number.of(if_readable(reader), source)
    page = _draw(who, where, role, picture, wanted.moment, number)
    with damage_is_refused():
        return _laid_in(reader, wanted, who, _free_field(FIELDS[role], earlier.names), where, page)


@dataclass(frozen=True)
class _Earlier:
    """The signature fields that a file has already, and the boxes of those that are signed and visible."""

    names: frozenset[str]
    boxes: dict[str, SignatureBox]
    signed: tuple[str, ...]


def _earlier(reader: PdfFileReader) -> _Earlier:
    from pyhanko.sign.fields import enumerate_sig_fields

    fields = [(str(name), value, field.get_object()) for name, value, field in enumerate_sig_fields(reader)]
    boxes = {name: box for name, value, field in fields if value is not None and (box := _box(reader, field))}
    signed = tuple(name for name, value, _field in fields if value is not None)
    return _Earlier(frozenset(name for name, _value, _field in fields), boxes, signed)


def _box(reader: PdfFileReader, field: Any) -> SignatureBox | None:  # noqa: ANN401 - pyHanko has no types for mypy here
    annotation = field["/Kids"][0] if "/Kids" in field else field
    if "/Rect" not in annotation or "/P" not in annotation:
        return None
    edges = [float(edge) for edge in annotation["/Rect"]]
    for number in range(_page_count(reader)):
        if signature_places.page_reference(reader, number).reference == annotation.raw_get("/P").reference:
            return SignatureBox(number, *edges[:4])
    return None


def _page_count(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _refuse_closed(source: bytes, reader: PdfFileReader) -> None:
    """A file certified against any change takes no signature; and a broken one must not get a good one beside it."""
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import read_certification_data

    from models.signing.verify import verify_pdf

    if not verify_pdf(source).intact_signatures:
        raise AppError(
            "signature_broken",
            _("Không thể ký thêm vào tệp này."),
            _("Trong tệp có chữ ký không còn nguyên vẹn: tệp đã bị sửa sau khi ký."),
            _("Hãy lấy lại bản gốc đã ký rồi ký tiếp."),
        )
    certified = read_certification_data(reader)
    if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
        raise closed()


def closed() -> AppError:
    """The refusal of a file whose earlier signer allowed no further signature."""
    return AppError(
        "pdf_closed",
        _("Không thể ký thêm vào tệp này."),
        _("Người ký trước đã khóa tệp, không cho thêm chữ ký."),
        _("Hãy ký trên bản chưa khóa, hoặc đề nghị người ký trước ký lại mà không khóa tệp."),
    )


def roles_of(signed_fields: Iterable[str]) -> frozenset[Role]:
    """The roles that somebody signed in, by the names that this program gives the fields."""
    plain = {re.sub(r"\d+$", "", name) for name in signed_fields}
    return frozenset(role for role, field in FIELDS.items() if field in plain)


def _role_signed(role: Role) -> AppError:
    who = _("lãnh đạo") if role == "lanh-dao" else _("cơ quan")
    return AppError(
        "role_signed",
        _("Bản này đã có chữ ký của {who}.").format(who=who),
        _("Mỗi vai trò thường chỉ ký một lần trên một báo cáo."),
        _("Hãy kiểm tra lại vai trò ký; nếu vẫn cần, hãy nói rõ là ký thêm một chữ ký cùng vai trò."),
    )


def _free_field(base: str, taken: frozenset[str]) -> str:
    number = 1
    while (name := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return name


def _find_place(
    source: bytes, reader: PdfFileReader, who: CertificateInfo, role: Role, *, sealed: bool
) -> SignatureBox:
    from models.signing.embedded import if_readable

    if role == "co-quan" and not sealed:
        # The place of the seal overlaps the leader's signature, where words would not be legible.
        return signature_places.top_right(signature_places.visible_area(reader, 0), 0)
    pages = _page_count(reader)
    named = signature_places.from_data(if_readable(reader), role, pages)
    if named is not None and signature_places.is_on(named, signature_places.visible_area(reader, named.page)):
        return named
    if role == "co-quan":
        return signature_places.top_right(signature_places.visible_area(reader, 0), 0)
    # A note in brackets after the name belongs to the certificate and is not on the page.
    found = signature_places.by_name(source, re.sub(r"\s*\(.*\)$", "", who.subject))
    return found or signature_places.corner(signature_places.visible_area(reader, pages - 1), pages - 1)


def _frame(picture: Picture, where: SignatureBox, role: Role, leader: SignatureBox | None) -> SignatureBox:
    """The box that the picture itself fills, so that a seal can be laid over a third of it."""
    if role == "co-quan":
        width, height = picture.real_size() or picture.fitted(where.width, where.height)
        if leader is not None:
            return signature_places.beside(leader, width, height)
    else:
        width, height = picture.fitted(where.width, where.height)
    x0 = (where.x0 + where.x1 - width) / 2
    y0 = (where.y0 + where.y1 - height) / 2
    return SignatureBox(where.page, x0, y0, x0 + width, y0 + height)


def _draw(
    who: CertificateInfo, where: SignatureBox, role: Role, picture: Picture | None, moment: datetime, number: str
) -> bytes:
    from models.signing import appearance

    if picture is not None:
        return appearance.draw_picture(picture, where.width, where.height)
    if role == "co-quan":
        told = [_("Số: {number}").format(number=number)] if number else []
        return appearance.draw_words([*told, clock.iso_vietnam(moment)], where.width, where.height)
    lines = [
        _("Ký bởi: {name}").format(name=who.subject),
        _("Cơ quan: {name}").format(name=who.organisation or ""),
        _("Thời gian ký: {time}").format(time=clock.iso_vietnam(moment)),
    ]
    if who.organisation in (None, who.subject):
        del lines[1]
    return appearance.draw_box(lines, where.width, where.height, appearance.BLUE)


def _laid_in(
    reader: PdfFileReader, wanted: Wanted, who: CertificateInfo, field: str, where: SignatureBox, page: bytes
) -> bytes:
    """The first steps of pyHanko's own `sign_pdf`, with our clock, up to where it would ask the key."""
    from asn1crypto import x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner

    from models.signing.drawn_stamp import stamp_of

    meta = PdfSignatureMetadata(
        field_name=field, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES, name=who.subject
    )
    box: Any = (where.x0, where.y0, where.x1, where.y1)
    spec = SigFieldSpec(field, on_page=where.page, box=box)
    keyless = ExternalSigner(x509.Certificate.load(wanted.certificate_der), None)
    signer = PdfSigner(meta, keyless, stamp_style=stamp_of(page), new_field_spec=spec)
    session = signer.init_signing_session(IncrementalPdfFileWriter.from_reader(reader))
    session.system_time = clock.local(wanted.moment).replace(microsecond=0)
    _digest, output = session.prepare_tbs_document(None, wanted.room).digest_tbs_document()
    if not isinstance(output, io.BytesIO):
        raise TypeError("pyHanko gave no memory file")
    return output.getvalue()
