"""The clock: what it says in UTC and in Việt Nam, and that tests can hold it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import clock

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1), timezones=st.sampled_from([UTC, clock.VIETNAM])
)


def test_clock_now_is_aware_and_moves() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(("hour", "minute", "day"), [(16, 59, 14), (17, 0, 15)])
def test_clock_day_begins_at_vietnam_midnight(hour: int, minute: int, day: int) -> None:
    with clock.fixed(datetime(2024, 3, 14, hour, minute, tzinfo=UTC)):
        assert clock.today() == date(2024, 3, day)


@given(MOMENTS)
def test_clock_written_moment_round_trip(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert datetime.fromisoformat(clock.iso_utc(moment)) == whole
    assert datetime.fromisoformat(clock.iso_vietnam(moment)) == whole
    assert clock.iso_utc(moment).endswith("Z")
    assert clock.iso_vietnam(moment).endswith("+07:00")


def test_clock_moment_formats() -> None:
    moment = datetime(2024, 3, 14, 2, 30, 0, 999999, tzinfo=UTC)
    assert clock.iso_utc(moment) == "2024-03-14T02:30:00Z"
    assert clock.iso_vietnam(moment) == "2024-03-14T09:30:00+07:00"
    assert clock.local(moment.astimezone(timezone(timedelta(hours=-5)))).hour == 9


def test_clock_refuses_naive_time() -> None:
    with pytest.raises(ValueError, match="naive"):
        clock.local(datetime(2024, 3, 14))


def test_clock_fixed_ends() -> None:
    first, second = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    with clock.fixed(first):
        with pytest.raises(KeyError), clock.fixed(second):
            assert clock.now() == second
            raise KeyError
        assert clock.now() == first
    assert clock.now() > datetime(2025, 6, 1, tzinfo=UTC)
