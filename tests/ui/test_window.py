"""The window: pages made when first visited, keys for everything, the place kept, nothing lost on closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from looking import menu
from patience import LONG
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from typefaces import both_typefaces

from models.base import clock
from models.store.backups import offsite, safety
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.kit.search import SearchField

made: list[str] = []


class First(Page):
    title = "Tổng quan"
    help_text = "Trang tổng quan."

    def shows(self, changed: frozenset[str]) -> bool:
        return "task" in changed

    def build(self) -> None:
        made.append("first")
        self.reloads = 0
        self.filters: list[Mapping[str, str]] = []
        self.stays = False

    def reload(self) -> None:
        self.reloads += 1

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        self.filters.append(dict(chosen))

    def may_leave(self) -> bool:
        return not self.stays


class Second(First):
    title = "Nhiệm vụ"

    def build(self) -> None:
        super().build()
        made.append("second")
        self.added = 0
        self.search = SearchField("Tìm nhiệm vụ")
        self.body.addWidget(self.search)
        self.add_action("Thêm nhiệm vụ", self.add, primary=True, keys="Ctrl+N")
        self.add_action("Xuất", self.add, keys="Ctrl+E", tip="Xuất ra Excel")

    def add(self) -> None:
        self.added += 1

    def search_field(self) -> QWidget:
        return self.search


ENTRIES = (
    PageEntry("overview", TITLES["overview"], f"{__name__}:First"),
    PageEntry("tasks", TITLES["tasks"], f"{__name__}:Second"),
)


@pytest.fixture
def window(context: Context, office: Any, shown: Any) -> Window:
    made.clear()
    return shown(Window(context, ENTRIES))


@pytest.fixture
def book(window: Window) -> Window:
    """The window with its book open."""
    window.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_page_made_on_first_visit(book: Window) -> None:
    assert made == ["first"]
    book.go("tasks")
    book.go("overview")
    book.go("tasks")
    assert made == ["first", "first", "second"]


def test_unknown_page(book: Window) -> None:
    assert book.go("month") is None
    assert book.keys() == ["overview", "tasks"]


def test_ctrl_number_goes_to_page(book: Window) -> None:
    press(book, Qt.Key.Key_2, CTRL)
    assert isinstance(book.current_page(), Second)
    press(book, Qt.Key.Key_1, CTRL)
    assert type(book.current_page()) is First


def test_page_shortcuts_while_shown(book: Window, qtbot: Any) -> None:
    page = book.go("tasks")
    assert isinstance(page, Second)
    qtbot.waitUntil(lambda: page.reloads == 1)
    assert page.search.hasFocus()
    press(book, Qt.Key.Key_N, CTRL)
    assert page.added == 1
    QTest.keyClick(page.search, Qt.Key.Key_E, CTRL)
    assert page.added == 2
    press(book, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.reloads == 2)
    book.focus_navigation()
    press(book, Qt.Key.Key_F, CTRL)
    assert page.search.hasFocus()
    book.go("overview")
    press(book, Qt.Key.Key_N, CTRL)
    assert page.added == 2


def test_page_actions_in_menu(book: Window) -> None:
    def entries() -> list[tuple[str, bool]]:
        return [(action.text(), action.isEnabled()) for action in menu(book, "Thao tác").actions()]

    book.go("overview")
    assert entries() == [("Trang này không có thao tác riêng", False)]
    page = book.go("tasks")
    assert isinstance(page, Second)
    assert entries() == [("Thêm nhiệm vụ\tCtrl+N", True), ("Xuất\tCtrl+E", True)]
    menu(book, "Thao tác").actions()[1].trigger()
    assert page.added == 1
    button = next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Xuất")
    button.setText("Xuất lại")
    button.setEnabled(False)
    assert entries()[1] == ("Xuất lại\tCtrl+E", False)
    button.hide()
    assert len(entries()) == 1


def test_escape_keeps_typing(book: Window) -> None:
    page = book.go("tasks")
    assert isinstance(page, Second)
    page.search.insert("nhiệm vụ dở dang")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == "nhiệm vụ dở dang"
    assert page.isVisible()


def test_f1_shows_help(book: Window, qtbot: Any) -> None:
    press(book, Qt.Key.Key_F1)
    dialog = next(w for w in book.findChildren(QWidget) if w.windowTitle() == "Trợ giúp: Tổng quan")
    words = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    assert words.startswith("Trang tổng quan.")
    assert "Ctrl+F" in words
    dialog.close()


def test_open_list_from_number(book: Window, context: Context) -> None:
    context.open_list("tasks", {"timeliness": "overdue"})
    page = book.current_page()
    assert isinstance(page, Second)
    assert page.filters == [{"timeliness": "overdue"}]


def test_page_reloads_after_change_of_its_tables(book: Window, context: Context, office: Any, qtbot: Any) -> None:
    first = book.current_page()
    assert isinstance(first, First)
    qtbot.waitUntil(lambda: first.reloads == 1)
    context.jobs.write("task.add", lambda s: None, context.jobs)
    context.jobs.write("task.add", lambda s: None, context.jobs)
    assert context.jobs.settle()
    qtbot.waitUntil(lambda: first.reloads == 2)  # once for both
    office.store.tables = frozenset({"units"})
    context.jobs.write("unit.add", lambda s: None, context.jobs)
    assert context.jobs.settle()
    book.go("tasks")
    office.store.tables = frozenset({"task"})
    context.jobs.write("task.add", lambda s: None, context.jobs)
    assert context.jobs.settle()
    qtbot.wait(1)
    assert first.reloads == 2
    book.go("overview")
    qtbot.waitUntil(lambda: first.reloads == 3)


def test_unsaved_typing_keeps_page(book: Window) -> None:
    first = book.current_page()
    assert isinstance(first, First)
    first.stays = True
    assert book.go("tasks") is None
    assert book.current_page() is first
    book.close()
    assert book.isVisible()
    first.stays = False


def test_window_place_kept(book: Window, context: Context, office: Any, shown: Any) -> None:
    book.resize(640, 500)
    book.go("tasks")
    book.close()
    assert office.closed == 1
    again = shown(Window(context, ENTRIES))
    again.open_office("", "")
    assert isinstance(again.current_page(), Second)
    assert again.size() == book.size()


def test_window_place_damaged(context: Context, office: Any, shown: Any) -> None:
    context.settings.put("window", "không phải base64 ¤")
    context.settings.put("page", "một trang đã bỏ")
    window = shown(Window(context, ENTRIES))
    window.open_office("", "")
    assert type(window.current_page()) is First


def test_footer_saved_and_proven(book: Window, context: Context, hold_clock: Any) -> None:
    from datetime import UTC, datetime, timedelta

    hold_clock(datetime(2024, 3, 15, 9, 42, tzinfo=UTC))
    context.jobs.write("task.add", lambda s: None, context.jobs)
    assert context.jobs.settle()
    words = " ".join(label.text() for label in book.statusBar().findChildren(QWidget) if hasattr(label, "text"))
    assert "Đã lưu 16:42" in words
    assert "Sao lưu" not in words
    days = timedelta(days=1)
    unset, stick = offsite.Offsite(""), offsite.Offsite("E:\\", brought_at=clock.now() - 9 * days)
    for moment, old, there, late, expected in (
        (None, False, unset, False, ["Chưa có bản sao lưu đã kiểm chứng"]),
        (clock.now(), False, unset, False, ["Sao lưu đã kiểm chứng: hôm nay 16:42"]),
        (clock.now() - days, False, unset, True, ["đã kiểm chứng: hôm qua 16:42", "Chưa có nơi sao lưu thứ hai"]),
        (clock.now() - 14 * days, True, stick, True, ["Sao lưu đã cũ: 01/03/2024 16:42", "9 ngày chưa chép sang"]),
    ):
        context.show_backup(safety.BackupState(moment, old, there, late, there.brought_at))
        words = " ".join(one.text() for one in book.statusBar().findChildren(QWidget) if hasattr(one, "text"))
        assert all(part in words for part in expected)
        (reminder,) = book.statusBar().findChildren(QPushButton)
        assert reminder.isVisible() is late
    context.show_backup(safety.BackupState(None, False, unset, False, None, elsewhere=clock.now()))
    words = " ".join(one.text() for one in book.statusBar().findChildren(QWidget) if hasattr(one, "text"))
    assert "Sao lưu đã kiểm chứng, lưu nơi khác: hôm nay 16:42" in words


def test_footer_says_long_wait(book: Window, context: Context, qtbot: Any) -> None:
    import threading

    hold, shown = threading.Event(), lambda: [w.text() for w in book.statusBar().findChildren(QLabel) if w.isVisible()]
    context.jobs.read(lambda s: hold.wait(LONG), book)
    for _typed in range(3):
        context.jobs.read(lambda s: None, book, slot="search")
    assert "Đang đọc dữ liệu…" not in shown()
    qtbot.waitUntil(lambda: "Đang đọc dữ liệu…" in shown())
    hold.set()
    assert context.jobs.settle()
    assert "Đang đọc dữ liệu…" not in shown()


def test_ctrl_z_undoes_last_change_once(book: Window, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr(context.jobs, "undo", lambda operation, owner, *_said: taken.append(operation))
    press(book, Qt.Key.Key_Z, CTRL)
    context.jobs.write("task.add", lambda s: None, context.jobs)
    assert context.jobs.settle()
    press(book, Qt.Key.Key_Z, CTRL)
    press(book, Qt.Key.Key_Z, CTRL)
    assert taken == ["id-0"]


def test_banner_offers_undo(book: Window, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr(context.jobs, "undo", lambda operation, owner, *_said: taken.append(operation))
    page = book.current_page()
    assert page is not None
    context.jobs.write("task.add", lambda s: None, page, said="Đã thêm <b>nhiệm vụ</b>.")
    assert context.jobs.settle()
    assert page.banner.text() == "Đã thêm <b>nhiệm vụ</b>."
    page.banner.press()
    assert taken == ["id-0"]
    assert page.banner.text() == ""


def test_progress_panel_cancel(book: Window, context: Context, qtbot: Any) -> None:
    from ui.base.jobs import BackgroundWork
    from ui.frame.progress_panel import ProgressPanel

    def work(task: BackgroundWork) -> None:
        while True:
            task.progress(1, 4, "trang 1")

    panel = book.findChildren(ProgressPanel)[0]
    context.jobs.tool(work, book, title="Đang làm báo cáo")
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    panel.findChildren(QAbstractButton)[0].click()
    assert context.jobs.settle()
    assert not panel.isVisible()


def test_window_controls_named(book: Window) -> None:
    book.go("tasks")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTableView)
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for kind in kinds
        for w in book.findChildren(kind)
        if w.isVisible() and not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_enter_presses_focused_button(book: Window) -> None:
    page = book.go("tasks")
    assert isinstance(page, Second)
    button = next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Thêm nhiệm vụ")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert page.added == 1


def test_menu_shortcuts_unique(book: Window) -> None:
    book.go("tasks")
    keys = [a.shortcut().toString() for a in book.findChildren(QAction) if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+1", "Ctrl+2", "Ctrl+F", "Ctrl+N", "F1", "F5", "Ctrl+Z", "Ctrl+Shift+L"} <= set(keys)


def test_tenth_page_without_shortcut(context: Context, office: Any, shown: Any) -> None:
    entries = tuple(PageEntry(f"page{n}", lambda n=n: f"Trang {n}", f"{__name__}:First") for n in range(1, 11))
    window = shown(Window(context, entries))
    window.open_office("Phòng Nội vụ", "")
    keys = {action.text(): action.shortcut().toString() for action in window.findChildren(QAction)}
    assert (keys["Trang 9"], keys["Trang 10"]) == ("Ctrl+9", "")
    tips = {button.text(): button.toolTip() for button in window.findChildren(QPushButton)}
    assert (tips["Trang 9"], tips["Trang 10"]) == ("Trang 9  (Ctrl+9)", "Trang 10")


@both_typefaces
@pytest.mark.parametrize(("width", "height"), [(683, 340), (911, 470), (1366, 720)])
def test_window_fits_small_screens(book: Window, width: int, height: int) -> None:
    """1366x768 at 200, 150 and 100 %, less the title bar and the taskbar."""
    book.showNormal()
    book.resize(width, height)
    assert (book.width(), book.height()) == (width, height)


def test_lock_clears_screen(book: Window) -> None:
    book.go("tasks")
    book.close_office()
    assert book.current_page() is None
    assert "Phòng Nội vụ" not in book.windowTitle()
    assert not [w for w in book.findChildren(QWidget) if isinstance(w, Page) and w.isVisible()]
