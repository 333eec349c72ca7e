"""A day that is none is said beside its line, whole, and nothing in the form moves for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from contexts import settle
from every_dialog import MAKERS, Book
from looking import named
from on_screen import places
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from task_book import NOW, build
from typefaces import both_typefaces

from ui.base import messages
from ui.base.context import Context
from ui.journal.page import AuditPage
from ui.kit.day_field import DayField
from ui.kit.dialog import Dialog
from ui.reports.page import ReportsPage
from ui.tasks.page import TasksPage

DIALOGS = ("finish", "extend", "progress", "task", "new task", "unit", "import", "days")
WRONG = ("31/02/2024", "hôm qua", "1/1/0987")


def still(root: QWidget) -> dict[QWidget, Any]:
    """Where everything lies, but for what is said of a field."""
    return {w: rect for w, rect in places(root).items() if w.property("role") != "complaint"}


def said(root: QWidget) -> list[QLabel]:
    return [label for label in root.findChildren(QLabel) if label.property("role") == "complaint" and label.isVisible()]


def covered(root: QWidget, field: DayField) -> list[str]:
    """What the person reads or types in that lies under what is said of the field."""
    kinds = (QLabel, QLineEdit, QPlainTextEdit, QAbstractButton, QComboBox)
    used = [w for w in root.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w not in said(root)]
    found = [w for w in used if field.wrong.place().intersects(QRect(w.mapToGlobal(QPoint()), w.size()))]
    return [w.text() if isinstance(w, QLabel | QAbstractButton) else w.accessibleName() for w in found]


def leave_with(field: DayField, text: str) -> None:
    field.line.setText(text)
    field.line.editingFinished.emit()
    QApplication.processEvents()


@both_typefaces
@pytest.mark.parametrize("room", [QRect(0, 0, 1366, 728), QRect(0, 0, 911, 485)], ids=["100", "150"])
@pytest.mark.parametrize("name", DIALOGS)
def test_wrong_day_moves_nothing(
    name: str, room: QRect, real_context: Context, hold_clock: Any, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialog, "screen", lambda _dialog: SimpleNamespace(availableGeometry=lambda: room))
    hold_clock(NOW)
    ids = build(real_context)
    page = shown(TasksPage(real_context))
    settle(page)
    dialog: Dialog = MAKERS[name](Book(real_context, page, ids))
    dialog.show()
    settle(page)
    fields = [field for field in dialog.findChildren(DayField) if field.isVisible()]
    assert fields
    before = still(dialog)
    for field in fields:
        for text in WRONG:
            leave_with(field, text)
            (label,) = said(dialog)
            assert still(dialog) == before
            assert label.width() >= label.sizeHint().width() and label.text()
            assert room.width() < 1000 or covered(dialog, field) == []  # a narrow form has nowhere else
            here = field.line.rect().translated(field.line.mapToGlobal(QPoint()))
            assert not field.wrong.place().intersects(here)
        leave_with(field, "")
        leave_with(field, "15/03/2024")
        assert said(dialog) == []
    with messages.answering(1):
        dialog.close()


@both_typefaces
def test_wrong_day_of_the_journal_moves_nothing(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    build(real_context)
    page = AuditPage(real_context)
    page.resize(1148, 640)
    shown(page)
    settle(page)
    before = still(page)
    leave_with(page.first, "31/02/2024")
    assert [label.text() for label in said(page)] == ["Không có ngày này."]
    assert still(page) == before


def test_wrong_day_of_a_report_moves_nothing(real_context: Context, hold_clock: Any, shown: Any) -> None:
    hold_clock(NOW)
    build(real_context)
    page = ReportsPage(real_context)
    page.resize(1148, 640)
    shown(page)
    settle(page)
    day = named(page, "Ngày ban hành", QLineEdit)
    before = still(page)
    day.setText("31/02/2024")
    day.editingFinished.emit()
    QApplication.processEvents()
    assert [label.text() for label in said(page)] == ["Không có ngày này."]
    assert still(page) == before
    day.setText("15/03/2024")
    day.editingFinished.emit()
    settle(page)
    assert said(page) == []


def test_said_of_a_field_goes_with_it(app: QApplication, shown: Any) -> None:
    field = shown(DayField("Ngày"))
    leave_with(field, "x")
    assert field.wrong.text() == "Gõ như 15/3/2024."
    field.hide()
    assert field.wrong.text() == ""
    field.show()
    assert field.wrong.text() == "Gõ như 15/3/2024."
