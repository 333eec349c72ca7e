"""How often a duty was made: the fraction is over what fell due in the period, and each older miss is told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import offices
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from parts_book import CAI, gathered, told, words
from report_sample import sample_tasks
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.reports import standing
from models.reports.data import ReportTask
from models.reports.occurrence_words import Sorted, by_saying, names_of_periods, often
from models.reports.report_tasks import report_tasks
from models.reports.task_lines import told_words
from models.work import period_closing, period_result, periods, progress, task_occurrences, tasks, units, waiving
from models.work.progress import NewProgress
from models.work.result_parts import OccurrenceResult, UnitPart
from models.work.tasks import TaskFields

TODAY = datetime(2026, 12, 16, 5, tzinfo=UTC)
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))
ASKED = (*MONTHS, "2026-Q1", "2026-Q2", "2026-Q4", "2026-H1", "2026")
KIND = {"monthly": "month", "quarterly": "quarter"}
BEGUN = date(2025, 11, 20)  # so the first occurrence is that of December 2025, due before the year began


def duty(results: dict[str, tuple[str, int]], first: date = date(2026, 11, 15), **more: object) -> ReportTask:
    """A monthly duty in the report of the period from `first` to 14 December 2026."""
    occurrences = tuple(
        OccurrenceResult(key, periods.default_days(key)[1], result, days) for key, (result, days) in results.items()
    )
    parts = tuple(
        UnitPart("UBND xã Lùng Cải", one.result, 0, one.due_on, None, one.days_late, "", one.period)
        for one in occurrences
    )
    whole = replace(sample_tasks(1)[0], parts=parts, occurrences=occurrences, notes=(), measured="")
    return replace(whole, span=(first, date(2026, 12, 14)), **more)  # type: ignore[arg-type]


DONE, MISSED = ("done_on_time", 0), ("open_overdue", 30)


def test_day_beside_the_word_overdue_is_one_that_has_passed() -> None:
    assert standing.due_on(duty({"2026-11": MISSED, "2026-12": ("open_in_time", 0)})) == date(2026, 11, 14)
    assert standing.due_on(duty({"2026-11": DONE, "2026-12": ("open_in_time", 0)})) == date(2026, 12, 14)


def test_fraction_is_over_the_period_also_with_what_was_told_before() -> None:
    first = date(2026, 9, 15)
    quarter = duty({"2026-10": DONE, "2026-11": DONE, "2026-12": ("done_late", 6)}, first)
    assert often(quarter) == "thực hiện đúng hạn 2/3 tháng, 1 tháng chậm 6 ngày"
    before = OccurrenceResult("2026-10", date(2026, 10, 14), "done_on_time", 0)
    shorter = duty({"2026-11": DONE, "2026-12": ("done_late", 6)}, first, told_before=(before,))
    assert often(shorter) == often(quarter)
    assert often(replace(shorter, told_before=(), waived=("2026-10",))) == (
        "thực hiện đúng hạn 1/2 tháng, 1 tháng chậm 6 ngày, 1 tháng được miễn"
    )


def test_what_was_missed_before_is_named_apart() -> None:
    task = duty({"2026-09": MISSED, "2026-10": MISSED, "2026-12": DONE})
    assert often(task) == (
        "trong kỳ thực hiện đúng hạn 1/1 tháng; còn 2 tháng của các kỳ trước chưa thực hiện: 9/2026, 10/2026"
    )
    made_up = duty({"2026-09": ("done_late", 12), "2026-12": MISSED})
    assert often(made_up) == (
        "trong kỳ thực hiện đúng hạn 0/1 tháng, 1 tháng chưa thực hiện; đã làm bù 1 tháng: 9/2026, chậm 12 ngày"
    )
    only_old = duty({"2026-09": ("done_late", 12), "2026-10": ("done_late", 3)})
    assert often(only_old) == "đã làm bù 2 tháng: 9/2026, 10/2026, chậm nhiều nhất 12 ngày"


def test_many_names_are_cut() -> None:
    keys = MONTHS[:7]
    assert names_of_periods(keys[:4], "tháng") == "1/2026, 2/2026, 3/2026, 4/2026"
    assert names_of_periods(keys, "tháng") == "1/2026, 2/2026, 3/2026, 4/2026 và 3 tháng khác"
    assert names_of_periods(["2026-Q1", "2026-Q2"], "quý") == "I/2026, II/2026"
    assert names_of_periods(["2025", "2026-H1"], "kỳ") == "2025, 6 tháng đầu năm 2026"


def test_in_the_list_each_miss_is_told_once() -> None:
    task = duty({"2026-09": MISSED, "2026-10": MISSED, "2026-11": ("done_late", 12), "2026-12": ("open_overdue", 0)})
    assert told_words(task) == (
        "Trong kỳ thực hiện đúng hạn 0/1 tháng; tháng 12 năm 2026 đến hạn, chưa hoàn thành; "
        "2 tháng của các kỳ trước chưa thực hiện, từ tháng 9/2026 đến tháng 10/2026, lâu nhất quá hạn 30 ngày; "
        "đã làm bù tháng 11 năm 2026, chậm 12 ngày"
    )


def test_month_after_a_duty_of_long_standing(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    """Thirty-two occurrences since the day it was given, one of them this month: the report speaks of this one."""
    hold_clock(datetime(2026, 11, 20, 5, tzinfo=UTC))
    task_id = offices.add_task(
        office, "Công khai thủ tục", lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 3, 20), area="procedure"
    )
    told(office, task_id, "2026-11", CAI, done_on=date(2026, 11, 3))
    line = words(gathered(office, key="2026-11"), "II.2")[0]
    assert line == (
        "- Công khai thủ tục (UBND xã Lùng Cải): trong kỳ thực hiện đúng hạn 1/1 tháng; "
        "còn 31 tháng của các kỳ trước chưa thực hiện: 4/2024, 5/2024, 6/2024, 7/2024 và 27 tháng khác."
    )
    with office.store.read() as session:
        page = task_occurrences.sums_words(task_occurrences.of_task(session, task_id), clock.today())
    assert page == (
        "Từ khi giao: thực hiện đúng hạn 1/32 tháng, 31 tháng quá hạn chưa thực hiện. "
        "Từ đầu năm báo cáo (15/12/2025): thực hiện đúng hạn 1/11 tháng, 10 tháng quá hạn chưa thực hiện."
    )


def test_miss_of_a_closed_month_that_was_made_up_for_is_told_by_the_next_report(
    office: OpenOffice, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2026, 11, 16, 5, tzinfo=UTC))
    task_id = offices.add_task(
        office, "Công khai thủ tục", lead=(CAI,), recurrence="monthly", assigned_on=date(2026, 8, 20), area="procedure"
    )
    for month in ("2026-09", "2026-10"):
        with office.store.write("period.close") as write:
            period_closing.close(write.session, month)
    closed = [gathered(office, key=month).sections for month in ("2026-09", "2026-10")]
    told(office, task_id, "2026-09", CAI, done_on=date(2026, 10, 20))
    line = words(gathered(office, key="2026-11"), "II.2")[0]
    assert line == (
        "- Công khai thủ tục (UBND xã Lùng Cải): trong kỳ thực hiện đúng hạn 0/1 tháng, 1 tháng chưa thực hiện; "
        "còn 1 tháng của các kỳ trước chưa thực hiện: 10/2026; đã làm bù 1 tháng: 9/2026, chậm 36 ngày."
    )
    assert [gathered(office, key=month).sections for month in ("2026-09", "2026-10")] == closed


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    template = offices.founded_once(tmp_path_factory.mktemp("sổ") / "mẫu")
    with clock.fixed(TODAY), offices.copied(template, Home(tmp_path_factory.mktemp("kỳ"))) as opened:
        yield opened


class _Enough(Exception):
    """The book of this example is thrown away."""


Act = tuple[str, str, date]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("done", "done", "waive", "close")),
        st.sampled_from(("2025-12", *MONTHS)),
        st.dates(date(2025, 11, 20), date(2026, 12, 16)),
    ),
    max_size=14,
)


@settings(max_examples=8)
@given(
    recurrence=st.sampled_from(("monthly", "quarterly")),
    acts=ACTS,
    asked=st.lists(st.sampled_from(ASKED), min_size=2, max_size=2, unique=True),
)
@example("quarterly", [("done", "2026-05", date(2026, 5, 2))], ["2026-06"])  # told in May, due in June
@example("monthly", [("done", "2026-01", date(2025, 12, 10))], ["2026", "2026-Q1"])
@example("monthly", [("close", "2026-02", TODAY.date()), ("done", "2026-02", date(2026, 3, 1))], ["2026-03"])
@example("monthly", [("waive", "2026-02", TODAY.date())], ["2026-Q1"])
def test_every_occurrence_of_the_period_is_counted_and_every_older_miss_told(
    shared: OpenOffice, recurrence: str, acts: list[Act], asked: list[str]
) -> None:
    with clock.fixed(TODAY), suppress(_Enough), shared.store.write("period.close") as write:
        _live(write.session, recurrence, acts)
        for key in asked:
            period = periods.get(write.session, key)
            for task in report_tasks(write.session, period, period_result.of_period(write.session, key)):
                _check_sorted(write.session, by_saying(task), period, task, KIND[recurrence])
        raise _Enough


def _live(session: Session, recurrence: str, acts: list[Act]) -> None:
    made = tasks.add_many(session, [TaskFields("định kỳ", lead=(CAI,), recurrence=recurrence, assigned_on=BEGUN)])
    task_id, unit_id = made[0].id, units.find(session, CAI).id
    for kind, month, day in acts:
        with suppress(AppError):
            if kind == "done":
                progress.put(session, task_id, month, NewProgress(done_on=day), unit_id)
            elif kind == "waive":
                own = periods.default_key(periods.default_days(month)[1], KIND[recurrence])
                waiving.waive(session, task_id, own, "mưa lũ", "Chủ tịch")
            else:
                period_closing.close(session, month)


def _check_sorted(session: Session, found: Sorted, period: periods.PeriodRow, task: ReportTask, kind: str) -> None:
    keys = {periods.default_key(periods.default_days(month)[1], kind) for month in ("2025-12", *MONTHS)}
    ends = {key: periods.get(session, key).to_on for key in keys}
    own = {key for key, day in ends.items() if period.from_on <= day <= period.to_on}
    of_period = [one for one in (*found.on_time, *found.late, *found.missed, *found.ahead) if one.period in own]
    assert sorted([*(one.period for one in of_period), *found.waived]) == sorted(own)
    old = [part for part in task.counted if ends[part.period] < period.from_on]
    assert [one.period for one in found.still_missed] == sorted(part.period for part in old if part.done_on is None)
    assert {one.period for one in (*found.made_up, *found.found_on_time)} == {
        part.period for part in old if part.done_on
    }
