"""Notices that the system's look has changed (its fonts, its contrast), and keeps the program's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme


class LookWatch(QObject):
    """Listens to one window: each is told."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the fonts back; nothing is kept from anybody."""
        app = QApplication.instance()
        if event.type() == QEvent.Type.ThemeChange and isinstance(app, QApplication):
            theme.keep_font(app)
        return False
