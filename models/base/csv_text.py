"""Tables as text for spreadsheets. What a spreadsheet would run as a formula is made plain text here, and only here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a cell begins with that a spreadsheet runs: also the full-width signs, which East Asian Excel takes for the plain
# ones, and what is dropped before a sign (OWASP, "CSV Injection").
_RUN = set("=+-@＝＋－＠\t\r\n")


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula; plain numbers stay numbers."""
    number = text.lstrip("+-").replace(".", "").replace(",", "").removesuffix("%").strip().isdigit()
    return f"'{text}" if text[:1] in _RUN and not number else text


def unguarded(text: str) -> str:
    """What `guarded` was given: a cell that comes back from a spreadsheet without the mark it was sent with."""
    return text[1:] if text[:1] == "'" and guarded(text[1:]) == text else text


def csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """The lines as CSV in UTF-8 with the mark by which Excel knows it; every cell quoted and guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return file.getvalue().encode("utf-8-sig")
