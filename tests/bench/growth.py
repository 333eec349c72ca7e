"""Whether opening, listing and saving cost more in an old book: 1, 5 and 10 years of months behind the present one.

Run: .venv/bin/python tests/bench/growth.py   Prints the times and how they grow; exit 1 when one grows too much.
"""

# ruff: noqa: E402
from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from office_maker import CHEAP, PASSPHRASE, make_office

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store.keys import key_slots
from models.work import month, overview, periods, progress, task_list, timeliness
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter
from models.work.task_order import URGENT

YEARS = (1, 5, 10)
TASKS_A_YEAR = 300
ROUNDS = 15
LIMIT = 1.5  # times the cost with one year; ten years hold ten times the rows
UNTIL = date(2024, 3, 10)


def bests(works: list[Callable[[], Any]]) -> list[float]:
    """The quickest of some rounds for each, in milliseconds, in turns: the rest is the machine's other business."""
    times = [float("inf")] * len(works)
    for _round in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            times[place] = min(times[place], (time.perf_counter() - start) * 1000)
    return times


def reopened(opened: OpenOffice) -> None:
    """From the passphrase to the first thing read."""
    again = opening.open_office(opened.home, PASSPHRASE)
    with again.store.read() as session:
        timeliness.today(session)
    again.close()


def listed(opened: OpenOffice, work: Callable[[Any, timeliness.Today], Any]) -> Callable[[], None]:
    """One page of the program as it asks for its rows."""

    def once() -> None:
        with opened.store.read() as session:
            work(session, timeliness.today(session))

    return once


def saved(opened: OpenOffice) -> Callable[[], None]:
    """One cell of the present month's grid, as it is saved when it is left."""
    with opened.store.read() as session:
        cells = [row for row in month.read(session, periods.default_key(UNTIL)).rows if row.recurrence is None]
    percents = iter(range(1, 99))

    def once() -> None:
        percent = next(percents)
        cell = cells[percent % len(cells)]
        with opened.store.write("progress.put") as write:
            progress.put(
                write.session, cell.task_id, periods.default_key(UNTIL), NewProgress(percent=percent), cell.unit_id
            )

    return once


def things(opened: OpenOffice) -> dict[str, Callable[[], Any]]:
    """What a person waits for."""
    running = TaskFilter(unfinished=True, sort="due_on")
    words = TaskFilter(search="năm 2024")
    return {
        "first page of tasks": listed(opened, lambda s, now: task_list.page(s, TaskFilter(), now)),
        "most urgent tasks first": listed(opened, lambda s, now: task_list.page(s, TaskFilter(sort=URGENT), now)),
        "unfinished by deadline": listed(opened, lambda s, now: task_list.page(s, running, now)),
        "how many unfinished": listed(opened, lambda s, now: task_list.count(s, running, now)),
        "search": listed(opened, lambda s, now: task_list.page(s, words, now, limit=50)),
        "month grid": listed(opened, lambda s, now: month.read(s, periods.default_key(now.day))),
        "overview": listed(opened, overview.read),
        "saving one cell": saved(opened),
    }


def measured(folder: Path) -> dict[str, list[float]]:
    """For each thing its milliseconds, by the years of `YEARS`."""
    made = [
        make_office(Home(folder / str(years)), TASKS_A_YEAR * years, years=years, entries=True, until=UNTIL)
        for years in YEARS
    ]
    works = [things(opened) for opened in made]
    times = {name: bests([work[name] for work in works]) for name in works[0]}
    for opened in made:
        opened.close()
    return {"opening": bests([partial(reopened, opened) for opened in made])} | times


def main() -> int:
    key_slots.COST = CHEAP  # stretching a passphrase costs what it is meant to cost, in an old book and in a new one
    noon = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 5, tzinfo=UTC)
    with clock.fixed(noon), tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    for name, times in found.items():
        shown = ", ".join(f"{years}: {ms:.2f}" for years, ms in zip(YEARS, times, strict=True))
        print(f"{name:24} ms by years {shown}; ten years cost {times[-1] / times[0]:.2f} of one")
    worst = max(times[-1] / times[0] for times in found.values())
    print(f"growth over ten years: at most {worst:.2f} (limit {LIMIT})")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
