"""The changes saved in this window, to be taken back one by one and done again: Ctrl+Z and Ctrl+Y, on every page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.base.undo_stack import UndoStack, Way
from models.base.words import _
from ui.base.jobs import Commit, Jobs

_MOST = 50  # changes that Ctrl+Z goes back through
# Ctrl+Z does not go back past these: a period is closed and reopened by name, an account's passphrase is no row.
BARRIERS = {"period.close", "period.reopen", "account.change", "account.passphrase"}


class SavedChanges(QObject):
    """`possible` says, whenever it changes, whether there is something to take back and something to do again.

    `named` says then what these are, in the journal's words; "" for nothing.
    """

    possible = Signal(bool, bool)
    named = Signal(str, str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._stack: UndoStack[Commit] = UndoStack(_MOST)
        self._taking: tuple[Way, Commit] | None = None  # which way is being gone, by which change
        self._names: dict[str, str] = {}  # what was done, or taken back or done again, by the operation's id
        jobs.committed.connect(self._committed)

    def back(self, place: QObject | None) -> None:
        """Take back the newest change, then the one before it; said at `place`, a page or a view over it."""
        self._take("undo", place)

    def forth(self, place: QObject | None) -> None:
        """Do again what was taken back last."""
        self._take("redo", place)

    def forget(self) -> None:
        """The book is closed: its changes are another session's."""
        self._stack.clear()
        self._names.clear()
        self.say()

    def say(self) -> None:
        """Tell what is possible now."""
        self.possible.emit(self._stack.can("undo"), self._stack.can("redo"))
        self.named.emit(self._name(self._stack.next("undo")), self._name(self._stack.next("redo")))

    def _committed(self, commit: Commit) -> None:
        from models.work import rights

        done = rights.OPERATIONS.get(commit.operation)
        self._names[commit.operation_id or ""] = self._names.get(commit.of) or (done.name if done is not None else "")
        if commit.operation == "undo":
            self._went(commit)
        elif commit.operation in BARRIERS:
            self._stack.clear()
        else:
            self._stack.did(commit)
        self.say()

    def _went(self, commit: Commit) -> None:
        if self._taking is not None and self._taking[1].operation_id == commit.of:
            self._stack.took(self._taking[0], commit)
        else:
            # A banner, the grid or the journal took it back: from there the way on is the same as from the menu.
            self._stack.went(lambda step: step.operation_id == commit.of, lambda _step: commit)

    def _name(self, change: Commit | None) -> str:
        return self._names.get(change.operation_id or "", "") if change is not None else ""

    def _take(self, way: Way, place: QObject | None) -> None:
        if place is None or self._taking is not None:
            return
        change = self._stack.take(way)
        if change is None:
            return
        self._taking = (way, change)
        name = self._name(change)
        words = _("Đã hoàn tác: {what}.") if way == "undo" else _("Đã làm lại: {what}.")
        self._jobs.undo(change.operation_id or "", place, words.format(what=name) if name else None, self._taken)
        self.say()

    def _taken(self) -> None:
        self._taking = None
        self.say()
