"""Enter in a field of one line of any page: it saves or goes on, as in every dialog and before a closed book."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from contexts import settle
from directive_driver import DOCUMENT
from looking import button, named
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QLineEdit, QWidget
from task_book import NOW, build

from ui.base.context import Context
from ui.directives.page import DirectivesPage
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry
from ui.journal.page import AuditPage
from ui.kit.filters import FilterBox
from ui.kit.search import SearchField
from ui.settings.page import SettingsPage

HEAD = ("Loại văn bản", "Số", "Ký hiệu", "Ngày văn bản", "Cơ quan ban hành", "Trích yếu", "Người ký")
ABOVE = ("Địa danh khi cấp trên ban hành", "Ký hiệu khi cấp trên ban hành")
# What Enter does in each form of a page is tried below; a new form is to be put in here with what it does.
FORMS = {
    "settings": {"Địa danh", "Ký hiệu", "Cảnh báo trước hạn", *ABOVE},
    "audit": {"Từ ngày", "Đến ngày"},
    "reports": {"Số", "Ngày ban hành"},
    "directives": {*HEAD, "Chức vụ người ký"},
}


@pytest.fixture(params=PAGES, ids=lambda entry: entry.key)
def page(request: Any, real_context: Context, hold_clock: Any, shown: Any) -> Page:
    entry: PageEntry = request.param
    hold_clock(NOW)
    build(real_context)
    module, name = entry.path.split(":")
    made: Page = shown(getattr(import_module(module), name)(real_context))
    settle(made)
    return made


def lines(page: QWidget) -> Iterator[QLineEdit]:
    """The lines to type in, but for what searches a list, and for cells."""
    for line in page.findChildren(QLineEdit):
        inside = line.parentWidget()
        cell = inside is not None and isinstance(inside.parentWidget(), QAbstractItemView)
        if not cell and not isinstance(line, SearchField) and not isinstance(line, FilterBox):
            yield line


def name_of(line: QLineEdit) -> str:
    around = line.parentWidget()
    return around.accessibleName() if isinstance(around, QAbstractSpinBox) else line.accessibleName()


def test_every_form_of_a_page_is_known(page: Page) -> None:
    assert {name_of(line) for line in lines(page)} <= FORMS.get(page.key, set())


def test_enter_in_the_office_card_saves(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    build(real_context)
    page = shown(SettingsPage(real_context))
    settle(page)
    for name, said in (("Địa danh", "Si Ma Cai"), ("Ký hiệu", "PNV2"), *zip(ABOVE, ("Lào Cai", "UBND2"), strict=True)):
        field = named(page, name, QLineEdit)
        field.setText(said)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle(page)
        assert page.banner.text() == "Đã lưu thông tin cơ quan."
        assert not page.card.dirty()
        page.banner.hide()
    page.card.days.setFocus()
    page.card.days.setValue(7)
    QTest.keyClick(page.card.days, Qt.Key.Key_Return)
    settle(page)
    assert page.banner.text() == "Đã lưu thông tin cơ quan."


@pytest.fixture
def directive(real_context: Context, hold_clock: Any, shown: Any, qtbot: Any) -> DirectivesPage:
    hold_clock(NOW)
    build(real_context)
    page: DirectivesPage = shown(DirectivesPage(real_context))
    settle(page)
    page.read_files([DOCUMENT])
    qtbot.waitUntil(page.review.isVisible)
    settle(page)
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


@pytest.mark.parametrize("name", HEAD)
def test_enter_in_the_document_saves_and_goes_on(directive: DirectivesPage, name: str) -> None:
    head = directive.review.head
    head.show_fields(True)
    line = head.day.line if name == "Ngày văn bản" else named(head, name, QLineEdit)
    typed = "05/03/2024" if name == "Ngày văn bản" else "77"
    line.setFocus()
    line.setText(typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(directive)
    assert not head.fields_shown() and directive.review.table.hasFocus()
    head.show_fields(True)
    assert line.text() == typed


def test_enter_keeps_at_a_wrong_day(directive: DirectivesPage) -> None:
    head = directive.review.head
    head.show_fields(True)
    number = named(head, "Số", QLineEdit)
    head.day.line.setText("31/02/2024")
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert head.fields_shown() and head.day.line.hasFocus()
    assert head.day.wrong.text() == "Không có ngày này."
    button(head, "Xong").click()
    assert head.fields_shown()


def test_enter_in_a_day_narrows_the_journal_at_once(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    build(real_context)
    page: AuditPage = shown(AuditPage(real_context))
    settle(page)
    assert page.rows.total
    page.last.line.setFocus()
    page.last.line.setText("01/01/2020")
    QTest.keyClick(page.last.line, Qt.Key.Key_Return)
    settle(page)
    assert page.rows.total == 0
