"""Restoring in the window: from the settings, from behind the lock, and over a file that no longer opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import offices
import pytest
from contexts import read, write
from gate_driver import RESTORE_KEY
from looking import retype

from models.access import account_keys
from models.access.opening import OfficeSpec
from models.store.backups import backup, backup_list
from models.work import accounts, rights, tasks
from ui.backup import restore
from ui.backup.restore import RestoreDialog
from ui.base import messages
from ui.base.context import Context
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.unlock import Unlock

PASSPHRASE = "mot cau de nho 2024"
LANS = "mèo trèo cây cau"
PRESENT_KEY = "Mật khẩu quản trị (hoặc mã khôi phục) của sổ đang có"
ENTRIES = (PageEntry("settings", TITLES["settings"], "ui.settings.page:SettingsPage"),)


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    offices.new(context.home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE).close()
    monkeypatch.setenv("CCHC_PASSPHRASE", PASSPHRASE)
    return shown(Window(context, ENTRIES))


def add(context: Context, name: str) -> None:
    write(context, "task.add", lambda s: tasks.add(s, tasks.TaskFields(name)).id)


def count(context: Context) -> int:
    found: int = read(context, lambda s: s.query(tasks.Task).count())
    return found


def back_up(context: Context) -> Path:
    assert context.office is not None
    return backup_list.make(context.office.home, context.office.data_key).path


def opened(context: Context, parent: Any) -> RestoreDialog:
    dialog = restore.show(context, parent)
    assert context.jobs.settle()
    return dialog


def tried(context: Context, dialog: RestoreDialog, passphrase: str = PASSPHRASE) -> str:
    retype(dialog, RESTORE_KEY, passphrase)
    dialog.look.click()
    assert context.jobs.settle()
    return dialog.cost.text()


def put_back(context: Context, dialog: RestoreDialog) -> None:
    tried(context, dialog)
    dialog.go.click()
    assert context.jobs.settle()


def choose_listed(dialog: RestoreDialog, name: str) -> None:
    """Go through the list until the chosen file is the wanted one."""
    for number in range(dialog.table.rowCount()):
        dialog.table.selectRow(number)
        if name in dialog.file.text():
            return
    raise AssertionError(f"{name} is not in the list")


def row(dialog: RestoreDialog, number: int) -> list[str]:
    cells = [dialog.table.item(number, column) for column in range(dialog.table.columnCount())]
    return [cell.text() if cell is not None else "" for cell in cells]


def test_restore_lists_backups_and_losses(context: Context, window: Window, entrance: Entrance) -> None:
    add(context, "một")
    back_up(context)
    add(context, "hai")
    dialog = opened(context, window)
    assert row(dialog, 0)[1:3] == ["1", "0"]
    assert row(dialog, 0)[5:] == ["đã kiểm chứng", "1 MB", "máy này"]
    assert not dialog.go.isEnabled()
    words = tried(context, dialog)
    assert "1 nhiệm vụ" in words and "Sổ đang có nhiều hơn bản này" in words and str(context.home.folder) in words
    assert dialog.go.isEnabled()
    retype(dialog, RESTORE_KEY, "khác")
    assert not dialog.go.isEnabled()  # what was seen says nothing of another passphrase
    tried(context, dialog, "sai rồi nhé")
    assert dialog.cost.isHidden() and not dialog.go.isEnabled()
    assert "Mật khẩu không đúng" in dialog.banner.text()
    dialog.reject()
    assert count(context) == 2


def test_restore_from_settings_keeps_old_office(context: Context, window: Window, entrance: Entrance) -> None:
    add(context, "một")
    back_up(context)
    add(context, "hai")
    page: Any = window.current_page()
    page.backup.restore_button.click()
    (dialog,) = window.findChildren(RestoreDialog)
    assert context.jobs.settle()
    put_back(context, dialog)
    assert window.gate() is None
    assert count(context) == 1
    said = window.notices.texts()["restored"]
    (aside,) = context.home.folder.glob("truoc-khoi-phuc-*")
    assert "Đã khôi phục từ tu-dong-" in said and str(aside) in said
    # And back again, from the list.
    dialog = opened(context, window)
    choose_listed(dialog, "truoc-khoi-phuc-")
    put_back(context, dialog)
    assert count(context) == 2


def test_restore_while_locked_asks_about_typing(context: Context, window: Window, entrance: Entrance) -> None:
    add(context, "một")
    back_up(context)
    add(context, "hai")
    entrance.lock()
    assert context.jobs.settle()
    gate = window.gate()
    assert isinstance(gate, Unlock)
    dialog = opened(context, gate)
    tried(context, dialog)
    with messages.answering(False) as heard:
        dialog.go.click()
        assert context.jobs.settle()
    assert "Khôi phục?" in heard.asked[0][1] and window.covered()
    dialog = opened(context, gate)
    tried(context, dialog)
    with messages.answering(True):
        dialog.go.click()
        assert context.jobs.settle()
    assert window.gate() is None and not window.covered()
    assert count(context) == 1


@pytest.mark.parametrize("broken", ["damaged", "missing"])
def test_restore_offered_for_damaged_office(context: Context, window: Window, entrance: Entrance, broken: str) -> None:
    add(context, "một")
    back_up(context)
    context.jobs.close(context.jobs)
    assert context.jobs.settle()
    if broken == "damaged":
        context.home.database.write_bytes(b"rubbish " * 3000)
    else:
        context.home.database.unlink()
    entrance.begin()
    assert context.jobs.settle()
    gate: Any = window.gate()
    gate.restore.click()
    (dialog,) = window.findChildren(RestoreDialog)
    assert context.jobs.settle()
    put_back(context, dialog)
    assert window.gate() is None
    assert count(context) == 1


def test_restore_from_other_file(context: Context, window: Window, entrance: Entrance, tmp_path: Path) -> None:
    assert context.office is not None
    path = tmp_path / "USB" / "sao lưu.cchc"
    backup.make(context.office.home, context.office.data_key, path)
    dialog = opened(context, window)
    assert dialog.table.rowCount() == 0 and "Chưa có bản sao lưu nào" in dialog.file.text()
    dialog.look.click()
    assert "Chưa chọn bản sao lưu nào" in dialog.banner.text()
    with messages.answering(path):
        dialog.other.click()
    assert str(path) in dialog.file.text()
    assert "không mất gì" in tried(context, dialog)
    (tmp_path / "ảnh.cchc").write_bytes(b"x" * 900)
    with messages.answering(tmp_path / "ảnh.cchc"):
        dialog.other.click()
    assert not dialog.go.isEnabled()
    tried(context, dialog)
    assert "không phải là bản sao lưu" in dialog.banner.text() and not dialog.go.isEnabled()
    dialog.reject()


def test_restore_offered_to_administrator_only(context: Context, window: Window, entrance: Entrance) -> None:
    page: Any = window.current_page()
    assert not page.backup.restore_button.isHidden()
    assert context.account is not None
    object.__setattr__(context.account, "role", rights.CLERK)
    page.apply_rights()
    assert page.backup.restore_button.isHidden()


def test_restore_asks_present_administrator(context: Context, window: Window, entrance: Entrance) -> None:
    """A passphrase of then is no right over a book of now; who would return is named, and ended unless unticked."""
    add(context, "một")
    assert context.office is not None
    office = context.office
    with office.store.write("account.change") as made:
        lan = account_keys.add(made.session, office, "Trần Thị Lan", rights.ADMIN, LANS)
    back_up(context)
    with office.store.write("account.change") as made:
        account_keys.disable(made.session, office, lan.id)
    dialog = opened(context, window)
    words = tried(context, dialog, LANS)
    assert "cần mật khẩu của một quản trị" in words and not dialog.go.isEnabled()
    assert not dialog.present.isHidden() and dialog.ends.isHidden()
    retype(dialog, PRESENT_KEY, "sai rồi nhé")
    dialog.look.click()
    assert context.jobs.settle()
    assert "quản trị của chính sổ đó" in dialog.banner.text() and not dialog.go.isEnabled()
    retype(dialog, PRESENT_KEY, PASSPHRASE)
    dialog.look.click()
    assert context.jobs.settle()
    assert "Trần Thị Lan (quản trị), nay đã ngừng sử dụng" in dialog.cost.text()
    assert not dialog.ends.isHidden() and dialog.go.isEnabled()
    dialog.go.click()
    assert context.jobs.settle()
    found = read(context, lambda s: {row.name: row.active for row in accounts.rows(s)})
    assert found["Trần Thị Lan"] is False
