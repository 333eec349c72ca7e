"""What is offered to whom: a button, an action or a field that the person's role may not use is put out of sight.

The models refuse it in any case (`models.work.rights`); this only spares the person the way to the refusal.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QToolButton, QWidget

from models.base.words import _
from ui.base import theme
from ui.base.context import Context


def only_for(context: Context, word: str, *things: QWidget | QAction) -> None:
    """Take `things` away from whoever may not do what `word` stands for."""
    if context.may(word):
        return
    for thing in things:
        if isinstance(thing, QAction):
            thing.setVisible(False)
        else:
            thing.hide()
            thing.installEventFilter(_KeptHidden(thing))


def look_only(context: Context, word: str, form: QWidget) -> None:
    """Let whoever may not do what `word` stands for read the fields of `form`, and not type what nobody would save."""
    if context.may(word):
        return
    for field in form.findChildren(QWidget):
        if isinstance(field, QLineEdit | QPlainTextEdit):
            lock(field)
        elif isinstance(field, QComboBox | QCheckBox | QSpinBox | QToolButton):
            field.setEnabled(False)


def lock(field: QLineEdit | QPlainTextEdit, on: bool = True) -> None:
    """Let a field be read and copied from only, and let it look like that: no white ground, no invitation to type."""
    field.setReadOnly(on)
    theme.mark(field, "locked" if on else "")
    if on:
        field.setPlaceholderText("")
        field.setToolTip(field.toolTip() or _("Chỉ để xem: vai trò đang dùng không sửa ô này."))


class _KeptHidden(QObject):
    """Keeps a widget hidden that its page shows again for reasons of its own."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide what has just been shown."""
        if event.type() == QEvent.Type.ShowToParent and isinstance(watched, QWidget):
            watched.hide()
        return False
