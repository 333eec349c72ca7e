"""What a period's result is judged from: who has to do what by when, and what each unit had reported by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.base import clock
from models.work import delays, office, task_list
from models.work.delays import NOTHING_TOLD, Delay
from models.work.directives import Directive
from models.work.extensions import Extension
from models.work.occurrences import Calendar, Span
from models.work.periods import Period, PeriodRow
from models.work.progress import Progress
from models.work.result_rules import JudgedOn
from models.work.tasks import Assignment, Task
from models.work.waivers import Waiver

Entry = tuple[Progress, date]  # with the last day of its period


@dataclass(frozen=True)
class UnitStanding:
    """What is known of a unit's part: the day it was done, how far it is, why it is late and when it is promised."""

    percent: int = 0
    done_on: date | None = None
    delay: Delay = NOTHING_TOLD


@dataclass(frozen=True)
class Occurrence:
    """What has to be done by one day, by each unit (None: given to nobody). `period` is "" for what is done once.

    `extended_to` is the day that an extension moved it to, where one did.
    """

    period: str
    due_on: date | None
    standings: dict[str | None, UnitStanding]
    extended_to: date | None = None


@dataclass(frozen=True)
class TaskSources:
    """A task, who leads it, and what of it belongs to the period; notes and values by unit, None for the office."""

    task: Task
    leads: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    notes: tuple[tuple[str | None, str], ...] = ()
    values: tuple[tuple[str | None, Decimal], ...] = ()


def of_period(session: Session, period: PeriodRow, now: JudgedOn, left_open: set[str]) -> list[TaskSources]:
    """The tasks that belong to a period, in the book's order.

    A task belongs to a period when it was given by the period's last day, and neither done nor called off before the
    period began. `left_open` are tasks that the last closed period told as not done: they belong to this one, on
    whatever day they turn out to have been done.
    """
    belonging = (Task.id.in_(left_open)) | Task.number.in_(
        select(Task.number).where(task_list.since(period.from_on)).correlate(None)
    )
    about = _About(session, belonging, period, now)
    rows = session.execute(
        select(Task, Directive.issued_on, Directive.added_at)
        .outerjoin(Directive, Directive.id == Task.directive_id)
        .where(belonging)
        .order_by(Task.number)
    )
    found = []
    for task, issued_on, added_at in rows:
        received = clock.local(added_at).date() if added_at else None
        given_on = task.assigned_on or issued_on or received
        if (given_on is None or given_on <= period.to_on) and not _called_off(task, now.day):
            found.append(about.task(task, given_on))
    return found


def _called_off(task: Task, day: date) -> bool:
    """Whether it was cancelled by that day; of an old book nobody knows when, so it counts as cancelled always."""
    return task.state == "cancelled" and (task.cancelled_on is None or task.cancelled_on <= day)


class _About:
    """All that hangs on the tasks of a period, read at once; then what of it each task needs."""

    def __init__(self, session: Session, belonging: ColumnElement[bool], period: PeriodRow, now: JudgedOn) -> None:
        ids = select(Task.id).where(belonging).correlate(None)
        self._period, self._now = period, now
        self._own, self._calendar = office.own_unit_id(session), Calendar(session)
        self._leads: dict[str, list[str]] = defaultdict(list)
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._moved: dict[str, list[Extension]] = defaultdict(list)
        self._waived: set[tuple[str, str]] = set()
        leads = select(Assignment.task_id, Assignment.unit_id).where(Assignment.role == "lead")
        for task_id, unit_id in session.execute(leads.where(Assignment.task_id.in_(ids)).order_by(Assignment.id)):
            self._leads[task_id].append(unit_id)
        entries = select(Progress, Period.to_on).join(Period, Period.id == Progress.period_id)
        ordered = entries.order_by(Period.to_on, Progress.updated_at, Progress.id)
        for entry, to_on in session.execute(ordered.where(Progress.task_id.in_(ids))):
            self._entries[entry.task_id].append((entry, to_on))
        for one in session.scalars(select(Extension).where(Extension.task_id.in_(ids)).order_by(Extension.on)):
            self._moved[one.task_id].append(one)
        waived = select(Waiver.task_id, Waiver.period).where(Waiver.task_id.in_(ids))
        self._waived |= {(task_id, key) for task_id, key in session.execute(waived)}

    def task(self, task: Task, given_on: date | None) -> TaskSources:
        """What of this task belongs to the period."""
        leads = tuple(self._leads[task.id])
        notes, values = self._told(task.id, leads)
        known = TaskSources(task, leads, (), notes, values)
        if task.recurrence is None:
            due_on, extended_to = self._due(task)
            occurrences = (Occurrence("", due_on, self._standings(task, leads, None), extended_to),)
            return replace(known, occurrences=occurrences)
        begun = given_on or self._calendar.year_start(min(clock.local(task.created_at).date(), self._period.from_on))
        spans = self._calendar.spans(task.recurrence, begun, self._period.to_on)
        wanted = [span for span in spans if (task.id, span.key) not in self._waived]
        repeated = [Occurrence(one.key, one.last, self._standings(task, leads, one)) for one in wanted]
        return replace(known, occurrences=tuple(one for one in repeated if self._belongs(one)))

    def _told(
        self, task_id: str, leads: tuple[str, ...]
    ) -> tuple[tuple[tuple[str | None, str], ...], tuple[tuple[str | None, Decimal], ...]]:
        """The newest note and figure of each unit that were entered for this period or for one inside it."""
        notes: dict[str | None, str] = {}
        values: dict[str | None, Decimal] = {}
        for entry, to_on in self._entries[task_id]:
            if self._period.from_on <= to_on <= self._period.to_on:
                unit = entry.unit_id if entry.unit_id in leads else None
                if entry.note:
                    notes[unit] = entry.note
                if entry.value is not None:
                    values[unit] = entry.value
        return tuple(notes.items()), tuple(values.items())

    def _belongs(self, one: Occurrence) -> bool:
        """What was due before the period began belongs to it until it is done: a miss stays a miss."""
        assert one.due_on is not None  # noqa: S101 - a period has a last day
        if one.due_on >= self._period.from_on:
            return True
        days = [standing.done_on for standing in one.standings.values()]
        return any(day is None or day >= self._period.from_on for day in days)

    def _due(self, task: Task) -> tuple[date | None, date | None]:
        """The deadline as it stood on the day, and the day that an extension moved it to, where that is it.

        An extension counts from the day on which it was granted.
        """
        later = [one for one in self._moved[task.id] if one.on > self._now.day]
        due_on = later[0].old_due_on if later else task.due_on
        moved = any(one.new_due_on == due_on for one in self._moved[task.id] if one.on <= self._now.day)
        return due_on, due_on if moved else None

    def _standings(self, task: Task, leads: tuple[str, ...], span: Span | None) -> dict[str | None, UnitStanding]:
        every = self._entries[task.id]
        entries = [(entry, to_on) for entry, to_on in every if span is None or span.first <= to_on <= span.last]
        decided = self._decided(task, entries, span)
        found: dict[str | None, UnitStanding] = {}
        for unit in leads or (None,):
            who = self._who(unit, leads)
            percent, done_on = self._far(_by(entries, who), decided)
            delay = delays.of_part(_by(every, who), self._period.to_on, span, done=self._by_now(done_on))
            found[unit] = UnitStanding(percent, done_on, delay)
        return found

    def _who(self, unit: str | None, leads: tuple[str, ...]) -> set[str] | None:
        """Whose words count for a unit's part: its own, and the office's where that does not lead itself."""
        if unit is None:
            return None
        return {unit} if self._own in leads else {unit, self._own}

    def _decided(self, task: Task, entries: Sequence[Entry], span: Span | None) -> date | None:
        """The day on which the office said that the whole is done, on the task's own page; None where it did not."""
        if span is not None and task.standing_period != span.key:
            return None
        return task.done_on if task.done_on not in {entry.done_on for entry, _to_on in entries} else None

    def _by_now(self, day: date | None) -> bool:
        return day is not None and day <= self._now.day

    def _far(self, mine: Sequence[Entry], decided: date | None) -> tuple[int, date | None]:
        """How far by the newest word told by the day, or a later one that says it was done by then; and when done.

        A state alone leaves the percentage as it was told before.
        """
        speaking = [(entry, to_on) for entry, to_on in mine if entry.speaks]
        told = [entry for entry, to_on in speaking if to_on <= self._period.to_on]
        newest = told[-1] if told else None
        if speaking and self._by_now(speaking[-1][0].done_on):
            newest = speaking[-1][0]
        percents = [entry.percent for entry in (*told, newest) if entry is not None and entry.percent is not None]
        done_on = newest.done_on if newest is not None else None
        return percents[-1] if percents else 0, done_on or decided


def _by(entries: Sequence[Entry], who: set[str] | None) -> list[Entry]:
    """The entries of these units; all of them for None."""
    return [(entry, to_on) for entry, to_on in entries if who is None or entry.unit_id in who]
