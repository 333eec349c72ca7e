"""The second place when the program goes: brought if it is there and quick, and never waited for."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import offices
import pytest

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store.backups import backup_list, backup_on_exit, compared_copy, offsite

FOR_EVER = 60.0  # seconds: a test that waits so long fails by its clock


@pytest.fixture
def stick(tmp_path: Path) -> str:
    """A stick that is plugged in."""
    (tmp_path / "USB").mkdir()
    return str(tmp_path / "USB")


@pytest.fixture
def backed_up(office: OpenOffice, home: Home) -> str:
    """A book with evidence, and the name of its proven backup."""
    offices.add_task(office, "một", b"evidence" * 5000)
    return backup_list.make(home, office.data_key).path.name


@pytest.fixture
def stuck() -> Iterator[threading.Event]:
    """Holds up the one who brings until it is set."""
    release = threading.Event()
    yield release
    release.set()
    over()


def over() -> None:
    """Wait for who was left behind."""
    for thread in threading.enumerate():
        if thread.name == "backup on exit":
            thread.join(FOR_EVER)
            assert not thread.is_alive()


def before_file_synced_on_exit(action: Callable[[], None]) -> Callable[[int], None]:
    """`os.fsync` that does `action` first, for the files of the backup on exit and not for its folders."""
    sync = os.fsync

    def call(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        if threading.current_thread().name == "backup on exit" and not folder:
            action()
        sync(handle)

    return call


def files(home: Home, stick: str) -> list[Path]:
    return [path for path in offsite.folder(home, stick).rglob("*") if path.is_file()]


def test_backup_on_exit_copies_newest(backed_up: str, office: OpenOffice, home: Home, stick: str) -> None:
    assert backup_on_exit.bring(home, stick, office.data_key, FOR_EVER, FOR_EVER)
    assert offsite.look(home, stick).whole
    (brought,) = offsite.kept(home, stick)
    assert brought.path.read_bytes() == (home.backups / backed_up).read_bytes()
    assert len([path for path in files(home, stick) if len(path.name) == 64]) == 1
    before = {path: path.stat().st_mtime_ns for path in files(home, stick)}
    assert backup_on_exit.bring(home, stick, office.data_key, FOR_EVER, FOR_EVER)
    assert {path: path.stat().st_mtime_ns for path in files(home, stick)} == before  # nothing is brought twice


def test_backup_on_exit_absent_stick(backed_up: str, office: OpenOffice, home: Home, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert not backup_on_exit.bring(home, str(tmp_path / "không cắm"), office.data_key, FOR_EVER, FOR_EVER)
    assert time.monotonic() - begun < FOR_EVER / 2
    assert not (tmp_path / "không cắm").exists()


def test_backup_on_exit_without_backup_or_in_data_folder(office: OpenOffice, home: Home, stick: str) -> None:
    assert not backup_on_exit.bring(home, stick, office.data_key, FOR_EVER, FOR_EVER)
    assert list(Path(stick).iterdir()) == []
    backup_list.make(home, office.data_key)
    assert not backup_on_exit.bring(
        home, str(home.backups), office.data_key, FOR_EVER, FOR_EVER
    )  # lost together with the book


def test_backup_on_exit_late_answer(
    backed_up: str, office: OpenOffice, home: Home, stick: str, stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = offsite.is_there

    def at_last(place: str) -> bool:
        stuck.wait(FOR_EVER)
        return there(place)

    monkeypatch.setattr(offsite, "is_there", at_last)
    begun = time.monotonic()
    assert not backup_on_exit.bring(home, stick, office.data_key, 0.05, FOR_EVER)
    assert time.monotonic() - begun < FOR_EVER / 2
    stuck.set()
    over()
    assert list(Path(stick).iterdir()) == []


def test_backup_on_exit_slow_stick(
    backed_up: str, office: OpenOffice, home: Home, stick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves: list[int] = []
    monkeypatch.setattr(compared_copy, "AT_ONCE", 4096)
    ticks = count()
    monkeypatch.setattr(backup_on_exit, "time", SimpleNamespace(monotonic=lambda: next(ticks) * 0.1))
    look = before_file_synced_on_exit(lambda: halves.append(len(list(offsite.folder(home, stick).glob("*.part")))))
    monkeypatch.setattr(os, "fsync", look)
    assert not backup_on_exit.bring(home, stick, office.data_key, FOR_EVER, 4.0)
    over()
    assert len(halves) < (home.backups / backed_up).stat().st_size / 4096  # not all of it was written
    assert len(halves) > 20 and halves[-1] == 1  # the evidence was there, the book was under way
    assert [len(path.name) for path in files(home, stick)] == [64]
    assert not offsite.look(home, stick).whole
    assert offsite.bring(home, stick, office.data_key).whole  # the next start


def test_backup_on_exit_hanging_stick(
    backed_up: str, office: OpenOffice, home: Home, stick: str, stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = threading.Event()

    def hang() -> None:
        hangs.set()
        stuck.wait(FOR_EVER)

    def still() -> float:
        if "backup on exit" in {thread.name for thread in threading.enumerate()} - {threading.current_thread().name}:
            hangs.wait(FOR_EVER)  # the time of the one who waits begins to run out when the stick hangs
        return 0.0

    monkeypatch.setattr(os, "fsync", before_file_synced_on_exit(hang))
    monkeypatch.setattr(backup_on_exit, "time", SimpleNamespace(monotonic=still))
    begun = time.monotonic()
    assert not backup_on_exit.bring(home, stick, office.data_key, FOR_EVER, 0.2, hears=0.05)
    assert time.monotonic() - begun < FOR_EVER / 2
    (half,) = files(home, stick)
    assert half.suffix == ".part" and offsite.kept(home, stick) == []
    assert offsite.bring(home, stick, office.data_key).whole
    assert half.exists()  # somebody may be writing it
    with clock.fixed(clock.now() + timedelta(minutes=11)):
        offsite.bring(home, stick, office.data_key)
    assert not half.exists()
    assert [one.path.name for one in offsite.kept(home, stick)] == [backed_up]
