"""The grid while something of it cannot be kept: its lines stay where they are, under the pointer."""

from __future__ import annotations

import pytest
from contexts import settle, store
from month_driver import at, filled_office, month_page, press, type_text  # noqa: F401 - fixtures, used by their names
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from models.work import tasks
from models.work.month_cells import COLUMNS
from models.work.tasks import TaskFields
from ui.base.context import Context
from ui.month.page import MonthPage

PERCENT = COLUMNS.index("percent")


@pytest.fixture
def long_page(page: MonthPage, filled: Context) -> MonthPage:
    with store(filled).write("task.add") as write:
        for number in range(1, 41):
            text = f"Rà soát thủ tục hành chính lần thứ {number}, báo cáo tỉnh"
            tasks.add(write.session, TaskFields(text, ref=f"1.{number}", area="procedure", lead=("Xã Lùng Cải",)))
    page.refresh()
    settle(page)
    return page


def tops(page: MonthPage) -> list[int]:
    return [page.grid.visualRect(page.rows.index(row, PERCENT)).top() for row in range(8)]


@pytest.mark.parametrize("height", [420, 520, 640, 900])
@pytest.mark.parametrize("row", [0, 2, 4, 6])
def test_grid_still_when_a_cell_is_refused(long_page: MonthPage, height: int, row: int) -> None:
    long_page.resize(1110, height)
    settle(long_page)
    at(long_page, row + 1, "done_on")
    at(long_page, row, "done_on")
    settle(long_page)
    before, room = tops(long_page), long_page.grid.height()
    type_text(long_page, "31/2")
    press(long_page, Qt.Key.Key_Return)
    settle(long_page)
    assert long_page.problems.isVisible()
    assert (tops(long_page), long_page.grid.height()) == (before, room)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_refused_cells_listed_on_demand(long_page: MonthPage) -> None:
    for row, typed in ((0, "31/2"), (1, "30/2")):
        at(long_page, row, "done_on")
        type_text(long_page, typed)
        press(long_page, Qt.Key.Key_Return)
        settle(long_page)
    listed = long_page.problems.findChild(QListWidget)
    assert not listed.isVisible()
    next(b for b in long_page.problems.findChildren(QPushButton) if b.text() == "Xem…").click()
    assert listed.isVisible() and listed.count() == 2
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.isVisible()
    next(b for b in long_page.problems.findChildren(QPushButton) if b.text() == "Xem…").click()
    long_page.problems.pick(1)
    assert not listed.isVisible()
    assert long_page.grid.currentIndex().row() in {0, 1}
