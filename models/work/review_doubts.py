"""What to ask before proposals become tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.base import clock
from models.reading.proposal import ProposedTask
from models.reading.words.levels import is_many
from models.work import occurrences
from models.work.review import ReviewItem
from models.work.tasks import Task


@dataclass(frozen=True)
class Doubts:
    """What to ask about before proposals become tasks.

    `remarked` are those with a remark that nobody has looked at; `strange` the leads that are no unit of the office's,
    each with the proposals of ours that it leads, and under "" those that nobody leads. Names that mean many offices
    (`general`) come first. `undated`: the document has no date, and nobody has said on which day the tasks were given.
    `missed`: duties that recur would count from so long ago that occurrences are overdue as soon as they are accepted.
    """

    remarked: tuple[ReviewItem, ...]
    strange: Mapping[str, tuple[ReviewItem, ...]]
    undated: bool = False
    missed: bool = False

    def __bool__(self) -> bool:
        return bool(self.remarked or self.strange or self.undated or self.missed)

    @property
    def general(self) -> tuple[str, ...]:
        """The names that mean many offices, and among them ours."""
        return tuple(name for name in self.strange if is_many(name))

    def of_one(self) -> Doubts:
        """What is asked about a single proposal: its remarks and its lead stand before one's eyes."""
        return Doubts((), {name: self.strange[name] for name in self.general}, self.undated, self.missed)


def doubts(items: Iterable[ReviewItem], is_known: Callable[[str], bool], *, given_on: date | None) -> Doubts:
    """What is doubtful in these; `is_known` says whether a name is a unit of the office's.

    `given_on` is the day from which they would count, None where nobody knows it.
    """
    items = tuple(items)
    strange: dict[str, list[ReviewItem]] = {}
    for item in items:
        for name in item.task.lead or ("",):
            if item.task.whose == "ours" and (not name or not is_known(name)):
                strange.setdefault(name, []).append(item)
    ordered = sorted(strange, key=lambda name: not is_many(name))
    return Doubts(
        tuple(item for item in items if item.task.flags),
        {name: tuple(strange[name]) for name in ordered},
        undated=given_on is None,
        missed=given_on is not None and bool(missed([item.task for item in items], given_on)),
    )


def missed(tasks: Iterable[ProposedTask | Task], given_on: date) -> int:
    """How many occurrences of our recurring duties among these are overdue at once if they count from this day."""
    return sum(
        occurrences.passed(task.recurrence, given_on, clock.today(), task.due_day)
        for task in tasks
        if task.whose == "ours" and task.recurrence
    )
