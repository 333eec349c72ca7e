"""Reading tasks for lists: filter, search, sort, count, a page at a time, so the size of the book does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.text import fold, nfc
from models.base.words import _
from models.store import search
from models.work import extensions, part_words, timeliness, unassigned, unit_names
from models.work.codes import TIMELINESS
from models.work.named_standings import named_in
from models.work.task_conditions import INDEX, RUNNING, AnySelect, filtered, judged_by, of_unit, sought
from models.work.task_conditions import TaskFilter as TaskFilter  # noqa: PLC0414 - whoever lists tasks names it from here
from models.work.task_order import URGENT, at_rest, by_column, running, urgent_first
from models.work.tasks import Assignment, Task, unknown

AnyPage = Select[*tuple[Any, ...]]


# A filter without its words, and these as the index takes them.
_Asked = tuple[TaskFilter, dict[str, Any]]


@dataclass(frozen=True)
class TaskRow:
    """A task as lists show it, or one unit's part in it. `due_on` is the last day in time, of a recurring duty that of
    its oldest occurrence that is neither done nor waived.

    `parts` says how many of several units are done, and which are not; `extended_to` is the deadline where an extension
    moved it there.
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
    whose: str = "ours"
    parts: str = ""
    nobody: bool = False  # ours, and no unit leads it (`unassigned`)
    due_day: int | None = None  # the day of its month on which a recurring duty is due


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
    only_running = not asked[0].unit_id and (asked[0].unfinished or asked[0].timeliness in RUNNING)
    if len(found) == limit or only_running:
        return found
    before = offset + len(found)
    if offset and not found:
        before = session.scalar(_counted(asked[0], now, _RUNNING_PART), asked[1]) or 0
    rest = _page(asked[0], now, _RESTING_PART)
    return found + _rows(session, rest, asked[1], now, max(0, offset - before), limit - len(found))


def _rows(
    session: Session, statement: AnyPage, given: dict[str, Any], now: timeliness.Today, offset: int, limit: int
) -> list[TaskRow]:
    asked = given | {"limit": limit, "offset": offset}
    found = session.connection().execute(statement, asked).all()
    # A page names the same few leads again and again.
    leads = {text: unit_names.parted(text) for text in {values[_LEAD] for values in found}}
    several = [values[_ID] for values in found if len(leads[values[_LEAD]]) > 1]
    words = part_words.of_tasks(session, several, now) if several else {}
    return [_row(now, leads[values[_LEAD]], words.get(values[_ID], ""), *values) for values in found]


def _asked(wanted: TaskFilter) -> _Asked | None:
    """The filter without the words that were typed, and these as the index takes them; None if nothing can match."""
    words = search.match_words(wanted.search)
    if words is None:
        return None if wanted.search.strip() else (replace(wanted, search=""), {})
    codes, besides = named_in(wanted.search)
    rest = search.match_words(besides)
    narrowed = replace(wanted, search=_SOME_WORDS, standings=codes, besides=rest is not None)
    return narrowed, {"words": words} | ({"besides": rest} if codes and rest else {})


@lru_cache(maxsize=64)
def _page(wanted: TaskFilter, now: timeliness.Today, part: str = "") -> AnyPage:
    """The statement of a page; words, limit and offset are given when it is executed."""
    # First which, from an index alone, then what: a sort that carries whole rows takes ten times as long.
    chosen = _part(filtered(select(Task.number), wanted, now), part).order_by(*_order(wanted, now, part))
    if part == _RUNNING_PART and wanted.search and not wanted.standings:
        chosen = chosen.where(INDEX.c.rowid >= _OLDEST_RUNNING)  # the words of all that is long done need no look
    some = chosen.limit(bindparam("limit", type_=Integer)).offset(bindparam("offset", type_=Integer)).subquery()
    same = some.c.number == Task.number
    shown = of_unit(select(*_columns(wanted)), wanted).join(some, same)
    return shown.order_by(*_order(replace(wanted, search=""), now, part))


def _order(wanted: TaskFilter, now: timeliness.Today, part: str) -> list[ColumnElement[Any]]:
    if part == _RUNNING_PART:
        return urgent_first(now, judged_by(wanted))
    if wanted.sort in {"", "number", URGENT}:
        # The index of words gives its rows in this order by itself, and can stop after a page.
        number = INDEX.c.rowid if wanted.search and not wanted.standings else Task.number
        return [number.desc() if wanted.descending and not part else number.asc()]
    return by_column(wanted.sort, wanted.descending, now, judged_by(wanted))


def _part(statement: AnySelect, part: str) -> AnySelect:
    return statement.where({_RUNNING_PART: running, _RESTING_PART: at_rest}[part]) if part else statement


def _counted(wanted: TaskFilter, now: timeliness.Today, part: str = "") -> Select[int]:
    return _part(filtered(select(func.count()).select_from(Task), wanted, now), part)


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
        code = timeliness.sql_code(now, judged_by(wanted))
        statement = filtered(select(code, func.count()).select_from(Task), asked[0], now)
        ours = statement.where(Task.state != "cancelled", Task.whose == "ours")
        found = session.execute(ours.group_by(code), asked[1])
        numbers |= {str(name): int(number) for name, number in found}
    return numbers


def is_lead(session: Session, words: str) -> bool:
    """Whether `words` stand among the leads of some task, as a document named them."""
    found = select(Task.id).where(Task.lead_text.contains(sought(words), autoescape=True)).limit(1)
    return session.scalar(found) is not None


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
    return select(INDEX.c.rowid).where(search.matching("tasks", expression))


_OLDEST_RUNNING = select(Task.number).where(running).order_by(Task.number).limit(1).scalar_subquery()
_RUNNING_PART, _RESTING_PART = "running", "resting"
_LOOKED_AT = 1000  # tasks with the words in them that are looked at for the one that is meant
_SOME_WORDS = "*"  # stands in a filter for whatever was typed; the statement is the same for all of it
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
    Task.due_day,
    Task.lead_text,
    Task.percent,
    Task.done_on,
    Task.standing_period,
    Task.source_text,
    Task.next_due_on,
    Task.whose,
)
_ID, _LEAD = _COLUMNS.index(Task.id), _COLUMNS.index(Task.lead_text)


def _columns(wanted: TaskFilter) -> list[ColumnElement[Any]]:
    """What a row is made of: the columns of the task, with those of the unit's part in their places."""
    own: dict[Any, Any] = {
        Task.percent: Assignment.percent,
        Task.done_on: Assignment.done_on,
        Task.next_due_on: Assignment.next_due_on,
    }
    held_to = timeliness.sql_held_to(judged_by(wanted))
    columns: list[Any] = [own.get(column, column) if wanted.unit_id else column for column in _COLUMNS]
    columns[_COLUMNS.index(Task.due_on)] = held_to.label("due_on")
    return [*columns, extensions.moved_to(), literal(bool(wanted.unit_id)), unassigned.condition().label("nobody")]


def row(session: Session, task: Task, now: timeliness.Today, extended_to: date | None = None) -> TaskRow:
    """The list's row of a task; of a recurring one only what counts for the present period. Who leads is not asked."""
    values = {column.key: getattr(task, column.key) for column in _COLUMNS}
    values["due_on"] = session.scalar(select(timeliness.sql_held_to()).where(Task.id == task.id))
    return _row(now, unit_names.parted(task.lead_text), "", *[*values.values(), extended_to])


def _row(
    now: timeliness.Today,
    lead: tuple[str, ...],
    parts: str,
    id: str,
    number: int,
    ref: str,
    text: str,
    area: str | None,
    state: str,
    due_on: date | None,
    deadline_text: str,
    recurrence: str | None,
    due_day: int | None,
    _lead_text: str,
    percent: int,
    done_on: date | None,
    standing_period: str | None,
    source: str,
    next_due_on: date | None,
    whose: str,
    extended_to: date | None,
    of_unit: bool = False,
    nobody: bool = False,
) -> TaskRow:
    present = now.periods[recurrence][0] if recurrence in now.periods else None
    code, due_on = timeliness.of(
        now, state=state, due_on=due_on, done_on=done_on, recurrence=recurrence, next_due_on=next_due_on,
        due_day=due_day,
        standing_period=present if of_unit else standing_period,
    )  # fmt: skip
    if of_unit:
        state, percent, done_on = _of_part(code, state, percent or 0, done_on, once=recurrence is None)
    elif timeliness.stale(now, recurrence, standing_period, done_on, next_due_on, due_day):
        percent, done_on, state = 0, None, state if state in {"paused", "cancelled"} else "new"
    return TaskRow(
        id, number, ref, text, area, state, code, due_on, deadline_text, recurrence, lead, percent, done_on, source,
        _days_left(now, code, due_on), extended_to if due_on == extended_to else None, whose, parts, nobody, due_day,
    )  # fmt: skip


def _days_left(now: timeliness.Today, code: str, due_on: date | None) -> int | None:
    return (due_on - now.day).days if due_on and code in RUNNING else None


def _of_part(code: str, state: str, percent: int, done_on: date | None, *, once: bool) -> tuple[str, int, date | None]:
    """State, percent and day of completion of a unit's part: its state is the task's until it is done."""
    done = done_on is not None and (once or code.startswith("done"))
    if state != "cancelled":
        state = "accepted" if done else "doing" if state == "accepted" else state
    return state, 100 if done else percent, done_on if done else None
