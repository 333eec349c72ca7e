"""Reading tasks for lists: filter, search, sort, count, a page at a time, so the size of the book does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.text import SOUGHT, clean, fold, nfc
from models.base.words import _
from models.store import search
from models.work import extensions, timeliness, unassigned, unit_names
from models.work.codes import STATES, TIMELINESS
from models.work.named_standings import named_in
from models.work.task_order import URGENT, at_rest, by_column, running, urgent_first
from models.work.tasks import OPEN, Assignment, Task, alive_until, unknown

AnySelect = TypeVar("AnySelect", bound=Select[*tuple[Any, ...]])
AnyPage = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class TaskFilter:
    """What a list shows. `sort` is a key of `SORTS`, or `URGENT`; empty means the book's order.

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
    unassigned: bool = False
    undated: bool = False  # due on no day
    no_area: bool = False
    alive: bool = False
    sort: str = ""
    descending: bool = False
    standings: tuple[str, ...] = ()  # what the search names besides words, and
    besides: bool = False  # whether it has words besides; both are found in `search` here


# A filter without its words, and these as the index takes them.
_Asked = tuple[TaskFilter, dict[str, Any]]


@dataclass(frozen=True)
class TaskRow:
    """A task as lists show it. `due_on` is the last day in time, of the present period if the task recurs.

    `extended_to` is the deadline where an extension moved it there.
    """

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
    extended_to: date | None = None
    nobody: bool = False  # ours, and no unit leads it (`unassigned`)


def page(
    session: Session, wanted: TaskFilter, now: timeliness.Today, *, offset: int = 0, limit: int = 200
) -> list[TaskRow]:
    """`limit` rows of the filtered, sorted list from `offset` on."""
    asked = _asked(wanted)
    if asked is None:
        return []
    # Core and a statement that is kept: half of a keystroke's time would go into making it anew each time.
    session.flush()
    if wanted.sort == URGENT:
        return _urgent(session, asked, now, offset, limit)
    return _rows(session, _page(asked[0], now), asked[1], now, offset, limit)


def _urgent(session: Session, asked: _Asked, now: timeliness.Today, offset: int, limit: int) -> list[TaskRow]:
    """First what may still have to be done, sorted; only where that ends, the rest in the book's order."""
    found = _rows(session, _page(asked[0], now, _RUNNING_PART), asked[1], now, offset, limit)
    if len(found) == limit or asked[0].unfinished or asked[0].timeliness in _RUNNING:
        return found
    before = offset + len(found)
    if offset and not found:
        before = session.scalar(_counted(asked[0], now, _RUNNING_PART), asked[1]) or 0
    rest = _page(asked[0], now, _RESTING_PART)
    return found + _rows(session, rest, asked[1], now, max(0, offset - before), limit - len(found))


def _rows(
    session: Session, statement: AnyPage, given: dict[str, Any], now: timeliness.Today, offset: int, limit: int
) -> list[TaskRow]:
    found = session.connection().execute(statement, given | {"limit": limit, "offset": offset})
    rows = [(_row(now, *values), nobody) for *values, nobody in found.all()]
    return [replace(row, nobody=True) if nobody else row for row, nobody in rows]


def _asked(wanted: TaskFilter) -> _Asked | None:
    """The filter without the words that were typed, and these as the index takes them; None if nothing can match."""
    words = search.match_words(wanted.search)
    if words is None:
        return None if wanted.search.strip() else (replace(wanted, search=""), {})
    codes, besides = named_in(wanted.search)
    rest = search.match_words(besides)
    sought = replace(wanted, search=_SOME_WORDS, standings=codes, besides=rest is not None)
    return sought, {"words": words} | ({"besides": rest} if codes and rest else {})


@lru_cache(maxsize=64)
def _page(wanted: TaskFilter, now: timeliness.Today, part: str = "") -> AnyPage:
    """The statement of a page; words, limit and offset are given when it is executed."""
    # First which, from an index alone, then what: a sort that carries whole rows takes ten times as long.
    chosen = _part(_filtered(select(Task.number), wanted, now), part).order_by(*_order(wanted, now, part))
    if part == _RUNNING_PART and wanted.search and not wanted.standings:
        chosen = chosen.where(_INDEX.c.rowid >= _OLDEST_RUNNING)  # the words of all that is long done need no look
    some = chosen.limit(bindparam("limit", type_=Integer)).offset(bindparam("offset", type_=Integer)).subquery()
    same = some.c.number == Task.number
    return (
        select(*_COLUMNS, extensions.moved_to(), unassigned.condition().label("nobody"))
        .join(some, same)
        .order_by(*_order(replace(wanted, search=""), now, part))
    )


def _order(wanted: TaskFilter, now: timeliness.Today, part: str) -> list[ColumnElement[Any]]:
    if part == _RUNNING_PART:
        return urgent_first(now)
    if wanted.sort in {"", "number", URGENT}:
        # The index of words gives its rows in this order by itself, and can stop after a page.
        number = _INDEX.c.rowid if wanted.search and not wanted.standings else Task.number
        return [number.desc() if wanted.descending and not part else number.asc()]
    return by_column(wanted.sort, wanted.descending, now)


def _part(statement: AnySelect, part: str) -> AnySelect:
    return statement.where({_RUNNING_PART: running, _RESTING_PART: at_rest}[part]) if part else statement


def _counted(wanted: TaskFilter, now: timeliness.Today, part: str = "") -> Select[int]:
    return _part(_filtered(select(func.count()).select_from(Task), wanted, now), part)


def count(session: Session, wanted: TaskFilter, now: timeliness.Today) -> int:
    """How many tasks the filter lets through."""
    asked = _asked(wanted)
    if asked is None:
        return 0
    return session.scalar(_counted(asked[0], now), asked[1]) or 0


def counts(session: Session, wanted: TaskFilter, now: timeliness.Today) -> dict[str, int]:
    """How many of the filtered tasks are of each timeliness; cancelled ones are left out."""
    numbers = dict.fromkeys(TIMELINESS, 0)
    asked = _asked(wanted)
    if asked is not None:
        code = timeliness.sql_code(now)
        statement = _filtered(select(code, func.count()).select_from(Task), asked[0], now)
        found = session.execute(statement.where(Task.state != "cancelled").group_by(code), asked[1])
        numbers |= {str(name): int(number) for name, number in found}
    return numbers


def is_lead(session: Session, words: str) -> bool:
    """Whether `words` stand among the leads of some task, as a document named them."""
    found = select(Task.id).where(Task.lead_text.contains(_sought(words), autoescape=True)).limit(1)
    return session.scalar(found) is not None


def _sought(words: str) -> str:
    """The words of one unit's name as `lead_text` has them."""
    return unit_names.joined((clean(words)[:SOUGHT],))


def since(day: date) -> ColumnElement[bool]:
    """The SQL condition that a task was not finished before `day`; an index serves it, however old the book is."""
    return alive_until >= day


def alive_since(day: date) -> ColumnElement[bool]:
    """The SQL condition that a task was not finished before `day` and not cancelled, the few numbers found first.

    Left to itself the database would walk the whole book, because that gives the order.
    """
    return Task.number.in_(select(Task.number).where(since(day), Task.state != "cancelled").correlate(None))


def find(session: Session, wanted: str) -> Task:
    """The task that a person means: an id, a number, or an unambiguous part of the text (TASK of the commands).

    Raises AppError `task_unknown`, `task_ambiguous`.
    """
    wanted = nfc(wanted).strip()
    direct = session.get(Task, wanted)
    if direct is None and wanted.isdecimal() and len(wanted) < 10:
        direct = session.scalars(select(Task).where(Task.number == int(wanted))).first()
    if direct is not None:
        return direct
    matches = list(session.scalars(select(Task).where(Task.number.in_(numbers_matching(wanted))).limit(_LOOKED_AT)))
    if not matches:
        raise unknown(wanted)
    # What a task says itself counts before the words of its unit, its document or its area.
    matches = [task for task in matches if fold(wanted) in fold(task.text)] or matches
    if len(matches) > 1:
        raise AppError(
            "task_ambiguous",
            _("Có nhiều nhiệm vụ khớp với “{wanted}”.").format(wanted=wanted),
            "; ".join(f"{task.number}: {task.text[:60]}" for task in matches[:5]),
            _("Hãy ghi rõ hơn hoặc dùng số đứng trước nội dung."),
        )
    return matches[0]


def numbers_matching(words: str) -> Select[int]:
    """A select of the numbers of tasks in which all the words occur; of none when there is no word."""
    expression = search.match_words(words)
    if expression is None:
        return select(Task.number).where(literal(False))
    return select(_INDEX.c.rowid).where(search.matching("tasks", expression))


_INDEX = search.index("tasks")
_OLDEST_RUNNING = select(Task.number).where(running).order_by(Task.number).limit(1).scalar_subquery()
_RUNNING_PART, _RESTING_PART = "running", "resting"
_LOOKED_AT = 1000  # tasks with the words in them that are looked at for the one that is meant
_SOME_WORDS = "*"  # stands in a filter for whatever was typed; the statement is the same for all of it
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


def row(found: Any, now: timeliness.Today, extended_to: date | None = None) -> TaskRow:  # noqa: ANN401 - a Task, or a row with its columns
    """The list's row of a task; of a recurring one only what counts for the present period. Who leads is not asked."""
    return _row(now, *[getattr(found, column.key) for column in _COLUMNS] + [extended_to])


def _row(
    now: timeliness.Today,
    id: str,
    number: int,
    ref: str,
    text: str,
    area: str | None,
    state: str,
    due_on: date | None,
    deadline_text: str,
    recurrence: str | None,
    lead_text: str,
    percent: int,
    done_on: date | None,
    standing_period: str | None,
    source: str,
    extended_to: date | None,
) -> TaskRow:
    stale = recurrence in now.periods and standing_period != now.periods[recurrence][0]
    code, due_on = timeliness.of(
        now, state=state, due_on=due_on, done_on=done_on, recurrence=recurrence, standing_period=standing_period
    )
    if stale:
        percent, done_on = 0, None
        state = state if state in {"paused", "cancelled"} else "new"
    lead = unit_names.parted(lead_text)
    days_left = (due_on - now.day).days if due_on and code in {"overdue", "due_soon", "in_time"} else None
    return TaskRow(
        id, number, ref, text, area, state, code, due_on, deadline_text, recurrence, lead, percent, done_on, source,
        days_left, extended_to if due_on == extended_to else None,
    )  # fmt: skip


def _filtered(statement: AnySelect, wanted: TaskFilter, now: timeliness.Today) -> AnySelect:
    if wanted.standings:
        statement = statement.where(Task.number.in_(_named(wanted, now)))
    elif wanted.search:
        matches = search.matching("tasks", bindparam("words"))
        statement = statement.join(_INDEX, _INDEX.c.rowid == Task.number).where(matches)
    if wanted.unit_id:
        leads = (Assignment.task_id == Task.id, Assignment.unit_id == wanted.unit_id, Assignment.role == "lead")
        statement = statement.where(select(Assignment.id).where(*leads).exists())
    if wanted.unassigned:
        statement = statement.where(unassigned.condition())
    if wanted.timeliness:
        statement = statement.where(_timely(now, wanted.timeliness))
    if wanted.unfinished:
        statement = statement.where(alive_until == OPEN)  # implied by the rest; said for the sake of the index
    if wanted.due_from:
        statement = statement.where(timeliness.sql_due(now) >= wanted.due_from)
    if wanted.due_to:
        statement = statement.where(timeliness.sql_due(now) <= wanted.due_to)
    if wanted.undated:
        statement = statement.where(timeliness.sql_due(now).is_(None))
    conditions = [
        Task.lead_text.contains(_sought(wanted.lead_words), autoescape=True) if wanted.lead_words else None,
        Task.area == wanted.area if wanted.area else None,
        _state_is(now, wanted.state) if wanted.state else None,
        Task.area.is_(None) if wanted.no_area else None,
        Task.state != "cancelled" if wanted.alive and "cancelled" not in wanted.standings else None,
        Task.directive_id == wanted.directive_id if wanted.directive_id else None,
        and_(~timeliness.sql_done(now), Task.state != "cancelled") if wanted.unfinished else None,
        since(wanted.since) if wanted.since else None,
    ]
    return statement.where(*(condition for condition in conditions if condition is not None))


def _named(wanted: TaskFilter, now: timeliness.Today) -> CompoundSelect[int]:
    """The numbers of tasks with all the words in them, and of those that stand as named and have the words besides."""
    stand = or_(*(_state_is(now, code) if code in STATES else _timely(now, code) for code in wanted.standings))
    named = select(Task.number).where(stand)
    if wanted.besides:
        matches = search.matching("tasks", bindparam("besides"))
        named = named.where(Task.number.in_(select(_INDEX.c.rowid).where(matches)))
    return union(select(_INDEX.c.rowid).where(search.matching("tasks", bindparam("words"))), named)


def _timely(now: timeliness.Today, code: str) -> ColumnElement[bool]:
    stands = and_(timeliness.sql_is(now, code), Task.state != "cancelled")
    return and_(alive_until == OPEN, stands) if code in _RUNNING else stands  # implied; said for the index's sake


def _state_is(now: timeliness.Today, state: str) -> ColumnElement[bool]:
    stale = and_(Task.recurrence.is_not(None), ~timeliness.sql_present(now), Task.state.not_in(("paused", "cancelled")))
    if state == "new":
        return stale | (Task.state == "new")
    return and_(Task.state == state, ~stale)
