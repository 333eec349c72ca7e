"""Notices that the system's look has changed: the program follows it from light to dark, and keeps its own fonts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.base import theme


class ThemeWatch(QObject):
    """Listens to one window: each is told."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        QApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the fonts back; nothing is kept from anybody."""
        app = QApplication.instance()
        if event.type() == QEvent.Type.ThemeChange and isinstance(app, QApplication):
            theme.keep_font(app)
        return False

    def _follow(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.follow_system(app)
