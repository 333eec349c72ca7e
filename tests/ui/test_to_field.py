"""An error takes whoever made it to the field that it is about: into sight, with the keyboard in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from contexts import enter, settle, store
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from settings_driver import PassphraseChangeDriver
from task_book import book_of_tasks, choose, dialog, page_of_tasks  # noqa: F401 - fixtures are used by their names

from models.work import units
from ui.base import messages
from ui.base.context import Context
from ui.settings.account_edit import AccountDialog
from ui.settings.page import SettingsPage
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView
from ui.units.page import UnitsPage
from ui.units.unit_edit import UnitDialog


def in_view(field: QWidget) -> bool:
    """Whether it is there to be seen, and not above or below what its scroll area shows."""
    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if not isinstance(above, QScrollArea):
        return field.isVisible()
    place = field.mapTo(above.viewport(), QPoint(0, 0)).y()
    return field.isVisible() and 0 <= place <= above.viewport().height() - field.height()


def at_field(field: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return in_view(field) and focus is not None and (focus is field or field.isAncestorOf(focus))


def front(window: QWidget) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


@pytest.mark.parametrize("name", ["target", "text", "due"])
def test_task_field_behind_tab_and_below_fold(
    page: TasksPage, book: dict[str, str], real_context: Context, name: str
) -> None:
    page.open_task(book["late"])
    settle(real_context)
    view: TaskView = dialog(TaskView)
    front(view)
    view.resize(900, 420)
    getattr(view.form, name).line.setText("mai") if name == "due" else None
    view.form.target.setText("chín mươi") if name == "target" else None
    view.form.text.setPlainText("") if name == "text" else None
    view.parts.setCurrentIndex(4)
    view.save()
    settle(real_context)
    assert view.banner.text()
    assert at_field(view.form.due.line if name == "due" else getattr(view.form, name))
    with messages.answering(messages.LEAVING.index("discard")):
        view.reject()


def test_refusal_of_the_book_leads_to_field(page: TasksPage, book: dict[str, str], real_context: Context) -> None:
    choose(page, book["late"])
    page.actions_of.extend.trigger()
    asked = dialog()
    front(asked)
    asked.day.show_day(date(2024, 3, 1))
    asked.reason.setPlainText("Thiếu người")
    asked.leave.setText("Chủ tịch UBND huyện")
    asked.reason.setFocus()
    asked.do()
    settle(real_context)
    assert asked.banner.text()
    assert at_field(asked.day.line)
    with messages.answering(True):
        asked.reject()


def test_unit_twin_leads_to_name(real_context: Context, shown: Any) -> None:
    with store(real_context).write("unit.add") as write:
        above = units.find(write.session, "Phòng Nội vụ").id
        units.add(write.session, "Xã Bản Phố", "xa", parent_id=above)
    page: UnitsPage = shown(UnitsPage(real_context))
    settle(real_context)
    page.add()
    settle(real_context)
    asked: UnitDialog = dialog(UnitDialog)
    front(asked)
    asked.name.setText("Xã Lùng Cải")
    asked.code.setFocus()
    asked.do()
    settle(real_context)
    assert asked.banner.text()
    assert at_field(asked.name)
    with messages.answering(True):
        asked.reject()


def test_weak_passphrase_leads_to_its_field(real_context: Context, shown: Any) -> None:
    real_context.account = enter(real_context).account
    page: SettingsPage = shown(SettingsPage(real_context))
    settle(real_context)
    asked = AccountDialog(page, page.jobs, enter(real_context), None)
    asked.open()
    front(asked)
    settle(real_context)
    asked.name.setText("Trần Lan")
    asked.do()
    assert at_field(asked.passphrase)
    with messages.answering(True):
        asked.reject()
    change = PassphraseChangeDriver(page)
    front(change.dialog)
    change.type_in(old="mật khẩu thử nghiệm", new="phòng nội vụ 2024")
    change.do()
    assert "Mật khẩu yếu" in change.dialog.banner.text()
    assert at_field(change.dialog.new)
    change.dialog.reject()
