"""The bin in the window: what was removed on other pages is there, and comes back by Enter, with Undo."""

from __future__ import annotations

from typing import Any

import pytest
from contexts import settle, store
from looking import click
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.work import people, task_list, task_removal, tasks, units
from models.work.tasks import TaskFields
from ui.base import messages
from ui.base.context import Context
from ui.bin.page import BinPage
from ui.tasks.page import TasksPage


@pytest.fixture
def page(real_context: Context, shown: Any) -> BinPage:
    """A bin with a task, a unit and a person, removed one after the other."""
    with store(real_context).write("task.add") as write:
        task_id = tasks.add(write.session, TaskFields("Công khai thủ tục", lead=("Xã Lùng Cải",))).id
        person_id = people.save(write.session, None, name="Lê Hoa", title="Trưởng phòng").id
    for operation, action in (
        ("task.remove", lambda s: task_removal.remove(s, task_id)),
        ("unit.remove", lambda s: units.remove(s, units.find(s, "Lùng Cải").id)),
        ("person.remove", lambda s: people.remove(s, person_id)),
    ):
        with store(real_context).write(operation, by="Lan") as write:
            action(write.session)
    made: BinPage = shown(BinPage(real_context))
    made.resize(1100, 600)
    settle(made)
    return made


def rows(page: BinPage) -> list[Any]:
    return [page.rows.row_at(n) for n in range(page.rows.total)]


def test_bin_newest_first_with_who_and_what(page: BinPage) -> None:
    assert [row.kind for row in rows(page)] == ["Người", "Đơn vị", "Nhiệm vụ"]
    assert {row.by for row in rows(page)} == {"Lan"}
    assert rows(page)[2].parts == "1 phân công"
    assert page.status() == "3 mục trong thùng rác"
    page.show_filter({"search": "cong khai"})
    settle(page)
    assert [row.kind for row in rows(page)] == ["Nhiệm vụ"]
    page.show_filter({"search": "không có"})
    settle(page)
    assert page.list.is_empty()
    page.show_filter({"kind": "units"})
    settle(page)
    assert [row.kind for row in rows(page)] == ["Đơn vị"]


def test_bin_help_names_what_is_kept(page: BinPage) -> None:
    from models.journal import bin as bin_

    named = page.help_text.partition("(")[2].partition(")")[0]
    assert named.split(", ") == [title.lower() for title in bin_.kinds().values()]


def test_bin_restore_by_enter_and_undo(page: BinPage) -> None:
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(page)
    assert "Đã khôi phục đơn vị “Xã Lùng Cải”." in page.banner.text()
    assert [row.kind for row in rows(page)] == ["Người", "Nhiệm vụ"]
    click(page.banner, "Hoàn tác")
    settle(page)
    assert {row.kind for row in rows(page)} == {"Người", "Đơn vị", "Nhiệm vụ"}


def test_bin_restore_several_in_order(page: BinPage) -> None:
    page.table.selectRow(2)
    page.restore.trigger()
    settle(page)
    assert "Hãy khôi phục đơn vị “Xã Lùng Cải” trước" in page.banner.text()
    page.table.selectAll()
    page.restore.trigger()
    settle(page)
    assert "Đã khôi phục 3 mục." in page.banner.text()
    assert page.list.is_empty()
    assert not page.restore.isEnabled()
    with store(page.context).read() as session:
        assert task_list.find(session, "công khai").number == 1


def test_bin_task_removed_after_question(real_context: Context, shown: Any) -> None:
    with store(real_context).write("task.add") as write:
        tasks.add(write.session, TaskFields("Nhập nhầm"))
    page: TasksPage = shown(TasksPage(real_context))
    settle(page)
    page.table.selectRow(0)
    settle(page)
    with messages.answering(False):
        page.actions_of.remove.trigger()
        settle(page)
    assert page.rows.total == 1
    with messages.answering(True) as heard:
        page.actions_of.remove.trigger()
        settle(page)
    assert heard.asked == [("ask", "Xóa nhiệm vụ “Nhập nhầm”?")]
    assert page.rows.total == 0
    assert "Đã xóa nhiệm vụ “Nhập nhầm”." in page.banner.text()
