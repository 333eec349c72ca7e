"""The parts that a period's result is made of, as plain rows: what screens, reports and commands show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.base.text import sort_key
from models.work import result_rules
from models.work.result_rules import Counts


@dataclass(frozen=True)
class UnitPart:
    """One unit's part. `unit` is "" where the task was given to no unit; `period` is that of the occurrence, or "".

    `earlier`: it was done and counted in an earlier period, and stands here only beside those of other units that still
    had to be done ("17/19 hoàn thành"). It is counted nowhere again.
    `promised_on` is told of what is late and not done; `extended_to` where the deadline is one that was extended.
    """

    unit: str
    result: str
    percent: int
    due_on: date | None
    done_on: date | None
    days_late: int
    reason: str
    period: str = ""
    unit_id: str = ""
    earlier: bool = False
    promised_on: date | None = None
    extended_to: date | None = None


@dataclass(frozen=True)
class OccurrenceResult:
    """One occurrence of a recurring duty: done when every unit has done it, as late as the latest."""

    period: str
    due_on: date
    result: str
    days_late: int


@dataclass(frozen=True)
class TaskResult:
    """One task in a period. What follows `occurrences` is what a report tells of it, kept with the figures.

    `notes` and `values` (of the task's indicator) are the newest told in the period, by unit, "" for the office's own
    word on what others lead. `area` and `state` are None in what a program kept that did not know them.

    `told_before` are occurrences due in this period that were done, and told, in an earlier one; `waived` are the keys
    of those due in it that were waived. Neither is counted: they complete the sentence how often a duty was made.
    """

    id: str
    number: int
    ref: str
    text: str
    whose: str
    units: tuple[UnitPart, ...]
    occurrences: tuple[OccurrenceResult, ...]
    area: str | None = None
    state: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, Decimal], ...] = ()
    told_before: tuple[OccurrenceResult, ...] = ()
    waived: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[UnitPart, ...]:
        """The parts that are this period's: all but those that were counted in an earlier one."""
        return tuple(part for part in self.units if not part.earlier)


@dataclass(frozen=True)
class Correction:
    """A figure of a closed period that was corrected later, told in the period after."""

    task: str
    unit: str
    period: str
    field: str
    before: str
    after: str
    reason: str
    by: str


@dataclass(frozen=True)
class PeriodResult:
    """A period's result. Only tasks of our own are counted (`TaskResult.whose`)."""

    period: str
    closed: bool
    judged_on: date
    tasks: tuple[TaskResult, ...]
    adjustments: tuple[Correction, ...]
    so_far: Counts | None = None  # of the reporting year up to the period's end, as it was at closing
    before: Counts | None = None  # of the period before of the same kind, as it was at closing

    @property
    def counts(self) -> Counts:
        """Of the whole office."""
        return result_rules.counted(part.result for part in self._parts())

    def by_unit(self) -> list[tuple[str, Counts]]:
        """Of each unit, in Vietnamese order; what was given to nobody comes last under ""."""
        found: dict[str, list[str]] = {}
        for part in self._parts():
            found.setdefault(part.unit, []).append(part.result)
        names = sorted(found, key=lambda name: (not name, sort_key(name)))
        return [(name, result_rules.counted(found[name])) for name in names]

    def _parts(self) -> list[UnitPart]:
        return [part for task in self.tasks if task.whose == "ours" for part in task.counted]
