"""Progress: what units report for periods, and what that makes of the task, in whatever order it comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import office as own_office
from models.work import period_closing, progress, tasks, units
from models.work.progress import NewProgress
from models.work.tasks import Task, TaskFields

TODAY = date(2024, 3, 10)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


def new(office: OpenOffice, *lead: str, recurrence: str | None = None) -> str:
    with office.store.write("task.add") as write:
        return tasks.add(write.session, TaskFields("việc", lead=lead, recurrence=recurrence)).id


def put(office: OpenOffice, task_id: str, period: str, unit: str | None = None, **fields: object) -> None:
    with office.store.write("progress.put") as write:
        unit_id = units.find(write.session, unit).id if unit else None
        progress.put(write.session, task_id, period, NewProgress(**fields), unit_id)  # type: ignore[arg-type]


def standing(office: OpenOffice, task_id: str) -> tuple[str, int, date | None]:
    with office.store.read() as session:
        task = session.get_one(Task, task_id)
        return task.state, task.percent, task.done_on


def entry(office: OpenOffice, task_id: str) -> progress.Progress:
    with office.store.read() as session:
        return session.query(progress.Progress).filter_by(task_id=task_id).one()


def test_progress_entry_updates_task(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=40, note="đang làm")
    assert standing(office, task_id) == ("doing", 40, None)
    with office.store.read() as session:
        assert entry(office, task_id).unit_id == units.find(session, "Lùng Cải").id


def test_progress_hundred_percent_is_done(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=100)
    assert standing(office, task_id) == ("accepted", 100, TODAY)
    put(office, task_id, "2024-03", percent=60)
    assert standing(office, task_id) == ("doing", 60, None)
    put(office, task_id, "2024-03", state="accepted")
    assert standing(office, task_id) == ("accepted", 100, TODAY)
    put(office, task_id, "2024-03", state="returned")
    assert standing(office, task_id) == ("returned", 100, None)


def test_progress_done_at_end_of_passed_period(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-02", percent=100)
    assert standing(office, task_id) == ("accepted", 100, date(2024, 2, 14))


def test_progress_done_date_means_done(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", done_on=date(2024, 3, 2))
    assert standing(office, task_id) == ("accepted", 100, date(2024, 3, 2))
    put(office, task_id, "2024-03", done_on=None)
    assert standing(office, task_id)[::2] == ("doing", None)


def test_progress_submitted_waits(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", state="submitted", percent=100)
    assert standing(office, task_id) == ("submitted", 100, TODAY)


def test_progress_average_of_leads(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải", "Xã Lùng Phình")
    put(office, task_id, "2024-03", "Lùng Cải", percent=100)
    assert standing(office, task_id) == ("doing", 50, None)
    put(office, task_id, "2024-03", "Lùng Phình", percent=50)
    assert standing(office, task_id) == ("doing", 75, None)
    put(office, task_id, "2024-03", "Lùng Phình", done_on=date(2024, 3, 1))
    assert standing(office, task_id) == ("accepted", 100, TODAY)  # the day of the last


def test_progress_office_entry_counts_until_later_unit_entry(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải", "Xã Lùng Phình")
    put(office, task_id, "2024-02", percent=30)  # two leads: the entry is the office's own
    put(office, task_id, "2024-02", "Lùng Cải", percent=100)
    assert standing(office, task_id)[1] == 30
    put(office, task_id, "2024-03", "Lùng Cải", percent=100)
    assert standing(office, task_id) == ("doing", 50, None)
    put(office, task_id, "2024-03", percent=90)
    assert standing(office, task_id)[1] == 90


def test_progress_note_does_not_move_task(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-02", percent=60)
    put(office, task_id, "2024-03", note="chờ kinh phí", value=Decimal("3.50"))
    assert standing(office, task_id) == ("doing", 60, None)


def test_progress_note_does_not_reopen_task(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, date(2024, 3, 5))
    put(office, task_id, "2024-03", note="đã gửi báo cáo")
    put(office, task_id, "2024-01", percent=20)  # late figures of a period before
    assert standing(office, task_id) == ("accepted", 100, date(2024, 3, 5))
    put(office, task_id, "2024-03", percent=80)  # but the present period may say otherwise
    assert standing(office, task_id) == ("doing", 80, None)


def test_progress_entry_undone(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-02", percent=60)
    put(office, task_id, "2024-03", percent=100)
    put(office, task_id, "2024-03", percent=None, state=None, done_on=None)
    assert standing(office, task_id) == ("doing", 60, None)
    put(office, task_id, "2024-02", percent=None, state=None)
    assert standing(office, task_id) == ("new", 0, None)


def test_progress_of_old_period_leaves_present(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=80)
    put(office, task_id, "2024-01", percent=10)
    assert standing(office, task_id)[1] == 80


def test_progress_of_recurring_task(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải", recurrence="quarterly")
    put(office, task_id, "2023-12", percent=100)
    put(office, task_id, "2024-01", percent=40)
    put(office, task_id, "2024-02", percent=70)
    assert standing(office, task_id) == ("doing", 70, None)
    put(office, task_id, "2023-11", percent=5)  # the quarter before has been spoken over
    assert standing(office, task_id) == ("doing", 70, None)
    with office.store.read() as session:
        assert session.get_one(Task, task_id).standing_period == "2024-Q1"


def test_progress_keeps_paused(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "paused")
    put(office, task_id, "2024-03", percent=50)
    assert standing(office, task_id)[0] == "paused"


def test_percent_takes_back_no_decision_made_since(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=30)
    assert standing(office, task_id)[0] == "doing"
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "paused")
    put(office, task_id, "2024-03", percent=40)
    assert standing(office, task_id)[0] == "paused"
    put(office, task_id, "2024-03", state="doing")
    assert standing(office, task_id)[0] == "doing"


def test_nothing_done_begins_no_task(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=0)
    assert standing(office, task_id)[0] == "new"


def test_progress_refused_in_closed_period(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-02", percent=10)
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-02", "lan")
    with offices.refused("period_closed"):
        put(office, task_id, "2024-02", percent=20)
    assert entry(office, task_id).percent == 10


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"percent": 101}, "wrong_percent"),
        ({"percent": -1}, "wrong_percent"),
        ({"state": "xong"}, "wrong_state"),
        ({"done_on": date(2024, 3, 11)}, "done_in_future"),
    ],
)
def test_progress_values_refused(office: OpenOffice, fields: dict[str, object], code: str) -> None:
    task_id = new(office, "Xã Lùng Cải")
    with offices.refused(code):
        put(office, task_id, "2024-03", **fields)
    assert standing(office, task_id) == ("new", 0, None)


def test_progress_unknown_task_unit_period(office: OpenOffice) -> None:
    task_id = new(office)
    with offices.refused("task_unknown"):
        put(office, "none", "2024-03", percent=1)
    with offices.refused("period_unknown"):
        put(office, task_id, "2024-33", percent=1)
    with offices.refused("unit_unknown"), office.store.write("progress.put") as write:
        progress.put(write.session, task_id, "2024-03", NewProgress(percent=1), "none")


def test_progress_omitted_fields_kept(office: OpenOffice) -> None:
    task_id = new(office, "Xã Lùng Cải")
    put(office, task_id, "2024-03", percent=40, value=Decimal("12.50"), note="  một \n hai ")
    put(office, task_id, "2024-03", percent=50)
    kept = entry(office, task_id)
    assert (kept.percent, str(kept.value), kept.note) == (50, "12.50", "một \n hai")


def test_progress_of_unassigned_task(office: OpenOffice) -> None:
    task_id = new(office)
    put(office, task_id, "2024-03", percent=40)
    with office.store.read() as session:
        assert entry(office, task_id).unit_id == own_office.own_unit_id(session)
    assert standing(office, task_id)[1] == 40
