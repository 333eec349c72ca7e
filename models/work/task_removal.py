"""Removes a task that was entered by mistake, with what hangs on it; all goes to the bin."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.words import _
from models.store import tables
from models.work import directives, periods, tasks
from models.work.periods import Period
from models.work.progress import Progress
from models.work.tasks import Task


def remove(session: Session, task_id: str) -> None:
    """Remove a task with its parts; the proposal that it came from is dropped, so that it does not wait again.

    Raises AppError `task_unknown`, and `task_reported` for one that a closed period counted: such a task is cancelled.
    """
    task = tasks.get(session, task_id)
    _refuse_reported(session, task)
    for part in tables.parts_of(Task.__tablename__):
        for row in session.scalars(select(part).where(getattr(part, part.__declared__.part_of) == task_id)):
            session.delete(row)
    if task.directive_id is not None:
        _mark(session, task, there=False)
    session.delete(task)


def came_back(session: Session, task: Task) -> None:
    """Tell the document of a task that is in the book again, so that its proposal does not become a second one."""
    if task.directive_id is not None:
        _mark(session, task, there=True)


def _mark(session: Session, task: Task, *, there: bool) -> None:
    items = directives.items(session, task.directive_id or "")
    place = (task.source_from, task.source_to)
    own = [item for item in items if item.task_id == task.id]
    same = [i for i in items if i.task_id is None and (i.task.source.start, i.task.source.end) == place]
    # After a removal the item no longer names the task: of several from one stretch the one with its words is meant.
    found = own or sorted(same, key=lambda item: item.task.text != task.text)
    if found:
        marked = replace(found[0], task_id=task.id if there else None, dropped=not there)
        directives.keep_items(session, task.directive_id or "", [marked if i is found[0] else i for i in items])


def _refuse_reported(session: Session, task: Task) -> None:
    counted = select(Period).where(Period.closed_at >= task.created_at)
    if task.recurrence is None and task.done_on is not None:
        counted = counted.where(Period.from_on <= task.done_on)
    own = select(Progress.period_id).where(Progress.task_id == task.id)
    spoken = select(Period).where(Period.closed_at.is_not(None), Period.id.in_(own))
    period = session.scalars(spoken).first() or session.scalars(counted.order_by(Period.to_on)).first()
    if period is None:
        return
    raise AppError(
        "task_reported",
        _("Không xóa được nhiệm vụ số {number}.").format(number=task.number),
        _("Nhiệm vụ đã được tính trong {name}, là kỳ đã chốt.").format(name=periods.name(period.key).lower()),
        _("Hãy hủy nhiệm vụ và ghi lý do thay vì xóa."),
    )
