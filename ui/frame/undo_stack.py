"""The changes made in this window, to be taken back one by one and done again: Ctrl+Z and Ctrl+Shift+Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.base.words import _
from ui.base.jobs import Commit, Jobs

_MOST = 50  # changes that Ctrl+Z goes back through
# Ctrl+Z does not go back past these: a period is closed and reopened by name, an account's passphrase is no row, and
# before what was taken back elsewhere (a banner, the journal) nothing follows any more.
_BARRIERS = {"undo", "period.close", "period.reopen", "account.change", "account.passphrase"}


class UndoStack(QObject):
    """`possible` is told, whenever it changes, whether there is something to take back and something to do again."""

    def __init__(self, jobs: Jobs, possible: Callable[[bool, bool], object], window: QObject) -> None:
        super().__init__(window)
        self._jobs, self._possible = jobs, possible
        self._done: list[Commit] = []  # the newest last
        self._undone: list[Commit] = []  # takings back that can be taken back in turn
        self._taking = ""  # which of the two is being done
        jobs.committed.connect(self._committed)

    def back(self, page: QWidget | None) -> None:
        """Take back the newest change, then the one before it; said on `page`."""
        self._take("undo", self._done, page, _("Đã hoàn tác."))

    def forth(self, page: QWidget | None) -> None:
        """Do again what was taken back last; said on `page`."""
        self._take("redo", self._undone, page, _("Đã làm lại."))

    def forget(self) -> None:
        """The book is closed: its changes are another session's."""
        self._done, self._undone = [], []

    def say(self) -> None:
        """Tell what is possible now."""
        self._possible(bool(self._done), bool(self._undone))

    def _committed(self, commit: Commit) -> None:
        if commit.operation == "undo" and self._taking:
            (self._undone if self._taking == "undo" else self._done).append(commit)
        elif commit.operation in _BARRIERS:
            self._done, self._undone = [], []
        else:
            self._done, self._undone = [*self._done[-_MOST:], commit], []
        self.say()

    def _take(self, way: str, steps: list[Commit], page: QWidget | None, said: str) -> None:
        if not steps or page is None or self._taking:
            return
        operation_id = steps.pop().operation_id or ""
        self._taking = way
        self._jobs.undo(operation_id, page, said, self._taken)
        self.say()

    def _taken(self) -> None:
        self._taking = ""
        self.say()
