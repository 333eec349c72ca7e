"""Tables as text for spreadsheets. What a spreadsheet would run as a formula is made plain text here, and only here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula (OWASP: CSV injection); plain numbers stay numbers."""
    number = text.lstrip("+-").replace(".", "").replace(",", "").removesuffix("%").strip().isdigit()
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not number else text


def csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """The lines as CSV in UTF-8 with the mark by which Excel knows it; every cell quoted and guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return file.getvalue().encode("utf-8-sig")
