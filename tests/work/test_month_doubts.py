"""Numbers and days that can be read in two ways: which are clear, which are asked about, and what the answer makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import clock
from models.base.text import read_number, show_date
from models.work import month_days, month_doubts
from models.work.periods import PeriodRow

MARCH = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)
TODAY = datetime(2024, 3, 12, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(TODAY)


def numbers(*texts: str) -> list[month_doubts.Placed]:
    return [(n, "value", text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "unclear", "mark"),
    [
        (["1.234"], "1.234", ","),
        (["80", "1,234"], "1,234", ","),
        (["1.234", "12,5"], "", ","),
        (["1.234", "12.5"], "", "."),
        (["1,234", "1,234,567"], "", "."),
        (["1.234", "1.234.567"], "", ","),
        (["1.234", "0.850"], "", "."),
        (["1.234", "12.5", "12,5"], "1.234", ","),  # the block says both
        (["12,5", "12.5", "80 %", "1 234", ""], "", ","),
        (["1.234", "chưa rõ"], "1.234", ","),
    ],
)
def test_rest_of_block_tells_its_marks(texts: list[str], unclear: str, mark: str) -> None:
    cells = numbers(*texts)
    assert month_doubts.unclear_number(cells) == unclear
    assert month_doubts.told_mark(cells) == mark


def test_only_columns_of_numbers_count() -> None:
    cells = [(0, "note", "12.5"), (0, "done_on", "12.5"), (0, "percent", "1.234")]
    assert month_doubts.unclear_number(cells) == "1.234"


def test_unclear_numbers_are_written_as_they_are_meant() -> None:
    cells = [*numbers("1.234", "1,234 %", "12.5", "80", "x"), (0, "note", "1.234")]
    assert month_doubts.with_mark(cells, ",") == [
        *numbers("1.234", "1,234%", "12.5", "80", "x"),
        (0, "note", "1.234"),
    ]
    assert month_doubts.with_mark(cells, ".") == [
        *numbers("1,234", "1.234%", "12.5", "80", "x"),
        (0, "note", "1.234"),
    ]
    assert month_doubts.both_readings("1,234") == (Decimal("1.234"), Decimal(1234))


@given(st.lists(st.decimals(0, 10**9, places=3, allow_nan=False), min_size=1), st.sampled_from(",."))
def test_column_of_either_kind_read_right_or_asked_about(values: list[Decimal], mark: str) -> None:
    other = {",": ".", ".": ","}[mark]
    texts = [f"{value:,f}".replace(",", "x").replace(".", mark).replace("x", other) for value in values]
    cells = numbers(*texts)
    known = mark if month_doubts.unclear_number(cells) else month_doubts.told_mark(cells)
    assert [read_number(text) for _line, _column, text in month_doubts.with_mark(cells, known)] == values


# Days


@pytest.mark.parametrize(
    ("text", "usual", "swapped"),
    [
        ("3/5/2024", date(2024, 5, 3), date(2024, 3, 5)),
        ("3-5-24", date(2024, 5, 3), date(2024, 3, 5)),
        ("3/20/2024", None, date(2024, 3, 20)),
        ("20.3.2024", date(2024, 3, 20), None),
        ("５／３／２０２４", date(2024, 3, 5), date(2024, 5, 3)),
        ("5/3", date(2024, 3, 5), None),
        ("2024-03-05", date(2024, 3, 5), None),
        ("2024-03-05 00:00:00", date(2024, 3, 5), None),
        ("05/03/2024 14:30", date(2024, 3, 5), date(2024, 5, 3)),
        ("05/03/2024 2:30 PM", date(2024, 3, 5), date(2024, 5, 3)),
        ("5-Mar", date(2024, 3, 5), None),
        ("05-Mar-24", date(2024, 3, 5), None),
        ("March 5, 2024", date(2024, 3, 5), None),
        ("5-Thg3-2024", date(2024, 3, 5), None),
        ("ngày 5 tháng 3 năm 2024", date(2024, 3, 5), None),
        ("31/02/2024", None, None),
        ("5 Xyz 2024", None, None),
        ("2024-13-01", None, None),
        ("45356", None, None),  # Excel's number of a day that has lost its format
        ("hôm qua", None, None),
    ],
)
def test_which_days_a_text_can_be(text: str, usual: date | None, swapped: date | None) -> None:
    assert month_days.readings(text, MARCH) == month_days.DayReadings(usual, swapped)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("3/1/2024", True),  # 3 January is before the period, 1 March in it
        ("2/20/2024", True),  # no day here
        ("1/3/2024", False),
        ("3/2/2024", True),
        ("3/5/2024", True),
        ("12/3/2024", False),
        ("3/3/2024", False),
        ("1/2/2024", False),  # neither is in the period
        ("3/13/2024", False),  # 13 March is still to come
        ("2024-01-03", False),
    ],
)
def test_day_is_doubtful_when_only_swapped_reading_lies_in_period(text: str, doubtful: bool) -> None:
    assert month_days.readings(text, MARCH).doubtful(MARCH) is doubtful


def test_doubtful_day_asked_about_once() -> None:
    with pytest.raises(ValueError, match=r"3/1/2024 ngoài kỳ; có phải 1/3/2024\?.*để giữ 3/1/2024"):
        month_days.read("3/1/2024", MARCH)
    assert month_days.read("3/1/2024", MARCH, sure=True) == date(2024, 1, 3)
    with pytest.raises(ValueError, match=r"Nếu là ngày 20/2/2024, hãy gõ 20/2/2024"):
        month_days.read("2/20/2024", MARCH)
    with pytest.raises(ValueError, match="không phải ngày"):
        month_days.read("2/20/2024", MARCH, sure=True)


def test_days_of_block_are_all_read_same_way() -> None:
    cells = [(n, "done_on", text) for n, text in enumerate(("2/20/2024", "3/1/2024", "5/3", "x", "2024-02-20"))]
    cells.append((9, "note", "3/1/2024"))
    found = month_doubts.unclear_day(cells, MARCH)
    assert found is not None and found[0] == "3/1/2024"  # the one that is a day both ways is the better question
    swapped = month_doubts.with_days(cells, MARCH, month_first=True)
    assert [text for *_place, text in swapped] == ["2024-02-20", "2024-03-01", "5/3", "x", "2024-02-20", "3/1/2024"]
    usual = month_doubts.with_days(cells, MARCH, month_first=False)
    assert [text for *_place, text in usual] == ["2/20/2024", "2024-01-03", "5/3", "x", "2024-02-20", "3/1/2024"]
    assert month_doubts.unclear_day(swapped, MARCH) is None
    assert month_doubts.unclear_day([(0, "note", "3/1/2024")], MARCH) is None


@given(st.dates(date(2024, 2, 15), date(2024, 3, 12)))
def test_day_of_period_read_right_or_asked_about_in_either_form(day: date) -> None:
    with clock.fixed(TODAY):
        assert month_days.read(show_date(day), MARCH) == day
        american = f"{day.month}/{day.day}/{day.year}"
        found = month_days.readings(american, MARCH)
        # What lies in the period both ways cannot be told apart by one cell.
        assert found.doubtful(MARCH) or day in {found.usual, found.swapped}
