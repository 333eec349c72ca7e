"""What a task's form says of a duty that recurs: since when it counts, and that a single day is not used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from models.work.tasks import TaskFields
from models.work.unit_catalogue import UnitCatalogue
from ui.kit.fields import choose
from ui.tasks.task_form import FormChoices, TaskForm


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


@pytest.mark.parametrize(
    ("recurrence", "day", "missed"),
    [
        ("monthly", "15/9/2023", 7),
        ("monthly", "15/3/2024", 0),
        ("quarterly", "1/1/2024", 1),
        ("monthly", "", 4),  # from the start of the reporting year
        ("yearly", "", 0),
        ("monthly", "document", 2),
    ],
)
def test_occurrences_missed_already_are_counted(
    qtbot: Any, hold_clock: Callable[[datetime], None], recurrence: str, day: str, missed: int
) -> None:
    hold_clock(datetime(2024, 4, 16, 5, tzinfo=UTC))
    form = TaskForm()
    qtbot.addWidget(form)
    form.show_choices(FormChoices(UnitCatalogue(), (("x", "TB 1"),), (("x", date(2024, 2, 20)),)))
    form.show_task(TaskFields("việc", directive_id="x" if day == "document" else None), None, new=True)
    form.assigned.line.setText("" if day == "document" else day)
    choose(form.recurrence, recurrence)
    assert (f": {missed} kỳ đã qua" in form.since.missed_words()) == bool(missed)
    form.since.from_today.emit()
    assert form.assigned.day() == date(2024, 4, 16) and form.since.missed_words() == ""


def test_nothing_is_said_of_what_is_kept_or_not_ours(qtbot: Any, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 16, 5, tzinfo=UTC))
    form = TaskForm()
    qtbot.addWidget(form)
    form.show_task(TaskFields("việc", recurrence="monthly", assigned_on=date(2023, 9, 15)), None, new=False)
    assert form.since.missed_words() == ""
    form.assigned.show_day(date(2023, 8, 15))
    form.edited.emit()
    assert ": 8 kỳ đã qua" in form.since.missed_words()
    choose(form.whose, "followed")
    assert form.since.missed_words() == ""
