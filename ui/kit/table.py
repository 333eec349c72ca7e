"""The table every list is shown in: sorting by header, choice of columns, copying to Excel, a selection that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView

from models.base.csv_text import guarded
from models.base.settings import Settings
from models.base.words import _
from ui.base import clipboard
from ui.kit import row_lines
from ui.kit.cells import CellDelegate
from ui.kit.column_widths import ColumnWidths, Need, of_column
from ui.kit.row_lines import RowLines
from ui.kit.rows import Column, Rows
from ui.kit.table_look import dress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ui.base.jobs import Jobs

_TRACKED = 2000  # more chosen rows than this are not looked for again after a change


class ListTable(QTableView):
    """Shows `rows`; `name` is under what its columns are remembered. Emits what the page has to answer."""

    sort_changed = Signal(str, bool)  # the column's sort word, descending
    opened = Signal(object)  # the row that Enter or a double click is meant for
    choice_changed = Signal()

    def __init__(self, rows: Rows[Any], name: str, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.rows = rows
        self._name = name
        self._settings = settings
        self.jobs = jobs
        self._ids: set[str] = set()
        self._current = ""
        self._many = False  # so many are chosen that they are left as they are
        self._restoring = False
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(400)
        self._keep.timeout.connect(self.keep_columns)
        self.setModel(rows)
        self._look()
        spare = [place for place, column in enumerate(rows.columns) if column.spare]
        self.widths = ColumnWidths(self, self._stretched(), _needs, spare)
        self._prepare_header()
        self.lines = RowLines(self, settings, wraps=any(column.wraps for column in rows.columns))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().selectionChanged.connect(self._chose)
        self.selectionModel().currentRowChanged.connect(self._moved)
        rows.arrived.connect(self._restore)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    # What the page asks

    def chosen(self) -> list[Any]:
        """The chosen rows that have been fetched, from top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [row for line in lines if (row := self.rows.row_at(line)) is not None]

    def chosen_count(self) -> int:
        """How many rows are chosen, fetched or not."""
        return sum(count for _first, count in self._spans())

    def current(self) -> Any | None:  # noqa: ANN401
        """The row that the keyboard is on."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def sort(self) -> tuple[str, bool]:
        """By what the list is sorted: the column's sort word ("" for the page's own order), descending."""
        header = self.horizontalHeader()
        place = header.sortIndicatorSection()
        if not 0 <= place < len(self.rows.columns):
            return "", False
        return self.rows.columns[place].sort, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def choose(self, key: str) -> None:
        """Put the keyboard on the row with this id once it is there."""
        self._ids, self._current, self._many = {key}, key, False
        self._restore(False)

    def with_chosen(self, ok: Callable[[list[Any]], object]) -> None:
        """Hand every chosen row to `ok`, also those that have not been fetched yet."""
        count, spans, source = self.chosen_count(), self._spans(), self.rows.source
        rows = self.chosen() if count <= _TRACKED else []
        if source is None or len(rows) == count:
            ok(rows)
            return

        def query(session: Session) -> list[Any]:
            return [row for first, count in spans for row in source(session, first, count).rows]

        self.jobs.read(query, self, ok, slot="chosen")

    def columns_on_screen(self) -> list[Column[Any]]:
        """The columns that are shown, or would be with more room, in the order in which they are shown."""
        header, away = self.horizontalHeader(), self.widths.away()
        order = sorted(range(len(self.rows.columns)), key=header.visualIndex)
        return [self.rows.columns[place] for place in order if place in away or not self.isColumnHidden(place)]

    def copy(self, *, with_titles: bool = False) -> None:
        """The chosen rows to the clipboard as tab-separated text, in the order and columns on screen."""
        self._copy(self._spans(), with_titles=with_titles)

    def _copy(self, spans: list[tuple[int, int]], *, with_titles: bool) -> None:
        columns, source = self.columns_on_screen(), self.rows.source
        if source is None or not spans:
            return

        def query(session: Session) -> str:
            lines = [row for first, count in spans for row in source(session, first, count).rows]
            return as_tsv(columns, lines, with_titles=with_titles)

        self.jobs.read(query, self, clipboard.put_text, slot="copy")

    def column_menu(self, menu: QMenu) -> None:
        """Put the choice of columns into `menu`."""
        for place, column in enumerate(self.rows.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.toggled.connect(lambda on, where=place: self._show_column(where, on))
            menu.addAction(action)
        menu.addSeparator()
        if self.lines.wraps():
            row_lines.fill_menu(menu.addMenu(_("Số dòng của nội dung")), self.window(), self._settings)
        menu.addAction(_("Trả cột về mặc định"), self._default_columns)

    # Within, the look of columns

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress(self)
        for place, column in enumerate(self.rows.columns):
            if column.kind in {"badge", "bar"}:
                self.setItemDelegateForColumn(place, CellDelegate(column, self.rows, self))

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # To draw itself the header asks whether whole columns are chosen, which walks through every row: 1.4 s for
        # 300,000. It shows no choice, so it gets a choice of its own that is always empty.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        self._default_columns()
        kept = self._settings.get("columns").get(self._name, "")
        if kept:
            self.widths.restore(QByteArray.fromBase64(str(kept).encode()))
        header.sortIndicatorChanged.connect(self._sorted)
        header.sectionResized.connect(lambda *_what: self._keep.start())
        header.sectionMoved.connect(lambda *_what: self._keep.start())

    def _default_columns(self) -> None:
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for place, column in enumerate(self.rows.columns):
            header.moveSection(header.visualIndex(place), place)
            self.setColumnHidden(place, column.hidden)
        self.widths.forget()
        self._keep.start()

    def _stretched(self) -> list[int]:
        return [place for place, column in enumerate(self.rows.columns) if column.stretch]

    def _show_column(self, place: int, on: bool) -> None:
        self.setColumnHidden(place, not on)
        self.widths.insist(place)
        self._keep.start()

    def keep_columns(self) -> None:
        """Keep widths and order of the columns for the next time; done by itself soon after a change."""
        state = bytes(self.widths.state().toBase64().data()).decode()
        self._settings.put("columns", {**self._settings.get("columns"), self._name: state})

    def _sorted(self, place: int, order: Qt.SortOrder) -> None:
        if 0 <= place < len(self.rows.columns) and not self.rows.columns[place].sort:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        self._keep.start()
        word = self.rows.columns[place].sort if place >= 0 else ""
        self.sort_changed.emit(word, order == Qt.SortOrder.DescendingOrder)

    def _header_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column_menu(menu)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.actions():
            menu.addAction(action)
        if self.actions():
            menu.addSeparator()
        menu.addAction(_("Chép"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.addAction(_("Chép kèm tên cột"), QKeySequence("Ctrl+Shift+C"), lambda: self.copy(with_titles=True))
        self.column_menu(menu.addMenu(_("Cột hiển thị")))
        menu.popup(self.viewport().mapToGlobal(where))

    # Inside: the choice

    def _spans(self) -> list[tuple[int, int]]:
        """The chosen rows as runs: where each begins and how many it has, from top to bottom."""
        selection = self.selectionModel().selection()
        return sorted((selection.at(n).top(), selection.at(n).height()) for n in range(selection.count()))

    def _chose(self) -> None:
        if not self._restoring:
            self._many = self.chosen_count() > _TRACKED
            lines = set() if self._many else {index.row() for index in self.selectionModel().selectedRows()}
            self._ids = {key for line in lines if (key := self.rows.id_at(line)) is not None}
        self.choice_changed.emit()

    def _moved(self) -> None:
        if not self._restoring:
            self._current = self.rows.id_at(self.currentIndex().row()) or ""

    def _restore(self, _fresh: bool) -> None:
        """Choose again, by id, what was chosen before the rows moved; where they are gone nothing is chosen."""
        if self._many or not (self._ids or self._current):
            return
        places = self.rows.places(self._ids | {self._current})
        selection = QItemSelection()
        for key in self._ids & places.keys():
            line = self.rows.index(places[key], 0)
            selection.select(line, line)
        flags = QItemSelectionModel.SelectionFlag
        self._restoring = True
        try:
            if self._current in places:
                line = self.rows.index(places[self._current], max(0, self.currentIndex().column()))
                self.selectionModel().setCurrentIndex(line, flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        finally:
            self._restoring = False

    def _open(self, line: int) -> None:
        row = self.rows.row_at(line)
        if row is not None:
            self.opened.emit(row)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; Tab leaves the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.copy(with_titles=True)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def _needs(table: ListTable) -> list[Need]:
    return [of_column(column) for column in table.rows.columns]


def as_tsv(columns: Sequence[Column[Any]], rows: Sequence[Any], *, with_titles: bool) -> str:
    """Tab-separated text as Excel takes it from the clipboard. A cell can neither break the grid nor be a formula."""
    lines = ["\t".join(column.title for column in columns)] if with_titles else []
    lines += ["\t".join(_cell(column.show(row)) for column in columns) for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return guarded(" ".join(text.split()))
