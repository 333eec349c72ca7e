"""A day however people type it, against the day it stands for."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import clock
from models.base.typed_day import YEARS, NoSuchDayError, typed_day

DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
SHAPES = ("{d}/{m}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", " {d} / {m} / {y} ", "{d} {m} {y}", "ngày {d} tháng {m} năm {y}")


@given(day=DAYS, shape=st.sampled_from(SHAPES), zeros=st.booleans())
def test_typed_day_whole(day: date, shape: str, zeros: bool) -> None:
    numbers = (f"{day.day:02}", f"{day.month:02}") if zeros else (str(day.day), str(day.month))
    assert typed_day(shape.format(d=numbers[0], m=numbers[1], y=day.year)) == day


@given(day=DAYS)
def test_typed_day_without_signs(day: date) -> None:
    assert typed_day(f"{day:%d%m%Y}") == typed_day(f"{day:%Y%m%d}") == typed_day(day.isoformat()) == day


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_typed_day_short_year(day: date) -> None:
    assert typed_day(f"{day.day}/{day.month}/{day:%y}") == typed_day(f"{day:%d%m%y}") == day


@pytest.mark.parametrize("typed", ["5/12", "5.12", "05-12", "ngày 5 tháng 12", "5 tháng 12"])
def test_typed_day_of_this_year(typed: str) -> None:
    with clock.fixed(datetime(2026, 3, 1, 5, tzinfo=UTC)):
        assert typed_day(typed) == date(2026, 12, 5)
    assert typed_day(typed, (2024, 2023)) == date(2024, 12, 5)


def test_typed_day_leap_day_of_year_that_has_it() -> None:
    assert typed_day("29/2", (2023, 2024)) == date(2024, 2, 29)


@pytest.mark.parametrize("typed", ["31/2/2026", "30/02/26", "32.1", "31022026", "2026-13-01", "00/01/2026"])
def test_typed_day_no_calendar_has(typed: str) -> None:
    with pytest.raises(NoSuchDayError):
        typed_day(typed)


@given(typed=st.text(max_size=20))
def test_typed_day_any_text_is_day_or_refused(typed: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(typed_day(typed), date)


@pytest.mark.parametrize("typed", ["", "2026", "hôm nay", "1/2/20245", "5,12", "12.5.3.1", "15%", "0512"])
def test_typed_day_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        typed_day(typed)
