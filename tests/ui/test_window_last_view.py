"""The start shows what was on the screen last, before the book is open; what it may do then, and when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from patience import LONG
from PySide6.QtCore import QCoreApplication, QEvent
from test_window import First

from models.access import own_ways
from models.base import clock
from models.base.settings import Settings
from models.store.local import last_view
from models.work import tasks
from ui.base.context import Context
from ui.base.jobs import Jobs
from ui.frame.pages import TITLES, PageEntry
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.tasks.page import TasksPage


class Glancing(First):
    def build(self) -> None:
        super().build()
        self.seen: list[Any] = []

    def last_view(self) -> Callable[[Any], dict[str, Any]]:
        def query(session: Any) -> dict[str, Any]:
            from sqlalchemy import func, select

            from models.work.units import Unit

            return {"units": session.scalar(select(func.count()).select_from(Unit))}

        return query

    def show_last_view(self, seen: dict[str, Any]) -> None:
        self.seen.append(seen)


ENTRIES = (PageEntry("overview", TITLES["overview"], f"{__name__}:Glancing"),)


@pytest.fixture
def left(real_context: Context, shown: Any) -> Context:
    """A context whose office is remembered and whose window was closed with a page on it."""
    real_context.jobs.with_office(own_ways.remember_here, real_context.jobs)
    assert real_context.jobs.settle()
    window = shown(Window(real_context, ENTRIES))
    window.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    window.close()
    return real_context


@pytest.fixture
def again(left: Context) -> Iterator[Context]:
    """The next start in the same home."""
    made = Context(left.home, Settings(left.home.settings), Jobs())
    yield made
    made.jobs.stop()
    made.jobs.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Slow(FileGateway):
    """A door that opens only when it is told to: what is before is before."""

    def __init__(self, context: Context) -> None:
        import threading

        super().__init__(context.home)
        self.may = threading.Event()

    def open(self, passphrase: str | None) -> Any:
        self.may.wait(LONG)
        return super().open(passphrase)


def test_last_view_before_office_opens(again: Context, shown: Any, qtbot: Any) -> None:
    window = shown(Window(again, ENTRIES))
    door = Slow(again)
    Entrance(again, window, door).begin()
    qtbot.waitUntil(lambda: window.current_page() is not None)
    page = window.current_page()
    assert isinstance(page, Glancing)
    assert page.seen == [{"units": 4}]
    assert window.windowTitle() == "Phòng Nội vụ · Sổ CCHC"
    qtbot.wait(5)
    assert page.reloads == 0
    door.may.set()
    qtbot.waitUntil(lambda: page.reloads == 1)
    assert window.current_page() is page


def test_last_view_actions_wait_for_office(again: Context, shown: Any, qtbot: Any) -> None:
    window = shown(Window(again, ENTRIES))
    door = Slow(again)
    Entrance(again, window, door).begin()
    qtbot.waitUntil(lambda: window.current_page() is not None)
    heard: list[object] = []
    again.jobs.read(lambda session: session.connection() is not None, window, heard.append)
    door.may.set()
    assert again.jobs.settle()
    assert heard == [True]


def test_last_view_removed_when_not_opened(again: Context, shown: Any, qtbot: Any) -> None:
    window = shown(Window(again, ENTRIES))
    door = Slow(again)
    Entrance(again, window, door).begin()
    qtbot.waitUntil(lambda: window.current_page() is not None)
    again.home.keys.write_bytes(b"{")
    door.may.set()
    qtbot.waitUntil(lambda: window.gate() is not None)
    assert window.current_page() is None
    assert window.windowTitle() == "Sổ CCHC"


def test_last_view_of_other_page_not_shown(again: Context, shown: Any, qtbot: Any) -> None:
    from test_window import Second

    entries = (*ENTRIES, PageEntry("tasks", TITLES["tasks"], f"{Second.__module__}:Second"))
    again.settings.put("page", "tasks")
    window = shown(Window(again, entries))
    Entrance(again, window, FileGateway(again.home)).begin()
    qtbot.waitUntil(lambda: window.current_page() is not None)
    page = window.current_page()
    assert isinstance(page, Second)
    qtbot.waitUntil(lambda: page.reloads == 1)


def test_last_view_of_task_list(real_context: Context, shown: Any, qtbot: Any) -> None:
    """Cell by cell, through the file that keeps it."""

    def add(session: Any) -> None:
        for number in range(3):
            due = clock.today() + timedelta(days=number - 1)
            fields = tasks.TaskFields(text=f"Việc {number}", area="digital", lead=("Xã Lùng Cải",), due_on=due)
            tasks.add(session, fields)
        tasks.add(session, tasks.TaskFields(text="Hằng tháng", recurrence="monthly"))

    real_context.jobs.write("task.add", add, real_context.jobs)
    real_context.jobs.with_office(own_ways.remember_here, real_context.jobs)
    page = shown(TasksPage(real_context))
    qtbot.waitUntil(lambda: real_context.jobs.settle() and page.rows.total == 4)
    query = page.last_view()

    def keep(office: Any) -> None:
        with office.store.read() as session:
            last_view.keep(office.home, office.data_key, last_view.head_of(session), query(session))

    real_context.jobs.with_office(keep, real_context.jobs)
    assert real_context.jobs.settle()
    seen = last_view.look(real_context.home)
    assert seen is not None
    other = TasksPage(real_context)
    qtbot.addWidget(other)
    other.open_with(seen)

    def cells(of: TasksPage) -> list[list[str]]:
        return [[column.show(of.rows.row_at(line)) for column in of.rows.columns] for line in range(of.rows.total)]

    assert cells(other) == cells(page)
    assert other.cards.card("overdue").accessibleName() == page.cards.card("overdue").accessibleName()
