"""Exchanging the data key in the window: asked, shown, called off, done; the same person goes on in the same place."""

from __future__ import annotations

from typing import Any

import offices
import old_slots
import pytest
from contexts import read, store, write
from looking import retype, says, tick

from models.access import account_keys, rekey
from models.access.opening import OfficeSpec
from models.base.errors import AppError, CancelledError
from models.store.keys import key_slots
from models.work import rights, tasks
from ui.backup import rekey as rekey_dialog
from ui.backup.rekey import RekeyDialog
from ui.base.context import Context
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.unlock import Unlock

PASSPHRASE, MINE = "mot cau de nho 2024", "Mật khẩu của anh/chị"
LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"
ENTRIES = (PageEntry("settings", TITLES["settings"], "ui.settings.page:SettingsPage"),)


@pytest.fixture
def window(context: Context, cheap_keys: None, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    offices.new(context.home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE).close()
    monkeypatch.setenv("CCHC_PASSPHRASE", PASSPHRASE)
    made: Window = shown(Window(context, ENTRIES))
    from ui.session.gateway import FileGateway

    Entrance(context, made, FileGateway(context.home)).begin()
    assert context.jobs.settle()
    write(context, "task.add", lambda s: tasks.add(s, tasks.TaskFields("một")).id)
    return made


def opened(context: Context, window: Window) -> RekeyDialog:
    dialog = rekey_dialog.show(context, window)
    assert context.jobs.settle()
    return dialog


def go(context: Context, dialog: RekeyDialog, passphrase: str = PASSPHRASE) -> None:
    retype(dialog, MINE, passphrase)
    dialog.go.click()
    assert context.jobs.settle()


def generation(context: Context) -> int:
    return key_slots.load(context.home.keys).generation


def texts_in_book(context: Context) -> list[str]:
    found: list[str] = read(context, lambda s: [one.text for one in s.query(tasks.Task)])
    return found


def test_key_exchanged_and_work_goes_on(window: Window, context: Context) -> None:
    dialog = opened(context, window)
    assert says(dialog, "vẫn đọc được mọi thứ cho tới ngày")
    go(context, dialog)
    assert generation(context) == 1
    assert window.gate() is None
    assert texts_in_book(context) == ["một"]
    write(context, "task.add", lambda s: tasks.add(s, tasks.TaskFields("hai")).id)
    assert says(window, "Đã đổi khóa mã hóa của sổ")
    assert context.account is not None and context.account.role == rights.ADMIN


def test_wrong_passphrase_stays_in_dialog(window: Window, context: Context) -> None:
    dialog = opened(context, window)
    go(context, dialog, "sai rồi nhé")
    assert dialog.isVisible() and says(dialog, "Mật khẩu không đúng")
    assert generation(context) == 0
    assert texts_in_book(context) == ["một"]
    dialog.reject()


def test_called_off(window: Window, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(context, window)

    def off(office: Any, *_given: Any, **_named: Any) -> Any:
        office.close()
        raise CancelledError

    monkeypatch.setattr(rekey, "rekey", off)
    go(context, dialog)
    assert generation(context) == 0
    assert texts_in_book(context) == ["một"]
    assert window.gate() is None


def test_refused_says_why_over_the_book_as_it_was(
    window: Window, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(office: Any, *_given: Any, **_named: Any) -> Any:
        office.close()
        raise AppError("disk_full", "Ổ đĩa sắp đầy.", "Thiếu 20 MB.", "Hãy dọn ổ đĩa.")

    monkeypatch.setattr(rekey, "rekey", full)
    go(context, opened(context, window))
    assert generation(context) == 0
    assert texts_in_book(context) == ["một"]
    assert says(window, "Ổ đĩa sắp đầy.")


def test_new_book_already_there_asks_for_passphrase(
    window: Window, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CCHC_PASSPHRASE")
    real = rekey.rekey

    def late(*given: Any, **named: Any) -> Any:
        real(*given, **named)[0].close()
        raise AppError("disk_failing", "Ổ đĩa báo lỗi.", "", "Hãy thử lại.")

    monkeypatch.setattr(rekey, "rekey", late)
    go(context, opened(context, window))
    assert generation(context) == 1
    assert isinstance(window.gate(), Unlock)


def test_old_slots_named_and_ended_only_when_chosen(window: Window, context: Context) -> None:
    office = context.office
    assert office is not None
    lan = write(context, "account.change", lambda s: account_keys.add(s, office, LAN, rights.CLERK, LANS).id)
    assert store(context) is office.store
    old_slots.as_before(office, {lan: LANS})
    dialog = opened(context, window)
    assert says(dialog, LAN)
    go(context, dialog)
    assert generation(context) == 0 and dialog.isVisible()
    tick(dialog, "Hủy các mật khẩu này và đổi khóa ngay")
    go(context, dialog)
    assert generation(context) == 1
    assert says(window, LAN)
