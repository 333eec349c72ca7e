"""The result of a period: each unit's part, each occurrence, corrections after closing; counted by hand first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import (
    adjustments,
    extensions,
    month,
    period_closing,
    period_result,
    periods,
    progress,
    tasks,
    units,
    waiving,
)
from models.work.progress import NewProgress
from models.work.result_parts import PeriodResult, TaskResult
from models.work.result_rules import JudgedOn, counted, judged

TOWN, CAI, PHINH = "Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 7, 20, 5, tzinfo=UTC))


def told(office: OpenOffice, task_id: str, period: str, unit: str, **fields: object) -> None:
    with office.store.write("progress.put") as write:
        entry = NewProgress(**fields)  # type: ignore[arg-type]
        progress.put(write.session, task_id, period, entry, units.find(write.session, unit).id)


def close(office: OpenOffice, period: str) -> None:
    with office.store.write("period.close") as write:
        period_closing.close(write.session, period)


def result(office: OpenOffice, period: str) -> PeriodResult:
    with office.store.read() as session:
        return period_result.of_period(session, period)


def of(office: OpenOffice, period: str, task_id: str) -> TaskResult:
    return next(task for task in result(office, period).tasks if task.id == task_id)


def parts(office: OpenOffice, period: str, task_id: str) -> dict[str, tuple[str, int]]:
    return {part.unit: (part.result, part.days_late) for part in of(office, period, task_id).units}


def occurrences(office: OpenOffice, period: str, task_id: str) -> dict[str, tuple[str, int]]:
    return {one.period: (one.result, one.days_late) for one in of(office, period, task_id).occurrences}


def test_unit_that_finished_is_not_late_with_others(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(TOWN, CAI, PHINH), due_on=date(2024, 3, 10))
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 8))
    told(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 12))
    wanted = {TOWN: ("done_on_time", 0), CAI: ("done_late", 2), PHINH: ("open_overdue", 4)}
    assert parts(office, "2024-03", task_id) == wanted
    found = result(office, "2024-03")
    assert (found.counts.done_on_time, found.counts.done_late, found.counts.open_overdue) == (1, 1, 1)
    assert [(name, str(counts.on_time_rate)) for name, counts in found.by_unit()] == [
        (TOWN, "100.00"),
        (CAI, "0.00"),
        (PHINH, "0.00"),
    ]


def test_missed_occurrence_stays_missed_until_done_late(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="quarterly", assigned_on=date(2024, 1, 2))
    told(office, task_id, "2024-Q1", CAI, done_on=date(2024, 3, 20))
    assert occurrences(office, "2024-02", task_id) == {"2024-Q1": ("open_in_time", 0)}
    assert occurrences(office, "2024-03", task_id) == {"2024-Q1": ("open_overdue", 0)}
    assert occurrences(office, "2024-04", task_id)["2024-Q1"] == ("done_late", 6)
    assert occurrences(office, "2024-05", task_id) == {"2024-Q2": ("open_in_time", 0)}
    assert occurrences(office, "2024-06", task_id) == {"2024-Q2": ("open_overdue", 0)}
    assert occurrences(office, "2024-H1", task_id) == {"2024-Q1": ("done_late", 6), "2024-Q2": ("open_overdue", 0)}


def test_monthly_duty_in_its_quarter(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2023, 12, 20))
    told(office, task_id, "2024-01", CAI, done_on=date(2024, 1, 14))
    told(office, task_id, "2024-02", CAI, done_on=date(2024, 2, 20))
    told(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 1))
    wanted = {"2024-01": ("done_on_time", 0), "2024-02": ("done_late", 6), "2024-03": ("done_on_time", 0)}
    assert occurrences(office, "2024-Q1", task_id) == wanted
    assert str(result(office, "2024-Q1").counts.on_time_rate) == "66.67"


def test_waived_occurrence_is_missed_by_nobody(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, "2024-03", "tháng có lũ, huyện cho miễn", "Chủ tịch UBND huyện")
    assert result(office, "2024-03").tasks == ()
    assert occurrences(office, "2024-04", task_id) == {"2024-04": ("open_overdue", 0)}
    with office.store.write("task.waive") as write:
        with offices.refused("kind_and_period_differ"):
            waiving.waive(write.session, task_id, "2024-Q1", "lý do", "ai đó")
        with offices.refused("approver_missing"):
            waiving.waive(write.session, task_id, "2024-04", "lý do", " ")
    once = offices.add_task(office, "một lần")
    with office.store.write("task.waive") as write, offices.refused("not_recurring"):
        waiving.waive(write.session, once, "2024-04", "lý do", "ai đó")


def test_waiver_leaves_the_results_of_those_that_had_done_it(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(TOWN, CAI, PHINH), recurrence="monthly", assigned_on=date(2024, 2, 20))
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 8))
    told(office, task_id, "2024-03", CAI, done_on=date(2024, 3, 16))
    with office.store.write("task.waive") as write:
        waiving.waive(write.session, task_id, "2024-03", "xã có lũ, huyện cho miễn", "Chủ tịch UBND huyện")
    counts = result(office, "2024-Q1").counts
    assert (counts.done_on_time, counts.done_late, counts.open_overdue) == (1, 0, 1)  # on 14/3 CAI had not done it
    assert PHINH not in parts(office, "2024-03", task_id)
    assert occurrences(office, "2024-04", task_id)["2024-03"] == ("done_late", 2)
    with office.store.read() as session:
        grid = month.read(session, "2024-03")
    assert {row.unit for row in grid.rows if row.task_id == task_id} == {TOWN, CAI}


def test_closed_result_stays_whatever_is_saved_later(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(TOWN, CAI), due_on=date(2024, 3, 10))
    other = offices.add_task(office, "việc khác", lead=(PHINH,), due_on=date(2024, 3, 12))
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 8))
    close(office, "2024-03")
    before = result(office, "2024-03")
    assert before.closed
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, date(2024, 3, 9))
        extensions.extend(write.session, other, date(2024, 4, 30), "mưa lũ", "Chủ tịch")
        tasks.cancel(write.session, other, "thu hồi")
    offices.add_task(office, "việc mới nhập", lead=(CAI,), due_on=date(2024, 3, 1))
    assert result(office, "2024-03") == before
    # Nobody told yet that it was done: the next period does, though it was done before that began.
    assert parts(office, "2024-04", task_id) == {TOWN: ("done_on_time", 0), CAI: ("done_on_time", 0)}
    with office.store.write("period.reopen") as write:
        period_closing.reopen(write.session, "2024-03", "sửa số liệu")
    assert result(office, "2024-03") != before


def test_correction_is_told_in_next_open_period(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    entry = NewProgress(done_on=date(2024, 3, 9))
    with office.store.write("period.adjust") as write, offices.refused("period_open"):
        adjustments.adjust(write.session, task_id, "2024-03", entry, "nhập thiếu")
    close(office, "2024-03")
    close(office, "2024-04")
    before = result(office, "2024-03"), result(office, "2024-04")
    with office.store.write("period.adjust", by="Lan") as write:
        with offices.refused("reason_missing"):
            adjustments.adjust(write.session, task_id, "2024-03", entry, " ")
        adjustments.adjust(write.session, task_id, "2024-03", entry, "nhập thiếu")
        with offices.refused("nothing_changed"):
            adjustments.adjust(write.session, task_id, "2024-03", entry, "nhập thiếu")
        count = len(write.recorder.changes)
        with offices.refused("done_after_period"):
            adjustments.adjust(write.session, task_id, "2024-03", NewProgress(done_on=date(2024, 3, 20)), "nhập thiếu")
        write.session.flush()
        assert len(write.recorder.changes) == count
    assert (result(office, "2024-03"), result(office, "2024-04")) == before
    (one,) = result(office, "2024-05").adjustments
    assert (one.task, one.unit, one.period, one.by) == (task_id, CAI, "2024-03", "Lan")
    assert (one.field, one.before, one.after, one.reason) == ("done_on", "", "2024-03-09", "nhập thiếu")
    assert parts(office, "2024-05", task_id) == {CAI: ("done_on_time", 0)}


@pytest.mark.parametrize(("month", "quarter"), [(False, False), (True, False), (False, True), (True, True)])
def test_correction_told_by_period_opened_again_is_told_by_none_after_it(
    office: OpenOffice, hold_clock: Callable[[datetime], None], month: bool, quarter: bool
) -> None:
    """What the reopened month says itself, the next month does not; a quarter closed before still lacks it."""
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    for period in ("2024-03", *(("2024-Q1",) if quarter else ())):
        close(office, period)
    hold_clock(datetime(2024, 7, 21, 5, tzinfo=UTC))
    with office.store.write("period.adjust") as write:
        adjustments.adjust(write.session, task_id, "2024-03", NewProgress(done_on=date(2024, 3, 9)), "nhập thiếu")
    told_by = {period: len(result(office, period).adjustments) for period in ("2024-04", "2024-Q2")}
    assert told_by == {"2024-04": 1, "2024-Q2": 1}
    for step, closed in enumerate((False, True)):
        hold_clock(datetime(2024, 7, 22 + step, 5, tzinfo=UTC))
        if month and closed:
            close(office, "2024-03")
        elif month:
            with office.store.write("period.reopen") as write:
                period_closing.reopen(write.session, "2024-03", "sửa")
        told_by = {period: len(result(office, period).adjustments) for period in ("2024-04", "2024-Q2")}
        assert told_by == {"2024-04": int(not month), "2024-Q2": int(not month or quarter)}


@pytest.mark.parametrize("recurrence", [None, "monthly"])
@pytest.mark.parametrize("known", [None, 0, 40])
def test_percent_of_what_was_done_later_is_what_was_told_by_then(
    office: OpenOffice, recurrence: str | None, known: int | None
) -> None:
    given = {"due_on": date(2024, 4, 10)} if recurrence is None else {"recurrence": recurrence}
    task_id = offices.add_task(office, lead=(CAI,), assigned_on=date(2024, 3, 20), **given)
    if known is not None:
        told(office, task_id, "2024-03" if recurrence is None else "2024-04", CAI, percent=known, state="doing")
    told(office, task_id, "2024-04", CAI, done_on=date(2024, 4, 20))
    (part,) = of(office, "2024-04", task_id).units
    # The row of the month keeps its newest word alone.
    assert (part.result, part.percent) == ("open_overdue", (known or 0) if recurrence is None else 0)
    assert [part.percent for part in of(office, "2024-05", task_id).units if part.done_on] == [100]


def test_task_is_in_no_period_before_it_was_given(office: OpenOffice) -> None:
    given = offices.add_task(office, lead=(CAI,), due_on=date(2024, 5, 1), assigned_on=date(2024, 3, 20))
    always = offices.add_task(office, "không rõ ngày giao", lead=(CAI,), due_on=date(2024, 5, 1))
    assert [task.id for task in result(office, "2024-03").tasks] == [always]
    assert [task.id for task in result(office, "2023").tasks] == [always]
    assert [task.id for task in result(office, "2024-04").tasks] == [given, always]


def test_only_own_tasks_are_counted(office: OpenOffice) -> None:
    for whose in ("ours", "followed", "orientation"):
        offices.add_task(office, whose, whose=whose, lead=(CAI,), due_on=date(2024, 3, 1))
    found = result(office, "2024-03")
    assert [task.whose for task in found.tasks] == ["ours", "followed", "orientation"]
    assert found.counts.total == 1
    with office.store.write("task.add") as write, offices.refused("wrong_class"):
        tasks.add(write.session, tasks.TaskFields("x", whose="theirs"))


def test_extension_counts_from_the_day_it_was_granted(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    hold_clock(datetime(2024, 4, 5, 5, tzinfo=UTC))
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, date(2024, 4, 30), "mưa lũ", "Chủ tịch")
    assert parts(office, "2024-03", task_id) == {CAI: ("open_overdue", 4)}
    assert parts(office, "2024-04", task_id) == {CAI: ("open_in_time", 0)}


def test_cancelled_task_is_in_no_period_after_it(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 10))
    hold_clock(datetime(2024, 4, 5, 5, tzinfo=UTC))
    with office.store.write("task.cancel") as write:
        tasks.cancel(write.session, task_id, "thu hồi văn bản")
    hold_clock(datetime(2024, 7, 20, 5, tzinfo=UTC))
    assert parts(office, "2024-03", task_id) == {CAI: ("open_overdue", 4)}
    assert result(office, "2024-04").tasks == ()


def test_task_of_nobody_and_without_deadline_stands_apart(office: OpenOffice) -> None:
    task_id = offices.add_task(office)
    assert parts(office, "2024-03", task_id) == {"": ("no_deadline", 0)}
    found = result(office, "2024-03")
    assert [(name, counts.total, counts.on_time_rate) for name, counts in found.by_unit()] == [("", 1, None)]


def test_office_decides_for_all_units(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(TOWN, CAI), due_on=date(2024, 3, 10))
    told(office, task_id, "2024-03", TOWN, percent=40, note="chờ kinh phí")
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task_id, date(2024, 3, 14))
    assert parts(office, "2024-03", task_id) == {TOWN: ("done_late", 4), CAI: ("done_late", 4)}
    assert {part.reason for part in of(office, "2024-03", task_id).units if part.unit == TOWN} == {"chờ kinh phí"}


def test_last_day_belongs_to_its_period(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 14))
    hold_clock(datetime(2024, 3, 14, 5, tzinfo=UTC))
    assert parts(office, "2024-03", task_id) == {CAI: ("open_in_time", 0)}
    hold_clock(datetime(2024, 3, 15, 5, tzinfo=UTC))
    assert parts(office, "2024-03", task_id) == {CAI: ("open_overdue", 0)}


@pytest.mark.parametrize(
    ("due", "done", "over", "wanted"),
    [
        (None, None, True, ("no_deadline", 0)),
        (None, date(2024, 3, 1), True, ("no_deadline", 0)),
        (date(2024, 3, 14), date(2024, 3, 14), True, ("done_on_time", 0)),
        (date(2024, 3, 10), date(2024, 3, 14), True, ("done_late", 4)),
        (date(2024, 3, 10), date(2024, 3, 15), True, ("open_overdue", 4)),
        (date(2024, 3, 14), None, False, ("open_in_time", 0)),
        (date(2024, 3, 15), None, True, ("open_in_time", 0)),
    ],
)
def test_rule(due: date | None, done: date | None, over: bool, wanted: tuple[str, int]) -> None:
    assert judged(JudgedOn(date(2024, 3, 14), over), due, done) == wanted


def test_rate_is_of_what_was_due() -> None:
    counts = counted(["done_on_time", "done_on_time", "done_late", "open_in_time", "no_deadline"])
    assert (counts.total, counts.due, str(counts.on_time_rate)) == (5, 3, "66.67")


def test_part_stays_with_who_did_it_before_the_hand_over(office: OpenOffice) -> None:
    duty = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 1, 20))
    told(office, duty, "2024-02", CAI, done_on=date(2024, 2, 10))
    with office.store.write("task.assign") as write:
        tasks.assign(write.session, duty, [units.find(write.session, PHINH).id])
    found = [(part.unit, part.period, part.result) for part in of(office, "2024-Q1", duty).units]
    assert found == [(CAI, "2024-02", "done_on_time"), (PHINH, "2024-03", "open_overdue")]


def test_office_takes_no_finished_part_back(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(TOWN, CAI), due_on=date(2024, 3, 10))
    told(office, task_id, "2024-03", TOWN, done_on=date(2024, 3, 8))
    told(office, task_id, "2024-03", "Phòng Nội vụ", percent=60)
    assert parts(office, "2024-03", task_id) == {TOWN: ("done_on_time", 0), CAI: ("open_overdue", 4)}
    assert [part.percent for part in of(office, "2024-03", task_id).units] == [100, 60]
    told(office, task_id, "2024-03", "Phòng Nội vụ", done_on=date(2024, 3, 12))
    assert parts(office, "2024-03", task_id) == {TOWN: ("done_on_time", 0), CAI: ("done_late", 2)}


def test_period_before_stands_as_it_was_at_closing(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 16, 5, tzinfo=UTC))
    task_id = offices.add_task(office, due_on=date(2024, 2, 10), assigned_on=date(2024, 1, 20))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03")
    with office.store.read() as session:
        then = period_result.before(session, periods.get(session, "2024-03"))
    assert (then.open_overdue, then.total) == (1, 1)
    with office.store.write("task.change") as write:
        tasks.get(write.session, task_id).assigned_on = date(2024, 2, 20)
    with office.store.read() as session:
        assert period_result.of_period(session, "2024-02").counts.total == 0
        assert period_result.before(session, periods.get(session, "2024-03")) == then
