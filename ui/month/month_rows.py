"""The lines of the monthly grid as Qt's item model: one period in memory, narrowed here, drafts laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from models.base.text import fold
from models.base.words import _
from models.work.codes import timeliness_name, timeliness_whole
from models.work.month_cells import (
    COLUMNS,
    column_name,
    filled,
    indicator_words,
    late,
    may_edit,
    numbered_state,
    renewed,
    show,
)
from ui.base.plain_tips import plain_tip
from ui.kit.rows import AnyIndex
from ui.month.month_columns import title
from ui.month.month_saver import CellAddress, MonthSaver, UnsavedCell

if TYPE_CHECKING:
    from models.work.month import GridRow
    from models.work.month_cells import LineOutcome
    from models.work.periods import PeriodRow

RIGHT = {"due_on", "value", "done_on", "percent", "promised_on"}


@dataclass(frozen=True)
class MonthFilter:
    """What of the period is shown; `todo` keeps only lines that nobody has filled in."""

    search: str = ""
    unit_id: str = ""
    area: str = ""
    todo: bool = False


class MonthRows(QAbstractTableModel):
    """`typed` carries what a person entered into cells; the page saves it through the saver."""

    typed = Signal(object)  # list[Cell]
    counted = Signal()  # the lines or their number have changed

    def __init__(self, saver: MonthSaver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.saver = saver
        self.period: PeriodRow | None = None
        self.narrowing = MonthFilter()
        self.only_shown = False  # to a person who enters no figures
        self._lines: list[GridRow] = []
        self._folded: list[str] = []
        self._seen: list[int] = []
        self._rows: dict[int, int] = {}  # where on the screen each line is that is shown
        self._places: dict[tuple[str, str], int] = {}
        saver.kept.connect(self._kept)
        saver.changed.connect(self._touched)

    # Filling

    def show_grid(self, period: PeriodRow, lines: Sequence[GridRow], folded: Sequence[str]) -> None:
        """Show a period's lines; where they are the same lines as before, only their contents change."""
        same = self.period is not None and self.period.key == period.key and _keys(lines) == _keys(self._lines)
        if not same:
            self.beginResetModel()
        self.period = period
        self._lines, self._folded = list(lines), list(folded)
        if same:
            self._redraw()
        else:
            self._places = {(row.task_id, row.unit_id): n for n, row in enumerate(self._lines)}
            self._see()
            self.endResetModel()
        self.counted.emit()

    def narrow(self, narrowing: MonthFilter) -> None:
        """Show only the lines that fit."""
        self.beginResetModel()
        self.narrowing = narrowing
        self._see()
        self.endResetModel()
        self.counted.emit()

    # Asking

    def lines(self) -> list[GridRow]:
        """The lines on the screen."""
        return [self._lines[number] for number in self._seen]

    def line(self, row: int) -> GridRow:
        """The line on this row of the screen."""
        return self._lines[self._seen[row]]

    def draft(self, row: int, column: str) -> UnsavedCell | None:
        """What is typed in this cell and not kept."""
        place = self.place(row, column)
        return self.saver.drafts.get(place) if place is not None else None

    def place(self, row: int, column: str) -> CellAddress | None:
        """The cell, whatever is shown."""
        if self.period is None:
            return None
        line = self.line(row)
        return CellAddress(self.period.key, line.task_id, line.unit_id, column)

    def index_of(self, place: CellAddress) -> QModelIndex:
        """Where a cell is now; invalid when it is not on the screen."""
        row = self._rows.get(self._places.get((place.task_id, place.unit_id), -1))
        if row is None or self.period is None or place.period != self.period.key:
            return QModelIndex()
        return self.index(row, COLUMNS.index(place.column))

    def locked(self) -> bool:
        """Whether nothing can be entered: the period is closed, or whoever looks may only look."""
        return self.period is None or self.period.closed or self.only_shown

    def editable(self, row: int, column: int) -> bool:
        """Whether a person may enter something there."""
        return not self.locked() and may_edit(self.line(row), COLUMNS[column])

    def late(self, row: int) -> bool:
        """Whether the line is overdue at the end of the period, or today while that is still to come."""
        return self.period is not None and late(self.line(row), self.period)

    def text(self, row: int, column: int) -> str:
        """What the cell shows: what was typed, else what is kept."""
        draft = self.draft(row, COLUMNS[column])
        return draft.text.replace("\n", " ") if draft is not None else show(self.line(row), COLUMNS[column])

    def total(self) -> int:
        """All lines of the period."""
        return len(self._lines)

    def filled(self) -> int:
        """How many of them have an entry."""
        return sum(map(filled, self._lines))

    # Qt's own

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The lines that are shown."""
        return 0 if parent.isValid() else len(self._seen)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The columns of the grid."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Text to show, to edit, to explain."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[index.column()] in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self.text(index.row(), index.column()).removesuffix(" %")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(index.row(), COLUMNS[index.column()]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            draft = self.draft(index.row(), COLUMNS[index.column()])
            shown = self.text(index.row(), index.column())
            more = draft.why if draft else self.line(index.row()).corrected
            return f"{column_name(COLUMNS[index.column()])}: {shown}. {more}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """What a person left in a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.editable(index.row(), index.column()):
            return False
        column, text = COLUMNS[index.column()], str(value)
        self.typed.emit([(self.line(index.row()), column, numbered_state(text) if column == "state" else text)])
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every cell can be chosen, some can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Titles above; those of columns to fill in are marked."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return title(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section] in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # Inside

    def _tip(self, row: int, column: str) -> str:
        draft, line = self.draft(row, column), self.line(row)
        if draft is not None and draft.why:
            return draft.why
        if line.corrected and column in {"ref", "text", "unit"}:
            return "\n".join(filter(None, (show(line, column), line.corrected)))
        if column == "due_on" and self.period is not None:
            parts = [timeliness_whole("overdue") if late(line, self.period) else "", show(line, column)]
            if line.deadline_text:
                parts.append(_("Văn bản ghi: {words}").format(words=line.deadline_text))
            return " · ".join(dict.fromkeys(part for part in parts if part))
        return indicator_words(line) if column == "value" else show(line, column)

    def _see(self) -> None:
        wanted = self.narrowing
        words = fold(wanted.search).split()
        self._seen = [
            number
            for number, row in enumerate(self._lines)
            if (not wanted.unit_id or row.by == wanted.unit_id)
            and (not wanted.area or row.area == wanted.area)
            and not (wanted.todo and filled(row))
            and self._has(number, words)
        ]
        self._rows = {number: row for row, number in enumerate(self._seen)}

    def _has(self, number: int, words: Sequence[str]) -> bool:
        """Whether the line has all the words: what never changes is folded already, the rest as it stands now."""
        if not words:
            return True
        row = self._lines[number]
        overdue = timeliness_name("overdue") if self.period is not None and late(row, self.period) else ""
        said = fold(" ".join((show(row, "state"), overdue, row.reason, row.note)))
        return all(word in self._folded[number] or word in said for word in words)

    def _kept(self, period_key: str, outcomes: Iterable[LineOutcome]) -> None:
        if self.period is None or period_key != self.period.key:
            return
        for outcome in outcomes:
            number = self._places.get((outcome.task_id, outcome.unit_id))
            if number is not None:
                self._lines[number] = renewed(self._lines[number], outcome)
        self._redraw()
        self.counted.emit()

    def _touched(self, _places: set[CellAddress]) -> None:
        self._redraw()

    def _redraw(self) -> None:
        # Only what is on the screen is drawn again, so one signal for all is the cheapest.
        if self._seen:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._seen) - 1, len(COLUMNS) - 1))


def _keys(lines: Sequence[GridRow]) -> list[tuple[str, str]]:
    return [(row.task_id, row.unit_id) for row in lines]
