"""Backups by the clock: after half an hour of changes and at the end, told in the footer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from contexts import enter
from patience import LONG
from PySide6.QtCore import QObject

from models.store import faults
from models.store.backups import backup_list, backup_on_exit, offsite
from models.store.backups.safety import BackupState
from ui.backup import auto_backup
from ui.backup.auto_backup import AutoBackup
from ui.base.context import Context
from ui.frame.window import Window

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)


def change(context: Context, name: str) -> None:
    from models.work import tasks

    context.jobs.write("task.add", lambda s: tasks.add(s, tasks.TaskFields(name)).id, context.jobs)
    assert context.jobs.settle()


def made(context: Context) -> int:
    return len(backup_list.kept(context.home.backups))


def test_auto_backup_every_half_hour_of_changes(real_context: Context, hold_clock: Callable[[datetime], None]) -> None:
    context = real_context
    enter(context)
    shown: list[datetime | None] = []
    context.show_backup = lambda found: shown.append(found.proven)
    parent = QObject()
    one = AutoBackup(context, parent)
    hold_clock(NOON)

    def look(minutes: int) -> int:
        hold_clock(NOON + timedelta(minutes=minutes))
        one.look()
        assert context.jobs.settle()
        return made(context)

    assert look(0) == 0 and shown == [None]  # nothing was changed
    change(context, "một")
    assert look(1) == 1 and shown[-1] == NOON + timedelta(minutes=1)
    change(context, "hai")
    assert look(30) == 1
    assert look(31) == 2 and shown[-1] == NOON + timedelta(minutes=31)
    assert look(70) == 2


def test_auto_backup_on_close(real_context: Context, hold_clock: Callable[[datetime], None]) -> None:
    change(real_context, "một")
    for minute, wanted in ((0, 1), (1, 1)):
        hold_clock(NOON + timedelta(minutes=minute))
        real_context.jobs.with_office(auto_backup.at_close, real_context.jobs)
        assert real_context.jobs.settle()
        assert made(real_context) == wanted


def test_offsite_copied_when_stick_is_plugged_in(
    real_context: Context, hold_clock: Callable[[datetime], None], tmp_path: Path
) -> None:
    context = real_context
    enter(context)
    stick = tmp_path / "usb"
    context.settings.put("second_place", str(stick))
    shown: list[BackupState] = []
    context.show_backup = shown.append
    parent = QObject()
    one = AutoBackup(context, parent)
    change(context, "một")
    for minute, there in ((0, False), (1, True)):
        hold_clock(NOON + timedelta(minutes=minute))
        if there:
            stick.mkdir()
        one.look()
        assert context.jobs.settle()
        assert (shown[-1].second.there, shown[-1].second.whole) == (there, there)


def test_offsite_refusal_said_once_in_half_an_hour(
    real_context: Context, hold_clock: Callable[[datetime], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = real_context
    enter(context)
    context.settings.put("second_place", str(tmp_path))
    tries: list[str] = []

    def full(*_anything: object) -> None:
        tries.append("")
        raise faults.disk_full()

    monkeypatch.setattr(offsite, "bring", full)
    parent = QObject()
    one = AutoBackup(context, parent)
    change(context, "một")
    for minute, wanted in ((0, 1), (1, 1), (29, 1), (31, 2)):
        hold_clock(NOON + timedelta(minutes=minute))
        one.look()
        assert context.jobs.settle()
        assert len(tries) == wanted


def test_offsite_copied_after_window_closed(
    real_context: Context, shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, home = real_context, real_context.home
    enter(context)
    window: Window = shown(Window(context, ()))
    window.open_office("Phòng Nội vụ", "")
    change(context, "một")
    assert not window.closed
    assert window.close() and window.closed
    assert not auto_backup.bring_when_gone(context, home)  # no place was chosen
    context.settings.put("second_place", str(tmp_path / "usb"))
    assert not auto_backup.bring_when_gone(context, home)
    (tmp_path / "usb").mkdir()
    monkeypatch.setattr(backup_on_exit.bring, "__defaults__", (LONG, LONG))  # a busy machine's disk answers late
    assert auto_backup.bring_when_gone(context, home)
    (here,), (there,) = backup_list.kept(home.backups), offsite.kept(home, str(tmp_path / "usb"))
    assert there.contents == here.contents and here.contents is not None and here.contents.tasks == 1
    monkeypatch.setattr(context.office, "damage", object())
    assert not auto_backup.bring_when_gone(context, home)


# The program as it is started; the first time that its window has been painted the person, or Windows, ends it.
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from models.base.paths import Home
from models.store.backups import backup_on_exit
from ui import app
from ui.frame import window
from ui.session.entrance import Entrance
from ui.session.session_end import SessionEnd

def person(of):
    of.close()

def windows(of):
    SessionEnd(of, of.findChild(Entrance)).end()
    QCoreApplication.exit(0)

def painted(self, *given):
    made(self, *given)
    self.painted.connect(lambda: QTimer.singleShot(0, lambda: globals()[sys.argv[2]](self)))

made, window.Window.__init__ = window.Window.__init__, painted
backup_on_exit.bring.__defaults__ = (120.0, 120.0)  # a busy machine's disk answers late
sys.exit(app.run(Home(Path(sys.argv[1]))))
"""


@pytest.mark.parametrize(("who", "brought"), [("person", 1), ("windows", 0)])
def test_offsite_copied_on_close_not_on_windows_shutdown(
    real_context: Context, tmp_path: Path, who: str, brought: int
) -> None:
    home, stick = real_context.home, tmp_path / "usb"
    stick.mkdir()
    real_context.settings.put("second_place", str(stick))
    real_context.jobs.stop(auto_backup.at_close)
    command = [sys.executable, "-c", _PROGRAM, str(home.folder), who]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert len(offsite.kept(home, str(stick))) == brought
