"""The section Người dùng: added, changed, reset, stopped, the code renewed; the buttons are an administrator's."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import enter, settle, store
from looking import one_open, says, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_driver import AccountDriver, NewCodeDriver, SettingsDriver

from models.base.errors import AppError
from models.store.keys import key_slots
from models.work import accounts, rights
from ui.backup.rekey import RekeyDialog
from ui.base import messages
from ui.base.context import Context
from ui.settings.account_edit import AccountDialog
from ui.settings.page import SettingsPage
from ui.settings.passphrase_asked import PassphraseAsked

PASSPHRASE = "mật khẩu thử nghiệm"
LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    real_context.account = enter(real_context).account
    made: SettingsPage = shown(SettingsPage(real_context))
    settle(made)
    return made


def add(page: SettingsPage, name: str = LAN, role: str = rights.LEADER, passphrase: str = LANS) -> None:
    page.accounts.add.click()
    made = one_open(AccountDialog)
    made.name.setText(name)
    made.role.setCurrentIndex(made.role.findData(role))
    account = AccountDriver(page)
    account.type_passphrase(passphrase)
    account.do()


def whose(page: SettingsPage, passphrase: str) -> str | None:
    found = key_slots.unlocked(key_slots.load(page.context.home.keys), passphrase).account
    with store(page.context).read() as session:
        return accounts.get(session, found).name if found else None


def test_account_added_with_role_and_passphrase(page: SettingsPage) -> None:
    assert SettingsDriver(page).accounts() == [("Quản trị", "Quản trị", "Đang dùng")]
    add(page)
    assert SettingsDriver(page).accounts() == [("Quản trị", "Quản trị", "Đang dùng"), (LAN, "Lãnh đạo", "Đang dùng")]
    assert whose(page, LANS) == LAN
    assert "Lan" in page.banner.text()
    assert not page.banner.findChild(type(page.accounts.add), "undo")


def test_account_name_twice_refused(page: SettingsPage) -> None:
    add(page)
    add(page)
    refused = one_open(AccountDialog)
    assert refused.banner.text().startswith("Đã có người dùng tên")
    with messages.answering(True):
        refused.reject()
    assert refused.passphrase.text() == ""


def test_account_passphrase_reset_and_account_disabled(page: SettingsPage) -> None:
    add(page)
    SettingsDriver(page).choose_account(LAN)
    page.accounts.reset.click()
    account = AccountDriver(page)
    account.type_passphrase("một con vịt xoè")
    account.do()
    assert whose(page, "một con vịt xoè") == LAN
    SettingsDriver(page).choose_account(LAN)
    with messages.answering(False):
        page.accounts.stop.click()
    assert whose(page, "một con vịt xoè") == LAN
    with messages.answering(True):
        page.accounts.stop.click()
    settle(page)
    later = one_open(RekeyDialog)
    assert says(later, LAN)
    later.reject()
    assert (LAN, "Lãnh đạo", "Đã ngừng") in SettingsDriver(page).accounts()
    with pytest.raises(AppError, match="Mật khẩu không đúng"):
        whose(page, "một con vịt xoè")


def test_own_account_not_disabled(page: SettingsPage) -> None:
    SettingsDriver(page).choose_account("Quản trị")
    assert not page.accounts.stop.isEnabled()


def test_renewed_recovery_code_shown_until_noted(page: SettingsPage) -> None:
    page.accounts.renew.click()
    asked = one_open(PassphraseAsked)
    type_text(asked.passphrase.to_fill(), PASSPHRASE)
    for _time in range(2):  # a second Enter makes no second code
        QTest.keyClick(asked, Qt.Key.Key_Return)
    settle(page)
    renewed = NewCodeDriver()
    code = renewed.code()
    renewed.dialog.reject()
    assert renewed.dialog.isVisible()
    renewed.noted()
    later = one_open(RekeyDialog)
    assert says(later, "mã cũ")
    later.reject()
    assert key_slots.unlocked(key_slots.load(page.context.home.keys), code).account is None


def test_accounts_read_only_for_others(real_context: Context, shown: Any) -> None:
    office = enter(real_context)
    real_context.account = accounts.AccountRow("x", LAN, rights.READER, office.account.passphrase_at, None)
    made: SettingsPage = shown(SettingsPage(real_context))
    settle(made)
    assert SettingsDriver(made).accounts() == [("Quản trị", "Quản trị", "Đang dùng")]
    assert LAN in made.accounts.me.text()
    for widget in (made.accounts.add, made.accounts.stop, made.accounts.renew, made.accounts.hidden):
        assert not widget.isVisibleTo(made)


def test_names_hidden(page: SettingsPage) -> None:
    add(page)
    page.accounts.hidden.click()
    settle(page)
    assert key_slots.load(page.context.home.keys).names_hidden
