"""The period before a report's, for the trend: its counts, and what of its overdue parts nobody has to do any more."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.reports.data import PeriodBefore
from models.work import period_result, periods
from models.work.periods import PeriodRow
from models.work.result_parts import PeriodResult
from models.work.result_rows import Rows
from models.work.tasks import Task
from models.work.waivers import Waiver

_Part = tuple[str, str, str]


def of(session: Session, period: PeriodRow, found: PeriodResult, rows: Rows) -> PeriodBefore | None:
    """The period before, where the office had anything to do in it. `found` is the result of the report's own.

    Where fewer are overdue than then, it says how many of them were waived, called off or given a later day.
    """
    key = periods.neighbour(period.key, -1)
    counts = period_result.before(session, period, rows)
    if not counts.total or counts.open_overdue <= found.counts.open_overdue:
        return PeriodBefore(key, counts) if counts.total else None
    before = period_result.of_period(session, key, rows)
    late = _parts(before, overdue=True)
    gone = late - _parts(found, overdue=False)
    waived = {(task, of) for task, of in session.execute(select(Waiver.task_id, Waiver.period))} if gone else set()
    off = set(session.scalars(select(Task.id).where(Task.state == "cancelled"))) if gone else set()
    return PeriodBefore(
        key,
        counts,
        sum((task, occurrence) in waived for task, _unit, occurrence in gone),
        sum(task in off and (task, occurrence) not in waived for task, _unit, occurrence in gone),
        len(late & _extended(found)),
        frozenset((task, occurrence) for task, _unit, occurrence in gone) & waived,
    )


def _parts(result: PeriodResult, *, overdue: bool) -> set[_Part]:
    return {
        (task.id, part.unit_id, part.period)
        for task in result.tasks
        if task.whose == "ours"
        for part in task.units
        if part.result == "open_overdue" or not overdue
    }


def _extended(result: PeriodResult) -> set[_Part]:
    """What is due later now, and so is late no more."""
    return {
        (task.id, part.unit_id, part.period)
        for task in result.tasks
        for part in task.units
        if part.extended_to is not None and part.result == "open_in_time"
    }
