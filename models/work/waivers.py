"""Occurrences of recurring duties that were waived (miễn thực hiện): with a reason, and by whose leave."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import periods, tasks
from models.work.codes import PERIOD_KIND

OPERATION = "task.waive"


class Waiver(Table):
    """One occurrence that nobody has to make; `period` is the key of its period."""

    __tablename__ = "waivers"
    __declared__ = Declaration(
        title=_("Miễn thực hiện"),
        rank=22,
        write=OPERATION,
        words={"period": _("Kỳ"), "reason": _("Lý do"), "approved_by": _("Người cho phép")},
        untold=frozenset({"task_id", "made_on"}),
        values={"period": periods.name},
        subject=("task_id",),
        part_of="task_id",
        tally=_("{n} lần miễn thực hiện"),
        pages=frozenset({"tasks", "month", "reports"}),
    )
    __table_args__ = (Index(None, "task_id", "period", unique=True),)

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    period: Mapped[str]
    reason: Mapped[str]
    approved_by: Mapped[str]
    made_on: Mapped[date]


def waive(session: Session, task_id: str, period_key: str, reason: str, approved_by: str) -> Waiver:
    """Waive the occurrence of a recurring duty in its period (of the duty's own kind).

    Raises AppError `task_unknown`, `not_recurring`, `kind_and_period_differ`, `reason_missing`, `approver_missing`.
    """
    task = tasks.get(session, task_id)
    if task.recurrence is None:
        raise AppError(
            "not_recurring",
            _("Nhiệm vụ số {n} không lặp lại theo kỳ.").format(n=task.number),
            _("Chỉ miễn được một lần thực hiện của nhiệm vụ định kỳ."),
            _("Hãy gia hạn hoặc hủy nhiệm vụ này nếu không phải làm nữa."),
        )
    if periods.kind_of(period_key) != PERIOD_KIND[task.recurrence]:
        raise AppError(
            "kind_and_period_differ",
            _("{period} không phải kỳ của nhiệm vụ này.").format(period=periods.name(period_key)),
            _("Nhiệm vụ số {n} lặp lại theo kỳ dài ngắn khác.").format(n=task.number),
            _("Hãy chọn kỳ như {key}.").format(key=periods.default_key(clock.today(), PERIOD_KIND[task.recurrence])),
        )
    tasks.refuse_no_reason(reason)
    refuse_no_approver(approved_by)
    row = session.scalars(select(Waiver).where(Waiver.task_id == task_id, Waiver.period == period_key)).first()
    if row is None:
        row = Waiver(task_id=task_id, period=period_key, reason="", approved_by="", made_on=clock.today())
        session.add(row)
    row.reason, row.approved_by = clean(reason), clean(approved_by)
    session.flush()
    return row


def refuse_no_approver(approved_by: str) -> None:
    """Raises AppError `approver_missing` for a decision that nobody is named for."""
    if not clean(approved_by):
        raise AppError(
            "approver_missing",
            _("Chưa ghi người cho phép."),
            _("Ai cho phép được nêu trong báo cáo và lưu cùng nhiệm vụ."),
            _("Hãy ghi tên hoặc chức vụ người cho phép."),
        )
