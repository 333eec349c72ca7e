"""What was typed and not saved: kept encrypted while it is typed, given back after a crash, gone once it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
import task_book
from contexts import settle, write
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from models.base import clock
from models.base.settings import Settings
from models.store.local import draft_files as files
from ui.base import messages
from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.pages import PAGES
from ui.frame.window import Window
from ui.kit import drafts
from ui.session.draft_autosave import DraftAutosave
from ui.session.drafts_view import DraftsView
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.settings.account_edit import AccountDialog
from ui.support.crash_view import CrashView
from ui.tasks.finish_extend_cancel import ExtendDialog
from ui.tasks.task_view import TaskView
from ui.units.unit_edit import UnitDialog

PASSPHRASE = "mật khẩu thử nghiệm"
SECRET = "Rà soát việc riêng của ông Nguyễn Văn Đức"


Start = Callable[..., Window]


@pytest.fixture
def start(real_context: Context) -> Iterator[Start]:
    """Starts the program anew over the same home, as another run; the office has a few tasks."""
    windows: list[Window] = []

    def begin(passphrase: str = PASSPHRASE) -> Window:
        context = Context(real_context.home, Settings(real_context.home.settings), Jobs())
        made = Window(context, [entry for entry in PAGES if entry.key in {"tasks", "units", "settings"}])
        windows.append(made)
        made.resize(1200, 760)
        made.show()
        entrance = Entrance(context, made, FileGateway(context.home))
        made.entrance = entrance  # type: ignore[attr-defined]
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("CCHC_PASSPHRASE", passphrase)
            entrance.begin()
            settle(context)
        assert made.current_page() is not None
        return made

    with clock.fixed(task_book.NOW):
        task_book.build(real_context)
        real_context.jobs.close(real_context.jobs)
        assert real_context.jobs.settle()
        yield begin
        for made in windows:
            if shiboken6.isValid(made):
                killed(made)


@pytest.fixture
def window(start: Start) -> Window:
    """The real window, opened by the administrator."""
    return start()


def page(window: Window) -> Any:
    return window.current_page()


def typing(window: Window) -> DraftAutosave:
    found = window.context.drafts
    assert found is not None
    return found


def tick(window: Window) -> None:
    typing(window).look()
    settle(window.context)


def on_disk(window: Window) -> tuple[files.KeptDraft, ...]:
    context = window.context
    assert context.office is not None
    assert context.account is not None
    return files.kept(context.home, context.account.id, context.office.data_key)


def killed(window: Window) -> None:
    """What a crash leaves: the window is gone, nobody was asked anything, nothing was put in order."""
    for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]:
        dialog.hide()
    window.hide()
    window.context.jobs.stop()
    window.context.jobs.deleteLater()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def restarted(window: Window, start: Start) -> Window:
    killed(window)
    return start()


def new_task(window: Window) -> TaskView:
    window.go("tasks")
    page(window).add_task()
    settle(window.context)
    view: TaskView = task_book.dialog(TaskView)
    return view


def test_draft_of_new_task_restored(window: Window, start: Start) -> None:
    view = new_task(window)
    view.form.text.setPlainText(SECRET)
    view.form.lead.setText("Xã Lùng Cải")
    view.form.due.line.setText("5/4")
    tick(window)
    (path,) = window.context.home.folder.glob("*.nhap-do")
    assert "Nguyễn".encode() not in path.read_bytes()
    again = restarted(window, start)
    assert "Thêm nhiệm vụ" in again.notices.texts()["crash"]
    again.notices.press("crash")
    offered = task_book.dialog(DraftsView)
    assert SECRET in offered.words.toPlainText()
    offered.go_on.click()
    settle(again.context)
    view = task_book.dialog(TaskView)
    assert (view.form.text.toPlainText(), view.form.lead.text()) == (SECRET, "Xã Lùng Cải")
    assert view.form.due.text() == "5/4"
    assert "Đã đưa lại chữ nhập dở lúc 10:00 16/03/2024" in view.banner.text()
    view.save()
    settle(again.context)
    tick(again)
    assert on_disk(again) == ()
    assert not path.exists()
    assert SECRET in task_book.texts(page(again))


def test_draft_discarded(window: Window, start: Start) -> None:
    new_task(window).form.text.setPlainText(SECRET)
    tick(window)
    again = restarted(window, start)
    view = new_task(again)
    assert view.form.text.toPlainText() == SECRET
    view.banner.press()
    assert view.form.text.toPlainText() == ""
    assert not view.form.dirty()
    tick(again)
    assert on_disk(again) == ()


def test_draft_of_action_restored_for_same_task_only(window: Window, start: Start) -> None:
    window.go("tasks")
    settle(window.context)
    rows = [page(window).rows.row_at(n) for n in range(2)]
    first = ExtendDialog(page(window), window.context.jobs, rows[:1])
    first.show()
    first.reason.setPlainText("Sở chưa hướng dẫn")
    tick(window)
    again = restarted(window, start)
    assert "Gia hạn nhiệm vụ · nhiệm vụ “" in again.notices.texts()["crash"]
    other = ExtendDialog(page(again), again.context.jobs, rows[1:])
    other.show()
    assert other.reason.toPlainText() == ""
    other.reject()
    same = ExtendDialog(page(again), again.context.jobs, rows[:1])
    same.show()
    assert same.reason.toPlainText() == "Sở chưa hướng dẫn"
    with messages.answering(True):
        same.reject()
    settle(again.context)
    assert on_disk(again) == ()


def test_draft_of_unit_and_office_card(window: Window, start: Start) -> None:
    window.go("settings")
    settle(window.context)
    page(window).card.copies_to.setPlainText("Như trên\nLưu: VT")
    unit = UnitDialog(page(window), window.context.jobs, None, [])
    unit.show()
    unit.name.setText("UBND xã Bản Phố")
    tick(window)
    assert {one.title for one in on_disk(window)} == {"Cơ quan", "Thêm đơn vị"}
    again = restarted(window, start)
    again.go("settings")
    settle(again.context)
    assert page(again).card.copies_to.toPlainText() == "Như trên\nLưu: VT"
    assert page(again).card.dirty()
    page(again).save()
    settle(again.context)
    tick(again)
    assert [one.title for one in on_disk(again)] == ["Thêm đơn vị"]


def test_draft_never_holds_passphrase(window: Window) -> None:
    office = window.context.office
    assert office is not None
    view = AccountDialog(page(window), window.context.jobs, office, None)
    view.show()
    for field in view.findChildren(QLineEdit):
        field.setEchoMode(QLineEdit.EchoMode.Normal)
        field.setText(SECRET)
    assert view.dirty()
    tick(window)
    assert on_disk(window) == ()
    with messages.answering(True):
        view.reject()


def test_draft_skips_hidden_typing(app: QApplication) -> None:
    form = QWidget()
    field = QLineEdit(form)
    field.setAccessibleName("Mật khẩu")
    field.setText("bí mật")
    assert drafts.typed(form) == {"Mật khẩu": "bí mật"}
    field.setEchoMode(QLineEdit.EchoMode.Password)
    assert drafts.typed(form) == {}
    drafts.retype(form, {"Mật khẩu": "khác"})
    assert field.text() == "bí mật"


def test_draft_kept_on_close_while_locked_and_dropped_when_asked(window: Window, start: Start) -> None:
    new_task(window).form.text.setPlainText(SECRET)
    window.context.lock_office()
    settle(window.context)
    assert window.covered()
    home = window.context.home
    assert list(home.folder.glob("*.nhap-do"))
    again = restarted(window, start)
    view = new_task(again)
    assert view.form.text.toPlainText() == SECRET
    tick(again)
    with messages.answering(1):
        again.close()
    assert list(home.folder.glob("*.nhap-do")) == []


def test_lock_shortcut_in_dialog(window: Window) -> None:
    view = new_task(window)
    view.form.text.setPlainText(SECRET)
    view.activateWindow()
    QTest.qWait(1)
    QTest.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(window.context)
    assert window.covered()
    assert not view.isVisible()


def test_draft_not_offered_to_other_account(window: Window, start: Start) -> None:
    from models.access import account_keys
    from models.work import rights

    new_task(window).form.text.setPlainText(SECRET)
    tick(window)
    office = window.context.office
    assert office is not None
    write(
        window.context,
        "account.change",
        lambda s: account_keys.add(s, office, "Trần Thị Lan", rights.CLERK, "mèo trèo cây cau"),
    )
    killed(window)
    made = start("mèo trèo cây cau")
    assert made.notices.texts() == {}
    assert new_task(made).form.text.toPlainText() == ""
    assert len(list(made.context.home.folder.glob("*.nhap-do"))) == 1


def test_draft_of_open_cell(window: Window, start: Start) -> None:
    from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

    table = QTableWidget(1, 2, page(window))
    table.setHorizontalHeaderLabels(["Nhiệm vụ", "Ghi chú"])
    table.setItem(0, 0, QTableWidgetItem("Số hóa hồ sơ"))
    table.setItem(0, 1, QTableWidgetItem(""))
    table.resize(500, 200)
    table.show()
    table.setCurrentCell(0, 1)
    table.editItem(table.item(0, 1))
    QTest.keyClicks(QApplication.focusWidget(), "dang vuong kinh phi")
    tick(window)
    (one,) = on_disk(window)
    assert list(one.fields.values()) == ["dang vuong kinh phi", "Số hóa hồ sơ"]
    again = restarted(window, start)
    tick(again)
    tick(again)
    again.notices.press("crash")
    view = task_book.dialog(DraftsView)
    assert "dang vuong kinh phi" in view.words.toPlainText()
    assert not view.go_on.isEnabled()
    with messages.answering(True):
        view.drop.click()
    settle(again.context)
    assert on_disk(again) == ()


def test_draft_of_cell_dropped_when_saved(window: Window) -> None:
    from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

    table = QTableWidget(1, 1, page(window))
    table.setItem(0, 0, QTableWidgetItem(""))
    table.resize(300, 200)
    table.show()
    table.editItem(table.item(0, 0))
    QTest.keyClicks(QApplication.focusWidget(), "12")
    tick(window)
    assert len(on_disk(window)) == 1
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle(window.context)
    tick(window)
    assert on_disk(window) == ()


def test_hard_crash_told_after_unlock(window: Window, start: Start, tmp_path: Path) -> None:
    trace = tmp_path / "loi-nang-lan-truoc.log"
    trace.write_text(f'Fatal Python error: Aborted\n  File "{Path.home()}/ui/jobs.py", line 12 in run\n', "utf-8")
    typing(window).trace = trace
    typing(window).begin()
    settle(window.context)
    assert "bị tắt đột ngột" in window.notices.texts()["crash"]
    window.notices.press("crash")
    view = task_book.dialog(CrashView)
    words = view.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "Aborted" in words
    assert str(Path.home()) not in words
    view.close()
    typing(window).begin()
    settle(window.context)
    assert window.notices.texts() == {}


def test_draft_file_unreadable_or_not_writable(window: Window) -> None:
    context = window.context
    assert context.office is not None
    key, one = context.office.data_key, files.KeptDraft("a", "b", datetime(2024, 3, 1, tzinfo=UTC), "", {}, {"c": "d"})
    path = context.home.drafts("ai")
    files.keep(context.home, "ai", key, (one,))
    assert files.kept(context.home, "ai", key) == (one,)
    assert files.kept(context.home, "ai", b"0" * 32) == ()
    for content in (b"", b"short", path.read_bytes()[:-1]):
        path.write_bytes(content)
        assert files.kept(context.home, "ai", key) == ()
    path.unlink()
    path.mkdir()
    files.keep(context.home, "ai", key, (one,))
    assert files.kept(context.home, "ai", key) == ()
