"""What can be done to a whole list: copied, saved and printed as it stands on the screen, whatever its kind."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from contexts import settle
from looking import button, entries_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu
from task_book import NOW, build

from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.month.page import MonthPage
from ui.tasks.page import TasksPage
from ui.units.page import UnitsPage


@pytest.fixture
def book(real_context: Context, hold_clock: Any) -> Context:
    hold_clock(NOW)
    build(real_context)
    return real_context


def opened(kind: type[Page], context: Context, shown: Any) -> Any:
    page = shown(kind(context))
    page.resize(1148, 700)
    settle(context)
    return page


def saved(page: Page, context: Context, path: Path) -> list[list[str]]:
    with messages.answering(path):
        page.list_actions.save.trigger()
        settle(context)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_list_saved_filtered_with_its_columns(book: Context, shown: Any, tmp_path: Path) -> None:
    page = opened(TasksPage, book, shown)
    page.filters.put("area", "procedure")
    settle(book)
    lines = saved(page, book, tmp_path / "nhiệm vụ.csv")
    assert lines[0] == [column.title for column in page.table.columns_on_screen()]
    assert sorted(line[1] for line in lines[1:]) == ["Rà soát thủ tục hành chính", "Số hóa hồ sơ"]
    assert "2 dòng" in page.banner.text()


def test_list_file_not_writable(book: Context, shown: Any, tmp_path: Path) -> None:
    page = opened(TasksPage, book, shown)
    (tmp_path / "tệp").write_text("không phải thư mục")
    with messages.answering(tmp_path / "tệp" / "x.csv"):
        page.list_actions.save.trigger()
        settle(book)
    assert "Không ghi được tệp x.csv" in page.banner.text()


def test_tree_of_units_copied_with_levels(book: Context, shown: Any) -> None:
    page = opened(UnitsPage, book, shown)
    page.list_actions.copy.trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][:3] == ["Đơn vị", "Mã", "Cấp"]
    assert len(lines) == len(list(entries_of(page.tree))) + 1
    assert [line[0].strip() for line in lines if "Lùng Cải" in line[0]] == ["Xã Lùng Cải"]


def test_month_saved_as_csv(book: Context, shown: Any, tmp_path: Path) -> None:
    page = opened(MonthPage, book, shown)
    lines = saved(page, book, tmp_path / "kỳ.csv")
    assert lines[0][:4] == ["Mục", "Nhiệm vụ", "Đơn vị", "Thời hạn"]
    assert len(lines) == page.rows.rowCount() + 1


def test_tab_order_of_page_head(book: Context, shown: Any) -> None:
    page = opened(TasksPage, book, shown)
    following = button(page, "Xuất ▾").nextInFocusChain()
    while not following.isVisible() or following.focusPolicy() == Qt.FocusPolicy.NoFocus:
        following = following.nextInFocusChain()
    assert following.accessibleName() == "Thêm nhiệm vụ"


def test_empty_list_not_exported(book: Context, shown: Any) -> None:
    page = opened(TasksPage, book, shown)
    page.filters.put("search", "không có việc nào như vậy")
    settle(book)
    for action in (page.list_actions.copy, page.list_actions.save, page.list_actions.print):
        page.banner.hide()
        action.trigger()
        assert "đang trống" in page.banner.text()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_list_not_printed(book: Context, shown: Any, tmp_path: Path) -> None:
    page = opened(TasksPage, book, shown)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "không có" / "bản in.pdf"))
    with messages.answering(printer):
        page.list_actions.print.trigger()
        settle(book)
    assert page.banner.text().startswith("Máy in không nhận việc in.")


def test_columns_chosen_by_keyboard(book: Context, shown: Any) -> None:
    page = opened(TasksPage, book, shown)
    menu = page.list_actions.columns.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Chu kỳ").trigger()
    assert "Chu kỳ" in [column.title for column in page.table.columns_on_screen()]
