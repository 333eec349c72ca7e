"""A standing duty that is due on a day of its month: each occurrence by its own due day, wherever it is asked for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base.paths import Home
from models.journal import journal
from models.reports import decisions
from models.reports.gather import gather
from models.work import (
    closed_lines,
    month,
    occurrences,
    overview,
    part_words,
    period_closing,
    period_result,
    periods,
    progress,
    task_detail,
    task_list,
    task_occurrences,
    tasks,
    timeliness,
    units,
    waiving,
)
from models.work.codes import PERIOD_KIND, RECURRENCES
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter

CAI, PHINH = "Xã Lùng Cải", "Xã Lùng Phình"
GIVEN = date(2024, 2, 1)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(noon(date(2024, 3, 12)))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def duty(office: OpenOffice, due_day: int, *, recurrence: str = "monthly", lead: tuple[str, ...] = (CAI,)) -> str:
    return offices.add_task(office, recurrence=recurrence, due_day=due_day, lead=lead, assigned_on=GIVEN)


def put(office: OpenOffice, task_id: str, period: str, unit: str = CAI, **values: Any) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, period, NewProgress(**values), units.find(write.session, unit).id)


def close(office: OpenOffice, period: str) -> None:
    with office.store.write("period.close") as write:
        period_closing.close(write.session, period)


def told(office: OpenOffice, period: str) -> dict[str, tuple[str, int]]:
    with office.store.read() as session:
        (task,) = period_result.of_period(session, period).tasks
        return {part.period: (part.result, part.days_late) for part in task.counted}


def listed(office: OpenOffice) -> tuple[str, date | None, int | None]:
    with office.store.read() as session:
        (row,) = task_list.page(session, TaskFilter(), timeliness.today(session))
        return row.timeliness, row.due_on, row.days_left


# The day itself


@given(day=DAYS, due_day=st.none() | st.integers(1, 31), kind=st.sampled_from(sorted({*PERIOD_KIND.values()})))
def test_day_lies_in_the_month_that_the_period_is_named_for(day: date, due_day: int | None, kind: str) -> None:
    key = periods.default_key(day, kind)
    last = periods.default_days(key)[1]
    due = occurrences.due_on(key, last, due_day)
    assert (due.year, due.month) == (last.year, last.month)
    length = monthrange(due.year, due.month)[1]
    assert due.day == (last.day if due_day is None else min(due_day, length))


@pytest.fixture(scope="module")
def calendar_of(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[occurrences.Calendar]:
    with offices.copied(template, Home(tmp_path_factory.mktemp("lịch"))) as office, office.store.read() as session:
        yield occurrences.Calendar(session)


@given(
    begun=DAYS, length=st.integers(0, 500), due_day=st.none() | st.integers(1, 31), name=st.sampled_from(RECURRENCES)
)
def test_each_due_day_from_the_beginning_on_is_of_one_occurrence(
    calendar_of: occurrences.Calendar, begun: date, length: int, due_day: int | None, name: str
) -> None:
    until = begun + timedelta(days=length)
    spans = calendar_of.spans(name, begun, until, due_day)
    due = [span.due_on for span in spans]
    assert due == sorted(set(due)) and all(day >= begun for day in due)
    assert occurrences.passed(name, begun, until, due_day) == sum(day < until for day in due)
    onward = list(islice(calendar_of.onward(name, begun, due_day), len(spans) + 1))
    assert onward[:-1] == spans and min(onward[-1].first, onward[-1].due_on) > until
    # Nothing lies between two of them, and the one before the first was due before the duty began.
    keys = [span.key for span in onward]
    assert keys == [keys[0], *(periods.neighbour(key, 1) for key in keys[:-1])]
    before = periods.neighbour(keys[0], -1)
    assert occurrences.due_on(before, periods.default_days(before)[1], due_day) < begun


# A day before the period's end


def test_done_after_its_day_is_late_though_its_period_goes_on(office: OpenOffice) -> None:
    task_id = duty(office, 9)
    put(office, task_id, "2024-02", done_on=date(2024, 2, 9))
    assert listed(office) == ("overdue", date(2024, 3, 9), -3)
    assert told(office, "2024-03") == {"2024-03": ("open_overdue", 3)}
    put(office, task_id, "2024-03", done_on=date(2024, 3, 11))
    assert told(office, "2024-03") == {"2024-03": ("done_late", 2)}
    assert listed(office)[:2] == ("done_late", date(2024, 3, 9))
    with office.store.read() as session:
        newest, before = task_occurrences.of_task(session, task_id)
    assert (newest.due_on, newest.result, newest.days_late) == (date(2024, 3, 9), "done_late", 2)
    assert (before.due_on, before.result) == (date(2024, 2, 9), "done_on_time")


def test_one_of_several_units_is_left_by_the_day(office: OpenOffice) -> None:
    task_id = duty(office, 9, lead=(CAI, PHINH))
    for period, on in (("2024-02", date(2024, 2, 9)), ("2024-03", date(2024, 3, 8))):
        put(office, task_id, period, CAI, done_on=on)
    put(office, task_id, "2024-02", PHINH, done_on=date(2024, 2, 8))
    with office.store.read() as session:
        now = timeliness.today(session)
        assert part_words.of_tasks(session, [task_id], now)[task_id] == "1/2 hoàn thành; còn 01 xã: Lùng Phình"
        tallies = {one.name: one.numbers for one in overview.read(session, now).by_unit}
        (row,) = task_list.page(session, TaskFilter(unit_id=units.find(session, PHINH).id), now)
    assert tallies[CAI]["done_on_time"] == 1 and tallies[PHINH]["overdue"] == 1
    assert (row.timeliness, row.due_on) == ("overdue", date(2024, 3, 9))


def test_one_of_several_units_is_through_before_a_later_day(office: OpenOffice) -> None:
    task_id = duty(office, 25, lead=(CAI, PHINH))
    for unit in (CAI, PHINH):
        put(office, task_id, "2024-02", unit, done_on=date(2024, 2, 20))
    put(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 10))
    with office.store.read() as session:
        words = part_words.of_tasks(session, [task_id], timeliness.today(session))[task_id]
    assert words == "1/2 hoàn thành; còn 01 xã: Lùng Phình"


def test_miss_is_of_the_month_that_holds_its_day(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    duty(office, 9)
    hold_clock(noon(date(2024, 4, 20)))
    assert told(office, "2024-02") == {"2024-02": ("open_overdue", 5)}
    assert told(office, "2024-03") == {"2024-02": ("open_overdue", 34), "2024-03": ("open_overdue", 5)}


def test_duty_begins_with_the_first_day_after_it_was_given(office: OpenOffice) -> None:
    offices.add_task(office, recurrence="monthly", due_day=9, lead=(CAI,), assigned_on=date(2024, 3, 10))
    with office.store.read() as session:
        assert period_result.of_period(session, "2024-03").tasks == ()
    assert told(office, "2024-04") == {"2024-04": ("open_in_time", 0)}
    assert listed(office) == ("in_time", date(2024, 4, 9), 28)


def test_cancelled_after_its_day_it_was_still_to_do(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    task_id = duty(office, 9)
    put(office, task_id, "2024-02", done_on=date(2024, 2, 9))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "thu hồi")  # on 12/3
    assert told(office, "2024-03") == {"2024-03": ("open_overdue", 3)}
    put(office, task_id, "2024-03", done_on=date(2024, 3, 10))  # what was due before can still be told
    assert told(office, "2024-03") == {"2024-03": ("done_late", 1)}
    with offices.refused("task_cancelled"):
        put(office, task_id, "2024-04", done_on=date(2024, 3, 12))


def test_nothing_is_waived_before_the_first_day(office: OpenOffice) -> None:
    task_id = offices.add_task(office, recurrence="monthly", due_day=9, lead=(CAI,), assigned_on=date(2024, 3, 10))
    with office.store.write("task.waive") as write, offices.refused("before_given"):
        waiving.waive(write.session, task_id, "2024-03", "lũ", "Chủ tịch")


# A day after the period's end


def test_day_after_the_period_is_judged_where_it_falls(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = duty(office, 25, recurrence="quarterly")
    hold_clock(noon(date(2024, 3, 15)))
    assert told(office, "2024-03") == {"2024-Q1": ("open_in_time", 0)}
    close(office, "2024-03")
    hold_clock(noon(date(2024, 3, 26)))
    assert listed(office) == ("overdue", date(2024, 3, 25), -1)
    put(office, task_id, "2024-Q1", done_on=date(2024, 3, 24))
    assert told(office, "2024-04") == {"2024-Q1": ("done_on_time", 0), "2024-Q2": ("open_in_time", 0)}
    assert told(office, "2024-03") == {"2024-Q1": ("open_in_time", 0)}
    assert listed(office)[:2] == ("in_time", date(2024, 6, 25))


def test_day_that_is_still_in_time_for_the_one_before_is_not_of_the_next(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = duty(office, 25, lead=(CAI, PHINH))
    for unit in (CAI, PHINH):
        put(office, task_id, "2024-02", unit, done_on=date(2024, 2, 20))
    hold_clock(noon(date(2024, 3, 26)))
    with offices.refused("done_too_early"):
        put(office, task_id, "2024-04", done_on=date(2024, 3, 20))
    put(office, task_id, "2024-03", done_on=date(2024, 3, 20))
    put(office, task_id, "2024-04", done_on=date(2024, 3, 22))  # it is through with the one before
    put(office, task_id, "2024-04", PHINH, done_on=date(2024, 3, 26))  # late for it already


@pytest.mark.parametrize(("on", "occurrence"), [(date(2024, 3, 20), "2024-03"), (date(2024, 3, 26), "2024-04")])
def test_finished_between_its_end_and_its_day_it_is_that_occurrence(
    office: OpenOffice, hold_clock: Callable[[datetime], None], on: date, occurrence: str
) -> None:
    task_id = duty(office, 25)
    put(office, task_id, "2024-02", done_on=date(2024, 2, 20))
    hold_clock(noon(on))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, on)
    with office.store.read() as session:
        done = {one.period: one.result for one in task_occurrences.of_task(session, task_id)}
    assert [key for key, result in done.items() if result == "done_on_time"] == [occurrence, "2024-02"]


def test_closed_grid_has_its_own_occurrence(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    task_id = duty(office, 25)
    put(office, task_id, "2024-02", done_on=date(2024, 2, 20))
    hold_clock(noon(date(2024, 3, 15)))
    close(office, "2024-03")
    with office.store.read() as session:
        (line,) = closed_lines.of(session, periods.get(session, "2024-03")).values()  # type: ignore[union-attr]
        (row,) = month.read(session, "2024-03").rows
    assert (line.part.period, row.due_on) == ("2024-03", date(2024, 3, 25))
    assert line.part.done_on is row.done_on is None


def test_closed_grid_asks_for_none_where_its_own_was_waived(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = duty(office, 25)
    put(office, task_id, "2024-02", done_on=date(2024, 2, 20))  # due, and counted, in March's period
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, "2024-03", "lũ", "Chủ tịch")
    hold_clock(noon(date(2024, 3, 15)))
    close(office, "2024-03")
    assert told(office, "2024-03") == {"2024-02": ("done_on_time", 0)}
    with office.store.read() as session:
        assert month.read(session, "2024-03").rows == ()


# Where it is shown, planned and kept


@pytest.mark.parametrize(("due_day", "due"), [(9, date(2024, 3, 9)), (25, date(2024, 3, 25)), (31, date(2024, 3, 31))])
def test_grid_asks_for_the_day(office: OpenOffice, due_day: int, due: date) -> None:
    duty(office, due_day)
    with office.store.read() as session:
        (row,) = month.read(session, "2024-03").rows
    assert row.due_on == due


@pytest.mark.parametrize(("due_day", "planned"), [(9, [date(2024, 4, 9)]), (25, [date(2024, 3, 25)])])
def test_report_plans_what_falls_due_in_the_next_period(
    office: OpenOffice, due_day: int, planned: list[date], hold_clock: Callable[[datetime], None]
) -> None:
    duty(office, due_day)
    hold_clock(noon(date(2024, 3, 14)))
    with office.store.read() as session:
        sections = gather(session, "thang", "2024-03").sections
    words = " ".join(line for section in sections for line in section.paragraphs)
    days = [f"hạn {day.day}/{day.month}/{day.year}" for day in (date(2024, 4, 9), date(2024, 3, 25))]
    assert [day in words for day in days] == [date(2024, 4, 9) in planned, date(2024, 3, 25) in planned]


def test_done_before_the_next_period_it_is_not_planned(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = duty(office, 25)
    hold_clock(noon(date(2024, 3, 14)))
    put(office, task_id, "2024-03", done_on=date(2024, 3, 13))
    with office.store.read() as session:
        sections = gather(session, "thang", "2024-03").sections
    assert not any("hạn 25/3/2024" in line for section in sections for line in section.paragraphs)


def test_waived_occurrence_is_told_where_its_day_falls(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = duty(office, 25)
    hold_clock(noon(date(2024, 2, 12)))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, "2024-03", "lũ", "Chủ tịch")
    hold_clock(noon(date(2024, 4, 12)))
    with office.store.read() as session:
        told_in = [
            key
            for key in ("2024-02", "2024-03", "2024-04")
            if decisions.waived(session, periods.get(session, key))  # when it was waived, and when it was due
        ]
    assert told_in == ["2024-02", "2024-04"]


def test_change_of_the_day_is_told_and_judged_anew(office: OpenOffice) -> None:
    task_id = offices.add_task(office, recurrence="monthly", lead=(CAI,), assigned_on=date(2024, 2, 20))
    assert listed(office)[:2] == ("due_soon", date(2024, 3, 14))
    with office.store.write("task.change") as write:
        fields = task_detail.fields_of(tasks.get(write.session, task_id))
        tasks.change(write.session, task_id, replace(fields, due_day=9))
    assert listed(office)[:2] == ("overdue", date(2024, 3, 9))
    with office.store.read() as session:
        assert "Hạn trong kỳ" in str(journal.page(session, journal.EventFilter(), limit=1))


@pytest.mark.parametrize(("due_day", "recurrence"), [(0, "monthly"), (32, "monthly"), (9, None)])
def test_wrong_day_is_refused(office: OpenOffice, due_day: int, recurrence: str | None) -> None:
    with offices.refused("wrong_due_day"):
        offices.add_task(office, recurrence=recurrence, due_day=due_day)
