"""The list of all tasks on the pages of the PDF, built page by page: one table of all rows takes ReportLab too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable, LongTable

from models.reports import nd30
from models.reports.fonts import BOLD, REGULAR
from models.reports.task_lines import ListLine, ListShape
from models.reports.typeset import paragraph, pieces

PADDING: Final = 3
_TALLEST: Final = 330  # points; with the head of the table it leaves room on a landscape page
_AT_FIRST: Final = 24  # rows tried for one page; twice as many where they do not fill it
_NEVER_FITS: Final = 1e6  # points: so it is always split, into what stands on this page and the rest
_HEAD_FILL: Final = Color(0.93, 0.93, 0.93)
_STYLES: Final = {nd30.TABLE: "cell", nd30.CLOSE_TABLE: "close-cell"}


class TaskTable(Flowable):  # type: ignore[misc]
    """The lines of a list in the given shape, the head repeated on each page."""

    def __init__(self, shape: ListShape, lines: Sequence[ListLine], shown: int = 0) -> None:
        """`shown` rows of the first line stand on the page before."""
        super().__init__()
        self._shape = shape
        self._lines = lines
        self._shown = shown

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        return avail_width, _NEVER_FITS

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """What fits, and the lines that are left. Empty when not even the first fits."""
        count = _AT_FIRST
        while True:
            made = _PageTable(self._shape, self._lines[:count], self._shown)
            if made.height(avail_width, avail_height) > avail_height or count >= len(self._lines):
                break
            count *= 2
        part, taken, shown = made.upper_part(avail_width, avail_height)
        if part is None:
            return []
        left = self._lines[taken:]
        return [part, TaskTable(self._shape, left, shown)] if left else [part]


class _PageTable:
    """A table of the first lines, and how many of them its upper part has."""

    def __init__(self, shape: ListShape, lines: Sequence[ListLine], shown: int) -> None:
        self._shown = shown
        self._ends: list[int] = []  # the number of rows up to the end of each line
        rows: list[list[Any]] = [[paragraph(text, "cell-head") for text in shape.head]]
        commands = [*grid(shape.size), ("ALIGN", (0, 1), (0, -1), "CENTER")]
        commands += [("ALIGN", (column, 1), (column, -1), "CENTER") for column in shape.centred]
        commands += [("ALIGN", (column, 1), (column, -1), "RIGHT") for column in shape.right]
        for number, line in enumerate(lines):
            if line.heading:
                commands += _of_heading(len(rows), last=number == len(lines) - 1)
                rows.append([line.texts[0], paragraph(line.texts[1], "cell-bold"), *[""] * (len(shape.head) - 2)])
            else:
                rows += _task_rows(shape, line)[0 if number else shown :]
            self._ends.append(len(rows))
        self._table = LongTable(rows, colWidths=shape.widths, repeatRows=1, style=commands)

    def height(self, width: float, height: float) -> float:
        return float(self._table.wrap(width, height)[1])

    def upper_part(self, width: float, height: float) -> tuple[Flowable | None, int, int]:
        """The part that fits (None when no row does), how many lines end in it, how many rows of the next it shows."""
        if self.height(width, height) <= height:
            return self._table, len(self._ends), 0
        parts = self._table.split(width, height)
        rows = len(parts[0]._cellvalues) if parts else 1
        if rows <= 1:
            return None, 0, 0
        taken = sum(end <= rows for end in self._ends)
        begun = rows - (self._ends[taken - 1] if taken else 1)
        return parts[0], taken, begun if taken else begun + self._shown


def _of_heading(row: int, *, last: bool) -> list[tuple[Any, ...]]:
    """A heading goes over all columns, and stays with the row after it."""
    look: list[tuple[Any, ...]] = [("SPAN", (1, row), (-1, row)), ("FONTNAME", (0, row), (0, row), BOLD)]
    return look if last else [*look, ("NOSPLIT", (0, row), (0, row + 1))]


def _task_rows(shape: ListShape, line: ListLine) -> list[list[Any]]:
    """One row, or more when a text is taller than a page: the texts go on in the next row."""
    style = _STYLES[shape.size]
    columns = {
        index: pieces(text, style, shape.widths[index] - 2 * PADDING, _TALLEST)
        for index, text in enumerate(line.texts)
        if index not in line.single
    }
    rows: list[list[Any]] = [[""] * len(shape.widths) for _row in range(max(map(len, columns.values())))]
    rows[0] = list(line.texts)
    for index, column in columns.items():
        for row, part in zip(rows, column, strict=False):
            row[index] = part
    return rows


def grid(size: int = nd30.TABLE) -> list[tuple[Any, ...]]:
    """The look that the tables of the appendices share, in letters of `size` points."""
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, size, size * nd30.SINGLE),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD_FILL),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
