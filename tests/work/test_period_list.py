"""The list of periods to choose from, and which period of another kind belongs to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.work import period_closing, period_list, periods, report_register
from models.work.report_kinds import REPORT_KINDS

KINDS = tuple(kind.period for kind in REPORT_KINDS.values())
KEYS = st.builds(
    lambda year, kind, place: (keys := periods.keys_of_year(year, kind))[place % len(keys)],
    st.integers(1902, 2198),
    st.sampled_from(KINDS),
    st.integers(0, 11),
)
MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(1902, 2198), st.integers(1, 12))


def inside(key: str, other: str) -> bool:
    (first, last), (begin, end) = periods.default_days(key), periods.default_days(other)
    return begin <= first and last <= end


@given(key=KEYS, kind=st.sampled_from(KINDS), present=MONTHS)
def test_counterpart_overlaps_and_is_of_its_kind(key: str, kind: str, present: str) -> None:
    found = periods.counterpart(key, kind, present)
    assert periods.kind_of(found) == kind and found[:4] == key[:4]
    if periods.kind_of(key) == kind:
        assert found == key
    nine = kind == "nine_months" and not inside(key, found)
    assert nine or inside(found, key) or inside(key, found) or periods.kind_of(key) == "nine_months"
    assert not inside(present, key) or nine or inside(present, found)


@given(month=MONTHS, kind=st.sampled_from(KINDS), present=MONTHS)
def test_from_a_month_to_the_longer_one_around_it(month: str, kind: str, present: str) -> None:
    found = periods.counterpart(month, kind, present)
    assert inside(month, found) or (kind == "nine_months" and int(month[5:]) > 9)


@pytest.fixture
def february(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> OpenOffice:
    """In March, with February closed."""
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-02")
    return office


def made(office: OpenOffice, key: str, issuer: str, *, signed: bool) -> None:
    with office.store.write("report.make") as write:
        at: Any = {"content": b"%PDF", "data_sha256": "0", "made_at": datetime(2024, 3, 1, tzinfo=UTC)}
        report_register.keep_made(write.session, office.evidence, "thang", key, issuer, name="a.pdf", **at)
        if signed:
            which = (write.session, office.evidence, "thang", key, issuer)
            report_register.keep_signed(*which, name="b.pdf", content=b"%PDF+")


def states(office: OpenOffice, issuer: str = "") -> dict[str, str]:
    with office.store.read() as session:
        found = period_list.read(session, "2024-03")
        return {one.period.key: period_list.state_words(one, issuer) for one in found.rows}


def test_what_has_become_of_each_month(february: OpenOffice) -> None:
    made(february, "2024-02", "own", signed=True)
    made(february, "2024-01", "parent", signed=False)
    told = states(february, "own")
    assert told["2024-02"] == "đã chốt, đã ký"
    assert told["2024-01"] == "chưa chốt, có báo cáo của cơ quan khác"
    assert told["2024-03"] == "chưa chốt" and told["2024-04"] == "chưa bắt đầu"
    assert states(february)["2024-01"] == states(february, "parent")["2024-01"] == "chưa chốt, có báo cáo"
    made(february, "2024-02", "own", signed=False)  # made anew: what is signed is no longer the newest
    assert states(february, "own")["2024-02"] == "đã chốt, có báo cáo"


def test_words_alone_are_no_report(february: OpenOffice) -> None:
    with february.store.write("report.words") as write:
        report_register.edit_section(write.session, "thang", "2024-02", "V", ["Không."])
    assert states(february)["2024-02"] == "đã chốt"


def test_years_of_the_book_and_of_what_is_shown(february: OpenOffice) -> None:
    made(february, "2022-05", "own", signed=False)
    with february.store.read() as session:
        found = period_list.read(session, "2024-03")
        assert (found.rows[0].period.key, found.rows[-1].period.key) == ("2022-01", "2024-12")
        assert (found.earlier, found.later, found.present) == ("2021-03", "2025-03", "2024-03")
        far = period_list.read(session, "2100-Q2")
        assert far.of("2100-Q2") is not None and len(far.rows) <= 12 * 4
        assert (far.present, period_list.read(session, "2024").later) == ("2024-Q1", "2025")
        with pytest.raises(AppError):
            period_list.read(session, "2024-13")
