"""On every page and in every dialog, 1366x768 at 100 and 150 %, in both typefaces: what matters is shown whole."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import full_book
import pytest
from contexts import settle
from cut import IMPORTANT, cut_on, texts_drawn_short  # noqa: F401 - a fixture, by its name
from every_dialog import MAKERS, Book
from looking import one_open
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QTableView, QTabWidget, QTreeView
from typefaces import both_typefaces

from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PAGES, PageEntry
from ui.kit import column_widths
from ui.kit.dialog import Dialog
from ui.kit.frozen_columns import FrozenColumns

# A page beside the navigation, without title bar and task bar; a window of 911 loses the navigation to nothing.
SIZES = {"100": (1148, 640), "150": (693, 415)}
SCREENS = {SIZES["100"]: QRect(0, 0, 1366, 728), SIZES["150"]: QRect(0, 0, 911, 485)}  # without the task bar

pytestmark = both_typefaces


@pytest.fixture
def book(context: Context, cheap_keys: None, founded: Path, hold_clock: Any) -> dict[str, str]:
    return full_book.open_full(context, founded, hold_clock)


@pytest.fixture(params=SIZES, ids=SIZES.__getitem__)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SIZES[request.param]


@pytest.fixture
def opened(context: Context, book: dict[str, str], shown: Any, size: tuple[int, int]) -> Callable[[str], Page]:
    """Open a page by its key, as large as the small screen has it."""

    def open_page(key: str) -> Page:
        entry: PageEntry = next(entry for entry in PAGES if entry.key == key)
        module, name = entry.path.split(":")
        made: Page = getattr(import_module(module), name)(context)
        made.resize(*size)
        shown(made)
        settle(context)
        made.resize(*size)
        settle(context)
        return made

    return open_page


def whole(root: Any, shortened: set[str]) -> None:
    """Nothing of importance is cut, in any tab; and every table has its widths from the one place."""
    for tabs in root.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            QApplication.processEvents()
            _whole(root, shortened)
    _whole(root, shortened)


def _whole(root: Any, shortened: set[str]) -> None:
    shortened.clear()
    root.grab()
    assert cut_on(root) == []
    assert {text for text in shortened if IMPORTANT.fullmatch(text)} == set()
    for view in root.findChildren(QAbstractItemView):
        if isinstance(view, QTableView | QTreeView) and view.isVisible() and not isinstance(view, FrozenColumns):
            assert column_widths.of(view) is not None, view.accessibleName()


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_page_cuts_nothing(key: str, opened: Callable[[str], Page], shortened: set[str]) -> None:
    whole(opened(key), shortened)


def test_review_cuts_nothing(opened: Callable[[str], Page], book: dict[str, str], shortened: set[str]) -> None:
    page = opened("directives")
    page.show_filter({"directive": book["directive"]})
    settle(page)
    whole(page, shortened)


@pytest.mark.parametrize("action", ["assign", "progress", "finish", "extend", "cancel"])
def test_task_dialog_cuts_nothing(
    action: str, opened: Callable[[str], Page], book: dict[str, str], shortened: set[str]
) -> None:
    page: Any = opened("tasks")
    page.table.choose(book["late"])
    page.table.selectRow(page.rows.places({book["late"]})[book["late"]])
    getattr(page.actions_of, action).trigger()
    settle(page)
    dialog = one_open(QDialog)
    whole(dialog, shortened)
    dialog.close()


def test_task_view_cuts_nothing(opened: Callable[[str], Page], book: dict[str, str], shortened: set[str]) -> None:
    page = opened("tasks")
    page.show_filter({"task": book["late"]})
    settle(page)
    dialog = one_open(QDialog)
    whole(dialog, shortened)
    dialog.close()


@pytest.mark.parametrize("what", ["unit", "person", "import"])
def test_unit_dialog_cuts_nothing(what: str, opened: Callable[[str], Page], shortened: set[str]) -> None:
    page: Any = opened("units")
    if what == "unit":
        page.edit_unit(page.tree.chosen_id())
    elif what == "person":
        page.edit_person("")
    else:
        page.import_list()
    settle(page)
    dialog = one_open(QDialog)
    whole(dialog, shortened)
    dialog.close()


@pytest.mark.parametrize("what", ["days", "kept", "restore", "passphrase", "account"])
def test_other_dialog_cuts_nothing(
    what: str, opened: Callable[[str], Page], context: Context, shortened: set[str]
) -> None:
    _open(what, opened, context)
    settle(context)
    dialog = one_open(QDialog)
    whole(dialog, shortened)
    dialog.close()


@pytest.mark.parametrize("name", MAKERS)
def test_every_dialog_cuts_nothing(
    name: str,
    opened: Callable[[str], Page],
    book: dict[str, str],
    shortened: set[str],
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened("tasks")
    room = SCREENS[size]
    monkeypatch.setattr(Dialog, "screen", lambda _dialog: SimpleNamespace(availableGeometry=lambda: room))
    dialog = MAKERS[name](Book(page.context, page, book))
    dialog.show()
    settle(page)
    dialog.banner.hide()
    QApplication.processEvents()
    assert room.contains(dialog.rect())
    whole(dialog, shortened)
    with messages.answering(1):  # what is in it is not wanted
        dialog.close()


def _open(what: str, opened: Callable[[str], Page], context: Context) -> None:
    from ui.reports import kept_reports

    if what == "days":
        page: Any = opened("month")
        page.ask_days()
    elif what == "kept":
        kept_reports.show(context, opened("reports"), "thang", "2026-12", "own")
    elif what == "restore":
        _restore(context, opened("settings"))
    elif what == "passphrase":
        page = opened("settings")
        page.change_passphrase()
    else:
        page = opened("settings")
        page.accounts.add.click()


def _restore(context: Context, page: Page) -> Path:
    from models.store.backups import backup_list
    from ui.backup import restore

    office = context.office
    assert office is not None
    made = backup_list.make(office.home, office.data_key).path
    restore.show(context, page)
    return made
