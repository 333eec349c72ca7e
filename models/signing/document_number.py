"""Number and symbol of the document that is signed, for the agency's box (NĐ 30/2020, Phụ lục I): `05/BC-PNV`."""

from __future__ import annotations

import re
from typing import Any, Final

from models.base.text import nfc

_WRITTEN: Final = re.compile(r"\b[Ss]ố\s*:?\s*(\d{1,5})\s*/\s*([0-9A-ZĐÀ-Ỹ&]+(?:\s?[-–]\s?[0-9A-ZĐÀ-Ỹ&]+)*)")
_READ: Final = 4000  # letters of the first page; the head, or the line of an appendix that names its document
_LONGEST: Final = 40  # letters of a symbol


def of(data: dict[str, Any] | None, source: bytes) -> str:
    """As the data inside name them, else as the first page does; "" where neither has a number."""
    return _from_data(data) or _from_page(source)


def _from_data(data: dict[str, Any] | None) -> str:
    document = (data or {}).get("document")
    if not isinstance(document, dict):
        return ""
    number, symbol = document.get("number"), document.get("symbol")
    if type(number) is not int or number < 1 or not isinstance(symbol, str) or not 0 < len(symbol) <= _LONGEST:
        return ""
    return f"{number:02d}/{symbol}"


def _from_page(source: bytes) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(source) as document:
            page = document[0]
            text = page.get_textpage()
            words = nfc(text.get_text_range(0, min(_READ, text.count_chars())))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return ""  # a page that cannot be shown names nothing
    found = _WRITTEN.search(words)
    if found is None or len(found[2]) > _LONGEST:
        return ""
    symbol = "".join(found[2].split())
    return f"{int(found[1]):02d}/{symbol}"
