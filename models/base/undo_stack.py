"""An undo stack for steps of any kind: what can be taken back, what can be done again, in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, TypeVar

Step = TypeVar("Step")
Way = Literal["undo", "redo"]


class UndoStack(Generic[Step]):
    """What a step is, and how it is taken back, is the owner's; here is only which one comes next.

    `most` is how many steps are kept to go back through; without it, all.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._done: list[Step] = []  # the newest last
        self._undone: list[Step] = []

    def can(self, way: Way) -> bool:
        """Whether there is a step to go this way."""
        return bool(self._of(way))

    def next(self, way: Way) -> Step | None:
        """The step that goes this way next; None when there is none."""
        steps = self._of(way)
        return steps[-1] if steps else None

    def did(self, step: Step) -> None:
        """Something new was done: what was taken back before can no longer be done again."""
        self._done.append(step)
        if self._most is not None:
            del self._done[: -self._most]
        self.forget_undone()

    def forget_undone(self) -> None:
        """Something new was begun: what was taken back before can no longer be done again."""
        self._undone.clear()

    def take(self, way: Way) -> Step | None:
        """Take off the newest step that goes this way; None when there is none."""
        steps = self._of(way)
        return steps.pop() if steps else None

    def took(self, way: Way, step: Step) -> None:
        """This way was gone by a step taken before; `step` is what leads back the other way."""
        self._of("redo" if way == "undo" else "undo").append(step)

    def went(self, is_it: Callable[[Step], bool], back: Callable[[Step], Step]) -> None:
        """Somebody else has gone a way: `is_it` knows the step that was gone by, `back` makes what leads back from it.

        Where that was the next one neither way, which step it was is not known any more: all are forgotten.
        """
        ways: tuple[Way, Way] = ("undo", "redo")
        for way in ways:
            steps = self._of(way)
            if steps and is_it(steps[-1]):
                self.took(way, back(steps.pop()))
                return
        self.clear()

    def holds(self, is_it: Callable[[Step], bool]) -> bool:
        """Whether the step that `is_it` knows is among those of either way."""
        return any(map(is_it, (*self._done, *self._undone)))

    def lift(self, is_it: Callable[[Step], bool]) -> None:
        """The step that `is_it` knows goes its way next from now on, where there is one."""
        for steps in (self._done, self._undone):
            steps.sort(key=is_it)

    def clear(self) -> None:
        """Nothing before now can be taken back or done again."""
        self._done.clear()
        self._undone.clear()

    def _of(self, way: Way) -> list[Step]:
        return self._done if way == "undo" else self._undone
