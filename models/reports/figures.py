"""The counts that a report prints and carries: parts by result, in all, by area and by unit. It counts, no more.

A part is what one unit has to do in one task, for a recurring duty in one of its periods; `models/work/result_rules.py`
has the rules. Only tasks of the office's own are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.base.text import show_number, sort_key
from models.reports.data import ReportTask
from models.work import result_rules
from models.work.codes import AREAS
from models.work.result_parts import UnitPart
from models.work.result_rules import Counts


@dataclass(frozen=True)
class PartCounts:
    """Counts by result; of the parts without a deadline also how many are done, and of how many nothing is told."""

    results: Counts
    undated_done: int = 0
    undated_silent: int = 0

    @property
    def total(self) -> int:
        """All parts: the sum of the five results."""
        return self.results.total


def ours(tasks: Iterable[ReportTask]) -> list[ReportTask]:
    """The tasks that counts are about, and that are reported on."""
    return [task for task in tasks if task.whose == "ours"]


def count(tasks: Iterable[ReportTask]) -> PartCounts:
    """The counts of `tasks`."""
    return _counts([(task, part) for task in ours(tasks) for part in task.counted])


def due_within(tasks: Iterable[ReportTask], first: date, last: date) -> Counts:
    """The results of the parts that fell due in the period alone, without those that it took over from before."""
    parts = (part for task in ours(tasks) for part in task.counted)
    return result_rules.counted(part.result for part in parts if part.due_on and first <= part.due_on <= last)


def by_area(tasks: Iterable[ReportTask]) -> list[tuple[str | None, PartCounts]]:
    """Counts of each of the seven areas, empty ones too, then of the tasks without an area when there are some."""
    groups = group_by_area(ours(tasks))
    areas: list[str | None] = list(AREAS)
    if None in groups:
        areas.append(None)
    return [(area, count(groups.get(area, []))) for area in areas]


def group_by_area(tasks: Iterable[ReportTask]) -> dict[str | None, list[ReportTask]]:
    """Tasks of each area that has some, in the order of AREAS, without an area last; the tasks' own order is kept."""
    groups: dict[str | None, list[ReportTask]] = {area: [] for area in (*AREAS, None)}
    for task in tasks:
        groups[task.area].append(task)
    return {area: rows for area, rows in groups.items() if rows}


def by_unit(tasks: Iterable[ReportTask]) -> list[tuple[str, PartCounts]]:
    """Counts of each unit's own parts in Vietnamese order; what was given to nobody comes last under ""."""
    groups: dict[str, list[tuple[ReportTask, UnitPart]]] = {}
    for task in ours(tasks):
        for part in task.counted:
            groups.setdefault(part.unit, []).append((task, part))
    return [(unit, _counts(groups[unit])) for unit in sorted(groups, key=lambda name: (not name, sort_key(name)))]


def silent(task: ReportTask, part: UnitPart) -> bool:
    """Whether nothing at all is told of an undated part: it is neither begun nor done."""
    return part.result == "no_deadline" and part.done_on is None and not part.percent and not told(task)


def told(task: ReportTask) -> bool:
    """Whether a note or a figure was entered for the period."""
    return bool(task.notes or task.measured)


def _counts(parts: list[tuple[ReportTask, UnitPart]]) -> PartCounts:
    undated = [(task, part) for task, part in parts if part.result == "no_deadline"]
    return PartCounts(
        result_rules.counted(part.result for _task, part in parts),
        sum(part.done_on is not None for _task, part in undated),
        sum(silent(task, part) for task, part in undated),
    )


def share(part: int | Decimal, whole: int | Decimal) -> str:
    """`part` of `whole` in percent, `42,9`: one decimal, half rounded up. `whole` > 0."""
    percent = Decimal(100) * part / whole
    return show_number(percent.quantize(Decimal("0.1"), ROUND_HALF_UP))
