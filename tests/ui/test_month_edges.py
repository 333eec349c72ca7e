"""The monthly grid at its edges, with a column out of sight, and when something is typed after an undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from contexts import settle, store, write
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    SHIFT,
    at,
    choose,
    events,
    filled_office,
    from_excel,
    grid_in_store,
    month_page,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.work import period_closing, progress
from models.work.indicators import Indicator
from models.work.month_cells import COLUMNS, EDITABLE
from models.work.progress import NewProgress
from models.work.tasks import Task
from ui.base.context import Context
from ui.month.page import MonthPage

LAST = 3  # the fourth line is the last
# The order in which Tab goes.
WAY = ("state", "percent", "value", "done_on", "note")
LATE_WAY = ("reason", "promised_on")


def here(page: MonthPage) -> tuple[int, str]:
    index = page.grid.currentIndex()
    return index.row(), COLUMNS[index.column()]


@pytest.fixture(name="unmeasured")
def page_without_indicators(page: MonthPage) -> MonthPage:
    """No task has an indicator: their column is hidden."""
    write(page.context, "task.indicator", lambda session: session.delete(session.query(Indicator).one()))
    page.reload()
    settle(page)
    assert page.grid.isColumnHidden(COLUMNS.index("indicator"))
    return page


# Moving


@pytest.mark.parametrize(
    ("start", "key", "modifier", "end"),
    [
        ((0, "percent"), Qt.Key.Key_Return, SHIFT, (0, "percent")),
        ((1, "percent"), Qt.Key.Key_Return, SHIFT, (0, "percent")),
        ((LAST, "percent"), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, (LAST, "percent")),
        ((LAST - 1, "percent"), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, (LAST, "percent")),
        ((LAST, "note"), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (LAST, "note")),
        ((LAST - 1, "note"), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (LAST - 1, "reason")),  # it is late
        ((LAST - 1, "promised_on"), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (LAST, "state")),
        ((LAST, "state"), Qt.Key.Key_Backtab, SHIFT, (LAST - 1, "promised_on")),
        ((0, "state"), Qt.Key.Key_Backtab, SHIFT, (0, "state")),
        ((1, "state"), Qt.Key.Key_Backtab, SHIFT, (0, "note")),
        ((0, "ref"), Qt.Key.Key_Backtab, SHIFT, (0, "ref")),
        ((1, "ref"), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, "state")),
        ((1, "indicator"), Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, "value")),
        ((1, "indicator"), Qt.Key.Key_Backtab, SHIFT, (1, "percent")),
    ],
)
def test_where_a_key_leads_at_the_edge(
    page: MonthPage, start: tuple[int, str], key: Qt.Key, modifier: Qt.KeyboardModifier, end: tuple[int, str]
) -> None:
    at(page, *start)
    press(page, key, modifier)
    assert here(page) == end


def test_tab_visits_every_cell_to_fill_in_and_back(page: MonthPage) -> None:
    """Why it is late and until when it is promised is asked of the late line alone."""
    ways = {row: (*WAY, *(LATE_WAY if row == LAST - 1 else ())) for row in range(LAST + 1)}
    wanted = [(row, column) for row, way in ways.items() for column in way]
    assert {*WAY, *LATE_WAY} == set(EDITABLE)
    at(page, 0, "state")
    visited = [here(page)]
    for _step in wanted[1:]:
        press(page, Qt.Key.Key_Tab)
        visited.append(here(page))
    assert visited == wanted
    for place in reversed(wanted[:-1]):
        press(page, Qt.Key.Key_Backtab, SHIFT)
        assert here(page) == place


def test_a_hidden_column_to_fill_in_is_passed_over(page: MonthPage) -> None:
    page.grid.setColumnHidden(COLUMNS.index("value"), True)
    at(page, 0, "percent")
    press(page, Qt.Key.Key_Tab)
    assert here(page) == (0, "done_on")
    press(page, Qt.Key.Key_Backtab, SHIFT)
    assert here(page) == (0, "percent")


# Blocks


def _fill(page: MonthPage) -> None:
    """Every cell of the first two lines."""
    lines = grid_in_store(page.context)[:2]

    def put(session: Any) -> None:
        for number, line in enumerate(lines):
            entry = NewProgress(percent=10 + number, done_on=None, note=f"ghi chú {number}")
            progress.put(session, line.task_id, KEY, entry, line.unit_id)

    write(page.context, "progress.put", put)
    settle(page)


def _choose(page: MonthPage, top: int, left: str, bottom: int, right: str) -> None:
    shown = [n for n in range(len(COLUMNS)) if not page.grid.isColumnHidden(n)]
    across = shown.index(COLUMNS.index(right)) - shown.index(COLUMNS.index(left))
    choose(page, top, left, bottom - top + 1, across + 1)


def rows(page: MonthPage) -> list[tuple[int | None, date | None, str]]:
    return [(line.percent, line.done_on, line.note) for line in grid_in_store(page.context)]


def test_clearing_over_a_hidden_column_leaves_what_was_not_chosen(unmeasured: MonthPage) -> None:
    _fill(unmeasured)
    _choose(unmeasured, 0, "percent", 0, "done_on")
    press(unmeasured, Qt.Key.Key_Delete)
    settle(unmeasured)
    assert rows(unmeasured)[:2] == [(None, None, "ghi chú 0"), (11, None, "ghi chú 1")]


def test_filling_down_over_a_hidden_column_keeps_the_columns_apart(unmeasured: MonthPage) -> None:
    _fill(unmeasured)
    at(unmeasured, 0, "done_on")
    unmeasured.rows.setData(unmeasured.grid.currentIndex(), "5/3")
    settle(unmeasured)
    _choose(unmeasured, 0, "percent", 1, "done_on")
    press(unmeasured, Qt.Key.Key_D, CTRL)
    settle(unmeasured)
    assert rows(unmeasured)[:2] == [(100, date(2024, 3, 5), "ghi chú 0"), (100, date(2024, 3, 5), "ghi chú 1")]


def test_copying_over_a_hidden_column_and_pasting_gives_the_same_line(unmeasured: MonthPage) -> None:
    _fill(unmeasured)
    _choose(unmeasured, 0, "percent", 0, "note")
    press(unmeasured, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "10%\t\t\tghi chú 0"
    at(unmeasured, 2, "percent")
    press(unmeasured, Qt.Key.Key_V, CTRL)
    settle(unmeasured)
    assert rows(unmeasured)[2] == (10, None, "ghi chú 0")


def test_one_value_over_a_hidden_column_fills_only_what_was_chosen(unmeasured: MonthPage) -> None:
    _choose(unmeasured, 0, "percent", 0, "done_on")
    from_excel("7")
    press(unmeasured, Qt.Key.Key_V, CTRL)
    settle(unmeasured)
    assert rows(unmeasured)[0][2] == ""


def test_a_block_of_excel_goes_into_the_columns_on_screen(unmeasured: MonthPage) -> None:
    """On the screen are percent, result, day, note: what a person copied from a sheet with these four columns."""
    from_excel("100\t\t05/03/2024\tĐã làm")
    at(unmeasured, 1, "percent")
    press(unmeasured, Qt.Key.Key_V, CTRL)
    settle(unmeasured)
    assert rows(unmeasured)[1] == (100, date(2024, 3, 5), "Đã làm")


def test_a_block_wider_than_the_grid_stops_at_its_edge(page: MonthPage) -> None:
    page.grid.show_column("reason", False)
    page.grid.show_column("promised_on", False)
    from_excel("05/03/2024\tmột\tthừa\tthừa nữa")
    at(page, 0, "done_on")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert rows(page)[0] == (100, date(2024, 3, 5), "một")
    assert rows(page)[1] == (None, None, "")
    assert page.banner.text() == "Đã dán 2 ô. 2 cột không có chỗ vì bảng đã hết cột."


def test_what_is_beyond_the_last_line_is_counted(page: MonthPage) -> None:
    from_excel("1\n2")
    at(page, LAST, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert grid_in_store(page.context)[LAST].percent == 1
    assert page.banner.text() == "Đã dán 1 ô. 1 dòng cuối không có chỗ vì bảng đã hết dòng."
    from_excel("3\n4")
    at(page, LAST - 1, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [line.percent for line in grid_in_store(page.context)] == [None, None, 3, 4]
    assert page.banner.text() == "Đã dán 2 ô."


def test_filling_down_from_the_first_line_has_nothing_to_take(page: MonthPage) -> None:
    _fill(page)
    at(page, 0, "percent")
    press(page, Qt.Key.Key_D, CTRL)
    settle(page)
    assert [line.percent for line in grid_in_store(page.context)] == [10, 11, None, None]
    assert events(page.context, "progress.put") == 1


def test_filling_down_a_block_takes_its_first_line_and_touches_no_other(page: MonthPage) -> None:
    _fill(page)
    _choose(page, 1, "percent", LAST, "percent")
    press(page, Qt.Key.Key_D, CTRL)
    settle(page)
    assert [line.percent for line in grid_in_store(page.context)] == [10, 11, 11, 11]
    assert page.banner.text() == "Đã điền xuống 2 ô."


def test_a_single_cell_says_nothing_when_it_is_cleared(page: MonthPage) -> None:
    _fill(page)
    at(page, 0, "percent")
    press(page, Qt.Key.Key_Delete)
    settle(page)
    assert rows(page)[0] == (None, None, "ghi chú 0")
    assert not page.banner.isVisible()


def test_results_without_an_indicator_are_passed_over_and_counted(page: MonthPage) -> None:
    from_excel("50\tx\t7\n60\tx\t8")
    at(page, 2, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [line.percent for line in grid_in_store(page.context)] == [None, None, 50, 60]
    assert page.banner.text() == "Đã dán 2 ô. 2 kết quả bỏ qua vì nhiệm vụ chưa có chỉ số."


# Undo


def test_nothing_can_be_done_again_after_something_new_was_typed(page: MonthPage) -> None:
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    settle(page)
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert page.saver.can_redo()
    at(page, 1, "note")
    page.rows.setData(page.grid.currentIndex(), "mới")
    settle(page)
    assert not page.saver.can_redo()
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert [line.note for line in grid_in_store(page.context)][:2] == ["", "mới"]
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert [line.note for line in grid_in_store(page.context)][:2] == ["", ""]
    assert page.saver.can_redo() and not page.saver.can_undo()


def test_undo_and_redo_lead_the_keyboard_to_what_they_changed(page: MonthPage) -> None:
    from_excel("1\n2\n3")
    at(page, 1, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    at(page, 0, "note")
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert here(page) == (1, "percent")
    chosen = {(index.row(), COLUMNS[index.column()]) for index in page.grid.selectionModel().selectedIndexes()}
    assert chosen == {(1, "percent"), (2, "percent"), (3, "percent")}


def test_undo_waits_for_what_is_still_on_its_way(page: MonthPage) -> None:
    at(page, 0, "note")
    page.rows.setData(page.grid.currentIndex(), "một")
    assert page.saver.can_undo()
    press(page, Qt.Key.Key_Z, CTRL)
    assert shown_at(page, 0, "note") == "một"
    settle(page)
    assert shown_at(page, 0, "note") == grid_in_store(page.context)[0].note == ""


# Other edges


def test_a_line_is_late_only_after_its_day(filled: Context, page: MonthPage) -> None:
    """The second task fell due on 1 March; today is the 12th, and the period ends on the 14th."""
    tip = page.rows.index(2, COLUMNS.index("due_on")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Chưa hoàn thành, quá hạn · 01/03/2024")
    recurring = page.rows.index(3, COLUMNS.index("due_on")).data(Qt.ItemDataRole.ToolTipRole)
    assert recurring == "14/03/2024"
    for day, late in ((11, True), (12, False), (13, False)):
        with store(filled).write("task.change") as session:
            session.session.query(Task).filter(Task.ref == "9.3").one().due_on = date(2024, 3, day)
        page.reload()
        settle(page)
        tip = page.rows.index(2, COLUMNS.index("due_on")).data(Qt.ItemDataRole.ToolTipRole)
        assert tip.startswith("Chưa hoàn thành, quá hạn") == late, day


def test_a_closed_period_takes_no_key(page: MonthPage) -> None:
    _fill(page)
    write(page.context, "period.close", lambda session: period_closing.close(session, KEY, before_end=True))
    settle(page)
    before = rows(page)
    from_excel("99")
    for key, modifier in ((Qt.Key.Key_V, CTRL), (Qt.Key.Key_D, CTRL), (Qt.Key.Key_Delete, Qt.KeyboardModifier(0))):
        at(page, 1, "percent")
        press(page, key, modifier)
        settle(page)
        assert rows(page) == before
        assert page.banner.text().startswith("Kỳ này đã chốt")
    at(page, 1, "done_on")
    QTest.keyClick(page.grid, Qt.Key.Key_Semicolon, CTRL)
    type_text(page, "x")
    settle(page)
    assert rows(page) == before
