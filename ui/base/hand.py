"""What every field of the program does with wheel, click and Ctrl+Z, given to all of them at one place.

A list or a number that the pointer only passes over on its way down the page keeps its value, and the page scrolls on.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

_TURNED = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)  # what Qt lets the wheel change
_TYPED = (QLineEdit, QPlainTextEdit, QTextEdit)
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
_HEARD = {
    QEvent.Type.Wheel,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.FocusIn,
    QEvent.Type.Polish,
}


class Hand(QObject):
    """Listens to every event of the program; for all but a few kinds it costs one look at the kind."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._clicked: QWidget | None = None  # what was clicked last, until the keyboard goes elsewhere without a click
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from values; Ctrl+Z and Ctrl+Y are the typing's, and handed on where there is none."""
        kind = event.type()
        if kind not in _HEARD or not isinstance(watched, QWidget):
            return False
        if kind == QEvent.Type.Wheel:
            return self._wheel(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _is_a_command(event):
                finish_word()
            return _hands_on(watched, event) or _claims_redo(watched, event)
        if kind == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and _claims_redo(watched, event) and _redo(watched)
        if kind == QEvent.Type.MouseButtonPress:
            self._clicked = _turned_by(watched)
            if watched is not QApplication.focusWidget():
                finish_word()  # a button, a menu, a line of a list may act on what was typed without taking the focus
        elif kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._clicked = self._clicked if event.reason() == Qt.FocusReason.MouseFocusReason else None
        elif kind == QEvent.Type.Polish and watched.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # passing over it is no wish to type there
        return False

    def _wheel(self, watched: QWidget, event: QEvent) -> bool:
        field = _turned_by(watched)
        if field is None or self._is_at(field):
            return False
        event.ignore()  # so that it goes on to what stands behind: the page
        return True

    def _is_at(self, field: QWidget) -> bool:
        """Whether the person clicked this number to change it. A closed list is never meant: it would be open."""
        return isinstance(field, QAbstractSpinBox) and field.hasFocus() and self._clicked is field


def keep() -> None:
    """Give the program its hand, once: whatever shows fields calls this before them."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(Hand) is None:
        Hand(app)


def finish_word() -> None:
    """Have the system's input method hand over the word it is still composing: until then no field's text holds it.

    To be called before typing is read by what the person did not do in the field itself.
    """
    if isinstance(QApplication.focusWidget(), _TYPED):
        QGuiApplication.inputMethod().commit()


def _is_a_command(event: QKeyEvent) -> bool:
    """Whether this key does something with the typing instead of adding to it: Enter, or one with Ctrl or Alt."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return event.key() not in _HELD and (bool(held) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter))


def _turned_by(widget: QWidget) -> QWidget | None:
    """The field whose value the wheel would change here. The list of an open box is a window of its own."""
    seen: QWidget | None = widget
    while seen is not None:
        if isinstance(seen, _TURNED) and not isinstance(seen, QScrollBar):
            return seen
        seen = None if seen.isWindow() else seen.parentWidget()
    return None


def _hands_on(field: QWidget, event: QKeyEvent) -> bool:
    """Whether this is Ctrl+Z or Ctrl+Y in a field without typing to take back: then it is for the saved change."""
    if not isinstance(field, _TYPED):
        return False
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), is_redo(event)
    if not (undo or redo) or _has(field, undo=undo):
        return False
    event.ignore()
    return True


def _claims_redo(field: QWidget, event: QKeyEvent) -> bool:
    """Whether these keys make typing again that was taken back in this field.

    Qt itself knows only one of the two customs on each system, and leaves the other to the menu.
    """
    if not (isinstance(field, _TYPED) and is_redo(event) and _has(field, undo=False)):
        return False
    event.accept()
    return True


def _redo(field: QWidget) -> bool:
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
        field.redo()
    return True


def _has(field: QWidget, *, undo: bool) -> bool:
    if isinstance(field, QLineEdit):
        there = field.isUndoAvailable() if undo else field.isRedoAvailable()
        return there and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return not field.isReadOnly() and (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False


UNDO = (QKeySequence("Ctrl+Z"),)
REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))  # Windows' own, and the other half of the world's


def keys(text: str) -> list[QKeySequence]:
    """The keys of an action; where Enter is among them, that of the numbers as well as that of the letters.

    Read as Qt writes them, not as the person reads them: to them both keys are called Enter, and two shortcuts of the
    same keys silence each other.
    """
    portable = QKeySequence.SequenceFormat.PortableText
    return [QKeySequence.fromString(each, portable) for each in dict.fromkeys((text, text.replace("Return", "Enter")))]


def is_redo(event: QKeyEvent) -> bool:
    """Whether these are the keys for doing again, by either custom."""
    return QKeySequence(event.keyCombination()) in REDO
