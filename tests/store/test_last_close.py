"""What is noted of the last closing, and what is made of a note that cannot be true."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.base import clock
from models.base.paths import Home
from models.store.local import last_close
from models.store.local.last_close import LastClose


def test_last_close_over_a_day(home: Home) -> None:
    assert last_close.read(home) is None
    last_close.entered(home, 3, "abc")
    assert last_close.read(home) == LastClose(False, 3, "abc")
    last_close.left(home, 5, "def")
    assert last_close.read(home) == LastClose(True, 5, "def")


def test_last_close_with_wal_left(home: Home) -> None:
    home.folder.mkdir(parents=True)
    wal = home.database.with_name("so-cchc.db-wal")
    wal.write_bytes(b"changes")
    last_close.left(home, 5, "def")
    noted = last_close.read(home)
    assert noted is not None and not noted.clean
    wal.write_bytes(b"")
    last_close.left(home, 5, "def")
    assert last_close.read(home) == LastClose(True, 5, "def")


def test_last_close_after_replaced_office(home: Home) -> None:
    last_close.entered(home, 9, "abc")
    with clock.fixed(datetime(2024, 3, 14, 5, tzinfo=UTC)):
        last_close.replaced(home, 2, "def")
    last_close.entered(home, 3, "ghi")
    at = "2024-03-14T05:00:00Z"
    assert last_close.read(home) == LastClose(False, 3, "ghi", since=at)
    assert last_close.moment(at) == datetime(2024, 3, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"clean": 1}',
        b"\xff",
        b'{"clean": "x", "events": 1, "head": "", "since": ""}',
    ],
)
def test_last_close_unreadable_note(home: Home, content: bytes) -> None:
    home.folder.mkdir(parents=True)
    home.last_close.write_bytes(content)
    assert last_close.read(home) is None
    last_close.entered(home, 1, "abc")
    assert last_close.read(home) == LastClose(False, 1, "abc")


def test_last_close_nonsense_moment() -> None:
    assert last_close.moment("") is None
    assert last_close.moment("hôm qua") is None


def test_last_close_not_writable(home: Home) -> None:
    home.folder.parent.mkdir(parents=True, exist_ok=True)
    home.folder.write_bytes(b"a file where the folder should be")
    last_close.entered(home, 1, "abc")
    assert last_close.read(home) is None
