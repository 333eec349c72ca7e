"""A button that opens a menu, as high as the buttons beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.base import theme


class MenuButton(QToolButton):
    """Looks like a push button; the style would make it a little higher."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.mark(self, "button")
        self._plain = QPushButton("X", self)
        self._plain.hide()

    def sizeHint(self) -> QSize:
        """Its own width, and the height of a push button."""
        return QSize(super().sizeHint().width(), self._plain.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()
