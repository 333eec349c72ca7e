"""What a report counts adds up, by area, by unit and in all; no zero is recited, a rate shows both of its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import sample_tasks

from models.reports import counted_words, wording
from models.reports.appendix import COUNT_HEAD, COUNT_WIDTHS, count_figures
from models.reports.data import PeriodBefore, ReportTask, YearSoFar
from models.reports.figures import PartCounts, by_area, by_unit, count
from models.reports.late_words import NextPeriod
from models.work.codes import AREAS, WHOSE
from models.work.report_kinds import REPORT_KINDS
from models.work.result_parts import UnitPart
from models.work.result_rules import RESULTS, Counts

ONE = sample_tasks(1)[0]
DUE, LATER = date(2024, 3, 5), NextPeriod("2024-04", date(2024, 4, 14))
UNITS = ("Xã A", "Xã B", "Xã C", "")


def part(result: str, unit: str = "Xã A", done: bool = False, percent: int = 0, late: int = 3) -> UnitPart:
    due = None if result == "no_deadline" else DUE
    done_on = DUE if result.startswith("done") or done else None
    days = late if result in {"done_late", "open_overdue"} else 0
    return UnitPart(unit, result, 100 if done_on else percent, due, done_on, days, "")


def task(*parts: UnitPart, **fields: object) -> ReportTask:
    made = {"parts": parts, "area": "finance", "notes": (), "measured": "", "short": "Một việc", **fields}
    return replace(ONE, lead=tuple(one.unit for one in parts), **made)  # type: ignore[arg-type]


parts = st.builds(part, st.sampled_from(RESULTS), st.sampled_from(UNITS), st.booleans(), st.integers(0, 99))
tasks = st.builds(
    lambda found, area, whose: task(*found, area=area, whose=whose),
    st.lists(parts, min_size=1, max_size=4),
    st.sampled_from((*AREAS, None)),
    st.sampled_from(WHOSE),
)

FIGURES = {
    "total": r"Tổng số \d+ nhiệm vụ(?: \((\d+) phần việc\))?",
    "done_on_time": r"đúng hạn (\d+)/",
    "due": r"đúng hạn \d+/(\d+)",
    "done_late": r"sau thời hạn (\d+)",
    "open_overdue": r"chưa hoàn thành, quá hạn (\d+)",
    "open_in_time": r"chưa hoàn thành, trong hạn (\d+)",
    "no_deadline": r"không quy định thời hạn (\d+)",
}


@given(st.lists(tasks, max_size=12))
def test_sums_by_area_by_unit_and_in_all_agree(given_tasks: list[ReportTask]) -> None:
    whole = count(given_tasks)
    own = [one for each in given_tasks if each.whose == "ours" for one in each.parts]
    assert whole.total == len(own)
    for groups in (by_area(given_tasks), by_unit(given_tasks)):
        for name in ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline"):
            told = sum(getattr(counts.results, name) for _key, counts in groups)
            assert told == getattr(whole.results, name) == sum(one.result == name for one in own)
        assert sum(counts.undated_done for _key, counts in groups) == whole.undated_done
        assert sum(counts.undated_silent for _key, counts in groups) == whole.undated_silent
    assert [unit for unit, _counts in by_unit(given_tasks)][:-1].count("") == 0  # nobody's come last


@given(st.lists(tasks, min_size=1, max_size=12))
def test_sentence_and_table_have_the_figures_of_the_counts(given_tasks: list[ReportTask]) -> None:
    own = [one for one in given_tasks if one.whose == "ours"]
    counts = count(own)
    if counts.total > 1:
        sentence = counted_words.sentence(len(own), counts)
        assert re.search(r"\b0\b(?!/)", sentence) is None or counts.results.due  # only a rate may be 0 %
        for name, way in FIGURES.items():
            found = re.search(way, sentence)
            wanted = counts.total if name == "total" else getattr(counts.results, name)
            assert int(found[1] or len(own)) == wanted if found else wanted == 0 or not counts.results.due, name
    figures = dict(zip(COUNT_HEAD, count_figures(counts), strict=True))
    apart = ("Chưa hoàn thành, trong hạn", "Không quy định thời hạn")
    told = [int(figures[head]) for head in ("Hoàn thành sau thời hạn", "Chưa hoàn thành, quá hạn")]
    on_time, _stroke, due = figures["Hoàn thành đúng hạn / đến hạn"].replace("-", "0/0").partition("/")
    assert int(due) == int(on_time) + sum(told)
    assert int(figures["Tổng số phần việc"]) == int(due) + sum(int(figures[head]) for head in apart) == counts.total


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (12, 1, 0, 2, 0),
            "hoàn thành đúng hạn 12/15, đạt 80 %; hoàn thành sau thời hạn 1; chưa hoàn thành, quá hạn 2",
        ),
        ((0, 0, 3, 0, 0), "chưa có nhiệm vụ đến hạn; chưa hoàn thành, trong hạn 3"),
        ((0, 0, 0, 2, 0), "hoàn thành đúng hạn 0/2, đạt 0 %; chưa hoàn thành, quá hạn 2"),
        (
            (2, 0, 1, 0, 4),
            "hoàn thành đúng hạn 2/2, đạt 100 %; chưa hoàn thành, trong hạn 1; không quy định thời hạn 4",
        ),
    ],
)
def test_rate_shows_both_parts_and_no_zero_is_recited(counts: tuple[int, ...], words: str) -> None:
    found = PartCounts(Counts(*counts))
    n = found.total
    assert counted_words.sentence(n, found) == f"Tổng số {n} nhiệm vụ: {words}."
    assert counted_words.sentence(n - 1, found) == f"Tổng số {n - 1} nhiệm vụ ({n} phần việc): {words}."


def test_only_task_has_no_rate() -> None:
    told = [counted_words.sentence(1, count([task(part(result))])) for result in RESULTS]
    assert told == [
        "Có 1 nhiệm vụ, hoàn thành đúng hạn.",
        "Có 1 nhiệm vụ, hoàn thành sau thời hạn.",
        "Có 1 nhiệm vụ, chưa đến hạn.",
        "Có 1 nhiệm vụ, chưa hoàn thành, quá hạn.",
        "Có 1 nhiệm vụ, không quy định thời hạn, chưa có tiến độ.",
    ]


def test_undated_without_progress_is_class_of_its_own() -> None:
    silent, begun, done = part("no_deadline"), part("no_deadline", percent=5), part("no_deadline", done=True)
    counts = count([task(silent), task(begun), task(done), task(silent, notes=("đã họp",))])
    assert (counts.results.no_deadline, counts.undated_done, counts.undated_silent) == (4, 1, 1)
    words = "Tổng số 4 nhiệm vụ: không quy định thời hạn 4 (đã hoàn thành 1, chưa có tiến độ 1)."
    assert counted_words.sentence(4, counts) == words
    assert count_figures(counts)[-2:] == ["4", "1"]
    assert sum(COUNT_WIDTHS) == 453.5  # the width between the margins


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (
            (6, 0, 0, 4, 0),
            (8, 0, 0, 2, 0),
            "tỷ lệ hoàn thành đúng hạn tăng từ 60 % lên 80 %; số quá hạn giảm từ 4 còn 2",
        ),
        (
            (8, 0, 0, 0, 0),
            (6, 1, 0, 1, 0),
            "tỷ lệ hoàn thành đúng hạn giảm từ 100 % xuống 75 %; số quá hạn tăng từ 0 lên 1",
        ),
        ((1, 0, 0, 1, 0), (2, 0, 0, 2, 0), "tỷ lệ hoàn thành đúng hạn giữ nguyên 50 %; số quá hạn tăng từ 1 lên 2"),
        ((0, 0, 2, 0, 0), (0, 0, 3, 0, 0), ""),
    ],
)
def test_trend_against_period_before(before: tuple[int, ...], now: tuple[int, ...], words: str) -> None:
    told = counted_words.trend(PeriodBefore("2024-02", Counts(*before)), Counts(*now))
    assert told == (f"So với tháng 02 năm 2024: {words}." if words else "")


def test_year_so_far_and_followed_tasks() -> None:
    year = YearSoFar(date(2023, 12, 15), Counts(24, 2, 0, 4, 0))
    given_tasks = [task(part("done_on_time")), task(part("open_overdue"), whose="followed", short="Việc của Sở")]
    made = wording.sections(REPORT_KINDS["thang"].outline, given_tasks, LATER, so_far=year)
    told = {one.code: one.paragraphs for one in made}
    assert told["III.1"] == (
        "Hoàn thành 1 nhiệm vụ: Một việc.",
        "Có 1 nhiệm vụ, hoàn thành đúng hạn.",
        "Lũy kế từ ngày 15/12/2023: hoàn thành đúng hạn 24/30, đạt 80 %; hoàn thành sau thời hạn 2; "
        "chưa hoàn thành, quá hạn 4.",
    )
    assert told["III.2"] == ("Không có nhiệm vụ chưa hoàn thành, quá hạn.",)
    assert not any("Việc của Sở" in line for lines in told.values() for line in lines)
