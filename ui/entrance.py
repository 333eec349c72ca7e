"""The way into the book: open it with what this computer remembers, or show the first run or the unlock view."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from models.base.errors import AppError
from models.base.paths import Home
from ui.desk import Desk

if TYPE_CHECKING:
    from models.work.opening import OfficeSpec, OpenOffice
    from ui.window import Window


class Door(Protocol):
    """What the entrance needs of the office's file. Methods are called on the database thread if not said otherwise."""

    def found(self, spec: OfficeSpec, passphrase: str, *, remember: bool) -> tuple[OpenOffice, str]:
        """A new office and its recovery code. Raises AppError."""

    def open(self, passphrase: str | None) -> OpenOffice:
        """The office, by passphrase, recovery code or this computer's memory. Raises AppError."""

    def remember(self, office: OpenOffice) -> bool:
        """Let this computer open it from now on; False without a keyring."""

    def new_passphrase(self, office: OpenOffice, passphrase: str) -> None:
        """Another passphrase for an office that is open (after the recovery code). Raises AppError."""

    def has_sample(self) -> bool:
        """Whether the demonstration office can be built. Called on the GUI thread: it only looks."""

    def sample(self) -> OpenOffice:
        """The demonstration office, open; built when it is not there yet. Raises AppError."""

    def restore(self, source: Path, passphrase: str) -> OpenOffice:
        """The office out of a backup, open. Raises AppError."""


class FileDoor:
    """The real door: the functions of `models.work.opening`, imported when the first one is called."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def found(self, spec: OfficeSpec, passphrase: str, *, remember: bool) -> tuple[OpenOffice, str]:
        """See `Door`."""
        from models.work import opening

        return opening.found(self._home, spec, passphrase, remember=remember)

    def open(self, passphrase: str | None) -> OpenOffice:
        """See `Door`. Without a passphrase the environment is asked before the keyring, as for commands."""
        from models.work import opening

        return opening.open_office(self._home, passphrase or os.environ.get("CCHC_PASSPHRASE") or None)

    def remember(self, office: OpenOffice) -> bool:
        """See `Door`."""
        from models.work import opening

        return opening.remember_here(office)

    def new_passphrase(self, office: OpenOffice, passphrase: str) -> None:
        """See `Door`."""
        from models.store import keys

        path = office.home.keys
        keys.save(path, keys.with_passphrase(keys.load(path), office.data_key, passphrase))

    def has_sample(self) -> bool:
        """See `Door`."""
        return False

    def sample(self) -> OpenOffice:
        """See `Door`."""
        raise NotImplementedError

    def restore(self, source: Path, passphrase: str) -> OpenOffice:
        """See `Door`."""
        from models.store import backup
        from models.work import opening

        self._home.folder.mkdir(parents=True, exist_ok=True)
        backup.restore(self._home, source, passphrase)
        return opening.open_office(self._home, passphrase)


class Entrance(QObject):
    """Leads from a painted window to an open book, and back to the unlock view when the book is locked."""

    def __init__(self, desk: Desk, window: Window, door: Door) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._door = door
        desk.lock_office = self.lock

    def begin(self) -> None:
        """Open the book with what is remembered; called after the first paint."""
        self._desk.jobs.open(lambda: self._door.open(None), self, self._opened, self._not_opened)

    def lock(self) -> None:
        """Close the book and ask for the passphrase; nothing of it stays in memory."""
        if not self._window.may_leave():
            return
        self._window.close_office()
        self._desk.jobs.close(self, lambda _none: self._show_unlock())

    def _not_opened(self, failure: AppError) -> None:
        if failure.code == "no_office":
            from ui.dialogs.first_run import FirstRun

            self._show(FirstRun(self._desk, self._door), self._opened)
        else:
            self._show_unlock(None if failure.code == "locked" else failure)

    def _show_unlock(self, failure: AppError | None = None) -> None:
        from ui.dialogs.unlock import Unlock

        view = Unlock(self._desk, self._door)
        self._show(view, self._opened)
        if failure is not None:
            view.show_error(failure)

    def _show(self, view: QObject, opened: Callable[[OpenOffice], None]) -> None:
        view.opened.connect(opened)  # type: ignore[attr-defined]
        self._window.show_gate(view)  # type: ignore[arg-type]

    def _opened(self, office: OpenOffice) -> None:
        self._desk.home = office.home
        self._desk.jobs.read(_card, self, self._named)

    def _named(self, names: tuple[str, str]) -> None:
        self._window.open_office(*names)


def _card(session: object) -> tuple[str, str]:
    from models.work import office

    card = office.card(session)  # type: ignore[arg-type]
    return card.name, card.parent or ""
