"""What a task's form says of a duty that recurs: since when it counts, and that a single day is not used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QLabel

from models.work.tasks import TaskFields
from ui.kit.fields import choose
from ui.tasks.task_form import TaskForm


def test_form_says_since_when_a_recurring_duty_counts(qtbot: Any, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 2, 5, tzinfo=UTC))
    form = TaskForm()
    qtbot.addWidget(form)

    def said(words: str) -> bool:
        return any(words in label.text() for label in form.findChildren(QLabel))

    form.show_task(TaskFields("việc"), None, new=True)
    assert not said("tính từ ngày")
    choose(form.recurrence, "monthly")
    assert said("tính từ ngày 15/12/2023, đầu năm báo cáo")
    assert not said("không dùng cho nhiệm vụ định kỳ")
    form.assigned.line.setText("1/3/2024")
    form.due.line.setText("10/4/2024")
    form.edited.emit()
    assert not said("tính từ ngày")
    assert said("không dùng cho nhiệm vụ định kỳ")
    form.show_task(TaskFields("việc", recurrence="monthly", assigned_on=date(2024, 3, 1)), None, new=False)
    assert not said("tính từ ngày")
    form.show_task(TaskFields("việc", recurrence="monthly", directive_id="x"), None, new=False)
    assert not said("tính từ ngày")


def test_day_of_the_month_is_asked_only_of_what_recurs(qtbot: Any) -> None:
    form = TaskForm()
    qtbot.addWidget(form)
    form.show_task(TaskFields("việc", recurrence="monthly", due_day=9), None, new=False)
    assert form.rows.isRowVisible(form.due_day) and form.due_day.currentText() == "ngày 9"
    assert not form.dirty() and form.fields().due_day == 9
    assert any("ngày 9 của mỗi tháng" in label.text() for label in form.findChildren(QLabel))
    choose(form.due_day, "25")
    assert form.dirty() and form.fields().due_day == 25
    choose(form.recurrence, "")
    assert not form.rows.isRowVisible(form.due_day) and form.fields().due_day is None
