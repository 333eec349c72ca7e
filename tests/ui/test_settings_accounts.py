"""The section Người dùng: added, changed, reset, stopped, the code renewed; the buttons are an administrator's."""

from __future__ import annotations

from typing import Any

import pytest
from desks import settle
from PySide6.QtWidgets import QApplication

from models.base.errors import AppError
from models.store.keys import key_slots
from models.work import accounts, rights
from ui.base import messages
from ui.base.context import Context
from ui.settings.account_edit import AccountDialog, NewRecoveryCode
from ui.settings.page import SettingsPage

LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    real_context.office = real_context.jobs._office
    assert real_context.office is not None
    real_context.account = real_context.office.account
    made: SettingsPage = shown(SettingsPage(real_context))
    settle(made)
    return made


def dialog(kind: type[Any]) -> Any:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def add(page: SettingsPage, name: str = LAN, role: str = rights.LEADER, passphrase: str = LANS) -> None:
    page.accounts.add.click()
    made = dialog(AccountDialog)
    made.name.setText(name)
    made.role.setCurrentIndex(made.role.findData(role))
    made.passphrase._first.setText(passphrase)
    made.passphrase._second.setText(passphrase)
    made.do()
    settle(page)


def shown_rows(page: SettingsPage) -> list[tuple[str, ...]]:
    items = [page.accounts.list.topLevelItem(n) for n in range(page.accounts.list.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items if item is not None]


def choose(page: SettingsPage, name: str) -> None:
    place = [row[0] for row in shown_rows(page)].index(name)
    page.accounts.list.setCurrentItem(page.accounts.list.topLevelItem(place))


def whose(page: SettingsPage, passphrase: str) -> str | None:
    found = key_slots.unlocked(key_slots.load(page.context.home.keys), passphrase).account
    with page.jobs._office.store.read() as session:  # type: ignore[union-attr]
        return accounts.get(session, found).name if found else None


def test_a_person_is_added_with_a_role_and_an_own_passphrase(page: SettingsPage) -> None:
    assert shown_rows(page) == [("Quản trị", "Quản trị", "Đang dùng")]
    add(page)
    assert shown_rows(page) == [("Quản trị", "Quản trị", "Đang dùng"), (LAN, "Lãnh đạo", "Đang dùng")]
    assert whose(page, LANS) == LAN
    assert "Lan" in page.banner.text()
    assert not page.banner.findChild(type(page.accounts.add), "undo")


def test_two_of_one_name_are_refused_inside_the_dialog(page: SettingsPage) -> None:
    add(page)
    add(page)
    refused = dialog(AccountDialog)
    assert refused.banner.text().startswith("Đã có người dùng tên")
    with messages.answering(True):
        refused.reject()
    assert refused.passphrase.text() == ""


def test_who_forgot_gets_a_new_passphrase_and_who_leaves_is_stopped(page: SettingsPage) -> None:
    add(page)
    choose(page, LAN)
    page.accounts.reset.click()
    made = dialog(AccountDialog)
    made.passphrase._first.setText("một con vịt xoè")
    made.passphrase._second.setText("một con vịt xoè")
    made.do()
    settle(page)
    assert whose(page, "một con vịt xoè") == LAN
    choose(page, LAN)
    with messages.answering(False):
        page.accounts.stop.click()
    assert whose(page, "một con vịt xoè") == LAN
    with messages.answering(True):
        page.accounts.stop.click()
    settle(page)
    assert (LAN, "Lãnh đạo", "Đã ngừng") in shown_rows(page)
    with pytest.raises(AppError, match="Mật khẩu không đúng"):
        whose(page, "một con vịt xoè")


def test_oneself_is_not_stopped(page: SettingsPage) -> None:
    choose(page, "Quản trị")
    assert not page.accounts.stop.isEnabled()


def test_the_renewed_code_is_shown_until_it_is_noted(page: SettingsPage) -> None:
    with messages.answering(True):
        page.accounts.renew.click()
    settle(page)
    made = dialog(NewRecoveryCode)
    code = made.code._code.text()
    made.reject()
    assert made.isVisible()
    made.code._done.setChecked(True)
    made.ok.click()
    assert key_slots.unlocked(key_slots.load(page.context.home.keys), code).account is None


def test_others_see_who_there_is_and_change_nothing(real_context: Context, shown: Any) -> None:
    office = real_context.jobs._office
    assert office is not None
    real_context.office = office
    real_context.account = accounts.AccountRow("x", LAN, rights.READER, office.account.passphrase_at, None)
    made: SettingsPage = shown(SettingsPage(real_context))
    settle(made)
    assert shown_rows(made) == [("Quản trị", "Quản trị", "Đang dùng")]
    assert LAN in made.accounts.me.text()
    for widget in (made.accounts.add, made.accounts.stop, made.accounts.renew, made.accounts.hidden):
        assert not widget.isVisibleTo(made)


def test_names_are_hidden_and_the_idle_lock_is_set(page: SettingsPage) -> None:
    add(page)
    page.accounts.hidden.click()
    settle(page)
    assert key_slots.load(page.context.home.keys).names_hidden
    page._idle.setCurrentIndex(page._idle.findData(0))
    page._idle.activated.emit(page._idle.currentIndex())
    assert page.context.settings.get("lock_minutes") == 0
