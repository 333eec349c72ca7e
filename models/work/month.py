"""The monthly grid: one row for each task and each unit that answers for it, in one period."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import sort_key
from models.base.words import _
from models.work import closed_lines, delays, indicators, office, periods, since_closing, task_conditions, timeliness
from models.work.codes import NOBODY
from models.work.delays import NOTHING_TOLD, Delay
from models.work.directives import Directive
from models.work.progress import Progress
from models.work.tasks import Assignment, Task
from models.work.units import Unit
from models.work.waivers import Waiver


@dataclass(frozen=True)
class GridRow:
    """A line to fill in. `due_on` is the last day in time for this period; the entry's fields are None while empty.

    `reason` and `promised_on` are those that stand at the period's end, also where an earlier period told them.
    `filled_by` is the office itself, where no unit leads the task.
    """

    task_id: str
    unit_id: str
    number: int
    ref: str
    text: str
    area: str | None
    unit: str
    due_on: date | None
    deadline_text: str
    recurrence: str | None
    indicator: str
    measure: str
    target: Decimal | None
    state: str | None
    percent: int | None
    value: Decimal | None
    note: str
    done_on: date | None
    reason: str = ""
    promised_on: date | None = None
    part_done_on: date | None = None  # by the period's end, as this or another period's entries say; once only
    filled_by: str = ""
    corrected: str = ""  # what was corrected, done or waived after closing, in words

    @property
    def nobody(self) -> bool:
        """Whether no unit leads the task."""
        return bool(self.filled_by)

    @property
    def by(self) -> str:
        """What a choice of units knows the line by: its unit, or `nobody`."""
        return "nobody" if self.nobody else self.unit_id


_EMPTY: Final = GridRow(
    *("", "", 0, "", "", None, "", None, "", None, "", "", None),
    state=None,
    percent=None,
    value=None,
    note="",
    done_on=None,
)


@dataclass(frozen=True)
class PeriodGrid:
    """A period's lines, and how many of them have an entry.

    `since_closing` tells in words what was done or waived of a closed one later: it moves no line.
    """

    period: periods.PeriodRow
    rows: tuple[GridRow, ...]
    filled: int
    since_closing: tuple[str, ...] = ()


def read(session: Session, period_key: str, *, unit_id: str | None = None, area: str | None = None) -> PeriodGrid:
    """The lines of a period: what is not yet done or was done in it, each for its lead units or for the office itself.

    A closed period has the lines that it had at its closing (`closed_lines`). Raises AppError `period_unknown`.
    """
    period = periods.get(session, period_key)
    kept = closed_lines.of(session, period)
    own = office.own_unit_id(session)
    own_name = session.get_one(Unit, own).name
    now = timeliness.today(session, period.to_on)
    wanted = _belongs(period, now) if kept is None else Task.id.in_({task_id for task_id, _unit in kept})
    found = session.execute(_lines(period, own, unit_id, area).where(wanted)).all()
    decided = decided_done(session, period, [task for task, *_rest in found])
    led_by_none = [task.id for task, lead, _name, _entry in found if lead is None]
    owned = _own_entries(session, period, led_by_none, own)
    measures = indicators.of_tasks(session, [task.id for task, *_rest in found])
    alive = select(Task.id).where(task_conditions.alive_since(period.from_on) if kept is None else wanted)
    late = delays.at_end_of(session, period.to_on, Progress.task_id.in_(alive))
    open_then = {place for place, line in (kept or {}).items() if line.part.done_on is None}
    rows = []
    # The office's entry beside those of lead units is its judgement of the whole, and no unit's figure.
    for task, lead, name, entry in found:
        still = (task.id, lead.unit_id if lead else "") in open_then  # whatever says otherwise was said later
        settled = () if still else decided
        delay = late.get((task.id, lead.unit_id if lead else own))
        if lead:
            fields = told_of_part(task, entry, settled, delay, None if still else lead, period)
        else:
            fields = told(task, owned.get(task.id), settled, delay) | {"filled_by": own_name}
        who = (lead.unit_id, name) if lead else (own, NOBODY)
        rows.append(_row(task, *who, measures.get(task.id), now, fields))
    since: tuple[str, ...] = ()
    if kept is not None:
        kept = closed_lines.narrowed(kept, unit_id, area, own)
        corrected = closed_lines.corrected(session, period.id or "")
        rows = _as_closed(rows, kept, own, own_name, corrected)
        rows, since = _with_later(rows, since_closing.told(session, period, kept), own)
    return PeriodGrid(period, tuple(rows), sum(row.percent is not None or row.state is not None for row in rows), since)


def _with_later(
    rows: Iterable[GridRow], later: Mapping[tuple[str, str], str], own: str
) -> tuple[list[GridRow], tuple[str, ...]]:
    """The lines with what was told of them since the closing, and the same as a list; no correction is told twice."""
    made, told = [], []
    for row in rows:
        words = later.get((row.task_id, "" if row.nobody and row.unit_id == own else row.unit_id), "")
        if words and not row.corrected:
            name = _("mục {ref}").format(ref=row.ref) if row.ref else row.text
            told.append(f"{name}, {row.unit}: {words}")
            made.append(replace(row, corrected=_("Sau khi chốt: {words}.").format(words=words)))
        else:
            made.append(row)
    return made, tuple(told)


def _as_closed(
    rows: Iterable[GridRow], kept: closed_lines.Lines, own: str, own_name: str, corrected: Mapping[tuple[str, str], str]
) -> list[GridRow]:
    """A closed period's lines: those that it had, with what was asked then, whatever has become of them since."""
    now = {(row.task_id, "" if row.nobody else row.unit_id): row for row in rows}
    made = []
    for (task_id, unit_id), line in kept.items():
        row = now.get((task_id, unit_id))
        if row is None:
            who: dict[str, Any] = {
                "unit_id": unit_id or own,
                "unit": line.part.unit or NOBODY,
                "filled_by": "" if unit_id else own_name,
            }
            row = replace(_EMPTY, task_id=task_id, **who, **line.figures())
        elif line.part.done_on is not None and row.done_on is None and (task_id, row.unit_id) not in corrected:
            row = replace(row, state="accepted", percent=100, done_on=line.part.done_on)
        elif _made_up(row, line) and (task_id, row.unit_id) not in corrected:
            then = line.figures()
            row = replace(row, **{name: then[name] for name in ("state", "percent", "done_on")})
        made.append(replace(row, corrected=corrected.get((task_id, row.unit_id), ""), **line.facts()))
    return sorted(made, key=lambda row: (row.number, row.nobody, sort_key(row.unit)))


def _made_up(row: GridRow, line: closed_lines.KeptLine) -> bool:
    """Whether an occurrence left open at closing was told as done after its period: no closed figure moves by that."""
    return line.part.done_on is None and line.part.period != "" and row.done_on is not None


def decided_done(session: Session, period: periods.PeriodRow, found: Iterable[Task]) -> set[str]:
    """Those of the tasks that were finished on their own page by the period's end, whatever its entries say.

    A report counts them as done (`period_result`), so the grid shows them so, until an entry says otherwise.
    """
    done = {task.id for task in found if task.recurrence is None and task.done_on and task.done_on <= period.to_on}
    if not done or period.id is None:
        return done
    reported = select(Progress.task_id).where(Progress.period_id == period.id, Progress.done_on.is_not(None))
    return done - set(session.scalars(reported))


def told(task: Task, entry: Progress | None, decided: Container[str], delay: Delay | None) -> dict[str, Any]:
    """The fields of a line that are filled in, as they stand; `delay` is what was told of it until then."""
    delay = delay or NOTHING_TOLD
    if entry is None:
        fields = dict.fromkeys(("state", "percent", "value", "done_on")) | {"note": ""}
    else:
        fields = {name: getattr(entry, name) for name in ("state", "percent", "value", "done_on", "note")}
    if task.id in decided:
        fields |= {"state": task.state, "percent": task.percent, "done_on": task.done_on}
    return fields | {"reason": delay.reason, "promised_on": delay.promised_on}


def told_of_part(
    task: Task,
    entry: Progress | None,
    decided: Container[str],
    delay: Delay | None,
    lead: Assignment | None,
    period: periods.PeriodRow,
) -> dict[str, Any]:
    """The same of a unit's line; where the unit was done by then, by words of another period, also what says so.

    `lead` is the unit's assignment, where it is known to be up to its entries.
    """
    fields, done_on = told(task, entry, decided, delay), _part_done(lead, task, period)
    if task.done_on is None and fields["done_on"] is None and done_on is not None:
        fields |= {"state": "accepted", "percent": 100, "done_on": done_on}
    return fields | {"part_done_on": done_on}


def _part_done(lead: Assignment | None, task: Task, period: periods.PeriodRow | None) -> date | None:
    """The day on which a unit had done its part of what is done once, if that was by the period's end."""
    if lead is None or period is None or task.recurrence is not None or lead.done_on is None:
        return None
    return lead.done_on if lead.done_on <= period.to_on else None


def _lines(
    period: periods.PeriodRow, own: str, unit_id: str | None, area: str | None
) -> Select[Task, Assignment, str, Progress]:
    """Each task of the period with a lead unit (or none), its name, and what that unit entered."""
    lead = and_(Assignment.task_id == Task.id, Assignment.role == "lead")
    statement = (
        select(Task, Assignment, Unit.name, Progress)
        .outerjoin(Directive, Directive.id == Task.directive_id)
        .outerjoin(Assignment, lead)
        .outerjoin(Unit, Unit.id == Assignment.unit_id)
        .outerjoin(
            Progress,
            and_(
                Progress.task_id == Task.id,
                Progress.period_id == period.id,
                Progress.unit_id == Assignment.unit_id if period.id else Progress.id.is_(None),
            ),
        )
        .order_by(Task.number, Unit.name_key)
    )
    if area:
        statement = statement.where(Task.area == area)
    if unit_id:
        nobody = and_(Assignment.unit_id.is_(None), literal(own == unit_id))
        statement = statement.where(or_(Assignment.unit_id == unit_id, nobody))
    return statement


def _belongs(period: periods.PeriodRow, now: timeliness.Today) -> ColumnElement[bool]:
    """What is ours to do and asked for, was given by the period's end, and was not done before it began."""
    given = func.coalesce(Task.assigned_on, Directive.issued_on)
    over = datetime.combine(period.to_on + timedelta(days=1), time(), clock.VIETNAM)
    received = or_(Directive.added_at.is_(None), Directive.added_at < over)
    return and_(
        task_conditions.alive_since(period.from_on),
        _asked(now),
        Task.whose == "ours",
        or_(given <= period.to_on, and_(given.is_(None), received)),
        or_(
            Assignment.done_on.is_(None),
            Assignment.done_on >= period.from_on,
            Task.recurrence.is_not(None),
            Progress.id.is_not(None),  # a line that was just filled in stays under the hand
        ),
    )


def _asked(now: timeliness.Today) -> ColumnElement[bool]:
    """Whether the present occurrence of a recurring duty was not waived; what was told of it stays in sight."""
    present = [and_(Task.recurrence == name, Waiver.period == key) for name, (key, _last) in now.periods.items()]
    waived = select(Waiver.id).where(Waiver.task_id == Task.id, or_(*present)).exists()
    return or_(~waived, Progress.id.is_not(None))


def _own_entries(session: Session, period: periods.PeriodRow, task_ids: list[str], own: str) -> dict[str, Progress]:
    if period.id is None or not task_ids:
        return {}
    where = (Progress.period_id == period.id, Progress.unit_id == own)
    return {entry.task_id: entry for entry in session.scalars(select(Progress).where(*where))}


def _row(
    task: Task,
    unit_id: str,
    unit: str,
    measure: indicators.IndicatorRow | None,
    now: timeliness.Today,
    fields: dict[str, Any],
) -> GridRow:
    return GridRow(
        task_id=task.id,
        unit_id=unit_id,
        number=task.number,
        ref=task.ref,
        text=task.text,
        area=task.area,
        unit=unit,
        due_on=now.due_on(task.recurrence, task.due_day) if task.recurrence in now.periods else task.due_on,
        deadline_text=task.deadline_text,
        recurrence=task.recurrence,
        indicator=measure.name if measure else "",
        measure=measure.measure if measure else "",
        target=measure.target if measure else None,
        **fields,
    )
