"""A button that opens a menu is as high as the buttons beside it, and keeps room for its words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.directives.class_menu import ClassMenu
from ui.kit.menu_button import MenuButton


@pytest.mark.parametrize("make", [ClassMenu, MenuButton])
def test_as_high_as_its_neighbours(shown: Any, make: Any) -> None:
    row = QWidget()
    line = QHBoxLayout(row)
    made, beside = make(), QPushButton("Nhận")
    made.setText("Loại…")
    line.addWidget(made)
    line.addWidget(beside)
    shown(row)
    assert made.height() == beside.height() and made.y() == beside.y()
