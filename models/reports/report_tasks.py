"""The tasks of a period's result as a report shows them: what was judged, and what the book says of each task."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.reports import decisions
from models.reports.achieved import measured_words, reached
from models.reports.data import Mended, ReportTask
from models.work import directives, indicators, short_names, unit_names, units
from models.work.indicators import IndicatorRow
from models.work.periods import PeriodRow
from models.work.result_parts import PeriodResult, TaskResult
from models.work.tasks import Task

_AT_ONCE = 5_000  # SQLite takes at most 32,766 values in one statement
_COLUMNS = (
    *(Task.id, Task.area, Task.state, Task.short_name, Task.product, Task.directive_id, Task.source_text),
    *(Task.lead_text, Task.with_text, Task.deadline_text),
)
_Row = Row[tuple[Any, ...]]
_NOTES = 3  # units whose notes are told of one task; in the appendix too, for the book has the others


def report_tasks(session: Session, period: PeriodRow, found: PeriodResult) -> tuple[ReportTask, ...]:
    """The tasks of a period's result, in its order, with units by the names of their agencies.

    A task that was removed since is told as it was judged.
    """
    ids = [task.id for task in found.tasks]
    rows: dict[str, _Row] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = select(*_COLUMNS).where(Task.id.in_(ids[first : first + _AT_ONCE]))
        rows |= {row.id: row for row in session.execute(some)}
    measures = indicators.of_tasks(session, ids)
    book = _Book(
        frozenset(session.scalars(select(units.Unit.name).where(units.Unit.name.contains(";")))),
        directives.labels(session),
        decisions.granted(session, found),
        decisions.mended(session, period, found),
        (period.from_on, period.to_on),
    )
    return tuple(book.task(task, rows.get(task.id), measures.get(task.id)) for task in found.tasks)


@dataclass(frozen=True)
class _Book:
    """What all tasks are told by: the units whose names hold a semicolon, and how each directive is cited today.

    By task also who moved its deadline, and what was corrected since the period was closed. `span` are its days.
    """

    semicolons: frozenset[str]
    cited: dict[str, str]
    granted: dict[str, str]
    mended: dict[str, tuple[Mended, ...]]
    span: tuple[date, date]

    def task(self, judged: TaskResult, row: _Row | None, measure: IndicatorRow | None) -> ReportTask:
        """One task as the report shows it."""
        parts = tuple(replace(part, unit=unit_names.agency(part.unit), unit_id="") for part in judged.units)
        made = ReportTask(
            id=judged.id,
            text=judged.text,
            parts=parts,
            occurrences=judged.occurrences,
            told_before=judged.told_before,
            waived=judged.waived,
            span=self.span,
            short=(row.short_name if row is not None else "") or short_names.proposed(judged.text),
            whose=judged.whose,
            state=_state(judged, row),
            number=judged.number,
            ref=judged.ref,
            area=_area(judged, row),
            lead=tuple(dict.fromkeys(part.unit for part in parts if part.unit)),
            notes=_notes(judged),
            measured=measured_words(measure, _values(judged)) if measure is not None else "",
            allowed=self.granted.get(judged.id, ""),
            mended=self.mended.get(judged.id, ()),
            reached=measure is not None and reached(measure, _values(judged)),
        )
        return made if row is None else self._described(made, row)

    def _described(self, made: ReportTask, row: _Row) -> ReportTask:
        named = self._names(row.lead_text)
        return replace(
            made,
            # Its number may have come since the task was taken from it.
            directive=self.cited.get(row.directive_id or "", row.source_text),
            product=row.product,
            # Also those that the document names and that are no units here; not who leads only since the closing.
            lead=named if set(made.lead) <= set(named) else made.lead,
            with_units=self._names(row.with_text),
            deadline_text=row.deadline_text,
        )

    def _names(self, text: str) -> tuple[str, ...]:
        return tuple(map(unit_names.agency, unit_names.parted(text, self.semicolons)))


def _state(judged: TaskResult, row: _Row | None) -> str:
    """What people had decided by then: what was accepted after the period was still being done in it."""
    state = judged.state or (row.state if row is not None else "new")
    done = all(part.done_on is not None for part in judged.units)
    return "doing" if state == "accepted" and not done else state


def _area(judged: TaskResult, row: _Row | None) -> str | None:
    kept = judged.state is not None  # what a program of before kept knows neither
    return judged.area if kept or row is None else row.area


def _notes(judged: TaskResult) -> tuple[str, ...]:
    """Notes of the period, each once; those of one of several units with the unit's name behind."""
    several = len({part.unit for part in judged.units}) > 1
    told: dict[str, list[str]] = {}
    for unit, note in judged.notes:
        told.setdefault(note, []).append(unit_names.agency(unit))
    words = [f"{note} ({', '.join(filter(None, who))})" if several and any(who) else note for note, who in told.items()]
    return tuple(words[:_NOTES])


def _values(judged: TaskResult) -> list[Decimal]:
    """The figures of the units, or that of the office where it told one for the whole."""
    whole = [value for unit, value in judged.values if not unit]
    return whole or [value for _unit, value in judged.values]
