"""In what order lists show tasks: by a column as it is shown, or what has to be done first before all else."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, literal, or_

from models.work import timeliness
from models.work.codes import AREAS, STATES
from models.work.tasks import OPEN, Assignment, Task, alive_until

URGENT: Final = "urgent"

SORTS: dict[str, Any] = {
    "number": Task.number,
    "ref": Task.ref,
    "text": Task.text_key,
    "area": Task.area,
    "lead": Task.lead_key,
    "due_on": Task.due_on,
    "percent": Task.percent,
    "state": Task.state,
    "source": Task.source_text,
}

# What may still have to be done; one index holds these together, however many others the book has. The rest follows.
running: ColumnElement[bool] = and_(alive_until == OPEN, Task.state != "cancelled")
at_rest: ColumnElement[bool] = or_(alive_until != OPEN, Task.state == "cancelled")


def urgent_first(now: timeliness.Today, by: timeliness.Columns = timeliness.Whole) -> list[ColumnElement[Any]]:
    """The order of `running`: by deadline, so that what is overdue comes before what is due soon and in time.

    What has no deadline follows, then what is done though its task is not: a recurring duty for its present period, a
    unit's part; then what is not ours to do.
    """
    due = timeliness.sql_due(now, by)
    done, others = timeliness.sql_done(now, by), Task.whose != "ours"
    rank = case((others, literal(3)), (done, literal(2)), (due.is_(None), literal(1)), else_=literal(0))
    return [rank, due.asc().nulls_last(), Task.number.asc()]


def by_column(
    sort: str, descending: bool, now: timeliness.Today, by: timeliness.Columns = timeliness.Whole
) -> list[ColumnElement[Any]]:
    """The order by a column of `SORTS`; equals are in the book's order."""
    key = _shown(sort, now, by)
    directed = key.desc() if descending else key.asc()
    # Rows without a value stay at the end in both directions: nobody looks for a missing deadline first.
    return [directed.nulls_last() if sort in {"due_on", "area"} else directed, Task.number.asc()]


def _shown(sort: str, now: timeliness.Today, by: timeliness.Columns) -> ColumnElement[Any]:
    """What a list shows in the column, as SQL: areas and states in their own order, of a recurring duty its present."""
    stale = timeliness.sql_stale(now)
    if sort == "due_on":
        return timeliness.sql_due(now, by)
    if sort == "area":
        return case({area: place for place, area in enumerate(AREAS)}, value=Task.area)
    if by is timeliness.Part and sort in {"percent", "state"}:
        return _of_part(sort, now)
    if sort == "percent":
        return case((stale, 0), else_=Task.percent)
    if sort == "state":
        idle = and_(stale, Task.state.not_in(("paused", "cancelled")))
        return case((idle, 0), else_=case({state: place for place, state in enumerate(STATES)}, value=Task.state))
    column: ColumnElement[Any] = SORTS[sort]
    return column


def _of_part(sort: str, now: timeliness.Today) -> ColumnElement[Any]:
    """The same of a unit's part: its state is the task's until it is done."""
    once, cancelled = Task.recurrence.is_(None), Task.state == "cancelled"
    done = and_(timeliness.sql_done(now, timeliness.Part), or_(once, ~cancelled))
    if sort == "percent":
        return case((done, 100), else_=func.coalesce(Assignment.percent, 0))
    state = case((cancelled, Task.state), (done, "accepted"), (Task.state == "accepted", "doing"), else_=Task.state)
    return case({state: place for place, state in enumerate(STATES)}, value=state)
