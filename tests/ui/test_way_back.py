"""Undo and redo, the same from a banner, keys, the grid and a task's own window; and where the keyboard is."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from looking import button, click, menu, one_open
from on_screen import places
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from task_book import NOW, build, choose, task

from models.base.errors import AppError
from ui.base import messages
from ui.base.context import Context
from ui.frame.progress_panel import ProgressPanel
from ui.frame.window import Window
from ui.tasks.finish_extend_cancel import FinishDialog
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
REDO = [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, BOTH)]
WRONG = AppError("x", "Không ghi được.", "Ổ đĩa đã đầy.", "Hãy xóa bớt tệp.")


@pytest.fixture
def ids(real_context: Context, hold_clock: Any) -> dict[str, str]:
    hold_clock(NOW)
    return build(real_context)


@pytest.fixture
def window(real_context: Context, ids: dict[str, str], shown: Any) -> Window:
    made = Window(real_context)
    made.resize(1366, 720)
    shown(made)
    made.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.go("tasks")
    settle(real_context)
    return made


@pytest.fixture
def page(window: Window) -> TasksPage:
    made = window.current_page()
    assert isinstance(made, TasksPage)
    return made


def state(page: TasksPage, task_id: str) -> str:
    return str(task(page.context, task_id).row.state)


def pause(page: TasksPage, task_id: str) -> None:
    choose(page, task_id)
    page.actions_of.pause.trigger()
    settle(page)
    assert state(page, task_id) == "paused"


def press(page: TasksPage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle(page)


def test_banner_offers_redo_after_undo_and_undo_after_that(page: TasksPage, ids: dict[str, str]) -> None:
    pause(page, ids["late"])
    for words, then in (("Hoàn tác", "new"), ("Làm lại", "paused"), ("Hoàn tác", "new")):
        click(page.banner, words)
        settle(page)
        assert state(page, ids["late"]) == then
    assert button(page.banner, "Làm lại") and page.banner.text() == "Đã hoàn tác: Đổi trạng thái."


@pytest.mark.parametrize(("key", "modifier"), REDO, ids=["Ctrl+Y", "Ctrl+Shift+Z"])
def test_keys_go_on_from_a_banner(
    page: TasksPage, ids: dict[str, str], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    pause(page, ids["late"])
    click(page.banner, "Hoàn tác")
    settle(page)
    page.table.setFocus()
    press(page, key, modifier)
    assert (state(page, ids["late"]), page.banner.text()) == ("paused", "Đã làm lại: Đổi trạng thái.")
    press(page, Qt.Key.Key_Z, CTRL)
    assert (state(page, ids["late"]), page.banner.text()) == ("new", "Đã hoàn tác: Đổi trạng thái.")


def test_ctrl_z_in_a_field_takes_typing_back_first(page: TasksPage, ids: dict[str, str]) -> None:
    pause(page, ids["late"])
    search = page.search_field()
    assert search is not None
    search.setFocus()
    QTest.keyClicks(search, "a")
    press(page, Qt.Key.Key_Z, CTRL)
    assert state(page, ids["late"]) == "paused"
    press(page, Qt.Key.Key_Z, CTRL)
    assert state(page, ids["late"]) == "new"


@pytest.mark.parametrize(("key", "modifier"), REDO, ids=["Ctrl+Y", "Ctrl+Shift+Z"])
def test_task_window_undoes_and_redoes(
    page: TasksPage, ids: dict[str, str], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    page.open_task(ids["late"])
    settle(page)
    view = one_open(TaskView)
    QTest.qWaitForWindowActive(view)
    view.form.ref.setText("3.1a")
    view.save()
    settle(page)
    view.form.text.setFocus()
    press(page, Qt.Key.Key_Z, CTRL)
    assert task(page.context, ids["late"]).fields.ref == "3.1"
    assert (view.banner.text(), bool(button(view.banner, "Làm lại"))) == ("Đã hoàn tác: Sửa nhiệm vụ.", True)
    press(page, key, modifier)
    assert task(page.context, ids["late"]).fields.ref == "3.1a"
    view.form.ref.setText("3.1b")
    press(page, Qt.Key.Key_Z, CTRL)
    assert task(page.context, ids["late"]).fields.ref == "3.1a" and view.form.ref.text() == "3.1b"
    with messages.answering(1):
        view.reject()


def test_removed_view_comes_back_and_goes_again(page: TasksPage) -> None:
    page.views.keep("Của tôi")
    page.views.remove("Của tôi")
    for words, name in (("Hoàn tác", "Của tôi"), ("Làm lại", "Mặc định"), ("Hoàn tác", "Của tôi")):
        click(page.banner, words)
        assert page.views.name() == name


def test_menu_has_both_keys_of_redo(window: Window) -> None:
    redo = next(a for a in menu(window, "Sửa").actions() if a.text().startswith("Làm lại"))
    assert set(redo.shortcuts()) == {QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")}


# The keyboard stays


def test_focus_on_the_list_after_its_button_went_out_of_use(page: TasksPage, ids: dict[str, str]) -> None:
    choose(page, ids["late"])
    pressed = button(page, "Hoàn thành")
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Return)
    asked = one_open(FinishDialog)
    QTest.qWaitForWindowActive(asked)
    QTest.keyClick(asked.day.line, Qt.Key.Key_Return)  # the day is there, and nothing is missing
    settle(page)
    page.window().activateWindow()
    QTest.qWaitForWindowActive(page.window())
    assert task(page.context, ids["late"]).row.done_on is not None
    assert not pressed.isEnabled() and page.table.hasFocus()


def test_focus_back_after_a_banner_is_pressed_or_goes(page: TasksPage, ids: dict[str, str]) -> None:
    pause(page, ids["late"])
    page.table.setFocus()
    click(page.banner, "Hoàn tác")
    settle(page)
    assert page.table.hasFocus()
    close = button(page.banner, "Đóng thông báo")
    close.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(close, Qt.Key.Key_Return)
    assert page.banner.text() == "" and page.table.hasFocus()


def test_focus_kept_where_a_button_only_waits(window: Window) -> None:
    page = window.go("settings")
    assert page is not None
    settle(page)
    made = button(page, "Sao lưu ngay")
    made.setFocus()
    made.setEnabled(False)
    assert page.isAncestorOf(QApplication.focusWidget() or page)
    made.setEnabled(True)
    assert made.hasFocus()


# What comes by itself


def test_notice_of_the_book_moves_nothing_and_goes_with_escape(window: Window, page: TasksPage) -> None:
    before = places(page), page.mapTo(window, page.pos())
    window.notices.note("clock", "Đồng hồ của máy chạy lùi.", "Hãy chỉnh lại giờ của máy.", "Xem", lambda: None)
    QApplication.processEvents()
    assert (places(page), page.mapTo(window, page.pos())) == before
    page.banner.error(WRONG)
    assert not _on(window, page.banner).intersects(_on(window, window.notices.strip_of("clock")))
    page.table.setFocus()
    for _twice in range(2):
        QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert window.notices.texts() == {} and page.banner.text() == ""
    assert (places(page), page.mapTo(window, page.pos())) == before


def test_standing_notice_moves_nothing_and_leaves_its_mark(window: Window, page: TasksPage) -> None:
    before = places(page), page.mapTo(window, page.pos())
    asked: list[str] = []
    window.notices.warn("damaged", WRONG, "Chỉ để đọc", "Cách xử lý…", lambda: asked.append("x"))
    QApplication.processEvents()
    assert (places(page), page.mapTo(window, page.pos())) == before
    strip = window.notices.strip_of("damaged")
    title = next(label for label in page.findChildren(QLabel) if label.property("role") == "title")
    for widget in filter(None, (title, page.search_field())):
        assert not _on(window, strip).intersects(_on(window, widget))
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    mark = button(window.menuBar(), "Chỉ để đọc")
    assert mark.isVisible() and mark.width() >= mark.sizeHint().width()
    mark.click()
    assert strip.isVisible()
    click(strip, "Cách xử lý…")
    assert asked == ["x"] and mark.isVisible()
    window.notices.clear()
    assert not mark.isVisible()


def test_notice_goes_with_its_reason(window: Window, qtbot: Any) -> None:
    so = [True]
    window.notices.note("clock", "Đồng hồ của máy chạy lùi.", "", holds=lambda: so[0])
    assert window.notices.texts()
    so[0] = False
    qtbot.waitUntil(lambda: window.notices.texts() == {})
    window.notices.note("check", "Thấy 1 điều cần xem lại.", "")
    window.notices.withdraw("check", "older")
    assert window.notices.texts() == {}


def test_work_under_way_moves_nothing(window: Window, page: TasksPage, qtbot: Any) -> None:
    import threading

    go_on, panel = threading.Event(), window.findChildren(ProgressPanel)[0]
    before = places(page)
    page.jobs.tool(lambda _task: go_on.wait(60), page, title="Đang lập báo cáo")
    qtbot.waitUntil(panel.isVisible)
    QApplication.processEvents()
    assert places(page) == before and window.statusBar().isAncestorOf(panel)
    go_on.set()
    settle(page)
    assert places(page) == before and not panel.isVisible()


def _on(window: Window, widget: QWidget) -> Any:
    return widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
