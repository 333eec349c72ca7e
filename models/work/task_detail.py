"""All that a task's own page shows, read in one go, and the saving of what was changed on it in one operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.work import (
    attachments,
    directives,
    indicators,
    office,
    part_words,
    periods,
    task_list,
    task_occurrences,
    tasks,
    timeliness,
    unit_names,
    units,
)
from models.work.attachments import AttachmentRow
from models.work.extensions import Extension
from models.work.indicators import IndicatorRow
from models.work.periods import Period, PeriodRow
from models.work.progress import Progress
from models.work.task_list import TaskRow
from models.work.task_occurrences import OccurrenceRow
from models.work.tasks import Assignment, Task, TaskFields
from models.work.unit_roles import Held, RoleChoice
from models.work.units import Unit

_AROUND = 1200  # letters of the document on each side of the passage: enough to see where it stands
_MONTHS_BACK = 6  # periods offered for an entry: late figures of the last half year


@dataclass(frozen=True)
class Party:
    """Who answers or helps. `unit_id` is None for a name in the document's words that is no unit of the office's."""

    name: str
    unit_id: str | None


@dataclass(frozen=True)
class SourcePassage:
    """The document's own words for a task, with what stands before and after them."""

    label: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class EntryRow:
    """What a unit reported about the task for a period. `reason` is None where it told none."""

    period_key: str
    period: str
    period_to: date
    unit_id: str
    unit: str
    state: str | None
    percent: int | None
    value: Decimal | None
    note: str
    done_on: date | None
    reason: str | None
    promised_on: date | None
    updated_at: datetime


@dataclass(frozen=True)
class ExtensionRow:
    """A deadline that was moved: when, from, to, why, by whose leave."""

    on: date
    old_due_on: date | None
    new_due_on: date
    reason: str
    approved_by: str


@dataclass(frozen=True)
class TaskDetail:
    """The task as lists show it (`row`), as a person fills it in (`fields`), and all that hangs on it.

    `months` are the periods that an entry may be given for, newest first.
    """

    row: TaskRow
    fields: TaskFields
    lead: tuple[Party, ...]
    helping: tuple[Party, ...]
    passage: SourcePassage | None
    indicator: IndicatorRow | None
    entries: tuple[EntryRow, ...]
    extensions: tuple[ExtensionRow, ...]
    occurrences: tuple[OccurrenceRow, ...]
    files: tuple[AttachmentRow, ...]
    months: tuple[PeriodRow, ...]
    own: Party

    def delay_of(self, unit_id: str | None, until: date) -> tuple[str, date | None]:
        """Why a unit is late and when it promises to be done, as was told by that day."""
        told = (e for e in self.entries if e.unit_id == unit_id and e.reason is not None and e.period_to <= until)
        newest = next(told, None)
        return (newest.reason or "", newest.promised_on) if newest is not None else ("", None)


def read(session: Session, task_id: str) -> TaskDetail:
    """All about one task. Raises AppError `task_unknown`."""
    task = tasks.get(session, task_id)
    card = office.card(session)
    now = timeliness.today(session)
    fields = fields_of(task)
    parties = _parties(session, task_id, fields)
    moved = _extensions(session, task_id)
    extended = next((one.new_due_on for one in moved if one.new_due_on == task.due_on), None)
    return TaskDetail(
        row=_row(session, task, now, extended),
        fields=fields,
        lead=tuple(parties[name] for name in fields.lead),
        helping=tuple(parties[name] for name in fields.with_units),
        passage=_passage(session, task),
        indicator=indicators.of_tasks(session, [task_id]).get(task_id),
        entries=_entries(session, task_id),
        extensions=moved,
        occurrences=task_occurrences.of_task(session, task_id),
        files=tuple(attachments.of_task(session, task_id)),
        months=_months(session, now.day),
        own=Party(card.name, card.unit_id),
    )


def _row(session: Session, task: Task, now: timeliness.Today, extended_to: date | None) -> TaskRow:
    """The row of the lists, with how each of several units stands."""
    words = part_words.of_tasks(session, [task.id], now)
    return replace(task_list.row(session, task, now, extended_to), parts=words.get(task.id, ""))


def save(session: Session, task_id: str | None, fields: TaskFields, measure: IndicatorRow | None) -> str:
    """Add a task (without an id) or correct it, with its indicator; None or an empty name takes the indicator away.

    Gives the task's id. Raises AppError as `tasks.add` and `tasks.change` do.
    """
    if task_id is None:
        task_id = tasks.add(session, fields).id
    else:
        tasks.change(session, task_id, fields)
    measure = measure or IndicatorRow(task_id, "", "", None, None, "up")
    indicators.put(
        session,
        task_id,
        name=measure.name,
        measure=measure.measure,
        target=measure.target,
        baseline=measure.baseline,
        direction=measure.direction,
    )
    return task_id


def roles_of(session: Session, task_ids: Sequence[str]) -> list[Held]:
    """The names of those who lead and of those who help with each of these tasks, units as the office calls them.

    Raises AppError `task_unknown`.
    """
    columns = select(Task.id, Task.lead_text, Task.with_text).where(Task.id.in_(task_ids))
    found = {
        task_id: (unit_names.parted(lead), unit_names.parted(helping))
        for task_id, lead, helping in session.execute(columns)
    }
    for task_id in task_ids:
        if task_id not in found:
            raise tasks.unknown(task_id)
    known = units.by_name(session, {name for held in found.values() for names in held for name in names})
    full = units.full_names(session, [unit.id for unit in known.values()])
    ours = {name: full[unit.id] for name, unit in known.items()}
    return [(_called(lead, ours), _called(helping, ours)) for lead, helping in (found[task_id] for task_id in task_ids)]


def _called(names: Sequence[str], ours: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ours.get(name, name) for name in names))


def give(session: Session, task_ids: Sequence[str], choice: RoleChoice) -> None:
    """Give tasks to units, or to names in words of their own where the office has no such unit.

    Raises AppError `task_unknown`.
    """
    after = [choice.applied(held) for held in roles_of(session, task_ids)]
    known = units.by_name(session, {name for lead, helping in after for name in (*lead, *helping)})
    for task_id, (lead, helping) in zip(task_ids, after, strict=True):
        if known.keys() >= {*lead, *helping}:
            tasks.assign(session, task_id, [known[n].id for n in lead], [known[n].id for n in helping])
        else:
            fields = fields_of(tasks.get(session, task_id))
            tasks.change(session, task_id, replace(fields, lead=lead, with_units=helping))


def fields_of(task: Task) -> TaskFields:
    """A kept task as a person fills it in."""
    source = None if task.source_from is None or task.source_to is None else (task.source_from, task.source_to)
    return TaskFields(
        text=task.text,
        ref=task.ref,
        area=task.area,
        lead=unit_names.parted(task.lead_text),
        with_units=unit_names.parted(task.with_text),
        deadline_text=task.deadline_text,
        due_on=task.due_on,
        recurrence=task.recurrence,
        product=task.product,
        note=task.note,
        directive_id=task.directive_id,
        assigned_on=task.assigned_on,
        whose=task.whose,
        short_name=task.short_name,
        due_day=task.due_day,
        source_text=task.source_text,
        source=source,
    )


def _parties(session: Session, task_id: str, fields: TaskFields) -> dict[str, Party]:
    held = select(Unit).join(Assignment, Assignment.unit_id == Unit.id).where(Assignment.task_id == task_id)
    ids = {name: unit.id for unit in session.scalars(held) for name in units.spellings(session, unit)}
    return {name: Party(name, ids.get(name)) for name in (*fields.lead, *fields.with_units)}


def _passage(session: Session, task: Task) -> SourcePassage | None:
    if task.directive_id is None:
        return SourcePassage(task.source_text, "", "", "") if task.source_text else None
    text = directives.get(session, task.directive_id).text
    first, last = task.source_from or 0, task.source_to or 0
    if not 0 <= first < last <= len(text):
        return SourcePassage(task.source_text, "", "", "")
    start, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    if start:
        start = text.find("\n", start, first) + 1 or start
    if end < len(text):
        cut = text.rfind("\n", last, end)
        end = cut if cut >= 0 else end
    return SourcePassage(task.source_text, text[start:first], text[first:last], text[last:end])


def _entries(session: Session, task_id: str) -> tuple[EntryRow, ...]:
    statement = (
        select(Progress, Period.key, Period.to_on, Unit.name)
        .join(Period, Period.id == Progress.period_id)
        .join(Unit, Unit.id == Progress.unit_id)
        .where(Progress.task_id == task_id)
        .order_by(Period.to_on.desc(), Unit.name_key)
    )
    return tuple(
        EntryRow(
            period_key=key,
            period=periods.name(key),
            period_to=to_on,
            unit_id=entry.unit_id,
            unit=unit,
            state=entry.state,
            percent=entry.percent,
            value=entry.value,
            note=entry.note,
            done_on=entry.done_on,
            reason=entry.reason,
            promised_on=entry.promised_on,
            updated_at=entry.updated_at,
        )
        for entry, key, to_on, unit in session.execute(statement)
    )


def _extensions(session: Session, task_id: str) -> tuple[ExtensionRow, ...]:
    found = session.scalars(select(Extension).where(Extension.task_id == task_id).order_by(Extension.id.desc()))
    return tuple(ExtensionRow(x.on, x.old_due_on, x.new_due_on, x.reason, x.approved_by) for x in found)


def _months(session: Session, day: date) -> tuple[PeriodRow, ...]:
    found = [periods.containing(session, day)]
    while len(found) < _MONTHS_BACK:
        found.append(periods.containing(session, found[-1].from_on - timedelta(days=1)))
    return tuple(found)
