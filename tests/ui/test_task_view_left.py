"""One task's own view left with typing in it: saved, thrown away, or stayed with."""

from __future__ import annotations

from typing import Any

import pytest
import shiboken6
from contexts import settle
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from task_book import book_of_tasks, dialog, page_of_tasks, task  # noqa: F401 - fixtures are used by their names

from ui.base import messages
from ui.base.context import Context
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView

SAVE = messages.LEAVING.index("save")
DISCARD = messages.LEAVING.index("discard")


@pytest.fixture
def view(page: TasksPage, book: dict[str, str], real_context: Context) -> TaskView:
    """The late task's view, opened from the list."""
    page.open_task(book["late"])
    settle(real_context)
    found: TaskView = dialog(TaskView)
    return found


def test_task_view_saved_on_closing(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    with messages.answering(SAVE):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    settle(real_context)
    assert not shiboken6.isValid(view)
    assert task(real_context, book["late"]).fields.note == "Mới gõ dở"


def test_task_view_saved_before_next(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    with messages.answering(SAVE):
        view.go(1)
    settle(real_context)
    assert task(real_context, book["late"]).fields.note == "Mới gõ dở"
    assert view.form.text.toPlainText() == "Kiểm tra kỷ luật"
    assert not view.form.dirty()
    view.reject()


def test_task_view_stays_when_saving_on_closing_is_refused(view: TaskView, real_context: Context) -> None:
    view.form.text.setPlainText(" ")
    with messages.answering(SAVE):
        view.reject()
    settle(real_context)
    assert view.isVisible()
    assert "nội dung" in view.banner.text()
    with messages.answering(DISCARD):
        view.reject()


def test_task_view_saved_on_leaving_page(
    view: TaskView, page: TasksPage, book: dict[str, str], real_context: Context
) -> None:
    view.form.note.setPlainText("Mới gõ dở")
    with messages.answering(SAVE):
        assert page.may_leave()
    settle(real_context)
    assert task(real_context, book["late"]).fields.note == "Mới gõ dở"
    view.reject()


@pytest.mark.parametrize(("words", "answer"), [("Lưu", "save"), ("Không lưu", "discard"), ("Ở lại sửa tiếp", "stay")])
def test_box_offers_save_discard_stay(page: TasksPage, real_boxes: None, qtbot: Any, words: str, answer: str) -> None:
    def press() -> None:
        box = next(one for one in page.findChildren(QMessageBox) if one.isVisible())
        next(button for button in box.findChildren(QPushButton) if button.text() == words).click()

    QTimer.singleShot(0, page, press)
    assert messages.leaving(page, "Lưu thay đổi?", "") == answer
