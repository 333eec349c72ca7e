"""The conditions of lists of tasks, as SQL: what a filter lets through, judged by the whole task or a unit's part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, or_, select, union

from models.base.text import SOUGHT, clean
from models.store import search
from models.work import timeliness, unassigned, unit_names
from models.work.codes import STATES
from models.work.tasks import OPEN, Assignment, Task, alive_until

AnySelect = TypeVar("AnySelect", bound=Select[*tuple[Any, ...]])

INDEX = search.index("tasks")
RUNNING: Final = {"in_time", "due_soon", "overdue"}  # what an open task can be that has a deadline


@dataclass(frozen=True)
class TaskFilter:
    """What a list shows. `sort` is a key of `SORTS`, or `URGENT`; empty means the book's order.

    With `unit_id` that unit's own part is judged instead of the whole task, and `timeliness` keeps only what is ours.
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
    lead_words: str = ""
    unfinished: bool = False
    since: date | None = None
    unassigned: bool = False  # of our own, and led by no unit of ours
    whose: str | None = None
    undated: bool = False  # due on no day
    no_area: bool = False
    alive: bool = False
    sort: str = ""
    descending: bool = False
    standings: tuple[str, ...] = ()  # what the search names besides words, and
    besides: bool = False  # whether it has words besides; both are found in `search` here


def judged_by(wanted: TaskFilter) -> timeliness.Columns:
    """The unit's part where a unit is asked for, else the whole."""
    return timeliness.Part if wanted.unit_id else timeliness.Whole


def of_unit(statement: AnySelect, wanted: TaskFilter) -> AnySelect:
    """With the one assignment by which the unit leads, where a unit is asked for."""
    if not wanted.unit_id:
        return statement
    leads = (Assignment.task_id == Task.id, Assignment.unit_id == wanted.unit_id, Assignment.role == "lead")
    return statement.join(Assignment, and_(*leads))


def since(day: date) -> ColumnElement[bool]:
    """The SQL condition that a task was not finished before `day`; an index serves it, however old the book is."""
    return alive_until >= day


def alive_since(day: date) -> ColumnElement[bool]:
    """The SQL condition that a task was not finished before `day` and not cancelled, the few numbers found first.

    Left to itself the database would walk the whole book, because that gives the order.
    """
    return Task.number.in_(select(Task.number).where(since(day), Task.state != "cancelled").correlate(None))


def sought(words: str) -> str:
    """The words of one unit's name as `lead_text` has them."""
    return unit_names.joined((clean(words)[:SOUGHT],))


def filtered(statement: AnySelect, wanted: TaskFilter, now: timeliness.Today) -> AnySelect:
    """`statement` over tasks, narrowed to what the filter lets through."""
    if wanted.standings:
        statement = statement.where(Task.number.in_(_named(wanted, now)))
    elif wanted.search:
        matches = search.matching("tasks", bindparam("words"))
        statement = statement.join(INDEX, INDEX.c.rowid == Task.number).where(matches)
    statement, by = of_unit(statement, wanted), judged_by(wanted)
    if wanted.unassigned:
        statement = statement.where(unassigned.condition())
    if wanted.timeliness:
        statement = statement.where(_timely(now, wanted.timeliness, by))
    if wanted.unfinished and not wanted.unit_id:
        statement = statement.where(alive_until == OPEN)  # implied by the rest; said for the sake of the index
    if wanted.due_from:
        statement = statement.where(timeliness.sql_due(now, by) >= wanted.due_from)
    if wanted.due_to:
        statement = statement.where(timeliness.sql_due(now, by) <= wanted.due_to)
    if wanted.undated:
        statement = statement.where(timeliness.sql_due(now, by).is_(None))
    conditions = [
        Task.lead_text.contains(sought(wanted.lead_words), autoescape=True) if wanted.lead_words else None,
        Task.area == wanted.area if wanted.area else None,
        _state_is(now, wanted.state, by) if wanted.state else None,
        Task.whose == wanted.whose if wanted.whose else None,
        Task.area.is_(None) if wanted.no_area else None,
        Task.state != "cancelled" if wanted.alive and "cancelled" not in wanted.standings else None,
        Task.directive_id == wanted.directive_id if wanted.directive_id else None,
        and_(~timeliness.sql_done(now, by), Task.state != "cancelled") if wanted.unfinished else None,
        since(wanted.since) if wanted.since else None,
    ]
    return statement.where(*(condition for condition in conditions if condition is not None))


def _named(wanted: TaskFilter, now: timeliness.Today) -> CompoundSelect[int]:
    """The numbers of tasks with all the words in them, and of those that stand as named and have the words besides."""
    by = judged_by(wanted)
    stand = or_(*(_state_is(now, code, by) if code in STATES else _timely(now, code, by) for code in wanted.standings))
    named = of_unit(select(Task.number), wanted).where(stand)
    if wanted.besides:
        matches = search.matching("tasks", bindparam("besides"))
        named = named.where(Task.number.in_(select(INDEX.c.rowid).where(matches)))
    return union(select(INDEX.c.rowid).where(search.matching("tasks", bindparam("words"))), named)


def _timely(now: timeliness.Today, code: str, by: timeliness.Columns) -> ColumnElement[bool]:
    stands = and_(timeliness.sql_is(now, code, by), Task.state != "cancelled", Task.whose == "ours")
    # Implied; said for the index's sake. A unit that joined later may have a part in what others have done.
    return and_(alive_until == OPEN, stands) if code in RUNNING and by is timeliness.Whole else stands


def _state_is(now: timeliness.Today, state: str, by: timeliness.Columns) -> ColumnElement[bool]:
    if by is timeliness.Part:
        return _part_state_is(now, state)
    stale = and_(timeliness.sql_stale(now), Task.state.not_in(("paused", "cancelled")))
    if state == "new":
        return stale | (Task.state == "new")
    return and_(Task.state == state, ~stale)


def _part_state_is(now: timeliness.Today, state: str) -> ColumnElement[bool]:
    """The state of a unit's part: done when it is, else that of the task, which a unit alone does not accept."""
    done = timeliness.sql_done(now, timeliness.Part)
    if state == "cancelled":
        return Task.state == state
    if state == "accepted":
        return and_(done, Task.state != "cancelled")
    return and_(~done, Task.state.in_(("doing", "accepted") if state == "doing" else (state,)))
