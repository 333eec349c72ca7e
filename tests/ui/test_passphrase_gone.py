"""Nothing that opens the book stays in a field once it has: whoever sits down later cannot show it or copy it."""

from __future__ import annotations

import secrets
from typing import Any

import offices
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from models.access import opening, own_ways
from models.store.keys import key_slots
from ui.base.context import Context
from ui.session.gateway import FileGateway
from ui.session.unlock import Unlock
from ui.settings.passphrase_change import PassphraseChange

NEW = "một câu mới dễ nhớ"


@pytest.fixture
def code(context: Context, cheap_keys: None) -> str:
    """The recovery code of a founded, closed office in the home of `context`."""
    made, code = opening.found(context.home, offices.SPEC, offices.PASSPHRASE)
    made.close()
    return code


@pytest.fixture
def view(context: Context, code: str, shown: Any) -> Unlock:
    made: Unlock = shown(Unlock(context, FileGateway(context.home)))
    assert context.jobs.settle()
    return made


def fields(view: QWidget) -> list[QLineEdit]:
    return [field for field in view.findChildren(QLineEdit) if field.isVisibleTo(view)]


def press(view: QWidget, words: str) -> None:
    next(one for one in view.findChildren(QPushButton) if one.text().startswith(words)).click()


def left_in(view: QWidget) -> list[str]:
    return [field.text() for field in view.findChildren(QLineEdit) if field.text()]


def test_the_passphrase_is_gone_once_the_book_is_open(context: Context, view: Unlock) -> None:
    opened: list[Any] = []
    view.opened.connect(lambda office: opened.append((office, left_in(view))))
    (field,) = fields(view)
    field.insert("sai rồi")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert context.jobs.settle()
    assert field.selectedText() == "sai rồi"  # to be typed over, not left to be read
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field.setText(offices.PASSPHRASE)
    press(view, "Mở khóa")
    assert context.jobs.settle()
    assert [left for _office, left in opened] == [[]]
    assert context.settings.get("account") == opened[0][0].account.id


def test_recovery_code_and_new_passphrase_are_gone(context: Context, view: Unlock, code: str) -> None:
    opened: list[list[str]] = []
    view.opened.connect(lambda _office: opened.append(left_in(view)))
    press(view, "Quên mật khẩu?")
    (field,) = fields(view)
    field.setText(code)
    press(view, "Mở khóa")
    assert context.jobs.settle()
    assert (left_in(view), opened) == ([], [])
    first, second = fields(view)
    assert first.hasFocus() or not view.isActiveWindow()
    first.setText(NEW)
    second.setText(NEW)
    press(view, "Đặt mật khẩu")
    assert context.jobs.settle()
    assert opened == [[]]


def test_a_book_that_was_not_to_be_remembered_is_not(context: Context, view: Unlock, keyring: Any) -> None:
    (field,) = fields(view)
    field.setText(offices.PASSPHRASE)
    press(view, "Mở khóa")
    assert context.jobs.settle()
    assert key_slots.load(context.home.keys).office not in {account for _service, account in keyring.kept}
    assert not own_ways.remembered(context.home)


def test_a_book_is_remembered_where_that_was_chosen(context: Context, view: Unlock, keyring: Any) -> None:
    next(box for box in view.findChildren(QCheckBox) if box.text().startswith("Nhớ trên máy này")).setChecked(True)
    (field,) = fields(view)
    field.setText(offices.PASSPHRASE)
    press(view, "Mở khóa")
    assert context.jobs.settle()
    assert key_slots.load(context.home.keys).office in {account for _service, account in keyring.kept}
    assert own_ways.remembered(context.home)


@pytest.mark.parametrize("answer", ["Thôi", "Đổi mật khẩu"])
def test_both_passphrases_are_gone_when_the_dialog_is_closed(
    context: Context, code: str, answer: str, shown: Any
) -> None:
    context.jobs.open(lambda: opening.open_office(context.home, offices.PASSPHRASE), context.jobs)
    assert context.jobs.settle()
    owner = shown(QWidget())
    owner.show_done = owner.show_error = lambda *_what: None
    dialog = PassphraseChange(owner, context.jobs)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    for field, text in zip(fields(dialog), (offices.PASSPHRASE, NEW, NEW), strict=True):
        field.setText(text)
    press(dialog, answer)
    assert context.jobs.settle()
    assert not dialog.isVisible()
    assert left_in(dialog) == []
    dialog.deleteLater()


def test_a_field_hides_what_is_typed_again_after_it_was_shown(context: Context, view: Unlock) -> None:
    (field,) = fields(view)
    field.setText(secrets.token_hex(8))
    reveal = next(box for box in view.findChildren(QCheckBox) if box.text().startswith("Hiện"))
    reveal.setChecked(True)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    reveal.setChecked(False)
    assert field.echoMode() == QLineEdit.EchoMode.Password
