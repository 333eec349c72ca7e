"""Reading a report's data back, from whichever version wrote it. Signatures are not asked here."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from models.base.errors import AppError
from models.base.words import _
from models.reports import format1, format3
from models.reports.canonical import canonical

LARGEST: Final = 10 * 1024 * 1024  # bytes; a year with ten thousand tasks has half of it
# It grows; what was once readable stays readable. Format 2 is that of packages between offices.
_FORMATS: Final[dict[int, type[msgspec.Struct]]] = {1: format1.DataFile, 3: format3.DataFile}
_SPELLING: Final = re.compile(r"so-cchc/([1-9][0-9]{0,8})")


class _Head(msgspec.Struct):
    format: str


def read_data(content: bytes) -> dict[str, Any]:
    """The values of a data.json. Every field is known and of its type, and the spelling is the canonical one.

    Raises AppError: `data_newer` for a format that this program does not know yet, `data_unreadable` for all else.
    """
    if len(content) > LARGEST:
        raise _unreadable(_("Tệp số liệu lớn hơn {size} MB.").format(size=LARGEST // (1024 * 1024)))
    try:
        version = _version(msgspec.json.decode(content, type=_Head).format)
        msgspec.json.decode(content, type=_FORMATS[version])
        values: dict[str, Any] = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise _unreadable(_("Nội dung sai mẫu: {detail}.").format(detail=wrong)) from wrong
    # A key written twice, a blank or a letter in another Unicode form would be read, but not seen by who checks.
    if canonical(values) != content:
        raise _unreadable(_("Nội dung không được viết đúng quy cách của chương trình."))
    return values


def _version(spelling: str) -> int:
    match = _SPELLING.fullmatch(spelling)
    if match is None:
        raise _unreadable(_("Đây không phải số liệu của Sổ CCHC."))
    version = int(match[1])
    if version not in _FORMATS:
        raise AppError(
            "data_newer",
            what=_("Báo cáo này do phiên bản Sổ CCHC mới hơn tạo ra."),
            why=_("Số liệu đính kèm có dạng {format}, chương trình đang dùng chỉ đọc được {known}.").format(
                format=spelling, known=", ".join(f"so-cchc/{number}" for number in _FORMATS)
            ),
            do=_("Cập nhật Sổ CCHC rồi mở lại tệp."),
        )
    return version


def embedded_data(pdf: bytes) -> bytes | None:
    """The bytes of the data.json inside a report, or None when the PDF has none. Raises AppError for a damaged PDF.

    For reports that this office made itself: a file from outside is read through its signature (models/signing).
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            for index in range(document.count_attachments()):
                attachment = document.get_attachment(index)
                if attachment.get_name() == "data.json":
                    return bytes(attachment.get_data())
    except pypdfium2.PdfiumError as wrong:
        raise AppError(
            "pdf_unreadable",
            what=_("Không mở được tệp PDF."),
            why=_("Tệp bị hỏng hoặc không phải PDF."),
            do=_("Hãy lấy lại tệp gốc."),
        ) from wrong
    return None


def _unreadable(why: str) -> AppError:
    return AppError(
        "data_unreadable",
        what=_("Không đọc được số liệu đính kèm báo cáo."),
        why=why,
        do=_("Xin lại tệp báo cáo từ nơi gửi."),
    )
