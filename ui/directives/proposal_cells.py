"""How the cells of a proposal are drawn (wrapped words, remarks, known units) and which editor each one opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.base.errors import AppError
from models.base.words import _
from models.work.codes import AREAS, RECURRENCES, WHOSE, area_name, recurrence_name, whose_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.directives.proposal_due import due_typed
from ui.directives.proposal_rows import AREA, CLASS, DUE, HELP, LEAD, OFTEN, REF, TEXT, ProposalRows, titles
from ui.kit.day_field import day_hint
from ui.kit.name_line import NameLine
from ui.kit.rows import AnyIndex
from ui.kit.whole_line import show_whole
from ui.kit.wrapped import wrapped

_NONE = {AREA: _("(chưa rõ)"), OFTEN: _("(làm một lần)")}
_CODES: dict[int, tuple[Sequence[str], Callable[[str], str]]] = {
    AREA: (AREAS, area_name),
    CLASS: (WHOSE, whose_name),
    OFTEN: (RECURRENCES, recurrence_name),
}
_MOST = 4  # lines of words in a row: the rest is in the tooltip, the editor, and in the document beside it
_NAME_LINES = 12  # of one unit, whose name is never cut
_NAMES_LINES = 5  # of several: a row with all communes would fill the table; the rest is counted, and in the tooltip
_OFTEN = "recurrence"  # the editor's property that says how often its task comes due
_WHOLE = 2  # units that are named in any case
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


class ProposalDelegate(QStyledItemDelegate):
    """One delegate for all columns; the rows say what is in them."""

    def __init__(self, rows: ProposalRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._wrapped: dict[tuple[str, int, int], list[str]] = {}

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The ground, then the cell's own words, then the frame of the cell that the keyboard is on."""
        item = self._rows.item(index.row())
        selected = bool(option.state & _SELECTED)
        painter.save()
        painter.setFont(option.font)
        painter.fillRect(option.rect, theme.colour("select" if selected else "surface" if item.waiting else "page"))
        room = option.rect.adjusted(theme.em(0.4), theme.em(0.32), -theme.em(0.4), -theme.em(0.25))
        if index.column() == REF:
            strip = QRect(option.rect.left(), option.rect.top(), theme.em(0.22), option.rect.height() - 1)
            painter.fillRect(strip, theme.colour(self._rows.tone(item)))
        for words, tone, struck in self._lines(index, room.width(), option.font):
            font = QFont(option.font)
            font.setStrikeOut(struck)
            font.setBold(index.column() == REF)
            painter.setFont(font)
            painter.setPen(self._pen(tone, item.waiting))
            side = Qt.AlignmentFlag.AlignRight if index.column() == DUE else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(side | Qt.AlignmentFlag.AlignTop), words)
            room.setTop(room.top() + option.fontMetrics.lineSpacing())
        if option.state & _FOCUSED and selected:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))
        painter.setPen(theme.colour("grid"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as its words in the column's present width."""
        width = option.rect.width() - 2 * theme.em(0.4)
        lines = len(self._lines(index, width, option.font))
        return QSize(option.rect.width(), max(1, lines) * option.fontMetrics.lineSpacing() + theme.em(0.65))

    def words(self, index: AnyIndex, wide: int, font: QFont) -> list[str]:
        """The lines of a cell that is so wide, as they are drawn."""
        return [words for words, _tone, _struck in self._lines(index, wide - 2 * theme.em(0.4), font)]

    def _lines(self, index: AnyIndex, width: int, font: QFont) -> list[tuple[str, str, bool]]:
        """(words, tone, struck through) of each line."""
        item = self._rows.item(index.row())
        column = index.column()
        if column in {LEAD, HELP}:
            names = item.task.lead if column == LEAD else item.task.with_units
            return self._names(names, width, font) or [("—", "muted", False)]
        words = str(index.data() or "")
        if not words:
            return [("—", "muted", False)]
        most = _MOST if item.waiting else 2
        tone = "text" if column in {TEXT, REF, DUE, CLASS} else "muted"
        lines = [(part, tone, item.dropped and column == TEXT) for part in self._wrap(words, width, most, font)]
        if column == TEXT:
            for note_tone, note in self._rows.notes(item):
                lines += [(part, note_tone, False) for part in self._wrap(note, width, 2, font)]
        return lines

    def _names(self, names: Sequence[str], width: int, font: QFont) -> list[tuple[str, str, bool]]:
        """Each name whole; where they become too many lines, how many more there are."""
        lines: list[tuple[str, str, bool]] = []
        for number, name in enumerate(names):
            known = self._rows.is_known(name)
            parts = self._wrap(f"✓ {name}" if known else name, width, _NAME_LINES, font)
            if number >= _WHOLE and len(lines) + len(parts) > _NAMES_LINES:
                return [*lines, (_("+ {n} đơn vị").format(n=len(names) - number), "muted", False)]
            lines += [(part, "good" if known else "text", False) for part in parts]
        return lines

    def _wrap(self, words: str, width: int, most: int, font: QFont) -> list[str]:
        key = (words, width, most)
        if key not in self._wrapped:
            if len(self._wrapped) > 4000:
                self._wrapped.clear()
            self._wrapped[key] = wrapped(words, width, most, font)
        return self._wrapped[key]

    def _pen(self, tone: str, waiting: bool) -> QColor:
        return theme.colour("muted" if tone == "text" and not waiting else tone)

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A choice, a line, or for the long words a field of several lines."""
        column = index.column()
        editor: QWidget
        if column in {AREA, CLASS, OFTEN}:
            editor = self._choice(parent, column)
        elif column == TEXT:
            field = QPlainTextEdit(parent)
            field.setTabChangesFocus(True)
            editor = field
        elif column in {LEAD, HELP}:
            names = NameLine("", _("tên đơn vị; nhiều đơn vị cách nhau bằng dấu ;"), parent)
            names.offer(self._rows.unit_names())
            editor = names
        else:
            line = QLineEdit(parent)
            line.setPlaceholderText(day_hint() if column == DUE else "")
            line.setProperty(_OFTEN, self._rows.item(index.row()).task.recurrence)
            editor = line
        editor.setAccessibleName(titles()[column])
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with what is there."""
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
            QTimer.singleShot(0, editor, lambda: editor.showPopup() if editor.isVisible() else None)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
            editor.moveCursor(editor.textCursor().MoveOperation.End)
        elif isinstance(editor, QLineEdit):
            show_whole(editor, value)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand over what was typed or picked."""
        if isinstance(editor, QComboBox):
            value = str(editor.currentData() or "")
        elif isinstance(editor, QPlainTextEdit):
            value = editor.toPlainText()
        else:
            value = cast(QLineEdit, editor).text()
        model.setData(cast(QModelIndex, index), value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """A field for long words is large enough for them, also where the row is low or at an edge."""
        rect, room = QRect(option.rect), cast(QWidget, editor.parentWidget()).rect()
        if index.column() in {LEAD, HELP}:
            rect.setSize(QSize(min(max(rect.width(), theme.letters(40)), room.width()), theme.em(1.9)))
            rect.moveLeft(max(0, min(rect.left(), room.width() - rect.width())))
        elif index.column() == TEXT:
            view = cast(QWidget, self.parent())
            rect.setWidth(min(max(rect.width(), theme.letters(48)), view.width() - rect.left()))
            letters = max(1, rect.width() // max(1, theme.letters(1)))
            lines = len(str(index.data() or "")) // letters + 3
            rect.setHeight(max(rect.height(), round(lines * option.fontMetrics.lineSpacing()) + theme.em(0.8)))
            beyond = rect.bottom() - (room.height() - 2)
            if beyond > 0:
                rect.moveTop(max(0, rect.top() - beyond))
                rect.setHeight(min(rect.height(), room.height() - 4))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter saves also in the field of several lines; a day that does not exist keeps its editor open."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            leaves = enter or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if isinstance(editor, NameLine) and (editor.use_key(event) or (leaves and not editor.finish())):
                return True
            if leaves and isinstance(editor, QLineEdit) and not self._is_well(editor):
                return True
            if enter and isinstance(editor, QPlainTextEdit):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, self.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)

    def _is_well(self, line: QLineEdit) -> bool:
        if line.accessibleName() != titles()[DUE] or not line.text().strip():
            return True
        try:
            due_typed(line.text(), line.property(_OFTEN))
        except ValueError as wrong:
            theme.mark(line, "wrong")
            line.setToolTip(plain_tip(str(wrong)))
            self._rows.refused.emit(_not_a_day(line.text(), str(wrong)))
            return False
        return True

    def _choice(self, parent: QWidget, column: int) -> QComboBox:
        box = QComboBox(parent)
        if column in _NONE:
            box.addItem(_NONE[column], "")
        codes, words = _CODES[column]
        for code in codes:
            box.addItem(words(code), code)
        box.view().setMinimumWidth(theme.letters(24))
        box.activated.connect(lambda _place: self._picked(box))
        return box

    def _picked(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, self.EndEditHint.NoHint)


def _not_a_day(text: str, why: str) -> AppError:
    return AppError("wrong_day", _("Chưa nhận hạn “{text}”.").format(text=text.strip()), why)
