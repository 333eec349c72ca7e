"""The changes saved in this window, to be taken back one by one and done again: Ctrl+Z and Ctrl+Shift+Z."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.base.undo_stack import UndoStack, Way
from models.base.words import _
from ui.base.jobs import Commit, Jobs

_MOST = 50  # changes that Ctrl+Z goes back through
# Ctrl+Z does not go back past these: a period is closed and reopened by name, an account's passphrase is no row, and
# before what was taken back elsewhere (a banner, the journal) nothing follows any more.
_BARRIERS = {"undo", "period.close", "period.reopen", "account.change", "account.passphrase"}


class SavedChanges(QObject):
    """`possible` is told, whenever it changes, whether there is something to take back and something to do again."""

    def __init__(self, jobs: Jobs, possible: Callable[[bool, bool], object], window: QObject) -> None:
        super().__init__(window)
        self._jobs, self._possible = jobs, possible
        self._stack: UndoStack[Commit] = UndoStack(_MOST)
        self._taking: Way | None = None  # which of the two is being done
        jobs.committed.connect(self._committed)

    def back(self, page: QWidget | None) -> None:
        """Take back the newest change, then the one before it; said on `page`."""
        self._take("undo", page, _("Đã hoàn tác."))

    def forth(self, page: QWidget | None) -> None:
        """Do again what was taken back last; said on `page`."""
        self._take("redo", page, _("Đã làm lại."))

    def forget(self) -> None:
        """The book is closed: its changes are another session's."""
        self._stack.clear()

    def say(self) -> None:
        """Tell what is possible now."""
        self._possible(self._stack.can("undo"), self._stack.can("redo"))

    def _committed(self, commit: Commit) -> None:
        if commit.operation == "undo" and self._taking:
            self._stack.took(self._taking, commit)
        elif commit.operation in _BARRIERS:
            self._stack.clear()
        else:
            self._stack.did(commit)
        self.say()

    def _take(self, way: Way, page: QWidget | None, said: str) -> None:
        if page is None or self._taking:
            return
        change = self._stack.take(way)
        if change is None:
            return
        self._taking = way
        self._jobs.undo(change.operation_id or "", page, said, self._taken)
        self.say()

    def _taken(self) -> None:
        self._taking = None
        self.say()
