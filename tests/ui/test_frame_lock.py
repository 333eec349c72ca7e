"""The lock: the window is covered, the file closed, typing kept for whoever locked it; it comes by itself when idle."""

from __future__ import annotations

from typing import Any

import pytest
from desks import gate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox

from models.work import rights
from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PageEntry
from ui.frame.window import Window
from ui.session import idle_lock
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.session.unlock import Unlock

ASKED = Window._may_close_locked
ADMIN, LAN, LANS = "mật khẩu thử nghiệm", "Trần Thị Lan", "mèo trèo cây cau"


class Notes(Page):
    """A page with a field that nothing saves."""

    title = "Ghi"

    def shows(self, changed: frozenset[str]) -> bool:
        return "units" in changed

    def build(self) -> None:
        self.field = QLineEdit()
        self.asked = 0
        self.body.addWidget(self.field)

    def reload(self) -> None:
        self.asked += 1


@pytest.fixture
def window(real_context: Context, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A real office with a second account, opened through the entrance."""

    def add(session: Any) -> None:
        from models.access import account_keys

        office = real_context.jobs._office
        assert office is not None
        account_keys.add(session, office, LAN, rights.CLERK, LANS)

    real_context.jobs.write("account.change", add, real_context.jobs)
    real_context.jobs.close(real_context.jobs)
    assert real_context.jobs.settle()
    made: Window = shown(Window(real_context, (PageEntry("notes", lambda: "Ghi", f"{__name__}:Notes"),)))
    made.entrance = Entrance(real_context, made, FileGateway(real_context.home))  # type: ignore[attr-defined]
    made.entrance.begin()  # type: ignore[attr-defined]
    assert real_context.jobs.settle()
    enter(made, "Quản trị", ADMIN)
    monkeypatch.setattr(Window, "_may_close_locked", lambda _self: True)  # the test's end is no question
    return made


def enter(window: Window, name: str, passphrase: str) -> None:
    view = gate(window, Unlock)
    assert view._account.isVisible()
    view._account.setCurrentText(name)
    view._form._first.insert(passphrase)
    view._go.click()
    assert window.context.jobs.settle()


def lock(window: Window) -> None:
    window.context.lock_office()
    assert window.context.jobs.settle()


def notes(window: Window) -> Notes:
    page = window.current_page()
    assert isinstance(page, Notes)
    return page


def test_the_one_who_locked_finds_the_typing_again(window: Window) -> None:
    page = notes(window)
    page.field.insert("chưa lưu")
    reloads = page.asked
    lock(window)
    assert not page.isVisible()
    assert window.windowTitle() == "Sổ CCHC"
    assert window.context.office is None
    assert window.context.jobs._office is None  # the file is closed, its key gone
    enter(window, "Quản trị", ADMIN)
    assert notes(window) is page
    assert page.field.text() == "chưa lưu"
    QApplication.processEvents()
    assert page.asked > reloads
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_another_account_gets_fresh_pages(window: Window) -> None:
    notes(window).field.insert("chưa lưu")
    lock(window)
    enter(window, LAN, LANS)
    assert notes(window).field.text() == ""
    assert window.context.account is not None
    assert window.context.account.name == LAN
    assert window.context.may("task.add")
    assert not window.context.may("period.close")
    lock(window)
    assert gate(window, Unlock)._account.currentText() == LAN  # who was here last is offered first


def test_anothers_passphrase_does_not_open_under_this_name(window: Window) -> None:
    lock(window)
    enter(window, LAN, ADMIN)
    assert gate(window, Unlock).banner.text().startswith("Mật khẩu không đúng.")


def test_an_open_dialog_is_put_away_and_comes_back(window: Window, shown: Any) -> None:
    dialog = shown(QDialog(window))
    field = QLineEdit(dialog)
    field.setText("đang gõ")
    lock(window)
    assert not dialog.isVisible()
    enter(window, "Quản trị", ADMIN)
    assert dialog.isVisible()
    assert field.text() == "đang gõ"
    lock(window)
    enter(window, LAN, LANS)
    assert not dialog.isVisible()


def test_a_question_that_waited_is_answered_no(window: Window, real_boxes: None) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window, window.context.lock_office)
    assert not messages.ask(window, "Xoá?", yes="Xoá")
    assert window.context.jobs.settle()
    enter(window, "Quản trị", ADMIN)
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def test_closing_over_a_locked_book_is_asked(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Window, "_may_close_locked", ASKED)
    lock(window)
    with messages.answering(False) as heard:
        assert not window.close()
    assert "đang khoá" in heard.asked[0][1]
    with messages.answering(True):
        assert window.close()


def test_locking_twice_is_locking_once(window: Window) -> None:
    lock(window)
    view = gate(window, Unlock)
    lock(window)
    assert gate(window, Unlock) is view


def test_it_locks_after_so_many_minutes_without_a_sign(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(idle_lock.time, "monotonic", lambda: now[0])
    locked: list[float] = []
    minutes = [15]
    watch = idle_lock.IdleWatch(window, lambda: minutes[0], lambda: locked.append(now[0]))
    watch._listen_to(window.windowHandle())
    now[0] += 14 * 60
    watch.look()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    now[0] += 14 * 60
    watch.look()
    QTest.mouseMove(window.windowHandle(), window.rect().center())
    assert locked == []
    now[0] += 15 * 60
    watch.look()
    assert locked == [now[0]]
    minutes[0] = 0
    watch.look()
    assert len(locked) == 1


def test_work_under_way_is_not_locked_out(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    entrance = window.entrance  # type: ignore[attr-defined]
    monkeypatch.setattr(window.context.jobs, "busy", lambda: True)
    entrance.lock_idle()
    assert window.gate() is None
    monkeypatch.setattr(window.context.jobs, "busy", lambda: False)
    entrance.lock_idle()
    assert gate(window, Unlock)
    assert window.context.jobs.settle()


def test_after_many_wrong_ones_the_pause_is_said(window: Window) -> None:
    lock(window)
    for _time in range(4):
        enter(window, "Quản trị", "đoán mò thôi")
    enter(window, "Quản trị", ADMIN)
    assert gate(window, Unlock).banner.text().startswith("Đã nhập sai mật khẩu nhiều lần.")


def test_changes_are_taken_back_one_after_the_other_and_done_again(window: Window) -> None:
    def add(name: str) -> Any:
        def change(session: Any) -> None:
            from models.work import units

            units.add(session, name, "xa")

        return change

    def names() -> set[str]:
        from models.work import units

        office = window.context.office
        assert office is not None
        with office.store.read() as session:
            return {row.name for row in units.rows(session)} & {"Xã Một", "Xã Hai"}

    for name in ("Xã Một", "Xã Hai"):
        window.context.jobs.write("unit.add", add(name), notes(window))
        assert window.context.jobs.settle()
    seen = []
    for step in (window.undo_last, window.undo_last, window.undo_last, window.redo_last, window.redo_last):
        step()
        assert window.context.jobs.settle()
        seen.append(names())
    assert seen == [{"Xã Một"}, set(), set(), {"Xã Một"}, {"Xã Một", "Xã Hai"}]
    assert window.menus._undo.isEnabled()
    assert not window.menus._redo.isEnabled()
    window.undo_last()
    assert window.context.jobs.settle()
    window.context.jobs.write("unit.add", add("Xã Hai"), notes(window))
    assert window.context.jobs.settle()
    assert not window.menus._redo.isEnabled()  # another way was taken


def test_ctrl_z_does_not_go_back_past_a_closing(window: Window) -> None:
    from models.work import periods, units

    jobs = window.context.jobs
    for operation, change in (
        ("unit.add", lambda s: units.add(s, "Xã Một", "xa") and None),
        ("period.close", lambda s: periods.close(s, "2024-02")),
    ):
        jobs.write(operation, change, notes(window))
        assert jobs.settle()
    assert not window.menus._undo.isEnabled()
    window.undo_last()
    assert jobs.settle()
    jobs.write("unit.add", lambda s: units.add(s, "Xã Hai", "xa") and None, notes(window))
    assert jobs.settle()
    assert window.menus._undo.isEnabled()
    window.undo_last()
    assert jobs.settle()
    assert not window.menus._undo.isEnabled()
    office = window.context.office
    assert office is not None
    with office.store.read() as session:
        assert {row.name for row in units.rows(session)} & {"Xã Một", "Xã Hai"} == {"Xã Một"}
        assert periods.get(session, "2024-02").closed
