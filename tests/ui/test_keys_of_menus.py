"""Keys in the whole window: what a menu promises works on each page, so no page has the same keys for another thing."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from task_book import NOW, build

from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES
from ui.frame.window import Window

ALT = Qt.KeyboardModifier.AltModifier
UNDO = {"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"}  # the grid takes these itself, before any shortcut does: see its tests


@pytest.fixture
def window(real_context: Context, hold_clock: Any, shown: Any) -> Window:
    hold_clock(NOW)
    build(real_context)
    made = Window(real_context)
    made.resize(1366, 720)
    shown(made)
    made.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def of_menus(window: Window) -> set[str]:
    """The keys that reach a menu's action from everywhere in the window."""
    actions = (action for menu in window.menuBar().actions() for action in menu.menu().actions())  # type: ignore[attr-defined]
    wide = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut
    return {key.toString() for one in actions if one.shortcutContext() in wide for key in one.shortcuts()} - {""}


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_page_takes_no_key_of_a_menu(window: Window, real_context: Context, key: str) -> None:
    page = window.go(key)
    settle(real_context)
    assert page is not None
    shared = {keys.toString() for action in page.findChildren(QAction) for keys in action.shortcuts()}
    for shortcut in page.findChildren(QShortcut):
        shared |= {keys.toString() for keys in QShortcut.keys(shortcut)}
    assert shared & of_menus(window) <= (UNDO if key == "month" else set())


@pytest.mark.parametrize("key", [entry.key for entry in PAGES if entry.key != "overview"])
def test_alt_left_leads_back_from_each_page(window: Window, real_context: Context, key: str) -> None:
    window.go("overview")
    settle(real_context)
    page = window.go(key)
    settle(real_context)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Left, ALT)
    settle(real_context)
    assert page is not None and window.current_page() is not page


def hear(page: Page) -> list[str]:
    """The page's own actions, which now only tell that they were asked for."""
    heard: list[str] = []

    def tell(action: QAction) -> None:
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False: heard.append(action.text()))

    for each in page.own_keys():
        tell(each)
    return heard


def press_all(actions: list[QAction], at: QWidget) -> list[str]:
    """Press the keys of these; gives the names of those that ought to have heard."""
    wanted = [(one.text(), keys) for one in actions if one.isVisible() and one.isEnabled() for keys in one.shortcuts()]
    for _name, keys in wanted:
        QTest.keySequence(at, keys)
    return [name for name, _keys in wanted]


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_keys_of_page_work_from_list_of_pages(window: Window, real_context: Context, key: str) -> None:
    page = window.go(key)
    settle(real_context)
    assert page is not None
    heard = hear(page)
    window.focus_navigation()
    focus = QApplication.focusWidget()
    assert focus is not None and not page.isAncestorOf(focus)
    assert press_all(page.own_keys(), focus) == heard


def test_keys_of_page_left_or_locked_do_nothing(window: Window, real_context: Context) -> None:
    page = window.go("reports")
    settle(real_context)
    assert page is not None and page.own_keys()
    heard = hear(page)
    window.go("overview")
    window.focus_navigation()
    assert press_all(page.own_keys(), QApplication.focusWidget() or window)
    window.go("reports")
    gate = QWidget()
    gate.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.cover(gate)
    assert press_all(page.own_keys(), gate)
    assert heard == []
