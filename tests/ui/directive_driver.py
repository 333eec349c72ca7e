"""A person at the page of directives, for its tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from contexts import read, settle
from looking import button, click, one_open
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from models.work import directives, units
from models.work.tasks import Task
from ui.base.context import Context
from ui.directives.accept_question import AcceptQuestion
from ui.directives.page import DirectivesPage

GOLD = Path(__file__).parents[1] / "gold"
DOCUMENT = GOLD / "ket_luan_giao_ban.txt"
CTRL = Qt.KeyboardModifier.ControlModifier


class Driver:
    """A person at the page."""

    def __init__(self, page: DirectivesPage, context: Context) -> None:
        self.page = page
        self.context = context
        self.lists: list[tuple[str, Mapping[str, str]]] = []
        context.open_list = lambda key, chosen: self.lists.append((key, chosen))

    @property
    def view(self) -> Any:
        return self.page.review

    @property
    def items(self) -> Any:
        return self.view.review.items

    @property
    def directive(self) -> str:
        """The id of the document that is open."""
        return self.page.place()["directive"]

    def settle(self) -> None:
        settle(self.context)

    def read(self, *paths: Path) -> None:
        self.page.read_files(paths)
        self.settle()

    def saved(self) -> Any:
        """What is on the disk."""
        self.page.save()
        self.settle()
        return read(self.context, lambda s: directives.items(s, self.directive))

    def tasks(self) -> list[tuple[int, str]]:
        kept: list[tuple[int, str]] = read(
            self.context, lambda s: [(t.number, t.text) for t in s.query(Task).order_by(Task.number)]
        )
        return kept

    def choose(self, *lines: int) -> None:
        self.view.table.choose([self.items[line].key for line in lines])

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.view.table.setFocus()
        QTest.keyClick(self.view.table, key, modifier)

    def editor(self, line: int, column: int) -> Any:
        """Open a cell as Enter does, and give its editor."""
        self.view.table.choose([self.items[line].key], column)
        self.press(Qt.Key.Key_Return)
        return self.view.table.indexWidget(self.view.rows.index(self.view.rows.row_of(self.items[line].key), column))

    def dialog(self, kind: type[QDialog]) -> Any:
        return one_open(kind)

    def accept_all(self) -> None:
        """Accept everything that waits, the doubtful too; the document's words stay."""
        self.press(Qt.Key.Key_Return, CTRL)
        asked = self.dialog(AcceptQuestion)
        click(asked, "Tôi đã xem cả")
        click(asked, "Nhận ")
        self.settle()

    def button(self, words: str) -> QAbstractButton:
        return button(self.page, words)


@pytest.fixture(name="driver")
def at_the_page(real_context: Context, shown: Callable[[QWidget], QWidget]) -> Driver:
    """The page over a real office that knows `Sở Nội vụ`, shown."""

    def ready(office: Any) -> None:
        real_context.office = office
        with office.store.write("unit.add") as write:
            units.add(write.session, "Sở Nội vụ", "tinh")

    real_context.jobs.with_office(ready, real_context.jobs)
    assert real_context.jobs.settle()
    page = DirectivesPage(real_context)
    page.resize(1140, 640)
    shown(page)
    page.activateWindow()
    made = Driver(page, real_context)
    made.settle()
    return made


@pytest.fixture(name="review")
def open_document(driver: Driver) -> Driver:
    """The document, read and open."""
    driver.read(DOCUMENT)
    assert len(driver.items) > 4
    return driver
