"""Answers to Windows' messages about the person's session: it is locked, the computer goes to sleep, it is to end.

Locked and sleeping lock the book. At the end what is being written is finished first, and Windows is told why it waits.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QTimer

from models.base.words import _

QUERY_END, END, POWER, SESSION = 0x0011, 0x0016, 0x0218, 0x02B1  # WM_QUERYENDSESSION and so on
SLEEPING = 0x4  # PBT_APMSUSPEND
LOCKED, UNLOCKED = 0x7, 0x8  # WTS_SESSION_LOCK, WTS_SESSION_UNLOCK
CONSOLE_LEFT, REMOTE_LEFT = 0x2, 0x4  # WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT


class OpenBook(Protocol):
    """What the session may ask of the open book."""

    def lock_now(self) -> None:
        """Cover the window and close the file, whatever is going on."""

    def lock_idle(self) -> None:
        """The same, but work under way is finished first."""

    def person_back(self) -> None:
        """A lock that still waits for work is no longer wanted."""

    def unsaved(self) -> bool:
        """Save what saves itself; whether typing is left that only its owner can save."""

    def end(self) -> None:
        """Finish every pending change and close the file; nothing is asked."""


class BlockReasons(Protocol):
    """How Windows is told why it has to wait."""

    def give(self, words: str) -> None:
        """Show `words` on the screen of those who end the session."""

    def take_back(self) -> None:
        """There is nothing to wait for."""


class WindowsBlockReasons:
    """Tells Windows why the main window keeps it waiting (ShutdownBlockReasonCreate)."""

    def __init__(self, window_id: int) -> None:
        self._window = ctypes.c_void_p(window_id)

    def give(self, words: str) -> None:
        """Have Windows show `words` on its screen of programs that it waits for; elsewhere nothing."""
        if sys.platform == "win32":
            ctypes.windll.user32.ShutdownBlockReasonCreate(self._window, ctypes.c_wchar_p(words))

    def take_back(self) -> None:
        """Let Windows end the session without waiting; elsewhere nothing."""
        if sys.platform == "win32":
            ctypes.windll.user32.ShutdownBlockReasonDestroy(self._window)


class WindowsSession(QAbstractNativeEventFilter):
    """Hears the messages of Windows; on other systems none ever comes."""

    def __init__(self, window_id: int, book: OpenBook, reasons: BlockReasons | None = None) -> None:
        super().__init__()
        self._book = book
        self._reasons = reasons or WindowsBlockReasons(window_id)
        self._ended = False
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window_id), 0)

    def nativeEventFilter(self, kind: Any, message: Any) -> Any:  # noqa: ANN401 - Qt's own untyped bytes and pointer
        """Take the messages that are answered here out of Qt's hands; all others go their way."""
        if bytes(kind) == b"windows_generic_MSG":
            found = wintypes.MSG.from_address(int(message))
            answer = self.heard(found.message, found.wParam or 0)
            if answer is not None:
                return True, answer
        return False, 0

    def heard(self, message: int, what: int) -> int | None:
        """Act on a message and its wParam; the answer for Windows, or None where Qt should answer."""
        if message == SESSION and what in {LOCKED, CONSOLE_LEFT, REMOTE_LEFT}:
            # After the message: locking inside it would make Windows wait for us.
            QTimer.singleShot(0, self._book.lock_idle)
        elif message == SESSION and what == UNLOCKED:
            QTimer.singleShot(0, self._book.person_back)
        elif message == POWER and what == SLEEPING:
            # At once: after it the processor stands still, and a disk may be gone when it goes on.
            self._book.lock_now()
        elif message == QUERY_END:
            return self._may_end()
        elif message == END:
            return self._end(bool(what))
        return None

    def _may_end(self) -> int:
        """1 lets the session end, 0 asks the person to come back. Each window of the program is asked once."""
        if self._ended:
            return 1
        if self._book.unsaved():
            self._reasons.give(_("Sổ CCHC còn chữ đang nhập dở chưa lưu. Chọn Hủy để quay lại lưu."))
            return 0
        self._reasons.give(_("Sổ CCHC đang ghi nốt số liệu, chừng hai giây nữa."))
        return 1

    def _end(self, really: bool) -> int:
        if really and not self._ended:
            self._ended = True
            self._book.end()
            # An installer that closes programs waits for them to go; Windows itself does not wait.
            QTimer.singleShot(0, lambda: QCoreApplication.exit(0))
        self._reasons.take_back()
        return 0
