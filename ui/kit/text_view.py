"""A window of text beside the work: to read, to copy from, to close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import words_to_read


def show(parent: QWidget, title: str, text: str, *, letters: int, lines: int, alone: bool = False) -> None:
    """Open it; `letters` by `lines` is the room it asks for, as far as the screen has it.

    It stands beside the work; `alone` is for what is read and closed before the work goes on.
    """
    dialog = Dialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(words_to_read(title, text))
    column.addWidget(buttons)
    fit(dialog, theme.letters(letters), theme.em(lines))
    dialog.setModal(alone)
    dialog.show()
