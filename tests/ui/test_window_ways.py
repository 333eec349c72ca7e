"""Ways through the window: the search typed over, back to where a number was clicked, and who is at work."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import enter, settle, write
from looking import button, click, in_sight
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from task_book import NOW, build

from models.work import accounts
from ui.base.context import Context
from ui.frame.pages import TITLES
from ui.frame.window import Window
from ui.kit.search import SearchField


@pytest.fixture
def book(real_context: Context, hold_clock: Any, shown: Any) -> Window:
    """The real window over a small book, opened by its first account."""
    hold_clock(NOW)
    build(real_context)
    real_context.account = enter(real_context).account
    window: Window = shown(Window(real_context))
    window.resize(1366, 700)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.open_office("Phòng Nội vụ", "")
    settle(real_context)
    return window


def keys(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


@pytest.mark.parametrize("page", ["tasks", "month", "units", "audit", "bin", "directives"])
def test_find_replaces_old_words(book: Window, page: str) -> None:
    book.go(page)
    settle(book.context)
    keys(book, Qt.Key.Key_F)
    field = QApplication.focusWidget()
    assert isinstance(field, SearchField)
    QTest.keyClicks(field, "cu")
    for _time in range(2):  # from the field itself, too
        keys(book, Qt.Key.Key_F)
        QTest.keyClicks(field, "moi")
        assert field.text() == "moi"


def test_way_back_to_clicked_number(book: Window) -> None:
    book.go("overview")
    settle(book.context)
    book.context.open_list("tasks", {"timeliness": "overdue"})
    settle(book.context)
    click(book.current_page(), "Quay lại Tổng quan")  # type: ignore[arg-type]
    assert book.current_page().key == "overview"  # type: ignore[union-attr]
    page = book.go("tasks")
    assert page is not None
    assert not [b for b in in_sight(page, type(button(book, "Thêm nhiệm vụ"))) if b.text().startswith("‹")]


def test_alt_left_goes_back_page_by_page(book: Window) -> None:
    for page in ("overview", "units", "tasks"):
        book.go(page)
    for page in ("units", "overview", "overview"):
        keys(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert book.current_page().key == page  # type: ignore[union-attr]


def test_signed_in_seen_on_every_page(book: Window) -> None:
    for page in TITLES:
        book.go(page)
        assert _who(book) == ["Quản trị"]
    me = book.context.account
    assert me is not None
    write(book.context, "account.change", lambda s: accounts.change(s, me.id, name="Nguyễn Văn A", role=me.role))
    settle(book.context)
    assert _who(book) == ["Nguyễn Văn A · Quản trị"]
    book.show_gate(QLabel("khóa"))
    assert _who(book) == []


def _who(window: Window) -> list[str]:
    return [label.text() for label in in_sight(window.menuBar(), QLabel) if label.text()]
