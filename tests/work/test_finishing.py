"""What a word, a figure or a decision does to the day on which a task was completed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import progress, tasks
from models.work.progress import NewProgress
from models.work.tasks import Task


@pytest.fixture
def one(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> str:
    """A task that was reported done on 5 March, in the period that holds it."""
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    task = offices.add_task(office, "một")
    _put(office, task, NewProgress(done_on=date(2024, 3, 5)))
    return task


def _put(office: OpenOffice, task: str, entry: NewProgress, key: str = "2024-03") -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task, key, entry)


def _stands(office: OpenOffice, task: str) -> tuple[str, int, date | None]:
    with office.store.read() as session:
        row = session.get_one(Task, task)
        return row.state, row.percent, row.done_on


@pytest.mark.parametrize(
    ("entry", "stands"),
    [
        # Handing it in says nothing against its being done.
        (NewProgress(state="submitted"), ("submitted", 100, date(2024, 3, 5))),
        (NewProgress(state="accepted"), ("accepted", 100, date(2024, 3, 5))),
        (NewProgress(note="thêm một lời"), ("accepted", 100, date(2024, 3, 5))),
        (NewProgress(percent=100), ("accepted", 100, date(2024, 3, 5))),
        # Any other word does.
        (NewProgress(state="returned"), ("returned", 100, None)),
        (NewProgress(state="doing"), ("doing", 100, None)),
        (NewProgress(percent=99), ("doing", 99, None)),
        (NewProgress(done_on=None), ("doing", 100, None)),
        (NewProgress(done_on=date(2024, 3, 7)), ("accepted", 100, date(2024, 3, 7))),
    ],
)
def test_what_entry_does_to_day_of_completion(
    office: OpenOffice, one: str, entry: NewProgress, stands: tuple[str, int, date | None]
) -> None:
    _put(office, one, entry)
    assert _stands(office, one) == stands


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        ("submitted", ("submitted", 100, date(2024, 3, 5))),
        ("accepted", ("accepted", 100, date(2024, 3, 5))),
        ("returned", ("returned", 100, None)),  # what was done stays done
        ("doing", ("doing", 100, None)),  # what was done stays done
        ("paused", ("paused", 100, None)),  # what was done stays done
    ],
)
def test_what_decision_does_to_day_of_completion(
    office: OpenOffice, one: str, state: str, stands: tuple[str, int, date | None]
) -> None:
    with office.store.write("task.state") as write:
        tasks.set_state(write.session, one, state)
    assert _stands(office, one) == stands


def test_a_note_takes_back_no_decision(office: OpenOffice, one: str) -> None:
    """Reported half done, finished on its own page, then a note: it stays finished until a figure says otherwise."""
    _put(office, one, NewProgress(percent=50))
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, one, date(2024, 3, 11))
    _put(office, one, NewProgress(note="thêm một lời", value=Decimal(5)))
    assert _stands(office, one) == ("accepted", 100, date(2024, 3, 11))
    _put(office, one, NewProgress(percent=50))
    assert _stands(office, one) == ("doing", 50, None)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("2024-02", date(2024, 2, 14)),  # over: its last day
        ("2024-03", date(2024, 3, 12)),  # running: today
        ("2024-04", date(2024, 3, 15)),  # still to come: its first day
    ],
)
def test_done_without_day_was_done_in_period(
    office: OpenOffice, hold_clock: Callable[[datetime], None], key: str, day: date
) -> None:
    hold_clock(datetime(2024, 3, 12, 3, tzinfo=UTC))
    task = offices.add_task(office, "một")
    _put(office, task, NewProgress(percent=100), key)
    assert _stands(office, task) == ("accepted", 100, day)
