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


_SHORT = 80  # letters of a task's text in a sentence
_LISTED = 4  # texts that are written out


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
    """What the change is about, as (words, role): the tasks by their texts; of many the first ones."""
    if not rows:
        return []
    if len(rows) == 1:
        text = rows[0].text
        return [(heading(rows[0]), "muted"), (text if len(text) <= 220 else f"{text[:219]}…", "strong")]
    chosen = _("{n} nhiệm vụ được chọn").format(n=show_number(len(rows)))
    return [(chosen, "strong"), (texts_of(rows), "muted")]


def texts_of(rows: Sequence[TaskRow]) -> str:
    """The texts of several tasks, each on a line; of many the first ones."""
    lines = [f"– {_shortened(row.text)}" for row in rows[:_LISTED]]
    return "\n".join([*lines, *(["…"] if len(rows) > _LISTED else [])])


def named(rows: Sequence[TaskRow]) -> str:
    """How a banner or a question names what it is about: `nhiệm vụ “Rà soát thủ tục”`, `12 nhiệm vụ`.

    By its text: the number that the book counts tasks with stands on no paper and in no list.
    """
    if len(rows) == 1:
        return _("nhiệm vụ “{text}”").format(text=_shortened(rows[0].text))
    return _("{n} nhiệm vụ").format(n=show_number(len(rows)))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]}…"


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


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
                what = f"{capital(named([row]))}: {failure.what}"
                raise AppError(failure.code, what, failure.why, failure.do) from None

    return change
