"""Extensions (gia hạn): a deadline moved, with the reason and who allowed it, kept for ever."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, ScalarSelect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, say_date
from models.base.words import _
from models.store.declaration import ALL, Declaration
from models.store.tables import Table
from models.work import part_standing, task_refusals, tasks, waivers
from models.work.directives import Directive
from models.work.tasks import Assignment, Task


class Extension(Table):
    """A deadline moved with a reason (gia hạn), kept for ever."""

    __tablename__ = "extensions"
    __declared__ = Declaration(
        title=_("Gia hạn"),
        rank=5,
        write="task.extend",
        words={
            "old_due_on": _("Hạn cũ"),
            "new_due_on": _("Hạn mới"),
            "reason": _("Lý do"),
            "approved_by": _("Người phê duyệt gia hạn"),
            "on": _("Ngày cho phép"),
        },
        untold=frozenset({"task_id"}),
        subject=("task_id",),
        part_of="task_id",
        tally=_("{n} lần gia hạn"),
        counted=ALL,
    )
    __table_args__ = (Index(None, "task_id"),)

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    old_due_on: Mapped[date | None]
    new_due_on: Mapped[date]
    reason: Mapped[str]
    approved_by: Mapped[str]
    on: Mapped[date] = mapped_column("made_on")


def extend(
    session: Session,
    task_id: str,
    new_due_on: date,
    reason: str,
    approved_by: str,
    granted_on: date | None = None,
) -> None:
    """Move the deadline (gia hạn); the old one and the reason are kept.

    It counts from the day on which it was granted (default today), whenever it is entered: what was missed before
    stays missed, and a period that was closed stays as it was. Raises AppError `task_unknown`, `reason_missing`,
    `approver_missing`, `deadline_not_later`, `wrong_granted_day`, `task_over`,
    `recurring_not_extended`.
    """
    task = tasks.get(session, task_id)
    _refuse_nothing_left(session, task, granted_on)
    task_refusals.refuse_no_reason(reason)
    waivers.refuse_no_approver(approved_by)
    if task.due_on and new_due_on <= task.due_on:
        raise AppError(
            "deadline_not_later",
            _("Hạn mới không muộn hơn hạn cũ."),
            _("Gia hạn là lùi thời hạn về sau; hạn hiện tại là {due}.").format(due=say_date(task.due_on)),
            _("Hãy chọn ngày sau hạn hiện tại, hoặc sửa thời hạn trong phần sửa nhiệm vụ."),
        )
    granted_on = granted_on or clock.today()
    _refuse_wrong_granted_day(session, task, granted_on)
    session.add(
        Extension(
            task_id=task_id,
            old_due_on=task.due_on,
            new_due_on=new_due_on,
            reason=clean(reason),
            approved_by=clean(approved_by),
            on=granted_on,
        )
    )
    task.due_on = new_due_on


def _refuse_nothing_left(session: Session, task: Task, granted_on: date | None) -> None:
    """Raises AppError where no deadline is left to move: a duty that recurs, what is called off or was done before."""
    if task.recurrence is not None:
        raise AppError(
            "recurring_not_extended",
            _("Nhiệm vụ số {n} lặp lại theo kỳ nên không gia hạn được.").format(n=task.number),
            _("Mỗi lần thực hiện có hạn theo chu kỳ của nhiệm vụ."),
            _("Nếu một kỳ không phải thực hiện, hãy ghi miễn thực hiện kỳ đó (task waive)."),
        )
    leads = select(Assignment.done_on).where(Assignment.task_id == task.id, Assignment.role == "lead")
    parts = list(session.scalars(leads))
    last = max((day for day in parts if day is not None), default=None) if all(parts) else None
    done_on = task.done_on or last
    # What was granted by the day of completion may be entered after it.
    done = done_on is not None and (granted_on is None or granted_on > done_on)
    if done or task.state == "cancelled":
        what = _("đã hoàn thành") if done else _("đã hủy")
        raise AppError(
            "task_over",
            _("Nhiệm vụ số {n} {what} nên không gia hạn được.").format(n=task.number, what=what),
            _("Gia hạn chỉ dành cho việc còn phải làm; hoàn thành sau thời hạn vẫn là sau thời hạn."),
            _("Nếu thật ra vẫn phải làm, hãy mở lại nhiệm vụ, rồi gia hạn; nếu hạn ghi sai, hãy sửa nhiệm vụ."),
        )


def moved_to() -> ScalarSelect[date]:
    """SQL: the task's deadline where an extension moved it there, else nothing."""
    same = (Extension.task_id == Task.id, Extension.new_due_on == Task.due_on)
    return select(Extension.new_due_on).where(*same).limit(1).correlate(Task).scalar_subquery()


def _refuse_wrong_granted_day(session: Session, task: Task, granted_on: date) -> None:
    """Raises AppError for a day to come, before the task was given, or before the extension that came before."""
    directive = session.get(Directive, task.directive_id) if task.directive_id else None
    issued_on, added_at = (directive.issued_on, directive.added_at) if directive else (None, None)
    given_on = part_standing.given_on(task.assigned_on, issued_on, added_at)
    before = select(Extension.on).where(Extension.task_id == task.id)
    last = session.scalar(before.order_by(Extension.on.desc()).limit(1))
    if granted_on > clock.today():
        why = _("Ngày này còn ở phía trước; hôm nay là {day}.").format(day=say_date(clock.today()))
    elif given_on is not None and granted_on < given_on:
        why = _("Nhiệm vụ được giao ngày {day}, sau ngày này.").format(day=say_date(given_on))
    elif last is not None and granted_on < last:
        why = _("Lần gia hạn trước được cho phép ngày {day}, sau ngày này.").format(day=say_date(last))
    else:
        return
    raise AppError(
        "wrong_granted_day",
        _("Không nhận được ngày cho phép {day}.").format(day=say_date(granted_on)),
        why,
        _("Hãy ghi ngày của văn bản cho phép gia hạn."),
    )
