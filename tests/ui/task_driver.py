"""A person at the view of one task, and at the list of units that a task is given to."""

from __future__ import annotations

from contexts import settle
from looking import button, click, named, one, texts
from PySide6.QtWidgets import QTableWidget, QWidget

from ui.base.context import Context
from ui.tasks.badge import BadgeLabel
from ui.tasks.task_view import TaskView


class TaskViewDriver:
    """At the view of one task."""

    def __init__(self, view: TaskView, context: Context) -> None:
        self.view, self.context = view, context

    def badge(self) -> str:
        """How the task stands, as it is read aloud."""
        return one(self.view, BadgeLabel).accessibleName()

    def shows(self, words: str) -> bool:
        """Whether a label has exactly these words."""
        return words in texts(self.view)

    def may_save(self) -> bool:
        """Whether there is something to save."""
        return button(self.view, "Lưu").isEnabled()

    def click(self, words: str) -> None:
        """Press a button, and wait for what comes of it."""
        click(self.view, words)
        settle(self.context)


def roles_table(root: QWidget) -> QTableWidget:
    """The list of units with their ticks."""
    return named(root, "Đơn vị chủ trì và phối hợp", QTableWidget)


def units_shown(root: QWidget) -> list[str]:
    """The units in that list that the search leaves."""
    table = roles_table(root)
    rows = (row for row in range(table.rowCount()) if not table.isRowHidden(row))
    items = (table.item(row, 0) for row in rows)
    return [item.text() for item in items if item is not None]
