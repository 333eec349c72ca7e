"""What Enter does in every form, in a dialog, on a page, before a closed book: in a line, a list, a number or a tick it
does what the form is for, or goes on to a field below that is still missing. Ctrl+Enter does it from everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ONE_LINE = (QLineEdit, QComboBox, QAbstractSpinBox, QCheckBox, QRadioButton)


class EnterDoes(QObject):
    """Hears every Enter that a field of `form`, a part of a page, leaves unused, and does `main` for it."""

    def __init__(self, form: QWidget, main: Callable[[], object]) -> None:
        super().__init__(form)
        self._form, self._main = form, main
        form.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field hands the key on to what it stands in."""
        if watched is not self._form or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        in_a_line = plain(event) and isinstance(self._form.window().focusWidget(), ONE_LINE)
        if in_a_line or with_ctrl(event):
            self._main()
            return True
        return False


def plain(event: QKeyEvent) -> bool:
    """Whether this is Enter, of the letters or of the numbers, and nothing else."""
    return event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def with_ctrl(event: QKeyEvent) -> bool:
    """Whether these are Ctrl and Enter, of the letters or of the numbers, and nothing else."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in ENTER and held == Qt.KeyboardModifier.ControlModifier


def next_missing(missing: QWidget | None, focus: QWidget | None) -> QWidget | None:
    """Where Enter goes on: to the field that is `missing`, if it is empty and below the one with the keyboard."""
    field = missing.focusProxy() or missing if missing is not None else None
    if field is None or focus is None or not _empty(field) or not _below(field, focus):
        return None
    return field


def _below(field: QWidget, focus: QWidget) -> bool:
    window = field.window()
    return field.mapTo(window, QPoint()).y() > focus.mapTo(window, QPoint()).y()


def _empty(field: QWidget) -> bool:
    if isinstance(field, QLineEdit):
        return not field.text().strip()
    return not field.toPlainText().strip() if isinstance(field, QPlainTextEdit) else True
