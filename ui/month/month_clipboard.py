"""A block of cells to and from the clipboard: tab-separated text as Excel has it, and our own exact form beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from models.base.csv_text import guarded, unguarded
from models.work.month_cells import COLUMNS
from models.work.month_paste import PastedBlock

_OWN = "application/x-so-cchc-cells"
_LINES = 20_000  # more than any month of a district; a slip of Ctrl+A in Excel is a million
# A cell, and what ends it. In quotation marks is what holds a line break, a tab, or a mark of its own; words that
# only begin with one are taken as they stand.
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|$)')
_PLAIN = re.compile(r"[^\t\n]*")


def packed(columns: Sequence[str], shown: Sequence[Sequence[str]], kept: Sequence[Sequence[str]]) -> QMimeData:
    """A block for Excel as it is shown, and for ourselves as it is kept, with the columns it comes from.

    What Excel would take for a formula gets an apostrophe there.
    """
    data = QMimeData()
    data.setText("\n".join("\t".join(map(_for_excel, line)) for line in shown))
    own = {"columns": [*columns], "cells": [[*line] for line in kept]}
    data.setData(_OWN, QByteArray(json.dumps(own, ensure_ascii=False).encode()))
    return data


def unpacked(data: QMimeData) -> PastedBlock:
    """The block on the clipboard; without lines for one that holds no text. Ragged lines are filled up."""
    own = _own(bytes(data.data(_OWN).data())) if data.hasFormat(_OWN) else None
    return own or PastedBlock(_even(from_excel(data.text())))


def from_excel(text: str) -> list[list[str]]:
    """The cells of tab-separated text; a cell of several lines is in quotation marks, as Excel writes it."""
    if not text:
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines: list[list[str]] = [[]]
    place = 0
    while len(lines) <= _LINES:
        cell, place = _cell(text, place)
        lines[-1].append(cell)
        if place == len(text):
            break
        if text[place] == "\n":
            lines.append([])
        place += 1
    return lines[:_LINES]


def _cell(text: str, place: int) -> tuple[str, int]:
    """The cell that begins at `place`, and where it ends."""
    quoted = _QUOTED.match(text, place) if text.startswith('"', place) else None
    if quoted is not None and re.search('[\t\n]|""', quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    found = _PLAIN.match(text, place)
    end = found.end() if found is not None else len(text)
    return text[place:end], end


def _for_excel(cell: str) -> str:
    cell = guarded(" ".join(cell.split()))
    return '"{}"'.format(cell.replace('"', '""')) if cell.startswith('"') else cell


def _own(data: bytes) -> PastedBlock | None:
    """Our own form; None for what another program may have put under its name."""
    try:
        own = json.loads(data)
        columns, cells = own["columns"], own["cells"]
        sound = set(columns) <= set(COLUMNS) and all(len(line) == len(columns) for line in cells)
    except (ValueError, TypeError, KeyError):
        return None
    return PastedBlock([[str(cell) for cell in line] for line in cells[:_LINES]], columns) if sound and cells else None


def _even(lines: list[list[str]]) -> list[list[str]]:
    """Each cell on one line, as the grid has it, and each line as long as the longest."""
    width = max(map(len, lines), default=0)
    flat = [[unguarded(" ".join(cell.split())) for cell in line] for line in lines]
    return [[*line, *[""] * (width - len(line))] for line in flat]
