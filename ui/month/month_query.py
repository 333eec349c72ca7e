"""What the page of the month reads at once: the period's lines, the periods to choose from, who closed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.base.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from models.work.adjustments import AdjustmentRow
    from models.work.closing_notice import ClosingNotice
    from models.work.month import PeriodGrid
    from models.work.period_list import PeriodList


@dataclass(frozen=True)
class MonthData:
    """What the page reads: the grid with its folded texts, the periods to choose from, who closed it.

    `adjustments` are what was corrected after closing, `waived` lines on what nobody had to do in the period, `notice`
    what one should know before closing or reopening it.
    """

    grid: PeriodGrid
    folded: list[str]
    listed: PeriodList
    closed_at: datetime | None
    closed_by: str
    adjustments: tuple[AdjustmentRow, ...]
    notice: ClosingNotice
    waived: tuple[str, ...] = ()

    @property
    def beside(self) -> str:
        """In one line, what the lines of the grid do not show: what was told since the closing, and what was waived."""
        since = "; ".join(self.grid.since_closing)
        told = [_("Sau khi chốt: {told}.").format(told=since)] if since else []
        return " ".join([*told, *self.waived])


def month_key(text: str) -> str:
    """`text` where it names a month, else ""."""
    from models.base.errors import AppError
    from models.work import periods

    try:
        return text if periods.kind_of(text) == "month" else ""
    except AppError:
        return ""


def read(session: Session, key: str) -> MonthData:
    """The period `key`, or for "" the present one. Raises AppError `period_unknown`."""
    from models.base import clock
    from models.base.text import fold
    from models.reports import decisions
    from models.work import adjustments, closing_notice, month, period_list, periods
    from models.work.codes import area_name

    grid = month.read(session, key or periods.containing(session, clock.today()).key)
    listed = period_list.read(session, grid.period.key)
    stored = session.get(periods.Period, grid.period.id) if grid.period.id else None
    folded = [fold(f"{row.ref} {row.text} {row.unit} {area_name(row.area)}") for row in grid.rows]
    at, by = (stored.closed_at, stored.closed_by or "") if stored is not None else (None, "")
    waived = tuple(decisions.waived(session, grid.period)) if grid.period.closed else ()
    about = adjustments.about(session, grid.period.key)
    return MonthData(grid, folded, listed, at, by, about, closing_notice.read(session, grid.period), waived)
