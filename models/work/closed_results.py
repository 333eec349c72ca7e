"""The result of a period as it was when the period was closed, kept whole: nothing that is saved later moves it."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.words import _
from models.store.declaration import Declaration
from models.store.tables import Table
from models.work import made_up_percent
from models.work.result_parts import PeriodResult


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
    kept = session.execute(
        select(ClosedResult.content, ClosedResult.made_at).where(ClosedResult.period_id == period_id)
    ).first()
    if kept is None:
        return None
    return made_up_percent.entered(session, msgspec.json.decode(kept.content, type=PeriodResult), kept.made_at)
