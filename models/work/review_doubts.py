"""What to ask before proposals become tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.base import clock
from models.reading.proposal import ProposedTask
from models.reading.words.levels import is_many
from models.work import occurrences, unit_names
from models.work.review import ReviewItem
from models.work.tasks import Task


@dataclass(frozen=True)
class Doubts:
    """What to ask about before proposals become tasks.

    `remarked` are all that nobody has looked at of those that are not sure; `strange` the leads that are no unit of the
    office's, each with the proposals of ours that it leads, and under "" those that nobody leads. A name in several
    spellings is one, under one of them (`spellings` gives all of each). Names that mean many offices (`general`) come
    first. `undated`: the document has no date, and nobody has said on which day the tasks were given.
    `missed`: duties that recur would count from so long ago that occurrences are overdue as soon as they are accepted.
    """

    remarked: tuple[ReviewItem, ...]
    strange: Mapping[str, tuple[ReviewItem, ...]]
    undated: bool = False
    missed: bool = False
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.remarked or self.strange or self.undated or self.missed)

    @property
    def general(self) -> tuple[str, ...]:
        """The names that mean many offices, and among them ours."""
        return tuple(name for name in self.strange if is_many(name))

    def of_one(self) -> Doubts:
        """What is asked about a single proposal: its remarks and its lead stand before one's eyes."""
        general = {name: self.strange[name] for name in self.general}
        return Doubts((), general, self.undated, self.missed, self.spellings)

    def answered(self, instead: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
        """What was answered for the names of `strange`, for every spelling in which the document has them."""
        return {one: units for name, units in instead.items() for one in self.spellings.get(name, (name,))}

    def led(self, names: Iterable[str]) -> int:
        """How many proposals these names of `strange` lead, each counted once however many lead it."""
        return len({item.key for name in names for item in self.strange[name]})


def doubts(items: Iterable[ReviewItem], is_known: Callable[[str], bool], *, given_on: date | None) -> Doubts:
    """What is doubtful in these; `is_known` says whether a name is a unit of the office's.

    `given_on` is the day from which they would count, None where nobody knows it.
    """
    items = tuple(items)
    led: dict[str, dict[str, ReviewItem]] = {}  # by the form that all spellings of a name share, then by key
    spelled: dict[str, dict[str, None]] = {}
    for item in items:
        for name in item.task.lead or ("",):
            if item.task.whose == "ours" and (not name or not is_known(name)):
                form = unit_names.one_spelling(name)
                led.setdefault(form, {})[item.key] = item
                spelled.setdefault(form, {})[name] = None
    shown = {
        form: next((name for name in names if not name.isupper()), next(iter(names))) for form, names in spelled.items()
    }
    ordered = sorted(led, key=lambda form: not is_many(shown[form]))
    return Doubts(
        tuple(item for item in items if not item.task.sure),
        {shown[form]: tuple(led[form].values()) for form in ordered},
        undated=given_on is None,
        missed=given_on is not None and bool(missed([item.task for item in items], given_on)),
        spellings={shown[form]: tuple(spelled[form]) for form in ordered},
    )


def missed(tasks: Iterable[ProposedTask | Task], given_on: date) -> int:
    """How many occurrences of our recurring duties among these are overdue at once if they count from this day."""
    return sum(
        occurrences.passed(task.recurrence, given_on, clock.today(), task.due_day)
        for task in tasks
        if task.whose == "ours" and task.recurrence
    )
