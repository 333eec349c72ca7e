"""A list of any length for a table: rows are fetched in pages through the jobs as they come into view.

No widgets here; `ui/kit/table.py` shows it. "Rows" is Qt's item model; "model" means the office's data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QBrush

from models.base.errors import AppError
from ui.base import theme
from ui.base.plain_tips import plain_tip

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ui.base.jobs import Jobs

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 200  # rows fetched at a time
_KEPT = 40  # pages kept: 8,000 rows are enough for scrolling back and little for the memory
_PAUSE = 15  # milliseconds: while the scroll bar is dragged, only where it rests is fetched
_LOADING = "…"


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: how a row is shown in it, how wide it begins (in letters), by what word it is sorted.

    `sort` is the word that the page's query understands ("" cannot be sorted). `kind` is `text`, `muted`, `badge` (with
    `tone` naming one of `theme.Tone`) or `bar` (with `part` giving 0-100 or None). One column may `stretch`.
    `holds` are the longest words that it can have where they are no free words: a day, a number, a state; with the
    title they are never cut (`ui/kit/column_widths.py`), and `width` counts only on paper. Free words (`holds` is
    empty) give way down to `least` letters where the table is too narrow for all.
    `wraps` is for words that are worth two lines of the row, or all, as the person has set it.
    `hidden` columns wait in the column menu, `spare` ones go away while there is no room for them.
    `tip` is the tooltip where the text is not enough.
    """

    key: str
    title: str
    show: Callable[[R], str]
    width: float = 12
    right: bool = False
    sort: str = ""
    kind: str = "text"
    tone: Callable[[R], str] | None = None
    part: Callable[[R], int | None] | None = None
    tip: Callable[[R], str] | None = None
    stretch: bool = False
    hidden: bool = False
    least: float = 0
    holds: Sequence[str] = ()
    wraps: bool = False
    spare: bool = False


@dataclass(frozen=True)
class RowSlice(Generic[R]):
    """A run of rows from the question asked, and how many rows the whole answer has."""

    total: int
    rows: Sequence[R]


# Called on the database thread with a session, the first row wanted, and how many.
Source = Callable[["Session", int, int], RowSlice[R]]


class Rows(QAbstractTableModel, Generic[R]):
    """The rows of one question. `ask` puts a new question; `again` fetches the same one anew after a change."""

    arrived = Signal(bool)  # rows are there; True when they answer a new question
    failed = Signal(object)  # AppError

    def __init__(
        self, jobs: Jobs, columns: Sequence[Column[R]], id_of: Callable[[R], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._jobs = jobs
        self._id_of = id_of
        self._source: Source[R] | None = None
        self._total = 0
        self._pages: dict[int, Sequence[R]] = {}  # in the order of last use
        self._used = -1  # the page last looked at
        self._wanted: dict[int, None] = {}  # pages seen missing, in the order they were seen
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAUSE)
        self._clock.timeout.connect(self._fetch)

    # Asking

    def ask(self, source: Source[R]) -> None:
        """Put a new question. What is shown stays until its first rows are there, so that nothing flickers."""
        self._source = source
        self._read([0], fresh=True)

    def again(self) -> None:
        """The data has changed: fetch what is in view again. Rows keep their place on the screen meanwhile."""
        if self._source is not None:
            self._read(sorted(list(self._pages)[-3:]) or [0], fresh=False)

    def show_kept(self, total: int, rows: Sequence[R]) -> None:
        """Show the first rows of an answer of `total` rows that was kept, until the question is asked."""
        self.beginResetModel()
        self._total = total
        self._pages = {0: rows}
        self.endResetModel()
        self.arrived.emit(True)

    def clear(self) -> None:
        """No question: no rows."""
        self._source = None
        self.beginResetModel()
        self._total = 0
        self._pages.clear()
        self._wanted.clear()
        self.endResetModel()

    @property
    def source(self) -> Source[R] | None:
        """The question asked, for one who wants all of it (copying, exporting)."""
        return self._source

    @property
    def total(self) -> int:
        """How many rows the question has, fetched or not."""
        return self._total

    def row_at(self, row: int) -> R | None:
        """The row, or None while it is on its way."""
        page = self._pages.get(row // PAGE)
        place = row % PAGE
        return page[place] if page is not None and place < len(page) else None

    def id_at(self, row: int) -> str | None:
        """The id of the row, or None while it is on its way."""
        found = self.row_at(row)
        return None if found is None else self._id_of(found)

    def places(self, ids: set[str]) -> dict[str, int]:
        """Where the rows with these ids are, as far as they have been fetched."""
        return {
            key: number * PAGE + place
            for number, page in self._pages.items()
            for place, row in enumerate(page)
            if (key := self._id_of(row)) in ids
        }

    # Qt's own

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """All rows of the answer, fetched or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The declared columns, also the hidden ones."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What a cell shows; a row that is missing is asked for and shows a mark meanwhile."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in _ROLES:
            return None
        number = index.row() // PAGE
        if number != self._used and number in self._pages:
            self._used = number
            self._pages[number] = self._pages.pop(number)
        row = self.row_at(index.row())
        if row is None:
            self._want(number)
            return _LOADING if role == Qt.ItemDataRole.DisplayRole else None
        return self._cell(column, row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Titles above, row numbers at the side."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # Inside

    def _cell(self, column: Column[R], row: R, role: int) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip(row) if column.tip is not None else column.show(row))
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(theme.colour("muted")) if column.kind == "muted" else None
        return column.show(row)

    def _want(self, page: int) -> None:
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._clock.isActive():
            self._clock.start()

    def _fetch(self) -> None:
        # What was seen last is on the screen now. A page asked for earlier and still in view is among the last, too.
        missing = [page for page in self._wanted if page not in self._pages][-4:]
        self._wanted = dict.fromkeys(missing)
        source = self._source
        if source is None or not missing:
            return

        def query(session: Session) -> list[tuple[int, RowSlice[R]]]:
            return [(page, source(session, page * PAGE, PAGE)) for page in missing]

        def ok(found: list[tuple[int, RowSlice[R]]]) -> None:
            if source is self._source:
                self._more(found)

        self._jobs.read(query, self, ok, self._refused, slot="more")

    def _read(self, numbers: list[int], *, fresh: bool) -> None:
        source = self._source
        if source is None:
            return

        def query(session: Session) -> list[tuple[int, RowSlice[R]]]:
            return [(page, source(session, page * PAGE, PAGE)) for page in numbers]

        def ok(found: list[tuple[int, RowSlice[R]]]) -> None:
            if source is not self._source:
                return
            if fresh:
                self._replace(found)
            else:
                self._renew(found)
            self.arrived.emit(fresh)

        self._jobs.read(query, self, ok, self._refused, slot="rows")

    def _replace(self, found: list[tuple[int, RowSlice[R]]]) -> None:
        self.beginResetModel()
        self._total = found[0][1].total
        self._pages = {page: part.rows for page, part in found}
        self._wanted.clear()
        self.endResetModel()

    def _renew(self, found: list[tuple[int, RowSlice[R]]]) -> None:
        self._pages = {page: part.rows for page, part in found if part.rows}
        self._resize(found[-1][1].total)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))

    def _more(self, found: list[tuple[int, RowSlice[R]]]) -> None:
        self._resize(found[-1][1].total)
        for page, part in found:
            self._wanted.pop(page, None)
            self._pages[page] = part.rows
            first, last = page * PAGE, min(page * PAGE + len(part.rows), self._total) - 1
            if last >= first:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        while len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        self.arrived.emit(False)

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def _refused(self, failure: AppError) -> None:
        self._wanted.clear()
        self.failed.emit(failure)
        from ui.base import messages

        messages.error(self, failure)


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole})
