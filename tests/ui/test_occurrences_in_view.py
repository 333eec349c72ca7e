"""The occurrences in a duty's own view: one that was missed is waived, or told as done later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from contexts import settle, write
from looking import button, choose, click, named, one, type_in
from PySide6.QtWidgets import QTabWidget
from task_book import book_of_tasks, dialog, page_of_tasks, task, texts  # noqa: F401 - fixtures are used by their names

from models.work import tasks
from ui.base.context import Context
from ui.tasks.page import TasksPage
from ui.tasks.task_occurrences import LateDoneDialog, TaskOccurrences, WaiveDialog
from ui.tasks.task_view import TaskView


@pytest.fixture
def view(page: TasksPage, book: dict[str, str], real_context: Context) -> TaskView:
    """The monthly duty, given in January, of which nothing was ever told."""

    def given(session: Any) -> None:
        tasks.get(session, book["monthly"]).assigned_on = date(2024, 1, 20)

    write(real_context, "task.change", given)
    page.open_task(book["monthly"])
    settle(real_context)
    made = dialog(TaskView)
    made.parts.setCurrentWidget(made.parts.occurrences)
    return made


def shown(view: TaskView) -> list[list[str]]:
    return one(view, TaskOccurrences).list.lines()


def test_occurrences_are_shown_of_what_recurs(
    view: TaskView, page: TasksPage, book: dict[str, str], real_context: Context
) -> None:
    assert shown(view) == [
        ["Tháng 4/2024", "14/04/2024", "Chưa hoàn thành, trong hạn", "Xã Lùng Cải"],
        ["Tháng 3/2024", "14/03/2024", "Chưa hoàn thành, quá hạn · chậm 2 ngày", "Xã Lùng Cải"],
        ["Tháng 2/2024", "14/02/2024", "Chưa hoàn thành, quá hạn · chậm 31 ngày", "Xã Lùng Cải"],
    ]
    view.reject()
    page.open_task(book["late"])
    settle(real_context)
    tabs = one(dialog(TaskView), QTabWidget)
    seen = [tabs.tabText(n).split(" (")[0] for n in range(tabs.count()) if tabs.isTabVisible(n)]
    assert seen == ["Thông tin", "Tiến độ", "Minh chứng", "Gia hạn", "Lịch sử"]
    dialog(TaskView).reject()


def test_miss_is_waived(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    click(view, "Miễn thực hiện…")
    asked = dialog(WaiveDialog)
    click(asked, "Ghi là được miễn")
    assert asked.isVisible()  # a reason and a name are wanted
    type_in(asked, "Lý do", "mưa lũ")
    type_in(asked, "Người cho phép", "Chủ tịch UBND huyện")
    click(asked, "Ghi là được miễn")
    settle(real_context)
    assert shown(view)[2][2:] == ["Được miễn", "mưa lũ · Chủ tịch UBND huyện"]
    assert task(real_context, book["monthly"]).row.due_on == date(2024, 3, 14)
    view.reject()


def test_miss_is_told_done_later(view: TaskView, book: dict[str, str], real_context: Context) -> None:
    click(view, "Ghi đã hoàn thành…")
    asked = dialog(LateDoneDialog)
    choose(asked, "Kỳ", "Tháng 3/2024 (hạn 14/03/2024)")
    asked.day.show_day(date(2024, 3, 15))
    click(asked, "Ghi là đã hoàn thành")
    settle(real_context)
    assert shown(view)[1][2:] == ["Hoàn thành sau thời hạn · chậm 1 ngày", ""]
    # February is still missed.
    assert task(real_context, book["monthly"]).row.due_on == date(2024, 2, 14)
    assert button(view, "Miễn thực hiện…").isEnabled()
    assert named(view, "Các kỳ thực hiện") is not None
    view.reject()


def test_selected_miss_is_the_one_in_the_dialog(view: TaskView) -> None:
    one(view, TaskOccurrences).list.choose([1])
    click(view, "Ghi đã hoàn thành…")
    asked = dialog(LateDoneDialog)
    assert asked.period.currentText() == "Tháng 3/2024 (hạn 14/03/2024)"
    asked.reject()
    click(view, "Miễn thực hiện…")
    asked_to_waive = dialog(WaiveDialog)
    assert asked_to_waive.period.currentText() == "Tháng 3/2024 (hạn 14/03/2024)"
    asked_to_waive.reject()
    view.reject()


def test_selected_misses_are_waived_at_once(view: TaskView, real_context: Context) -> None:
    one(view, TaskOccurrences).list.choose([1, 2])
    click(view, "Miễn thực hiện…")
    asked = dialog(WaiveDialog)
    assert asked.period.currentText() == "2 kỳ đang chọn: Tháng 2/2024 – Tháng 3/2024"
    type_in(asked, "Lý do", "mưa lũ")
    type_in(asked, "Người cho phép", "Chủ tịch")
    click(asked, "Ghi là được miễn")
    settle(real_context)
    assert [line[2] for line in shown(view)[1:]] == ["Được miễn", "Được miễn"]
    one(view, TaskOccurrences).list.choose([1])  # nothing is left to tell of it
    assert not button(view, "Ghi đã hoàn thành…").isEnabled()
    click(view, "Hoàn tác")
    settle(real_context)
    assert [line[2].split(" · ")[0] for line in shown(view)[1:]] == ["Chưa hoàn thành, quá hạn"] * 2
    view.reject()
