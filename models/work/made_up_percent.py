"""A percentage of 99 that nobody entered, in results that an older version kept: what was entered is shown instead.

Such a version put 99 % for a part that turned out to be done after its period. The journal tells what a unit, or the
office, had entered by the closing, also where the entry has been overwritten since. What was kept stays as it is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.store.audit import AuditEvent
from models.work import office, periods
from models.work.periods import Period
from models.work.progress import Progress
from models.work.result_parts import PeriodResult, TaskResult, UnitPart

MADE_UP: Final = 99


class _Entered(NamedTuple):
    """What one entry said while it did not say done; `to_on` is its period's last day."""

    unit_id: str
    to_on: date
    percents: list[int]


def entered(session: Session, kept: PeriodResult, made_at: datetime) -> PeriodResult:
    """The result kept at `made_at`, with what was entered for each part that has 99 % of nobody."""
    doubtful = {task.id for task in kept.tasks if any(map(_doubtful, task.units))}
    if not doubtful:
        return kept
    own, last = office.own_unit_id(session), periods.get(session, kept.period).to_on
    told = _told(session, doubtful, last, made_at)
    tasks = (_mended(session, task, told[task.id], own) if task.id in doubtful else task for task in kept.tasks)
    return replace(kept, tasks=tuple(tasks))


def _doubtful(part: UnitPart) -> bool:
    return part.percent == MADE_UP and part.done_on is None


def _mended(session: Session, task: TaskResult, told: Iterable[_Entered], own: str) -> TaskResult:
    parts = []
    for part in task.units:
        if _doubtful(part):
            span = periods.get(session, part.period) if part.period else None
            said = [
                percent
                for one in told
                if one.unit_id in {part.unit_id, own} or not part.unit_id
                if span is None or span.from_on <= one.to_on <= span.to_on
                for percent in one.percents
            ]
            if MADE_UP not in said:
                part = replace(part, percent=said[-1] if said else 0)  # noqa: PLW2901
        parts.append(part)
    return replace(task, units=tuple(parts))


def _told(session: Session, tasks: Iterable[str], last: date, made_at: datetime) -> dict[str, list[_Entered]]:
    """What was entered for these tasks until then, for periods that ended by `last`, by task, oldest period first."""
    rows = select(Progress.id, Progress.task_id, Progress.unit_id, Period.to_on)
    rows = rows.join(Period, Period.id == Progress.period_id).where(Progress.task_id.in_(tasks), Period.to_on <= last)
    found: dict[str, list[_Entered]] = defaultdict(list)
    for row_id, task_id, unit_id, to_on in session.execute(rows.order_by(Period.to_on, Progress.updated_at)):
        found[task_id].append(_Entered(unit_id, to_on, _percents(session, row_id, made_at)))
    return found


def _percents(session: Session, row_id: str, made_at: datetime) -> list[int]:
    """The percentages that an entry had until then, while it was not done."""
    wanted = (AuditEvent.table_name == "progress", AuditEvent.row_id == row_id, AuditEvent.at <= made_at)
    now: dict[str, object] = {}
    said = []
    for after in session.scalars(select(AuditEvent.after).where(*wanted).order_by(AuditEvent.number)):
        now |= json.loads(after or "{}")
        percent = now.get("percent")
        if isinstance(percent, int) and not now.get("done_on"):
            said.append(percent)
    return said
