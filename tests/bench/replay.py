"""What comparing every row with the journal costs per 100,000 events, against only reading and parsing the same events.

Run: .venv/bin/python tests/bench/replay.py [TASKS]   Prints the ratio, and what the whole check and an opening take;
exit 1 when the ratio is over its limit.
"""

# ruff: noqa: E402
from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import office_maker

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store import audit
from models.store.db import Store
from models.store.integrity import check, replay
from models.store.sqlite import raw

LIMIT = 2.5
ROUNDS = 5
TASKS = 10_000


def compared(store: Store) -> None:
    """Every row of each table, by what the journal says."""
    for name, cls in replay.replayed().items():
        with store.read() as session, raw.under(session) as db:
            if list(replay.of_table(db, name, cls)):
                raise SystemExit(f"{name} is not as the journal says")


def parsed(store: Store) -> None:
    """The same events, read and parsed and no more."""
    with store.read() as session, raw.under(session) as db:
        for before, after in db.execute("SELECT before, after FROM audit_events ORDER BY number"):
            for side in (before, after):
                if side is not None:
                    json.loads(side)


def best(*works: Callable[[], object]) -> list[float]:
    """The best processor seconds of each; by turns, so that whatever else the machine does meets all of them alike."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for taken, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def main() -> int:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else TASKS
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "sổ")
        office = office_maker.make_office(home, tasks, entries=True)
        store = office.store
        with store.read() as session:
            events = audit.head(session)[0]
        ours, bare = best(lambda: compared(store), lambda: parsed(store))
        (whole,) = best(lambda: check.everything(home, store, office.evidence, office.data_key))
        office.close()
        opened = _openings(home)
    per = 100_000 / events
    print(
        f"{events} events: compared {ours * per:.2f} s, only parsed {bare * per:.2f} s for 100,000; "
        f"ratio {ours / bare:.2f} (limit {LIMIT})"
    )
    print(f"the whole check {whole:.2f} s, opening {opened:.2f} s of processor time, {tasks} tasks")
    return 0 if ours / bare <= LIMIT else 1


def _openings(home: Home) -> float:
    kept: list[OpenOffice] = []

    def again() -> None:
        kept.append(opening.open_office(home, office_maker.PASSPHRASE))
        kept.pop().close()

    return best(again)[0]


if __name__ == "__main__":
    raise SystemExit(main())
