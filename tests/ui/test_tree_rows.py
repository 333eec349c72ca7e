"""Lines of a tree keep their height: whatever is searched, and whenever the tree comes on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from every_dialog import MAKERS, Book
from gate_driver import NAME, FirstRunDriver
from looking import entries_of, one
from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget
from task_book import NOW, build

from ui.base.context import Context
from ui.frame.window import Window
from ui.kit.search import SearchField
from ui.session.entrance import Entrance
from ui.tasks.page import TasksPage
from ui.units.page import UnitsPage


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any) -> Window:
    return shown(Window(context, ()))


def heights(tree: QTreeWidget) -> set[int]:
    QApplication.processEvents()
    return {height for item in entries_of(tree) if (height := tree.visualItemRect(item).height())}


def search_and_see(root: QWidget, words: str) -> list[set[int]]:
    tree, search = one(root, QTreeWidget), one(root, SearchField)
    seen = [heights(tree)]
    for query in (words, "", words[:2], ""):
        search.show_query(query)
        seen.append(heights(tree))
    return seen


def test_rows_of_the_first_run(window: Window, entrance: Entrance) -> None:
    first = FirstRunDriver(window)
    first.new_office()
    first.type_in(NAME, "Phòng Nội vụ huyện Bắc Hà")
    first.go_on()
    seen = search_and_see(first.view, "lung phinh")
    assert len(seen[0]) == 1 and seen == [seen[0]] * len(seen)


def test_rows_of_the_import(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    ids = build(real_context)
    page = shown(TasksPage(real_context))
    dialog: Any = MAKERS["import"](Book(real_context, page, ids))
    dialog.show()
    settle(page)
    seen = search_and_see(dialog.choice, "lung phinh")
    assert len(seen[0]) == 1 and seen == [seen[0]] * len(seen)
    dialog.close()


def test_rows_of_the_units(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    build(real_context)
    page: UnitsPage = shown(UnitsPage(real_context))
    settle(page)
    seen = [heights(page.tree)]
    for query in ("lung cai", ""):
        page.search.show_query(query)
        settle(page)
        seen.append(heights(page.tree))
    assert len(seen[0]) == 1 and seen == [seen[0]] * len(seen)
