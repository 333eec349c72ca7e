"""Notices that nobody has touched keyboard or mouse for a while, or that Windows was locked, and asks for the lock.

It listens to the one window that has the keyboard: an ear on every event of the program would cost on each of them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QEvent, QObject, QTimer
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


class SessionLock(QAbstractNativeEventFilter):
    """Calls `lock` when the person locks Windows or somebody else is switched to. Does nothing on other systems."""

    _CHANGED, _SESSION_LOCKED, _CONSOLE_LEFT = 0x02B1, 0x7, 0x2  # WM_WTSSESSION_CHANGE and its reasons

    def __init__(self, window_id: int, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock
        self._window_id = window_id
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window_id), 0)

    def nativeEventFilter(self, kind: Any, message: Any) -> Any:  # noqa: ANN401 - Qt's own untyped bytes and pointer
        """Look for the one message; all others go their way."""
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            found = wintypes.MSG.from_address(int(message))
            if found.message == self._CHANGED and found.wParam in {self._SESSION_LOCKED, self._CONSOLE_LEFT}:
                # After the message: locking inside it would make Windows wait for us.
                QTimer.singleShot(0, self._lock)
        return False, 0
