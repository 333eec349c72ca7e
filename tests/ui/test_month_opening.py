"""Where the monthly grid opens, the way to the month viewed before, and where the search leads into it."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from looking import click
from month_driver import filled_office, month_page, press  # noqa: F401 - fixtures are used by their names
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from models.work.month_cells import COLUMNS
from ui.base.context import Context
from ui.month.page import MonthPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def key_of(page: MonthPage) -> str:
    assert page.rows.period is not None
    return page.rows.period.key


def way(page: MonthPage) -> list[str]:
    return [b.text() for b in page.bar.findChildren(QAbstractButton) if b.isVisible() and "vừa xem" in b.text()]


def begun_again(page: MonthPage, shown: Any) -> MonthPage:
    again = MonthPage(page.context)
    again.go_back(page.place())
    again.resize(1100, 640)
    shown(again)
    settle(again)
    return again


def test_next_years_month_is_a_key_away(page: MonthPage, shown: Any) -> None:
    page.choose_period("2025-03")
    settle(page)
    page.grid.setCurrentIndex(page.rows.index(1, COLUMNS.index("note")))
    again = begun_again(page, shown)
    assert key_of(again) == "2024-03"
    assert way(again) == ["Về tháng 3/2025 vừa xem"]
    again.activateWindow()
    QTest.qWaitForWindowActive(again)
    again.grid.setFocus()
    QTest.keyClick(again.grid, Qt.Key.Key_PageUp, CTRL | SHIFT)
    settle(again)
    assert key_of(again) == "2025-03" and way(again) == []
    at = again.grid.currentIndex()
    assert (at.row(), COLUMNS[at.column()]) == (1, "note")
    assert key_of(begun_again(again, shown)) == "2024-03"


def test_link_leads_where_it_says(page: MonthPage, shown: Any) -> None:
    page.choose_period("2025-03")
    settle(page)
    again = begun_again(page, shown)
    click(again.bar, "Về tháng 3/2025 vừa xem")
    settle(again)
    assert key_of(again) == "2025-03"
    linked = begun_again(page, shown)
    linked.show_filter({"period": "2024-02"})
    settle(linked)
    assert key_of(linked) == "2024-02" and way(linked) == []


def test_month_viewed_last_that_is_due_now(page: MonthPage, shown: Any) -> None:
    page.grid.setCurrentIndex(page.rows.index(2, COLUMNS.index("percent")))
    again = begun_again(page, shown)
    assert key_of(again) == "2024-03" and way(again) == []
    at = again.grid.currentIndex()
    assert (at.row(), COLUMNS[at.column()]) == (2, "percent")


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
    assert key_of(page) == "2024-03" and way(page) == []
