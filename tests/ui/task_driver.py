"""A person at the view of one task, and at the list of units that a task is given to."""

from __future__ import annotations

from contexts import settle
from looking import action, button, click, named, one, texts
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QToolButton, QWidget

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
    return [words for words, has_box in _lines(root) if has_box]


def other_offered(root: QWidget) -> str:
    """What the last line says when it offers words that are no unit's name; "" while there is none."""
    words, has_box = (*_lines(root), ("", True))[-2 if _lines(root) else -1]
    return "" if has_box else words


def unit_on(root: QWidget) -> str:
    """The line that the keyboard is on."""
    table = roles_table(root)
    item = table.item(table.currentRow(), 0)
    return item.text() if item is not None else ""


def box(root: QWidget, name: str, role: str) -> QTableWidgetItem:
    """The box of a unit under `Chủ trì` or `Phối hợp`."""
    table = roles_table(root)
    (column,) = [n for n in range(3) if (head := table.horizontalHeaderItem(n)) and head.text() == role]
    (line,) = [n for n in range(table.rowCount()) if (item := table.item(n, 0)) and item.text().startswith(name)]
    found = table.item(line, column)
    assert found is not None
    return found


def click_box(root: QWidget, name: str, role: str) -> None:
    """Click on a box, as a person does."""
    table = roles_table(root)
    room = table.visualItemRect(box(root, name, role))
    place = QPoint(room.left() + room.height() // 2, room.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def pick(root: QWidget, words: str, entry: str) -> None:
    """Choose an entry of one of the menus above the list."""
    found = button(root, words)
    assert isinstance(found, QToolButton)
    menu = found.menu()
    menu.aboutToShow.emit()
    action(menu, entry).trigger()


def _lines(root: QWidget) -> list[tuple[str, bool]]:
    """The words of each line in sight, and whether it has boxes."""
    table = roles_table(root)
    rows = (row for row in range(table.rowCount()) if not table.isRowHidden(row))
    return [(item.text(), table.item(row, 1) is not None) for row in rows if (item := table.item(row, 0)) is not None]
