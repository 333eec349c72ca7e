"""What may be done with a task, what a person means by a few words of it, and how an office is founded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest
from sqlalchemy import select

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.work import extensions, task_list, tasks, units
from models.work import office as own_office
from models.work.extensions import Extension
from models.work.tasks import Assignment, Task, TaskFields

TODAY = date(2024, 3, 10)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


def task(office: OpenOffice, task_id: str) -> Task:
    with office.store.read() as session:
        return session.get_one(Task, task_id)


def led_by(office: OpenOffice, task_id: str) -> dict[str, str]:
    with office.store.read() as session:
        assigned = session.scalars(select(Assignment).where(Assignment.task_id == task_id))
        return {units.get(session, row.unit_id).name: row.role for row in assigned}


def test_task_names_become_assignments(office: OpenOffice) -> None:
    task_id = offices.add_task(
        office,
        lead=("xã LÙNG CẢI", "Ban lạ", " Ban lạ "),
        with_units=("Xã Lùng Phình", "Ban lạ"),
        text=" một\u200b  hai ",
    )
    made = task(office, task_id)
    assert (made.text, made.lead_text, made.with_text) == ("một hai", "xã LÙNG CẢI; Ban lạ", "Xã Lùng Phình")
    assert led_by(office, task_id) == {"Xã Lùng Cải": "lead", "Xã Lùng Phình": "with"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " \u200b\n"}, "task_text_missing"),
        ({"area": "khác"}, "wrong_area"),
        ({"recurrence": "weekly"}, "wrong_recurrence"),
    ],
)
def test_task_batch_refused_whole(office: OpenOffice, fields: dict[str, str], code: str) -> None:
    with offices.refused(code), office.store.write("task.add") as write:
        tasks.add_many(write.session, [TaskFields("một"), TaskFields(**({"text": "hai"} | fields))])  # type: ignore[arg-type]
    with office.store.read() as session:
        assert not session.scalars(select(Task)).all()


def test_task_numbers_unique(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        assert [t.number for t in tasks.add_many(write.session, [TaskFields(str(n)) for n in range(3)])] == [1, 2, 3]
    assert task(office, offices.add_task(office)).number == 4


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("2", 2), ("đất đai", 2), ("RÀ SOÁT", 1), ("ra soat thu tuc", 1), ("rà soát thủ t", 1)],
)
def test_task_find(office: OpenOffice, wanted: str, number: int) -> None:
    offices.add_task(office, "Rà soát thủ tục")
    offices.add_task(office, "Công bố đất đai")
    with office.store.read() as session:
        assert task_list.find(session, wanted).number == number


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("3", "task_unknown"), ("", "task_unknown"), ("9" * 50, "task_unknown"), ("²", "task_unknown"),
     ("%", "task_unknown"), ("công bố", "task_ambiguous"), ("OR", "task_unknown")],
)  # fmt: skip
def test_task_find_refused(office: OpenOffice, wanted: str, code: str) -> None:
    offices.add_task(office, "Công bố đất đai")
    offices.add_task(office, "Công bố thủ tục")
    with offices.refused(code), office.store.read() as session:
        task_list.find(session, wanted)


def test_task_extend_with_reason(office: OpenOffice) -> None:
    task_id = offices.add_task(office, due_on=date(2024, 3, 20))
    for new_day, reason, by, code in (
        (date(2024, 3, 20), "lý do", "Chủ tịch", "deadline_not_later"),
        (date(2024, 4, 1), " ", "Chủ tịch", "reason_missing"),
        (date(2024, 4, 1), "lý do", " ", "approver_missing"),
    ):
        with offices.refused(code), office.store.write("task.extend") as write:
            extensions.extend(write.session, task_id, new_day, reason, by)
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 4, 1), "thiếu kinh phí", "Chủ tịch")
    assert task(office, task_id).due_on == date(2024, 4, 1)
    with office.store.read() as session:
        kept = session.scalars(select(Extension)).one()
        assert (kept.old_due_on, kept.reason, kept.on) == (date(2024, 3, 20), "thiếu kinh phí", TODAY)


def test_task_finish_and_undo(office: OpenOffice) -> None:
    task_id = offices.add_task(office, due_on=date(2024, 3, 20))
    with offices.refused("done_in_future"), office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, date(2024, 3, 11))
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "accepted")
    made = task(office, task_id)
    assert (made.state, made.percent, made.done_on) == ("accepted", 100, TODAY)
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "doing")
    made = task(office, task_id)
    assert (made.state, made.percent, made.done_on) == ("doing", 100, None)
    with offices.refused("wrong_state"), office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "xong")


def test_task_finish_recurring(office: OpenOffice) -> None:
    task_id = offices.add_task(office, recurrence="quarterly")
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id)
    assert task(office, task_id).standing_period == "2024-Q1"


def test_task_cancel_needs_reason(office: OpenOffice) -> None:
    task_id = offices.add_task(office, note="ghi chú cũ")
    with offices.refused("reason_missing"), office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "")
    with offices.refused("reason_missing"), office.store.write("task.state") as write:
        tasks.set_state(write.session, task_id, "cancelled")
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "trùng nhiệm vụ")
    made = task(office, task_id)
    assert made.state == "cancelled" and made.note == "ghi chú cũ\nHủy: trùng nhiệm vụ"


def test_task_reassign_touches_changes_only(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=("Xã Lùng Cải",), with_units=("Xã Lùng Phình",))
    with office.store.write("task.assign") as write:
        found = [units.find(write.session, name).id for name in ("Lùng Cải", "Thị trấn")]
        tasks.assign(write.session, task_id, found[:1], found)
    assert led_by(office, task_id) == {"Xã Lùng Cải": "lead", "Thị trấn Bắc Hà": "with"}
    made = task(office, task_id)
    assert (made.lead_text, made.with_text) == ("Xã Lùng Cải", "Thị trấn Bắc Hà")
    with office.store.write("task.assign") as write:
        tasks.assign(write.session, task_id, found[:1], found[1:])
    assert write.changed == frozenset()


def test_office_found(office: OpenOffice) -> None:
    with office.store.read() as session:
        card = own_office.card(session)
        assert (card.name, card.symbol, card.parent, card.place) == (
            "Phòng Nội vụ", "PNV", "Ủy ban nhân dân huyện Bắc Hà", "Bắc Hà",
        )  # fmt: skip
        assert len(units.rows(session)) == 5


def test_office_found_twice_refused(office: OpenOffice, home: Home) -> None:
    with offices.refused("office_exists"):
        offices.found(home)


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (OfficeSpec(" ", "huyen"), "unit_name_missing"),
        (OfficeSpec("Phòng Nội vụ", "quan"), "wrong_level"),
        (OfficeSpec("Phòng Nội vụ", "huyen", children=(("1", "Xã A"), ("2", "xã a"))), "unit_exists"),
    ],
)
def test_office_found_refused_leaves_nothing(home: Home, spec: OfficeSpec, code: str) -> None:
    with offices.refused(code):
        offices.found(home, spec)
    assert not opening.exists(home)
    assert not home.folder.exists() or {path.name for path in home.folder.iterdir()} <= {"so-cchc.lock"}
    offices.found(home).close()
