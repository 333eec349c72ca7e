"""The lock's key in dialogs as well: a dialog keeps the menus of the window behind it from hearing any key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog

KEYS = "Ctrl+Shift+L"
_HAS_IT = "locksByKey"


class LockShortcut(QObject):
    """Gives the key to each dialog when it first comes to the front."""

    def __init__(self, parent: QObject, lock: Callable[[], object]) -> None:
        super().__init__(parent)
        self._lock = lock
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._look)

    def _look(self) -> None:
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog) and not dialog.property(_HAS_IT):
            dialog.setProperty(_HAS_IT, True)
            QShortcut(QKeySequence(KEYS), dialog).activated.connect(self._lock)
