"""All that people may do to a task, its units, its paper and its periods: what a closed result must be deaf to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.work import (
    adjustments,
    directives,
    extensions,
    periods,
    progress,
    task_detail,
    task_removal,
    tasks,
    units,
    waiving,
)
from models.work.progress import NewProgress
from models.work.tasks import Task

Change = Callable[[Session, Task, date], object]


def _fields(session: Session, task: Task, **changed: Any) -> None:
    tasks.change(session, task.id, replace(task_detail.fields_of(task), **changed))


def _tell(session: Session, task: Task, period: str, **said: Any) -> None:
    progress.put(session, task.id, period, NewProgress(**said))


def _take(session: Session, task: Task, _day: date) -> None:
    """The first unit below leads it from now on."""
    below = [row.id for row in units.rows(session) if row.level == "xa"]
    tasks.assign(session, task.id, below[:1])


def _rename(session: Session, _task: Task, _day: date) -> None:
    for row in units.rows(session):
        name = row.name.removesuffix(" cũ") if row.name.endswith(" cũ") else f"{row.name} cũ"
        units.change(session, row.id, name=name, code=row.code, level=row.level, valid_from=None, valid_to=None)


def _date_paper(session: Session, task: Task, day: date) -> None:
    paper = directives.get(session, task.directive_id or "")
    directives.change_head(session, paper.id, replace(directives.head(paper), issued_on=day))


def _adjust(session: Session, task: Task, day: date) -> None:
    adjustments.adjust(session, task.id, "2024-03", NewProgress(done_on=day), "nhập thiếu")


CHANGES: Final[dict[str, tuple[str, Change]]] = {
    "finish": ("task.finish", lambda s, t, d: tasks.finish(s, t.id, d)),
    "state": ("task.state", lambda s, t, _d: tasks.set_state(s, t.id, "returned")),
    "cancel": ("task.cancel", lambda s, t, _d: tasks.cancel(s, t.id, "thu hồi")),
    "extend": ("task.extend", lambda s, t, d: extensions.extend(s, t.id, d, "mưa lũ", "Chủ tịch")),
    "due": ("task.change", lambda s, t, d: _fields(s, t, due_on=d, recurrence=None, due_day=None)),
    "recurrence": ("task.change", lambda s, t, _d: _fields(s, t, recurrence="monthly")),
    "due day": ("task.change", lambda s, t, d: _fields(s, t, recurrence=t.recurrence or "monthly", due_day=d.day)),
    "given": ("task.change", lambda s, t, d: _fields(s, t, assigned_on=d)),
    "class": ("task.change", lambda s, t, _d: _fields(s, t, whose="followed")),
    "words": ("task.change", lambda s, t, _d: _fields(s, t, area="digital", text="tên khác")),
    "lead": ("task.assign", _take),
    "bin": ("task.remove", lambda s, t, _d: task_removal.remove(s, t.id)),
    "waive": ("task.waive", lambda s, t, _d: waiving.waive(s, t.id, "2024-03", "lũ", "Chủ tịch")),
    "rename": ("unit.change", _rename),
    "paper": ("directive.head", _date_paper),
    "paper away": ("directive.remove", lambda s, t, _d: directives.remove(s, t.directive_id or "")),
    "days": ("period.days", lambda s, _t, d: periods.change_days(s, "2024-04", d, date(2024, 6, 1))),
    "closed days": ("period.days", lambda s, _t, d: periods.change_days(s, "2024-03", d, d)),
    "entry": ("progress.put", lambda s, t, d: _tell(s, t, "2024-04", done_on=d)),
    "quarter": ("progress.put", lambda s, t, d: _tell(s, t, "2024-Q2", done_on=d)),
    "closed entry": ("progress.put", lambda s, t, _d: _tell(s, t, "2024-03", percent=7)),
    "adjust": ("period.adjust", _adjust),
}


def done(office: OpenOffice, name: str, number: int, day: date) -> bool:
    """Do it to the task of that number; False when it was refused, or the task is gone."""
    operation, change = CHANGES[name]
    with suppress(AppError), office.store.write(operation) as write:
        task = write.session.scalars(select(Task).where(Task.number == number)).first()
        if task is not None:
            change(write.session, task, day)
            return True
    return False
