"""What the dates say about a task: computed each time from dates and the day, in Python for one and in SQL for many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, case, literal, or_, select
from sqlalchemy.orm import Session

from models.base import clock
from models.work import periods
from models.work.codes import PERIOD_KIND
from models.work.office import Office
from models.work.periods import Period
from models.work.tasks import Task

DUE_SOON_DAYS = 3  # offices' own lists turn amber then; an office may change it


_KINDS = sorted(set(PERIOD_KIND.values()))
_HOLDS = and_(Period.from_on <= bindparam("day"), Period.to_on >= bindparam("day"))
# What the office set, and the periods that hold the day or are named for it, those that hold it last; in one look,
# because it is asked at every keystroke of a search.
_STORED = (
    select(Office.due_soon_days, Period.kind, Period.key, Period.to_on)
    .outerjoin(Period, Period.kind.in_(_KINDS) & (_HOLDS | Period.key.in_(bindparam("keys", expanding=True))))
    .order_by(_HOLDS, Period.from_on)
)


@dataclass(frozen=True)
class Today:
    """The day to judge by, and for each recurrence the period that this day falls in: (key, last day)."""

    day: date
    soon: date
    periods: dict[str, tuple[str, date]]

    def __hash__(self) -> int:
        """By the day: what is true of a day is asked for many times before another comes."""
        return hash((self.day, self.soon))


def today(session: Session, day: date | None = None) -> Today:
    """Everything that timeliness needs to know about `day` (default today in Việt Nam).

    From when on a deadline counts as near is what the office set for itself.
    """
    day = day or clock.today()
    named = {kind: periods.default_key(day, kind) for kind in _KINDS}
    kinds: dict[str, tuple[str, date]] = {}
    soon = DUE_SOON_DAYS
    for due_soon_days, kind, key, last in session.execute(_STORED, {"day": day, "keys": list(named.values())}):
        soon = due_soon_days
        if kind is not None:
            kinds[kind] = (key, last)
    kinds = {kind: (key, periods.default_days(key)[1]) for kind, key in named.items()} | kinds
    spans = {recurrence: kinds[kind] for recurrence, kind in PERIOD_KIND.items()}
    return Today(day, day + timedelta(days=soon), spans)


def of(
    now: Today,
    *,
    state: str,
    due_on: date | None,
    done_on: date | None,
    recurrence: str | None,
    standing_period: str | None,
) -> tuple[str, date | None]:
    """The timeliness code and the effective last day in time.

    A recurring duty is due on the last day of its present period, and only what was done for that period counts.
    A cancelled task has no deadline any more; a paused one keeps the deadline its superior set.
    """
    if recurrence in now.periods:
        key, due_on = now.periods[recurrence]
        done_on = done_on if standing_period == key else None
    if state == "cancelled":
        return "no_deadline", due_on
    if done_on is not None:
        return ("done_late" if due_on and done_on > due_on else "done_on_time"), due_on
    if due_on is None:
        return "no_deadline", None
    if due_on < now.day:
        return "overdue", due_on
    return ("due_soon" if due_on <= now.soon else "in_time"), due_on


def sql_due(now: Today) -> ColumnElement[date]:
    """The effective last day in time, as SQL."""
    recurring = [(Task.recurrence == name, literal(last)) for name, (_key, last) in now.periods.items()]
    return case((Task.recurrence.is_(None), Task.due_on), *recurring, else_=Task.due_on)


def sql_present(now: Today) -> ColumnElement[bool]:
    """Whether what a recurring task says of itself was said for its present period, as SQL."""
    present = [
        and_(Task.recurrence == name, Task.standing_period.is_not_distinct_from(key))
        for name, (key, _last) in now.periods.items()
    ]
    return or_(*present)


def sql_done(now: Today) -> ColumnElement[bool]:
    """Whether the task is done, for its present period if it recurs, as SQL."""
    return and_(Task.done_on.is_not(None), or_(Task.recurrence.is_(None), sql_present(now)))


def sql_code(now: Today) -> ColumnElement[str]:
    """The timeliness code of a task, as SQL; the same rule as `of`."""
    due, done = sql_due(now), sql_done(now)
    return case(
        (Task.state == "cancelled", literal("no_deadline")),
        (and_(done, Task.done_on > due), literal("done_late")),
        (done, literal("done_on_time")),
        (due.is_(None), literal("no_deadline")),
        (due < now.day, literal("overdue")),
        (due <= now.soon, literal("due_soon")),
        else_=literal("in_time"),
    )


def sql_is(now: Today, code: str) -> ColumnElement[bool]:
    """The SQL condition that a task's timeliness is `code`; the same rule as `of`."""
    due, done, cancelled = sql_due(now), sql_done(now), Task.state == "cancelled"
    running = and_(~cancelled, ~done)
    return {
        "no_deadline": cancelled | and_(~done, due.is_(None)),
        "in_time": and_(running, due > now.soon),
        "due_soon": and_(running, due >= now.day, due <= now.soon),
        "overdue": and_(running, due < now.day),
        "done_on_time": and_(~cancelled, done, due.is_(None) | (Task.done_on <= due)),
        "done_late": and_(~cancelled, done, Task.done_on > due),
    }[code]
