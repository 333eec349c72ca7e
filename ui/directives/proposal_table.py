"""The table of proposals: choosing, editing in the cell, rows as high as their words. What is done is the review's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView

from models.base.settings import Settings
from models.base.words import _
from models.work.codes import RECURRENCES, WHOSE, recurring_words, whose_name
from ui.base import theme
from ui.directives.proposal_cells import ProposalDelegate
from ui.directives.proposal_rows import (
    AREA,
    CLASS,
    DUE,
    HELP,
    LEAD,
    OFTEN,
    PRODUCT,
    REF,
    TEXT,
    WORDS,
    ProposalRows,
    titles,
)
from ui.kit.column_widths import DAY, ColumnWidths, Need, cell_width, head_width

_WISHES = {TEXT: 38, AREA: 12, LEAD: 16, WORDS: 20, HELP: 18, PRODUCT: 18}  # letters of free words
_LEAST = {TEXT: 26, AREA: 10, LEAD: 12, WORDS: 12, HELP: 12, PRODUCT: 12}
_NAME = "proposals with class"  # under what its columns are remembered


class ProposalTable(QTableView):
    """Emits what the person asks for with the keyboard on a cell; the review answers."""

    current_changed = Signal(str)  # key
    choice_changed = Signal()
    origin_changed = Signal(object)  # Source of what is in the cell that the keyboard is on, or None
    units_wanted = Signal()
    class_wanted = Signal()
    drop_wanted = Signal()
    task_wanted = Signal(str)  # the id of the task that a proposal became

    def __init__(self, rows: ProposalRows, settings: Settings) -> None:
        super().__init__()
        self._rows = rows
        self._settings = settings
        self._quiet = False
        self.setModel(rows)
        self.setItemDelegate(ProposalDelegate(rows, self))
        self.setAccessibleName(_("Các nhiệm vụ được đề xuất"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumSize(theme.letters(30), theme.em(8))
        self.verticalHeader().hide()
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self.resizeRowsToContents)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(400)
        self._keep.timeout.connect(self._keep_columns)
        self._prepare_header()
        rows.modelReset.connect(self._fit.start)
        rows.dataChanged.connect(self._fit_changed)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().currentChanged.connect(self._went)
        self.selectionModel().selectionChanged.connect(self._chose)

    # What the review asks

    def chosen(self) -> list[str]:
        """The keys of the chosen rows, from top to bottom."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._rows.item(line).key for line in lines if line < self._rows.rowCount()]

    def current(self) -> str:
        """The key of the row that the keyboard is on, "" for none."""
        index = self.currentIndex()
        return self._rows.item(index.row()).key if index.isValid() else ""

    def column(self) -> int:
        """The column that the keyboard is on; at first, the words of the task."""
        return max(TEXT, self.currentIndex().column())

    def order(self, *, unsure_first: bool) -> None:
        """Show those that need a look first, or all as on the paper; what is chosen stays so."""
        self.leave_editor()
        current, chosen = self.current(), self.chosen()
        self._rows.order(unsure_first=unsure_first)
        self.choose([key for key in dict.fromkeys([current, *chosen]) if key])

    def choose(self, keys: Iterable[str], column: int | None = None) -> None:
        """Choose these rows and put the keyboard on the first of them, without telling that it moved."""
        lines = [line for key in keys if (line := self._rows.row_of(key)) is not None]
        if not lines:
            return
        selection = QItemSelection()
        for line in lines:
            index = self._rows.index(line, 0)
            selection.select(index, index)
        place = self._rows.index(lines[0], self.column() if column is None else column)
        flags = QItemSelectionModel.SelectionFlag
        self._quiet = True
        try:
            self.selectionModel().setCurrentIndex(place, flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        finally:
            self._quiet = False
        self._fit.stop()
        self.resizeRowsToContents()
        self.scrollTo(place)
        self.choice_changed.emit()

    def choose_none(self, key: str) -> None:
        """Choose nothing, with the keyboard on this row."""
        line = self._rows.row_of(key)
        flags = QItemSelectionModel.SelectionFlag
        self._quiet = True
        try:
            if line is not None:
                self.selectionModel().setCurrentIndex(self._rows.index(line, self.column()), flags.NoUpdate)
            self.selectionModel().clearSelection()
        finally:
            self._quiet = False
        self.choice_changed.emit()

    def leave_editor(self) -> None:
        """Save what is being typed in a cell, as going to another cell does."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the cell, Delete drops the proposals; Tab leaves the table."""
        if (
            self.state() == QAbstractItemView.State.EditingState
        ):  # what an editor does not want is not meant for the row
            super().keyPressEvent(event)
            return
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._open(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.drop_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard always stands on a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, TEXT))

    # Inside

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._widths = ColumnWidths(self, (TEXT,), _needs)
        header.moveSection(DUE, AREA)  # on a small screen, too, the deadline is seen beside the words
        kept = self._settings.get("columns").get(_NAME, "")
        if kept:
            self._widths.restore(QByteArray.fromBase64(str(kept).encode()))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.sectionResized.connect(lambda *_what: (self._fit.start(), self._keep.start()))
        header.sectionMoved.connect(lambda *_what: self._keep.start())

    def _keep_columns(self) -> None:
        state = bytes(self._widths.state().toBase64().data()).decode()
        self._settings.put("columns", {**self._settings.get("columns"), _NAME: state})

    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() == last.row():
            self.resizeRowToContents(first.row())
        else:
            self._fit.start()

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        item = self._rows.item(index.row())
        if item.task_id is not None:
            self.task_wanted.emit(item.task_id)
        elif index.column() in {LEAD, HELP} and self._several():
            self.units_wanted.emit()
        elif index.column() == CLASS and self._several():
            self.class_wanted.emit()
        elif self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _several(self) -> bool:
        """Whether units are given to more than the row that the keyboard is on."""
        lines = {index.row() for index in self.selectionModel().selectedRows()}
        return sum(self._rows.item(line).waiting for line in lines) > 1

    def _moved(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.current_changed.emit(self._rows.item(index.row()).key)

    def _went(self, index: QModelIndex) -> None:
        self.origin_changed.emit(self._rows.origin(index.row(), index.column()) if index.isValid() else None)

    def _chose(self) -> None:
        if not self._quiet:
            self.choice_changed.emit()


def _needs(_table: object) -> list[Need]:
    """Free words go on in the next line of their row; what else there is stands in one."""
    holds = {REF: ("III.18.8",), DUE: (DAY,), OFTEN: tuple(recurring_words(code, 30) for code in RECURRENCES)}
    holds[CLASS] = tuple(map(whose_name, WHOSE))
    needs = []
    for place, title in enumerate(titles()):
        head = head_width(title)
        if place in holds:
            least = max(head, cell_width(holds[place], bold=place == REF))
            needs.append(Need(least, least))
        else:
            least, wish = (theme.letters(letters[place]) + theme.em(0.9) for letters in (_LEAST, _WISHES))
            needs.append(Need(max(head, least), max(head, wish), free=True))
    return needs
