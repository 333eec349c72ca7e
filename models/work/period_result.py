"""What a period's result is: each unit's part in each task, each occurrence of a recurring duty, and the counts.

A closed period's result is what was kept when it was closed (`closed_results`); of any other it is worked out anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models.base import clock
from models.work import adjustments, closed_results, periods, result_rules, result_sources, told_before, units
from models.work.periods import PeriodRow
from models.work.result_parts import OccurrenceResult, PeriodResult, TaskResult, UnitPart
from models.work.result_rows import Rows
from models.work.result_rules import Counts, JudgedOn
from models.work.result_sources import Occurrence, TaskSources
from models.work.unit_words import UnitStanding


def of_period(session: Session, key: str, rows: Rows | None = None) -> PeriodResult:
    """The result of a period, as it was closed or as it stands now. Raises AppError `period_unknown`.

    `rows` are those of this reading of the book, where more than one period is asked about.
    """
    period = periods.get(session, key)
    kept = closed_results.of(session, period.id) if period.closed and period.id else None
    return kept or worked_out(session, period, rows)


def worked_out(session: Session, period: PeriodRow, rows: Rows | None = None, *, closing: bool = False) -> PeriodResult:
    """The result from the entries and decisions there are now; `closing` counts its last day as passed."""
    now = _judged_on(period, closing=closing)
    rows = rows or Rows(session)
    sources = result_sources.of_period(rows, period, now, told_before.of(session, period))
    asked = {unit for one in sources for occurrence in one.occurrences for unit in occurrence.standings if unit}
    names = units.full_names(session, asked | {rows.own})
    found = tuple(_task(one, names, now) for one in sources)
    return PeriodResult(
        period.key,
        period.closed or closing,
        now.day,
        tuple(task for task in found if task.units),
        adjustments.told_in(session, period.key),
        _so_far(session, period, rows, closing=True) if closing else None,
        before(session, period, rows) if closing else None,
    )


def so_far(session: Session, period: PeriodRow, rows: Rows | None = None) -> Counts | None:
    """The counts of the reporting year up to a period's end (lũy kế); None for a period that begins the year.

    Each part counts once, as it stands at the end. Of a closed period it is what was kept when it was closed.
    """
    kept = closed_results.of(session, period.id) if period.closed and period.id else None
    if kept is not None and kept.so_far is not None:
        return kept.so_far
    return _so_far(session, period, rows or Rows(session), closing=False)


def before(session: Session, period: PeriodRow, rows: Rows | None = None) -> Counts:
    """The counts of the period before, of the same kind; of a closed period as they were when it was closed.

    So the trend of a closed period does not move though the one before it was never closed.
    """
    kept = closed_results.of(session, period.id) if period.closed and period.id else None
    if kept is not None and kept.before is not None:
        return kept.before
    return of_period(session, periods.neighbour(period.key, -1), rows).counts


def year_start(session: Session, period: PeriodRow) -> date:
    """The first day of the reporting year that a period ends in."""
    return periods.containing(session, period.to_on, "year").from_on


def _so_far(session: Session, period: PeriodRow, rows: Rows, *, closing: bool) -> Counts | None:
    first = year_start(session, period)
    if period.from_on <= first:
        return None
    span = replace(period, id=None, kind="year", from_on=first)
    now = _judged_on(period, closing=closing)
    sources = result_sources.of_period(rows, span, now, told_before.of(session, span))
    tasks = (_task(one, {}, now) for one in sources if one.task.whose == "ours")
    return result_rules.counted(part.result for task in tasks for part in task.counted)


def _judged_on(period: PeriodRow, *, closing: bool) -> JudgedOn:
    today = clock.today()
    # Who closes on the last day counts it as passed; who closes earlier cannot know what that day still brings.
    over = today > period.to_on or (closing and today == period.to_on)
    return JudgedOn(min(period.to_on, today), over)


def _task(one: TaskSources, names: dict[str, str], now: JudgedOn) -> TaskResult:
    parts: list[UnitPart] = []
    occurrences = []
    for occurrence in one.occurrences:
        mine = [_part(unit, standing, occurrence, names, now) for unit, standing in occurrence.standings.items()]
        parts += mine
        if occurrence.period:
            occurrences.append(_whole(occurrence, now))
    task = one.task
    return TaskResult(
        task.id,
        task.number,
        task.ref,
        task.text,
        task.whose,
        tuple(parts),
        tuple(occurrences),
        task.area,
        task.state,
        tuple((_name(unit, names), note) for unit, note in one.notes),
        tuple((_name(unit, names), value) for unit, value in one.values),
        tuple(_whole(occurrence, now) for occurrence in one.told_before),
        one.waived,
    )


def _whole(occurrence: Occurrence, now: JudgedOn) -> OccurrenceResult:
    standings = occurrence.standings.values()
    result, late = result_rules.whole(result_rules.judged(now, one.due_on, one.done_on) for one in standings)
    assert occurrence.due_on is not None  # noqa: S101 - a period has a last day
    return OccurrenceResult(occurrence.period, occurrence.due_on, result, late)


def _name(unit: str | None, names: dict[str, str]) -> str:
    return names.get(unit, "") if unit else ""


def _part(
    unit: str | None, standing: UnitStanding, occurrence: Occurrence, names: dict[str, str], now: JudgedOn
) -> UnitPart:
    result, late = result_rules.judged(now, standing.due_on, standing.done_on)
    done = standing.done_on if standing.done_on and standing.done_on <= now.day else None
    return UnitPart(
        unit=_name(unit, names),
        result=result,
        percent=100 if done else standing.percent,
        due_on=standing.due_on,
        done_on=done,
        days_late=late,
        reason=standing.delay.reason if result in result_rules.LATE else "",
        period=occurrence.period,
        unit_id=unit or "",
        earlier=standing.earlier,
        promised_on=standing.delay.promised_on if result == "open_overdue" else None,
        extended_to=standing.extended_to,
    )
