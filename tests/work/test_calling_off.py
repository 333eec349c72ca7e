"""A task is called off in one way only, with a reason and a day, and nobody tells of it from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import offices
import pytest
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.work import adjustments, month_cells, period_closing, period_result, progress, tasks, units
from models.work.progress import NewProgress, Progress
from models.work.tasks import Task

CAI, PHINH = "Xã Lùng Cải", "Xã Lùng Phình"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


def put(office: OpenOffice, task_id: str, period: str, unit: str = CAI, **values: Any) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, period, NewProgress(**values), units.find(write.session, unit).id)


@pytest.mark.parametrize("done", [None, date(2024, 3, 5)])
def test_entry_calls_nothing_off(office: OpenOffice, done: date | None) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 2, 20))
    with offices.refused("cancel_elsewhere"):
        put(office, task_id, "2024-03", state="cancelled", done_on=done)
    with office.store.write("progress.put") as write:
        unit = units.find(write.session, CAI).id
        (line,) = month_cells.put(write.session, "2024-03", [(task_id, unit, {"state": "cancelled"})])
    assert line.refusal is not None and line.refusal.code == "cancel_elsewhere"
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-02", "lan")
    with office.store.write("period.adjust") as write, offices.refused("cancel_elsewhere"):
        adjustments.adjust(write.session, task_id, "2024-02", NewProgress(state="cancelled"), "thu hồi")
    with office.store.read() as session:
        assert session.get_one(Task, task_id).state == "new"
        assert period_result.of_period(session, "2024-03").counts.open_overdue == 1


def test_called_off_task_takes_no_progress(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 1, 20))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "thu hồi")
    for values in ({"state": "doing"}, {"percent": 50}, {"done_on": date(2024, 3, 5)}):
        with offices.refused("task_cancelled"):
            put(office, task_id, "2024-03", **values)
    put(office, task_id, "2024-03", note="đã báo xã")
    put(office, task_id, "2024-02", done_on=date(2024, 2, 10))  # was still to do then
    hold_clock(datetime(2024, 4, 1, 5, tzinfo=UTC))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "thu hồi lần nữa")
        assert write.session.get_one(Task, task_id).cancelled_on == date(2024, 3, 10)


def test_old_entry_that_calls_off_is_kept(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH))
    put(office, task_id, "2024-02", percent=5)
    with office.store.write("x") as write:
        write.session.scalars(select(Progress)).one().state = "cancelled"
        write.session.get_one(Task, task_id).state = "cancelled"
    put(office, task_id, "2024-02", note="như cũ")
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "doing")
    put(office, task_id, "2024-03", PHINH, percent=20)
    with office.store.read() as session:
        assert session.get_one(Task, task_id).state == "doing"
