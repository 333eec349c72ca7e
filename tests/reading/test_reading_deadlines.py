"""Deadline words and the day that they mean."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.passage import plain
from models.reading.words.deadlines import Calendar, deadline_in_cell, find_deadline

OF_2024 = Calendar(2024, date(2024, 3, 5))


def found(words, calendar=OF_2024):
    return find_deadline(plain(words), words, calendar)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trình phê duyệt trước ngày 15/3/2024.", "2024-03-14"),
        ("gửi báo cáo trước 30/6/2024", "2024-06-29"),
        ("hoàn thành trước ngày 01 tháng 4 năm 2025", "2025-03-31"),
        ("chậm nhất trước ngày 15/3/2024", "2024-03-14"),
        ("chậm nhất ngày 15/3/2024", "2024-03-15"),
        ("chậm nhất là ngày 15/3/2024", "2024-03-15"),
        ("đến hết ngày 30-6-2024", "2024-06-30"),
        ("hoàn thành trong ngày 15.3.2024", "2024-03-15"),
        ("trước 17 giờ 00 ngày 15/3/2024", "2024-03-15"),
        ("trước 16h30 ngày 20/9/2024", "2024-09-20"),
        ("từ ngày 01/3 đến ngày 30/4/2024", "2024-04-30"),
        ("trình UBND tỉnh trong Quý III/2024", "2024-09-30"),
        ("hoàn thành trong quý 2 năm 2024", "2024-06-30"),
        ("xong trước Quý II/2024", "2024-03-31"),
        ("hoàn thành trong tháng 6/2024", "2024-06-30"),
        ("hoàn thành trước tháng 6/2024", "2024-05-31"),
        ("trong tháng 02/2028", "2028-02-29"),
        ("trong năm 2024", "2024-12-31"),
        ("trong 6 tháng đầu năm 2024", "2024-06-30"),
        ("hoàn thành trong 6 tháng cuối năm 2024", "2024-12-31"),
        ("trong 9 tháng đầu năm 2024", "2024-09-30"),
    ],
)
def test_words_with_a_year(words, day):
    deadline = found(words)
    assert str(deadline.due_on) == day and deadline.flags == ()
    assert deadline.words in words


@pytest.mark.parametrize(
    ("words", "day"), [("trước 30/6", "2024-06-29"), ("trong tháng 6", "2024-06-30"), ("trong Quý II", "2024-06-30")]
)
def test_missing_year_is_documents_and_told(words, day):
    deadline = found(words)
    assert str(deadline.due_on) == day and len(deadline.flags) == 1
    nowhere = found(words, Calendar())
    assert nowhere.due_on is None and nowhere.words and nowhere.flags


def test_day_before_documents_own_is_next_years():
    assert found("gửi trước ngày 15/01", Calendar(2024, date(2024, 12, 20))).due_on == date(2025, 1, 14)
    # A plan of December for the year after speaks of that year.
    assert found("gửi trước ngày 15/01", Calendar(2024, date(2023, 12, 20))).due_on == date(2024, 1, 14)


@pytest.mark.parametrize("words", ["trước ngày 31/02/2024", "chậm nhất ngày 30/13/2024", "trước ngày 00/3/2024"])
def test_day_that_no_calendar_has_is_flagged_and_not_invented(words):
    deadline = found(words)
    assert deadline.due_on is None and deadline.words and deadline.flags


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("Thường xuyên (hàng tháng) phải theo dõi", "monthly"),
        ("báo cáo trước ngày 15 hằng tháng", "monthly"),
        ("định kỳ hằng quý báo cáo trước ngày 20 tháng cuối quý", "quarterly"),
        ("báo cáo định kỳ quý, 6 tháng, năm", "quarterly"),
        ("định kỳ 6 tháng, năm tổng hợp báo cáo", "half_yearly"),
        ("trước ngày 25/12 hàng năm", "yearly"),
        ("thường xuyên kiểm tra giờ giấc làm việc", "regular"),
        ("báo cáo vào thứ Sáu hằng tuần", "regular"),
    ],
)
def test_standing_duties_have_no_single_day(words, recurrence):
    deadline = found(words)
    assert (deadline.recurrence, deadline.due_on) == (recurrence, None) and deadline.words in words


@pytest.mark.parametrize(
    "words",
    [
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng",
        "giảm chi thường xuyên, cơ cấu lại",
        "số liệu tính đến ngày 14/6/2024",
        "Kế hoạch cải cách hành chính năm 2024 của tỉnh",
        "định hướng đến năm 2030",
        "kiểm tra chưa thường xuyên, xử lý chưa kịp thời",
        "kể từ ngày 01/7/2025",
    ],
)
def test_words_that_are_no_deadline(words):
    deadline = found(words)
    assert (deadline.words, deadline.due_on, deadline.recurrence) == (None, None, None)


def test_term_counted_from_unknown_day_keeps_its_words():
    deadline = found("trong thời hạn 10 ngày làm việc kể từ ngày nhận")
    assert deadline.words and deadline.due_on is None and deadline.flags


def test_two_days_in_one_task_told():
    deadline = found("dự thảo trước ngày 15/3/2024, trình trước ngày 30/4/2024")
    assert deadline.due_on == date(2024, 3, 14) and any("nhiều thời hạn" in flag for flag in deadline.flags)


@pytest.mark.parametrize(
    ("cell", "day", "recurrence"),
    [
        ("Quý II", "2024-06-30", None),
        ("Quý I, II/2024", "2024-06-30", None),
        ("Quý I - Quý III", "2024-09-30", None),
        ("Tháng 6", "2024-06-30", None),
        ("Tháng 4 - 5", "2024-05-31", None),
        ("06/2024", "2024-06-30", None),
        ("30/6/2024", "2024-06-30", None),
        ("Trước 30/6", "2024-06-29", None),
        ("2024", "2024-12-31", None),
        ("Năm 2024", "2024-12-31", None),
        ("6 tháng đầu năm", "2024-06-30", None),
        ("Thường xuyên", "None", "regular"),
        ("Thường xuyên, năm 2024", "None", "regular"),
        ("Hằng quý", "None", "quarterly"),
        ("Theo hướng dẫn của tỉnh", "None", None),
    ],
)
def test_a_time_column_needs_no_preposition(cell, day, recurrence):
    deadline = deadline_in_cell(plain(cell), cell, OF_2024)
    assert (str(deadline.due_on), deadline.recurrence) == (day, recurrence) and deadline.words == cell
