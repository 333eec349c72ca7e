"""Naming a set of units where they are chosen: saved, chosen again, renamed, changed, removed; not for readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from contexts import read, settle
from every_dialog import MAKERS, Book
from looking import action, button
from PySide6.QtWidgets import QMenu, QToolButton
from task_book import NOW, build
from task_driver import click_box, pick

from models.work import accounts, rights, unit_groups
from ui.base import messages
from ui.base.context import Context
from ui.tasks.page import TasksPage
from ui.tasks.unit_roles import UnitRoles

LEAD = "Chủ trì"


@pytest.fixture
def book(real_context: Context, hold_clock: Any, shown: Any) -> Book:
    hold_clock(NOW)
    ids = build(real_context)
    page = shown(TasksPage(real_context))
    settle(page)
    return Book(real_context, page, ids)


@pytest.fixture(params=["assign", "roles"])
def dialog(request: Any, book: Book, qtbot: Any) -> Any:
    made = MAKERS[request.param](book)
    qtbot.addWidget(made, before_close_func=_throw_away)
    made.show()
    settle(book)
    return made


def _throw_away(dialog: Any) -> None:
    with messages.answering(1):
        dialog.close()


def roles(dialog: Any) -> UnitRoles:
    found: UnitRoles = dialog.roles
    return found


def kept(book: Book) -> dict[str, list[str]]:
    return {row.name: [name for _id, name in row.units] for row in read(book.context, unit_groups.rows)}


def choose(dialog: Any, words: str, below: str = "") -> None:
    found = button(dialog, "Nhóm")
    assert isinstance(found, QToolButton)
    menu = found.menu()
    menu.aboutToShow.emit()
    entry = action(menu, words)
    inner = entry.menu()
    if below:
        assert isinstance(inner, QMenu)
        entry = action(inner, below)
    entry.trigger()


def test_group_named_and_chosen_again(dialog: Any, book: Book) -> None:
    click_box(dialog, "Thị trấn Bắc Hà", LEAD)
    with messages.answering("Hai nơi"):
        choose(dialog, "Lưu 2 đơn vị đang chọn thành nhóm")
    settle(book)
    assert kept(book) == {"Hai nơi": ["Thị trấn Bắc Hà", "Xã Lùng Cải"]}
    assert dialog.banner.text() == "Đã lưu nhóm “Hai nơi”: 2 đơn vị."
    button(dialog, "Bỏ chọn hết").click()
    pick(dialog, "Chọn nhanh chủ trì", "Hai nơi (2)")
    assert set(roles(dialog).lead()) == {"Thị trấn Bắc Hà", "Xã Lùng Cải"}


def test_group_renamed_changed_removed(dialog: Any, book: Book) -> None:
    with messages.answering("Một nơi"):
        choose(dialog, "Lưu 1 đơn vị")
    settle(book)
    with messages.answering("Nơi ấy"):
        choose(dialog, "Một nơi (1)", "Đổi tên")
    settle(book)
    assert kept(book) == {"Nơi ấy": ["Xã Lùng Cải"]}
    click_box(dialog, "Thị trấn Bắc Hà", LEAD)
    choose(dialog, "Nơi ấy (1)", "Thay bằng")
    settle(book)
    assert kept(book) == {"Nơi ấy": ["Thị trấn Bắc Hà", "Xã Lùng Cải"]}
    with messages.answering(False):
        choose(dialog, "Nơi ấy (2)", "Xóa nhóm")
    settle(book)
    assert kept(book)
    with messages.answering(True):
        choose(dialog, "Nơi ấy (2)", "Xóa nhóm")
    settle(book)
    assert kept(book) == {}


def test_group_of_a_known_name_is_asked_about(dialog: Any, book: Book) -> None:
    for answers in (("Nơi ấy",), ("nơi ấy", False)):
        with messages.answering(*answers):
            choose(dialog, "Lưu 1 đơn vị")
        settle(book)
    assert kept(book) == {"Nơi ấy": ["Xã Lùng Cải"]}
    with messages.answering("x" * 200):
        choose(dialog, "Lưu 1 đơn vị")
    settle(book)
    assert "dài quá" in dialog.banner.text()


def test_groups_are_not_a_readers(book: Book, qtbot: Any) -> None:
    account = read(book.context, accounts.rows)[0]
    book.context.account = replace(account, role=rights.READER)
    made: Any = MAKERS["roles"](book)
    qtbot.addWidget(made)
    made.show()
    settle(book)
    assert not [b for b in made.findChildren(QToolButton) if b.accessibleName() == "Nhóm đơn vị" and b.isVisible()]
