"""Plan tables (STT | Nhiệm vụ | Sản phẩm | Chủ trì | Phối hợp | Thời gian) in lines whose cells stand side by side.

Readers of files write a row on a line, its cells with bars between them, an empty cell where a wide one goes on to the
right, and `SAME` where one goes on downwards. Text that was typed or copied may have tabs, and less order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.reading.lines import PrintedLine
from models.reading.tables.cells import EMPTY, SAME, Cell, made_of, mark_of
from models.reading.tables.evident import LOOKED_AT, evident_columns
from models.reading.tables.header import Columns, columns_of
from models.reading.tables.labels import NO_LABEL, Label, label_of
from models.reading.tables.rows import TableRow, opening_rows, rows_below

__all__ = ["SAME", "PlanTable", "Row", "names_columns", "table_at"]

_TOTAL = re.compile(r"(?:tổng (?:cộng|số)|cộng)(?!\w)")
_CLOCK = re.compile(r"(?:từ )?\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{2})?(?!\w)(?!.*(?:ngày|tháng|/))")
_CROSS = re.compile(r"[xX×+*✓✔√●•■v]{1,3}|\(?[xX]\)?|có|\d{1,2}%?", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}\s*[/.\-]\s*\d|(?i:tháng|ngày|tuần)\s")
_LONGEST_NUMBER = 6  # letters; more in the column of numbers is a title
_HEADED_BY = 3  # rows; above the header there may be a title
_INHERITED = ("leader", "helper", "time", "product")


@dataclass(frozen=True, order=True)
class Crossed:
    """A column that a row has a cross in: its year (0 is the document's), the month it ends with, and its title."""

    year: int
    month: int
    title: str


@dataclass
class Row:
    """One row of a plan: the cells by role. A `heading` row holds a title, and maybe an owner, for the rows below it.

    `crossed` are the columns of quarters, months or years with a cross. `above` names the roles whose words were taken
    from the row above, where a cell is merged or says "nt".
    """

    cells: dict[str, Cell]
    label: Label = NO_LABEL
    crossed: tuple[Crossed, ...] = ()
    heading: bool = False
    above: frozenset[str] = frozenset()

    def cell(self, role: str) -> Cell:
        """The cell of a role, or an empty one."""
        return self.cells.get(role, EMPTY)

    @property
    def is_told(self) -> bool:
        """Whether it says who, until when or what comes out."""
        return bool(self.crossed) or any(self.cell(role) for role in _INHERITED)


@dataclass
class PlanTable:
    """The rows of one table in order, its columns, and the index of the line after it."""

    columns: Columns
    rows: list[Row] = field(default_factory=list)
    after: int = 0


def table_at(text: str, lines: Sequence[PrintedLine], index: int) -> PlanTable | None:
    """The plan table whose header begins on the line at `index`, or None when none begins there."""
    columns = columns_of(opening_rows(text, lines, index)) or _evident(text, lines, index)
    if columns is None:
        return None
    found = rows_below(text, lines, index, columns)
    if _is_agenda(found.rows, columns):
        return None
    return PlanTable(columns, _plan_rows(found.rows, columns), found.after)


def _evident(text: str, lines: Sequence[PrintedLine], index: int) -> Columns | None:
    """The columns of a table without a header that is known; asked only once for each, at its first line."""
    if index and mark_of(text[lines[index - 1].start : lines[index - 1].end]) is not None:
        return None
    return evident_columns(opening_rows(text, lines, index, LOOKED_AT))


def names_columns(*rows: Sequence[str]) -> bool:
    """Whether these rows of cells, the first of a table, head a plan, or are one without a header that is known."""
    cells = [made_of(row) for row in rows]
    headed = any(columns_of(cells[start:]) is not None for start in range(min(_HEADED_BY, len(cells))))
    return headed or evident_columns(cells) is not None


def _is_agenda(rows: Sequence[TableRow], columns: Columns) -> bool:
    """Whether the times are hours of one day: the programme of a meeting gives nobody a duty."""
    if "time" not in columns.roles:
        return False
    place = columns.roles.index("time")
    times = [row.cells[place].words.plain for row in rows if row.cells[place]]
    return bool(times) and 2 * sum(bool(_CLOCK.match(time)) for time in times) > len(times)


def _plan_rows(found: Sequence[TableRow], columns: Columns) -> list[Row]:
    """The rows by role, those that only end the row above joined to it, and titles told apart from tasks."""
    rows: list[Row] = []
    for one in found:
        _add(rows, one, columns)
    numbered = any(row.label.depth for row in rows if row.is_told)
    for row, below in pairwise([*rows, Row({})]):
        row.heading = row.heading or _is_heading(row, below, numbered)
    return rows


def _add(rows: list[Row], found: TableRow, columns: Columns) -> None:
    above = rows[-1] if rows else None
    row = _by_role(found, columns, above)
    _title(row, found)
    if not row.cell("task"):
        if above and row.is_told:
            _complete(above, row)
        return
    task = row.cell("task").words
    if _TOTAL.match(task.plain):
        return
    row.label = label_of(row.cell("number").words, task)
    if above and (_is_rest(row, found) or _is_detail(row, above)):
        for role, cell in row.cells.items():
            if role not in row.above and role != "number":
                above.cells[role] = above.cell(role).joined(cell, " - " if row.label.depth else " ")
        return
    row.heading = found.alone
    rows.append(row)


def _by_role(found: TableRow, columns: Columns, above: Row | None) -> Row:
    row = Row({})
    crossed: list[Crossed] = []
    taken: set[str] = set()
    for place, (role, cell) in enumerate(zip(columns.roles, found.cells, strict=False)):
        if role is None or (cell.is_blank and role != "number"):
            continue
        if role.startswith("until:"):
            year, month = role.split(":")[1:]
            if _CROSS.fullmatch(cell.words.words):
                crossed.append(Crossed(int(year), int(month), columns.titles[place]))
            elif _DATED.search(cell.words.words):
                row.cells["time"] = row.cell("time").joined(cell, "; ")
        elif not cell.is_same:
            row.cells[role] = cell
        elif above and role not in {"task", "number"} and above.cell(role):
            row.cells[role] = above.cell(role)
            taken.add(role)
    row.crossed, row.above = tuple(sorted(crossed)), frozenset(taken)
    return row


def _is_rest(row: Row, found: TableRow) -> bool:
    """Whether the end of a page broke a row; whoever wrote it began no new one in the middle of a sentence."""
    task = row.cell("task").words.words
    return not found.alone and not row.cell("number") and task[0].islower() and not row.label.depth


def _is_detail(row: Row, above: Row) -> bool:
    """Whether a dash without an owner or a time only says more of the numbered row above that has both."""
    return row.label.kind == "dash" and not row.is_told and above.is_told and above.label.kind == "number"


def _title(row: Row, found: TableRow) -> None:
    """The words of a row that has none in its column of tasks: a title in the first cell, or the name of a group."""
    if row.cell("task"):
        return
    number = row.cell("number")
    others = [role for role in row.cells if role != "number" and role not in row.above]
    if number and len(number.words.words) > _LONGEST_NUMBER and not row.is_told:
        row.cells["task"] = row.cells.pop("number")
    elif number and not number.is_blank and len(others) == 1 and not row.crossed:
        row.cells["task"] = row.cells.pop(others[0])  # "II" and a title, in whatever column comes next
    elif row.cell("group") and "group" not in row.above and not row.is_told:
        row.cells["task"] = row.cells.pop("group")
    elif not row.is_told and (only := [cell for cell in found.cells if cell and not cell.is_same]):
        row.cells["task"] = only[-1] if len(only[-1].words.words) > _LONGEST_NUMBER else EMPTY


def _complete(above: Row, row: Row) -> None:
    """A row without a task of its own says more of the one above it."""
    for role in _INHERITED:
        words = row.cell(role).words
        if words and role not in row.above and words != above.cell(role).words:
            glue = " " if words.words[0].islower() else "; "
            above.cells[role] = above.cell(role).joined(row.cell(role), glue)
    above.crossed = tuple(sorted((*above.crossed, *row.crossed)))


def _is_heading(row: Row, below: Row, numbered: bool) -> bool:
    """Whether a row only stands over those below it."""
    if below.cell("task") and row.label.is_over(below.label):
        if not row.is_told:
            return numbered or below.is_told
        return below.label.depth > 0  # a row with an owner or a time of its own stands over what is numbered below it
    return not row.is_told and not row.label.is_counted
