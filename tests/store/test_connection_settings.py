"""What every connection to the book is set to, and what it refuses."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import offices
import pytest
from sqlcipher3 import dbapi2 as driver

from models.base.errors import AppError
from models.store.sqlite import connection
from models.store.sqlite.connection import connect, examine, glimpse, uri

KEY = bytes(range(32))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small encrypted file with one row in it."""
    path = tmp_path / "sổ %20?.db"
    with closing(connect(path, KEY, create=True)) as db:
        db.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
        db.execute("CREATE TABLE two (one_id INTEGER REFERENCES one (id))")
        db.execute("INSERT INTO one VALUES (1)")
    return path


def test_it_is_durable_and_keeps_links(book: Path) -> None:
    with closing(connect(book, KEY)) as db:
        told = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cache_size")
        }
        assert told == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cache_size": -16000,
        }
        with pytest.raises(driver.IntegrityError):
            db.execute("INSERT INTO two VALUES (7)")
        assert db.isolation_level is None


def test_one_that_only_reads_writes_nothing(book: Path) -> None:
    before = sorted(path.name for path in book.parent.iterdir())
    for only in (connect(book, KEY, read_only=True, alone=True), glimpse(book, KEY), examine(book, KEY, alone=True)):
        with closing(only) as db:
            assert db.execute("SELECT id FROM one").fetchall() == [(1,)]
            with pytest.raises(driver.OperationalError):
                db.execute("INSERT INTO one VALUES (2)")
            assert sorted(path.name for path in book.parent.iterdir()) == before


def test_glimpse_of_open_book_sees_what_is_not_in_file_yet(book: Path) -> None:
    with closing(connect(book, KEY)) as writer:
        writer.execute("INSERT INTO one VALUES (2)")
        with closing(glimpse(book, KEY)) as db:
            assert db.execute("SELECT count(*) FROM one").fetchone() == (2,)


def test_another_key_missing_and_empty_file_refused(book: Path, tmp_path: Path) -> None:
    with offices.refused("damaged"):
        connect(book, bytes(32))
    missing = tmp_path / "không có.db"
    with pytest.raises(AppError) as refused:
        connect(missing, KEY)
    assert refused.value.do
    assert not missing.exists()
    missing.touch()
    with offices.refused("damaged"):
        connect(missing, KEY)
    assert missing.read_bytes() == b""


def test_library_that_loses_what_it_saved_is_refused_at_every_opening(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "OLDEST_SQLITE", (99, 0, 0))
    for options in ({}, {"create": True}, {"read_only": True, "alone": True}):
        with offices.refused("sqlite_too_old"):
            connect(book, KEY, **options)


def test_address_is_whole_path_in_escapes(tmp_path: Path) -> None:
    path = Path("/a b/sổ?.db")
    assert uri(path, "ro") == "file:%2Fa%20b%2Fs%E1%BB%95%3F.db?mode=ro"
    assert uri(path, "rw", alone=True) == "file:%2Fa%20b%2Fs%E1%BB%95%3F.db?mode=rw&immutable=1"
