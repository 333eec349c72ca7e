"""Chooses the reader of a file by its first bytes, never by its name. The readers themselves live beside this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.base import files
from models.base.errors import AppError
from models.base.words import _
from models.reading.files import limits
from models.reading.files.found import FoundText

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def content_of(path: Path) -> bytes:
    """The content of a document; its size is asked before a byte is read. Raises AppError as `files.read` does, and
    `file_too_big`.
    """
    try:
        return files.read(path, files.LARGEST_DOCUMENT)
    except AppError as refusal:
        raise limits.too_big() if refusal.code == "file_too_large" else refusal from None


def text_of(data: bytes, tell: Callable[[int, int], object] = lambda _done, _total: None) -> FoundText:
    """The words of a .txt, .docx or .pdf file with this content; `tell` hears of pages read. Raises AppError."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise _empty()
    kind = _kind(data)
    if kind == "docx":
        from models.reading.files.docx_file import read_docx

        found = read_docx(data)
    elif kind == "pdf":
        from models.reading.files.pdf_file import read_pdf

        found = read_pdf(data, tell)
    else:
        from models.reading.files.text_file import decode

        text, warnings, fonts = decode(data)
        found = FoundText(text, warnings, fonts)
    if not any(char.isalnum() for char in found.text):
        raise _empty()
    if len(found.text) > limits.MOST_CHARACTERS:
        raise limits.too_big()
    return found


def _kind(data: bytes) -> str:
    if data.startswith(b"PK"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise _old_office(data)
    if (
        data.startswith(_IMAGES)
        or data[4:12] in {b"ftypheic", b"ftypmif1"}
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
    ):
        raise AppError(
            "file_image",
            what=_("Tệp này là ảnh, không có chữ để đọc."),
            why=_("Chương trình không nhận dạng chữ trong ảnh chụp hoặc ảnh quét."),
            do=_("Hãy xin bản .docx hoặc PDF có chữ từ nơi gửi, hoặc thêm nhiệm vụ bằng tay."),
        )
    if data.lstrip()[:5].lower() == b"{\\rtf" or data.lstrip()[:14].lower().startswith(
        (b"<!doctype html", b"<html", b"<?xml")
    ):
        raise limits.other_kind()
    return "txt"


def _old_office(data: bytes) -> AppError:
    # A password-protected .docx is an OLE container too; its stream's name tells it from Word 97.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return limits.encrypted()
    if "WordDocument".encode("utf-16-le") in data:
        return AppError(
            "file_doc",
            what=_("Tệp này là văn bản Word đời cũ (.doc)."),
            why=_("Chương trình đọc được .docx, PDF có chữ và .txt."),
            do=_("Hãy mở tệp bằng Word, chọn Lưu thành (Save As) kiểu .docx, rồi chọn lại."),
        )
    return limits.other_kind()


def _empty() -> AppError:
    return AppError(
        "file_empty",
        what=_("Tệp không có chữ nào."),
        why=_("Tệp trống, hoặc tệp chưa được chép hết."),
        do=_("Hãy mở thử tệp, chép lại từ nguồn rồi chọn lại."),
    )
