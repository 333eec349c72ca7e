"""Every control of every page and dialog has a name that is read aloud and a place in the order of Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from contexts import enter, read, settle
from focus_walk import nameless, out_of_reach
from gate_driver import AGAIN, NAME, WRITTEN_DOWN, FirstRunDriver, UnlockDriver
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from task_book import NOW, build

from ui.base.context import Context
from ui.frame import help_view
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


def _task_actions(page: Any, book: dict[str, str], name: str) -> None:
    page.table.choose(book["late"])
    settle(page)
    getattr(page.actions_of, name).trigger()


def _roles(page: Any, book: dict[str, str]) -> None:
    page.open_task(book["late"])
    settle(page)
    view = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    view.form.pick.click()  # type: ignore[attr-defined]


def _evidence(page: Any, _book: dict[str, str]) -> None:
    from ui.kit.file_view import FileView

    FileView(page, page.jobs, "minh chứng.pdf", b"%PDF", lambda _speaker: None).open()


def _sign(page: Any, _book: dict[str, str]) -> None:
    from ui.reports.sign import SignDialog

    SignDialog(page.jobs, Path("báo cáo.pdf"), None, page).open()


def _split(page: Any, _book: dict[str, str]) -> None:
    from ui.directives.split_proposal import SplitDialog

    SplitDialog(page, "Rà soát thủ tục. Báo cáo kết quả").open()


def _converted(page: Any, _book: dict[str, str]) -> None:
    from ui.directives.converted_text import ConvertedDialog

    ConvertedDialog(page, "công văn.doc", "nội dung", [".VnTime"]).open()


def _unit(page: Any, _book: dict[str, str]) -> None:
    from models.work import units

    page.edit_unit(read(page.context, lambda s: units.find(s, "Xã Lùng Cải").id))


def _person(page: Any, _book: dict[str, str]) -> None:
    page.tabs.setCurrentIndex(1)
    page.add()


def _reset(page: Any, _book: dict[str, str]) -> None:
    from ui.settings.account_edit import AccountDialog

    AccountDialog(page, page.jobs, page.context.office, page.context.account, reset=True).open()


def _account(page: Any, _book: dict[str, str]) -> None:
    from ui.settings.account_edit import AccountDialog

    AccountDialog(page, page.jobs, page.context.office, None).open()


def _crash(_page: Any, _book: dict[str, str]) -> None:
    from ui.support import crash_view

    crash_view.show("lỗi", Path("nhat-ky"))


def _restore(page: Any, _book: dict[str, str]) -> None:
    from ui.backup import restore

    restore.show(page.context, page)


def _kept(page: Any, _book: dict[str, str]) -> None:
    from ui.reports import kept_reports

    kept_reports.show(page.context, page, "thang", "2024-03")


DIALOGS: dict[str, tuple[str, Callable[[Any, dict[str, str]], object]]] = {
    **{
        name: ("tasks", lambda page, book, which=name: _task_actions(page, book, which))
        for name in ("assign", "progress", "finish", "extend", "cancel")
    },
    "task": ("tasks", lambda page, book: page.open_task(book["late"])),
    "new task": ("tasks", lambda page, _book: page.add_task()),
    "roles": ("tasks", _roles),
    "evidence": ("tasks", _evidence),
    "unit": ("units", _unit),
    "new unit": ("units", lambda page, _book: page.add()),
    "person": ("units", _person),
    "units from list": ("units", lambda page, _book: page.import_list()),
    "passphrase": ("settings", lambda page, _book: page.change_passphrase()),
    "account": ("settings", _account),
    "reset": ("settings", _reset),
    "restore": ("settings", _restore),
    "period days": ("month", lambda page, _book: page.ask_days()),
    "kept reports": ("reports", _kept),
    "sign": ("reports", _sign),
    "split": ("directives", _split),
    "converted": ("directives", _converted),
    "help": ("tasks", lambda page, _book: help_view.show(page, page.title, page.help_text)),
    "about": ("tasks", lambda page, _book: help_view.about(page)),
    "crash": ("tasks", _crash),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_read_aloud_and_reached(
    page_of: Callable[[str], Any], book: dict[str, str], name: str, shown: Any
) -> None:
    key, open_it = DIALOGS[name]
    page = page_of(key)
    before = set(QApplication.topLevelWidgets())
    open_it(page, book)
    settle(page)
    found = [w for w in _new_windows(before) if isinstance(w, QDialog)]
    assert found
    dialog = QApplication.activeModalWidget() or found[-1]
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    settle(page)
    try:
        assert nameless(dialog) == []
        assert out_of_reach(dialog) == []
    finally:
        for one in reversed(found):
            one.done(0)
        settle(page)


def _new_windows(before: set[QWidget]) -> Iterator[QWidget]:
    yield from (w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible())


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
