"""Where the monthly grid opens, the list of months, and where the search leads into it."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle, store
from looking import choose, named
from month_driver import filled_office, month_page, press  # noqa: F401 - fixtures are used by their names
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from models.work import period_closing
from models.work.month_cells import COLUMNS
from ui.base.context import Context
from ui.month.page import MonthPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def key_of(page: MonthPage) -> str:
    assert page.rows.period is not None
    return page.rows.period.key


def begun_again(page: MonthPage, shown: Any) -> MonthPage:
    again = MonthPage(page.context)
    again.go_back(page.place())
    again.resize(1100, 640)
    shown(again)
    settle(again)
    return again


def test_same_cell_of_same_month_again_and_todays_a_key_away(page: MonthPage, shown: Any) -> None:
    page.choose_period("2025-03")
    settle(page)
    page.grid.setCurrentIndex(page.rows.index(1, COLUMNS.index("note")))
    again = begun_again(page, shown)
    at = again.grid.currentIndex()
    assert (key_of(again), at.row(), COLUMNS[at.column()]) == ("2025-03", 1, "note")
    again.activateWindow()
    QTest.qWaitForWindowActive(again)
    again.grid.setFocus()
    QTest.keyClick(again.grid, Qt.Key.Key_PageUp, CTRL | SHIFT)
    settle(again)
    assert key_of(again) == "2024-03"


def test_month_chosen_from_the_list(page: MonthPage) -> None:
    with store(page.context).write("period.close") as write:
        period_closing.close(write.session, "2024-02")
    page.reload()
    settle(page)
    box = named(page.bar, "Kỳ báo cáo", QComboBox)
    listed = [box.itemText(row) for row in range(box.count())]
    assert listed[0] == "‹ Năm 2023" and listed[-1] == "Năm 2025 ›" and len(listed) == 14
    assert listed[2:5] == ["Tháng 2/2024 (đã chốt)", "Tháng 3/2024 (chưa chốt)", "Tháng 4/2024 (chưa bắt đầu)"]
    for words, key in (("Tháng 2/2024", "2024-02"), ("‹ Năm 2023", "2023-02"), ("Tháng 11/2024", "2024-11")):
        choose(page.bar, "Kỳ báo cáo", words)
        settle(page)
        assert key_of(page) == key


@pytest.mark.parametrize("query", ["", "ke hoach", "cong khai"])
@pytest.mark.parametrize("column", ["ref", "note"])
def test_search_leads_to_first_cell_to_fill_in(page: MonthPage, query: str, column: str) -> None:
    page.grid.setCurrentIndex(page.rows.index(1, COLUMNS.index(column)))
    page.search.setFocus()
    QTest.keyClicks(page.search, query)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    settle(page)
    at = page.grid.currentIndex()
    assert page.grid.hasFocus()
    stays = not query and column == "note"
    assert COLUMNS[at.column()] == ("note" if stays else "state")
    assert at.row() == (0 if query else 1)


def test_nonsense_viewed_last(filled: Context, shown: Any) -> None:
    page = MonthPage(filled)
    page.go_back({"period": "2024-Q1", "task": "x", "of": "y", "column": "note"})
    shown(page)
    settle(page)
    assert key_of(page) == "2024-03"
