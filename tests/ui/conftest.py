"""Contexts for tests of the window: one over a pretended office (a dict), one over a real, small, encrypted one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from contexts import PASSPHRASE, open_copy, settle
from patience import LONG_MS
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typefaces import typeface  # noqa: F401 - a fixture, for all tests here

from models.base.paths import Home
from models.base.settings import Settings
from ui.base import clipboard, messages
from ui.base.context import Context
from ui.base.jobs import Jobs

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from ui.reports.page import ReportsPage


class PretendedStore:
    """Stands for `models.store.db.Store`: its session is `rows`, its writes say that `task` changed."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.threads: set[str] = set()
        self.operations: list[str] = []
        self.tables = frozenset({"task"})

    @contextmanager
    def read(self) -> Iterator[Any]:
        self.threads.add(threading.current_thread().name)
        yield self.rows

    @contextmanager
    def write(self, operation: str, by: str | None = None) -> Iterator[Any]:
        self.threads.add(threading.current_thread().name)
        before = dict(self.rows)
        try:
            yield SimpleNamespace(
                session=self.rows, changed=self.tables, operation_id=f"id-{len(self.operations)}", by=by
            )
        except BaseException:
            self.rows.clear()
            self.rows.update(before)
            raise
        self.operations.append(operation)


class PretendedOffice:
    """Stands for `models.access.opening.OpenOffice`."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.store = PretendedStore()
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def app(qapp: QApplication, typeface: str) -> QApplication:  # noqa: F811 - a fixture is used by its name
    """The one application, dressed as the program is, in the typeface that the test asks for."""
    qapp.setCursorFlashTime(0)  # a caret that blinks would make two pictures of one thing differ
    return qapp


@pytest.fixture(scope="session", autouse=True)
def _clipboard_let_go() -> Iterator[None]:
    """What tests copied is destroyed while Python still runs, as at the program's end."""
    yield
    clipboard.let_go()


class PatientBot(QtBot):
    """Waits as long as a busy machine needs, for whatever must come."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LONG_MS) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def context(app: QApplication, home: Home) -> Iterator[Context]:
    """A context whose office is not open yet. Its threads have ended when the test has."""
    made = Context(home, Settings(home.settings), Jobs())
    yield made
    made.jobs.stop()
    made.jobs.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def office(context: Context) -> PretendedOffice:
    """The pretended office of `context`, open."""
    made = PretendedOffice(context.home)
    context.jobs.open(lambda: made, context.jobs)  # type: ignore[arg-type,return-value]
    assert context.jobs.settle()
    return made


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a founded, closed office, `Phòng Nội vụ` of `UBND huyện Bắc Hà` with two communes."""
    import offices

    from models.access import opening

    spec = opening.OfficeSpec(
        "Phòng Nội vụ",
        "huyen",
        parent="UBND huyện Bắc Hà",
        place="Bắc Hà",
        children=(("02839", "Thị trấn Bắc Hà"), ("02842", "Xã Lùng Cải")),
    )
    return offices.founded_once(tmp_path_factory.mktemp("founded") / "sổ", spec, PASSPHRASE)


@pytest.fixture
def real_context(context: Context, cheap_keys: None, founded: Path) -> Context:
    """A context over a copy of the founded office, open."""
    open_copy(context, founded)
    return context


@pytest.fixture
def book(home: Home, cheap_keys: None, hold_clock: Callable[[datetime], None]) -> Iterator[OpenOffice]:
    """An office on 12 March 2024 with a task of its own and somebody who signs."""
    import offices

    from models.access import opening
    from models.work import people, tasks

    hold_clock(datetime(2024, 3, 12, 3, 0, tzinfo=UTC))
    spec = opening.OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")
    opened = offices.new(home, spec, "một mật khẩu dài")
    with opened.store.write("task.add") as write:
        tasks.add(write.session, tasks.TaskFields("Số hóa hồ sơ", area="procedure"))
        people.save(write.session, None, name="Lò Thị Hoa", title="Trưởng phòng", signs=True)
    yield opened
    opened.close()


@pytest.fixture
def reports_page(qtbot: QtBot, app: QApplication, book: OpenOffice) -> Iterator[ReportsPage]:
    """The page of reports over `book`."""
    from ui.reports.page import ReportsPage

    jobs = Jobs()
    context = Context(book.home, Settings(book.home.settings), jobs)
    context.office = book
    page = ReportsPage(context)
    qtbot.addWidget(page)
    jobs.open(lambda: book, page)
    page.resize(1100, 640)
    page.show()
    settle(page)
    yield page
    settle(page)
    jobs.stop()


@pytest.fixture
def entrance(context: Context, window: Any) -> Any:
    """The way into the book of `context`, begun, before the test's own `window`."""
    from ui.session.entrance import Entrance
    from ui.session.gateway import FileGateway

    made = Entrance(context, window, FileGateway(context.home))
    made.begin()
    assert context.jobs.settle()
    return made


@pytest.fixture
def shown(qtbot: Any) -> Callable[[Any], Any]:
    """Show a widget and wait for it; it is closed and destroyed with the test, a locked window without a question."""
    from ui.frame.window import Window

    def unlocked(widget: Any) -> None:
        if isinstance(widget, Window) and widget.covered():
            widget.close_office()

    def show(widget: Any) -> Any:
        qtbot.addWidget(widget, before_close_func=unlocked)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


@pytest.fixture(autouse=True)
def _no_box_waits_for_nobody(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal without a page opens a box, which in a test would wait for ever: it fails the test instead."""
    if "real_boxes" in request.fixturenames:
        return
    real = messages.blocked

    def strict(parent: Any, failure: Any) -> None:
        if messages.held() is None:
            raise AssertionError(f"a box nobody foresaw: {failure}")
        real(parent, failure)

    monkeypatch.setattr(messages, "blocked", strict)


@pytest.fixture
def real_boxes() -> None:
    """This test opens and closes real boxes."""
