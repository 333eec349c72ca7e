"""How long a proven backup of a 100 MB office with evidence takes against SQLite's own bare backup of its database.

Run: .venv/bin/python tests/bench/backup.py   Prints the ratio; exit 1 when it is over the limit. Also times opening.
"""

# ruff: noqa: E402
from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import office_maker

from models.access import opening, own_ways
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.backups import backup
from models.store.sqlite.connection import connect
from models.work import attachments

LIMIT = 1.5
OPENING_LIMIT = 1.0  # seconds, with a passphrase of the real cost
ROUNDS = 5
TASKS = 13_000  # with their monthly entries and audit events: about 100 MB
FILES, SIZE = 2_000, 100_000  # of evidence, and bytes of each: copied once, and opened again when they change


def bare(source: Path, target: Path, key: bytes) -> None:
    """SQLite's backup as its documentation shows it, into a file with SQLite's usual journal, and flushed."""
    with closing(connect(source, key)) as from_db, closing(connect(target, key, create=True)) as to_db:
        to_db.execute("PRAGMA journal_mode = DELETE")
        from_db.backup(to_db)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def medians(*works: Callable[[], object]) -> list[float]:
    """The median seconds of each; by turns, so that whatever else the machine does meets all of them alike."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for taken, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def attach(office: OpenOffice) -> None:
    """Files of evidence, as many a transaction as somebody drops on a task at once."""
    dice = Random(1)
    for start in range(0, FILES, 100):
        with office.store.write("task.attach") as write:
            for number in range(start, start + 100):
                attachments.keep(write.session, office.evidence, f"{number}.pdf", dice.randbytes(SIZE))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "sổ")
        office = office_maker.make_office(home, TASKS, entries=True)
        key = office.data_key
        own_ways.change_passphrase(office, office_maker.PASSPHRASE, office_maker.PASSPHRASE)
        attach(office)
        size = home.database.stat().st_size / 1e6

        def plain() -> None:
            target = Path(folder) / "plain.db"
            target.unlink(missing_ok=True)
            bare(home.database, target, key)

        target = Path(folder) / "sao.cchc"
        own, theirs = medians(lambda: backup.make(home, key, target), plain)
        (proving,) = medians(lambda: backup.prove(target, key))
        office.close()

        def unlock() -> None:
            opening.open_office(home, office_maker.PASSPHRASE).close()

        (opened,) = medians(unlock)
    print(
        f"backup of {size:.0f} MB: ours, counted and read back, {own:.2f} s; SQLite's own {theirs:.2f} s; "
        f"ratio {own / theirs:.2f} (limit {LIMIT}); proving it again {proving:.2f} s"
    )
    print(f"opening it with a passphrase: {opened:.2f} s (limit {OPENING_LIMIT})")
    return 0 if own / theirs <= LIMIT and opened <= OPENING_LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
