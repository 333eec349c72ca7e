"""The word that an input method of the system is still composing is in no field's text yet, and is lost by nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from composing import InputMethod, input_method  # noqa: F401 - fixtures are used by their names
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from ui.kit.dialog import Dialog

CTRL = Qt.KeyboardModifier.ControlModifier
WORD = "nội"


class Form(Dialog):
    """A field, and a button that leaves the keyboard where it is."""

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__()
        self.field, self.taken = field, list[str]()
        self.go = QPushButton("Lưu")
        self.go.setProperty("role", "primary")
        self.go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go.clicked.connect(lambda: self.taken.append(self.text()))
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.go)

    def text(self) -> str:
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()


def at_field(form: Form) -> Form:
    form.activateWindow()
    QTest.qWaitForWindowActive(form)
    form.field.setFocus()
    return form


def by_button(form: Form) -> None:
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)


def by_enter(form: Form) -> None:
    QTest.keyClick(form.field, Qt.Key.Key_Return)


def by_ctrl_enter(form: Form) -> None:
    QTest.keyClick(form.field, Qt.Key.Key_Return, CTRL)


@pytest.mark.parametrize(
    ("kind", "take"),
    [
        (QLineEdit, by_button),
        (QPlainTextEdit, by_button),
        (QLineEdit, by_enter),
        (QLineEdit, by_ctrl_enter),
        (QPlainTextEdit, by_ctrl_enter),
    ],
)
def test_word_is_in_what_a_form_takes(
    app: QApplication, shown: Any, method: InputMethod, kind: Any, take: Callable[[Form], None]
) -> None:
    form = at_field(shown(Form(kind())))
    QTest.keyClicks(form.field, "phong ")
    method.compose(WORD)
    take(form)
    assert form.taken == [f"phong {WORD}"]


def test_letters_leave_the_word_alone(app: QApplication, shown: Any, method: InputMethod) -> None:
    form = at_field(shown(Form(QLineEdit())))
    method.compose("no")
    for key in (Qt.Key.Key_I, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Backspace):
        QTest.keyClick(form.field, key)
    QTest.mouseClick(form.field, Qt.MouseButton.LeftButton)
    assert method.word == "no"
