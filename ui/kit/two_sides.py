"""Two widgets beside each other that take the height that is left, and never less than they need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class TwoSides(QSplitter):
    """Asks for no more than its least: a page that asked for what it would like would scroll as a whole."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self.setChildrenCollapsible(False)

    def sizeHint(self) -> QSize:
        """As low as it can be."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
