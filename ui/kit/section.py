"""A part of a page in a frame of its own, with a heading and room for an action."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.base import theme
from ui.kit.labels import plain_label


class Section(QFrame):
    """A card with a heading; fill `body`. `head` takes buttons at the right of the heading."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        theme.mark(self, "section")
        self.setAccessibleName(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.em(0.8), theme.em(0.6), theme.em(0.8), theme.em(0.7))
        column.setSpacing(theme.em(0.5))
        self.head = QHBoxLayout()
        self.head.addWidget(plain_label(heading, "strong"))
        self.head.addStretch(1)
        if heading:
            column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.em(0.5))
        column.addLayout(self.body, 1)
