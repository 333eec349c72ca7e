"""The page of tasks over a real book: what is shown, narrowed, kept and copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from contexts import read, settle, write
from looking import click, named, one, press, says
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sqlalchemy.orm import Session
from task_book import book_of_tasks, cell, page_of_tasks, texts  # noqa: F401 - fixtures are used by their names
from typefaces import both_typefaces

from models.base.text import nfc
from models.work import tasks
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.kit.day_watch import DayWatch
from ui.kit.filters import FilterBox
from ui.tasks.page import TasksPage

CARDS = ("", "overdue", "due_soon", "in_time", "no_deadline", "done_on_time", "done_late")

# What is shown


def test_tasks_cards_and_list_without_cancelled(page: TasksPage) -> None:
    numbers = {key: page.cards.card(key).accessibleName() for key in CARDS}
    assert numbers == {
        "": "5 Tất cả nhiệm vụ",
        "overdue": "1 Quá hạn",
        "due_soon": "1 Sắp đến hạn",
        "in_time": "2 Trong hạn",
        "no_deadline": "1 Không quy định",
        "done_on_time": "0 Đúng hạn",
        "done_late": "0 Sau thời hạn",
    }
    assert "Việc thôi không làm" not in texts(page)
    assert page.status().startswith("5 nhiệm vụ")


def test_all_counts_what_the_list_shows(page: TasksPage, real_context: Context) -> None:
    def add(session: Session) -> None:
        tasks.add(session, TaskFields("Theo dõi kế hoạch của sở", whose="followed"))
        tasks.add(session, TaskFields("Chủ trương chung", whose="orientation"))

    write(real_context, "task.add", add)
    settle(real_context)
    assert (page.cards.card("").accessibleName(), len(texts(page))) == ("7 Tất cả nhiệm vụ", 7)
    assert "theo dõi và chủ trương" in page.cards.card("").toolTip()
    assert page.cards.card("no_deadline").accessibleName() == "1 Không quy định"


def test_tasks_badges(page: TasksPage, book: dict[str, str]) -> None:
    assert cell(page, book["late"], "timeliness") == "Quá hạn · 2 ngày"
    assert cell(page, book["soon"], "timeliness") == "Sắp đến hạn · 1 ngày"
    assert cell(page, book["monthly"], "timeliness") == "Hằng tháng"
    assert cell(page, book["monthly"], "due") == "14/04/2024"
    assert cell(page, book["open"], "timeliness") == "Không quy định"


def test_tasks_list_after_midnight(
    page: TasksPage, book: dict[str, str], real_context: Context, hold_clock: Callable[[datetime], None]
) -> None:
    hold_clock(datetime(2024, 3, 17, 17, 1, tzinfo=UTC))  # 18 March in Việt Nam
    page.findChild(DayWatch).look()
    settle(real_context)
    assert cell(page, book["soon"], "timeliness") == "Quá hạn · 1 ngày"


def test_tasks_empty_office(real_context: Context, shown: Any) -> None:
    page = shown(TasksPage(real_context))
    settle(real_context)
    assert page.area.is_empty()
    assert says(page.area, "Văn bản chỉ đạo")


# Narrowing


def test_tasks_card_filters_and_unfilters(page: TasksPage, real_context: Context) -> None:
    page.cards.card("overdue").click()
    settle(real_context)
    assert texts(page) == ["Rà soát thủ tục hành chính"]
    assert page.filters.chips.words() == ["Chưa hoàn thành, quá hạn"]
    page.cards.card("overdue").click()
    settle(real_context)
    assert len(texts(page)) == 5


def test_tasks_cards_within_filters(page: TasksPage, real_context: Context) -> None:
    page.filters.put("area", "procedure")
    page.filters.put("timeliness", "overdue")
    settle(real_context)
    assert page.cards.card("").accessibleName() == "2 Tất cả nhiệm vụ"
    assert page.cards.card("in_time").accessibleName() == "1 Trong hạn"


@pytest.mark.parametrize("typed", ["thủ tục", "thu tuc", "THU TUC", "thủ tuc hanh"])
def test_tasks_search_with_and_without_marks(page: TasksPage, real_context: Context, typed: str) -> None:
    page.filters.search.show_query(typed)
    settle(real_context)
    of_area = ["Rà soát thủ tục hành chính", "Số hóa hồ sơ"]  # the second has the words in its area
    assert texts(page) == (of_area if typed != "thủ tuc hanh" else [])


def test_tasks_search_typing_unchanged(page: TasksPage, real_context: Context, qtbot: Any) -> None:
    QTest.keyClicks(page.filters.search, "thu tuc ")
    page.filters.put("area", "procedure")
    assert page.filters.search.text() == "thu tuc "


def test_tasks_most_urgent_first(page: TasksPage, real_context: Context) -> None:
    assert texts(page) == [
        "Rà soát thủ tục hành chính",
        "Kiểm tra kỷ luật",
        "Số hóa hồ sơ",
        "Cơ cấu lại chi ngân sách",
        "Góp ý Bộ tiêu chí",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("quá hạn", ["Rà soát thủ tục hành chính"]),
        ("thi tran bac ha", ["Kiểm tra kỷ luật"]),
        ("tài chính công", ["Cơ cấu lại chi ngân sách"]),
        ("đã hủy", ["Việc thôi không làm"]),
    ],
)
def test_tasks_search_by_standing_unit_area(
    page: TasksPage, real_context: Context, typed: str, found: list[str]
) -> None:
    page.filters.search.show_query(typed)
    settle(real_context)
    assert texts(page) == found
    assert page.cards.card("").accessibleName() == f"{len(found)} Tất cả nhiệm vụ"


def test_tasks_down_from_search_to_first_found(page: TasksPage, real_context: Context, qtbot: Any) -> None:
    page.filters.search.setFocus()
    qtbot.waitUntil(page.filters.search.hasFocus)
    QTest.keyClicks(page.filters.search, "ngan sach")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    settle(real_context)
    qtbot.waitUntil(lambda: page.table.current() is not None)
    assert page.table.current().text == "Cơ cấu lại chi ngân sách"


def test_tasks_no_match_clears_filter(page: TasksPage, real_context: Context) -> None:
    page.filters.search.show_query("không có chữ này")
    settle(real_context)
    assert page.area.is_empty()
    press(one(page.area, QPushButton))
    settle(real_context)
    assert not page.area.is_empty()
    assert len(texts(page)) == 5


def test_tasks_cancelled_by_state(page: TasksPage, real_context: Context) -> None:
    page.filters.put("state", "cancelled")
    settle(real_context)
    assert texts(page) == ["Việc thôi không làm"]
    assert page.cards.card("").accessibleName() == "1 Tất cả nhiệm vụ"


def test_tasks_show_filter(page: TasksPage, real_context: Context) -> None:
    unit = read(real_context, lambda s: _unit_id(s, "Xã Lùng Cải"))
    page.show_filter({"unit": unit, "timeliness": "", "since": "2023-12-15", "junk": "x"})
    settle(real_context)
    assert sorted(texts(page)) == ["Rà soát thủ tục hành chính", "Số hóa hồ sơ"]
    assert page.filters.chips.words() == ["chủ trì: Xã Lùng Cải", "chưa hoàn thành, hoặc hoàn thành từ 15/12/2023"]


def _unit_id(session: Any, name: str) -> str:
    from models.work import units

    return units.find(session, name).id


def test_tasks_saved_view(page: TasksPage, real_context: Context, shown: Any) -> None:
    page.filters.put("area", "procedure")
    due = next(n for n, c in enumerate(page.rows.columns) if c.key == "due")
    page.table.horizontalHeader().setSortIndicator(due, Qt.SortOrder.DescendingOrder)
    page.views.keep("Thủ tục, hạn xa trước")
    page.views.pick("Mặc định")
    settle(real_context)
    assert len(texts(page)) == 5
    again = shown(TasksPage(real_context))
    again.views.pick("Thủ tục, hạn xa trước")
    settle(real_context)
    assert texts(again) == ["Số hóa hồ sơ", "Rà soát thủ tục hành chính"]
    assert again.table.sort() == ("due_on", True)


def test_tasks_saved_view_removed_and_restored(page: TasksPage, real_context: Context) -> None:
    page.filters.put("area", "finance")
    page.views.keep("Tài chính")
    page.views.remove("Tài chính")
    assert page.views.name() == "Mặc định"
    page.banner.press()
    settle(real_context)
    assert texts(page) == ["Cơ cấu lại chi ngân sách"]


def test_tasks_saved_view_damaged(real_context: Context, book: dict[str, str], shown: Any) -> None:
    real_context.settings.put("task_views", {"Hỏng": {"chosen": {"area": 7, "state": "?"}, "columns": "%%"}, "x": 3})
    real_context.settings.put("task_view", "Hỏng")
    page = shown(TasksPage(real_context))
    settle(real_context)
    assert len(texts(page)) == 5


def test_tasks_list_copied(page: TasksPage, real_context: Context) -> None:
    page.filters.put("area", "procedure")
    settle(real_context)
    page.list_actions.copy.trigger()
    settle(real_context)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Mục", "Nhiệm vụ", "Lĩnh vực"]
    assert len(lines) == 3


def test_tasks_list_printed(page: TasksPage, real_context: Context, tmp_path: Path) -> None:
    def add(session: Any) -> None:
        from models.work import tasks

        tasks.add_many(session, [tasks.TaskFields(f"Việc in thứ {n}", area="digital") for n in range(90)])

    write(real_context, "task.add", add)
    page.filters.put("area", "digital")
    settle(real_context)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    with messages.answering(printer):
        page.list_actions.print.trigger()
        settle(real_context)
    document = pypdfium2.PdfDocument(tmp_path / "in.pdf")
    # Letters are placed one by one, so that a reader sees blanks between any two.
    pages = ["".join(nfc(sheet.get_textpage().get_text_range()).split()) for sheet in document]
    document.close()
    assert len(pages) >= 2
    assert all("Lĩnhvực" in text and f"Trang{number}/{len(pages)}" in text for number, text in enumerate(pages, 1))
    assert sum(text.count("Việcinthứ") for text in pages) == 90
    assert "90dòng" in pages[0]


def test_tasks_list_too_long_to_print(page: TasksPage, monkeypatch: Any) -> None:
    monkeypatch.setattr("ui.kit.print_rows.MOST", 3)
    page.list_actions.print.trigger()
    assert "Chép cả danh sách sang Excel" in page.banner.text()


@both_typefaces
def test_tasks_columns_on_narrow_page(page: TasksPage, real_context: Context) -> None:
    """1366x768 at 150 %: what the dates say must not stand off the screen."""
    page.resize(1148, 700)
    settle(real_context)
    wide = [page.table.columnWidth(place) for place in range(len(page.rows.columns))]
    page.resize(693, 420)
    settle(real_context)
    place = next(n for n, column in enumerate(page.rows.columns) if column.key == "timeliness")
    header = page.table.horizontalHeader()
    assert header.sectionViewportPosition(place) + page.table.columnWidth(place) <= page.table.viewport().width() + 4
    page.table.keep_columns()
    page.resize(1148, 700)
    settle(real_context)
    assert [page.table.columnWidth(place) for place in range(len(page.rows.columns))] == wide


@both_typefaces
def test_tasks_cards_hidden_on_low_page(page: TasksPage, real_context: Context) -> None:
    page.resize(640, 420)
    settle(real_context)
    click(page, "Nút và bộ lọc")
    box = named(page.filters, "Tình trạng thời hạn", FilterBox)
    assert (page.cards.isVisible(), box.isVisible()) == (False, True)
    assert "Quá hạn (1)" in box.words()
