"""The keyboard before a locked book: arrows go through the users, Enter goes on and uncovers no passphrase."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from looking import button, named
from on_screen import places, wheel
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from models.base.errors import AppError
from ui.base.context import Context
from ui.frame.window import Window
from ui.session.unlock import Unlock

REFUSED = AppError("wrong_passphrase", "Mật khẩu không đúng.", "", "Hãy gõ lại.")


class TwoUsers:
    """A locked book of two people; what is typed is noted and refused."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, str | None]] = []

    def accounts(self) -> list[tuple[str, str]]:
        return [("a", "Lò Thị An"), ("b", "Vàng A Bình")]

    def open(self, passphrase: str, account: str | None = None) -> Any:
        self.tried.append((passphrase, account))
        raise REFUSED


@pytest.fixture
def gateway() -> TwoUsers:
    return TwoUsers()


@pytest.fixture
def unlock(context: Context, gateway: TwoUsers, shown: Any) -> Unlock:
    window: Window = shown(Window(context))
    window.resize(1000, 640)
    made = Unlock(context, gateway)  # type: ignore[arg-type]
    window.show_gate(made)
    settle(context)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return made


def users(unlock: Unlock) -> QComboBox:
    return named(unlock, "Người dùng", QComboBox)


def key(unlock: Unlock) -> QLineEdit:
    return named(unlock, "Mật khẩu", QLineEdit)


def press(pressed: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), pressed)


def test_arrows_go_through_the_users(unlock: Unlock) -> None:
    users(unlock).setFocus()
    press(Qt.Key.Key_Down)
    assert users(unlock).hasFocus() and users(unlock).currentText() == "Vàng A Bình"
    press(Qt.Key.Key_Up)
    assert users(unlock).hasFocus() and users(unlock).currentText() == "Lò Thị An"


def test_enter_on_a_user_goes_to_the_passphrase(unlock: Unlock, gateway: TwoUsers) -> None:
    users(unlock).setFocus()
    press(Qt.Key.Key_Return)
    assert key(unlock).hasFocus() and gateway.tried == []


def test_user_picked_from_the_open_list_leads_to_the_passphrase(
    unlock: Unlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QComboBox, "showPopup", lambda _box: None)  # the offscreen platform opens none unwarned
    box = users(unlock)
    box.setFocus()
    box.showPopup()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert key(unlock).hasFocus()


def test_enter_on_a_box_to_tick_goes_on_and_ticks_nothing(unlock: Unlock, gateway: TwoUsers, context: Context) -> None:
    for words in ("Hiện mật khẩu", "Nhớ trên máy này, lần sau không hỏi"):
        key(unlock).setText("mật khẩu")
        box = button(unlock, words)
        box.setFocus()
        press(Qt.Key.Key_Return)
        settle(context)
        assert not box.isChecked()
    assert gateway.tried == [("mật khẩu", "a")] * 2


def test_enter_in_the_passphrase_tries_it_once(unlock: Unlock, gateway: TwoUsers, context: Context) -> None:
    key(unlock).setText("mật khẩu")
    key(unlock).setFocus()
    press(Qt.Key.Key_Return)
    settle(context)
    assert gateway.tried == [("mật khẩu", "a")]


def test_refusal_moves_nothing_and_leaves_the_fields_in_sight(unlock: Unlock) -> None:
    before = places(unlock)
    unlock.show_error(REFUSED)
    QApplication.processEvents()
    assert places(unlock) == before
    field = key(unlock)
    here = field.rect().translated(field.mapTo(unlock, field.rect().topLeft()))
    assert not unlock.banner.geometry().intersects(here)
    field.setFocus()
    press(Qt.Key.Key_Escape)
    assert unlock.banner.text() == ""


def test_wheel_chooses_no_user(unlock: Unlock) -> None:
    users(unlock).setFocus()
    assert not wheel(users(unlock), -120)
    assert users(unlock).currentText() == "Lò Thị An"
