"""What a period's result is judged from: who has to do what by when, and what each unit had reported by then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models.base import clock
from models.work import delays, office, part_standing, task_conditions
from models.work.closed_results import ToldBefore
from models.work.directives import Directive
from models.work.extensions import Extension
from models.work.occurrences import Calendar, Span
from models.work.periods import Period, PeriodRow
from models.work.progress import Progress
from models.work.result_rules import JudgedOn
from models.work.tasks import Assignment, Task
from models.work.unit_words import Entry, Hearing, UnitStanding
from models.work.waivers import Waiver


@dataclass(frozen=True)
class Occurrence:
    """What has to be done by one day, by each unit (None: given to nobody). `period` is "" for what is done once."""

    period: str
    due_on: date | None
    standings: dict[str | None, UnitStanding]


@dataclass(frozen=True)
class TaskSources:
    """A task, who leads it, and what of it belongs to the period; notes and values by unit, None for the office."""

    task: Task
    leads: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    notes: tuple[tuple[str | None, str], ...] = ()
    values: tuple[tuple[str | None, Decimal], ...] = ()


def of_period(session: Session, period: PeriodRow, now: JudgedOn, before: ToldBefore) -> list[TaskSources]:
    """The tasks of which some part belongs to a period, in the book's order.

    A part belongs to a period when it was given by the period's last day, and neither done nor called off before the
    period began. What the closed period `before` told as not done, or could not know, belongs to this one on whatever
    day it turns out to have been done.
    """
    belonging = _belonging(period, before)
    about = _About(session, belonging, period, now, before)
    rows = session.execute(
        select(Task, Directive.issued_on, Directive.added_at)
        .outerjoin(Directive, Directive.id == Task.directive_id)
        .where(belonging)
        .order_by(Task.number)
    )
    found = []
    for task, issued_on, added_at in rows:
        given_on = part_standing.given_on(task, issued_on, added_at)
        if (given_on is None or given_on <= period.to_on) and not _called_off(task, period, now.day):
            found.append(about.task(task, given_on))
    return [one for one in found if one.occurrences]


def _belonging(period: PeriodRow, before: ToldBefore) -> ColumnElement[bool]:
    """The SQL condition for tasks that may have a part in the period: done since it began, or only told since."""
    left_open = {task_id for task_id, _unit, _occurrence in before.left_open}
    told_since = [Task.id.in_(left_open), Task.assigned_on >= period.from_on, Task.id.in_(_joined_later())]
    if before.made_at is not None:
        told_since.append(Task.created_at > before.made_at)
    alive = Task.number.in_(select(Task.number).where(task_conditions.since(period.from_on)).correlate(None))
    return or_(alive, *told_since)


def _called_off(task: Task, period: PeriodRow, day: date) -> bool:
    """Whether nothing of it is left: cancelled by that day, or, if it recurs, before the period began.

    Of an old book nobody knows when it was cancelled, so it counts as cancelled always.
    """
    if task.state != "cancelled":
        return False
    return task.cancelled_on is None or task.cancelled_on <= (period.from_on if task.recurrence else day)


def _joined_later() -> Select[str]:
    """Ids of tasks with a lead that was added after others had done the task, and has said nothing yet."""
    own, others = aliased(Progress), aliased(Progress)
    silent = ~exists().where(own.task_id == Assignment.task_id, own.unit_id == Assignment.unit_id)
    done_before = exists().where(
        others.task_id == Assignment.task_id, others.done_on.is_not(None), others.id < Assignment.id
    )
    return select(Assignment.task_id).where(Assignment.role == "lead", silent, done_before)


class _About:
    """All that hangs on the tasks of a period, read at once; then what of it each task needs."""

    def __init__(
        self,
        session: Session,
        belonging: ColumnElement[bool],
        period: PeriodRow,
        now: JudgedOn,
        before: ToldBefore,
    ) -> None:
        ids = select(Task.id).where(belonging).correlate(None)
        self._period, self._now, self._before = period, now, before
        self._own, self._calendar = office.own_unit_id(session), Calendar(session)
        self._leads: dict[str, list[Assignment]] = defaultdict(list)
        self._helping: dict[str, set[str]] = defaultdict(set)
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._moved: dict[str, list[Extension]] = defaultdict(list)
        self._waived: set[tuple[str, str]] = set()
        for one in session.scalars(select(Assignment).where(Assignment.task_id.in_(ids)).order_by(Assignment.id)):
            if one.role == "lead":
                self._leads[one.task_id].append(one)
            else:
                self._helping[one.task_id].add(one.unit_id)
        entries = select(Progress, Period.to_on).join(Period, Period.id == Progress.period_id)
        ordered = entries.order_by(Period.to_on, Progress.updated_at, Progress.id)
        for entry, to_on in session.execute(ordered.where(Progress.task_id.in_(ids))):
            self._entries[entry.task_id].append((entry, to_on))
        moved = select(Extension).where(Extension.task_id.in_(ids)).order_by(Extension.on, Extension.id)
        for extension in session.scalars(moved):
            self._moved[extension.task_id].append(extension)
        waived = select(Waiver.task_id, Waiver.period).where(Waiver.task_id.in_(ids))
        self._waived |= {(task_id, key) for task_id, key in session.execute(waived)}

    def task(self, task: Task, given_on: date | None) -> TaskSources:
        """What of this task belongs to the period."""
        leads = tuple(lead.unit_id for lead in self._leads[task.id])
        if task.recurrence is None:
            spans: list[Span | None] = [None]
        else:
            known = given_on or self._calendar.year_start(
                min(clock.local(task.created_at).date(), self._period.from_on)
            )
            spans = [*self._calendar.spans(task.recurrence, known, self._period.to_on)]
        begun = [self._occurrence(task, span, given_on) for span in spans if span is None or self._wanted(task, span)]
        notes, values = self._told(task.id, leads)
        return TaskSources(task, leads, tuple(one for one in begun if self._belongs(one)), notes, values)

    def _wanted(self, task: Task, span: Span) -> bool:
        """Whether this occurrence has to be made: it was not waived, and came due before the duty was called off."""
        ended = self._ended_on(task)
        return (task.id, span.key) not in self._waived and (ended is None or span.last < ended)

    def _ended_on(self, task: Task) -> date | None:
        ended = task.cancelled_on if task.state == "cancelled" else None
        return ended if ended is not None and ended <= self._now.day else None

    def _occurrence(self, task: Task, span: Span | None, given_on: date | None) -> Occurrence:
        due_on = span.last if span is not None else self._due(task, self._now.day)[0]
        # Where an earlier period could know of it at all: given, and of a recurring duty begun, before this one.
        since = max(
            (day for day in (given_on, span.first if span is not None else None) if day is not None), default=date.min
        )
        known = since < self._period.from_on
        standings = {
            unit: replace(standing, earlier=known and self._earlier(task, unit, standing, span))
            for unit, standing in self._standings(task, span).items()
        }
        if self._ended_on(task) and due_on is not None and due_on < self._period.from_on:
            # What was missed before is told no more once nobody has to do it.
            standings = {unit: standing for unit, standing in standings.items() if standing.done_on is not None}
        return Occurrence(span.key if span is not None else "", due_on, standings)

    def _earlier(self, task: Task, unit: str | None, standing: UnitStanding, span: Span | None) -> bool:
        """Whether this part was done before the period began, and counted there."""
        if standing.done_on is None or standing.done_on >= self._period.from_on:
            return False
        return self._before.told(task, unit, span.key if span is not None else "")

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
        """What was not wholly done and counted before: a miss stays a miss until it is done."""
        return not all(standing.earlier for standing in one.standings.values())

    def _due(self, task: Task, day: date) -> tuple[date | None, date | None]:
        """The deadline as it stood on a day, and the day that an extension moved it to, where that is it.

        An extension counts from the day on which it was granted.
        """
        day = min(day, self._now.day)
        later = [one for one in self._moved[task.id] if one.on > day]
        due_on = later[0].old_due_on if later else task.due_on
        moved = any(one.new_due_on == due_on for one in self._moved[task.id] if one.on <= day)
        return due_on, due_on if moved else None

    def _standings(self, task: Task, span: Span | None) -> dict[str | None, UnitStanding]:
        every = self._entries[task.id]
        entries = [(entry, to_on) for entry, to_on in every if span is None or span.first <= to_on <= span.last]
        decided_on = task.done_on if span is None or task.standing_period == span.key else None
        hearing = Hearing(self._leads[task.id], self._helping[task.id], self._own, self._period.to_on, self._now.day)
        found = {}
        for unit, standing in hearing.parts(entries, decided_on).items():
            done = standing.done_on is not None and standing.done_on <= self._now.day
            delay = delays.of_part(hearing.heard(every, unit), self._period.to_on, span, done=done)
            due_on, extended_to = (
                self._due(task, standing.done_on or self._now.day) if span is None else (span.last, None)
            )
            found[unit] = replace(standing, due_on=due_on, extended_to=extended_to, delay=delay)
        return found
