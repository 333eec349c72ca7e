"""The monthly grid as a spreadsheet: moving, choosing, typing over, the keys and the menu of its actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QMenu, QTableView, QWidget

from models.base import clock
from models.base.settings import Settings
from models.base.text import show_date
from models.base.words import _
from models.work.codes import state_name
from models.work.month_cells import CHOICES, COLUMNS, DAYS, EDITABLE, LATE_ONLY, states_meant
from ui.kit.column_widths import ColumnWidths
from ui.kit.frozen_columns import FrozenColumns
from ui.kit.row_lines import RowLines
from ui.kit.rows import AnyIndex
from ui.kit.table_look import dress
from ui.month import month_column_menu, month_keys
from ui.month.month_block import MonthBlock
from ui.month.month_cells import CellEditor, MonthCellDelegate
from ui.month.month_columns import needs
from ui.month.month_rows import MonthRows
from ui.month.month_saver import CellAddress

_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


class MonthGrid(QTableView):
    """One cell at a time is edited here; what is done to many is `block`'s."""

    stopped_editing = Signal()
    moved = Signal()

    def __init__(self, rows: MonthRows, settings: Settings) -> None:
        super().__init__()
        self.rows = rows
        self._settings = settings
        self._frozen: FrozenColumns | None = None
        self._cells = MonthCellDelegate(rows, self)
        self._cells.left.connect(self._go_on)
        self._cells.held.connect(self._held)
        self.setModel(rows)
        self.block = MonthBlock(self, rows)
        self.setItemDelegate(self._cells)
        self._look()
        self._prepare_header()
        self._frozen = FrozenColumns(self, COLUMNS.index("due_on"))
        self._frozen.setItemDelegate(MonthCellDelegate(rows, self._frozen))
        self.lines = RowLines(self, settings, wraps=True, beside=self._frozen)
        self.grid_actions = self._actions()
        rows.saver.history_changed.connect(self._say_history)
        self._say_history()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentChanged.connect(lambda *_what: self.moved.emit())

    # What the page asks

    def is_editing(self) -> bool:
        """Whether a line is open in a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    def flush(self) -> None:
        """Keep what stands in an open line, as when the person leaves the cell."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, CellEditor):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def show_place(self, place: CellAddress) -> bool:
        """Put the keyboard on a cell; False when it is not shown."""
        index = self.rows.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self.setFocus()
        return index.isValid()

    def place(self) -> CellAddress | None:
        """The cell that the keyboard is on."""
        index = self.currentIndex()
        return self.rows.place(index.row(), COLUMNS[index.column()]) if index.isValid() else None

    def stay(self, cell: CellAddress | None) -> None:
        """Keep the keyboard on a cell where it is still shown, else put it on the first line."""
        index = self.rows.index_of(cell) if cell is not None else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self.rows.index(0, COLUMNS.index("state")))

    def show_measures(self, any_measured: bool) -> None:
        """Show what the indicators are, or leave their column's room to the others where no task has one."""
        self.setColumnHidden(COLUMNS.index("indicator"), not any_measured)
        self.widths.fill()

    def show_column(self, column: str, on: bool) -> None:
        """Put a column into sight or out of it, also for the next time."""
        self.setColumnHidden(COLUMNS.index(column), not on)
        self.widths.fill()

    def show_places(self, places: Sequence[CellAddress]) -> None:
        """Choose the block that these cells span (what an undo touched)."""
        found = [index for place in places if (index := self.rows.index_of(place)).isValid()]
        if not found:
            return
        top, bottom = min(i.row() for i in found), max(i.row() for i in found)
        self.block.choose(top, bottom, {i.column() for i in found})

    # Actions

    def put_today(self) -> None:
        """Ctrl+; as in Excel: today's date into the cell."""
        index = self.currentIndex()
        if index.isValid() and COLUMNS[index.column()] in DAYS and not self.block.locked():
            self.rows.setData(index, show_date(clock.today()))

    def choose_state(self) -> None:
        """The list of states under the cell."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if COLUMNS[index.column()] != "state":
            self.block.refused.emit(_("Danh sách trạng thái chỉ có ở cột Trạng thái."))
        elif not self.block.locked():
            self._open_states(index, CHOICES)

    def _offer_states(self, place: CellAddress) -> None:
        """The list of those states that what was typed there can mean, where it can mean several."""
        index, draft = self.rows.index_of(place), self.rows.saver.drafts.get(place)
        meant = states_meant(draft.text) if draft is not None and draft.why else []
        if index.isValid() and len(meant) > 1:
            self._open_states(index, meant)

    def _open_states(self, index: QModelIndex, codes: Sequence[str]) -> None:
        self.state_menu(index, codes).popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def state_menu(self, index: QModelIndex, codes: Sequence[str] = CHOICES) -> QMenu:
        """States as a list, each with the digit to pick it by, here and in the cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.rows.place(index.row(), COLUMNS[index.column()])
        for code in codes:
            name = state_name(code)
            action = menu.addAction(f"&{CHOICES.index(code) + 1}  {name}")
            action.triggered.connect(lambda _on=False, text=name: self._put_at(place, text))
        return menu

    def _put_at(self, place: CellAddress | None, text: str) -> None:
        # Lines may have moved while the list was open: the cell is found again, not its row.
        if place is not None:
            self.rows.setData(self.rows.index_of(place), text)

    def drop_draft(self) -> bool:
        """Esc on a cell with typing that was not kept: show what is kept. False where there is none."""
        place = self.place()
        held = place is not None and place in self.rows.saver.drafts
        if place is not None:
            self.rows.saver.drop([place])
        return held

    # Moving

    def _go_on(self, where: str) -> None:
        self.setFocus()
        index = self.currentIndex()
        if index.isValid():
            left = self.rows.place(index.row(), COLUMNS[index.column()])
            row, column = self._next(index.row(), index.column(), where)
            self.setCurrentIndex(self.rows.index(row, column))
            if left is not None and left.column == "state":
                self._offer_states(left)

    def _next(self, row: int, column: int, where: str) -> tuple[int, int]:
        """The cell to go to; sideways from the last cell to fill in, to the first of the next line."""
        down, right = _STEPS[where]
        last = self.rows.rowCount() - 1
        if down:
            return min(max(row + down, 0), last), column
        across = self.block.in_sight()
        place = across.index(column) if column in across else -1
        beyond = self._asked(row, across[place + 1 :] if right > 0 else across[: max(place, 0)])
        if beyond:
            return row, beyond[0] if right > 0 else beyond[-1]
        shown = self._asked(row + right, across) if 0 <= row + right <= last else []
        if shown:
            return row + right, shown[0] if right > 0 else shown[-1]
        return row, column

    def _asked(self, row: int, columns: Sequence[int]) -> list[int]:
        """Those of the columns that this line is to be filled in at: only what is late is asked why."""
        late = self.rows.late(row)
        return [n for n in columns if COLUMNS[n] in EDITABLE and (late or COLUMNS[n] not in LATE_ONLY)]

    def _held(self, text: str) -> None:
        index = self.currentIndex()
        if self.rows.period is not None and index.isValid():
            why = _("Chưa lưu. Bấm F2 rồi Enter để lưu, bấm Esc lần nữa để bỏ.")
            self.rows.saver.hold(self.rows.period, self.rows.line(index.row()), COLUMNS[index.column()], text, why)

    # Look and menus

    def _look(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        dress(self)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        self.widths = ColumnWidths(self, (COLUMNS.index("note"),), needs)
        kept = self._settings.get("columns").get("month", "")
        if kept:
            self.widths.restore(QByteArray.fromBase64(str(kept).encode()))
        month_column_menu.listen(self, self.show_column)
        keep = QTimer(self)
        keep.setSingleShot(True)
        keep.setInterval(400)
        keep.timeout.connect(self._keep_columns)
        header.sectionResized.connect(lambda *_what: keep.start())

    def _keep_columns(self) -> None:
        state = bytes(self.widths.state().toBase64().data()).decode()
        self._settings.put("columns", {**self._settings.get("columns"), "month": state})

    def _actions(self) -> list[QAction]:
        saver = self.rows.saver
        listed: list[tuple[str, str, Callable[[], object]]] = [
            (_("Hoàn tác"), "Ctrl+Z", saver.undo),
            (_("Làm lại"), "Ctrl+Y Ctrl+Shift+Z", saver.redo),
            (_("Cắt"), "Ctrl+X", self.block.cut),
            (_("Chép"), "Ctrl+C", self.block.copy),
            (_("Dán"), "Ctrl+V", self.block.paste),
            (_("Điền xuống"), "Ctrl+D", self.block.fill_down),
            (_("Ngày hôm nay"), "Ctrl+;", self.put_today),
            (_("Xóa trống"), "Del", self.block.clear_chosen),
            (_("Sửa ô"), "F2", self.edit_current),
            (_("Chọn trạng thái"), "F4", self.choose_state),
        ]
        made = []
        for text, keys, slot in listed:
            action = QAction(text, self)
            # Only shown here: the keys themselves are taken in `keyPressEvent`, before the menu bar's own Ctrl+Z.
            action.setShortcuts([QKeySequence(each) for each in keys.split()])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, act=slot: act())
            made.append(action)
        return made

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, action in enumerate(self.grid_actions):
            if number in {2, 8}:
                menu.addSeparator()
            menu.addAction(action)
        month_column_menu.add_to(menu, self, self.show_column)
        menu.popup(self.viewport().mapToGlobal(where))

    def _say_history(self) -> None:
        self.grid_actions[0].setEnabled(self.rows.saver.can_undo())
        self.grid_actions[1].setEnabled(self.rows.saver.can_redo())

    def edit_current(self) -> None:
        """F2: the line with the caret at its end; for a state, the list."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.rows.editable(index.row(), index.column()):
            self.block.explain(index)
        elif COLUMNS[index.column()] == "state" and self.rows.draft(index.row(), "state") is None:
            self.choose_state()
        else:
            self.edit(index)
            editor = self.indexWidget(index)
            if isinstance(editor, CellEditor):
                editor.end(False)

    def _double_clicked(self, _index: AnyIndex) -> None:
        self.edit_current()

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is seen of a task's words goes with the width."""
        super().resizeEvent(event)
        self.widths.renew()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab is the grid's own, as in every spreadsheet; F6 and Ctrl+F lead out of it."""
        return False

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Into view, and out from under the frozen columns."""
        super().scrollTo(index, hint)
        if self._frozen is not None:
            self._frozen.scroll_clear(index)

    def event(self, event: QEvent) -> bool:
        """The grid's keys are its own while the keyboard is on it, also those that the menu bar has (Ctrl+Z)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._action_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Actions, moving on, and letters that open the cell to be typed over."""
        action, index = self._action_of(event), self.currentIndex()
        way = month_keys.way(event)
        if action is not None:
            action.trigger()
        elif event.key() in month_keys.ENTER and index.isValid() and self.rows.locked():
            self.block.explain(index)
        elif way is not None:
            self._go_on(way)
        elif event.key() == Qt.Key.Key_Escape and self.drop_draft():
            return
        elif index.isValid() and (goal := self._goal(event)) is not None:
            self.block.extend(goal) if event.modifiers() & month_keys.SHIFT else self.setCurrentIndex(goal)
        elif month_keys.types(event) and index.isValid() and not self.rows.editable(index.row(), index.column()):
            self.block.explain(index)
        else:
            self._cells.typing_over = month_keys.types(event) or event.key() == Qt.Key.Key_Backspace
            super().keyPressEvent(event)
            self._cells.typing_over = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click with Shift chooses up to there."""
        index = self.indexAt(event.position().toPoint())
        if event.modifiers() & month_keys.SHIFT and event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.block.extend(index)
        else:
            super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters composed by the system's own input method open the cell as keys do.

        Qt passes on to the new line what is still being composed, but not words that come all at once.
        """
        index, opened = self.currentIndex(), self.is_editing()
        if index.isValid() and event.commitString() and not self.rows.editable(index.row(), index.column()):
            self.block.explain(index)
            return
        self._cells.typing_over = True
        super().inputMethodEvent(event)
        self._cells.typing_over = False
        editor = self.indexWidget(index)
        if isinstance(editor, CellEditor) and event.commitString() and not (opened or editor.isModified()):
            editor.insert(event.commitString())

    def closeEditor(self, editor: QWidget, hint: Any) -> None:  # noqa: ANN401
        """Where to go on is said by the key that was pressed, never by Qt."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if _moves(hint) else hint)
        self.stopped_editing.emit()

    def _goal(self, event: QKeyEvent) -> QModelIndex | None:
        """Where a key with Ctrl leads, the edge, or one with Shift; None for what Qt does by itself."""
        step = month_keys.to_edge(event)
        if step is not None:
            row, column, across = self.currentIndex().row(), self.currentIndex().column(), self.block.in_sight()
            row = row if not step[0] else 0 if step[0] < 0 else self.rows.rowCount() - 1
            return self.rows.index(row, column if not step[1] else across[0] if step[1] < 0 else across[-1])
        if event.modifiers() & month_keys.SHIFT and event.key() in month_keys.CURSOR:
            return self.moveCursor(month_keys.CURSOR[Qt.Key(event.key())], event.modifiers())
        return None

    def _action_of(self, event: QKeyEvent) -> QAction | None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down and self.currentIndex().isValid() and COLUMNS[self.currentIndex().column()] == "state":
            return self.grid_actions[-1]
        pressed = QKeySequence(event.keyCombination())
        return next((action for action in self.grid_actions if pressed in action.shortcuts()), None)


def _moves(hint: Any) -> bool:  # noqa: ANN401
    return hint in {
        QAbstractItemDelegate.EndEditHint.EditNextItem,
        QAbstractItemDelegate.EndEditHint.EditPreviousItem,
    }
