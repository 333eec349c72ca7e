"""Occurrences of recurring duties that were waived (miễn thực hiện): with a reason, and by whose leave.

Which can be waived is said in `waiving`.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import periods

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


def refuse_no_approver(approved_by: str) -> None:
    """Raises AppError `approver_missing` for a decision that nobody is named for."""
    if not clean(approved_by):
        raise AppError(
            "approver_missing",
            _("Chưa ghi người cho phép."),
            _("Ai cho phép được nêu trong báo cáo và lưu cùng nhiệm vụ."),
            _("Hãy ghi tên hoặc chức vụ người cho phép."),
        )
