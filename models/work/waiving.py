"""Waiving an occurrence of a recurring duty: only one that there is, and that somebody still has to make."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, say_date
from models.base.words import _
from models.work import occurrences, part_standing, periods, task_refusals, tasks, waivers
from models.work.codes import PERIOD_KIND
from models.work.periods import PeriodRow
from models.work.tasks import Task
from models.work.waivers import Waiver


def waive(session: Session, task_id: str, period_key: str, reason: str, approved_by: str) -> Waiver:
    """Waive the occurrence of a recurring duty in its period (of the duty's own kind); one already waived is reworded.

    Raises AppError `task_unknown`, `not_recurring`, `kind_and_period_differ`, `reason_missing`, `approver_missing`,
    `before_given`, `task_cancelled`, `occurrence_done`.
    """
    task = tasks.get(session, task_id)
    _refuse_other_kind(task, period_key)
    task_refusals.refuse_no_reason(reason)
    waivers.refuse_no_approver(approved_by)
    _refuse_nothing_to_waive(session, task, periods.get(session, period_key))
    row = session.scalars(select(Waiver).where(Waiver.task_id == task_id, Waiver.period == period_key)).first()
    if row is None:
        row = Waiver(task_id=task_id, period=period_key, reason="", approved_by="", made_on=clock.today())
        session.add(row)
    row.reason, row.approved_by = clean(reason), clean(approved_by)
    session.flush()
    return row


def _refuse_other_kind(task: Task, period_key: str) -> None:
    if task.recurrence is None:
        raise AppError(
            "not_recurring",
            _("Nhiệm vụ số {n} không lặp lại theo kỳ.").format(n=task.number),
            _("Chỉ miễn được một lần thực hiện của nhiệm vụ định kỳ."),
            _("Hãy gia hạn hoặc hủy nhiệm vụ này nếu không phải làm nữa."),
        )
    kind = PERIOD_KIND[task.recurrence]
    if periods.kind_of(period_key) != kind:
        raise AppError(
            "kind_and_period_differ",
            _("{period} không phải kỳ của nhiệm vụ này.").format(period=periods.name(period_key)),
            _("Nhiệm vụ số {n} lặp lại theo kỳ dài ngắn khác.").format(n=task.number),
            _("Hãy chọn kỳ như {key}.").format(key=periods.default_key(clock.today(), kind)),
        )


def _refuse_nothing_to_waive(session: Session, task: Task, period: PeriodRow) -> None:
    """A waiver of what nobody has to make would stand in the report as a decision about nothing."""
    begun = part_standing.begun_on(session, task.id)
    name = period.name.lower()
    due = occurrences.due_on(period.key, period.to_on, task.due_day)
    if due < begun:
        raise AppError(
            "before_given",
            _("Nhiệm vụ số {n} chưa có trong {period}.").format(n=task.number, period=name),
            _("Nhiệm vụ này chỉ được tính từ ngày {day}, hạn của kỳ đó là ngày {due}.").format(
                day=say_date(begun), due=say_date(due)
            ),
            _("Kỳ này không có gì để miễn; nếu ngày giao chưa đúng, hãy sửa ngày giao."),
        )
    found = {span.key: parts for span, parts in part_standing.occurrences(session, task.id, period.to_on)}
    if period.key not in found:
        raise AppError(
            "task_cancelled",
            _("Nhiệm vụ số {n} đã hủy trước khi tới hạn của {period}.").format(n=task.number, period=name),
            _("Từ ngày hủy, nhiệm vụ không phải thực hiện nữa."),
            _("Kỳ này không có gì để miễn; nếu vẫn phải làm, hãy mở lại nhiệm vụ ở trang Nhiệm vụ."),
        )
    if all(part.done_on is not None for part in found[period.key].values()):
        raise AppError(
            "occurrence_done",
            _("Nhiệm vụ số {n} đã hoàn thành {period}.").format(n=task.number, period=name),
            _("Chỉ miễn được lần thực hiện còn đơn vị chưa hoàn thành."),
            _("Kỳ này không có gì để miễn; nếu ghi nhầm ngày hoàn thành, hãy sửa ngày đó trước."),
        )
