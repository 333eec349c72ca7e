"""Opens a PDF that may be damaged or hostile, with limits. What is done with it is in `sign`, `verify`, `embedded`."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import DuplicateExtension, InvalidVersion, UnsupportedGeneralNameType
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from models.base.errors import AppError
from models.base.words import _
from models.signing import limits

_HEADER_WITHIN = 1024  # bytes; readers accept some junk before %PDF-

# What parsers raise on a broken file; they meet wrong types in it before they notice that it is broken.
BROKEN = (
    PdfError,
    UnsupportedAlgorithm,
    DuplicateExtension,
    InvalidVersion,
    UnsupportedGeneralNameType,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    OSError,
    struct.error,
    zlib.error,
)


def open_pdf(data: bytes, *, hybrid: bool = False) -> PdfFileReader:
    """A reader over `data`. Raises AppError: empty, too large, not a PDF, protected by a password, damaged, hybrid.

    Strict first, because only strict reading is safe from files that two programs read differently; then the small
    slips of other programs are forgiven. With `hybrid` a hybrid cross-reference is left to `refuse_hybrid_after`.
    """
    _refuse_at_sight(data)
    _hush()
    with damage_is_refused():
        try:
            reader = PdfFileReader(io.BytesIO(data), strict=True)
            reader.root  # noqa: B018 - read now, so that damage is met here
        except PdfStrictReadError:
            reader = PdfFileReader(io.BytesIO(data), strict=False)
            reader.root  # noqa: B018
        encrypted = reader.encrypted
        two_readings = reader.xrefs.hybrid_xrefs_present
    if encrypted:
        raise AppError(
            "pdf_encrypted",
            _("Tệp PDF được bảo vệ bằng mật khẩu."),
            _("Không thể ký hoặc kiểm tra chữ ký trên tệp đã mã hóa."),
            _("Hãy gỡ mật khẩu của tệp, hoặc xin bản không đặt mật khẩu."),
        )
    if two_readings and not hybrid:
        raise _hybrid()
    return reader


def refuse_hybrid_after(reader: PdfFileReader, end: int) -> None:
    """Raise AppError for a hybrid cross-reference (ISO 32000-1, 7.5.8.4) that is not whole in the first `end` bytes.

    Word writes one. Before the first signature it is what the signer saw, as long as its two halves do not
    contradict each other; later it could show a second content to some programs only.
    """
    for revision in range(reader.xrefs.total_revisions):
        table = reader.xrefs.get_xref_data(revision)
        if table.hybrid is None:
            continue
        places = (reader.xrefs.get_xref_container_info(revision), table.hybrid.meta_info)
        inside = all(0 <= one.start_location <= one.end_location <= end for one in places)
        stream = table.hybrid.xref_data
        both = table.standard_xrefs.keys() & (stream.standard_xrefs.keys() | stream.xrefs_in_objstm.keys())
        if not inside or any(table.standard_xrefs[one] != stream.standard_xrefs.get(one) for one in both):
            raise _hybrid()


def _hybrid() -> AppError:
    return AppError(
        "pdf_hybrid",
        _("Tệp PDF này có cấu trúc kép nên không thể ký hay kiểm tra an toàn."),
        _("Hai phần mềm có thể hiển thị tệp khác nhau."),
        _("Hãy in lại ra PDF mới từ phần mềm soạn thảo rồi dùng tệp mới đó."),
    )


@contextmanager
def damage_is_refused() -> Iterator[None]:
    """Turn what pyHanko and its parsers raise on a damaged or hostile file into one AppError."""
    try:
        yield
    except BROKEN as broken:
        raise damaged() from broken


def damaged() -> AppError:
    """The refusal of a PDF whose structure cannot be followed."""
    return AppError(
        "pdf_damaged",
        _("Không đọc được tệp PDF."),
        _("Tệp bị cắt cụt, bị sửa đổi hoặc sai cấu trúc."),
        _("Hãy chép lại tệp từ bản gốc."),
    )


def _refuse_at_sight(data: bytes) -> None:
    if not data:
        raise AppError("pdf_empty", _("Tệp PDF rỗng."), _("Tệp không có byte nào."), _("Hãy chép lại tệp từ bản gốc."))
    if len(data) > limits.PDF:
        raise AppError(
            "pdf_too_large",
            _("Tệp PDF quá lớn."),
            _("Phần mềm ký và kiểm tra tệp đến {size} MB.").format(size=limits.PDF // (1024 * 1024)),
            _("Hãy giảm dung lượng hình ảnh trong tệp rồi thử lại."),
        )
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise AppError(
            "not_a_pdf",
            _("Tệp này không phải tệp PDF."),
            _("Nội dung tệp không bắt đầu như một tệp PDF."),
            _("Hãy chọn đúng tệp báo cáo dạng PDF."),
        )


def _hush() -> None:
    # These libraries log each oddity of a foreign file with a traceback; what matters is in our own answers.
    for name in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
