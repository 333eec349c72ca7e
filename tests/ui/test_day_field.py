"""A day that is none is said beside its line, whole, and nothing in the form moves for it."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle
from every_dialog import MAKERS, Book
from looking import named
from on_screen import places
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
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


def leave_with(field: DayField, text: str) -> None:
    field.line.setText(text)
    field.line.editingFinished.emit()
    QApplication.processEvents()


@both_typefaces
@pytest.mark.parametrize("name", DIALOGS)
def test_wrong_day_moves_nothing(name: str, real_context: Context, hold_clock: Any, shown: Any) -> None:
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
            here = field.line.rect().translated(field.line.mapToGlobal(field.line.rect().topLeft()))
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
    assert [label.text() for label in said(page)] == ["Không có ngày này trên lịch."]
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
    assert [label.text() for label in said(page)] == ["Không có ngày này trên lịch."]
    assert still(page) == before
    day.setText("15/03/2024")
    day.editingFinished.emit()
    settle(page)
    assert said(page) == []


def test_said_of_a_field_goes_with_it(app: QApplication, shown: Any) -> None:
    field = shown(DayField("Ngày"))
    leave_with(field, "x")
    assert field.wrong.text() == "Hãy gõ như 15/03/2024."
    field.hide()
    assert field.wrong.text() == ""
    field.show()
    assert field.wrong.text() == "Hãy gõ như 15/03/2024."
