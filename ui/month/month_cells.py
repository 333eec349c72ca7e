"""How a cell of the monthly grid is drawn and edited. The editor never rewrites what is being typed (UniKey, Telex)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.work.month_cells import COLUMNS, EDITABLE, WORDS, column_name, late
from ui.base import theme
from ui.kit.cells import draw_badge, draw_bar
from ui.kit.rows import AnyIndex
from ui.kit.whole_line import show_whole
from ui.kit.wrapped import wrapped
from ui.month.month_columns import FREE, overdue_words

if TYPE_CHECKING:
    from ui.month.month_rows import MonthRows

_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}
_LONGEST = 4000
_PAD = 0.4  # line heights, at both sides of the words
_MOST_LINES = 40


class CellEditor(QLineEdit):
    """The line in a cell. `typed_over` when it was opened by a letter: then the arrows leave it, as in Excel."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(name)
        self.typed_over = False
        self.before = ""


class MonthCellDelegate(QStyledItemDelegate):
    """Draws everything itself: a style sheet on items would make each of a thousand cells slow."""

    left = Signal(str)  # which way the person goes on after leaving an editor: up down left right, or ""
    held = Signal(str)  # the text: Esc was pressed over something typed

    def __init__(self, rows: MonthRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.typing_over = False  # set by the view just before it opens an editor by a letter

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The ground, the contents, the mark in the corner, the frame of the current cell."""
        row, column = index.row(), COLUMNS[index.column()]
        room = QRectF(option.rect)
        draft = self._rows.draft(row, column)
        painter.save()
        painter.setFont(option.font)
        painter.fillRect(option.rect, theme.colour(self._ground(row, column, option)))
        pad = theme.em(_PAD)
        inside = room.adjusted(pad, 0, -pad, 0)
        if draft is None:
            self._contents(painter, inside, row, column)
        else:
            self._words(painter, inside, row, column, draft.text, "danger" if draft.why else "text")
        self._mark(painter, room, row, column)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, row: int, column: str, option: QStyleOptionViewItem) -> str:
        draft = self._rows.draft(row, column)
        if draft is not None and draft.why:
            return "danger_back"
        if option.state & QStyle.StateFlag.State_Selected:
            return "select"
        return "surface" if self._rows.editable(row, COLUMNS.index(column)) else "head"

    def _contents(self, painter: QPainter, room: QRectF, row: int, column: str) -> None:
        line = self._rows.line(row)
        text = self._rows.text(row, COLUMNS.index(column))
        if column == "state" and line.state is not None:
            draw_badge(painter, room, text, theme.STATE_TONES[line.state])
        elif column == "percent" and line.percent is not None:
            draw_bar(painter, room, line.percent, text)
        elif column == "due_on" and self._rows.period is not None and late(line, self._rows.period):
            year = f"/{self._rows.period.to_on.year}"  # the year that every line of the grid is of can be left out
            self._words(painter, room, row, column, overdue_words(text.removesuffix(year)), "danger")
        elif column == "ref" and line.corrected:
            self._words(painter, room, row, column, f"▲ {text}", "warn")
        else:
            again = column in {"ref", "text"} and row > 0 and self._rows.line(row - 1).task_id == line.task_id
            quiet = again or column in {"indicator", "unit"}
            self._words(painter, room, row, column, text, "muted" if quiet else "text")

    def _words(self, painter: QPainter, room: QRectF, row: int, column: str, text: str, role: str) -> None:
        right = self._rows.index(row, COLUMNS.index(column)).data(Qt.ItemDataRole.TextAlignmentRole)
        painter.setPen(theme.colour(role))
        metrics, width = painter.fontMetrics(), int(room.width()) + 1
        fit = int(room.height() / metrics.lineSpacing())
        if column in FREE and fit > 1 and metrics.horizontalAdvance(text) > width:
            short = "\n".join(wrapped(text, width, fit, painter.font()))
        else:
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, int(right), short)

    def _mark(self, painter: QPainter, room: QRectF, row: int, column: str) -> None:
        """A corner: red for what could not be kept, amber while it is on its way, green for what was just kept."""
        if column not in EDITABLE:
            return
        draft, place = self._rows.draft(row, column), self._rows.place(row, column)
        if draft is None and place not in self._rows.saver.saved:
            return
        role = "good" if draft is None else "danger" if draft.why else "warn"
        size = theme.em(0.4)
        corner = room.topRight()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(role))
        points = [corner, corner - QPointF(size, 0), corner + QPointF(0, size)]
        painter.drawPolygon(QPolygonF(points))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the words of the task are in the column's present width."""
        metrics, lines = option.fontMetrics, 1
        width = option.rect.width() - 2 * theme.em(_PAD)
        if COLUMNS[index.column()] == "text" and width > 0:
            lines = len(wrapped(self._rows.text(index.row(), index.column()), width, _MOST_LINES, option.font))
        return QSize(option.rect.width(), lines * metrics.lineSpacing() + theme.em(0.3))

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A plain line."""
        editor = CellEditor(parent, column_name(COLUMNS[index.column()]))
        editor.typed_over, self.typing_over = self.typing_over, False
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Once, when it is opened: a reload while somebody types must not touch the line."""
        if isinstance(editor, CellEditor) and not editor.isModified() and not editor.before:
            editor.before = str(index.data(Qt.ItemDataRole.EditRole))
            show_whole(editor, editor.before)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand over what was typed, unless nothing was; what waits in the cell is handed over as it is."""
        waiting = self._rows.draft(index.row(), COLUMNS[index.column()]) is not None
        if isinstance(editor, CellEditor) and (waiting or editor.text() != editor.before):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Over the cell; a note gets room to be read while it is written."""
        rect = option.rect
        if COLUMNS[index.column()] in WORDS:
            rect.setWidth(max(rect.width(), theme.letters(48)))
            viewport = editor.parentWidget()
            if viewport is not None:
                rect.moveRight(min(rect.right(), viewport.rect().right()))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows keep what was typed and go on; Esc leaves the line without losing it."""
        if isinstance(watched, CellEditor) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            where = _way(watched, event)
            if where is not None:
                self._close(watched)
                self.left.emit(where)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._hold(watched)
                return True
        return super().eventFilter(watched, event)

    def _close(self, editor: CellEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _hold(self, editor: CellEditor) -> None:
        text, changed = editor.text(), editor.text() != editor.before
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        if changed:
            self.held.emit(text)


def _way(editor: CellEditor, event: QKeyEvent) -> str | None:
    """Where this key leads out of the editor; None when it stays the editor's own."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return "up" if shift else "down"
    if event.key() == Qt.Key.Key_Tab:
        return "right"
    if event.key() == Qt.Key.Key_Backtab:
        return "left"
    if plain and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return _MOVES[Qt.Key(event.key())]
    # UniKey selects with Shift+Left while it composes; only a plain arrow means to go on.
    if plain and editor.typed_over and event.key() in _MOVES:
        return _MOVES[Qt.Key(event.key())]
    return None
