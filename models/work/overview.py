"""The overview's numbers: how many tasks stand how, by area and by unit, and what needs somebody soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from models.work import part_words, periods, task_conditions, task_list, timeliness
from models.work.codes import AREAS, TIMELINESS, area_name
from models.work.task_list import TaskFilter, TaskRow
from models.work.tasks import Assignment, Task
from models.work.units import Unit


@dataclass(frozen=True)
class Tally:
    """Numbers by timeliness code: of tasks for one area or the whole, of its own parts in tasks for one unit.

    Cancelled tasks are left out, and those that are not ours to do.
    """

    key: str | None
    name: str
    numbers: dict[str, int]

    @property
    def total(self) -> int:
        """All tasks counted here."""
        return sum(self.numbers.values())


@dataclass(frozen=True)
class MonthTally:
    """Numbers of the tasks whose last day in time lies in one month of the reporting year, by timeliness code.

    A month goes on from the day after the one before, also where an office set its days otherwise: none is left out.
    """

    period: periods.PeriodRow
    since: date
    until: date
    numbers: dict[str, int]


@dataclass(frozen=True)
class OtherDue:
    """Numbers of the tasks that are due in no month of the year: before it, after it (one of the days), or never."""

    until: date | None
    since: date | None
    numbers: dict[str, int]

    @property
    def key(self) -> str:
        """`before`, `after` or `never`."""
        return "before" if self.until else "after" if self.since else "never"


@dataclass(frozen=True)
class Overview:
    """Everything on the overview page. The two lists are cut at `LISTED`; their true lengths stand beside them."""

    whole: Tally
    by_area: tuple[Tally, ...]
    by_unit: tuple[Tally, ...]
    by_month: tuple[MonthTally, ...]
    other_due: tuple[OtherDue, ...]
    unassigned: int
    soon: tuple[TaskRow, ...]
    soon_total: int
    late: tuple[TaskRow, ...]
    late_total: int


LISTED = 8


def read(session: Session, now: timeliness.Today) -> Overview:
    """The numbers as of `now.day`: all that is unfinished, and what was finished in this reporting year.

    What is due soon is so by the office's own number of days, the same here as in every list.
    """
    since = year_start(session, now)
    soon = TaskFilter(timeliness="due_soon", sort="due_on")
    late = TaskFilter(timeliness="overdue", sort="due_on")
    by_area = _by_area(session, now, since)
    whole = {code: sum(tally.numbers[code] for tally in by_area) for code in TIMELINESS}
    by_month, other_due = _by_month(session, now, since)
    return Overview(
        whole=Tally(None, "", whole),
        by_area=by_area,
        by_unit=_by_unit(session, now, since),
        by_month=by_month,
        other_due=other_due,
        unassigned=task_list.count(session, TaskFilter(unassigned=True, unfinished=True), now),
        soon=tuple(task_list.page(session, soon, now, limit=LISTED)),
        soon_total=whole["due_soon"],
        late=_whose_late(session, task_list.page(session, late, now, limit=LISTED), now),
        late_total=whole["overdue"],
    )


def _whose_late(session: Session, rows: Sequence[TaskRow], now: timeliness.Today) -> tuple[TaskRow, ...]:
    """The rows with the units that are late before how many are done: a short line is cut at its end."""
    told = part_words.of_tasks(session, [row.id for row in rows], now, left_first=True)
    return tuple(replace(row, parts=told.get(row.id, row.parts)) for row in rows)


def year_start(session: Session, now: timeliness.Today) -> date:
    """The first day of the reporting year that holds `now.day`, 15 December by the cut-off rule."""
    return periods.containing(session, now.day, "year").from_on


def _by_area(session: Session, now: timeliness.Today, since: date) -> tuple[Tally, ...]:
    code = timeliness.sql_code(now)
    counted = select(Task.area, code, func.count()).where(*_counted(since))
    found = session.execute(counted.group_by(Task.area, code))
    numbers: dict[str | None, dict[str, int]] = {}
    for area, name, count in found:
        numbers.setdefault(area, _nothing())[name] = count
    known = [Tally(area, area_name(area), numbers[area]) for area in AREAS if area in numbers]
    return (*known, Tally(None, "", numbers[None])) if None in numbers else tuple(known)


def _by_unit(session: Session, now: timeliness.Today, since: date) -> tuple[Tally, ...]:
    """Each lead unit's own parts, those with most overdue first; at the end the tasks that no unit leads."""
    whole, part = timeliness.sql_code(now), timeliness.sql_code(now, timeliness.Part)
    code = case((Assignment.unit_id.is_(None), whole), else_=part)
    lead = and_(Assignment.task_id == Task.id, Assignment.role == "lead")
    # An outer join, so that the few tasks which are alive come first and their units are looked up, not the reverse.
    found = session.execute(
        select(Assignment.unit_id, code, func.count())
        .select_from(Task)
        .outerjoin(Assignment, lead)
        .where(*_counted(since))
        .group_by(Assignment.unit_id, code)
    )
    numbers: dict[str | None, dict[str, int]] = {}
    for unit_id, timely, count in found:
        numbers.setdefault(unit_id, _nothing())[timely] = count
    nobody = numbers.pop(None, None)
    named = session.scalars(select(Unit).where(Unit.id.in_(numbers)).order_by(Unit.name_key))
    tallies = [Tally(unit.id, unit.name, numbers[unit.id]) for unit in named]
    tallies.sort(key=lambda tally: -tally.numbers["overdue"])
    return (*tallies, *([Tally(None, "", nobody)] if nobody is not None else []))


def _by_month(
    session: Session, now: timeliness.Today, since: date
) -> tuple[tuple[MonthTally, ...], tuple[OtherDue, ...]]:
    """The months of the reporting year by when the tasks fall due, recurring duties by what is open of them.

    What falls due in none of them is counted beside them: all together are the tasks of the whole.
    """
    year = periods.containing(session, now.day, "year")
    months = [row for row in periods.of_year(session, int(year.key)) if row.kind == "month"]
    starts = [months[0].from_on, *(month.to_on + timedelta(days=1) for month in months[:-1])]
    made = [MonthTally(month, start, month.to_on, _nothing()) for month, start in zip(months, starts, strict=True)]
    before = OtherDue(starts[0] - timedelta(days=1), None, _nothing())
    after = OtherDue(None, months[-1].to_on + timedelta(days=1), _nothing())
    never = OtherDue(None, None, _nothing())
    due, code = timeliness.sql_due(now), timeliness.sql_code(now)
    counted = select(due, code, func.count()).where(*_counted(since))
    for day, timely, count in session.execute(counted.group_by(due, code)):
        held = next((month.numbers for month in made if day is not None and day <= month.until), after.numbers)
        other = never.numbers if day is None else before.numbers if day < starts[0] else held
        other[timely] += count
    return tuple(made), (before, after, never)


def _counted(since: date) -> tuple[ColumnElement[bool], ...]:
    """What every number here is of."""
    return Task.state != "cancelled", Task.whose == "ours", task_conditions.since(since)


def _nothing() -> dict[str, int]:
    return dict.fromkeys(TIMELINESS, 0)
