"""Where to cut a proposal in two: its words with the caret, and what the two parts will be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label


class SplitDialog(Dialog):
    """The words cannot be changed here; arrows and the mouse move the caret, Enter cuts."""

    chosen = Signal(int)  # where in the words the second part begins

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Tách nhiệm vụ"))
        self._words = words
        self.text = _Words(words)
        self._first = plain_label(wrap=True)
        self._second = plain_label(wrap=True)
        self._ok = button(_("Tách tại đây"), self.take)
        self._ok.setToolTip(_("Tách tại con trỏ · Enter"))
        column = QVBoxLayout(self)
        hint = _("Đặt con trỏ trước chữ mở đầu phần thứ hai (chuột hoặc phím mũi tên), rồi bấm Enter.")
        for widget in (plain_label(hint, "muted", wrap=True), self.text, self._first, self._second):
            column.addWidget(widget)
        column.addLayout(answers(button(_("Thôi"), self.reject), self._ok))
        self.text.cursorPositionChanged.connect(self._show_parts)
        self.text.entered.connect(self.take)
        self.text.put_caret(_likely_place(words))
        self._show_parts()
        fit(self, theme.letters(86), theme.em(21))
        self.text.setFocus()

    def take(self) -> None:
        """Cut where the caret is."""
        if self._ok.isEnabled():
            at = self.text.caret()
            self.accept()
            self.chosen.emit(at)

    def _show_parts(self) -> None:
        at = self.text.caret()
        first, second = self._words[:at].strip(), self._words[at:].strip()
        self._first.setText(_("Phần 1: {words}").format(words=_short(first)))
        self._second.setText(_("Phần 2: {words}").format(words=_short(second)))
        self._ok.setEnabled(bool(first) and bool(second))


class _Words(QPlainTextEdit):
    entered = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setPlainText(words)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(max(2, theme.em(0.12)))
        self.setAccessibleName(_("Lời của nhiệm vụ"))
        self.setTabChangesFocus(True)

    def caret(self) -> int:
        position = self.textCursor().position()
        return len(self._words.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))

    def put_caret(self, at: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(len(self._words[:at].encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _likely_place(words: str) -> int:
    """After the first sentence or half-sentence: where people cut most often."""
    for sign in (". ", "; ", ", "):
        place = words.find(sign)
        if place > 0:
            return place + len(sign)
    return 0


def _short(words: str) -> str:
    return words if len(words) <= 170 else f"{words[:80]} … {words[-80:]}"
