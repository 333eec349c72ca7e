"""An extension moves what is still to be done: nothing that was done late before it becomes in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import extensions, overview, period_result, progress, task_detail, task_list, tasks, timeliness, units
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter

CAI, PHINH = "Xã Lùng Cải", "Xã Lùng Phình"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 20, 5, tzinfo=UTC))


def put(office: OpenOffice, task_id: str, unit: str, on: date) -> None:
    with office.store.write("progress.put") as write:
        entry = NewProgress(done_on=on)
        progress.put(write.session, task_id, "2024-04", entry, units.find(write.session, unit).id)


def extend(office: OpenOffice, task_id: str) -> None:
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 4, 30), "mưa lũ", "Chủ tịch")


def listed(office: OpenOffice, unit: str) -> tuple[str, date | None, str]:
    """What the list of a unit says of its part, and what the period's result does."""
    with office.store.read() as session:
        unit_id, now = units.find(session, unit).id, timeliness.today(session)
        (row,) = task_list.page(session, TaskFilter(unit_id=unit_id), now)
        (part,) = [one for one in period_result.of_period(session, "2024-04").tasks[0].units if one.unit_id == unit_id]
        assert task_list.count(session, TaskFilter(unit_id=unit_id, timeliness=row.timeliness), now) == 1
        return row.timeliness, row.due_on, part.result


@pytest.mark.parametrize("due", [date(2024, 3, 10), None])
def test_part_done_before_extension_keeps_its_deadline(office: OpenOffice, due: date | None) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), due_on=due)
    put(office, task_id, CAI, date(2024, 3, 15))
    extend(office, task_id)
    assert listed(office, CAI) == (("done_late", due, "done_late") if due else ("no_deadline", None, "no_deadline"))
    assert listed(office, PHINH) == ("in_time", date(2024, 4, 30), "open_in_time")


def test_day_before_extension_told_after_it(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    extend(office, task_id)
    put(office, task_id, CAI, date(2024, 3, 15))
    assert listed(office, CAI) == ("done_late", date(2024, 3, 10), "done_late")
    with office.store.read() as session:
        now = timeliness.today(session)
        (row,) = task_list.page(session, TaskFilter(), now)
        assert (row.timeliness, row.due_on) == ("done_late", date(2024, 3, 10))
        assert task_detail.read(session, task_id).row.timeliness == "done_late"
        assert overview.read(session, now).whole.numbers["done_late"] == 1


def test_nothing_left_to_extend(office: OpenOffice) -> None:
    done = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    put(office, done, CAI, date(2024, 3, 15))
    off = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    recurring = offices.add_task(office, lead=(CAI,), recurrence="monthly")
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, off, "trùng")
    for task_id, code in ((done, "task_over"), (off, "task_over"), (recurring, "recurring_not_extended")):
        with offices.refused(code):
            extend(office, task_id)
