"""Notices that nobody has touched keyboard or mouse for a while, and asks for the lock.

It listens to the one window that has the keyboard: an ear on every event of the program would cost on each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_EVERY = 10_000  # milliseconds
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}


class IdleWatch(QObject):
    """Calls `lock` after `minutes()` without a sign of a person; 0 minutes is never."""

    def __init__(self, parent: QObject, minutes: Callable[[], int], lock: Callable[[], object]) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._lock = lock
        self._heard = time.monotonic()
        self._window: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen_to)
            self._listen_to(app.focusWindow())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY)

    def look(self) -> None:
        """Lock if it is time; asked every ten seconds."""
        allowed = self._minutes() * 60
        if allowed and time.monotonic() - self._heard >= allowed:
            self._lock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note signs of a person; nothing is kept from anybody."""
        if event.type() in _SIGNS:
            self._heard = time.monotonic()
        return False

    def _listen_to(self, window: QWindow | None) -> None:
        if window is None:
            return
        # Coming to a window is a sign of a person too.
        self._heard = time.monotonic()
        window.removeEventFilter(self)
        window.installEventFilter(self)
