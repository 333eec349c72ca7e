"""Number and symbol of the document that is signed, for the agency's box (NĐ 30/2020, Phụ lục I): `05/BC-PNV`."""

from __future__ import annotations

import re
from typing import Any, Final

from models.base.text import nfc

_NUMBER: Final = r"(\d{1,5})[ \t]*/[ \t]*([0-9A-ZĐÀ-Ỹ&]+(?:[ \t]?[-–][ \t]?[0-9A-ZĐÀ-Ỹ&]+)*)"
# The line of the head (ô 3), or that of an appendix; the text names numbers of other documents.
_HEAD: Final = re.compile(rf"^[ \t]*Số[ \t]*:[ \t]*{_NUMBER}", re.MULTILINE)
_ATTACHED: Final = re.compile(rf"[Kk]èm theo[^()]{{0,80}}?\bsố[ \t]*:?[ \t]*{_NUMBER}", re.DOTALL)
_READ: Final = 4000  # letters of the first page; the head, or the line of an appendix that names its document
_LONGEST: Final = 40  # letters of a symbol


def of(data: dict[str, Any] | None, source: bytes) -> str:
    """As the data inside name them, or, where there are none, the first page; "" where no number was given."""
    document = (data or {}).get("document")
    return _from_data(document) if isinstance(document, dict) else _from_page(source)


def _from_data(document: dict[str, Any]) -> str:
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
    found = _HEAD.search(words) or _ATTACHED.search(words)
    if found is None or len(found[2]) > _LONGEST:
        return ""
    symbol = "".join(found[2].split())
    return f"{int(found[1]):02d}/{symbol}"
