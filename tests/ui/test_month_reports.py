"""What public bug reports of other programs say of pasting and typing in a grid, tried on the monthly one.

Each test names the report whose steps it follows.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from contexts import settle
from month_driver import (  # noqa: F401 - fixtures are used by their names
    CTRL,
    SHIFT,
    at,
    choose,
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
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.work.month_cells import COLUMNS
from ui.month import month_clipboard
from ui.month.month_cells import CellEditor
from ui.month.page import MonthPage


def percents(page: MonthPage) -> list[int | None]:
    return [line.percent for line in grid_in_store(page.context)]


def editor_of(page: MonthPage) -> CellEditor:
    editor = page.grid.indexWidget(page.grid.currentIndex())
    assert isinstance(editor, CellEditor)
    return editor


def test_one_value_over_a_hidden_column_reaches_no_further(page: MonthPage) -> None:
    """handsontable#6743: of three cells with one hidden between, a fourth was filled in as well."""
    page.grid.setColumnHidden(COLUMNS.index("indicator"), True)
    choose(page, 0, "percent", 1, 2)
    from_excel("40")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    line = grid_in_store(page.context)[0]
    assert (line.percent, line.value, line.done_on, line.note) == (40, Decimal(40), None, "")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("\n1\n2", [[""], ["1"], ["2"]]),
        ("\t1\n2\t3", [["", "1"], ["2", "3"]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("1\t\n", [["1", ""]]),
        (" \t 1", [["", "1"]]),
    ],
)
def test_an_empty_first_cell_moves_nothing(text: str, cells: list[list[str]]) -> None:
    """ag-grid#1537: an empty top left cell was dropped, and what followed came to stand one place off."""
    data = QMimeData()
    data.setText(text)
    assert month_clipboard.unpacked(data).texts == cells


def test_lines_stay_in_place_while_a_filter_is_on(page: MonthPage) -> None:
    """canvas-datagrid#370: lines that no longer fitted the filter went away, and the next value met another line."""
    page.todo.setChecked(True)
    settle(page)
    paste(page, "1\n2", 0, "percent")
    paste(page, "3\n4", 2, "percent")
    assert percents(page) == [1, 2, 3, 4]
    assert page.rows.rowCount() == 4


def test_what_a_filter_hides_is_not_pasted_over(page: MonthPage) -> None:
    """kendo-ui-core#7859: values went into the lines between those that the filter showed."""
    page.search.show_query("chưa giao đơn vị")
    page.search.searched.emit("chưa giao đơn vị")
    settle(page)
    paste(page, "5\n6\n7", 0, "percent")
    assert percents(page) == [None, None, 5, 6]
    assert "1 dòng cuối không có chỗ" in page.banner.text()


def test_undo_gives_each_cell_its_own_value_back(page: MonthPage) -> None:
    """SlickGrid#917: after one value for many cells, undo gave all of them the first one's."""
    paste(page, "10\n20\n30\n40", 0, "percent")
    choose(page, 0, "percent", 4, 1)
    from_excel("7")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert percents(page) == [7, 7, 7, 7]
    press(page, Qt.Key.Key_Z, CTRL)
    settle(page)
    assert percents(page) == [10, 20, 30, 40]


def test_undo_in_an_open_line_is_the_lines_own(page: MonthPage) -> None:
    """RIDE#832: it took back what was done before the line was opened."""
    paste(page, "cũ", 0, "note")
    at(page, 1, "note")
    type_text(page, "mới")
    press(page, Qt.Key.Key_Z, CTRL)
    press(page, Qt.Key.Key_Z, CTRL)
    press(page, Qt.Key.Key_Y, CTRL)
    settle(page)
    assert page.grid.is_editing()
    assert [line.note for line in grid_in_store(page.context)][:2] == ["cũ", ""]
    assert events(page.context, "undo") == 0
    press(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("column", ["note", "percent"])
def test_a_composed_word_keeps_its_first_letter(page: MonthPage, column: str) -> None:
    """ag-grid#12805: the first key went into opening the cell and was missing from the word."""

    def done() -> QInputMethodEvent:
        event = QInputMethodEvent("", [])
        event.setCommitString("việc")
        return event

    at(page, 0, column)
    for preedit in ("v", "vi", "viê", "việ"):
        QApplication.sendEvent(page.grid, QInputMethodEvent(preedit, []))
    QApplication.sendEvent(page.grid, done())
    assert editor_of(page).text() == "việc"
    press(page, Qt.Key.Key_Escape)
    at(page, 1, column)
    QApplication.sendEvent(page.grid, done())  # a whole word at once, as a list of suggestions gives it
    assert editor_of(page).text() == "việc"
    press(page, Qt.Key.Key_Return)
    settle(page)
    at(page, 1, column)
    QApplication.sendEvent(page.grid, done())
    assert editor_of(page).text() == "việc"  # in the place of what stood there
    press(page, Qt.Key.Key_Escape)
    at(page, 1, "unit")
    QApplication.sendEvent(page.grid, done())
    assert not page.grid.is_editing() and "Cột này lấy từ nhiệm vụ" in page.banner.text()
    assert page.grid.currentIndex().row() == 1


def test_a_letter_rewritten_by_the_keyboard_program_is_one_letter(page: MonthPage) -> None:
    """handsontable#4662: the letter that was to be replaced stayed before the word. UniKey sends d, back, đ."""
    at(page, 0, "note")
    type_text(page, "d")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Backspace)
    type_text(page, "đã")
    press(page, Qt.Key.Key_Return)
    settle(page)
    assert grid_in_store(page.context)[0].note == "đã"


def test_pasting_into_the_search_leaves_the_cells(page: MonthPage) -> None:
    """rowy#1467: what was pasted into the filter went into the chosen cell, too."""
    at(page, 0, "percent")
    from_excel("40")
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_V, CTRL)
    settle(page)
    assert page.search.text() == "40"
    assert percents(page) == [None] * 4 and not page.saver.drafts


def test_quotation_marks_come_back_from_another_cell(page: MonthPage) -> None:
    """ag-grid#1354: `"John Doe"` lost its marks, and what followed a single one was cut off."""
    words = ['"Sáu"', '"Sáu " Bảy', 'nói "có"', '""']
    for number, text in enumerate(words):
        page.rows.setData(page.rows.index(number, COLUMNS.index("note")), text)
    settle(page)
    choose(page, 0, "note", 4, 1)
    press(page, Qt.Key.Key_C, CTRL)
    plain = QGuiApplication.clipboard().text()
    from_excel(plain)  # by way of another program, which knows nothing of our own form
    at(page, 0, "note")
    press(page, Qt.Key.Key_Delete)
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert [line.note for line in grid_in_store(page.context)] == words


def test_a_column_chosen_to_the_end_pastes_only_its_lines(page: MonthPage) -> None:
    """handsontable#5961: a whole copied column made lines that were not there. Ctrl+Shift and an arrow choose it."""
    paste(page, "1\n2\n3\n4", 0, "percent")
    at(page, 0, "percent")
    press(page, Qt.Key.Key_Down, CTRL | SHIFT)
    press(page, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "1%\n2%\n3%\n4%"
    at(page, 1, "percent")
    press(page, Qt.Key.Key_V, CTRL)
    settle(page)
    assert percents(page) == [1, 1, 2, 3]
    assert shown_at(page, 3, "percent") == "3 %"
