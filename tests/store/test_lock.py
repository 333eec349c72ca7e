"""One program at a time: the second is told who holds the office, and a dead one holds nothing."""

from __future__ import annotations

import errno
import json
import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

import offices
import pytest

from models.access import opening
from models.access.opening import OpenOffice
from models.base import os_lock
from models.base.paths import Home
from models.store.local.lock import FileLock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from models.store.local.lock import FileLock
held = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def another_program(path: Path) -> subprocess.Popen[str]:
    """A program that holds the lock until it is ended."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert started.stdout is not None and started.stdout.readline() == "held\n"
    return started


def ended(program: subprocess.Popen[str], *, kill: bool) -> None:
    if kill:
        program.kill()
    program.communicate()


def test_lock_tells_second_program_who_holds_it(office: OpenOffice, home: Home) -> None:
    office.close()
    other = another_program(home.lock)
    with pytest.raises(Exception, match=str(other.pid)) as refused:
        opening.open_office(home, offices.PASSPHRASE)
    assert refused.value.code == "in_use"  # type: ignore[attr-defined]
    ended(other, kill=False)
    opening.open_office(home, offices.PASSPHRASE).close()


def test_lock_released_by_killed_program(home: Home) -> None:
    other = another_program(home.lock)
    with offices.refused("in_use"):
        FileLock(home.lock)
    ended(other, kill=True)
    assert home.lock.with_suffix(".holder").exists()  # its note is stale
    FileLock(home.lock).release()
    assert not home.lock.with_suffix(".holder").exists()


def test_lock_refuses_same_program(office: OpenOffice, home: Home) -> None:
    with offices.refused("in_use"):
        opening.open_office(home, offices.PASSPHRASE)


@pytest.mark.parametrize("note", [b"", b"\xff", b"[]", b'{"computer": 1}', b"null"])
def test_lock_with_unreadable_note(home: Home, note: bytes) -> None:
    held = FileLock(home.lock)
    home.lock.with_suffix(".holder").write_bytes(note)
    with offices.refused("in_use"):
        FileLock(home.lock)
    held.release()


def test_lock_note_contents(home: Home) -> None:
    held = FileLock(home.lock)
    note = json.loads(home.lock.with_suffix(".holder").read_text("utf-8"))
    assert note["process"] == str(os.getpid()) and note["computer"] and len(note["since"]) == len("09:30 14/03/2024")
    held.release()
    held.release()


def test_lock_unsupported_by_disk(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_file: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(os_lock, "take", refuses)
    with offices.refused("disk_failing"):
        FileLock(home.lock)


def test_lock_released_after_wrong_passphrase(office: OpenOffice, home: Home) -> None:
    office.close()
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, "sai rồi nhé")
    opening.open_office(home, offices.PASSPHRASE).close()


def test_lock_computer_name_is_cheap(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "uname", lambda: pytest.fail("on Windows this waits for WMI"))
    with FileLock(home.lock):
        note = json.loads(home.lock.with_suffix(".holder").read_text("utf-8"))
    assert note["computer"] == socket.gethostname()
