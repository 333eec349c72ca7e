"""Work that is given back is not done any more from the running period on, whatever its unit had told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import period_closing, period_result, progress, returning, tasks, units
from models.work.progress import NewProgress

CAI, PHINH, OWN = "Xã Lùng Cải", "Xã Lùng Phình", "Phòng Nội vụ"
DONE = date(2024, 3, 9)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 20, 5, tzinfo=UTC))


def told(office: OpenOffice, task_id: str, unit: str, key: str = "2024-03", **said: object) -> None:
    with office.store.write("progress.put") as write:
        unit_id = units.find(write.session, unit).id
        progress.put(write.session, task_id, key, NewProgress(**said), unit_id)  # type: ignore[arg-type]


def give_back(office: OpenOffice, task_id: str) -> str:
    with office.store.write("task.state") as write:
        returning.give_back(write.session, task_id)
        return tasks.get(write.session, task_id).state


def results(office: OpenOffice, key: str) -> dict[str, str]:
    with office.store.read() as session:
        return {part.unit: part.result for task in period_result.of_period(session, key).tasks for part in task.counted}


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("key", ["2024-03", "2024-04", "2024-Q1"])
def test_returned_after_the_unit_said_done(office: OpenOffice, key: str, closed: bool) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    told(office, task_id, CAI, key, done_on=DONE)
    if closed:
        with office.store.write("period.close") as write:
            period_closing.close(write.session, "2024-03")
    assert give_back(office, task_id) == "returned"
    stays = closed or key != "2024-04"  # nobody but the running period told it
    assert results(office, "2024-03") == {CAI: "done_on_time" if stays else "open_overdue"}
    assert results(office, "2024-04") == {CAI: "open_overdue"}
    told(office, task_id, CAI, "2024-04", done_on=date(2024, 3, 20))
    assert results(office, "2024-05") == {}


def test_what_some_units_have_done_stays_while_others_are_not_through(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), due_on=date(2024, 3, 10))
    told(office, task_id, CAI, done_on=DONE)
    give_back(office, task_id)
    assert results(office, "2024") == {CAI: "done_on_time", PHINH: "open_overdue"}
    told(office, task_id, PHINH, done_on=DONE)
    assert give_back(office, task_id) == "returned"
    assert results(office, "2024") == {CAI: "open_overdue", PHINH: "open_overdue"}


def test_occurrence_is_returned_while_its_period_is_open(office: OpenOffice) -> None:
    task_id = offices.add_task(office, recurrence="monthly", lead=(CAI,), assigned_on=date(2024, 3, 1))
    told(office, task_id, CAI, done_on=DONE)
    give_back(office, task_id)
    assert results(office, "2024-03") == {CAI: "open_overdue"}


@pytest.mark.parametrize("recurrence", [None, "monthly"])
def test_returned_in_the_line_of_the_office_for_the_whole(office: OpenOffice, recurrence: str | None) -> None:
    due = {"recurrence": recurrence} if recurrence else {"due_on": date(2024, 3, 10)}
    task_id = offices.add_task(office, lead=(CAI, PHINH), assigned_on=date(2024, 3, 1), **due)
    for unit in (CAI, PHINH):
        told(office, task_id, unit, done_on=DONE)
    told(office, task_id, OWN, state="returned")
    with office.store.read() as session:
        task = tasks.get(session, task_id)
        assert (task.state, task.done_on) == ("returned", None)
    assert results(office, "2024-03") == {CAI: "open_overdue", PHINH: "open_overdue"}
    told(office, task_id, CAI, done_on=DONE)
    assert results(office, "2024-03") == {CAI: "done_on_time", PHINH: "open_overdue"}


def test_line_of_the_office_returns_nothing_told_later_or_while_some_are_not_through(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), due_on=date(2024, 3, 10))
    told(office, task_id, CAI, done_on=DONE)
    told(office, task_id, OWN, state="returned")
    assert results(office, "2024-03") == {CAI: "done_on_time", PHINH: "open_overdue"}
    told(office, task_id, PHINH, "2024-04", done_on=DONE)
    told(office, task_id, OWN, state="returned")
    assert results(office, "2024")[PHINH] == "done_on_time"  # told for a later period than the office's word
