"""A block of cells to and from the clipboard: tab-separated text as Excel has it, and our own exact form beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QByteArray, QMimeData

from models.base.csv_text import guarded

_OWN = "application/x-so-cchc-cells"
_LINES = 20_000  # more than any month of a district; a slip of Ctrl+A in Excel is a million


def packed(block: Sequence[Sequence[str]]) -> QMimeData:
    """The block for Excel and for ourselves. What Excel would take for a formula gets an apostrophe there."""
    data = QMimeData()
    flat = [[" ".join(cell.split()) for cell in line] for line in block]
    data.setText("\n".join("\t".join(map(guarded, line)) for line in flat))
    data.setData(_OWN, QByteArray(json.dumps(flat, ensure_ascii=False).encode()))
    return data


def unpacked(data: QMimeData) -> list[list[str]]:
    """The block on the clipboard; empty for one that holds no text. Ragged lines are filled up."""
    if data.hasFormat(_OWN):
        try:
            block = json.loads(bytes(data.data(_OWN).data()))
        except ValueError:
            block = []
        block = [[str(cell) for cell in line] for line in block if isinstance(line, list)]
    else:
        block = from_excel(data.text())
    width = max(map(len, block), default=0)
    return [[*line, *[""] * (width - len(line))] for line in block]


def from_excel(text: str) -> list[list[str]]:
    """The cells of tab-separated text; a cell of several lines is in quotation marks, as Excel writes it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    if '"' in text:
        # Words that only happen to hold a quotation mark are no CSV, and are taken as they stand.
        with suppress(csv.Error):
            return [list(line) for line in csv.reader(io.StringIO(text), delimiter="\t", strict=True)][:_LINES]
    return [line.split("\t") for line in text.split("\n")][:_LINES]
