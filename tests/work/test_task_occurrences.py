"""The occurrences of one duty as its page tells them; one told as done later, in a period that is closed or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import offices
import pytest
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.work import (
    month,
    month_cells,
    period_closing,
    period_result,
    progress,
    task_list,
    task_occurrences,
    tasks,
    timeliness,
    units,
    waiving,
)
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter
from models.work.waivers import Waiver

CAI, PHINH = "Xã Lùng Cải", "Xã Lùng Phình"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 20, 5, tzinfo=UTC))


def unit_id(office: OpenOffice, name: str) -> str:
    with office.store.read() as session:
        return units.find(session, name).id


def put(office: OpenOffice, task_id: str, period: str, unit: str, **values: Any) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, period, NewProgress(**values), units.find(write.session, unit).id)


def close(office: OpenOffice, period: str) -> None:
    with office.store.write("period.close") as write:
        period_closing.close(write.session, period)


def rows(office: OpenOffice, task_id: str) -> tuple[task_occurrences.OccurrenceRow, ...]:
    with office.store.read() as session:
        return task_occurrences.of_task(session, task_id)


def standing(office: OpenOffice) -> tuple[str, date | None]:
    with office.store.read() as session:
        (row,) = task_list.page(session, TaskFilter(), timeliness.today(session))
    return row.timeliness, row.due_on


def test_occurrences_in_words(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), recurrence="monthly", assigned_on=date(2023, 11, 20))
    for unit in (CAI, PHINH):
        put(office, task_id, "2023-12", unit, done_on=date(2023, 12, 10))
        put(office, task_id, "2024-01", unit, done_on=date(2024, 1, 20))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, "2024-02", "lũ", "Chủ tịch huyện")
    put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 1))
    found = rows(office, task_id)
    assert [(row.name, task_occurrences.result_words(row)) for row in found] == [
        ("Tháng 4/2024", "Chưa hoàn thành, trong hạn"),
        ("Tháng 3/2024", "Chưa hoàn thành, quá hạn · chậm 6 ngày"),
        ("Tháng 2/2024", "Được miễn"),
        ("Tháng 1/2024", "Hoàn thành sau thời hạn · chậm 6 ngày"),
        ("Tháng 12/2023", "Hoàn thành đúng hạn"),
    ]
    assert [[name for _id, name in row.left] for row in found] == [[CAI, PHINH], [PHINH], [], [], []]
    assert found[2].waived == "lũ · Chủ tịch huyện"
    words = "thực hiện đúng hạn 1/3 tháng, 1 tháng chậm 6 ngày, 1 tháng quá hạn chưa thực hiện, 1 tháng được miễn"
    assert task_occurrences.sum_words(found) == words
    # The year of the reports begins on 15 December: the occurrence due the day before it is of the year before.
    of_year = "thực hiện đúng hạn 0/2 tháng, 1 tháng chậm 6 ngày, 1 tháng quá hạn chưa thực hiện, 1 tháng được miễn"
    both = f"Từ khi giao: {words}. Từ đầu năm báo cáo (15/12/2023): {of_year}."
    assert task_occurrences.sums_words(found, date(2024, 3, 20)) == both
    assert task_occurrences.sums_words(found[:4], date(2024, 3, 20)) == f"Từ khi giao: {of_year}."
    assert task_occurrences.sum_words(found[2:3]) == "1 tháng được miễn"
    assert task_occurrences.sum_words(found[:1]) == ""
    assert rows(office, offices.add_task(office, "một lần")) == ()


def test_miss_is_late_in_lists_until_told_done(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    # The first of the next period does not make it in time again, nor does what is done for that.
    assert standing(office) == ("overdue", date(2024, 3, 14))
    put(office, task_id, "2024-04", CAI, done_on=date(2024, 3, 18))
    assert standing(office) == ("overdue", date(2024, 3, 14))
    put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 19))
    assert standing(office) == ("done_on_time", date(2024, 4, 14))


def test_closed_period_takes_what_was_done_after_it(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    once = offices.add_task(office, "một lần", lead=(CAI,), due_on=date(2024, 3, 1))
    close(office, "2024-03")
    with office.store.read() as session:
        before = period_result.of_period(session, "2024-03")
    with offices.refused("period_closed"):  # that would have been in time: a correction, with its reason
        put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 10))
    with offices.refused("period_closed"):
        put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 19), note="thêm lời")
    with offices.refused("period_closed"):
        put(office, once, "2024-03", CAI, done_on=date(2024, 3, 19))
    put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 20))
    with offices.refused("period_closed"):  # told once; another day is a correction
        put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 19))
    with office.store.read() as session:
        assert period_result.of_period(session, "2024-03") == before
        (told,) = [task for task in period_result.of_period(session, "2024-04").tasks if task.id == task_id]
        assert [(one.period, one.result, one.days_late) for one in told.occurrences] == [
            ("2024-03", "done_late", 6),
            ("2024-04", "open_in_time", 0),
        ]


def test_late_completion_through_the_grid(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    close(office, "2024-03")
    with office.store.write("progress.put") as write:
        line = (task_id, units.find(write.session, CAI).id, {"done_on": date(2024, 3, 20)})
        (outcome,) = month_cells.put(write.session, "2024-03", [line])
    assert outcome.refusal is None and outcome.kept["done_on"] == date(2024, 3, 20)
    assert standing(office) == ("in_time", date(2024, 4, 14))


def lines(office: OpenOffice, period: str) -> list[tuple[str, str]]:
    with office.store.read() as session:
        return [(row.text, row.unit) for row in month.read(session, period).rows]


def test_grid_asks_for_what_is_ours_and_given(office: OpenOffice) -> None:
    offices.add_task(office, "của ta", lead=(CAI,), assigned_on=date(2024, 2, 20))
    offices.add_task(office, "theo dõi", lead=(CAI,), whose="followed")
    offices.add_task(office, "chủ trương", whose="orientation")
    offices.add_task(office, "không rõ ngày giao", lead=(PHINH,))
    waived = offices.add_task(office, "được miễn", lead=(PHINH,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, waived, "2024-03", "lũ", "Chủ tịch")
    assert lines(office, "2024-03") == [("của ta", CAI), ("không rõ ngày giao", PHINH)]
    assert lines(office, "2024-02") == [("không rõ ngày giao", PHINH)]
    assert lines(office, "2024-04")[-1] == ("được miễn", PHINH)


def test_grid_does_not_ask_a_unit_that_finished(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), due_on=date(2024, 3, 1), assigned_on=date(2024, 1, 2))
    put(office, task_id, "2024-02", CAI, done_on=date(2024, 2, 10))
    assert lines(office, "2024-03") == [("việc", PHINH)]
    assert lines(office, "2024-02") == [("việc", CAI), ("việc", PHINH)]
    put(office, task_id, "2024-03", PHINH, percent=50)
    put(office, task_id, "2024-04", PHINH, done_on=date(2024, 3, 1))  # done in March, told in April
    with office.store.read() as session:
        march = month.read(session, "2024-03")
    assert [row.part_done_on for row in march.rows] == [date(2024, 3, 1)]
    assert not [row for row in march.rows if month_cells.late(row, march.period)]


def test_every_occurrence_since_the_beginning_is_told(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 3, 5))
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))
    found = rows(office, task_id)
    assert len(found) == 34 and (found[0].name, found[-1].name) == ("Tháng 12/2026", "Tháng 3/2024")
    assert task_occurrences.sum_words(found).startswith("thực hiện đúng hạn 0/33 tháng")
    with office.store.read() as session:
        (told,) = period_result.of_period(session, "2026-12").tasks
    assert [(one.period, one.result) for one in told.occurrences] == [(r.period, r.result) for r in reversed(found)]


def test_called_off_duty_is_asked_for_nothing_after_that_day(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 1, 5))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "đã có phần mềm")
    assert [row.period for row in rows(office, task_id)] == ["2024-03", "2024-02", "2024-01"]


def waive(office: OpenOffice, task_id: str, period: str, reason: str = "lũ") -> None:
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, period, reason, "Chủ tịch")


def test_what_nobody_has_to_make_is_not_waived(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI, PHINH), recurrence="monthly", assigned_on=date(2024, 1, 20))
    for period in ("2024-01", "2023-12", "1999-05"):
        with pytest.raises(AppError) as early:
            waive(office, task_id, period)
        assert early.value.code == "before_given"
        assert "20/1/2024" in early.value.why
    put(office, task_id, "2024-02", CAI, done_on=date(2024, 3, 1))
    waive(office, task_id, "2024-02")  # one unit still has to make it
    waive(office, task_id, "2024-02", "lũ quét")
    put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 1))
    put(office, task_id, "2024-03", PHINH, done_on=date(2024, 3, 19))
    with offices.refused("occurrence_done"):
        waive(office, task_id, "2024-03")
    put(office, task_id, "2024-03", PHINH, done_on=None)  # written by mistake
    waive(office, task_id, "2024-03")
    waive(office, task_id, "2024-12")  # known beforehand
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "thu hồi")
    with offices.refused("task_cancelled"):
        waive(office, task_id, "2024-04")
    with office.store.read() as session:
        told = {one.period: one.reason for one in session.scalars(select(Waiver))}
    assert told == {"2024-02": "lũ quét", "2024-03": "lũ", "2024-12": "lũ"}


def test_duty_nobody_dated_is_not_waived_before_its_reporting_year(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly")
    with offices.refused("before_given"):
        waive(office, task_id, "2023-12")
    waive(office, task_id, "2024-01")
