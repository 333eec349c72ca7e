"""How tasks stood at the end of a period, from the entries of that period: what a report says, whenever it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.work import office, periods, task_conditions, timeliness
from models.work.periods import Period, PeriodRow
from models.work.progress import Progress, judge, newest
from models.work.tasks import Assignment, Task


@dataclass(frozen=True)
class TaskStatus:
    """A task as it stood on `PeriodStatus.day`. `note` and `value` are those of the newest entry that has one."""

    task: Task
    state: str
    timeliness: str
    due_on: date | None
    done_on: date | None
    percent: int
    note: str
    value: Decimal | None


@dataclass(frozen=True)
class PeriodStatus:
    """All tasks that were alive in a period, in the book's order, judged as of `day`."""

    period: PeriodRow
    day: date
    rows: tuple[TaskStatus, ...]


def at_end_of(session: Session, period: PeriodRow) -> PeriodStatus:
    """The tasks of a period, judged on its last day, or today while the period still runs."""
    day = min(period.to_on, max(clock.today(), period.from_on))
    now = timeliness.today(session, day)
    alive = select(Task).where(task_conditions.alive_since(period.from_on)).order_by(Task.number)
    found = list(session.scalars(alive))
    entries = _entries(session, period)
    leads = _leads(session, set(entries))
    own = office.own_unit_id(session)
    rows = [_stand(task, entries.get(task.id, []), leads.get(task.id, []), own, now, period) for task in found]
    return PeriodStatus(period, day, tuple(rows))


def coming(session: Session, period: PeriodRow) -> list[Task]:
    """What falls due between this period and the end of the next of the same kind, recurring duties left out."""
    after = periods.following(session, period)
    due = (Task.due_on > period.to_on, Task.due_on <= after.to_on, Task.done_on.is_(None), Task.state != "cancelled")
    return list(session.scalars(select(Task).where(*due).order_by(Task.due_on, Task.number)))


def _entries(session: Session, period: PeriodRow) -> dict[str, list[tuple[Progress, date]]]:
    """Entries of every period that ended inside this one (months of a quarter), oldest first, with its last day."""
    statement = select(Progress, Period.to_on).join(Period, Period.id == Progress.period_id)
    inside = statement.where(Period.to_on >= period.from_on, Period.to_on <= period.to_on)
    grouped: dict[str, list[tuple[Progress, date]]] = {}
    for entry, to_on in session.execute(inside.order_by(Period.to_on, Progress.updated_at, Progress.id)):
        grouped.setdefault(entry.task_id, []).append((entry, to_on))
    return grouped


def _leads(session: Session, task_ids: set[str]) -> dict[str, list[str]]:
    if not task_ids:
        return {}
    leads: dict[str, list[str]] = {}
    statement = select(Assignment.task_id, Assignment.unit_id).where(Assignment.role == "lead")
    for task_id, unit_id in session.execute(statement):
        if task_id in task_ids:
            leads.setdefault(task_id, []).append(unit_id)
    return leads


def _stand(
    task: Task,
    entries: list[tuple[Progress, date]],
    leads: list[str],
    own: str,
    now: timeliness.Today,
    period: PeriodRow,
) -> TaskStatus:
    said = newest(entries, leads, own)
    judged = judge(said, leads, own) if said else None
    same_recurrence = task.recurrence in now.periods and now.periods[task.recurrence][0] == task.standing_period
    if judged is not None:
        percent, done_on, state = judged.percent, judged.done_on, judged.state or task.state
    elif task.recurrence and not same_recurrence:
        percent, done_on, state = 0, None, "new"
    else:
        percent, done_on, state = task.percent, task.done_on, task.state
    if task.recurrence is None and task.done_on and done_on is None and task.done_on <= now.day:
        percent, done_on, state = task.percent, task.done_on, task.state
    if done_on and done_on > max(now.day, period.to_on):
        percent, done_on, state = min(percent, 99), None, "doing"
    if done_on is None and state == "accepted":
        state = "doing"  # it was accepted after the period; in the period it was still to do
    key = now.periods[task.recurrence][0] if task.recurrence in now.periods else None
    code, due_on = timeliness.of(
        now,
        state=state,
        due_on=task.due_on,
        done_on=done_on,
        recurrence=task.recurrence,
        standing_period=key,
        next_due_on=date.max if done_on else None,
    )
    code = "done_on_time" if due_on is None and done_on and state != "cancelled" else code
    told = [entry.note for entry, _to_on in entries if entry.note]
    counted = [entry.value for entry, _to_on in entries if entry.value is not None]
    return TaskStatus(
        task, state, code, due_on, done_on, percent, told[-1] if told else "", counted[-1] if counted else None
    )
