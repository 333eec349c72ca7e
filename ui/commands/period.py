"""`period list`, `period close`, `period reopen`."""

from __future__ import annotations

from typing import Any

from models.base import clock
from models.base.words import _
from models.work import periods
from models.work.periods import PeriodRow
from ui.commands import opened
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
        periods.close(write.session, key, write.by)
        row = periods.get(write.session, key)
    return Answer(_as_json(row), [_("Đã chốt {name}.").format(name=row.name)])


def reopen(request: Request) -> Answer:
    """Open a locked period again, with a reason."""
    key = request.options.period
    with opened.office(request) as office, office.store.write("period.reopen") as write:
        periods.reopen(write.session, key, request.options.reason)
        row = periods.get(write.session, key)
    return Answer(_as_json(row), [_("Đã mở lại {name}.").format(name=row.name)])


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
