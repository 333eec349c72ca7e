"""Every control of every page and dialog has a name that is read aloud and a place in the order of Tab."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from contexts import enter, settle
from every_dialog import MAKERS, Book
from focus_walk import nameless, out_of_reach
from gate_driver import AGAIN, NAME, WRITTEN_DOWN, FirstRunDriver, UnlockDriver
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from task_book import NOW, build

from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry
from ui.frame.window import Window
from ui.session.entrance import Entrance

# Tab goes to the next cell there, as in a spreadsheet; F6 leaves it.
GRID = frozenset({"Bảng cập nhật kỳ"})


@pytest.fixture
def book(real_context: Context, hold_clock: Any) -> dict[str, str]:
    hold_clock(NOW)
    real_context.account = enter(real_context).account
    return build(real_context)


@pytest.fixture
def page_of(real_context: Context, book: dict[str, str], shown: Any) -> Callable[[str], Any]:
    """A page over the book, in front."""

    def made(key: str) -> Page:
        entry: PageEntry = next(one for one in PAGES if one.key == key)
        module, name = entry.path.split(":")
        page: Page = shown(getattr(import_module(module), name)(real_context))
        page.resize(1180, 760)
        page.activateWindow()
        QTest.qWaitForWindowActive(page)
        settle(real_context)
        return page

    return made


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_pages_read_aloud_and_reached(page_of: Callable[[str], Any], key: str) -> None:
    page = page_of(key)
    assert nameless(page) == []
    assert out_of_reach(page, GRID) == []


@pytest.mark.parametrize("name", MAKERS)
def test_dialogs_read_aloud_and_reached(
    page_of: Callable[[str], Any], book: dict[str, str], name: str, qtbot: Any
) -> None:
    page = page_of("tasks")
    dialog = MAKERS[name](Book(page.context, page, book))
    qtbot.addWidget(dialog, before_close_func=_throw_away)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    settle(page)
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []


def _throw_away(dialog: QDialog) -> None:
    with messages.answering(messages.LEAVING.index("discard")):
        dialog.close()


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any) -> Window:
    return shown(Window(context, ()))


def test_gates_read_aloud_and_reached(entrance: Entrance, window: Window) -> None:
    def walk() -> None:
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        assert nameless(window.gate()) == []  # type: ignore[arg-type]
        assert out_of_reach(window.gate()) == []  # type: ignore[arg-type]

    first = FirstRunDriver(window)
    walk()
    first.new_office()
    first.type_in(NAME, "Phòng Nội vụ")
    walk()
    first.go_on()
    walk()
    first.go_on()
    walk()
    for name in (first.KEY, AGAIN):
        first.type_in(name, "bảy con trâu qua suối")
    first.go_on()
    walk()
    first.click(WRITTEN_DOWN)
    first.go_on()
    entrance.lock()
    settle(window.context)
    walk()
    UnlockDriver(window).click("Quên mật khẩu?")
    walk()
