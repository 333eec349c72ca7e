"""A person at the page of directives, for its tests; the fixtures that need it are in the tests' own files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from models.work import directives, units
from models.work.tasks import Task
from ui.desk import Desk
from ui.pages.directives import DirectivesPage

GOLD = Path(__file__).parents[1] / "gold"
DOCUMENT = GOLD / "ket_luan_giao_ban.txt"
CTRL = Qt.KeyboardModifier.ControlModifier


class Driver:
    """A person at the page."""

    def __init__(self, page: DirectivesPage, desk: Desk) -> None:
        self.page = page
        self.desk = desk
        self.lists: list[tuple[str, Mapping[str, str]]] = []
        desk.open_list = lambda key, chosen: self.lists.append((key, chosen))

    @property
    def view(self) -> Any:
        return self.page.review

    @property
    def items(self) -> Any:
        return self.view.review.items

    def settle(self) -> None:
        """Let everything asked for come back, also what the page asks for after it."""
        for _turn in range(3):
            assert self.desk.jobs.settle()
            QTest.qWait(1)

    def read(self, *paths: Path) -> None:
        self.page.read_files(paths)
        self.settle()

    def saved(self) -> Any:
        """What is on the disk."""
        self.page.save()
        self.settle()
        kept: list[Any] = []
        self.desk.jobs.read(lambda s: directives.items(s, self.page._id), self.desk.jobs, kept.append)
        assert self.desk.jobs.settle()
        return kept[0]

    def tasks(self) -> list[tuple[int, str]]:
        kept: list[Any] = []
        self.desk.jobs.read(
            lambda s: [(t.number, t.text) for t in s.query(Task).order_by(Task.number)], self.desk.jobs, kept.append
        )
        assert self.desk.jobs.settle()
        return kept[0]

    def choose(self, *lines: int) -> None:
        self.view.table.choose([self.items[line].key for line in lines])

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.view.table.setFocus()
        QTest.keyClick(self.view.table, key, modifier)

    def editor(self, line: int, column: int) -> Any:
        """Open a cell as Enter does, and give its editor."""
        self.view.table.choose([self.items[line].key], column)
        self.press(Qt.Key.Key_Return)
        return self.view.table.indexWidget(self.view.rows.index(line, column))

    def dialog(self, kind: type[QDialog]) -> Any:
        return next(w for w in self.page.window().findChildren(kind) if w.isVisible())

    def button(self, words: str) -> QPushButton:
        return next(b for b in self.page.findChildren(QPushButton) if b.text().startswith(words) and b.isVisible())


def at_the_page(desk: Desk, shown: Callable[[QWidget], QWidget]) -> Driver:
    """The page over a real office that knows `Sở Nội vụ`, shown."""

    def ready(office: Any) -> None:
        desk.office = office
        with office.store.write("unit.add") as write:
            units.add(write.session, "Sở Nội vụ", "tinh")

    desk.jobs.with_office(ready, desk.jobs)
    assert desk.jobs.settle()
    page = DirectivesPage(desk)
    page.resize(1140, 640)
    shown(page)
    page.activateWindow()
    made = Driver(page, desk)
    made.settle()
    return made
