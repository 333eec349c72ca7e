"""What holds for every page there is: a message for which nothing moves, the wheel, Enter and Esc beside a message."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from contexts import settle
from on_screen import fields_turned, in_lists, places, used_places, wheel
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QWidget,
)
from task_book import NOW, build
from typefaces import both_typefaces

from models.base.errors import AppError
from ui.base import hand, qt_words
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry

LONG = AppError("x", "Không ghi được vào sổ.", "Ổ đĩa đã đầy, còn 12 KB trống.", "Hãy xóa bớt tệp rồi làm lại.")
PRESSED = (QAbstractButton, QComboBox, QLineEdit, QTabBar)
SIZES = ((1148, 660), (693, 420), (683, 300))  # 1366x768 at 100, 150 and 200 %


def in_view(page: Page, widget: QWidget) -> QRect:
    """Where what is seen of a widget lies on the page."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(page, QPoint()))


def unclipped(page: Page, widget: QWidget) -> QRect:
    """Where what its parents show of a widget lies on the page, whatever lies over it."""
    here = QRect(widget.mapTo(page, QPoint()), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not page:
        here &= QRect(above.mapTo(page, QPoint()), above.size())
        above = above.parentWidget()
    return here


def on_a_row(view: QAbstractItemView, page: Page, lying: QRect) -> bool:
    """Whether a message lies on rows of a list."""
    seen = view.viewport().visibleRegion().boundingRect()
    here = lying.translated(-view.viewport().mapTo(page, QPoint())).intersected(seen)
    return not here.isEmpty() and view.indexAt(here.topLeft() + QPoint(1, 1)).isValid()


@pytest.fixture(params=PAGES, ids=lambda entry: entry.key)
def page(request: Any, real_context: Context, hold_clock: Any, shown: Any) -> Page:
    entry: PageEntry = request.param
    hold_clock(NOW)
    build(real_context)
    module, name = entry.path.split(":")
    made: Page = getattr(import_module(module), name)(real_context)
    made.resize(*SIZES[0])
    shown(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    focus = made.first_focus()
    if focus is not None:
        focus.setFocus()
    settle(made)
    return made


SAYINGS = (
    lambda page: page.banner.error(LONG),
    lambda page: page.banner.say("Đã lưu 12 ô của tháng 3/2024, chưa chốt.", "Hoàn tác", lambda: None),
    lambda page: page.banner.note("Đã chép 18 nhiệm vụ.", "Dán vào Excel bằng Ctrl+V.", "Xem", lambda: None),
)


@both_typefaces
def test_message_moves_nothing_and_takes_nothing(page: Page) -> None:
    for size in SIZES[:2]:
        page.resize(*size)
        settle(page)
        focus, before, all_before = QApplication.focusWidget(), used_places(page), places(page)
        for say in SAYINGS:
            say(page)
            QApplication.processEvents()
            after = used_places(page)
            assert {widget: rect.topLeft() for widget, rect in after.items() if widget in before} == {
                widget: rect.topLeft() for widget, rect in before.items()
            }, size
            assert page.rect().contains(page.banner.geometry())
            assert QApplication.focusWidget() is focus
            assert not any(b.isDefault() or b.autoDefault() for b in page.banner.findChildren(QPushButton))
        page.banner.hide()
        QApplication.processEvents()
        assert places(page) == all_before


@both_typefaces
def test_message_covers_nothing_that_is_pressed_or_read(page: Page) -> None:
    for size in SIZES[:2]:
        page.resize(*size)
        settle(page)
        page.banner.hide()
        QApplication.processEvents()
        pressed = [w for w in page.findChildren(QWidget) if isinstance(w, PRESSED) and w.isVisible()]
        for say in SAYINGS:
            page.banner.hide()
            say(page)
            QApplication.processEvents()
            lying = page.banner.geometry()
            # What a lent strip takes from a page that scrolls is as near as the wheel, and not under the message.
            covered = [w.accessibleName() or type(w).__name__ for w in pressed if lying.intersects(unclipped(page, w))]
            covered += [type(view).__name__ for view in in_lists(page) if on_a_row(view, page, lying)]
            assert not covered, (size, lying)


@both_typefaces
def test_message_leaves_title_and_search_in_sight(page: Page) -> None:
    titles = [label for label in page.findChildren(QLabel) if label.property("role") == "title"]
    for size in SIZES:
        page.resize(*size)
        settle(page)
        for say in (lambda: page.banner.error(LONG), lambda: page.banner.say("Đã lưu.", "Hoàn tác", lambda: None)):
            page.banner.hide()
            say()
            QApplication.processEvents()
            for widget in filter(None, (*titles, page.search_field())):
                here = widget.rect().translated(widget.mapTo(page, widget.rect().topLeft()))
                assert not widget.isVisible() or not page.banner.geometry().intersects(here), (size, type(widget))


def test_message_covers_no_button_of_the_head(page: Page) -> None:
    page.banner.error(LONG)
    head = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.accessibleName() and b.y() < 60]
    for button in head:
        here = button.rect().translated(button.mapTo(page, button.rect().topLeft()))
        if not page.banner.isAncestorOf(button):
            assert not page.banner.geometry().intersects(here), button.text()


def test_message_in_sight_where_the_page_is_scrolled(page: Page) -> None:
    page.resize(693, 300)
    settle(page)
    area = page.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    page.banner.say("Đã lưu.")
    assert page.rect().contains(page.banner.geometry())
    assert page.banner.visibleRegion().boundingRect().size() == page.banner.size()


def test_enter_never_takes_a_message_for_a_button(page: Page) -> None:
    undone: list[str] = []
    for field in page.findChildren(QLineEdit):
        if field.isVisible() and field.isEnabled():
            page.banner.say("Đã lưu.", "Hoàn tác", lambda: undone.append("x"))
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Return)
            settle(page)
    assert undone == []


def test_escape_puts_a_message_away(page: Page) -> None:
    page.banner.error(LONG)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert page.banner.text() == ""


def test_wheel_changes_no_value_and_is_left_to_the_page(page: Page) -> None:
    for field, value in fields_turned(page):
        before = value()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        assert [wheel(field, turn) for turn in (-120, 120, -120)] == [False] * 3
        assert value() == before, field.accessibleName()


def test_wheel_gives_no_focus(page: Page) -> None:
    eager = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() == Qt.FocusPolicy.WheelFocus]
    assert eager == []


def test_enter_of_letters_and_of_numbers_are_two_keys_in_vietnamese_too(app: QApplication) -> None:
    words = qt_words.install(app)
    try:
        pressed = [Qt.Key(keys[0].key()) for keys in hand.keys("Ctrl+Return")]
    finally:
        app.removeTranslator(words)
    assert pressed == [Qt.Key.Key_Return, Qt.Key.Key_Enter]


def test_wheel_turns_a_number_that_was_clicked(shown: Any, context: Context) -> None:
    hand.keep()
    box = shown(QSpinBox())
    box.setValue(5)
    box.activateWindow()
    QTest.qWaitForWindowActive(box)
    QTest.mouseClick(box.findChild(QLineEdit), Qt.MouseButton.LeftButton)
    wheel(box, 120)
    assert box.value() == 6
    box.clearFocus()
    wheel(box, 120)
    assert box.value() == 6
