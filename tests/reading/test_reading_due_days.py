"""On which day of its month a standing duty is due, in the ways that offices say it; what cannot be told is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading import read
from models.reading.passage import plain
from models.reading.reading_json import as_json
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, find_deadline

OF_MARCH = Calendar(2026, date(2026, 3, 5))


def found(words: str) -> Deadline:
    return find_deadline(plain(words), words, OF_MARCH)


@pytest.mark.parametrize(
    ("words", "recurrence", "day"),
    [
        ("báo cáo trước ngày 10 hằng tháng", "monthly", 9),
        ("gửi số liệu chậm nhất là ngày 25 hàng tháng", "monthly", 25),
        ("họp giao ban vào ngày mùng 5 hằng tháng", "monthly", 5),
        ("định kỳ ngày 20 hằng tháng gửi tổng hợp", "monthly", 20),
        ("hằng tháng, trước ngày 05, gửi danh sách", "monthly", 4),
        ("gửi danh sách hằng tháng (chậm nhất ngày 12)", "monthly", 12),
        ("chậm nhất trước 16 giờ 30 phút ngày 18 hằng tháng", "monthly", 18),
        ("trước ngày 01 hằng tháng", "monthly", 31),  # the last day of the month before, each time
        ("trước ngày 31 hằng tháng", "monthly", 30),
        ("gửi chậm nhất ngày 25 của tháng cuối quý", "quarterly", 25),
        ("hằng quý báo cáo trước ngày 15 của tháng cuối mỗi quý", "quarterly", 14),
        ("hằng quý (trước ngày 15)", "quarterly", 14),
        ("sơ kết 6 tháng một lần, trước ngày 20 của tháng cuối kỳ", "half_yearly", 19),
        ("trước ngày 25/12 hằng năm", "yearly", 24),
        ("báo cáo trước ngày 20 hằng tháng, báo cáo quý trước ngày 25 tháng cuối quý", "monthly", 19),
    ],
)
def test_day_of_the_month_is_read(words: str, recurrence: str, day: int) -> None:
    deadline = found(words)
    assert (deadline.recurrence, deadline.due_day, deadline.flags) == (recurrence, day, ())


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo hằng quý, trước ngày 05 của tháng đầu quý sau",
        "ngày 5 tháng kế tiếp gửi báo cáo hằng tháng",
        "hằng quý, chậm nhất ngày 20 của tháng đầu quý",
        "trước ngày 15/6 hằng năm",
        "gửi hằng tháng trước ngày 40",
        "lần một trước ngày 10 hằng tháng, lần hai trước ngày 20 hằng tháng",
    ],
)
def test_day_that_the_book_cannot_keep_is_left_to_the_official(words: str) -> None:
    deadline = found(words)
    assert deadline.recurrence and deadline.due_day is None
    assert len(deadline.flags) == 1 and "cần xem lại" in deadline.flags[0]


@pytest.mark.parametrize(
    "words",
    [
        "báo cáo hằng tháng theo Kế hoạch ngày 12 tháng 5 năm 2025",
        "tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo, gửi hằng tháng",
        "hằng tháng chốt số liệu đến ngày 14",
        "hằng tháng, trong vòng 5 ngày",
        "báo cáo hằng tháng",
        "thường xuyên kiểm tra vào ngày 5",
        "báo cáo hằng tháng, lần đầu trước ngày 20/3/2026",
    ],
)
def test_days_that_say_nothing_of_each_month(words: str) -> None:
    deadline = found(words)
    assert deadline.recurrence and (deadline.due_day, deadline.flags) == (None, ())


def test_closing_of_figures_is_no_due_day() -> None:
    assert found("số liệu tính đến ngày 14 hằng tháng, gửi trước ngày 18 hằng tháng").due_day == 17


@given(
    how=st.sampled_from(("trước", "chậm nhất", "chậm nhất là", "vào", "muộn nhất", "đến hết")),
    day=st.integers(2, 31),
    of=st.sampled_from((("hằng tháng", "monthly"), ("của tháng cuối quý", "quarterly"), ("hằng quý", "quarterly"))),
    first=st.booleans(),
    padded=st.booleans(),
)
def test_every_way_of_saying_a_day(how: str, day: int, of: tuple[str, str], first: bool, padded: bool) -> None:
    number = f"{day:02}" if padded else str(day)
    words = f"{how} ngày {number} {of[0]}"
    words = f"{words} gửi báo cáo" if first else f"gửi báo cáo {words}"
    deadline = found(words)
    assert (deadline.recurrence, deadline.due_day) == (of[1], day - 1 if how == "trước" else day)
    assert deadline_in_cell(plain(words), words, OF_MARCH).due_day == deadline.due_day


@pytest.mark.parametrize(
    "body",
    [
        "1. Phòng Y tế báo cáo tình hình hằng tháng.\nThời hạn: trước ngày 10.\n",
        "TT\tNhiệm vụ\tChủ trì\tThời hạn\n1\tBáo cáo tình hình hằng tháng\tPhòng Y tế\tTrước ngày 10\n",
    ],
)
def test_day_that_stands_apart_from_how_often(body: str) -> None:
    text = f"UBND HUYỆN\nSố: 3/KH-UBND\nKẾ HOẠCH\nCải cách hành chính\n\nNhiệm vụ cụ thể như sau:\n\n{body}"
    (task,) = read.read_text(text).tasks
    assert (task.recurrence, task.due_day) == ("monthly", 9)


def test_day_is_in_the_proposal_and_its_json() -> None:
    text = "UBND HUYỆN\nSố: 3/KH-UBND\nKẾ HOẠCH\n1. Phòng Y tế báo cáo tình hình trước ngày 10 hằng tháng.\n"
    told = as_json(read.read_text(text))["tasks"]
    assert [(task["recurrence"], task["day"]) for task in told] == [("monthly", 9)]
