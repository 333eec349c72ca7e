"""The rules by which a period's result is judged: what was done in time, what late, and what still has to be done.

A unit's part in a task is judged, not the task; a recurring duty is judged once for each of its periods. README,
"Cách tính", states each rule with its source and an example.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

RESULTS: Final = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")
OPEN: Final = frozenset({"open_in_time", "open_overdue"})
LATE: Final = frozenset({"done_late", "open_overdue"})


@dataclass(frozen=True)
class JudgedOn:
    """The day to judge by. Once the period is `over` its last day has passed as well: what was due then is missed."""

    day: date
    over: bool

    def missed(self, due_on: date) -> bool:
        """Whether what had to be done by this day, and was not, is late."""
        return due_on <= self.day if self.over else due_on < self.day


def judged(now: JudgedOn, due_on: date | None, done_on: date | None) -> tuple[str, int]:
    """The result (one of `RESULTS`) and how many days it is late, 0 for what is not.

    What has no deadline is neither in time nor late, done or not: it stands apart in every rate. What was done after
    the day to judge by was not done yet.
    """
    if due_on is None:
        return "no_deadline", 0
    if done_on is not None and done_on <= now.day:
        late = (done_on - due_on).days
        return ("done_late", late) if late > 0 else ("done_on_time", 0)
    return ("open_overdue", (now.day - due_on).days) if now.missed(due_on) else ("open_in_time", 0)


@dataclass(frozen=True)
class Counts:
    """How many parts of units (and occurrences of recurring duties) have each result."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    no_deadline: int = 0

    @property
    def total(self) -> int:
        """All that are counted."""
        return self.done_on_time + self.done_late + self.open_in_time + self.open_overdue + self.no_deadline

    @property
    def due(self) -> int:
        """What had to be done: in time, late, or not done though it was due."""
        return self.done_on_time + self.done_late + self.open_overdue

    @property
    def on_time_rate(self) -> Decimal | None:
        """Done in time of what had to be done, in % with two decimals; None where nothing had to be done yet."""
        if not self.due:
            return None
        return (Decimal(100 * self.done_on_time) / self.due).quantize(Decimal("0.01"), ROUND_HALF_UP)


def counted(results: Iterable[str]) -> Counts:
    """The counts of some results. Raises TypeError for a word that is none of `RESULTS`."""
    numbers: dict[str, int] = {}
    for result in results:
        numbers[result] = numbers.get(result, 0) + 1
    return Counts(**numbers)


def whole(results: Iterable[tuple[str, int]]) -> tuple[str, int]:
    """What the parts (result, days late) make of the whole: done when all are, and as late as the latest.

    Raises ValueError for no parts.
    """
    found = list(results)
    worst = max(found, key=lambda part: (_WEIGHT[part[0]], part[1]))
    return worst[0], worst[1]


# An open part keeps the whole open, and a late one makes it late.
_WEIGHT: Final = {"no_deadline": 0, "done_on_time": 1, "done_late": 2, "open_in_time": 3, "open_overdue": 4}
