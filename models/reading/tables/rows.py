"""The rows of a table from its printed lines: broken rows whole again, rows of one cell, and where the table ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.reading.lines import PrintedLine
from models.reading.tables.cells import EMPTY, Cell, cells_of, is_bordered, is_rule, mark_of
from models.reading.tables.fitting import LABEL, suits
from models.reading.tables.header import Columns, columns_of, is_numbering, may_head
from models.reading.words.closings import CLOSING

_AHEAD = 8  # lines without a separator that a table may have between two of its rows
_LONGEST_BETWEEN = 400  # letters of such a line; longer ones are running text
_OPENS = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\s*[.)/\-–]\s*\S|(?:phần|mục|nhóm)\s", re.IGNORECASE)
_NEW_PART = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|\d{1,2})\s*[.)/]\s|điều\s+\d|phụ lục|nơi nhận", re.IGNORECASE)
_FEW = 3


@dataclass
class TableRow:
    """One row: its cells, as many as the table has columns; `alone` when the line had only one cell."""

    cells: list[Cell]
    alone: bool = False


@dataclass(frozen=True)
class RowsFound:
    """The rows below a header, and the index of the line after the last of them."""

    rows: list[TableRow]
    after: int


def opening_rows(text: str, lines: Sequence[PrintedLine], index: int, most: int = 3) -> list[list[Cell]]:
    """The cells of up to `most` lines from `index` on, while they are separated as the first of them is."""
    mark = mark_of(_raw(text, lines[index]))
    if mark is None:
        return []
    bordered = is_bordered(_raw(text, lines[index]))
    found: list[list[Cell]] = []
    for line in lines[index : index + 2 * most]:
        raw = _raw(text, line)
        if mark not in raw or len(found) == most:
            break
        if not is_rule(raw):
            found.append(cells_of(text, line, mark, bordered=bordered))
    return found


def rows_below(text: str, lines: Sequence[PrintedLine], start: int, columns: Columns) -> RowsFound:
    """The rows of the table whose header, `columns`, is on the line at `start`."""
    return _Gathering(text, lines, start, columns).all()


class _Gathering:
    """Goes down the lines of one table; looks at most `_AHEAD` lines ahead, so that the work stays linear."""

    def __init__(self, text: str, lines: Sequence[PrintedLine], start: int, columns: Columns) -> None:
        self._text, self._lines, self._columns = text, lines, columns
        first = _raw(text, lines[start])
        self._mark = mark_of(first) or "\t"
        self._bordered = is_bordered(first)
        self._titles = [cell.words.plain for cell in self._cells(start)]
        self._width = len(columns.roles)
        self._numbered = "number" in columns.roles
        self._rows: list[TableRow] = []
        self._open = False  # the last row has fewer cells than the table has columns
        self._at = start

    def all(self) -> RowsFound:
        header = self._columns.rows
        while self._at < len(self._lines) and header:
            header -= not is_rule(_raw(self._text, self._lines[self._at]))
            self._at += 1
        while self._at < len(self._lines) and self._take():
            pass
        return RowsFound(self._rows, self._at)

    def _take(self) -> bool:
        """Take what stands at the next line; False when the table ends before it."""
        line = self._lines[self._at]
        if is_rule(_raw(self._text, line)):
            self._at += 1
            return True
        cells = self._cells(self._at)
        if len(cells) > 1:
            return self._take_row(cells)
        return self._take_alone(cells[0], line)

    def _take_row(self, cells: list[Cell]) -> bool:
        again = self._header_at(self._at, cells)
        if again is not None:
            if again.roles != self._columns.roles:
                return False
            self._at += again.rows  # the header repeated on the next page
            return True
        if is_numbering(cells):
            self._at += 1
            return True
        if self._open and self._goes_on(cells):
            self._join(cells)
        elif len(cells) < min(_FEW, self._width) and not self._belongs(cells, self._at):
            return False
        else:
            self._rows.append(TableRow(self._fitted(cells)))
            self._open = len(cells) < self._width
        self._at += 1
        return True

    def _take_alone(self, cell: Cell, line: PrintedLine) -> bool:
        """A line without a separator: the rest of a cell, or a title over the rows below; else the table has ended."""
        words = line.words
        if CLOSING.match(words.plain) or len(words.words) > _LONGEST_BETWEEN:
            return False
        goes_on = self._next_row()
        low = words.words[0].islower() and not _NEW_PART.match(words.words)
        if self._open and self._rows and goes_on and self._completes():
            self._join([cell])
        elif low and self._rows and (goes_on or not line.gap):
            self._join_last(cell)
        elif goes_on:
            if any(len(between.words.words) > _LONGEST_BETWEEN for between in self._lines[self._at : goes_on]):
                return False
            self._rows.append(TableRow(self._alone(cell), alone=True))
            self._open = False
        else:
            return False
        self._at += 1
        return True

    def _next_row(self) -> int:
        """The index of the next line that is a row of this table, with only a few lines before it; 0 for none."""
        for index in range(self._at + 1, min(self._at + _AHEAD, len(self._lines))):
            line = self._lines[index]
            if CLOSING.match(line.words.plain):
                return 0
            cells = self._cells(index)
            if len(cells) < 2:
                continue
            again = self._header_at(index, cells)
            if again is not None:
                return index if self._is_next_page(index, again) else 0
            if len(cells) >= min(_FEW, self._width) or self._belongs(cells, index):
                return index
        return 0

    def _is_next_page(self, index: int, again: Columns) -> bool:
        """Whether the header on this line only begins another page of the table, and not the table of another part."""
        if again.roles != self._columns.roles:
            return False
        if not self._rows or not any(map(_is_new_part, self._lines[self._at : index])):
            return True
        first = index + again.rows
        cells = self._cells(first) if self._numbered and first < len(self._lines) else []
        place = self._columns.roles.index("number") if self._numbered else 0
        return len(cells) > place and cells[place].words.words.strip(" .)") == self._following()

    def _header_at(self, index: int, cells: list[Cell]) -> Columns | None:
        """The columns of a header on this line: this table's again, or another's."""
        again = [cell.words.plain for cell in cells] == self._titles
        return columns_of(opening_rows(self._text, self._lines, index)) if again or may_head(cells) else None

    def _completes(self) -> bool:
        """Whether the lines from here to the next row that begins one give the last row just the cells it lacks."""
        count = self._last_count
        for index in range(self._at, min(self._at + _AHEAD, len(self._lines))):
            cells = self._cells(index)
            if index > self._at and self._begins(cells):
                break
            count += len(cells) - 1
        return count == self._width and _OPENS.match(self._lines[self._at].words.words) is None

    def _goes_on(self, cells: list[Cell]) -> bool:
        """Whether these cells are the rest of the last row, which a line break inside a cell cut in two."""
        return not self._begins(cells) and self._last_count + len(cells) - 1 <= self._width

    def _begins(self, cells: list[Cell]) -> bool:
        if len(cells) >= self._width:
            return True
        place = self._columns.roles.index("number") if self._numbered else 0
        first = cells[place].words.words if place < len(cells) else ""
        if self._numbered:
            return bool(LABEL.fullmatch(first)) or (not first and len(cells) > 1)
        return not first or any(suits(role, cell) > 1 for role, cell in zip(self._columns.roles, cells, strict=False))

    def _belongs(self, cells: list[Cell], index: int) -> bool:
        """Whether a line of two cells among wider rows is one of them: a number and a title, a task and its owner."""
        if self._width == len(cells):
            return True
        if not self._numbered:
            return any(suits(role, cell) > 1 for role, cell in zip(self._columns.roles, cells, strict=False))
        first = cells[0].words.words
        if not (LABEL.fullmatch(first) or not first):
            return False
        few = min(_FEW, self._width)
        below = range(index + 1, min(index + 1 + _FEW, len(self._lines)))
        if not self._rows or first.strip(".)") in {self._following(), self._first_below()}:
            return True
        return any(self._is_wide(self._cells(other), few) for other in below)

    def _is_wide(self, cells: list[Cell], few: int) -> bool:
        """Whether a line is surely of this table: enough cells, or the end of a broken row that names an owner."""
        told = {"leader", "time"} & set(self._columns.roles)
        return len(cells) >= few or any(suits(role, cell) > 1 for role in told for cell in cells[1:])

    def _first_below(self) -> str:
        """The number of the first row below a title, when the last row is one."""
        number = self._rows[-1].cells[self._columns.roles.index("number")].words.words
        return "1" if not number[:1].isdigit() and LABEL.match(number) else ""

    def _following(self) -> str:
        """The number that comes after that of the last numbered row."""
        place = self._columns.roles.index("number")
        for row in reversed(self._rows[-3:]):
            number = row.cells[place].words.words.strip(" .)")
            if number.isdigit():
                return str(int(number) + 1)
        return ""

    def _join(self, cells: list[Cell]) -> None:
        row, last = self._rows[-1].cells, self._last_count - 1
        row[last] = row[last].joined(cells[0])
        for place, cell in enumerate(cells[1:], last + 1):
            row[place] = cell
        self._last_count += len(cells) - 1
        self._open = self._last_count < self._width

    def _join_last(self, cell: Cell) -> None:
        """The rest of a sentence belongs to the task, which is the cell that is long enough to spill."""
        row = self._rows[-1]
        place = self._columns.roles.index("task") if not row.alone else next(p for p, c in enumerate(row.cells) if c)
        row.cells[place] = row.cells[place].joined(cell)

    def _alone(self, cell: Cell) -> list[Cell]:
        cells = [EMPTY] * self._width
        cells[self._columns.roles.index("task")] = cell
        return cells

    def _fitted(self, cells: list[Cell]) -> list[Cell]:
        """The cells under their columns; a row that is too short may begin a column later."""
        self._last_count = min(len(cells), self._width)
        lacking = self._width - len(cells)
        if lacking <= 0:
            return cells[: self._width]
        shift = 0
        if len(cells) >= _FEW and not (self._numbered and LABEL.fullmatch(cells[0].words.words)):
            shift = max(range(lacking + 1), key=lambda left: (self._fits(cells, left), -left))
        self._last_count += shift
        return [*[EMPTY] * shift, *cells, *[EMPTY] * (lacking - shift)]

    def _fits(self, cells: list[Cell], shift: int) -> int:
        roles = self._columns.roles[shift:]
        return sum(suits(role, cell) for role, cell in zip(roles, cells, strict=False) if cell)

    def _cells(self, index: int) -> list[Cell]:
        return cells_of(self._text, self._lines[index], self._mark, bordered=self._bordered)


def _is_new_part(line: PrintedLine) -> bool:
    return bool(_NEW_PART.match(line.words.words))


def _raw(text: str, line: PrintedLine) -> str:
    return text[line.start : line.end]
