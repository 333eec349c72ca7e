"""Signs a PDF: PAdES baseline B as an incremental update, with a visible signature. Nothing here verifies."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import clock, files, ids, paths
from models.base.errors import AppError
from models.base.text import ascii_name
from models.base.words import _
from models.signing import document_number, limits, signature_places
from models.signing.certificates import CertificateInfo, refuse_unusable
from models.signing.signature_places import Role, SignatureBox

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import PdfSigner

    from models.signing.appearance import Picture
    from models.signing.signing_key import SigningKey

FIELDS: dict[Role, str] = {"lanh-dao": "LanhDao", "co-quan": "CoQuan"}
_LONGEST_NAME = 50  # characters with the extension, as provinces' portals ask
_DIGEST = "sha256"


def target_name(source: Path) -> Path:
    """A name beside `source` that no file has: `<name>_daky.pdf`, `<name>_daky-2.pdf`; ASCII, at most 50 characters."""
    source, number = paths.reachable(source), 1
    while True:
        tail = "_daky.pdf" if number == 1 else f"_daky-{number}.pdf"
        stem = re.sub(r"_daky(-\d+)?$", "", source.stem)
        # Names that are already fit for a portal keep their underscores.
        plain = stem if re.fullmatch(r"[A-Za-z0-9._-]+", stem) else ascii_name(stem)
        target = source.with_name(plain[: _LONGEST_NAME - len(tail)] + tail)
        if not target.exists():
            return target
        number += 1


def sign_file(
    source: Path,
    target: Path,
    key: SigningKey,
    *,
    role: Role,
    image: bytes | None = None,
    check: Callable[[], object] = lambda: None,
) -> None:
    """Sign the file `source` into the new file `target`; an existing file is never overwritten.

    The file is opened in a process of its own. `check` is called again and again until the file is written, and may
    raise to call the signing off. Raises AppError as `files.read` and `sign_sandboxed` do and when `target` exists;
    OSError when the target cannot be written.
    """
    from models.signing.sandboxed_signing import sign_sandboxed

    refuse_taken(target)
    signed = sign_sandboxed(files.read(source, limits.PDF), key, role=role, image=image, check=check)
    check()
    write_signed(target, signed)


def refuse_taken(target: Path) -> None:
    """Raises AppError `target_exists` where a signed file could not be written."""
    if paths.reachable(target).exists():
        raise _target_exists(target)


def write_signed(target: Path, content: bytes) -> None:
    """Write a signed file under a name that nothing has. Raises AppError `target_exists`, OSError."""
    try:
        _write_new(paths.reachable(target), content)
    except FileExistsError as taken:
        raise _target_exists(target) from taken


def _write_new(target: Path, content: bytes) -> None:
    """Write a file whole under a name that nothing has, also if the power fails. Raises FileExistsError, OSError."""
    beside = target.with_name(f".{target.name[:40]}.{ids.new_id()[-12:]}.part")
    try:
        paths.write_file(beside, content)
        _take_name(beside, target)
        paths.sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _take_name(beside: Path, target: Path) -> None:
    if os.name == "nt":
        beside.rename(target)  # refuses a name that is taken
        return
    try:
        target.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no second names
        target.open("xb").close()
        beside.replace(target)


def _target_exists(target: Path) -> AppError:
    return AppError(
        "target_exists",
        _("Đã có tệp {name} ở nơi lưu.").format(name=target.name),
        _("Phần mềm không ghi đè lên tệp có sẵn."),
        _("Hãy chọn tên khác cho tệp đã ký."),
    )


def sign_pdf(source: bytes, key: SigningKey, *, role: Role, image: bytes | None = None, again: bool = True) -> bytes:
    """`source` with one more signature of `key` in the given role, at the time of the clock.

    `image` is a PNG: the leader's own signature or the agency's seal. Without it a frame with the leader's name,
    organisation and time is drawn, or, of the agency, the document's number, symbol and time (NĐ 30/2020, Phụ lục I).
    Raises AppError: certificate that may not sign, file that is not a PDF, protected, damaged, closed by an earlier
    signature, or signed and changed since; `role_signed` unless `again` where somebody signed in this role already.
    """
    moment = clock.now()
    refuse_unusable(key.certificate, moment)
    from models.signing.appearance import read_picture
    from models.signing.embedded import if_readable
    from models.signing.guarded_pdf import damage_is_refused, open_pdf

    picture = read_picture(image) if image is not None else None
    reader = open_pdf(source)
    with damage_is_refused():
        earlier = _earlier(reader)
        if earlier.signed:
            _refuse_closed(source, reader)
        if not again and role in roles_of(earlier.signed):
            raise _role_signed(role)
        where = _find_place(source, reader, key.certificate, role, sealed=picture is not None)
    if picture is not None:
        where = _frame(picture, where, role, earlier.boxes.get(FIELDS["lanh-dao"]))
    with damage_is_refused():
        number = "" if picture is not None or role == "lanh-dao" else document_number.of(if_readable(reader), source)
    page = _draw(key.certificate, where, role, picture, moment, number)
    with damage_is_refused():
        signed = _write(reader, key, _free_field(FIELDS[role], earlier.names), where, page, moment)
    if earlier.signed:
        _refuse_broken_lock(signed)
    return signed


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
        raise _closed()


def _refuse_broken_lock(signed: bytes) -> None:
    """Locks of earlier signatures have many forms; whether they still hold is what every reader will ask."""
    from models.signing.verify import verify_pdf

    verdict = verify_pdf(signed)
    if any(one.print_hidden for one in verdict.signatures):
        raise AppError(
            "signature_image_covers",
            _("Không ký được với ảnh này."),
            _("Ảnh che mất chữ mà người ký trước đã thấy: nền của ảnh không trong suốt."),
            _("Hãy dùng ảnh PNG nền trong suốt, dưới 5 MB."),
        )
    if not verdict.intact:
        raise _closed()


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


def _closed() -> AppError:
    return AppError(
        "pdf_closed",
        _("Không thể ký thêm vào tệp này."),
        _("Người ký trước đã khoá tệp, không cho thêm chữ ký."),
        _("Hãy ký trên bản chưa khoá, hoặc đề nghị người ký trước ký lại mà không khoá tệp."),
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


def _write(
    reader: PdfFileReader, key: SigningKey, field: str, where: SignatureBox, page: bytes, moment: datetime
) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from models.signing.pades import KeySigner, stamp_of

    meta = PdfSignatureMetadata(
        field_name=field, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES, name=key.certificate.subject
    )
    box: Any = (where.x0, where.y0, where.x1, where.y1)
    spec = SigFieldSpec(field, on_page=where.page, box=box)
    signer = PdfSigner(meta, KeySigner(key), stamp_style=stamp_of(page), new_field_spec=spec)
    return _run(signer, IncrementalPdfFileWriter.from_reader(reader), KeySigner.room(key), moment)


def _run(signer: PdfSigner, writer: Any, room: int, moment: datetime) -> bytes:  # noqa: ANN401
    """The steps of pyHanko's own `sign_pdf`, with our clock, and without its trial signature to measure the size."""
    import asyncio

    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = signer.init_signing_session(writer)
    session.system_time = clock.local(moment).replace(microsecond=0)
    ready = session.prepare_tbs_document(None, room)
    digest, output = ready.digest_tbs_document()
    asyncio.run(
        ready.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=session.system_time))
    )
    if not isinstance(output, io.BytesIO):
        raise TypeError("pyHanko gave no memory file")
    return output.getvalue()
