"""The changes saved in this window, to be taken back one by one and done again: Ctrl+Z and Ctrl+Y, on every page."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from models.base.undo_stack import UndoStack, Way
from ui.base.commit import Commit, taken_back
from ui.base.jobs import Jobs

_MOST = 50  # changes that Ctrl+Z goes back through
# Ctrl+Z does not go back past these: a period is closed and reopened by name, an account's passphrase is no row.
BARRIERS = {"period.close", "period.reopen", "account.change", "account.passphrase"}

# Saved as it goes on by a page that takes back each of its steps itself: here it would be done twice.
OF_THEIR_PAGE = {"directive.review"}


@runtime_checkable
class OwnSteps(Protocol):
    """A page that for a while goes back through steps of its own only, and no further."""

    def take_step(self, way: Way) -> bool:
        """Go one step; whether it was this page's to do, though there may have been none left."""

    def step_names(self) -> tuple[str, str] | None:
        """What would be taken back and what done again, "" for nothing; None while the window's steps count."""


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
        self.say()

    def say(self) -> None:
        """Tell what is possible now."""
        self.possible.emit(self._stack.can("undo"), self._stack.can("redo"))
        self.named.emit(self._name(self._stack.next("undo")), self._name(self._stack.next("redo")))

    def _committed(self, commit: Commit) -> None:
        if commit.operation == "undo":
            self._went(commit)
        elif commit.operation in BARRIERS:
            self._stack.clear()
        elif commit.operation not in OF_THEIR_PAGE:
            self._stack.did(commit)
        self.say()

    def _went(self, commit: Commit) -> None:
        if self._taking is not None and self._taking[1].operation_id == commit.of:
            self._stack.took(self._taking[0], commit)
        else:
            # A banner, the grid or the journal took it back: from there the way on is the same as from the menu.
            # What lies above stays: each is taken back by itself, or refused where it rests on another.
            self._stack.lift(lambda step: step.operation_id == commit.of)
            self._stack.went(lambda step: step.operation_id == commit.of, lambda _step: commit)

    def _name(self, change: Commit | None) -> str:
        return change.name if change is not None else ""

    def _take(self, way: Way, place: QObject | None) -> None:
        if place is None or self._taking is not None or (isinstance(place, OwnSteps) and place.take_step(way)):
            return
        change = self._stack.take(way)
        if change is None:
            return
        self._taking = (way, change)
        words = taken_back(change.name, again=way == "redo")
        self._jobs.undo(change.operation_id or "", place, words, self._taken)
        self.say()

    def _taken(self) -> None:
        self._taking = None
        self.say()
