"""Periods: the cut-off rule of NĐ 09/2019/NĐ-CP for every kind, and the days that an office set for itself."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.work import period_closing, periods

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
TILING = ("month", "quarter", "half", "year")


@pytest.mark.parametrize(
    ("key", "first", "last", "name"),
    [
        ("2024-03", "2024-02-15", "2024-03-14", "Tháng 3/2024"),
        ("2024-01", "2023-12-15", "2024-01-14", "Tháng 1/2024"),
        ("2024-Q1", "2023-12-15", "2024-03-14", "Quý I/2024"),
        ("2024-Q2", "2024-03-15", "2024-06-14", "Quý II/2024"),
        ("2024-Q3", "2024-06-15", "2024-09-14", "Quý III/2024"),
        ("2024-Q4", "2024-09-15", "2024-12-14", "Quý IV/2024"),
        ("2024-H1", "2023-12-15", "2024-06-14", "6 tháng đầu năm 2024"),
        ("2024-H2", "2024-06-15", "2024-12-14", "6 tháng cuối năm 2024"),
        ("2024-9M", "2023-12-15", "2024-09-14", "9 tháng năm 2024"),
        ("2024", "2023-12-15", "2024-12-14", "Năm 2024"),
    ],
)
def test_period_cut_off_rule_by_kind(key: str, first: str, last: str, name: str) -> None:
    assert periods.default_days(key) == (date.fromisoformat(first), date.fromisoformat(last))
    assert periods.name(key) == name


@given(day=DAYS, kind=st.sampled_from(TILING))
def test_period_of_every_day(day: date, kind: str) -> None:
    key = periods.default_key(day, kind)
    first, last = periods.default_days(key)
    assert periods.kind_of(key) == kind
    assert first <= day <= last


@given(day=DAYS, kind=st.sampled_from(TILING))
def test_periods_without_gap_or_overlap(day: date, kind: str) -> None:
    _first, last = periods.default_days(periods.default_key(day, kind))
    following = periods.default_key(last + timedelta(days=1), kind)
    assert following != periods.default_key(day, kind)
    assert periods.default_days(following)[0] == last + timedelta(days=1)


@given(day=DAYS)
def test_period_nine_months_is_three_quarters(day: date) -> None:
    key = periods.default_key(day, "nine_months")
    first, last = periods.default_days(key)
    assert first == periods.default_days(f"{key[:4]}-Q1")[0]
    assert last == periods.default_days(f"{key[:4]}-Q3")[1]
    assert first <= day <= last or periods.default_key(day, "quarter") == f"{key[:4]}-Q4"


@given(day=DAYS)
def test_period_month_in_quarter_in_year(day: date) -> None:
    spans = [periods.default_days(periods.default_key(day, kind)) for kind in TILING]
    for (first, last), (wider_first, wider_last) in pairwise(spans):
        assert wider_first <= first and last <= wider_last


@pytest.mark.parametrize(
    "key", ["", "2024-00", "2024-13", "2024-3", "24-03", "2024-Q5", "2024-Q0", "2024-H3", "2024-6M", "1850", "9999",
            "2024-03 ", "٢٠٢٤", "2024-q1", "'; DROP"],
)  # fmt: skip
def test_period_key_refused(key: str) -> None:
    with offices.refused("period_unknown"):
        periods.default_days(key)


def test_period_not_stored_until_changed(office: OpenOffice) -> None:
    with office.store.read() as session:
        found = periods.get(session, "2024-03")
        assert (found.id, found.closed, periods.span(found)) == (None, False, "15/02/2024 – 14/03/2024")
        year = periods.of_year(session, 2024)
        assert len(year) == 12 + 4 + 2 + 1 + 1 and not any(period.id for period in year)


def test_period_edited_days(office: OpenOffice) -> None:
    with office.store.write("period.days") as write:
        periods.change_days(write.session, "2024-03", date(2024, 2, 20), date(2024, 3, 19))
    with office.store.read() as session:
        assert periods.get(session, "2024-03").to_on == date(2024, 3, 19)
        assert periods.containing(session, date(2024, 3, 19)).key == "2024-03"
        assert periods.containing(session, date(2024, 3, 20)).key == "2024-04"
        assert periods.containing(session, date(2024, 3, 19), "quarter").key == "2024-Q2"
        assert [p.to_on for p in periods.of_year(session, 2024) if p.key == "2024-03"] == [date(2024, 3, 19)]


def test_period_limits_in_wrong_order(office: OpenOffice) -> None:
    with offices.refused("wrong_dates"), office.store.write("period.days") as write:
        periods.change_days(write.session, "2024-03", date(2024, 3, 2), date(2024, 3, 1))
    with office.store.write("period.days") as write:
        periods.change_days(write.session, "2024-03", date(2024, 3, 1), date(2024, 3, 1))


def test_period_closed_until_reopened(office: OpenOffice) -> None:
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", "lan")
    with office.store.read() as session:
        assert periods.get(session, "2024-03").closed
    for change in (
        lambda s: period_closing.close(s, "2024-03", "hoa"),
        lambda s: periods.change_days(s, "2024-03", date(2024, 1, 1), date(2024, 2, 1)),
    ):
        with offices.refused("period_closed"), office.store.write("x") as write:
            change(write.session)
    with offices.refused("reason_missing"), office.store.write("period.reopen") as write:
        period_closing.reopen(write.session, "2024-03", "  ")
    with office.store.write("period.reopen") as write:
        period_closing.reopen(write.session, "2024-03", "nhập thiếu số liệu xã")
    with office.store.read() as session:
        assert not periods.get(session, "2024-03").closed
    with offices.refused("period_open"), office.store.write("period.reopen") as write:
        period_closing.reopen(write.session, "2024-03", "lại")


@pytest.mark.parametrize(
    ("day", "before_end", "refusal"),
    [
        (date(2024, 2, 14), True, "period_not_begun"),
        (date(2024, 2, 14), False, "period_not_begun"),
        (date(2024, 2, 15), False, "period_not_ended"),
        (date(2024, 3, 13), False, "period_not_ended"),
        (date(2024, 3, 13), True, ""),
        (date(2024, 3, 14), False, ""),
    ],
)
def test_period_is_not_closed_before_it_began_nor_unasked_before_its_end(
    office: OpenOffice, day: date, before_end: bool, refusal: str
) -> None:
    with ExitStack() as stack:
        stack.enter_context(clock.fixed(datetime.combine(day, time(3), UTC)))
        if refusal:
            caught = stack.enter_context(pytest.raises(AppError))
        with office.store.write("period.close") as write:
            period_closing.close(write.session, "2024-03", before_end=before_end)
    if refusal:
        assert caught.value.code == refusal
        assert ("15/2/2024" if refusal == "period_not_begun" else "14/3/2024") in str(caught.value)
        assert ("--before-end" in caught.value.do) == (refusal == "period_not_ended")
    with office.store.read() as session:
        assert periods.get(session, "2024-03").closed == (not refusal)
