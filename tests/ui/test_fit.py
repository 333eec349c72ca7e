"""Dialogs on a small screen: fields keep their height, and nothing reaches beyond the screen."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QVBoxLayout
from typefaces import both_typefaces

from ui.base import theme
from ui.kit.dialog_size import fit
from ui.kit.labels import plain_label


class Small(QDialog):
    """A dialog on a screen of 911x512, which is 1366x768 at 150 %."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines = [QLineEdit() for _line in range(lines)]
        column = QVBoxLayout(self)
        for line in self.lines:
            column.addWidget(line)
        column.addWidget(plain_label("nhiều chữ " * 60, wrap=True))
        column.addWidget(QScrollArea())

    def screen(self) -> Any:
        class Screen:
            def availableGeometry(self) -> QRect:
                return QRect(0, 0, 911, 512)

        return Screen()


@both_typefaces
def test_dialog_fit_beyond_two_thirds_of_screen(app: QApplication, shown: Any) -> None:
    dialog = Small(8)
    fit(dialog, theme.letters(50))
    shown(dialog)
    assert 512 * 2 // 3 < dialog.height() < 512
    assert {line.height() for line in dialog.lines} == {QLineEdit().sizeHint().height()}


@both_typefaces
@pytest.mark.parametrize("height", [0, 5000])
def test_dialog_fit_within_screen(app: QApplication, height: int) -> None:
    dialog = Small(30)
    dialog.layout().setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # type: ignore[union-attr]
    fit(dialog, 5000, height)
    assert dialog.width() < 911 and dialog.height() < 512
