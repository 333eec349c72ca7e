"""What a person should know before a period is closed, or opened again: what hangs on it, and what was left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.work import adjustments, periods, report_register
from models.work.periods import Period, PeriodRow
from models.work.report_register import KeptReportRow
from models.work.tasks import Task


@dataclass(frozen=True)
class ClosingNotice:
    """Of an open period: the keys of earlier ones that are open too, newest first, and how many corrections of closed
    ones its report tells. Of a closed one: the reports made of it and of the longer ones around it, how many
    corrections were made since it was closed, and the keys of the periods whose reports tell them.
    """

    earlier_open: tuple[str, ...] = ()
    to_tell: int = 0
    reports: tuple[KeptReportRow, ...] = ()
    corrections: int = 0
    told_in: tuple[str, ...] = ()


def read(session: Session, period: PeriodRow) -> ClosingNotice:
    """The notice of a period as it stands now."""
    if not period.closed:
        told = adjustments.told_in(session, period.key)
        return ClosingNotice(earlier_open=tuple(_earlier_open(session, period)), to_tell=len(told))
    made = tuple(one for one in report_register.made(session) if _holds(one.period_key, period.key))
    since = adjustments.since_closing(session, period)
    told_in = tuple(dict.fromkeys(key for _one, key in since))
    return ClosingNotice(reports=made, corrections=len(since), told_in=told_in)


def _earlier_open(session: Session, period: PeriodRow) -> Iterator[str]:
    """Periods before this one that nobody closed, back to the first that the book knows anything of.

    Tasks given before the reporting year began say nothing of periods that nobody worked on in this book.
    """
    stored = select(func.min(Period.from_on)).where(Period.kind == period.kind)
    given = select(func.min(Task.assigned_on)).where(Task.whose == "ours")
    begun = session.scalar(given)
    year = periods.year_of_reporting(period.to_on)[0]
    first = min(filter(None, (session.scalar(stored), max(begun, year) if begun else None)), default=period.from_on)
    before = periods.get(session, periods.neighbour(period.key, -1))
    while before.to_on >= first:
        if not before.closed:
            yield before.key
        before = periods.get(session, periods.neighbour(before.key, -1))


def _holds(longer: str, key: str) -> bool:
    return periods.counterpart(key, periods.kind_of(longer), key[:7]) == longer
