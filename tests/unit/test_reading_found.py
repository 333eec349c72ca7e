"""What readers of real directives found wrong; each rule with words of our own."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.deadlines import Calendar, find_deadline
from models.reading.passage import plain

OF_JULY = Calendar(2024, date(2024, 7, 10))


def found(words, calendar=OF_JULY):
    return find_deadline(plain(words), words, calendar)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tham mưu Kế hoạch năm 2026, hoàn thành trước 20/12", "2025-12-19"),
        ("gửi báo cáo trước ngày 10/01", "2026-01-09"),
        ("gửi báo cáo chậm nhất ngày 01/12", "2025-12-01"),
        ("gửi báo cáo chậm nhất ngày 30/11", "2026-11-30"),
    ],
)
def test_a_day_without_a_year_is_the_first_on_or_after_the_documents_date(words, day):
    deadline = found(words, Calendar(2026, date(2025, 12, 1)))
    assert str(deadline.due_on) == day and len(deadline.flags) == 1
