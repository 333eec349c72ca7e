"""What a period's result is judged from: who has to do what by when, and what each unit had reported by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.base import clock
from models.work import delays
from models.work.occurrences import Span
from models.work.periods import PeriodRow
from models.work.result_rows import Rows, TaskRow
from models.work.result_rules import JudgedOn
from models.work.tasks import led_before
from models.work.told_before import Key, ToldBefore
from models.work.unit_words import Hearing, UnitStanding


@dataclass(frozen=True)
class Occurrence:
    """What has to be done by one day, by each unit (None: given to nobody). `period` is "" for what is done once."""

    period: str
    due_on: date | None
    standings: dict[str | None, UnitStanding]


@dataclass(frozen=True)
class TaskSources:
    """A task, who leads it, and what of it belongs to the period; notes and values by unit, None for the office.

    `told_before` and `waived` are of occurrences due in the period, as `TaskResult` has them.
    """

    task: TaskRow
    leads: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    notes: tuple[tuple[str | None, str], ...] = ()
    values: tuple[tuple[str | None, Decimal], ...] = ()
    told_before: tuple[Occurrence, ...] = ()
    waived: tuple[str, ...] = ()


def of_period(rows: Rows, period: PeriodRow, now: JudgedOn, before: ToldBefore) -> list[TaskSources]:
    """The tasks of which some part belongs to a period, in the book's order.

    A part belongs to a period when it was given by the period's last day, and neither done nor called off before the
    period began. What the closed periods `before` told as not done, or could not know, belongs to this one on whatever
    day it turns out to have been done.
    """
    tasks = [
        task
        for task in rows.belonging(period, before.left_open, before.made_at, before.done_since)
        if (task.given_on is None or task.given_on <= period.to_on) and not _called_off(task, period, now.day)
    ]
    rows.read(tasks)
    about = _About(rows, period, now, before)
    return [one for one in map(about.task, tasks) if one.occurrences]


def _called_off(task: TaskRow, period: PeriodRow, day: date) -> bool:
    """Whether nothing of it is left: cancelled by that day, or, if it recurs, before the period began.

    Of an old book nobody knows when it was cancelled, so it counts as cancelled always.
    """
    if task.state != "cancelled":
        return False
    return task.cancelled_on is None or task.cancelled_on <= (period.from_on if task.recurrence else day)


class _About:
    """What of each task a period needs, from the rows that hang on it."""

    def __init__(self, rows: Rows, period: PeriodRow, now: JudgedOn, before: ToldBefore) -> None:
        self._rows, self._period, self._now, self._before = rows, period, now, before

    def task(self, task: TaskRow) -> TaskSources:
        """What of this task belongs to the period."""
        leads = tuple(lead.unit_id for lead in self._rows.leads[task.id])
        if task.recurrence is None:
            spans: list[Span | None] = [None]
        else:
            known = task.given_on or self._rows.calendar.year_start(
                min(clock.local(task.created_at).date(), self._period.from_on)
            )
            spans = [*self._rows.calendar.spans(task.recurrence, known, self._period.to_on, task.due_day)]
        every = [self._occurrence(task, span) for span in spans if span is None or self._wanted(task, span)]
        begun = [one for one in every if one.standings]
        mine = tuple(one for one in begun if self._belongs(one))
        told_before = tuple(one for one in begun if one.period and not self._belongs(one) and self._within(one.due_on))
        notes, values = self._told(task.id, leads)
        return TaskSources(task, leads, mine, notes, values, told_before, self._waived(task, spans))

    def _waived(self, task: TaskRow, spans: Sequence[Span | None]) -> tuple[str, ...]:
        keys = (span.key for span in spans if span is not None and self._within(span.due_on))
        return tuple(key for key in keys if (task.id, key) in self._rows.waived)

    def _within(self, day: date | None) -> bool:
        return day is not None and self._period.from_on <= day <= self._period.to_on

    def _wanted(self, task: TaskRow, span: Span) -> bool:
        """Whether this occurrence had to be made: it came due before the duty was called off."""
        ended = self._ended_on(task)
        return ended is None or span.due_on < ended

    def _ended_on(self, task: TaskRow) -> date | None:
        ended = task.cancelled_on if task.state == "cancelled" else None
        return ended if ended is not None and ended <= self._now.day else None

    def _occurrence(self, task: TaskRow, span: Span | None) -> Occurrence:
        due_on = span.due_on if span is not None else self._due(task, self._now.day)[0]
        since = max(
            (day for day in (task.given_on, span.first if span is not None else None) if day is not None),
            default=date.min,
        )
        found = self._standings(task, span)
        units = {unit or "" for unit in found}
        standings: dict[str | None, UnitStanding] = {}
        for unit, standing in found.items():
            key = (task.id, unit or "", span.key if span is not None else "")
            standings[unit] = replace(standing, earlier=self._earlier(task, key, standing, since, units))
        missed_before = due_on is not None and due_on < self._period.from_on
        if (task.id, span.key if span is not None else "") in self._rows.waived or (
            self._ended_on(task) and missed_before
        ):
            # What nobody has to do any more is missed by nobody; who had done it keeps the result.
            standings = {unit: standing for unit, standing in standings.items() if standing.done_on is not None}
        return Occurrence(span.key if span is not None else "", due_on, standings)

    def _earlier(self, task: TaskRow, key: Key, standing: UnitStanding, since: date, units: set[str]) -> bool:
        """Whether this part was done and counted before the period began, though another day may be known by now."""
        done_on, first = standing.done_on, self._period.from_on
        if done_on is None:
            return False
        if done_on >= first:
            return self._before.told_with_another_day(key)
        # Where an earlier period could know of it at all: given, and of a recurring duty begun, before this one.
        return since < first and self._before.told(task, key, done_on, since, units)

    def _told(
        self, task_id: str, leads: tuple[str, ...]
    ) -> tuple[tuple[tuple[str | None, str], ...], tuple[tuple[str | None, Decimal], ...]]:
        """The newest note and figure of each unit that were entered for this period or for one inside it."""
        notes: dict[str | None, str] = {}
        values: dict[str | None, Decimal] = {}
        for entry, to_on in self._rows.entries[task_id]:
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

    def _due(self, task: TaskRow, day: date) -> tuple[date | None, date | None]:
        """The deadline as it stood on a day, and the day that an extension moved it to, where that is it.

        An extension counts from the day on which it was granted.
        """
        day = min(day, self._now.day)
        later = [one for one in self._rows.moved[task.id] if one.on > day]
        due_on = later[0].old_due_on if later else task.due_on
        moved = any(one.new_due_on == due_on for one in self._rows.moved[task.id] if one.on <= day)
        return due_on, due_on if moved else None

    def _standings(self, task: TaskRow, span: Span | None) -> dict[str | None, UnitStanding]:
        every = self._rows.entries[task.id]
        entries = [(entry, to_on) for entry, to_on in every if span is None or span.first <= to_on <= span.last]
        decided_on = task.done_on if span is None or task.standing_period == span.key else None
        hearing = Hearing(
            self._rows.leads[task.id],
            led_before(task.former_leads),
            self._rows.helping[task.id],
            self._rows.own,
            self._period.to_on,
            self._now.day,
        )
        found = {}
        for unit, standing in hearing.parts(entries, decided_on).items():
            done = standing.done_on is not None and standing.done_on <= self._now.day
            delay = delays.of_part(hearing.heard(every, unit), self._period.to_on, span, done=done)
            due_on, extended_to = (
                self._due(task, standing.done_on or self._now.day) if span is None else (span.due_on, None)
            )
            found[unit] = replace(standing, due_on=due_on, extended_to=extended_to, delay=delay)
        return found
