"""How many lines the words of a task have in a list and in the grid, and how many rows a small screen shows."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle, write
from looking import button, click
from month_driver import filled_office  # noqa: F401 - a fixture, by its name
from PySide6.QtWidgets import QLabel, QMenu, QTableView
from pytestqt.qtbot import QtBot
from task_book import book_of_tasks  # noqa: F401
from typefaces import both_typefaces

from models.work.tasks import TaskFields
from ui.base import theme
from ui.base.context import Context
from ui.kit import row_lines
from ui.month.page import MonthPage
from ui.tasks.page import TasksPage

_LONG = "Rà soát, đơn giản hóa thủ tục hành chính nội bộ giữa các cơ quan hành chính nhà nước trên địa bàn huyện " * 2
LOW = (693, 415)  # beside the navigation of 1366x768 at 150 %, without title bar and task bar


def add_many(context: Context) -> None:
    def add(session: Any) -> None:
        from models.work import tasks

        tasks.add_many(session, [TaskFields(f"{_LONG}{n}", str(n), "procedure", ("Xã Lùng Cải",)) for n in range(30)])

    write(context, "task.add", add)


def rows_seen(table: QTableView) -> int:
    """How many rows are whole on the screen."""
    column = next(n for n in range(table.model().columnCount()) if not table.isColumnHidden(n))
    rects = [table.visualRect(table.model().index(row, column)) for row in range(table.model().rowCount())]
    return sum(rect.top() >= 0 and rect.bottom() < table.viewport().height() for rect in rects)


@pytest.fixture
def tasks_page(real_context: Context, book: dict[str, str], shown: Any) -> TasksPage:
    add_many(real_context)
    made = TasksPage(real_context)
    made.resize(1148, 640)
    shown(made)
    settle(real_context)
    return made


@pytest.fixture
def month_page(filled: Context, shown: Any) -> MonthPage:
    add_many(filled)
    made = MonthPage(filled)
    made.resize(1148, 640)
    shown(made)
    settle(filled)
    return made


def choose(page: TasksPage, words: str) -> None:
    menu = QMenu(page)
    row_lines.fill_menu(menu, page.window(), page.context.settings)
    next(action for action in menu.actions() if action.text() == words).trigger()
    settle(page)


@both_typefaces
def test_ten_tasks_on_low_page(tasks_page: TasksPage) -> None:
    tasks_page.resize(*LOW)
    settle(tasks_page)
    assert rows_seen(tasks_page.table) >= 10


@both_typefaces
def test_eight_grid_rows_on_low_page(month_page: MonthPage) -> None:
    month_page.resize(*LOW)
    settle(month_page)
    assert rows_seen(month_page.grid) >= 8
    assert month_page.bar.isVisible() and month_page.search.isVisible()


def test_head_folds_and_comes_back(tasks_page: TasksPage) -> None:
    title = next(label for label in tasks_page.findChildren(QLabel) if label.text() == "Nhiệm vụ")
    assert title.isVisible() and not tasks_page.folding.button.isVisible()
    tasks_page.resize(*LOW)
    settle(tasks_page)
    assert not title.isVisible() and tasks_page.filters.search.isVisible()
    click(tasks_page, "Nút và bộ lọc")
    assert title.isVisible() and button(tasks_page, "Thêm nhiệm vụ").isVisible()
    click(tasks_page, "Thu gọn")
    assert not title.isVisible()
    tasks_page.resize(1148, 640)
    settle(tasks_page)
    assert title.isVisible()


def test_month_bar_back_in_its_place(month_page: MonthPage) -> None:
    top = month_page.bar.mapTo(month_page, month_page.bar.rect().topLeft()).y()
    for size in (LOW, (1148, 640)):
        month_page.resize(*size)
        settle(month_page)
    assert month_page.bar.mapTo(month_page, month_page.bar.rect().topLeft()).y() == top
    assert month_page.search.y() > month_page.bar.y()


@both_typefaces
def test_two_lines_where_there_is_room(tasks_page: TasksPage) -> None:
    line = tasks_page.fontMetrics().lineSpacing()
    assert tasks_page.table.rowHeight(0) >= 2 * line
    choose(tasks_page, "Một dòng")
    assert tasks_page.table.rowHeight(0) < 2 * line
    choose(tasks_page, "Hai dòng khi đủ chỗ")
    assert tasks_page.table.rowHeight(0) >= 2 * line
    tasks_page.resize(*LOW)
    settle(tasks_page)
    assert tasks_page.table.rowHeight(0) < 2 * line


@both_typefaces
def test_all_lines(tasks_page: TasksPage, real_context: Context, qtbot: QtBot) -> None:
    choose(tasks_page, "Cả nội dung")
    table = tasks_page.table
    last = table.rows.total - 1
    table.scrollToBottom()
    text = next(place for place, column in enumerate(table.rows.columns) if column.key == "text")
    room = table.columnWidth(text) - theme.em(1)
    lines = table.fontMetrics().horizontalAdvance(_LONG) / room
    qtbot.waitUntil(lambda: table.rowHeight(last) >= lines * table.fontMetrics().lineSpacing())
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum()
    assert real_context.settings.get("text_lines") == "all"


def test_all_lines_of_grid_and_its_frozen_columns(month_page: MonthPage) -> None:
    month_page.context.settings.put("text_lines", "all")
    month_page.hide()
    month_page.show()
    settle(month_page)
    grid = month_page.grid
    heights = [grid.rowHeight(row) for row in range(3)]
    assert max(grid.rowHeight(row) for row in range(4, 8)) > 3 * grid.fontMetrics().lineSpacing()
    (beside,) = [view for view in grid.findChildren(QTableView) if view is not grid]
    assert [beside.rowHeight(row) for row in range(3)] == heights
    assert beside.verticalScrollBar().maximum() == grid.verticalScrollBar().maximum()
