"""Why a part is late and until when it is promised: kept from period to period until changed; extensions named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import (
    extensions,
    month,
    month_cells,
    period_closing,
    period_result,
    progress,
    task_detail,
    task_list,
    timeliness,
    units,
)
from models.work.codes import extended_words
from models.work.month import GridRow
from models.work.progress import NewProgress, Progress
from models.work.result_parts import UnitPart
from models.work.task_list import TaskFilter

CAI, PHINH = "Xã Lùng Cải", "Xã Lùng Phình"
DUE, PROMISE = date(2024, 3, 10), date(2024, 5, 20)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 12, 5, tzinfo=UTC))


@pytest.fixture(name="late")
def late_task(office: OpenOffice) -> str:
    return offices.add_task(office, lead=(CAI,), due_on=DUE)


def put(office: OpenOffice, task_id: str, period: str, **fields: Any) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, period, NewProgress(**fields), units.find(write.session, CAI).id)


def part(office: OpenOffice, task_id: str, period: str, occurrence: str = "") -> UnitPart:
    with office.store.read() as session:
        found = next(task for task in period_result.of_period(session, period).tasks if task.id == task_id)
    return next(one for one in found.units if one.period == occurrence)


def told(office: OpenOffice, task_id: str, period: str, occurrence: str = "") -> tuple[str, date | None]:
    found = part(office, task_id, period, occurrence)
    return found.reason, found.promised_on


def line(office: OpenOffice, task_id: str, period: str) -> GridRow:
    with office.store.read() as session:
        return next(row for row in month.read(session, period).rows if row.task_id == task_id)


def test_what_was_told_stands_until_changed(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-03", reason="  thiếu kinh phí ", promised_on=PROMISE)
    assert told(office, late, "2024-02") == ("", None)
    for period in ("2024-03", "2024-04", "2024-05"):
        assert told(office, late, period) == ("thiếu kinh phí", PROMISE)
        row = line(office, late, period)
        assert (row.reason, row.promised_on) == ("thiếu kinh phí", PROMISE)
    put(office, late, "2024-04", percent=60, note="đã họp")
    assert told(office, late, "2024-04") == ("thiếu kinh phí", PROMISE)
    put(office, late, "2024-04", promised_on=date(2024, 6, 1))
    assert told(office, late, "2024-04") == ("thiếu kinh phí", date(2024, 6, 1))
    assert told(office, late, "2024-03") == ("thiếu kinh phí", PROMISE)
    put(office, late, "2024-05", reason="chờ hướng dẫn")
    assert told(office, late, "2024-05") == ("chờ hướng dẫn", date(2024, 6, 1))


def test_what_was_told_can_be_taken_out(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-03", reason="thiếu kinh phí", promised_on=PROMISE)
    put(office, late, "2024-04", promised_on=None)
    assert told(office, late, "2024-04") == ("thiếu kinh phí", None)
    put(office, late, "2024-04", reason="")
    assert told(office, late, "2024-05") == ("", None)
    put(office, late, "2024-03", reason="", promised_on=None)
    with office.store.read() as session:
        first = session.query(Progress).order_by(Progress.id).first()
        assert first is not None and first.reason is None


def test_note_stands_for_reason_in_older_entries(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-02", note="chờ kinh phí")
    assert told(office, late, "2024-03") == ("chờ kinh phí", None)
    put(office, late, "2024-03", reason="mưa lũ")
    put(office, late, "2024-04", note="đã họp ba lần")
    assert told(office, late, "2024-04") == ("mưa lũ", None)


def test_done_part_needs_no_promise(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-03", reason="mưa lũ", promised_on=PROMISE)
    put(office, late, "2024-03", done_on=date(2024, 3, 11))
    assert told(office, late, "2024-03") == ("mưa lũ", None)
    row = line(office, late, "2024-03")
    assert month_cells.may_edit(row, "reason") and month_cells.may_edit(row, "promised_on")  # to be taken out
    put(office, late, "2024-03", reason="", promised_on=None)
    row = line(office, late, "2024-03")
    assert not (month_cells.may_edit(row, "reason") or month_cells.may_edit(row, "promised_on"))


def test_reason_of_occurrence(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    """What was told of the first quarter's is its own; a promise of it is none for the next."""
    hold_clock(datetime(2024, 4, 20, 5, tzinfo=UTC))
    task_id = offices.add_task(office, lead=(CAI,), recurrence="quarterly", assigned_on=date(2024, 1, 2))
    put(office, task_id, "2024-03", reason="mất điện", promised_on=PROMISE)
    assert told(office, task_id, "2024-04", "2024-Q1") == ("mất điện", PROMISE)
    put(office, task_id, "2024-04", promised_on=date(2024, 6, 3))
    assert told(office, task_id, "2024-05", "2024-Q1") == ("mất điện", date(2024, 6, 3))
    put(office, task_id, "2024-Q1", done_on=date(2024, 3, 12))
    assert told(office, task_id, "2024-Q2", "2024-Q2") in {("", None), ("mất điện", date(2024, 6, 3))}


def test_reason_ends_with_what_it_was_told_of(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 5, 20, 5, tzinfo=UTC))
    task_id = offices.add_task(office, lead=(CAI,), recurrence="monthly", assigned_on=date(2024, 2, 20))
    put(office, task_id, "2024-03", reason="mất điện")
    assert part(office, task_id, "2024-05", "2024-04").reason == "mất điện"
    put(office, task_id, "2024-03", done_on=date(2024, 3, 20))
    assert part(office, task_id, "2024-05", "2024-04").reason == ""


def test_promise_that_has_passed_is_refused(office: OpenOffice, late: str) -> None:
    with offices.refused("promise_passed"):
        put(office, late, "2024-03", promised_on=date(2024, 3, 11))
    put(office, late, "2024-03", promised_on=date(2024, 3, 12))
    row = line(office, late, "2024-03")
    with pytest.raises(ValueError, match="đã qua"):
        month_cells.read(row, "promised_on", "11/3/2024", _march(office))


@pytest.mark.parametrize("days_after", [-1, 0, 1, 16])
def test_promise_of_past_period_is_judged_by_its_last_day(
    office: OpenOffice, late: str, hold_clock: Callable[[datetime], None], days_after: int
) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))
    promised = date(2024, 3, 14) + timedelta(days=days_after)
    row, march = line(office, late, "2024-03"), _march(office)
    if days_after < 0:
        with offices.refused("promise_passed"):
            put(office, late, "2024-03", promised_on=promised)
        with pytest.raises(ValueError, match="tính từ ngày 14/3/2024"):
            month_cells.read(row, "promised_on", f"{promised:%d/%m/%Y}", march)
        return
    put(office, late, "2024-03", promised_on=promised)
    assert told(office, late, "2024-03") == ("", promised)
    for text in (f"{promised:%d/%m/%Y}", f"{promised:%d/%m}"):
        assert month_cells.read(row, "promised_on", text, march) == promised


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/3", date(2024, 3, 12)),
        ("11/3", date(2025, 3, 11)),  # without a year the next one to come
        ("20/12", date(2024, 12, 20)),
        ("5/1", date(2025, 1, 5)),
        ("2024-04-30", date(2024, 4, 30)),
        ("", None),
    ],
)
def test_promise_as_it_is_typed(office: OpenOffice, late: str, text: str, day: date | None) -> None:
    assert month_cells.read(line(office, late, "2024-03"), "promised_on", text, _march(office)) == day


@pytest.mark.parametrize(("text", "words"), [("4/13/2024", "viết tháng trước ngày"), ("1/4/2094", "gõ nhầm")])
def test_promise_that_is_doubtful(office: OpenOffice, late: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        month_cells.read(line(office, late, "2024-03"), "promised_on", text, _march(office))


def _march(office: OpenOffice) -> Any:
    with office.store.read() as session:
        return month.read(session, "2024-03").period


def test_grid_keeps_what_was_told_beside_it(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-02", reason="mưa lũ", promised_on=PROMISE)
    unit = line(office, late, "2024-03").unit_id
    with office.store.write("progress.put") as write:
        (outcome,) = month_cells.put(write.session, "2024-03", [(late, unit, {"percent": 40})])
    kept = line(office, late, "2024-03")
    assert all(outcome.kept[name] == getattr(kept, name) for name in month_cells.EDITABLE)
    assert (outcome.kept["reason"], outcome.kept["promised_on"]) == ("mưa lũ", PROMISE)


def test_closed_period_keeps_reason_and_promise(office: OpenOffice, late: str) -> None:
    put(office, late, "2024-03", reason="mưa lũ", promised_on=PROMISE)
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", before_end=True)
    put(office, late, "2024-04", reason="khác", promised_on=None)
    assert told(office, late, "2024-03") == ("mưa lũ", PROMISE)


def test_extension_is_named(office: OpenOffice, late: str, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 5, 5, tzinfo=UTC))
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, late, date(2024, 4, 30), "mưa lũ", "Chủ tịch UBND huyện")
    assert part(office, late, "2024-03").extended_to is None
    assert part(office, late, "2024-04").extended_to == date(2024, 4, 30)
    assert extended_words(date(2024, 3, 12)) == "đã gia hạn đến 12/3/2024"
    with office.store.read() as session:
        (row,) = task_list.page(session, TaskFilter(), timeliness.today(session))
        assert row.extended_to == task_detail.read(session, late).row.extended_to == date(2024, 4, 30)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Do thiếu kinh phí", "Do thiếu kinh phí"),
        ("Còn chờ Sở cho ý kiến", "Còn chờ Sở cho ý kiến"),
        ("Chưa có hướng dẫn", "Chưa có hướng dẫn"),
        ("Vướng mặt bằng", "Vướng mặt bằng"),
        ("Đã họp 3 thôn", ""),
        ("Đang cho rà soát, đo đạc", ""),
        ("Hoàn thành 60 % khối lượng", ""),
    ],
)
def test_only_a_note_that_says_why_stands_for_a_reason(office: OpenOffice, late: str, note: str, reason: str) -> None:
    put(office, late, "2024-03", note=note)
    assert part(office, late, "2024-03").reason == reason
