"""What Windows tells of the session, as messages that Windows would send: lock, sleep, end."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

import pytest
from contexts import enter
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from ui.base.context import Context
from ui.frame.page import Page
from ui.frame.pages import PageEntry
from ui.frame.window import Window
from ui.session import windows_session
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway
from ui.session.session_end import SessionEnd
from ui.session.windows_session import WindowsSession


class PretendedBook:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.typed = False

    def lock_now(self) -> None:
        self.asked.append("lock_now")

    def lock_idle(self) -> None:
        self.asked.append("lock_idle")

    def person_back(self) -> None:
        self.asked.append("person_back")

    def unsaved(self) -> bool:
        self.asked.append("unsaved")
        return self.typed

    def end(self) -> None:
        self.asked.append("end")


class PretendedReasons:
    """Notes what Windows was told; "" is that there is nothing to wait for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def give(self, words: str) -> None:
        self.said.append(words)

    def take_back(self) -> None:
        self.said.append("")


def hear(heard: WindowsSession, message: int, what: int) -> tuple[bool, int]:
    """Send a message as Windows does: a pointer to its structure."""
    sent = wintypes.MSG(message=message, wParam=what)
    answer: tuple[bool, int] = heard.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))
    return answer


@pytest.fixture
def book() -> PretendedBook:
    return PretendedBook()


@pytest.fixture
def reasons() -> PretendedReasons:
    return PretendedReasons()


@pytest.fixture
def heard(app: QApplication, book: PretendedBook, reasons: PretendedReasons) -> WindowsSession:
    return WindowsSession(1, book, reasons)


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        (windows_session.LOCKED, ["lock_idle"]),
        (windows_session.CONSOLE_LEFT, ["lock_idle"]),
        (windows_session.REMOTE_LEFT, ["lock_idle"]),
        (windows_session.UNLOCKED, ["person_back"]),
        (0x1, []),
    ],
)
def test_windows_lock_locks_office(heard: WindowsSession, book: PretendedBook, what: int, asked: list[str]) -> None:
    assert hear(heard, windows_session.SESSION, what) == (False, 0)
    assert book.asked == []  # not inside the message
    QApplication.processEvents()
    assert book.asked == asked


def test_windows_sleep_locks_office(heard: WindowsSession, book: PretendedBook) -> None:
    assert hear(heard, windows_session.POWER, windows_session.SLEEPING) == (False, 0)
    assert book.asked == ["lock_now"]
    assert hear(heard, windows_session.POWER, 0x7) == (False, 0)  # waking up
    assert book.asked == ["lock_now"]


def test_windows_shutdown_waits_for_writing(
    heard: WindowsSession, book: PretendedBook, reasons: PretendedReasons, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", left.append)
    assert hear(heard, windows_session.QUERY_END, 0) == (True, 1)
    assert "hai giây" in reasons.said[-1]
    assert book.asked == ["unsaved"]
    for _window in range(3):  # each window of the program is told
        assert hear(heard, windows_session.END, 1) == (True, 0)
    assert book.asked == ["unsaved", "end"]
    assert reasons.said[-1] == ""
    assert hear(heard, windows_session.QUERY_END, 0) == (True, 1)
    QApplication.processEvents()
    assert left == [0]


def test_windows_shutdown_blocked_by_unsaved_typing(
    heard: WindowsSession, book: PretendedBook, reasons: PretendedReasons
) -> None:
    book.typed = True
    assert hear(heard, windows_session.QUERY_END, 0) == (True, 0)
    assert "chưa lưu" in reasons.said[-1]
    assert hear(heard, windows_session.END, 0) == (True, 0)  # called off
    assert "end" not in book.asked
    assert reasons.said[-1] == ""


def test_windows_other_messages_passed_on(heard: WindowsSession, book: PretendedBook) -> None:
    assert hear(heard, 0x000F, 0) == (False, 0)
    assert heard.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert book.asked == []


# Over a real office


class Notes(Page):
    """A page with a field that nothing saves, and one that saves itself."""

    title = "Ghi"

    def build(self) -> None:
        self.field, self.kept = QLineEdit(), QLineEdit()
        self.body.addWidget(self.field)
        self.body.addWidget(self.kept)

    def unsaved(self) -> bool:
        if self.kept.isModified():
            self.kept.setModified(False)
            name = self.kept.text()

            def change(written: Any) -> None:
                from models.work import units

                units.add(written, name, "xa")

            self.jobs.write("unit.add", change, self)
        return bool(self.field.text())


@pytest.fixture
def window(real_context: Context, shown: Any) -> Window:
    made: Window = shown(Window(real_context, (PageEntry("notes", lambda: "Ghi", f"{__name__}:Notes"),)))
    made.entrance = Entrance(real_context, made, FileGateway(real_context.home))  # type: ignore[attr-defined]
    enter(real_context)
    made.open_office("Phòng Nội vụ", "UBND huyện Bắc Hà")
    return made


def ending(window: Window) -> SessionEnd:
    return SessionEnd(window, window.entrance)  # type: ignore[attr-defined]


def notes(window: Window) -> Notes:
    page = window.current_page()
    assert isinstance(page, Notes)
    return page


def test_windows_shutdown_saves_pages(window: Window) -> None:
    page, context = notes(window), window.context
    page.kept.setText("Xã Vừa Gõ")
    page.kept.setModified(True)
    book = ending(window)
    assert not book.unsaved()
    book.end()
    from models.access import opening
    from models.work import units

    with (office := opening.open_office(context.home, "mật khẩu thử nghiệm")).store.read() as read:
        names = [row.name for row in units.rows(read)]
    assert office.notices == ()  # the file was closed in order
    office.close()
    assert "Xã Vừa Gõ" in names


def test_unsaved_typing_found_in_page_and_dialog(window: Window, shown: Any) -> None:
    class Action(QDialog):
        def dirty(self) -> bool:
            return True

    book = ending(window)
    assert not book.unsaved()
    notes(window).field.setText("đang gõ")
    assert book.unsaved()
    notes(window).field.clear()
    dialog = shown(Action(window))
    assert book.unsaved()
    window.context.lock_office()
    assert window.context.jobs.settle()
    assert not dialog.isVisible()
    assert book.unsaved()  # put away behind the lock, and still there


def test_idle_lock_after_work(window: Window) -> None:
    book, jobs = ending(window), window.context.jobs
    owner = QObject()
    jobs.tool(lambda _task: None, owner, progress=lambda _task: None)
    book.lock_idle()
    assert window.gate() is None
    assert jobs.settle()
    assert window.gate() is not None


def test_idle_lock_dropped_when_person_returns(window: Window) -> None:
    book, jobs = ending(window), window.context.jobs
    owner = QObject()
    jobs.tool(lambda _task: None, owner, progress=lambda _task: None)
    book.lock_idle()
    book.person_back()
    assert jobs.settle()
    assert window.gate() is None
