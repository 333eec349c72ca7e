"""Reading tasks for lists: filter, search, sort, count, a page at a time, so the size of the book does not matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.orm import Session

from models.store import search
from models.work import timeliness
from models.work.codes import TIMELINESS
from models.work.tasks import OPEN, Assignment, Task, alive_until

AnySelect = TypeVar("AnySelect", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True)
class TaskFilter:
    """What a list shows. `sort` is a key of `SORTS`; empty means the book's order.

    `since` leaves out what was finished before that day; `due_from` and `due_to` are both inside; `alive` leaves out
    what was cancelled, as every count does; `no_area` and `unassigned` keep what nobody has put anywhere yet.
    """

    search: str = ""
    area: str | None = None
    unit_id: str | None = None
    state: str | None = None
    timeliness: str | None = None
    directive_id: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    unfinished: bool = False
    since: date | None = None
    unassigned: bool = False
    no_area: bool = False
    alive: bool = False
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class TaskRow:
    """A task as lists show it. `due_on` is the last day in time, of the present period if the task recurs."""

    id: str
    number: int
    ref: str
    text: str
    area: str | None
    state: str
    timeliness: str
    due_on: date | None
    deadline_text: str
    recurrence: str | None
    lead: tuple[str, ...]
    percent: int
    done_on: date | None
    source: str
    days_left: int | None


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


def page(
    session: Session, wanted: TaskFilter, now: timeliness.Today, *, offset: int = 0, limit: int = 200
) -> list[TaskRow]:
    """`limit` rows of the filtered, sorted list from `offset` on."""
    # First which, from an index alone, then what: a sort that carries whole rows takes ten times as long.
    chosen = _filtered(select(Task.number), wanted, now).order_by(*_order(wanted, now)).limit(limit).offset(offset)
    numbers = session.scalars(chosen).all()
    found = {task.number: task for task in session.execute(select(*_COLUMNS).where(Task.number.in_(numbers)))}
    return [row(found[number], now) for number in numbers]


def _order(wanted: TaskFilter, now: timeliness.Today) -> list[ColumnElement[Any]]:
    if wanted.sort in {"", "number"}:
        # The index of words gives its rows in this order by itself, and can stop after a page.
        number = _INDEX.c.rowid if search.match_words(wanted.search) else Task.number
        return [number.desc() if wanted.descending else number.asc()]
    # A recurring duty is sorted by the day that is shown for it, not by the day that the document named once.
    key = timeliness.sql_due(now) if wanted.sort == "due_on" else SORTS[wanted.sort]
    directed = key.desc() if wanted.descending else key.asc()
    # Rows without a value stay at the end in both directions: nobody looks for a missing deadline first.
    return [directed.nulls_last() if wanted.sort in {"due_on", "area"} else directed, Task.number.asc()]


def count(session: Session, wanted: TaskFilter, now: timeliness.Today) -> int:
    """How many tasks the filter lets through."""
    return session.scalar(_filtered(select(func.count()).select_from(Task), wanted, now)) or 0


def counts(session: Session, wanted: TaskFilter, now: timeliness.Today) -> dict[str, int]:
    """How many of the filtered tasks are of each timeliness; cancelled ones are left out."""
    code = timeliness.sql_code(now)
    statement = _filtered(select(code, func.count()).select_from(Task), wanted, now)
    found = session.execute(statement.where(Task.state != "cancelled").group_by(code))
    return dict.fromkeys(TIMELINESS, 0) | {str(name): int(number) for name, number in found}


def since(day: date) -> ColumnElement[bool]:
    """The SQL condition that a task was not finished before `day`; an index serves it, however old the book is."""
    return alive_until >= day


def numbers_matching(words: str) -> Select[int]:
    """A select of the numbers of tasks in which all the words occur; of none when there is no word."""
    expression = search.match_words(words)
    if expression is None:
        return select(Task.number).where(literal(False))
    index, matches = search.matching("tasks", expression)
    return select(index.c.rowid).where(matches)


_INDEX, _matches = search.matching("tasks", "")
_RUNNING = {"no_deadline", "in_time", "due_soon", "overdue"}
_COLUMNS = (
    Task.id,
    Task.number,
    Task.ref,
    Task.text,
    Task.area,
    Task.state,
    Task.due_on,
    Task.deadline_text,
    Task.recurrence,
    Task.lead_text,
    Task.percent,
    Task.done_on,
    Task.standing_period,
    Task.source_text,
)


def row(found: Any, now: timeliness.Today) -> TaskRow:  # noqa: ANN401 - a Task, or a row with its columns
    """The list's row of a task; of a recurring one only what counts for the present period."""
    stale = found.recurrence in now.periods and found.standing_period != now.periods[found.recurrence][0]
    code, due_on = timeliness.of(
        now,
        state=found.state,
        due_on=found.due_on,
        done_on=found.done_on,
        recurrence=found.recurrence,
        standing=found.standing_period,
    )
    running = code in {"overdue", "due_soon", "in_time"} and due_on is not None
    return TaskRow(
        id=found.id,
        number=found.number,
        ref=found.ref,
        text=found.text,
        area=found.area,
        state="new" if stale and found.state not in {"paused", "cancelled"} else found.state,
        timeliness=code,
        due_on=due_on,
        deadline_text=found.deadline_text,
        recurrence=found.recurrence,
        lead=tuple(found.lead_text.split("; ")) if found.lead_text else (),
        percent=0 if stale else found.percent,
        done_on=None if stale else found.done_on,
        source=found.source_text,
        days_left=(due_on - now.day).days if running and due_on else None,
    )


def _filtered(statement: AnySelect, wanted: TaskFilter, now: timeliness.Today) -> AnySelect:
    expression = search.match_words(wanted.search)
    if expression:
        _index, matches = search.matching("tasks", expression)
        statement = statement.join(_INDEX, _INDEX.c.rowid == Task.number).where(matches)
    elif wanted.search.strip():
        statement = statement.where(literal(False))
    if wanted.unit_id:
        leads = (Assignment.task_id == Task.id, Assignment.unit_id == wanted.unit_id, Assignment.role == "lead")
        statement = statement.where(select(Assignment.id).where(*leads).exists())
    if wanted.unassigned:
        statement = statement.where(~select(Assignment.id).where(Assignment.task_id == Task.id).exists())
    if wanted.timeliness:
        statement = statement.where(timeliness.sql_is(now, wanted.timeliness), Task.state != "cancelled")
    if wanted.unfinished or wanted.timeliness in _RUNNING:
        statement = statement.where(alive_until == OPEN)  # implied by the rest; said for the sake of the index
    due = timeliness.sql_due(now)
    conditions = [
        Task.area == wanted.area if wanted.area else None,
        _state_is(now, wanted.state) if wanted.state else None,
        Task.area.is_(None) if wanted.no_area else None,
        Task.state != "cancelled" if wanted.alive else None,
        Task.directive_id == wanted.directive_id if wanted.directive_id else None,
        due >= wanted.due_from if wanted.due_from else None,
        due <= wanted.due_to if wanted.due_to else None,
        and_(~timeliness.sql_done(now), Task.state != "cancelled") if wanted.unfinished else None,
        since(wanted.since) if wanted.since else None,
    ]
    return statement.where(*(condition for condition in conditions if condition is not None))


def _state_is(now: timeliness.Today, state: str) -> ColumnElement[bool]:
    stale = and_(Task.recurrence.is_not(None), ~timeliness.sql_present(now), Task.state.not_in(("paused", "cancelled")))
    if state == "new":
        return stale | (Task.state == "new")
    return and_(Task.state == state, ~stale)
