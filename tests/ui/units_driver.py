"""A person at the page of units and people."""

from __future__ import annotations

from looking import choose, entries_of, one
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from ui.kit.empty import ListArea
from ui.units.page import UnitsPage

OFFICIAL_LIST = "Danh mục đơn vị hành chính"


class UnitsDriver:
    """At the page."""

    def __init__(self, page: UnitsPage) -> None:
        self.page = page

    def lines(self) -> dict[str, list[str]]:
        """What the tree says of each unit: name, then the other columns."""
        return {item.text(0): [item.text(column) for column in range(1, 6)] for item in entries_of(self.page.tree)}

    def unit_id(self, name: str) -> str:
        """The id of the unit with this name."""
        (item,) = [item for item in entries_of(self.page.tree) if item.text(0) == name]
        return str(item.data(0, Qt.ItemDataRole.UserRole))

    def is_empty(self) -> bool:
        """Whether the list in front has nothing, and says why."""
        return one(self.page, ListArea).is_empty()


def choose_list(dialog: QDialog, words: str) -> None:
    """Another official list in the dialog that imports one."""
    choose(dialog, OFFICIAL_LIST, words)
