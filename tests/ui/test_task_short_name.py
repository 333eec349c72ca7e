"""The short name in a task's form: proposed in grey while its text is typed, kept where a person wrote one."""

from __future__ import annotations

from typing import Any

from contexts import settle, write
from task_book import book_of_tasks, dialog, page_of_tasks, task  # noqa: F401 - fixtures are used by their names
from task_driver import TaskViewDriver

from models.work.tasks import TaskFields
from ui.base.context import Context
from ui.tasks.page import TasksPage
from ui.tasks.task_view import TaskView


def _task_of(session: Any, text: str) -> str:
    from models.work import tasks

    return tasks.add(session, TaskFields(text)).id


def test_task_view_short_name_proposed_and_kept(page: TasksPage, real_context: Context) -> None:
    made = write(real_context, "task.add", lambda session: _task_of(session, "Tiếp tục rà soát thủ tục, giấy tờ"))
    page.open_task(made)
    settle(real_context)
    view = dialog(TaskView)
    assert (view.form.short.text(), view.form.short.hint()) == ("", "Rà soát thủ tục, giấy tờ")
    view.form.text.setPlainText("Tập trung số hóa hồ sơ, nhất là đất đai")
    assert view.form.short.hint() == "Số hóa hồ sơ"
    view.form.short.setText("Số hóa")
    TaskViewDriver(view, real_context).click("Lưu")
    assert task(real_context, made).fields.short_name == "Số hóa"
    view.reject()
