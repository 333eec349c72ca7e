"""What the dates say about a task or a unit's part in it: computed each time from dates and the day.

In Python for one and in SQL for many; what does not change with the day is kept on the rows (`part_standing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from models.base import clock
from models.work import occurrences, periods
from models.work.codes import PERIOD_KIND
from models.work.extensions import Extension
from models.work.office import Office
from models.work.periods import Period
from models.work.tasks import OPEN, Assignment, Task

DUE_SOON_DAYS = 3  # offices' own lists turn amber then; an office may change it


_KINDS = sorted(set(PERIOD_KIND.values()))
_HOLDS = and_(Period.from_on <= bindparam("day"), Period.to_on >= bindparam("day"))
# What the office set, and the periods that hold the day or are named for it, those that hold it last; in one look,
# because it is asked at every keystroke of a search.
_STORED = (
    select(Office.due_soon_days, Period.kind, Period.key, Period.to_on)
    .outerjoin(Period, Period.kind.in_(_KINDS) & (_HOLDS | Period.key.in_([bindparam(kind) for kind in _KINDS])))
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

    def due_on(self, recurrence: str, due_day: int | None) -> date:
        """The last day in time of the present occurrence of a duty that is due on this day of its month, or at the end.

        Raises KeyError for a word that is no recurrence.
        """
        return occurrences.due_on(*self.periods[recurrence], due_day)


def today(session: Session, day: date | None = None) -> Today:
    """Everything that timeliness needs to know about `day` (default today in Việt Nam).

    From when on a deadline counts as near is what the office set for itself.
    """
    day = day or clock.today()
    named = {kind: periods.default_key(day, kind) for kind in _KINDS}
    kinds: dict[str, tuple[str, date]] = {}
    soon = DUE_SOON_DAYS
    session.flush()  # by hand, because the session's own way of asking would take half as long again
    for due_soon_days, kind, key, last in session.connection().execute(_STORED, {"day": day} | named):
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
    next_due_on: date | None,
    due_day: int | None = None,
) -> tuple[str, date | None]:
    """The timeliness code and the effective last day in time.

    A recurring duty is due when its oldest occurrence is that is neither done nor waived (`next_due_on`): a miss stays
    one when the next period begins. Once that lies behind the present period, what was done for the present one
    counts. A cancelled task has no deadline any more; a paused one keeps the deadline its superior set.
    What never had one is neither in time nor late, done or not.
    """
    if recurrence in now.periods:
        present = now.due_on(recurrence, due_day)
        ahead = next_due_on is not None and next_due_on > present
        done_on = done_on if standing_period == now.periods[recurrence][0] and ahead else None
        due_on = present if done_on is not None else next_due_on or present
    if state == "cancelled":
        return "no_deadline", due_on
    if due_on is None:
        return "no_deadline", None
    if done_on is not None:
        return ("done_late" if done_on > due_on else "done_on_time"), due_on
    if due_on < now.day:
        return "overdue", due_on
    return ("due_soon" if due_on <= now.soon else "in_time"), due_on


def stale(
    now: Today,
    recurrence: str | None,
    standing_period: str | None,
    done_on: date | None,
    next_due_on: date | None,
    due_day: int | None = None,
) -> bool:
    """Whether what a recurring task says of itself is of a period before, or of the present one while an earlier
    occurrence is still open.
    """
    if recurrence not in now.periods:
        return False
    present = now.due_on(recurrence, due_day)
    through = done_on is None or (next_due_on is not None and next_due_on > present)
    return standing_period != now.periods[recurrence][0] or not through


class Whole:
    """The columns by which a task is judged whole, as SQL: it is done when all its units are, or the office says so."""

    done_on: ColumnElement[date | None] = Task.done_on.expression
    next_due_on: ColumnElement[date | None] = Task.next_due_on.expression

    @staticmethod
    def of_present(now: Today) -> ColumnElement[bool]:
        """Whether the day of completion of a recurring duty is that of its present occurrence."""
        return sql_present(now)


class Part(Whole):
    """The columns by which one unit's part is judged, of the assignment that is joined."""

    done_on = Assignment.done_on.expression
    next_due_on = Assignment.next_due_on.expression

    @staticmethod
    def of_present(now: Today) -> ColumnElement[bool]:  # noqa: ARG004 - as for the whole
        """It is, wherever the next occurrence lies ahead: the one before that is the present one."""
        return Task.recurrence.is_not(None)


Columns = type[Whole]


def sql_present_due(now: Today) -> ColumnElement[date]:
    """The last day in time of a recurring duty's present occurrence, as SQL; the same rule as `Today.due_on`."""
    return case(*((Task.recurrence == name, _due_within(*period)) for name, period in now.periods.items()))


def _due_within(key: str, last: date) -> ColumnElement[date]:
    end = occurrences.due_on(key, last, 31)
    # Days are kept as they are written; a database with a type of its own for them needs a cast here.
    number = case((Task.due_day < 10, literal("0")), else_=literal("")).concat(cast(Task.due_day, String))
    written = type_coerce(literal(f"{end:%Y-%m-}").concat(number), Date)
    return case((Task.due_day.is_(None), literal(last)), (Task.due_day >= end.day, literal(end)), else_=written)


def sql_due(now: Today, by: Columns = Whole) -> ColumnElement[date]:
    """The effective last day in time, as SQL."""
    present = sql_present_due(now)
    repeated = case((_present_done(now, by), present), else_=func.coalesce(by.next_due_on, present))
    return case((Task.recurrence.is_(None), sql_held_to(by)), else_=repeated)


_NEVER: ColumnElement[date] = literal_column(f"'{OPEN}'", Date())


def sql_held_to(by: Columns = Whole) -> ColumnElement[date]:
    """The deadline of what is done once, as SQL: of what was done, the one that stood on the day of completion.

    An extension counts from the day on which it was granted: what was late before that stays late.
    """
    after = (Extension.task_id == Task.id, Extension.on > by.done_on)
    stood = select(func.coalesce(Extension.old_due_on, _NEVER)).where(*after).order_by(Extension.on, Extension.id)
    first = stood.limit(1).correlate(Task, Assignment).scalar_subquery()
    done: ColumnElement[date] = func.nullif(func.coalesce(first, Task.due_on), _NEVER)
    return case((by.done_on.is_(None), Task.due_on), else_=done)


def sql_present(now: Today) -> ColumnElement[bool]:
    """Whether what a recurring task says of itself was said for its present period, as SQL."""
    present = [
        and_(Task.recurrence == name, Task.standing_period.is_not_distinct_from(key))
        for name, (key, _last) in now.periods.items()
    ]
    return or_(*present)


def sql_stale(now: Today) -> ColumnElement[bool]:
    """Whether what a recurring task says of itself is not of the occurrence that it is judged by, as SQL."""
    through = or_(Task.done_on.is_(None), _present_done(now, Whole))
    return and_(Task.recurrence.is_not(None), ~and_(sql_present(now), through))


def sql_done(now: Today, by: Columns = Whole) -> ColumnElement[bool]:
    """Whether it is done, for the present period and those before if it recurs, as SQL."""
    return and_(by.done_on.is_not(None), or_(Task.recurrence.is_(None), _present_done(now, by)))


def _present_done(now: Today, by: Columns) -> ColumnElement[bool]:
    following = func.coalesce(by.next_due_on, date.min)
    ahead = [and_(Task.recurrence == name, following > _due_within(*one)) for name, one in now.periods.items()]
    return and_(by.done_on.is_not(None), by.of_present(now), or_(*ahead))


def sql_code(now: Today, by: Columns = Whole) -> ColumnElement[str]:
    """The timeliness code, as SQL; the same rule as `of`."""
    due, done = sql_due(now, by), sql_done(now, by)
    return case(
        (Task.state == "cancelled", literal("no_deadline")),
        (due.is_(None), literal("no_deadline")),
        (and_(done, by.done_on > due), literal("done_late")),
        (done, literal("done_on_time")),
        (due < now.day, literal("overdue")),
        (due <= now.soon, literal("due_soon")),
        else_=literal("in_time"),
    )


def sql_is(now: Today, code: str, by: Columns = Whole) -> ColumnElement[bool]:
    """The SQL condition that the timeliness is `code`; the same rule as `of`."""
    due, done, cancelled = sql_due(now, by), sql_done(now, by), Task.state == "cancelled"
    running = and_(~cancelled, ~done)
    return {
        "no_deadline": cancelled | due.is_(None),
        "in_time": and_(running, due > now.soon),
        "due_soon": and_(running, due >= now.day, due <= now.soon),
        "overdue": and_(running, due < now.day),
        "done_on_time": and_(~cancelled, done, by.done_on <= due),
        "done_late": and_(~cancelled, done, by.done_on > due),
    }[code]
