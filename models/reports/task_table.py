"""The list of all tasks on the pages of the PDF, built page by page: one table of all rows takes ReportLab too long."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable, Paragraph, Table

from models.reports import nd30
from models.reports.fonts import BOLD, REGULAR
from models.reports.task_lines import ListLine, ListShape
from models.reports.typeset import paragraph, pieces

PADDING: Final = 3
_ABOVE, _BELOW = 2, 3  # points between a row's lines and its text
_TALLEST: Final = 330  # points; with the head of the table it leaves room on a landscape page
_NEVER_FITS: Final = 1e6  # points: so it is always split, into what stands on this page and the rest
_HEAD_FILL: Final = Color(0.93, 0.93, 0.93)
_STYLES: Final = {nd30.TABLE: "cell", nd30.CLOSE_TABLE: "close-cell"}


@dataclass(frozen=True)
class _Row:
    cells: list[Any]
    height: float
    heading: bool = False


class TaskTable(Flowable):  # type: ignore[misc]
    """The lines of a list, the head repeated on each page."""

    def __init__(self, rows: TaskRows) -> None:
        super().__init__()
        self._rows = rows

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        return avail_width, _NEVER_FITS

    def split(self, _avail_width: float, avail_height: float) -> list[Flowable]:
        """What fits, and a table of the rows that are left. Empty when not even the first fits."""
        taken, more = self._rows.take(avail_height)
        if not taken:
            return []
        part = _page_table(self._rows.shape, taken)
        return [part, TaskTable(self._rows)] if more else [part]


class TaskRows:
    """The rows of a list, each made and measured when its page comes, and only once."""

    def __init__(self, shape: ListShape, lines: Iterable[ListLine]) -> None:
        self.shape = shape
        self._head = _measured([paragraph(text, "cell-head") for text in shape.head], shape, heading=False)
        self._coming = _rows(shape, lines)
        self._waiting: deque[_Row] = deque()  # measured, and not on a page yet

    def take(self, height: float) -> tuple[list[_Row], bool]:
        """The head and the rows that fit into `height` points, nothing when none does; and whether there are more."""
        room = height - self._head.height
        taken: list[_Row] = []
        while row := self._next():
            if row.height > room:
                break
            room -= row.height
            taken.append(self._waiting.popleft())
        while row is not None and taken and taken[-1].heading:  # it stays with what comes after it
            self._waiting.appendleft(taken.pop())
        return ([self._head, *taken] if taken else []), row is not None

    def _next(self) -> _Row | None:
        if not self._waiting and (row := next(self._coming, None)) is not None:
            self._waiting.append(row)
        return self._waiting[0] if self._waiting else None


def _page_table(shape: ListShape, rows: list[_Row]) -> Table:
    commands = [*grid(shape.size), ("ALIGN", (0, 1), (0, -1), "CENTER")]
    commands += [("ALIGN", (column, 1), (column, -1), "CENTER") for column in shape.centred]
    commands += [("ALIGN", (column, 1), (column, -1), "RIGHT") for column in shape.right]
    for number, row in enumerate(rows):
        if row.heading:
            commands += [("SPAN", (1, number), (-1, number)), ("FONTNAME", (0, number), (0, number), BOLD)]
    heights = [row.height for row in rows]
    return Table([row.cells for row in rows], colWidths=shape.widths, rowHeights=heights, style=commands)


def _rows(shape: ListShape, lines: Iterable[ListLine]) -> Iterator[_Row]:
    for line in lines:
        if line.heading:
            cells = [line.texts[0], paragraph(line.texts[1], "cell-bold"), *[""] * (len(shape.head) - 2)]
            yield _measured(cells, shape, heading=True)
        else:
            yield from (_measured(cells, shape, heading=False) for cells in _task_cells(shape, line))


def _measured(cells: list[Any], shape: ListShape, *, heading: bool) -> _Row:
    """The row with the height of its tallest cell. The name of a heading has all columns but the first."""
    heights = [shape.size * nd30.SINGLE]
    for width, cell in zip(shape.widths, cells, strict=True):
        if isinstance(cell, Paragraph):
            room = sum(shape.widths[1:]) if heading else width
            heights.append(cell.wrap(room - 2 * PADDING, _NEVER_FITS)[1])
    return _Row(cells, max(heights) + _ABOVE + _BELOW, heading)


def _task_cells(shape: ListShape, line: ListLine) -> list[list[Any]]:
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
        ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
    ]
