"""Saving what can still be read of a damaged file, table by table, into a new one. The damaged file is only read.

What is missing is counted table by table; what the journal still knows of it is made anew (`rebuild`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.base.paths import Home
from models.store import faults, schema, search
from models.store.local import free_space
from models.store.sqlite import rebuild
from models.store.sqlite.connection import connect, examine

_AT_ONCE = 500
_DEAD = 3  # pieces in a row without a readable row, where the end of a table is not known
_MOST_PROBES = 30_000  # reads that failed; by then a minute has gone, and what is left is rubbish
Progress = Callable[[int, int], object]  # called with what is done and how much there is
_INDEX = "_search"  # tables that are made anew from the others


def _no_progress(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True)
class TableLoss:
    """A table after salvage: how many rows were read, and how many there were (None where nothing tells).

    `rebuilt` rows could not be read and were made anew from the journal; `dropped` ones were read, but belonged to a
    row that is lost.
    """

    table: str
    read: int
    expected: int | None
    rebuilt: int = 0
    dropped: int = 0

    @property
    def lost(self) -> int | None:
        """How many rows are not in the new file; None where nothing tells."""
        return None if self.expected is None else max(0, self.expected - self.read - self.rebuilt + self.dropped)


@dataclass(frozen=True)
class SalvageResult:
    """The new file and what became of each table, in the order of their names."""

    file: Path
    tables: tuple[TableLoss, ...]

    @property
    def rows(self) -> int:
        """How many rows were saved."""
        return sum(table.read for table in self.tables)


def salvage(home: Home, key: bytes, target: Path, progress: Progress = _no_progress) -> SalvageResult:
    """Write every row of the damaged office that can be read into the new file `target`.

    `progress` is given how many tables are done, of all. Their classes must have been loaded (`search.rebuild`).
    Raises AppError `damaged` when not even the list of tables can be read, `disk_full` and what else the disk refuses.
    """
    with faults.sorting(disk=True):
        free_space.refuse_full(target.parent, home.database.stat().st_size)
    source = _Source(home.database, key)
    try:
        shapes = source.shapes()
        schema.create(target, key)
        with closing(connect(target, key)) as new, faults.sorting(disk=True):
            new.execute("PRAGMA foreign_keys = OFF")  # a row whose parent is lost is still worth having
            new.execute("BEGIN IMMEDIATE")
            ours = _shapes(new)
            found = []
            for done, name in enumerate(sorted(ours)):
                progress(done, len(ours))
                found.append(_table(source, new, name, ours[name], shapes.get(name)))
            found = _completed(new, found)
            new.execute("COMMIT")
            new.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
    return SalvageResult(target, tuple(found))


class _Source:
    """The damaged file. After a page that cannot be read the connection reads nothing more, so a new one is made."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file, key
        self._connection: Any = None
        self.failed = 0  # statements that met an unreadable page

    def rows(self, statement: str, *values: object) -> list[Any] | None:
        """The rows, or None when the statement meets a page that cannot be read."""
        try:
            if self._connection is None:
                wal = self._file.with_name(self._file.name + "-wal")
                alone = not wal.exists() or not wal.stat().st_size
                self._connection = examine(self._file, self._key, alone=alone, tolerant=True)
            return list(self._connection.execute(statement, values))
        except driver.Error:
            self.failed += 1
            self.close()
            return None

    def shapes(self) -> dict[str, list[str]]:
        """The columns of each table. Raises AppError `damaged`."""
        if self.rows("SELECT 1 FROM sqlite_master") is None:
            raise faults.damaged()
        try:
            return _shapes(self._connection)
        except driver.Error:
            raise faults.damaged() from None

    def close(self) -> None:
        with suppress(driver.Error):
            if self._connection is not None:
                self._connection.close()
        self._connection = None


def _completed(new: Any, found: list[TableLoss]) -> list[TableLoss]:  # noqa: ANN401
    """What was read, completed from the journal, without rows that hang in the air, and ready to be searched."""
    live, rebuilt = rebuild.from_journal(new)
    dropped = rebuild.unhooked(new)
    search.rebuild(new)
    events = new.execute("SELECT max(number) FROM audit_events").fetchone()[0] or 0
    whole = []
    for one in found:
        least = events if one.table == "audit_events" else live.get(one.table, 0)
        expected = max(one.expected or 0, least) if one.expected is not None or least else None
        whole.append(
            replace(
                one, expected=expected, rebuilt=rebuilt.get(one.table, 0), dropped=min(one.read, dropped[one.table])
            )
        )
    return whole


def _shapes(connection: Any) -> dict[str, list[str]]:  # noqa: ANN401
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [n for n in names if _INDEX not in n and not n.startswith("sqlite_") and n != "alembic_version"]
    return {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for name in kept}


def _table(source: _Source, new: Any, name: str, ours: list[str], theirs: list[str] | None) -> TableLoss:  # noqa: ANN401
    columns = [column for column in ours if column in (theirs or [])]
    if not columns:
        return TableLoss(name, 0, None)
    listed = ", ".join(f'"{column}"' for column in columns)
    # Straight into the table: a row that a rule of the new file refuses (a twin) is left out like one not read.
    insert = f'INSERT OR IGNORE INTO "{name}" ({listed}) VALUES ({", ".join("?" * len(columns))})'
    read = 0
    for rows in _readable(source, name, listed):
        read += max(0, new.executemany(insert, rows).rowcount)
    # An index knows how many rows there were, also when their own pages are gone.
    counted = source.rows(f'SELECT count(*) FROM "{name}"')
    return TableLoss(name, read, max(counted[0][0], read) if counted else None)


def _readable(source: _Source, name: str, listed: str) -> Iterator[list[Any]]:
    """The rows of a table in pieces: forward to the first page that cannot be read, and over it by halving."""
    ends = [source.rows(f'SELECT rowid FROM "{name}" ORDER BY rowid {way} LIMIT 1') for way in ("ASC", "DESC")]
    if [] in ends:
        return
    low = ends[0][0][0] if ends[0] else 1
    last = ends[1][0][0] if ends[1] else None
    dead = 0
    while dead < _DEAD if last is None else low <= last:
        high = low + _AT_ONCE - 1 if last is None else min(last, low + _AT_ONCE - 1)
        before = source.failed
        pieces = list(_halved(source, name, listed, low, high))
        yield from pieces
        dead = 0 if any(pieces) else dead + 1
        if source.failed > _MOST_PROBES or (last is None and source.failed == before and not any(pieces)):
            return
        low = high + 1


def _halved(source: _Source, name: str, listed: str, low: int, high: int) -> Iterator[list[Any]]:
    select = f'SELECT {listed} FROM "{name}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    todo = [(low, high)]
    while todo and source.failed <= _MOST_PROBES:
        low, high = todo.pop()
        rows = source.rows(select, low, high)
        if rows is not None:
            yield rows
        elif low < high:
            middle = (low + high) // 2
            todo += [(middle + 1, high), (low, middle)]
