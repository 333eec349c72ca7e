"""The result of a period as it was when the period was closed, kept whole: nothing that is saved later moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import periods
from models.work.periods import PeriodRow
from models.work.result_parts import PeriodResult
from models.work.result_rows import TaskRow


class ClosedResult(Table):
    """`content` is the PeriodResult as JSON: the rows, not only the sums."""

    __tablename__ = "closed_results"
    __declared__ = Declaration(
        title=_("Kết quả kỳ đã chốt"),
        rank=20,
        write="period.close",
        words={"period_id": _("Kỳ")},
        untold=frozenset({"content", "made_at"}),
        subject=("period_id",),
        pages=frozenset({"overview", "month", "reports"}),
    )
    __table_args__ = (Index(None, "period_id", unique=True),)

    period_id: Mapped[str] = mapped_column(ForeignKey("periods.id"))
    content: Mapped[str]
    made_at: Mapped[datetime]


def keep(session: Session, period_id: str, result: PeriodResult) -> None:
    """Keep a period's result as it is at its closing, in the place of an earlier one."""
    forget(session, period_id)
    content = msgspec.json.encode(result).decode()
    session.add(ClosedResult(period_id=period_id, content=content, made_at=clock.now().replace(microsecond=0)))


def forget(session: Session, period_id: str) -> None:
    """The period is open again, so that its result follows what is saved."""
    for row in session.scalars(select(ClosedResult).where(ClosedResult.period_id == period_id)):
        session.delete(row)
    session.flush()


def of(session: Session, period_id: str) -> PeriodResult | None:
    """What was kept; None for a period that is open, or was closed by a program that kept nothing."""
    content = session.scalar(select(ClosedResult.content).where(ClosedResult.period_id == period_id))
    return msgspec.json.decode(content, type=PeriodResult) if content is not None else None


@dataclass(frozen=True)
class ToldBefore:
    """What the closed period right before another told as not done, by task, unit and occurrence, and when."""

    left_open: frozenset[tuple[str, str, str]] = frozenset()
    made_at: datetime | None = None

    def told(self, task: TaskRow, unit: str | None, occurrence: str) -> bool:
        """Whether that period could tell that this part was done: it neither told it as open nor came too early."""
        if (task.id, unit or "", occurrence) in self.left_open:
            return False
        return self.made_at is None or task.created_at <= self.made_at


def told_before(session: Session, period: PeriodRow) -> ToldBefore:
    """What was kept of the period right before, of the same kind.

    On whatever day a part that it told as open turns out to have been done, no report has told it yet: this one does.
    Nothing is known of a period that is still open, for its own result tells what turns out.
    """
    before = periods.containing(session, period.from_on - timedelta(days=1), period.kind)
    wanted = select(ClosedResult).where(ClosedResult.period_id == before.id)
    row = session.scalars(wanted).first() if before.closed and before.to_on < period.from_on else None
    if row is None:
        return ToldBefore()
    kept = msgspec.json.decode(row.content, type=PeriodResult)
    parts = ((task.id, part) for task in kept.tasks for part in task.units if part.done_on is None)
    return ToldBefore(frozenset((task_id, part.unit_id, part.period) for task_id, part in parts), row.made_at)
