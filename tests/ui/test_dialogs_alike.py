"""What holds for every dialog there is: Enter, Ctrl+Enter, Esc, the wheel, and a message for which nothing moves."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from contexts import settle
from every_dialog import FRAMES, MAKERS, Book, kinds
from on_screen import fields_turned, places, wheel
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from task_book import NOW, build

from models.base.errors import AppError
from ui.base import messages
from ui.base.context import Context
from ui.directives.split_proposal import SplitDialog
from ui.kit.dialog import Dialog
from ui.kit.menu_button import MenuButton
from ui.kit.search import SearchField

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONG = AppError("x", "Không ghi được vào sổ.", "Ổ đĩa đã đầy, còn 12 KB trống.", "Hãy xóa bớt tệp rồi làm lại.")


class Owner(QWidget):
    """Stands for the page that opens a dialog, which takes longer to make than all that is tried here."""

    def show_error(self, failure: AppError) -> None: ...

    def show_done(self, text: str, undo_operation: str | None, also: object = None) -> None: ...


@pytest.fixture
def book(real_context: Context, hold_clock: Any, shown: Any) -> Book:
    hold_clock(NOW)
    ids = build(real_context)
    return Book(real_context, shown(Owner()), ids)


@pytest.fixture(params=MAKERS)
def dialog(request: Any, book: Book, qtbot: Any) -> Dialog:
    made = MAKERS[request.param](book)
    qtbot.addWidget(made, before_close_func=_throw_away)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    settle(book)
    return made


def _throw_away(dialog: Dialog) -> None:
    with messages.answering(1):  # what was typed for the test is not wanted
        dialog.close()


def used(dialog: Dialog, kind: type[QWidget] | tuple[type[QWidget], ...] = QWidget) -> list[Any]:
    """What the keyboard can be on, the message's own buttons apart."""
    found = [w for w in dialog.findChildren(QWidget) if isinstance(w, kind) and w.isVisible() and w.isEnabled()]
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not dialog.banner.isAncestorOf(w)]


def heard(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is pressed in the dialog from now on, instead of being done."""
    said: list[str] = []
    monkeypatch.setattr(dialog, "missing", lambda: None)
    for button in dialog.findChildren(QPushButton):
        if isinstance(button.parent(), MenuButton):
            continue  # only lends its height
        button.clicked.disconnect()
        button.setEnabled(True)
        button.clicked.connect(partial(_note, said, button))
    return said


def _note(said: list[str], button: QPushButton, _on: bool = False) -> None:
    said.append(button.text())


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key, modifier)


def test_every_dialog_is_walked(book: Book) -> None:
    made = {type(maker(book)).__name__ for maker in MAKERS.values()}
    assert {kind.__name__ for kind in kinds()} - FRAMES - {"Dialog"} <= made
    foreign = [kind for kind in kinds(QDialog) if not issubclass(kind, Dialog)]  # type: ignore[type-var]
    assert foreign == []


def test_ctrl_enter_does_it_from_everywhere(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(dialog, monkeypatch)
    main = dialog.main_button()
    assert main is not None
    for widget in used(dialog):
        for key in ENTERS:
            press(widget, key, CTRL)
            assert said == [main.text()], (type(widget), widget.accessibleName())
            said.clear()


def test_enter_does_it_from_a_line_a_list_a_tick(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(dialog, monkeypatch)
    main = dialog.main_button()
    assert main is not None
    for widget in used(dialog, (QLineEdit, QComboBox, QCheckBox)):
        press(widget, Qt.Key.Key_Return)
        goes_on = isinstance(widget, SearchField) or not widget.hasFocus()
        assert said == ([] if goes_on else [main.text()]), (type(widget), widget.accessibleName())
        said.clear()


def test_enter_presses_the_button_it_is_on(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(dialog, monkeypatch)
    for button in used(dialog, QPushButton):
        press(button, Qt.Key.Key_Return)
        assert said == [button.text()]
        said.clear()


def test_enter_in_several_lines_answers_nothing(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(dialog, monkeypatch)
    boxes = [] if isinstance(dialog, SplitDialog) else used(dialog, QPlainTextEdit)  # there Enter cuts, as it says
    for box in boxes:
        press(box, Qt.Key.Key_Return)
        assert said == []


def test_message_moves_nothing_and_takes_nothing(dialog: Dialog) -> None:
    focus, before = QApplication.focusWidget(), places(dialog)
    for say in (lambda: dialog.banner.error(LONG), lambda: dialog.banner.say("Đã lưu.", "Hoàn tác", lambda: None)):
        say()
        QApplication.processEvents()
        assert places(dialog) == before
        assert dialog.rect().contains(dialog.banner.geometry())
        assert QApplication.focusWidget() is focus
        buttons = dialog.banner.findChildren(QPushButton)
        assert not any(button.isDefault() or button.autoDefault() for button in buttons)
    dialog.banner.hide()
    QApplication.processEvents()
    assert places(dialog) == before


def test_enter_under_a_message_never_undoes(dialog: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(dialog, monkeypatch)
    undone: list[str] = []
    boxes = () if isinstance(dialog, SplitDialog) else (QPlainTextEdit,)
    for widget in used(dialog, (QLineEdit, QComboBox, QCheckBox, *boxes)):
        dialog.banner.say("Đã lưu.", "Hoàn tác", lambda: undone.append("x"))
        press(widget, Qt.Key.Key_Return)
    assert undone == [] and "Hoàn tác" not in said


def test_message_leaves_what_is_in_hand_and_the_buttons_in_sight(dialog: Dialog) -> None:
    for widget in used(dialog, (QLineEdit, QComboBox, QPushButton)):
        widget.setFocus()
        dialog.banner.hide()
        QApplication.processEvents()
        seen = widget.visibleRegion().boundingRect()
        inside = seen.translated(widget.mapTo(dialog, widget.rect().topLeft()))
        dialog.banner.error(LONG)
        QApplication.processEvents()
        assert not dialog.banner.geometry().intersects(inside), (type(widget), widget.accessibleName())


def test_escape_closes_what_was_refused_before_the_dialog(dialog: Dialog) -> None:
    dialog.banner.error(LONG)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.banner.isVisible()


def test_wheel_changes_no_value(dialog: Dialog) -> None:
    for field, value in fields_turned(dialog):
        before = value()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        for turn in (-120, 120, -120):
            wheel(field, turn)
        assert value() == before, field.accessibleName()
