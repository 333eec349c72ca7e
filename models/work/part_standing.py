"""How far each unit is with its part in a task, kept on its assignment so that lists can ask it of thousands at once.

It follows from entries, waivers and decisions alone and does not move as days pass; what it makes of a part today is
said by `timeliness`. A period's result (`period_result`) reads the same entries by the rules here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from models.base import clock
from models.store.audit import Change
from models.work import office, periods, tasks
from models.work.directives import Directive
from models.work.occurrences import Calendar, Span
from models.work.periods import Period
from models.work.progress import SAYS, Progress
from models.work.tasks import Assignment, Task
from models.work.unit_words import Hearing
from models.work.waivers import Waiver

Entry = tuple[Any, date]  # a Progress, or what of it says how far, with the last day of its period
_AT_ONCE, _FEW = 500, 3  # tasks
# Made once: they are part of every cell's saving.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ASSIGNED = select(Assignment).where(Assignment.task_id.in_(_IDS)).order_by(Assignment.id)
_WORDS = (
    select(Progress.task_id, Progress.id, Progress.unit_id, Progress.percent, Progress.done_on, Period.to_on)
    .join(Period, Period.id == Progress.period_id)
    .where(Progress.task_id.in_(_IDS), SAYS)
    .order_by(Period.to_on, Progress.updated_at, Progress.id)
)
_OWN = select(office.Office.unit_id)
_RECEIVED = (
    select(Task.id, Directive.issued_on, Directive.added_at)
    .join(Directive, Directive.id == Task.directive_id)
    .where(Task.id.in_(_IDS))
)
_WAIVED = select(Waiver.task_id, Waiver.period).where(Waiver.task_id.in_(_IDS))
_SAYS_NOTHING = {"note", "value", "reason", "promised_on", "updated_at"}  # of how far a unit is
_MOVED_BY = {"recurrence", "due_day", "assigned_on", "done_on", "standing_period", "directive_id", "former_leads"}


@dataclass(frozen=True)
class Standing:
    """A unit's part. Of a recurring duty `next_due_on` is the due day of its oldest occurrence that is neither done
    nor waived, `percent` is of that one, and `done_on` is when the one before it was done.
    """

    percent: int = 0
    done_on: date | None = None
    next_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What of an entry says how far a unit is."""

    id: str
    unit_id: str
    percent: int | None
    done_on: date | None
    speaks: bool = True


def given_on(assigned_on: date | None, issued_on: date | None, added_at: Any) -> date | None:  # noqa: ANN401 - a moment or None
    """Since when a task exists: the day that was stated, else that of its directive, else when that was received."""
    received = clock.local(added_at).date() if added_at else None
    return assigned_on or issued_on or received


@dataclass
class _Sources:
    """What a task's parts are judged from."""

    task: Task
    given_on: date | None
    leads: list[Assignment] = field(default_factory=list)
    helping: list[Assignment] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    waived: set[str] = field(default_factory=set)


def settle(session: Session, changes: Sequence[Change]) -> None:
    """Bring the kept parts up to what an operation changed, whatever the operation was."""
    ids = _moved(session, changes)
    if ids:
        renew(session, ids)


def fill(session: Session) -> None:
    """Judge every part of a book from before they were kept."""
    renew(session, list(session.scalars(select(Task.id).order_by(Task.number))))


def filled(session: Session) -> bool:
    """Whether the parts of this book are kept. They were filled all at once, so the oldest tells of all."""
    lead = select(Assignment.percent).where(Assignment.role == "lead").order_by(Assignment.id).limit(1)
    oldest = session.execute(lead).first()
    if oldest is not None:
        return oldest[0] is not None
    unkept = select(Task.id).where(Task.recurrence.is_not(None), Task.next_due_on.is_(None)).limit(1)
    return session.scalar(unkept) is None


def renew(session: Session, task_ids: Sequence[str]) -> None:
    """Judge the parts of these tasks anew and keep what came of it."""
    own, calendar = _own(session), Calendar(session)
    ids = iter(task_ids)
    while some := list(islice(ids, _AT_ONCE)):
        for one in _sources(session, some):
            found = _standings(one, own, calendar)
            for row in one.leads:
                mine = found[row.unit_id]
                row.percent, row.done_on, row.next_due_on = mine.percent, mine.done_on, mine.next_due_on
            due = [mine.next_due_on for mine in found.values() if mine.next_due_on is not None]
            one.task.next_due_on = min(due, default=None)


def occurrences(session: Session, task_id: str, until: date) -> list[tuple[Span, dict[str | None, Standing]]]:
    """The occurrences of a recurring duty up to the one that holds `until`, each with every unit's part in it.

    Of a duty that was called off, those that came due before. None for what is done once. Raises AppError
    `task_unknown`.
    """
    task = tasks.get(session, task_id)
    if task.recurrence is None:
        return []
    ended = task.cancelled_on if task.state == "cancelled" else None
    own, calendar = office.own_unit_id(session), Calendar(session)
    (one,) = _sources(session, [task_id])
    spans = calendar.spans(task.recurrence, _begun(one, calendar), until, task.due_day)
    return [(span, _heard(one, own, span)) for span in spans if ended is None or span.due_on < ended]


def begun_on(session: Session, task_id: str) -> date:
    """Since when a recurring duty counts. Raises AppError `task_unknown`."""
    tasks.get(session, task_id)
    (one,) = _sources(session, [task_id])
    return _begun(one, Calendar(session))


def _standings(one: _Sources, own: str, calendar: Calendar) -> dict[str | None, Standing]:
    return _parts(one, own, None) if one.task.recurrence is None else _repeated(one, own, calendar)


def _repeated(one: _Sources, own: str, calendar: Calendar) -> dict[str | None, Standing]:
    """Each unit's oldest occurrence that is open. Entries end somewhere, so that there is always one."""
    assert one.task.recurrence is not None  # noqa: S101 - asked by the caller
    units: set[str | None] = {row.unit_id for row in one.leads} or {None}
    found: dict[str | None, Standing] = {}
    done_before: dict[str | None, date] = {}
    for span in calendar.onward(one.task.recurrence, _begun(one, calendar), one.task.due_day):
        if span.key in one.waived:
            done_before.clear()
            continue
        for unit, part in _parts(one, own, span).items():
            if unit in found:
                continue
            if part.done_on is None:
                found[unit] = Standing(part.percent, done_before.get(unit), span.due_on)
            else:
                done_before[unit] = part.done_on
        if found.keys() >= units:
            break
    return found


def _parts(one: _Sources, own: str, span: Span | None) -> dict[str | None, Standing]:
    """The part of each unit that leads now; one that took over what another had done is not asked for it."""
    heard = _heard(one, own, span)
    done_on = max((part.done_on for part in heard.values() if part.done_on is not None), default=None)
    leads: list[str | None] = [row.unit_id for row in one.leads] or [None]
    return {unit: heard.get(unit) or Standing(100, done_on) for unit in leads}


def _heard(one: _Sources, own: str, span: Span | None) -> dict[str | None, Standing]:
    """What the words of units and of the office make of each part, in one occurrence or of what is done once."""
    entries, decided_on = one.entries, one.task.done_on
    if span is not None:
        entries = [(entry, to_on) for entry, to_on in entries if span.first <= to_on <= span.last]
        decided_on = decided_on if one.task.standing_period == span.key else None
    helping = {row.unit_id for row in one.helping}
    hearing = Hearing(one.leads, tasks.led_before(one.task.former_leads), helping, own, date.max, date.max)
    parts = hearing.parts(entries, decided_on)
    return {unit: Standing(100 if part.done_on else part.percent, part.done_on) for unit, part in parts.items()}


def _begun(one: _Sources, calendar: Calendar) -> date:
    """Since when a duty counts: since it was given, else since the reporting year began in which it was entered."""
    return one.given_on or calendar.year_start(clock.local(one.task.created_at).date())


def _sources(session: Session, ids: Sequence[str]) -> Iterable[_Sources]:
    """What is asked only of recurring duties is asked where there are some: this is part of every cell's saving."""
    few = len(ids) <= _FEW  # those are at hand already, mostly
    every = [task for task_id in ids if (task := session.get(Task, task_id))] if few else _all(session, ids)
    found = {task.id: _Sources(task, task.assigned_on) for task in every}
    given = {"ids": list(found)}
    for row in session.scalars(_ASSIGNED, given):
        (found[row.task_id].leads if row.role == "lead" else found[row.task_id].helping).append(row)
    for task_id, row_id, unit_id, percent, done_on, to_on in session.connection().execute(_WORDS, given):
        found[task_id].entries.append((Word(row_id, unit_id, percent, done_on), to_on))
    repeated = [task.id for task in every if task.recurrence is not None]
    if repeated:
        _add_of_recurring(session, found, repeated)
    return found.values()


def _own(session: Session) -> str:
    return session.connection().scalar(_OWN) or ""


def _all(session: Session, ids: Sequence[str]) -> list[Task]:
    return list(session.scalars(select(Task).where(Task.id.in_(ids))))


def _add_of_recurring(session: Session, found: dict[str, _Sources], ids: Sequence[str]) -> None:
    given = {"ids": ids}
    for task_id, issued_on, added_at in session.connection().execute(_RECEIVED, given):
        found[task_id].given_on = given_on(found[task_id].task.assigned_on, issued_on, added_at)
    for task_id, key in session.connection().execute(_WAIVED, given):
        found[task_id].waived.add(key)


def _moved(session: Session, changes: Sequence[Change]) -> list[str]:
    """The tasks whose parts may stand otherwise after these changes."""
    ids: dict[str, None] = {}
    touched: dict[str, set[str]] = defaultdict(set)  # ids of directives and periods
    for change in changes:
        before, after = change.before or {}, change.after or {}
        names, whole = before.keys() | after.keys(), change.before is None or change.after is None
        if change.table in {"assignments", "waivers"} or (change.table == "progress" and names - _SAYS_NOTHING):
            ids[change.row.task_id] = None
        elif change.table == "tasks" and change.after is not None and (whole or names & _MOVED_BY):
            ids[change.row_id] = None
        elif change.table == "directives" and not whole and names & {"issued_on", "added_at"}:
            touched["directives"].add(change.row_id)
        elif change.table == "periods" and names & {"from_on", "to_on"} and not _usual(before or after, whole=whole):
            touched["periods"].add(change.row_id)
    for statement in _hanging(touched):
        ids |= dict.fromkeys(session.scalars(statement))
    return list(ids)


def _usual(period: dict[str, Any], *, whole: bool) -> bool:
    """Whether a period's row came or went with the days that its name says: then no occurrence has moved."""
    return whole and [period["from_on"], period["to_on"]] == [
        d.isoformat() for d in periods.default_days(period["key"])
    ]


def _hanging(touched: dict[str, set[str]]) -> list[Any]:
    statements: list[Any] = []
    if touched["directives"]:
        named = Task.directive_id.in_(touched["directives"])
        statements.append(select(Task.id).where(named, Task.recurrence.is_not(None)))
    if touched["periods"]:
        statements.append(select(Task.id).where(Task.recurrence.is_not(None)))
        statements.append(select(Progress.task_id).where(Progress.period_id.in_(touched["periods"])).distinct())
    return statements
