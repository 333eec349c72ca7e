"""Results kept by an older version have 99 % for what turned out to be done later: only what was entered is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import offices
import pytest
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.work import closed_results, period_closing, period_result, periods, progress, units
from models.work.progress import NewProgress
from models.work.result_parts import PeriodResult

CAI = "Xã Lùng Cải"


def tell(office: OpenOffice, task_id: str, **said: object) -> None:
    with office.store.write("progress.put") as write:
        unit = units.find(write.session, CAI).id
        progress.put(write.session, task_id, "2024-03", NewProgress(**said), unit)  # type: ignore[arg-type]


def found(office: OpenOffice) -> PeriodResult:
    with office.store.read() as session:
        return period_result.of_period(session, "2024-03")


@pytest.mark.parametrize(("entered", "shown"), [(None, 0), (40, 40), (99, 99)])
@pytest.mark.parametrize("recurrence", [None, "monthly"])
def test_ninety_nine_of_nobody_is_what_was_entered(
    office: OpenOffice,
    hold_clock: Callable[[datetime], None],
    entered: int | None,
    shown: int,
    recurrence: str | None,
) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    due = {"recurrence": recurrence} if recurrence else {"due_on": date(2024, 3, 10)}
    task_id = offices.add_task(office, lead=(CAI,), assigned_on=date(2024, 2, 20), **due)
    if entered is not None:
        tell(office, task_id, percent=entered)
    hold_clock(datetime(2024, 3, 20, 3, tzinfo=UTC))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03")
        _keep_as_an_older_version(write.session)
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    if recurrence:  # the entry itself is overwritten
        tell(office, task_id, done_on=date(2024, 4, 2))
    (part,) = found(office).tasks[0].units
    assert (part.result, part.done_on, part.percent) == ("open_overdue", None, shown)


def _keep_as_an_older_version(session: Session) -> None:
    period = periods.get(session, "2024-03")
    kept = closed_results.of(session, period.id or "")
    assert kept is not None
    (task,) = kept.tasks
    old = replace(task, units=tuple(replace(part, percent=99) for part in task.units))
    closed_results.keep(session, period.id or "", replace(kept, tasks=(old,)))
