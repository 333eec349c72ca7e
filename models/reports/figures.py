"""The counts that a report prints and carries: tasks by timeliness, in all, by area and by unit. It counts, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from models.base.text import sort_key
from models.reports.data import ReportTask
from models.work.codes import AREAS, TIMELINESS

# How the Government's reports group tasks: done in time, done late, under way in time, late and not done.
DONE: Final = ("done_on_time", "done_late")
UNDER_WAY: Final = ("in_time", "due_soon")
LATE: Final = ("overdue",)


@dataclass(frozen=True)
class TimelinessCounts:
    """How many tasks stand in each timeliness. Cancelled tasks are owed by nobody and are not counted.

    The code of what is done without a deadline is `done_on_time`; `done_open` says how many of these there are, for
    what was never due is neither in time nor late.
    """

    by_timeliness: tuple[int, ...]  # in the order of TIMELINESS
    done_open: int = 0

    def of(self, *codes: str) -> int:
        """The sum over some timeliness codes. Raises ValueError for an unknown one."""
        return sum(self.by_timeliness[TIMELINESS.index(code)] for code in codes)

    @property
    def total(self) -> int:
        """All counted tasks: the sum of all that follow but `done`."""
        return sum(self.by_timeliness)

    @property
    def done(self) -> int:
        """Done, whenever and with or without a deadline."""
        return self.of(*DONE)

    @property
    def on_time(self) -> int:
        """Done by their deadline."""
        return self.of("done_on_time") - self.done_open

    @property
    def done_late(self) -> int:
        """Done after it."""
        return self.of("done_late")

    @property
    def running(self) -> int:
        """Not done, with a deadline still to come."""
        return self.of(*UNDER_WAY)

    @property
    def overdue(self) -> int:
        """Not done, with a deadline that has passed."""
        return self.of(*LATE)

    @property
    def running_open(self) -> int:
        """Not done, without a deadline."""
        return self.of("no_deadline")


def is_open(task: ReportTask) -> bool:
    """Whether the task has no deadline to be measured by."""
    return task.due_on is None


def counted(tasks: Iterable[ReportTask]) -> list[ReportTask]:
    """The tasks that counts are about."""
    return [task for task in tasks if task.state != "cancelled"]


def count(tasks: Iterable[ReportTask]) -> TimelinessCounts:
    """The counts of `tasks`."""
    listed = counted(tasks)
    found = [task.timeliness for task in listed]
    done_open = sum(task.timeliness == "done_on_time" and is_open(task) for task in listed)
    return TimelinessCounts(tuple(found.count(code) for code in TIMELINESS), done_open)


def by_area(tasks: Iterable[ReportTask]) -> list[tuple[str | None, TimelinessCounts]]:
    """Counts of each of the seven areas, empty ones too, then of the tasks without an area when there are some."""
    groups = group_by_area(tasks)
    areas: list[str | None] = list(AREAS)
    if count(groups.get(None, [])).total:
        areas.append(None)
    return [(area, count(groups.get(area, []))) for area in areas]


def group_by_area(tasks: Iterable[ReportTask]) -> dict[str | None, list[ReportTask]]:
    """Tasks of each area that has some, in the order of AREAS, without an area last; the tasks' own order is kept."""
    groups: dict[str | None, list[ReportTask]] = {area: [] for area in (*AREAS, None)}
    for task in tasks:
        groups[task.area].append(task)
    return {area: rows for area, rows in groups.items() if rows}


def by_unit(tasks: Iterable[ReportTask]) -> list[tuple[str, TimelinessCounts]]:
    """Counts by lead unit in Vietnamese order. A task led by two units counts for both; one without a lead under ""."""
    groups: dict[str, list[ReportTask]] = {}
    for task in counted(tasks):
        for unit in dict.fromkeys(task.lead or ("",)):
            groups.setdefault(unit, []).append(task)
    return [(unit, count(groups[unit])) for unit in sorted(groups, key=sort_key)]


def share(part: int, whole: int) -> str:
    """`part` of `whole` in percent, `42,9`: one decimal, half rounded up, in whole-number arithmetic. `whole` > 0."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else f"{tenths // 10}"
