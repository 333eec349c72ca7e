"""`period list`, `period close`, `period reopen`, `period result`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from models.base import clock
from models.base.words import _
from models.work import period_closing, period_result, periods
from models.work.codes import result_name
from models.work.periods import PeriodRow
from models.work.result_parts import TaskResult, UnitPart
from models.work.result_rules import Counts
from ui.commands import opened
from ui.commands.progress import correction_as_json
from ui.commands.request import Answer, Request


def list_periods(request: Request) -> Answer:
    """The periods of a reporting year with their days."""
    with opened.office(request) as office, office.store.read() as session:
        present = periods.containing(session, clock.today()).key
        year = request.options.year or int(present[:4])
        rows = periods.of_year(session, year)
    data = {"present": present, "periods": [_as_json(row) for row in rows]}
    return Answer(data, [_line(row, present) for row in rows])


def close(request: Request) -> Answer:
    """Lock a period."""
    key = request.options.period
    with opened.office(request) as office, office.store.write("period.close") as write:
        period_closing.close(write.session, key, write.by, before_end=request.options.before_end)
        row = periods.get(write.session, key)
    return Answer(_as_json(row), [_("Đã chốt {name}.").format(name=row.name)])


def reopen(request: Request) -> Answer:
    """Open a locked period again, with a reason."""
    key = request.options.period
    with opened.office(request) as office, office.store.write("period.reopen") as write:
        period_closing.reopen(write.session, key, request.options.reason)
        row = periods.get(write.session, key)
    return Answer(_as_json(row), [_("Đã mở lại {name}.").format(name=row.name)])


def result(request: Request) -> Answer:
    """What was done in a period, by task and unit, as it was closed or as it stands now."""
    with opened.office(request) as office, office.store.read() as session:
        found = period_result.of_period(session, request.options.period)
    data = {
        "period": found.period,
        "closed": found.closed,
        "counts": _counts(found.counts),
        "units": [{"unit": name or None, **_counts(counts)} for name, counts in found.by_unit()],
        "tasks": [_task(task) for task in found.tasks],
        "adjustments": [correction_as_json(one) for one in found.adjustments],
    }
    return Answer(data, [_summary(found.counts), *map(_told, found.tasks)])


def _counts(counts: Counts) -> dict[str, Any]:
    rate = counts.on_time_rate
    return {**asdict(counts), "on_time_rate": None if rate is None else str(rate)}


def _task(task: TaskResult) -> dict[str, Any]:
    return {
        "id": task.id,
        "number": task.number,
        "ref": task.ref,
        "class": task.whose,
        "units": [_part(part) for part in task.counted],
        "earlier": [_part(part) for part in task.units if part.earlier],
        "occurrences": [{**asdict(one), "due_on": one.due_on.isoformat()} for one in task.occurrences],
    }


_UNTOLD = frozenset({"unit_id", "earlier", "extended_to"})


def _part(part: UnitPart) -> dict[str, Any]:
    fields = {name: _day(value) for name, value in asdict(part).items() if name not in _UNTOLD}
    return {**fields, "unit": part.unit or None, "period": part.period or None}


def _day(value: Any) -> Any:  # noqa: ANN401
    return value.isoformat() if isinstance(value, date) else value


def _summary(counts: Counts) -> str:
    words = _(
        "Hoàn thành đúng hạn {a}, sau thời hạn {b}; chưa hoàn thành trong hạn {c}, quá hạn {d}; "
        "không quy định thời hạn {e}."
    )
    return words.format(
        a=counts.done_on_time,
        b=counts.done_late,
        c=counts.open_in_time,
        d=counts.open_overdue,
        e=counts.no_deadline,
    )


def _told(task: TaskResult) -> str:
    parts = [f"{part.unit or _('chưa giao đơn vị')}: {result_name(part.result)}" for part in task.counted]
    return f"{task.number:>5}  {task.ref:<6} {task.text[:60]}  ({'; '.join(parts)})"


def _as_json(row: PeriodRow) -> dict[str, Any]:
    return {
        "id": row.key,
        "kind": row.kind,
        "name": row.name,
        "from": row.from_on.isoformat(),
        "to": row.to_on.isoformat(),
        "closed": row.closed,
    }


def _line(row: PeriodRow, present: str) -> str:
    state = _("đã chốt") if row.closed else _("chưa chốt")
    mark = _(" ← kỳ hiện tại") if row.key == present else ""
    return f"{row.key:<8} {row.name:<24} {periods.span(row)}  {state}{mark}"
