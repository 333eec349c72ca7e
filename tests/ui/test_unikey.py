"""Typing Vietnamese with UniKey: it sends Backspace and whole letters, so no field may rewrite itself meanwhile."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contexts import enter
from looking import one_open
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from models.work.unit_catalogue import UnitCatalogue
from ui.base.context import Context
from ui.frame.pages import PAGES
from ui.frame.window import Window
from ui.kit.name_line import NameLine
from ui.session.first_run import FirstRun
from ui.session.gateway import FileGateway
from ui.session.unlock import Unlock
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView
from ui.tasks.unit_roles import UnitRoles
from ui.units.person_edit import PersonDialog
from ui.units.unit_edit import UnitDialog

UI = Path(__file__).parents[2] / "ui"
BACK = "\b"
# `tiếng Việt` in Telex, as UniKey hands it to the program: what was typed wrongly is taken back and sent again.
SENT = (
    "t",
    "i",
    "e",
    f"{BACK}ê",
    "n",
    "g",
    f"{BACK * 3}ếng",
    " ",
    "V",
    "i",
    "e",
    "t",
    f"{BACK * 2}êt",
    f"{BACK * 2}ệt",
)
NONE = Qt.KeyboardModifier.NoModifier
REWRITES = {"setText", "setPlainText", "insert", "setSelection", "selectAll", "clear", "setCursorPosition", "backspace"}


def send(field: QWidget, letters: str) -> None:
    for letter in letters:
        if letter == BACK:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
        else:  # a letter without a key
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, NONE, letter))


def twin_of(field: QLineEdit) -> QLineEdit:
    """A plain field with the same limits: what it holds is what the person typed."""
    twin = QLineEdit()
    twin.setMaxLength(field.maxLength())
    twin.setInputMask(field.inputMask())
    if field.validator() is not None:
        twin.setValidator(field.validator())
    return twin


def type_into(field: QLineEdit) -> None:
    twin = twin_of(field)
    before = field.text()
    twin.setText(before)
    field.end(False)
    for letters in SENT:
        send(field, letters)
        send(twin, letters)
        name = field.accessibleName() or field.placeholderText()
        assert field.text() == twin.text(), f"{name!r} rewrote {letters!r}"
        assert field.cursorPosition() == twin.cursorPosition(), f"{name!r} moved the caret"
        assert not field.hasSelectedText(), f"{name!r} selected something after {letters!r}"
    if twin.text() == before:
        assert field.validator() is not None or field.inputMask() or len(before) >= field.maxLength()
    twin.deleteLater()


def try_fields(place: QWidget) -> int:
    lines = [field for field in place.findChildren(QLineEdit) if not field.isReadOnly() and field.isEnabled()]
    for field in lines:
        completer = field.completer()
        assert completer is None or completer.completionMode() != QCompleter.CompletionMode.InlineCompletion
        type_into(field)
    boxes = [box for box in place.findChildren(QPlainTextEdit) if not box.isReadOnly() and box.isEnabled()]
    for box in boxes:
        before = box.toPlainText()
        box.moveCursor(box.textCursor().MoveOperation.End)
        for letters in SENT:
            send(box, letters)
        assert box.toPlainText() == f"{before}tiếng Việt"
    return len(lines) + len(boxes)


@pytest.fixture
def window(real_context: Context, shown: Any, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(Window, "may_leave", lambda _self: True)  # the test's end is no question
    made: Window = shown(Window(real_context))
    real_context.account = enter(real_context).account
    made.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    assert real_context.jobs.settle()
    return made


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_unikey_on_pages(window: Window, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = window.go(key)
    assert page is not None
    monkeypatch.setattr(type(page), "may_leave", lambda _self: True)
    assert window.context.jobs.settle()
    tried = try_fields(page)
    assert tried or key in {"overview", "units", "month", "audit", "directives"}
    assert window.context.jobs.settle()


def test_unikey_in_task_view(window: Window) -> None:
    page = window.go("tasks")
    assert isinstance(page, TasksPage)
    assert window.context.jobs.settle()
    page.add_task()
    assert window.context.jobs.settle()
    view = one_open(TaskView)
    assert try_fields(view) > 3
    view.done(0)
    assert window.context.jobs.settle()


def test_unikey_in_unit_and_person_dialogs(window: Window) -> None:
    office = window.context.office
    assert office is not None
    unit = UnitDialog(window, window.context.jobs, None, [])
    person = PersonDialog(window, window.context.jobs, office.evidence, None)
    for dialog in (unit, person):
        assert try_fields(dialog) > 1
        dialog.deleteLater()


def test_unikey_in_lists_of_units(app: object, shown: Any) -> None:
    roles, line = UnitRoles(), NameLine("Chủ trì")
    for widget in (roles, line):
        names = ("Tổ tiếng Việt", "Tổ tiếng Mông")
        roles.show_units(UnitCatalogue(names), [])
        line.offer(names)
        shown(widget)
    assert try_fields(roles) == 1
    type_into(line)
    assert line.text() == "tiếng Việt"


def test_unikey_in_first_run_and_unlock(context: Context, shown: Any) -> None:
    for view in (FirstRun(context, FileGateway(context.home)), Unlock(context, FileGateway(context.home))):
        shown(view)
        assert try_fields(view) >= 1
        assert context.jobs.settle()


def test_unikey_no_inline_completion() -> None:
    """An editable QComboBox completes inline by itself; so none is made editable without a completer of ours."""
    for path, call in _calls("setEditable"):
        text = path.read_text("utf-8")
        assert "PopupCompletion" in text, f"{path}:{call.lineno}"
    assert QComboBox().completer() is None


def test_unikey_typing_slots_write_nothing() -> None:
    """`textEdited` comes in the middle of a letter that UniKey is still making."""
    heard = 0
    for path, call in _calls("connect"):
        signal = call.func
        if not (isinstance(signal, ast.Attribute) and isinstance(signal.value, ast.Attribute)):
            continue
        if signal.value.attr != "textEdited":
            continue
        heard += 1
        slot = call.args[0]
        tree = ast.parse(path.read_text("utf-8"))
        named = slot.attr if isinstance(slot, ast.Attribute) else slot.id if isinstance(slot, ast.Name) else ""
        bodies = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == named] or [slot]
        for body in bodies:
            calls = {
                n.func.attr for n in ast.walk(body) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
            }
            assert not calls & REWRITES, f"{path}:{call.lineno}"
    assert heard


def _calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield path, node
