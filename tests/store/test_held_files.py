"""A file that an antivirus or an indexer holds: waited for a little, and never called damaged."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import offices
import pytest

from models.access.opening import OpenOffice
from models.base import paths
from models.base.files import read
from models.base.paths import Home
from models.store.backups import swap
from models.store.keys import key_slots
from models.store.local.lock import FileLock


class Held(OSError):
    """What Windows raises while another program has the file open for itself."""

    winerror = 32  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "held")


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], list[float]]:
    """`hold("open", 3)`: the next three calls of that method of a path (or of `of`) are refused; the pauses made."""
    pauses: list[float] = []
    monkeypatch.setattr(paths, "sleep", pauses.append)

    def start(method: str, times: int, of: Any = Path) -> list[float]:
        real, left = getattr(of, method), [times]

        def refused(path: Path, *given: Any, **named: Any) -> Any:
            if left[0] and path.suffix != ".close":
                left[0] -= 1
                raise Held
            return real(path, *given, **named)

        monkeypatch.setattr(of, method, refused)
        return pauses

    return start


def test_held_key_file_waited_for(office: OpenOffice, home: Home, hold: Callable[[str, int], list[float]]) -> None:
    pauses = hold("open", 3)
    assert key_slots.load(home.keys).slots
    assert len(pauses) == 3


def test_held_key_file_is_busy(office: OpenOffice, home: Home, hold: Callable[[str, int], list[float]]) -> None:
    hold("open", 99)
    with offices.refused("busy"):
        key_slots.load(home.keys)


def test_held_evidence_is_busy_not_damaged(office: OpenOffice, hold: Callable[[str, int], list[float]]) -> None:
    address = office.evidence.put(b"evidence")
    hold("read_bytes", 2)
    assert office.evidence.get(address) == b"evidence"
    hold("read_bytes", 99)
    with offices.refused("busy"):
        office.evidence.get(address)


def test_held_lock_waited_for(home: Home, hold: Callable[[str, int], list[float]]) -> None:
    assert hold("open", 2) == []
    FileLock(home.lock).release()


def test_held_file_of_person_waited_for(tmp_path: Path, hold: Callable[..., list[float]]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"found")
    pauses = hold("open", 3, of=os)
    assert read(tmp_path / "a.pdf", 10) == b"found" and len(pauses) == 3


def test_held_files_at_swap_waited_for(office: OpenOffice, home: Home, hold: Callable[[str, int], list[float]]) -> None:
    office.close()
    new = home.folder / "new"
    new.mkdir()
    for path in (home.database, home.keys, home.last_close):
        (new / path.name).write_bytes(path.read_bytes() + b"new")
    pauses = hold("replace", 4)
    aside = swap.change_places(home, new)
    assert len(pauses) == 4 and aside is not None and home.keys.read_bytes().endswith(b"new")
    assert not swap.interrupted(home)
