"""Blocks of the monthly grid with hidden and moved columns, how they are chosen, and keys that work on them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from contexts import settle, write
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    KEY,
    SHIFT,
    at,
    choose,
    chosen,
    events,
    filled_office,
    from_excel,
    grid_in_store,
    month_page,
    paste,
    press,
    shown_at,
    type_text,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.work import progress
from models.work.month_cells import COLUMNS
from models.work.progress import NewProgress
from ui.month.page import MonthPage


def percents(page: MonthPage) -> list[int | None]:
    return [line.percent for line in grid_in_store(page.context)]


# Hidden and moved columns


@pytest.fixture(name="odd")
def page_with_odd_columns(page: MonthPage) -> MonthPage:
    """The result is hidden, the note stands before the percentage."""
    page.grid.setColumnHidden(COLUMNS.index("value"), True)
    header = page.grid.horizontalHeader()
    header.moveSection(header.visualIndex(COLUMNS.index("note")), header.visualIndex(COLUMNS.index("percent")))
    return page


def kept(page: MonthPage) -> list[tuple[int | None, Decimal | None, str]]:
    return [(line.percent, line.value, line.note) for line in grid_in_store(page.context)]


def test_blocks_follow_the_columns_as_they_are_seen(odd: MonthPage) -> None:
    lines = grid_in_store(odd.context)
    entry = NewProgress(value=Decimal(5))
    write(odd.context, "progress.put", lambda s: progress.put(s, lines[0].task_id, KEY, entry, lines[0].unit_id))
    settle(odd)
    paste(odd, "chữ\t40%\tx\t", 0, "note")
    assert kept(odd)[0] == (40, Decimal(5), "chữ")
    assert chosen(odd) == {(0, "note"), (0, "percent"), (0, "indicator"), (0, "done_on")}
    choose(odd, 0, "note", 1, 2)
    press(odd, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "chữ\t40%"
    at(odd, 1, "note")
    press(odd, Qt.Key.Key_V, CTRL)
    settle(odd)
    assert kept(odd)[1] == (40, None, "chữ")
    choose(odd, 1, "note", 2, 2)
    press(odd, Qt.Key.Key_D, CTRL)
    settle(odd)
    assert kept(odd)[2] == (40, None, "chữ")
    choose(odd, 0, "note", 1, 3)
    press(odd, Qt.Key.Key_Delete)
    settle(odd)
    assert kept(odd)[0] == (None, Decimal(5), "")
    press(odd, Qt.Key.Key_Z, CTRL)
    settle(odd)
    assert kept(odd)[0] == (40, Decimal(5), "chữ")
    assert chosen(odd) == {(0, "note"), (0, "percent")}
    press(odd, Qt.Key.Key_Y, CTRL)
    settle(odd)
    assert kept(odd)[0] == (None, Decimal(5), "")
    choose(odd, 1, "note", 1, 2)
    press(odd, Qt.Key.Key_X, CTRL)
    settle(odd)
    assert kept(odd)[1] == (None, None, "")
    assert QGuiApplication.clipboard().text() == "chữ\t40%"


def test_tab_goes_the_way_that_is_seen(odd: MonthPage) -> None:
    at(odd, 0, "state")
    visited = []
    for _step in range(4):
        press(odd, Qt.Key.Key_Tab)
        visited.append(COLUMNS[odd.grid.currentIndex().column()])
    assert visited == ["note", "percent", "done_on", "state"]


def test_one_cell_with_excels_line_break_fills_what_is_chosen_and_no_more(page: MonthPage) -> None:
    choose(page, 0, "percent", 2, 1)
    from_excel("70\r\n")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert percents(page) == [70, 70, None, None]


def test_what_was_pasted_is_chosen(page: MonthPage) -> None:
    paste(page, "1\n2\n3", 0, "percent")
    assert chosen(page) == {(0, "percent"), (1, "percent"), (2, "percent")}
    choose(page, 0, "percent", 4, 1)
    from_excel("5\n6")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert percents(page) == [5, 6, 5, 6]


# The other keys


def test_a_block_grows_from_where_the_person_last_stood(page: MonthPage) -> None:
    """Clicked on the first line, went on by Enter, chose with Shift: the first line is not in it."""
    cell = page.grid.visualRect(page.rows.index(0, COLUMNS.index("percent"))).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    for _line in range(2):
        press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Down, SHIFT)
    assert chosen(page) == {(2, "percent"), (3, "percent")}
    press(page, Qt.Key.Key_Up, SHIFT)
    press(page, Qt.Key.Key_Right, SHIFT)
    assert chosen(page) == {(2, "percent"), (2, "indicator")}
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=cell)
    assert chosen(page) == {(0, "percent"), (1, "percent"), (2, "percent")}
    paste(page, "1\n2", 1, "percent")
    press(page, Qt.Key.Key_Down, SHIFT)
    assert chosen(page) == {(1, "percent"), (2, "percent")}


def test_the_first_line_says_that_nothing_stands_above_it(page: MonthPage) -> None:
    at(page, 0, "percent")
    press(page, Qt.Key.Key_D, CTRL)
    settle(page)
    assert "dòng đầu" in page.banner.text()
    assert events(page.context, "progress.put") == 0


def test_nothing_is_done_again_after_something_was_typed_that_could_not_be_kept(page: MonthPage) -> None:
    paste(page, "một", 0, "note")
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert page.saver.can_redo()
    at(page, 0, "percent")
    type_text(page, "x")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert not page.saver.can_redo() and not page.grid.grid_actions[1].isEnabled()
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert grid_in_store(page.context)[0].note == ""


def test_redo_has_both_its_keys(page: MonthPage) -> None:
    paste(page, "một", 0, "note")
    for key, modifier in ((Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT)):
        press(page, Qt.Key.Key_Z, CTRL)
        settle(page)
        assert grid_in_store(page.context)[0].note == ""
        press(page, key, modifier)
        settle(page)
        assert grid_in_store(page.context)[0].note == "một"


def test_what_is_taken_back_is_seen_in_another_month_and_behind_a_filter(page: MonthPage) -> None:
    paste(page, "một", 2, "note")
    page.choose_period("2024-02")
    settle(page)
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert page.rows.period is not None and page.rows.period.key == KEY
    assert (page.grid.currentIndex().row(), shown_at(page, 2, "note")) == (2, "")
    page.search.show_query("số hóa")
    page.search.searched.emit("số hóa")
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert (page.grid.currentIndex().row(), shown_at(page, 2, "note")) == (2, "một")


def test_states_are_offered_only_in_their_column(page: MonthPage) -> None:
    at(page, 0, "percent")
    press(page, Qt.Key.Key_F4)
    assert page.banner.text() == "Danh sách trạng thái chỉ có ở cột Trạng thái."


def test_a_state_is_put_where_the_list_was_opened(page: MonthPage) -> None:
    """Lines may be narrowed by something else while the list is open."""
    at(page, 1, "state")
    menu = page.grid.state_menu(page.grid.currentIndex())
    page.show_filter({"unit": grid_in_store(page.context)[1].unit_id})
    menu.actions()[1].trigger()
    menu.deleteLater()
    settle(page)
    assert [line.state for line in grid_in_store(page.context)] == [None, "doing", None, None]


def test_control_and_an_arrow_lead_to_the_edge(page: MonthPage) -> None:
    at(page, 1, "percent")
    for key, place in (
        (Qt.Key.Key_Down, (3, "percent")),
        (Qt.Key.Key_Right, (3, "promised_on")),
        (Qt.Key.Key_Up, (0, "promised_on")),
        (Qt.Key.Key_Left, (0, "ref")),
    ):
        press(page, key, CTRL)
        index = page.grid.currentIndex()
        assert (index.row(), COLUMNS[index.column()]) == place
        assert chosen(page) == {place}
    at(page, 1, "done_on")
    press(page, Qt.Key.Key_Right, CTRL | SHIFT)
    press(page, Qt.Key.Key_Down, CTRL | SHIFT)
    beyond = ("done_on", "note", "reason", "promised_on")
    assert chosen(page) == {(row, column) for row in (1, 2, 3) for column in beyond}
