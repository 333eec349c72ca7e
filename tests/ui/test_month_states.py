"""States in the monthly grid: by number, by part of a word, from a short list; proposed with a percentage."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    at,
    filled_office,
    grid_in_store,
    month_page,
    paste,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from models.work.month_cells import COLUMNS, states_meant
from ui.month.month_cells import CellEditor
from ui.month.page import MonthPage


def enter(page: MonthPage, row: int, column: str, text: str) -> None:
    at(page, row, column)
    type_text(page, text)
    press(page, Qt.Key.Key_Return)
    settle(page)


@pytest.mark.parametrize(
    ("typed", "state"),
    [("4", "accepted"), ("1", "new"), ("6", "paused"), ("ho", "accepted"), ("xac", "submitted"), ("lai", "returned")],
)
def test_state_by_number_or_part_of_word(page: MonthPage, typed: str, state: str) -> None:
    enter(page, 2, "state", typed)
    assert grid_in_store(page.context)[2].state == state
    assert not page.saver.wrong()


def test_pasted_number_is_no_state(page: MonthPage) -> None:
    paste(page, "4", 2, "state")
    assert grid_in_store(page.context)[2].state is None
    assert page.saver.wrong()


def test_parts_of_words() -> None:
    assert states_meant("ch") == ["new", "submitted"]
    assert states_meant("t") == ["returned", "paused"]
    assert states_meant("zzz") == []


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_several_states_are_offered(page: MonthPage, qtbot: Any) -> None:
    enter(page, 2, "state", "ch")
    (menu,) = [m for m in page.grid.findChildren(QMenu) if m.isVisible()]
    assert [action.text() for action in menu.actions()] == ["&1  Chưa thực hiện", "&3  Chờ xác nhận"]
    assert page.grid.currentIndex().row() == 3
    menu.actions()[1].trigger()
    menu.close()
    settle(page)
    assert grid_in_store(page.context)[2].state == "submitted"
    assert not page.saver.wrong()


@pytest.mark.parametrize(("percent", "state"), [("0", "new"), ("1", "doing"), ("99", "doing"), ("100", "accepted")])
def test_percent_proposes_state(page: MonthPage, percent: str, state: str) -> None:
    enter(page, 2, "percent", percent)
    line = grid_in_store(page.context)[2]
    assert (line.state, line.percent) == (state, int(percent))
    assert page.rows.place(2, "state") in page.saver.saved  # marked like what was typed
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    line = grid_in_store(page.context)[2]
    assert (line.state, line.percent, line.done_on) == (None, None, None)


def test_percent_keeps_what_was_said(page: MonthPage) -> None:
    enter(page, 2, "state", "tam")
    enter(page, 2, "percent", "40")
    assert grid_in_store(page.context)[2].state == "paused"


def test_day_of_done_is_asked(page: MonthPage) -> None:
    enter(page, 2, "percent", "100")
    assert page.banner.text() == "Mục 9.3 hoàn thành ngày nào? Đang ghi 12/3/2024."
    page.banner.press()
    index = page.grid.currentIndex()
    assert (index.row(), COLUMNS[index.column()]) == (2, "done_on")
    assert isinstance(page.grid.indexWidget(index), CellEditor)
    press(page, Qt.Key.Key_Escape)
    enter(page, 2, "done_on", "1/3")
    assert shown_at(page, 2, "done_on") == "01/03/2024"
