"""One window for one home: a second start raises the first window, and hands it the file that it was given.

The database has a lock of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject

from models.base import os_lock
from models.base.paths import Home

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT = 700  # milliseconds for one try to reach the first window
_TRIES = 6
_LONGEST = 40_000  # bytes of a message: the longest path of Windows has 32,767 letters


class SingleInstance:
    """The claim of this process to be the window of `home`."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._file: IO[bytes] | None = None
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this is the first window. A folder that cannot be written is no reason not to open."""
        try:
            self._home.folder.mkdir(parents=True, exist_ok=True)
            file = (self._home.folder / "so-cchc.window").open("ab")
        except OSError:
            return True
        try:
            os_lock.take(file)
        except OSError as failure:
            file.close()
            return failure.errno not in os_lock.ELSEWHERE
        self._file = file
        return True

    def raise_first(self, file: Path | None = None) -> bool:
        """Ask the first window to come to the front and to open `file`; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_forward()
        for _try in range(_TRIES):
            socket = QLocalSocket()
            socket.connectToServer(self.name())
            if socket.waitForConnected(_CONNECT):
                socket.write(f"{file or ''}\n".encode())
                sent = socket.waitForBytesWritten(_CONNECT)
                socket.disconnectFromServer()
                return bool(sent)
        return False

    def listen(self, owner: QObject, raised: Callable[[Path | None], object]) -> None:
        """Call `raised` whenever another start asks for the window, with the file that it was given.

        Called once, after the first paint.
        """
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(owner)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self.name())
        server.newConnection.connect(lambda: self._answer(raised))
        if server.listen(self.name()):
            self._server = server

    def release(self) -> None:
        """Give the claim back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._file is not None:
            os_lock.give_back(self._file)
            self._file = None

    def _answer(self, raised: Callable[[Path | None], object]) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is None:
            return
        connection.disconnected.connect(connection.deleteLater)
        connection.readyRead.connect(lambda: _take(connection, raised))
        _take(connection, raised)

    def name(self) -> str:
        """Under which the window of this home and this person listens on this computer."""
        import getpass
        import hashlib

        # By home and user: two offices on one PC, or two people on one, do not raise each other's window.
        key = f"{self._home.folder.resolve()}\n{getpass.getuser()}"
        return "so-cchc-" + hashlib.sha256(key.encode()).hexdigest()[:24]


def _take(connection: QLocalSocket, raised: Callable[[Path | None], object]) -> None:
    """Hear one line. All that can be asked for is that the window shows itself and looks at a file."""
    if not connection.canReadLine():
        if connection.bytesAvailable() > _LONGEST:
            connection.abort()
        return
    named = bytes(connection.readLine(_LONGEST).data()).decode("utf-8", "replace").strip()
    connection.readyRead.disconnect()
    raised(Path(named) if named else None)


def _let_others_come_forward() -> None:
    if sys.platform == "win32":
        import ctypes

        # Windows lets only the program in front hand the front over; -1 is ASFW_ANY.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
