"""A damaged book in the window: what is wrong, every way on, and the weekly check that finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import offices
import pytest
from contexts import gate, settle
from gate_driver import RESTORE_KEY, DamagedDriver
from looking import says, type_in
from PySide6.QtWidgets import QPushButton, QToolButton

from models.access import opening
from models.base import clock
from models.base.paths import Home
from models.store.backups import backup, backup_list
from models.store.integrity import last_check
from models.store.sqlite import wal
from models.work import tasks
from models.work.tasks import TaskFields
from ui.backup.damaged import Damaged
from ui.backup.restore import RestoreDialog
from ui.base import messages
from ui.base.context import Context
from ui.frame.pages import PAGES
from ui.frame.window import Window
from ui.session.entrance import Entrance
from ui.session.gateway import FileGateway

PASSPHRASE = "mot cau de nho 2024"
NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)


@pytest.fixture
def book(home: Home, cheap_keys: None, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A closed book with a task; the passphrase is in the environment, as for whoever is remembered."""
    monkeypatch.setenv("CCHC_PASSPHRASE", PASSPHRASE)
    spec = opening.OfficeSpec("Phòng Nội vụ", "huyen", parent="UBND huyện Bắc Hà", place="Bắc Hà")
    with clock.fixed(NOON - timedelta(hours=2)):
        office = offices.new(home, spec, PASSPHRASE)
        with office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("việc duy nhất"))
        office.close()
    return home


@pytest.fixture
def window(context: Context, shown: Any) -> Window:
    return shown(Window(context, PAGES))


def begin(context: Context, window: Window) -> Entrance:
    entrance = Entrance(context, window, FileGateway(context.home))
    entrance.begin()
    settle(context)
    return entrance


def test_damaged_office_read_only(book: Home, context: Context, window: Window) -> None:
    before = offices.flip(book, 40)
    begin(context, window)
    view = gate(window, Damaged)
    assert "trang hỏng" in DamagedDriver(window).title()
    view.read.click()
    settle(context)
    assert window.gate() is None and "chỉ để đọc" in window.notices.texts()["damaged"]
    offered = []
    for key in [entry.key for entry in PAGES]:
        page = window.go(key)
        settle(context)
        assert page is not None
        buttons = [*page.findChildren(QPushButton), *page.findChildren(QToolButton)]
        offered += [b.text() for b in buttons if b.isVisible() and b.isEnabled()]
    words = (
        "Thêm",
        "Sửa",
        "Xóa",
        "Chốt",
        "Lập",
        "Ký số",
        "Đổi mật khẩu",
        "Sao lưu ngay",
        "Nhập từ",
        "Nhớ trên",
        "Nhận",
    )
    assert not [text for text in offered if text.startswith(words)]
    window.notices.press("damaged")
    settle(context)
    gate(window, Damaged)
    window.close()
    assert book.database.read_bytes() == before and not list(book.backups.glob("*.cchc"))


def test_damaged_office_refuses_writes(book: Home, context: Context, window: Window) -> None:
    offices.flip(book, 40)
    begin(context, window)
    gate(window, Damaged).read.click()
    settle(context)
    refused: list[str] = []
    change = lambda s: tasks.add(s, TaskFields("x"))  # noqa: E731
    context.jobs.write("task.add", change, context.jobs, fail=lambda failure: refused.append(failure.code))
    settle(context)
    assert refused == ["damaged_only_read"]


def test_rescue_shown_saved_and_used(book: Home, context: Context, window: Window, tmp_path: Path) -> None:
    before = offices.flip(book, 40)
    begin(context, window)
    view = gate(window, Damaged)
    view.rescue.click()
    settle(context)
    assert "Nhiệm vụ" in view.report.toPlainText() and view.report.isVisible() and not view.rescue.isVisible()
    with messages.answering(tmp_path / "b.txt"):
        view.save_report()
    assert (tmp_path / "b.txt").read_text("utf-8-sig") == view.report.toPlainText()
    view.back()
    settle(context)
    assert not list(book.folder.glob(".cuu-du-lieu-*")) and view.rescue.isVisible()
    assert book.database.read_bytes() == before
    view.rescue.click()
    settle(context)
    view.use()
    settle(context)
    assert window.gate() is None and context.office is not None and context.office.damage is None
    (aside,) = book.folder.glob("truoc-khoi-phuc-*")
    assert (aside / book.database.name).read_bytes() == before
    (report,) = book.folder.glob("bien-ban-cuu-du-lieu-*.txt")
    said = window.notices.texts()["rescued"]
    assert aside.name in said and report.name in said


def test_damaged_view_offers_newest_backup(book: Home, context: Context, window: Window) -> None:
    office = opening.open_office(book, PASSPHRASE)
    backup_list.make(book, office.data_key)
    office.close()
    book.database.write_bytes(b"")
    begin(context, window)
    view = gate(window, Damaged)
    assert DamagedDriver(window).says("1 nhiệm vụ")
    assert not view.rescue.isVisible() and not view.read.isVisible()
    view.restore.click()
    settle(context)
    (dialog,) = window.findChildren(RestoreDialog)
    type_in(dialog, RESTORE_KEY, PASSPHRASE)
    dialog.try_it()
    settle(context)
    dialog.go.click()
    settle(context)
    assert window.gate() is None and context.office is not None and context.office.damage is None


def test_foreign_wal_set_aside(book: Home, context: Context, window: Window) -> None:
    wal.beside(book.database).write_bytes(b"rubbish" * 1000)
    begin(context, window)
    view = gate(window, Damaged)
    assert not view.rescue.isVisible()
    view.aside.click()
    settle(context)
    assert window.gate() is None
    (folder,) = book.folder.glob("tep-wal-la-*")
    assert folder.name in window.notices.texts()["wal_aside"]


def test_missing_file_opens_again_when_put_back(book: Home, context: Context, window: Window) -> None:
    away = book.folder / "elsewhere"
    book.database.rename(away)
    begin(context, window)
    assert "Không tìm thấy" in DamagedDriver(window).title()
    away.rename(book.database)
    DamagedDriver(window).click("Thử mở lại")
    assert window.gate() is None


@pytest.fixture
def checked(book: Home, context: Context, window: Window, hold_clock: Callable[[datetime], None]) -> Entrance:
    """The book open at noon, never checked."""
    hold_clock(NOON)
    return begin(context, window)


def test_weekly_check(
    checked: Entrance, book: Home, context: Context, hold_clock: Callable[[datetime], None], window: Window
) -> None:
    def look(**later: int) -> datetime | None:
        hold_clock(NOON + timedelta(**later))
        checked.integrity_watch.look()
        settle(context)
        noted = last_check.read(book)
        return noted.at if noted else None

    assert last_check.read(book) is None
    assert look() == NOON
    assert look(days=6) == NOON
    assert look(days=8) == NOON + timedelta(days=8)
    assert says(window.statusBar(), "Sổ nguyên vẹn")
    assert "check" not in window.notices.texts()


def test_weekly_check_finding_said_once(checked: Entrance, book: Home, context: Context, window: Window) -> None:
    office = context.office
    assert office is not None
    (book.backups).mkdir()
    (book.backups / "1.cchc").write_bytes(b"no backup")
    for said in (True, False):
        checked.integrity_watch.examine()
        settle(context)
        assert ("check" in window.notices.texts()) == said
        window.notices.clear()
    assert last_check.read(book) == last_check.LastCheck(NOON, ("backup_not_proven",), events=7)
    assert says(window.statusBar(), "1 điều cần xem")


def test_weekly_check_damage_seals_office(checked: Entrance, book: Home, context: Context, window: Window) -> None:
    page = window.go("tasks")
    settle(context)
    office = context.office
    assert office is not None and page is not None
    office.store.close()  # so that the page is read from the disk, and all is in the one file
    before = offices.flip(book, 40)
    checked.integrity_watch.examine()
    settle(context)
    assert office.damage is not None and "chỉ để đọc" in window.notices.texts()["damaged"]
    assert not context.may("task.add") and page.new_action is not None and not page.new_action.isVisible()
    assert last_check.read(book) == last_check.LastCheck(NOON, ("file_damaged",))
    window.close()
    assert book.database.read_bytes() == before and not list(book.backups.glob(f"*{backup.ENDING}"))


def test_damage_on_read_starts_check(checked: Entrance, book: Home, context: Context, window: Window) -> None:
    office = context.office
    assert office is not None
    office.store.close()
    offices.flip(book, 40)

    def query(session: Any) -> None:
        from models.store import faults

        raise faults.damaged()

    context.jobs.read(query, window, fail=lambda _failure: None)
    settle(context)
    assert office.damage is not None


def test_clock_set_back_noticed(
    checked: Entrance, context: Context, window: Window, hold_clock: Callable[[datetime], None]
) -> None:
    for later, said in ((0, False), (1, False), (-5, False), (-60, True)):
        hold_clock(NOON + timedelta(minutes=later))
        checked.integrity_watch.look()
        settle(context)
        assert ("clock" in window.notices.texts()) == said, later
