"""The frame of a small dialog that changes one or many tasks, and the words for which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.kit import drafts
from ui.kit.edit_dialog import Change, EditDialog
from ui.tasks.task_columns import heading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_list import TaskRow
    from ui.base.jobs import Jobs


class TaskDialog(EditDialog):
    """An `EditDialog` that says on top which tasks it changes."""

    page = "tasks"

    def __init__(self, owner: QWidget, jobs: Jobs, rows: Sequence[TaskRow], title: str, verb: str) -> None:
        self.rows = tuple(rows)
        super().__init__(owner, jobs, title, verb, about(rows))

    def ids(self) -> list[str]:
        """The tasks that are changed."""
        return [row.id for row in self.rows]

    def about_what(self) -> str:
        """The ids of the tasks."""
        return ":".join(("", *self.ids()))

    def kept_title(self) -> str:
        """The dialog's title and which tasks."""
        return " · ".join((self.windowTitle(), *([named(self.rows)] if self.rows else [])))

    def kept_place(self) -> drafts.Place:
        """The page, and the task when it is one."""
        return (self.page, {"task": self.rows[0].id} if len(self.rows) == 1 else {})


def about(rows: Sequence[TaskRow]) -> list[tuple[str, str]]:
    """What the change is about, as (words, role): one task by its text, several by number."""
    if not rows:
        return []
    if len(rows) == 1:
        text = rows[0].text
        return [(heading(rows[0]), "muted"), (text if len(text) <= 220 else f"{text[:219]}…", "strong")]
    numbers = ", ".join(str(row.number) for row in rows[:12]) + ("…" if len(rows) > 12 else "")
    chosen = _("{n} nhiệm vụ được chọn").format(n=show_number(len(rows)))
    return [(chosen, "strong"), (_("Số: {numbers}").format(numbers=numbers), "muted")]


def named(rows: Sequence[TaskRow]) -> str:
    """How a banner names what was changed: `nhiệm vụ số 5`, `12 nhiệm vụ`."""
    if len(rows) == 1:
        return _("nhiệm vụ số {number}").format(number=rows[0].number)
    return _("{n} nhiệm vụ").format(n=show_number(len(rows)))


def each(rows: Sequence[TaskRow], change_one: Callable[[Session, TaskRow], object]) -> Change:
    """Make one change to every task in one transaction; a refusal names its task when there are several."""
    several = len(rows) > 1

    def change(session: Session) -> None:
        for row in rows:
            try:
                change_one(session, row)
            except AppError as failure:
                if not several:
                    raise
                what = _("Nhiệm vụ số {number}: {what}").format(number=row.number, what=failure.what)
                raise AppError(failure.code, what, failure.why, failure.do) from None

    return change
