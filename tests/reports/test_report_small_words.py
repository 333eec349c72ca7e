"""Small rules of a report, a value each: months and numbers as the decree writes them, and shares."""

from __future__ import annotations

from datetime import date

import pytest

from models.reports.data import Letterhead
from models.reports.figures import share
from models.reports.letterhead import date_line, date_words, number_line
from models.reports.naming import period_words

# NĐ 30/2020, Phụ lục I: days below 10 and months 1 and 2 take a zero, other months none.
MONTHS = ("01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")


@pytest.mark.parametrize(("number", "words"), list(enumerate(MONTHS, 1)))
def test_only_first_two_months_have_zero(number: int, words: str) -> None:
    assert date_words(date(2024, number, 9)) == f"ngày 09 tháng {words} năm 2024"
    assert date_words(date(2024, number, 10)) == f"ngày 10 tháng {words} năm 2024"
    assert date_line("Bắc Hà", date(2024, number, 1), 2025) == f"Bắc Hà, ngày 01 tháng {words} năm 2024"
    assert period_words(f"2024-{number:02d}") == f"tháng {words} năm 2024"


def test_date_line_that_nobody_filled_in_leaves_room_and_has_year() -> None:
    room = "\u00a0" * 10
    assert date_line("Bắc Hà", None, 2024) == f"Bắc Hà, ngày{room}tháng{room}năm 2024"
    assert date_line("", date(2024, 3, 5), 2024) == "…………, ngày 05 tháng 3 năm 2024"


@pytest.mark.parametrize(
    ("number", "line"),
    [(None, f"Số: {chr(0xA0) * 10}/BC-PNV"), (1, "Số: 01/BC-PNV"), (9, "Số: 09/BC-PNV"), (10, "Số: 10/BC-PNV")],
)
def test_number_below_ten_has_zero(number: int | None, line: str) -> None:
    assert number_line(Letterhead("Phòng Nội vụ", "Bắc Hà", "BC-PNV", number=number)) == line


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 7, "0"),
        (1, 3, "33,3"),
        (2, 3, "66,7"),
        (1, 6, "16,7"),
        (1, 8, "12,5"),
        (1, 16, "6,3"),  # 6,25
        (3, 16, "18,8"),  # 18,75
        (1, 2000, "0,1"),  # 0,05
        (1, 2001, "0"),
        (1999, 2000, "100"),  # 99,95
        (1998, 2000, "99,9"),
        (7, 7, "100"),
    ],
)
def test_share_has_one_decimal_and_half_goes_up(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words
