"""Number and symbol of a document as people type them: `45`, `12a`, `07/2024/NQ-HĐND`, `45/BC-PNV` (NĐ 30/2020)."""

from __future__ import annotations

import re
from typing import Final

from models.base.text import clean
from models.base.words import _

# As the reader of documents takes them out of a head: a letter for a number given twice, the year of a legal act.
_NUMBER: Final = r"(?P<number>\d{1,6}[a-zđ]?(?:/(?:19|20)\d\d)?)"
_SYMBOL: Final = r"(?P<symbol>[^\W\d_][\w&]*(?:\s?[\-–./&]\s?[\w&]+)*)"
_WHOLE: Final = re.compile(rf"(?:số\s*:?\s*)?{_NUMBER}(?:\s*[/\-–]\s*{_SYMBOL})?", re.IGNORECASE)
_LARGEST: Final = 99_999


def typed_number(text: str) -> tuple[str, str]:
    """The number, and the symbol where it was typed along, else "". Raises ValueError with a sentence."""
    found = _WHOLE.fullmatch(clean(text))
    if found is None:
        words = _("“{text}” không phải số văn bản. Hãy gõ số, ví dụ 45, hoặc cả số và ký hiệu, ví dụ 45/BC-PNV.")
        raise ValueError(words.format(text=clean(text)[:40]))
    return found["number"], as_printed(found["symbol"] or "")


def report_number(text: str, symbol: str) -> str:
    """The number alone of a document whose symbol is `symbol`; "" while none is typed.

    Raises ValueError with a sentence: for another symbol, and for what is not plain digits, which a report's number is
    from 01 each year (NĐ 30/2020).
    """
    if not clean(text):
        return ""
    number, typed = typed_number(text)
    if typed and typed.upper() != as_printed(symbol).upper():
        words = _("Ký hiệu “{typed}” không phải của báo cáo này ({symbol}). Hãy chỉ gõ số, ký hiệu được ghi tự động.")
        raise ValueError(words.format(typed=typed, symbol=symbol))
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= _LARGEST):
        words = _("Số báo cáo “{text}” không hợp lệ: là chữ số, bắt đầu từ 01 mỗi năm. Ví dụ 05.")
        raise ValueError(words.format(text=clean(text)[:40]))
    return number


def as_printed(symbol: str) -> str:
    """A symbol without the blanks and long dashes that come with copying: `BC – PNV` is `BC-PNV`."""
    return re.sub(r"\s*([\-–./&])\s*", r"\1", clean(symbol)).replace("–", "-")
