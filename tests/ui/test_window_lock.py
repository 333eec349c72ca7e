"""The lock: the window is covered, the file closed, typing kept for whoever locked it; it comes by itself when idle."""

from __future__ import annotations

from typing import Any

import offices
import pytest
from composing import InputMethod, input_method  # noqa: F401 - fixtures are used by their names
from contexts import gate, open_office
from gate_driver import UnlockDriver
from looking import action, menu
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox

from models.access import opening, own_ways
from models.work import period_closing, rights
from ui.base import messages
from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PageEntry
from ui.frame.window import Window
from ui.session import idle_lock
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.session.unlock import Unlock

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
def window(real_context: Context, shown: Any) -> Window:
    """A real office with a second account, opened through the entrance."""
    office = open_office(real_context)

    def add(session: Any) -> None:
        from models.access import account_keys

        account_keys.add(session, office, LAN, rights.CLERK, LANS)

    real_context.jobs.write("account.change", add, real_context.jobs)
    real_context.jobs.close(real_context.jobs)
    assert real_context.jobs.settle()
    made: Window = shown(Window(real_context, (PageEntry("notes", lambda: "Ghi", f"{__name__}:Notes"),)))
    made.entrance = Entrance(real_context, made, FileGateway(real_context.home))  # type: ignore[attr-defined]
    made.entrance.begin()  # type: ignore[attr-defined]
    assert real_context.jobs.settle()
    enter(made, "Quản trị", ADMIN)
    return made


def enter(window: Window, name: str, passphrase: str) -> None:
    UnlockDriver(window).unlock(passphrase, name)


def may_undo(window: Window) -> bool:
    return action(menu(window, "Sửa"), "Hoàn tác").isEnabled()


def may_redo(window: Window) -> bool:
    return action(menu(window, "Sửa"), "Làm lại").isEnabled()


def lock(window: Window) -> None:
    window.context.lock_office()
    assert window.context.jobs.settle()


def notes(window: Window) -> Notes:
    page = window.current_page()
    assert isinstance(page, Notes)
    return page


def test_unlock_by_same_account_keeps_typing(window: Window) -> None:
    page = notes(window)
    page.field.insert("chưa lưu")
    reloads = page.asked
    lock(window)
    assert not page.isVisible()
    assert window.windowTitle() == "Sổ CCHC"
    assert window.context.office is None
    assert open_office(window.context) is None  # the file is closed, its key gone
    enter(window, "Quản trị", ADMIN)
    assert notes(window) is page
    assert page.field.text() == "chưa lưu"
    QApplication.processEvents()
    assert page.asked > reloads
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"


def test_word_being_composed_is_kept_by_lock_and_end(window: Window, method: InputMethod) -> None:
    field = notes(window).field
    for leave in (lock, Window.may_leave):
        field.clear()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        field.setFocus()
        method.compose("nội")
        leave(window)
        assert field.text() == "nội"
        if leave is lock:
            enter(window, "Quản trị", ADMIN)


def test_unlock_by_other_account_makes_fresh_pages(window: Window) -> None:
    notes(window).field.insert("chưa lưu")
    lock(window)
    enter(window, LAN, LANS)
    assert notes(window).field.text() == ""
    assert window.context.account is not None
    assert window.context.account.name == LAN
    assert window.context.may("task.add")
    assert not window.context.may("period.close")
    lock(window)
    assert UnlockDriver(window).account().currentText() == LAN  # who was here last is offered first


def test_unlock_refuses_passphrase_of_other_account(window: Window) -> None:
    lock(window)
    enter(window, LAN, ADMIN)
    assert gate(window, Unlock).banner.text().startswith("Mật khẩu không đúng.")


def test_lock_hides_dialog_until_unlock(window: Window, shown: Any) -> None:
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


def test_lock_answers_open_question_no(window: Window, real_boxes: None) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window, window.context.lock_office)
    assert not messages.ask(window, "Xóa?", yes="Xóa")
    assert window.context.jobs.settle()
    enter(window, "Quản trị", ADMIN)
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def test_closing_while_locked_asks(window: Window) -> None:
    lock(window)
    with messages.answering(False) as heard:
        assert not window.close()
    assert "đang khóa" in heard.asked[0][1]
    with messages.answering(True):
        assert window.close()


def test_lock_twice(window: Window) -> None:
    lock(window)
    view = gate(window, Unlock)
    lock(window)
    assert gate(window, Unlock) is view


def test_idle_lock_after_minutes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(idle_lock.time, "monotonic", lambda: now[0])
    locked: list[float] = []
    minutes = [15]
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    watch = idle_lock.IdleWatch(window, lambda: minutes[0], lambda: locked.append(now[0]))
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


def test_idle_lock_waits_for_work(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    entrance = window.entrance  # type: ignore[attr-defined]
    monkeypatch.setattr(window.context.jobs, "busy", lambda: True)
    entrance.lock_idle()
    assert window.gate() is None
    monkeypatch.setattr(window.context.jobs, "busy", lambda: False)
    entrance.lock_idle()
    assert gate(window, Unlock)
    assert window.context.jobs.settle()


def test_unlock_throttled_after_wrong_passphrases(window: Window) -> None:
    lock(window)
    for _time in range(4):
        enter(window, "Quản trị", "đoán mò thôi")
    enter(window, "Quản trị", ADMIN)
    assert gate(window, Unlock).banner.text().startswith("Đã nhập sai mật khẩu nhiều lần.")


def test_undo_and_redo_in_order(window: Window) -> None:
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
    assert may_undo(window)
    assert not may_redo(window)
    window.undo_last()
    assert window.context.jobs.settle()
    window.context.jobs.write("unit.add", add("Xã Hai"), notes(window))
    assert window.context.jobs.settle()
    assert not may_redo(window)  # another way was taken


def test_undo_stops_at_closed_period(window: Window) -> None:
    from models.work import periods, units

    jobs = window.context.jobs
    for operation, change in (
        ("unit.add", lambda s: units.add(s, "Xã Một", "xa") and None),
        ("period.close", lambda s: period_closing.close(s, "2024-02")),
    ):
        jobs.write(operation, change, notes(window))
        assert jobs.settle()
    assert not may_undo(window)
    window.undo_last()
    assert jobs.settle()
    jobs.write("unit.add", lambda s: units.add(s, "Xã Hai", "xa") and None, notes(window))
    assert jobs.settle()
    assert may_undo(window)
    window.undo_last()
    assert jobs.settle()
    assert not may_undo(window)
    office = window.context.office
    assert office is not None
    with office.store.read() as session:
        assert {row.name for row in units.rows(session)} & {"Xã Một", "Xã Hai"} == {"Xã Một"}
        assert periods.get(session, "2024-02").closed


@pytest.mark.parametrize("way", ["by hand", "idle"])
def test_lock_outlives_restart_of_remembered_computer(window: Window, real_context: Context, way: str) -> None:
    """What this computer remembers opens a locked book no more, until a passphrase is entered."""
    real_context.jobs.with_office(own_ways.remember_here, real_context.jobs)
    assert real_context.jobs.settle()
    entrance: Any = window.entrance  # type: ignore[attr-defined]
    entrance.lock() if way == "by hand" else entrance.lock_idle()
    assert real_context.jobs.settle()
    for path in real_context.home.folder.glob("so-cchc.*"):
        if path.name not in {"so-cchc.db", "so-cchc.keys"}:
            path.unlink()
    with offices.refused("locked"):
        opening.open_office(real_context.home)
    entrance.begin()  # as a program that was started again
    assert real_context.jobs.settle()
    gate(window, Unlock)
    enter(window, LAN, LANS)
    entrance.lock()
    assert real_context.jobs.settle()
    with offices.refused("locked"):  # another's passphrase gives nobody else's memory back
        opening.open_office(real_context.home)
    enter(window, "Quản trị", ADMIN)
    real_context.jobs.close(real_context.jobs)
    assert real_context.jobs.settle()
    again = opening.open_office(real_context.home)
    assert again.account.name == "Quản trị"
    again.close()
