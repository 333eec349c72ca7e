"""The time until the book locks itself: shorter is everybody's, longer an administrator's after the passphrase."""

from __future__ import annotations

import json
from typing import Any

import pytest
from contexts import enter, read, settle
from looking import one_open, type_text
from settings_driver import SettingsDriver

from models.base import policy
from models.base.settings import Settings
from models.work import accounts, office, rights
from ui.base.context import Context
from ui.settings.page import SettingsPage
from ui.settings.passphrase_asked import PassphraseAsked

PASSPHRASE = "mật khẩu thử nghiệm"


def _page(context: Context, shown: Any, role: str) -> SettingsPage:
    me = enter(context).account
    context.account = accounts.AccountRow(me.id, me.name, role, me.passphrase_at, None)
    made: SettingsPage = shown(SettingsPage(context))
    settle(made)
    return made


@pytest.fixture
def page(real_context: Context, shown: Any) -> SettingsPage:
    """As an administrator has it."""
    return _page(real_context, shown, rights.ADMIN)


def _in_book(page: SettingsPage) -> int:
    return int(read(page.context, lambda session: office.own(session).lock_minutes))


def test_longer_asks_passphrase(page: SettingsPage) -> None:
    SettingsDriver(page).lock_after("Sau 60 phút")
    asked = one_open(PassphraseAsked)
    assert page.context.lock_minutes() == 15
    type_text(asked.passphrase.to_fill(), "một câu khác")
    asked.ok.click()
    settle(page)
    assert asked.isVisible() and "Mật khẩu" in asked.banner.text() and _in_book(page) == 15
    asked.passphrase.forget()
    type_text(asked.passphrase.to_fill(), PASSPHRASE)
    asked.ok.click()
    settle(page)
    assert (page.context.lock_minutes(), _in_book(page), page.lock.field.currentText()) == (60, 60, "Sau 60 phút")


def test_longer_given_up(page: SettingsPage) -> None:
    SettingsDriver(page).lock_after("Không tự khóa")
    one_open(PassphraseAsked).reject()
    assert (page.context.lock_minutes(), _in_book(page), page.lock.field.currentText()) == (15, 15, "Sau 15 phút")


def test_administrator_shortens_for_all(page: SettingsPage) -> None:
    SettingsDriver(page).lock_after("Sau 5 phút")
    settle(page)
    assert (page.context.lock_minutes(), _in_book(page)) == (5, 5)


@pytest.mark.parametrize("role", [role for role in rights.ROLES if role != rights.ADMIN])
def test_others_shorten_only(real_context: Context, shown: Any, role: str) -> None:
    page = _page(real_context, shown, role)
    settings = SettingsDriver(page)
    settings.lock_after("Sau 5 phút")
    assert (page.context.lock_minutes(), _in_book(page)) == (5, 15)
    settings.lock_after("Không tự khóa")
    assert "Chỉ quản trị" in page.banner.text()
    assert (page.context.lock_minutes(), page.lock.field.currentText()) == (5, "Sau 5 phút")
    settings.lock_after("Sau 15 phút")
    assert page.context.lock_minutes() == 15


@pytest.mark.parametrize("written", [0, 60, 1440])
def test_settings_by_hand_not_longer(real_context: Context, written: int) -> None:
    real_context.home.settings.write_text(json.dumps({"lock_minutes": written}))
    real_context.settings = Settings(real_context.home.settings)
    assert real_context.lock_minutes() == 15


@pytest.mark.parametrize(("source", "counts"), [("C:\\Sổ\\SoCCHC.ini", 15), ("HKLM\\Software\\Policies\\SoCCHC", 0)])
def test_policy_file_not_longer(
    real_context: Context, monkeypatch: pytest.MonkeyPatch, source: str, counts: int
) -> None:
    """The file beside the program may be anybody's; what stands in Windows' policies is its administrator's."""
    fixed = policy.Policy({"LockMinutes": 0}, {"LockMinutes": source})
    monkeypatch.setattr(policy, "current", lambda: fixed)
    assert real_context.lock_minutes() == counts
