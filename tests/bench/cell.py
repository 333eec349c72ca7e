"""Saving one cell of the monthly grid against the same rows written by bare sqlcipher3: each with its own commit.

The bare writer has a copy of the same book and the same settings of the connection; it changes the same rows and adds
as many to the journal, without a hash, a right, a session or a search. Three cells are saved: a note, a percentage
(which moves the task, too), and the first figure of a line. Both take turns, so that a busy disk meets both.

Run: .venv/bin/python tests/bench/cell.py [TASKS]   Prints ratio and medians; exit 1 when one is over its limit.
"""

# ruff: noqa: E402
from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from office_maker import CHEAP, PASSPHRASE, make_office

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.ids import new_id
from models.base.paths import Home
from models.store.keys import key_slots
from models.store.sqlite.connection import connect
from models.work import month, month_cells
from models.work.month import GridRow
from models.work.periods import PeriodRow

LIMIT = 8.0  # times the bare rows, where the disk is quick: a session, half a dozen reads, the rights, the chain
FRAME = 16.0  # ms, at the median: it is kept before the next picture of the screen
ROUNDS = 60
KEYS = {"note": "2024-03", "percent": "2024-03", "first": "2024-04"}  # nobody has told of April yet
UNTIL = date(2024, 3, 10)
JOURNAL = (
    "INSERT INTO audit_events (id, number, at, by, operation, operation_id, table_name, row_id, before, after, hash)"
    " SELECT ?, max(number) + 1, ?, 'đo', 'progress.put', ?, ?, ?, ?, ?, ? FROM audit_events"
)
FIRST = (
    "INSERT INTO progress (id, task_id, unit_id, period_id, state, percent, value, note, done_on, updated_at)"
    " SELECT ?, ?, ?, id, NULL, ?, NULL, '', NULL, ? FROM periods WHERE key = ?"
)


class BareBook:
    """A copy of the book in the hands of the bare driver."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def save(self, key: str, line: GridRow, column: str, value: object) -> None:
        """Write a cell, and the task with a percentage."""
        now = clock.iso_utc(clock.now())
        self._driver.execute("BEGIN IMMEDIATE")
        found = self._driver.execute(
            "SELECT progress.id FROM progress JOIN periods ON periods.id = period_id"
            " WHERE task_id = ? AND unit_id = ? AND key = ?",
            (line.task_id, line.unit_id, key),
        ).fetchone()
        entry = found[0] if found else new_id()
        if found:
            what = f"UPDATE progress SET {column} = ?, updated_at = ? WHERE id = ?"
            self._driver.execute(what, (value, now, entry))
        else:
            self._driver.execute(FIRST, (entry, line.task_id, line.unit_id, value, now, key))
        self._note("progress", entry, now)
        if column == "percent":
            self._driver.execute("UPDATE tasks SET percent = ?, state = 'doing' WHERE id = ?", (value, line.task_id))
            self._note("tasks", line.task_id, now)
        self._driver.execute("COMMIT")

    def _note(self, table: str, row: str, now: str) -> None:
        words = '{"note":"đã làm xong bước một","updated_at":"2024-03-10T03:00:00Z"}'
        self._driver.execute(JOURNAL, (new_id(), now, new_id(), table, row, words, words, "0" * 64))


def saved(opened: OpenOffice, period: PeriodRow, line: GridRow, column: str, text: str) -> None:
    """A cell as the grid keeps it: read, checked, put into the book with its journal."""
    value = month_cells.read(line, column, text, period)
    with opened.store.write("progress.put") as write:
        (outcome,) = month_cells.put(write.session, period.key, [(line.task_id, line.unit_id, {column: value})])
    assert outcome.refusal is None


def timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def lines_of(opened: OpenOffice, kind: str) -> tuple[PeriodRow, list[GridRow]]:
    """As many lines as there are rounds: with an entry, again and again, or without one."""
    with opened.store.read() as session:
        grid = month.read(session, KEYS[kind])
    fits = [line for line in grid.rows if line.done_on is None and (line.percent is None) == (kind == "first")]
    return grid.period, fits[:ROUNDS] if kind == "first" else [*islice(cycle(fits), ROUNDS)]


def measured(opened: OpenOffice, bare: BareBook) -> dict[str, list[tuple[float, float]]]:
    """For each kind of cell the times of ours and of the bare rows, in milliseconds."""
    return {kind: [*timed_kind(opened, bare, kind)] for kind in KEYS}


def timed_kind(opened: OpenOffice, bare: BareBook, kind: str) -> Iterator[tuple[float, float]]:
    """Line by line the same cell, by us and bare."""
    period, lines = lines_of(opened, kind)
    column = "note" if kind == "note" else "percent"
    for number, line in enumerate(lines):
        value = f"đã làm xong bước {number}" if kind == "note" else number % 89 + 5
        ours = timed(partial(saved, opened, period, line, column, str(value)))
        yield ours, timed(partial(bare.save, period.key, line, column, value))


def make_book(home: Home, tasks: int) -> None:
    """Ten years of months, and one figure of the month to come, so that its period is there."""
    opened = make_office(home, tasks, years=10, entries=True, until=UNTIL)
    period, lines = lines_of(opened, "first")
    saved(opened, period, lines[0], "percent", "1")
    opened.close()


def main(tasks: int) -> int:
    cost, key_slots.COST = key_slots.COST, CHEAP
    with tempfile.TemporaryDirectory() as folder, clock.fixed(datetime(2024, 3, 10, 3, tzinfo=UTC)):
        home = Home(Path(folder) / "book")
        make_book(home, tasks)
        copy = Path(folder) / "copy.db"
        shutil.copyfile(home.database, copy)
        opened = opening.open_office(home, PASSPHRASE)
        with closing(connect(copy, opened.data_key)) as driver:
            times = measured(opened, BareBook(driver))
        opened.close()
    key_slots.COST = cost
    both = [pair for pairs in times.values() for pair in pairs]
    mine, plain = (statistics.median(column) for column in zip(*both, strict=True))
    told = ", ".join(
        "{} {:.2f} / {:.2f}".format(kind, *(statistics.median(column) for column in zip(*pairs, strict=True)))
        for kind, pairs in times.items()
    )
    print(
        f"saving a cell, {tasks:,} tasks, {len(both)} cells: median {mine:.2f} ms (limit {FRAME:.0f}), slowest"
        f" {max(both)[0]:.1f} ms; bare driver {plain:.2f} ms; ours / bare: {told}; ratio {mine / plain:.2f}"
        f" (limit {LIMIT})"
    )
    return 0 if mine <= LIMIT * plain and mine <= FRAME else 1


if __name__ == "__main__":
    raise SystemExit(main(next((int(word) for word in sys.argv[1:] if word.isdigit()), 3_000)))
