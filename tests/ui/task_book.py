"""A small book of tasks for the tests of the window, and a person at the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from contexts import enter, read, settle, write
from looking import one_open

from ui.base.context import Context
from ui.kit.edit_dialog import EditDialog
from ui.tasks.page import TasksPage

NOW = datetime(2024, 3, 16, 3, tzinfo=UTC)


@pytest.fixture(name="book")
def book_of_tasks(real_context: Context, hold_clock: Callable[[datetime], None]) -> dict[str, str]:
    """A task of each kind on `NOW`, ids by a short name."""
    hold_clock(NOW)
    return build(real_context)


@pytest.fixture(name="page")
def page_of_tasks(real_context: Context, book: dict[str, str], shown: Any) -> TasksPage:
    """The page of tasks over that book."""
    made = TasksPage(real_context)
    made.resize(1150, 700)
    shown(made)
    settle(real_context)
    return made


def build(context: Context) -> dict[str, str]:
    """A task of each kind, ids by a short name; the office is open."""
    enter(context)

    def add(session: Any) -> dict[str, str]:
        from models.work import tasks

        new = tasks.TaskFields
        fields = {
            "late": new("Rà soát thủ tục hành chính", "3.1", "procedure", ("Xã Lùng Cải",), due_on=date(2024, 3, 14)),
            "soon": new("Kiểm tra kỷ luật", "5", "civil_service", ("Thị trấn Bắc Hà",), due_on=date(2024, 3, 17)),
            "calm": new("Cơ cấu lại chi ngân sách", "6", "finance", due_on=date(2024, 12, 31)),
            "monthly": new(
                "Số hóa hồ sơ", "3.2", "procedure", ("Xã Lùng Cải",), recurrence="monthly", assigned_on=NOW.date()
            ),
            "open": new("Góp ý Bộ tiêu chí", "9.5", "direction"),
            "gone": new("Việc thôi không làm", "9.6"),
        }
        made = dict(zip(fields, (t.id for t in tasks.add_many(session, list(fields.values()))), strict=True))
        tasks.cancel(session, made["gone"], "Trùng việc")
        return made

    made: dict[str, str] = write(context, "task.add", add)
    return made


def texts(page: TasksPage) -> list[str]:
    return [page.rows.row_at(n).text for n in range(page.rows.total)]  # type: ignore[union-attr]


def cell(page: TasksPage, task_id: str, key: str) -> str:
    row = page.rows.row_at(page.rows.places({task_id})[task_id])
    return next(c for c in page.rows.columns if c.key == key).show(row)  # type: ignore[arg-type]


def choose(page: TasksPage, *ids: str) -> None:
    page.table.clearSelection()
    places = page.rows.places(set(ids))
    model = page.table.selectionModel()
    for key in ids:
        index = page.rows.index(places[key], 0)
        model.setCurrentIndex(index, model.SelectionFlag.Select | model.SelectionFlag.Rows)


def dialog(kind: type = EditDialog) -> Any:
    return one_open(kind)


def task(context: Context, task_id: str) -> Any:
    from models.work import task_detail

    return read(context, lambda session: task_detail.read(session, task_id))
