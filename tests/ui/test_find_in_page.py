"""Ctrl+F in the pages of a report and in an open directive; Esc puts the search away."""

from __future__ import annotations

from typing import Any

from contexts import settle
from looking import named, one, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from models.base.text import folded_places
from ui.directives.document_view import DocumentView
from ui.directives.find_in_document import FindInDocument
from ui.kit.find_bar import FindBar
from ui.reports.page import ReportsPage

FIELD = "Tìm trong nội dung đang xem (có dấu hoặc không dấu)"


def look_for(bar: FindBar, words: str) -> QLineEdit:
    field = named(bar, FIELD, QLineEdit)
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return field


def test_places_found_without_marks_and_over_lines() -> None:
    text = "Uỷ ban\n  nhân dân; ủy ban nhân dân. Đầu"
    assert folded_places(text, "uy ban nhan dan") == [(0, 17), (19, 34)]
    assert folded_places(text, "ĐẦU") == [(36, 39)]
    assert folded_places(text, "  ") == folded_places(text, "xã") == []


def test_words_are_found_in_the_pages_of_a_report(reports_page: ReportsPage) -> None:
    seen: list[tuple[int, int]] = []
    reports_page.pages.found.connect(lambda at, of: seen.append((at, of)))
    reports_page.start_search()
    bar = reports_page.finder
    look_for(bar, "cai cach hanh chinh")
    settle(reports_page)
    place, of = seen[-1]
    assert of > 5 and place >= 1 and says(bar, f"{place}/{of}")
    QTest.keyClick(named(bar, FIELD, QLineEdit), Qt.Key.Key_Return)
    assert seen[-1] == (place % of + 1, of)
    QTest.keyClick(named(bar, FIELD, QLineEdit), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert seen[-1] == (place, of)
    look_for(bar, "không có chữ này")
    settle(reports_page)
    assert seen[-1] == (0, 0) and says(bar, "Không có")
    QTest.keyClick(named(bar, FIELD, QLineEdit), Qt.Key.Key_Escape)
    assert bar.isHidden() and bar.words() == "" and seen[-1] == (0, 0)


def test_words_that_are_not_there_push_nothing_out(reports_page: ReportsPage) -> None:
    reports_page.resize(693, 420)  # 1366x768 at 150 %
    settle(reports_page)
    reports_page.start_search()
    widths = []
    for words in ("hành chính", "không có chữ này ở đâu cả"):
        look_for(reports_page.finder, words)
        settle(reports_page)
        QApplication.processEvents()
        widths.append((reports_page.pages.width(), reports_page.finder.minimumSizeHint().width() > 0))
    area = reports_page.findChild(QScrollArea)
    assert area is not None and area.horizontalScrollBar().maximum() == 0
    assert len(set(widths)) == 1


def test_message_covers_neither_outline_nor_check_list(reports_page: ReportsPage) -> None:
    reports_page.show_done("Đã lập báo cáo: /rất/dài/" + "x" * 60, None, ("Mở", lambda: None))
    QApplication.processEvents()
    banner = reports_page.banner
    shown = banner.geometry()
    pages = reports_page.pages
    over = pages.rect().translated(pages.mapTo(reports_page, pages.rect().topLeft()))
    assert over.contains(shown) or shown.bottom() < reports_page.words.mapTo(reports_page, over.topLeft()).y()
    assert says(banner, "Đã lập báo cáo")


def test_words_are_found_in_a_document(app: QApplication, shown: Any) -> None:
    view = DocumentView()
    view.show_text("1. Số hóa **hồ sơ**.\n2. Hồ sơ khác.\n3. HỒ SƠ cuối.")
    finder = FindInDocument(view)
    shown(finder)
    finder.open()
    field = look_for(one(finder, FindBar), "3. ho so")
    assert view.selection() == (36, 44) and says(finder, "1/1")
    look_for(finder.bar, "ho so")
    assert says(finder, "/3")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert view.selection() is None and finder.bar.isHidden()
