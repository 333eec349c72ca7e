"""Bytes of a plain text file into letters: Unicode first, then the code pages of older Vietnamese files."""

from __future__ import annotations

import re

from models.base.errors import AppError
from models.base.text import nfc
from models.base.words import _
from models.reading.files.legacy_fonts import to_unicode
from models.reading.files.limits import damaged

_USUAL = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "được",
        "là",
        "có",
        "trong",
        "không",
        "với",
        "để",
        "theo",
        "về",
        "tại",
        "từ",
        "đến",
        "năm",
        "ngày",
        "tháng",
        "số",
        "thực",
        "hiện",
        "nhiệm",
        "vụ",
        "cải",
        "cách",
        "hành",
        "chính",
        "thủ",
        "tục",
        "công",
        "tác",
        "tỉnh",
        "huyện",
        "xã",
        "sở",
        "ban",
        "ngành",
        "nội",
        "nhân",
        "dân",
        "ủy",
        "cơ",
        "quan",
        "đơn",
        "vị",
        "kế",
        "hoạch",
        "báo",
        "cáo",
        "giao",
        "chủ",
        "trì",
        "phối",
        "hợp",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.12  # of words that are among the usual ones; real directives have 0.3 and more
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Text, remarks, and the legacy code that was turned into Unicode. Raises AppError `file_undecodable`."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _whole(data[len(mark) :], coding)
    if guessed := _utf16_without_mark(data):
        return _whole(data, guessed)
    if len(_BINARY.findall(data[:65536].decode("latin-1"))) > len(data[:65536]) // 200:
        raise _undecodable()
    try:
        return data.decode("utf-8"), (), ()
    except UnicodeDecodeError as wrong:
        if wrong.start >= len(data) - 3 and wrong.start > 0:
            return data[: wrong.start].decode("utf-8"), (_("Tệp có thể bị cắt mất phần cuối."),), ()
    return _legacy(data)


def _whole(data: bytes, coding: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    try:
        return data.decode(coding), (), ()
    except UnicodeDecodeError as wrong:
        if wrong.start >= len(data) - 4 and wrong.start > 0:
            return data[: wrong.start].decode(coding), (_("Tệp có thể bị cắt mất phần cuối."),), ()
        raise damaged() from wrong


def _utf16_without_mark(data: bytes) -> str | None:
    start = data[:4096]
    if len(start) < 8:
        return None
    # Vietnamese in UTF-16 has blanks, digits and most consonants with a zero half.
    if start[1::2].count(0) > len(start) // 5 and start[0::2].count(0) * 10 < len(start):
        return "utf-16-le"
    if start[0::2].count(0) > len(start) // 5 and start[1::2].count(0) * 10 < len(start):
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    raw = data.decode("latin-1")
    windows = data.decode("cp1252", errors="replace")
    guesses = [
        ("Windows-1258", nfc(data.decode("cp1258", errors="replace"))),
        ("TCVN3", to_unicode(raw, "tcvn3")),
        ("VNI", to_unicode(windows, "vni")),
    ]
    best = max(guesses, key=lambda guess: vietnamese_share(guess[1]))
    if vietnamese_share(best[1]) < _LEAST_SHARE:
        raise _undecodable()
    return best[1], (), (best[0],)


def vietnamese_share(text: str) -> float:
    """The share of words that every Vietnamese official text uses, 0 to 1, from the first 20,000 characters."""
    words = _WORD.findall(text[:20000].lower())
    return sum(1 for word in words if word in _USUAL) / len(words) if words else 0.0


def _undecodable() -> AppError:
    return AppError(
        "file_undecodable",
        what=_("Không đọc được chữ trong tệp."),
        why=_("Tệp không phải văn bản Unicode và cũng không nhận ra bảng mã tiếng Việt cũ nào."),
        do=_("Hãy mở tệp bằng Word, lưu thành .docx hoặc .txt mã UTF-8, rồi chọn lại."),
    )
