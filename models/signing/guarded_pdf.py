"""Opens a PDF that may be damaged or hostile, with limits. What is done with it is in `sign`, `verify`, `embedded`."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.exceptions import UnsupportedAlgorithm
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
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    OSError,
)


def open_pdf(data: bytes) -> PdfFileReader:
    """A reader over `data`. Raises AppError: empty, too large, not a PDF, protected by a password, damaged, hybrid.

    Strict first, because only strict reading is safe from files that two programs read differently; then the small
    slips of other programs are forgiven, but never a hybrid cross-reference.
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
        hybrid = reader.xrefs.hybrid_xrefs_present
    if encrypted:
        raise AppError(
            "pdf_encrypted",
            _("Tệp PDF được bảo vệ bằng mật khẩu."),
            _("Không thể ký hoặc kiểm tra chữ ký trên tệp đã mã hóa."),
            _("Hãy gỡ mật khẩu của tệp, hoặc xin bản không đặt mật khẩu."),
        )
    if hybrid:
        raise AppError(
            "pdf_hybrid",
            _("Tệp PDF này có cấu trúc kép nên không thể ký hay kiểm tra an toàn."),
            _("Hai phần mềm có thể hiển thị tệp khác nhau."),
            _("Hãy in lại ra PDF mới từ phần mềm soạn thảo rồi dùng tệp mới đó."),
        )
    return reader


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
