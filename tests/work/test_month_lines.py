"""The monthly grid without a screen: which lines a period has, what a cell shows, and how what is typed is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import adjustments, indicators, month, month_cells, period_closing, progress, tasks, units
from models.work.month import GridRow
from models.work.periods import PeriodRow
from models.work.progress import NewProgress

MARCH = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)
JANUARY = PeriodRow(None, "2024-01", "month", date(2023, 12, 15), date(2024, 1, 14), closed=False)
EMPTY = GridRow(
    *("task", "unit", 1, "3.2", "Số hóa hồ sơ", "procedure", "Xã Lùng Cải", date(2024, 3, 10), "trước 11/3", None),
    *("Hồ sơ trực tuyến", "%", Decimal(80), None, None, None, "", None),
)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))


# What a cell shows


@pytest.mark.parametrize(
    ("column", "change", "text"),
    [
        ("ref", {}, "3.2"),
        ("text", {"text": "Số hóa\n hồ sơ"}, "Số hóa hồ sơ"),
        ("unit", {}, "Xã Lùng Cải"),
        ("due_on", {}, "10/03/2024"),
        ("due_on", {"due_on": None}, "trước 11/3"),
        ("due_on", {"due_on": None, "deadline_text": "", "recurrence": "monthly"}, "Hằng tháng"),
        ("due_on", {"due_on": None, "deadline_text": ""}, ""),
        ("state", {}, ""),
        ("state", {"state": "submitted"}, "Chờ xác nhận"),
        ("percent", {"percent": 0}, "0 %"),
        ("percent", {"percent": 45}, "45 %"),
        ("indicator", {}, "Hồ sơ trực tuyến, mục tiêu 80 %"),
        ("indicator", {"measure": ""}, "Hồ sơ trực tuyến, mục tiêu 80"),
        ("indicator", {"target": None}, "Hồ sơ trực tuyến (%)"),
        ("indicator", {"target": None, "measure": ""}, "Hồ sơ trực tuyến"),
        ("indicator", {"indicator": ""}, ""),
        ("value", {"value": Decimal("1250.50")}, "1.250,5"),
        ("value", {"value": Decimal(0)}, "0"),
        ("done_on", {"done_on": date(2024, 3, 5)}, "05/03/2024"),
        ("note", {"note": "một\nhai"}, "một hai"),
    ],
)
def test_what_a_cell_shows(column: str, change: dict[str, object], text: str) -> None:
    assert month_cells.show(replace(EMPTY, **change), column) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (date(2024, 3, 11), None, True),
        (date(2024, 3, 12), None, False),  # today is the 12th: today is still in time
        (date(2024, 3, 11), date(2024, 3, 12), False),
        (None, None, False),
    ],
)
def test_line_is_late_after_its_day(due: date | None, done: date | None, late: bool) -> None:
    row = replace(EMPTY, due_on=due, done_on=done)
    assert month_cells.late(row, MARCH) is late
    # Of a period that is over its last day counts, not today.
    over = replace(MARCH, to_on=date(2024, 3, 11))
    assert month_cells.late(replace(row, due_on=date(2024, 3, 11), done_on=None), over) is False
    assert month_cells.late(replace(row, due_on=date(2024, 3, 10), done_on=None), over) is True


def test_line_filled_in_by_state_or_percentage() -> None:
    assert not month_cells.filled(replace(EMPTY, note="chữ", value=Decimal(1)))
    assert month_cells.filled(replace(EMPTY, percent=0))
    assert month_cells.filled(replace(EMPTY, state="new"))


def test_which_cells_take_an_entry() -> None:
    assert [c for c in month_cells.COLUMNS if month_cells.may_edit(EMPTY, c)] == list(month_cells.EDITABLE)
    bare = replace(EMPTY, indicator="")
    assert not month_cells.may_edit(bare, "value")
    assert month_cells.may_edit(replace(bare, value=Decimal(0)), "value")  # what was entered can be taken out


# How what is typed is read


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("percent", "0", 0),
        ("percent", "100%", 100),
        ("percent", " 45 % ", 45),
        ("percent", "", None),
        ("value", "12,5", Decimal("12.5")),
        ("value", "1.250", Decimal(1250)),
        ("value", "72,5%", Decimal("72.5")),
        ("value", "123456789012345", Decimal(123456789012345)),
        ("value", "", None),
        ("note", "  một  hai ", "một hai"),
        ("note", "", ""),
        ("note", "x" * 2000, "x" * 2000),
        ("done_on", "5/3", date(2024, 3, 5)),
        ("done_on", "05.3", date(2024, 3, 5)),
        ("done_on", "15-2", date(2024, 2, 15)),
        ("done_on", "12/3/2024", date(2024, 3, 12)),
        ("done_on", "2024-03-01", date(2024, 3, 1)),
        ("done_on", "1/1/1990", date(1990, 1, 1)),
        ("done_on", "", None),
        ("state", "doing", "doing"),
        ("state", "Đang thực hiện", "doing"),
        ("state", "dang", "doing"),
        ("state", "đang làm.", "doing"),
        ("state", "xong", "accepted"),
        ("state", "hoan thanh", "accepted"),
        ("state", "Đã xong", "accepted"),
        ("state", "đã hoàn", "accepted"),
        ("state", "cho", "submitted"),
        ("state", "tra lai", "returned"),
        ("state", "tam", "paused"),
        ("state", "chua", "new"),
        ("state", "", None),
    ],
)
def test_what_is_typed_is_read(column: str, text: str, value: object) -> None:
    assert month_cells.read(EMPTY, column, text, MARCH) == value


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("percent", "101", "Tỷ lệ 101 không hợp lệ"),
        ("percent", "-1", "Tỷ lệ -1 không hợp lệ"),
        ("percent", "12,5", "Tỷ lệ 12,5 không hợp lệ"),
        ("percent", "x", "“x” không phải số"),
        ("value", "1234567890123456", "dài quá"),
        ("value", "x", "“x” không phải số"),
        ("note", "x" * 2001, r"dài quá 2\.000 ký tự"),
        ("done_on", "13/3/2024", "chưa tới"),
        ("done_on", "31/12/1989", "Năm 1989 có vẻ gõ nhầm"),
        ("done_on", "31/2", "không phải ngày"),
        ("state", "huy", "Hủy nhiệm vụ ở trang Nhiệm vụ"),
        ("state", "Đã hủy", "Hủy nhiệm vụ ở trang Nhiệm vụ"),
        ("state", "t", "hãy chọn: trả lại, làm tiếp, tạm dừng"),
        ("state", "đã", "hãy chọn: đang thực hiện, đã hoàn thành"),
        ("state", "zzz", "hãy chọn: chưa thực hiện, đang thực hiện, chờ xác nhận, đã hoàn thành"),
    ],
)
def test_what_cannot_be_read_is_said(column: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        month_cells.read(EMPTY, column, text, MARCH)


def test_percent_sign_belongs_to_measure_in_percent() -> None:
    with pytest.raises(ValueError, match="tính bằng hồ sơ"):
        month_cells.read(replace(EMPTY, measure="hồ sơ"), "value", "5%", MARCH)
    with pytest.raises(ValueError, match="tính bằng số"):
        month_cells.read(replace(EMPTY, measure=""), "value", "5%", MARCH)
    with pytest.raises(ValueError, match="chưa có chỉ số"):
        month_cells.read(replace(EMPTY, indicator=""), "value", "5", MARCH)
    assert month_cells.read(replace(EMPTY, indicator=""), "value", "", MARCH) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("20/12", date(2023, 12, 20)), ("5/1", date(2024, 1, 5)), ("1/2", date(2024, 2, 1)), ("1/11", date(2023, 11, 1))],
)
def test_short_date_is_of_year_that_periods_days_have(text: str, day: date) -> None:
    if day.month == 11:  # in neither year inside the period: the period's own year, which is still to come
        with pytest.raises(ValueError, match="1/11/2024 chưa tới"):
            month_cells.read(EMPTY, "done_on", text, JANUARY)
        return
    assert month_cells.read(EMPTY, "done_on", text, JANUARY) == day


# Which lines a period has


def _grid(office: OpenOffice, key: str, **wanted: str) -> list[tuple[int, str, date | None, str, int | None]]:
    with office.store.read() as session:
        found = month.read(session, key, **wanted)  # type: ignore[arg-type]
    return [(row.number, row.unit, row.due_on, row.note, row.percent) for row in found.rows]


@pytest.fixture
def book(office: OpenOffice) -> dict[str, str]:
    """1: of two communes; 2: of nobody; 3: recurring; 4: done on the last day of February's period; 5: called off."""
    ids = {
        "two": offices.add_task(office, "hai xã", lead=("Xã Lùng Cải", "Thị trấn Bắc Hà"), area="procedure"),
        "own": offices.add_task(office, "của phòng", due_on=date(2024, 3, 1), area="finance"),
        "again": offices.add_task(office, "định kỳ", recurrence="monthly", lead=("Xã Lùng Cải",)),
        "done": offices.add_task(office, "xong", ref="9"),
        "off": offices.add_task(office, "thôi"),
    }
    with office.store.write("progress.put") as write:
        session = write.session
        commune, town = units.find(session, "Xã Lùng Cải").id, units.find(session, "Thị trấn Bắc Hà").id
        indicators.put(session, ids["two"], name="Hồ sơ", measure="%", target=Decimal(80))
        progress.put(session, ids["two"], "2024-03", NewProgress(percent=30, value=Decimal(5), note="xã"), commune)
        progress.put(session, ids["two"], "2024-02", NewProgress(percent=10, note="tháng 2"), town)
        progress.put(session, ids["own"], "2024-03", NewProgress(note="phòng ghi"))
        progress.put(session, ids["done"], "2024-02", NewProgress(done_on=date(2024, 2, 14)))
        tasks.cancel(session, ids["off"], "thôi")
    return ids


def test_each_line_has_entry_of_its_unit_and_period(office: OpenOffice, book: dict[str, str]) -> None:
    assert _grid(office, "2024-03") == [
        (1, "Thị trấn Bắc Hà", None, "", None),
        (1, "Xã Lùng Cải", None, "xã", 30),
        (2, "Chưa giao đơn vị", date(2024, 3, 1), "phòng ghi", None),
        (3, "Xã Lùng Cải", date(2024, 3, 14), "", None),
    ]
    assert _grid(office, "2024-02") == [
        (1, "Thị trấn Bắc Hà", None, "tháng 2", 10),
        (1, "Xã Lùng Cải", None, "", None),
        (2, "Chưa giao đơn vị", date(2024, 3, 1), "", None),
        (3, "Xã Lùng Cải", date(2024, 2, 14), "", None),
        (4, "Chưa giao đơn vị", None, "", 100),
    ]
    with office.store.read() as session:
        march, february = month.read(session, "2024-03"), month.read(session, "2024-02")
        assert (march.filled, february.filled) == (1, 2)
        measured = march.rows[1]
        assert (measured.indicator, measured.measure, measured.target) == ("Hồ sơ", "%", Decimal(80))
        assert (measured.value, measured.area, measured.task_id) == (Decimal(5), "procedure", book["two"])
        assert (march.period.key, march.period.id is not None) == ("2024-03", True)
        assert month.read(session, "2024-05").period.id is None


def test_lines_narrowed_to_unit_or_area(office: OpenOffice, book: dict[str, str]) -> None:
    with office.store.read() as session:
        commune, own = units.find(session, "Xã Lùng Cải").id, units.find(session, "Phòng Nội vụ").id
    assert [row[0] for row in _grid(office, "2024-03", unit_id=commune)] == [1, 3]
    assert [row[0] for row in _grid(office, "2024-03", unit_id=own)] == [2]
    assert [row[0] for row in _grid(office, "2024-03", area="procedure")] == [1, 1]
    assert [row[0] for row in _grid(office, "2024-03", area="procedure", unit_id=commune)] == [1]


def test_line_that_is_refused_stops_no_other(office: OpenOffice, book: dict[str, str]) -> None:
    with office.store.write("progress.put") as write:
        session = write.session
        own = units.find(session, "Phòng Nội vụ").id
        good, bad = month_cells.put(
            session, "2024-03", [(book["own"], own, {"percent": 40}), (book["again"], own, {"percent": 400})]
        )
    assert (good.task_id, good.unit_id, good.refusal, good.kept["percent"]) == (book["own"], own, None, 40)
    assert set(good.kept) == {*month_cells.EDITABLE, "part_done_on"}
    assert (bad.task_id, bad.kept) == (book["again"], {})
    assert bad.refusal is not None and bad.refusal.code == "wrong_percent"
    renewed = month_cells.renewed(EMPTY, good)
    assert (renewed.percent, renewed.text, renewed.note) == (40, EMPTY.text, "phòng ghi")
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", before_end=True)
    with offices.refused("period_closed"), office.store.write("progress.put") as write:
        month_cells.put(write.session, "2024-03", [(book["own"], own, {"percent": 50})])


def test_what_was_finished_on_its_own_page_is_done_in_its_lines(office: OpenOffice, book: dict[str, str]) -> None:
    """As a report counts it, though a commune reported 30 % before and the town nothing."""

    def lines(key: str) -> list[tuple[str | None, int | None, date | None, str]]:
        with office.store.read() as session:
            found = month.read(session, key).rows
        return [(row.state, row.percent, row.done_on, row.note) for row in found if row.task_id == book["two"]]

    done = date(2024, 3, 11)
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, book["two"], done)
        tasks.finish(write.session, book["again"], done)  # a duty that recurs is judged by its entries alone
    assert lines("2024-03") == [("accepted", 100, done, ""), ("accepted", 100, done, "xã")]
    assert [line[1] for line in lines("2024-02")] == [10, None]  # it was not done then
    assert _grid(office, "2024-03")[-1][4] is None
    with office.store.write("progress.put") as write:
        commune = units.find(write.session, "Xã Lùng Cải").id
        (kept,) = month_cells.put(write.session, "2024-03", [(book["two"], commune, {"note": "thêm"})])
    assert (kept.kept["percent"], kept.kept["done_on"], kept.kept["note"]) == (100, done, "thêm")
    assert lines("2024-03") == [("accepted", 100, done, ""), ("accepted", 100, done, "thêm")]
    with office.store.write("progress.put") as write:
        (kept,) = month_cells.put(write.session, "2024-03", [(book["two"], commune, {"percent": 60})])
    assert kept.kept["percent"] == 60
    assert [line[1:3] for line in lines("2024-03")] == [(None, None), (60, None)]


def test_line_says_what_its_unit_said_when_office_judged(office: OpenOffice, book: dict[str, str]) -> None:
    with office.store.write("progress.put") as write:
        own = units.find(write.session, "Phòng Nội vụ").id
        progress.put(write.session, book["two"], "2024-03", NewProgress(percent=100), own)
    with office.store.read() as session:
        found = [row.percent for row in month.read(session, "2024-03").rows if row.task_id == book["two"]]
    assert found == [None, 30]


def test_closed_period_keeps_its_lines(office: OpenOffice, book: dict[str, str]) -> None:
    def lines() -> list[tuple[object, ...]]:
        with office.store.read() as session:
            found = month.read(session, "2024-03").rows
        return [(r.number, r.text, r.unit, r.due_on, r.state, r.percent, r.value, r.done_on, r.note) for r in found]

    before = lines()
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", before_end=True)
    assert lines() == before
    with office.store.write("task.change") as write:
        tasks.get(write.session, book["two"]).assigned_on = date(2024, 4, 1)
        tasks.finish(write.session, book["own"], date(2024, 3, 11))
        tasks.cancel(write.session, book["again"], "không làm nữa")
        tasks.get(write.session, book["own"]).text = "đổi tên"
    assert lines() == before
    with office.store.write("task.assign") as write:
        lead = units.find(write.session, "Xã Lùng Cải").id
        tasks.assign(write.session, book["own"], [lead], [])
    assert lines() == before


def test_corrected_line_says_so(office: OpenOffice, book: dict[str, str]) -> None:
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03", before_end=True)
    with office.store.write("period.adjust") as write:
        commune = units.find(write.session, "Xã Lùng Cải").id
        entry = NewProgress(done_on=date(2024, 3, 11))
        adjustments.adjust(write.session, book["two"], "2024-03", entry, "xã báo sót", commune)
    with office.store.read() as session:
        rows = {(r.task_id, r.unit): r for r in month.read(session, "2024-03").rows}
    row = rows[book["two"], "Xã Lùng Cải"]
    words = "Đã điều chỉnh sau khi chốt: Ngày hoàn thành từ để trống thành 11/03/2024; lý do: xã báo sót."
    assert words in row.corrected.splitlines()
    assert row.done_on == date(2024, 3, 11)
    assert [r.corrected for r in rows.values() if r != row] == [""] * (len(rows) - 1)


@pytest.mark.parametrize("percent", [None, 40])
def test_occurrence_done_after_closing_moves_no_line_of_closed_grid(
    office: OpenOffice, hold_clock: Callable[[datetime], None], percent: int | None
) -> None:
    task_id = offices.add_task(office, lead=("Xã Lùng Cải",), recurrence="monthly", assigned_on=date(2024, 2, 20))

    def tell(**fields: object) -> None:
        with office.store.write("progress.put") as write:
            progress.put(write.session, task_id, "2024-03", NewProgress(**fields))  # type: ignore[arg-type]

    def filled() -> tuple[int, list[tuple[int | None, date | None]]]:
        with office.store.read() as session:
            grid = month.read(session, "2024-03")
        return grid.filled, [(row.percent, row.done_on) for row in grid.rows]

    if percent is not None:
        tell(percent=percent)
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2024-03")
    before = filled()
    tell(done_on=date(2024, 3, 20))
    assert filled() == before
    assert before == (int(percent is not None), [(percent, None)])
