"""Gives work back that was told as done (trả lại, làm tiếp): whoever told that has to go on from now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.work import office, periods, progress, tasks
from models.work.periods import Period
from models.work.progress import SAYS, NewProgress, Progress
from models.work.tasks import Assignment, Task

_GIVEN_BACK = NewProgress(state="returned")


@dataclass(frozen=True)
class _Word:
    done_on: date | None
    period: str
    to_on: date
    closed: bool


def give_back(session: Session, task_id: str) -> None:
    """The task is returned, and where all of it was told as done, each who told so is told to go on.

    That stands in the running period: what was told in those before it had been done by then. While some units are not
    through the words of the others stay; the part of one is returned in its own line of the grid. Raises AppError
    `task_unknown`.
    """
    task = tasks.get(session, task_id)
    whole = task.done_on is not None
    tasks.set_state(session, task_id, "returned")
    if not whole:
        return
    for unit_id, word in _words(session, task).items():
        key = _where(session, task, word) if word.done_on is not None else None
        if key is not None:
            progress.put(session, task_id, key, _GIVEN_BACK, unit_id)
    tasks.set_state(session, task_id, "returned")  # one unit's word alone does not say so of the whole


def _words(session: Session, task: Task) -> dict[str, _Word]:
    """The newest word of each lead, and of the office; of a recurring duty those told for its newest occurrence."""
    leads = select(Assignment.unit_id).where(Assignment.task_id == task.id, Assignment.role == "lead")
    who = {*session.scalars(leads), office.own_unit_id(session)}
    columns = (Progress.unit_id, Progress.done_on, Period.key, Period.to_on, Period.closed_at)
    told = select(*columns).join(Period, Period.id == Progress.period_id)
    told = told.where(Progress.task_id == task.id, SAYS, Progress.unit_id.in_(who))
    if task.recurrence is not None and task.standing_period is not None:
        own = periods.get(session, task.standing_period)
        told = told.where(Period.to_on >= own.from_on, Period.to_on <= own.to_on)
    rows = session.execute(told.order_by(Period.to_on, Progress.updated_at, Progress.id))
    return {unit: _Word(done_on, key, to_on, closed is not None) for unit, done_on, key, to_on, closed in rows}


def _where(session: Session, task: Task, word: _Word) -> str | None:
    """The period that takes the word; None for an occurrence that was closed as done: that is corrected, not told."""
    if task.recurrence is not None:
        return None if word.closed else word.period
    running = periods.containing(session, clock.today())
    if word.to_on >= running.to_on and not word.closed:
        return word.period
    while running.closed or running.to_on < word.to_on:
        running = periods.get(session, periods.neighbour(running.key, 1))
    return running.key
