"""Each completion is told by exactly one period, in whatever order months are closed, opened again and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import offices
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.work import adjustments, period_closing, period_result, periods, progress, tasks, units
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

TODAY = datetime(2024, 7, 20, 5, tzinfo=UTC)
UNITS = ("Xã Lùng Cải", "Xã Lùng Phình")
MONTHS = tuple(f"2024-0{month}" for month in range(1, 8))
RUNNING = "2024-08"  # tells what turns out after all others were closed
DAYS = st.dates(date(2023, 12, 15), date(2024, 6, 30))
ACTS = st.one_of(
    st.tuples(st.just("close"), st.sampled_from(MONTHS)),
    st.tuples(st.just("reopen"), st.sampled_from(MONTHS)),
    st.tuples(st.just("done"), st.sampled_from(MONTHS), st.integers(0, 2), st.sampled_from(UNITS), DAYS),
    st.tuples(st.just("move"), st.sampled_from(MONTHS), st.integers(0, 2), st.sampled_from(UNITS), DAYS),
    st.tuples(st.just("later"), st.sampled_from((*MONTHS, RUNNING)), st.integers(0, 2), st.sampled_from(UNITS), DAYS),
)
Key = tuple[str, str, str]  # task, unit, occurrence


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    template = offices.founded_once(tmp_path_factory.mktemp("sổ") / "mẫu")
    with clock.fixed(TODAY), offices.copied(template, Home(tmp_path_factory.mktemp("kỳ"))) as office:
        yield office


class _Enough(Exception):
    """The book of this example is thrown away."""


class Book:
    """Three tasks of two units: due once, due once and given late, due in every month. `done` is what was told."""

    def __init__(self, session: Session, due_day: int | None) -> None:
        self.session, self.done = session, dict[Key, tuple[str, date]]()
        given_ = {"lead": UNITS, "assigned_on": date(2023, 12, 20)}
        made = (
            TaskFields("một lần", due_on=date(2024, 2, 10), **given_),  # type: ignore[arg-type]
            TaskFields("giao sau", lead=UNITS, due_on=date(2024, 3, 30), assigned_on=date(2024, 3, 1)),
            TaskFields("định kỳ", recurrence="monthly", due_day=due_day, **given_),  # type: ignore[arg-type]
        )
        self.tasks = [task.id for task in tasks.add_many(session, made)]
        self.units = {name: units.find(session, name).id for name in UNITS}

    def act(self, kind: str, month: str, *about: Any) -> None:
        if kind == "close":
            period_closing.close(self.session, month)
        elif kind == "reopen":
            period_closing.reopen(self.session, month, "sửa")
        else:
            self._tell(kind, month, *about)

    def _tell(self, kind: str, month: str, number: int, unit: str, day: date) -> None:
        """Done, once only; moved is a day corrected while its month is open."""
        if kind == "later":
            self._tell_later(month, number, unit, day)
            return
        key = (self.tasks[number], unit, month if number == 2 else "")
        closed = periods.get(self.session, month).closed
        told = (self.tasks[number], month, NewProgress(done_on=day))
        if closed and number != 2 and day > periods.get(self.session, month).to_on:
            return  # belongs to a later month
        if kind == "done" and key not in self.done:
            if closed:
                adjustments.adjust(self.session, *told, "nhập thiếu", unit_id=self.units[unit])
            else:
                progress.put(self.session, *told, self.units[unit])
            self.done[key] = (month, day)
        elif kind == "move" and key in self.done and self.done[key][0] == month and not closed:
            progress.put(self.session, *told, self.units[unit])
            self.done[key] = (month, day)

    def _tell_later(self, month: str, number: int, unit: str, day: date) -> None:
        """It turns out to have been done later, told in a month that is open; of a recurring duty in its own."""
        key = (self.tasks[number], unit, month if number == 2 else "")
        if key not in self.done or day <= self.done[key][1]:
            return
        first, entry, unit_id = self.done[key][0], NewProgress(done_on=day), self.units[unit]
        if periods.get(self.session, month).closed:
            if number != 2:
                return
            adjustments.adjust(self.session, key[0], month, entry, "ghi nhầm", unit_id)
        elif month < first:
            return
        elif month != first and number != 2 and not periods.get(self.session, first).closed:
            return  # both months tell it while the first is open: not held yet
        else:
            progress.put(self.session, key[0], month, entry, unit_id)
        self.done[key] = (month, day)


def told(session: Session) -> dict[Key, list[str]]:
    """The months that tell of each part that it was done."""
    found: dict[Key, list[str]] = {}
    for month in (*MONTHS, RUNNING):
        for task in period_result.of_period(session, month).tasks:
            for part in (part for part in task.counted if part.done_on):
                found.setdefault((task.id, part.unit, part.period), []).append(month)
    return found


@settings(max_examples=12)
@given(acts=st.lists(ACTS, max_size=10), due_day=st.sampled_from((None, 9, 25)))
@example(
    due_day=None,
    acts=[
        ("close", "2024-02"),
        ("close", "2024-03"),
        ("reopen", "2024-02"),
        ("done", "2024-02", 0, UNITS[0], date(2024, 2, 13)),
        ("close", "2024-02"),
    ],
)
@example(
    due_day=None,
    acts=[
        ("done", "2024-02", 0, UNITS[0], date(2024, 2, 13)),
        ("close", "2024-02"),
        ("close", "2024-03"),
        ("reopen", "2024-02"),
        ("move", "2024-02", 0, UNITS[0], date(2024, 3, 1)),
        ("close", "2024-02"),
    ],
)
@example(
    due_day=None,
    acts=[
        ("done", "2024-01", 0, UNITS[0], date(2024, 1, 10)),
        ("close", "2024-01"),
        ("later", "2024-03", 0, UNITS[0], date(2024, 2, 20)),
    ],
)
@example(
    due_day=None,
    acts=[
        ("done", "2024-01", 0, UNITS[0], date(2024, 1, 10)),
        *(("close", f"2024-0{month}") for month in (1, 2, 3)),
        ("later", "2024-04", 0, UNITS[0], date(2024, 3, 20)),
    ],
)
@example(
    due_day=None,
    acts=[
        ("done", "2024-01", 2, UNITS[0], date(2024, 1, 10)),
        ("close", "2024-01"),
        ("later", "2024-01", 2, UNITS[0], date(2024, 1, 20)),
    ],
)
@example(
    due_day=25,
    acts=[
        ("done", "2024-01", 2, UNITS[0], date(2024, 1, 10)),
        ("close", "2024-01"),
        ("later", "2024-01", 2, UNITS[0], date(2024, 1, 20)),
    ],
)
def test_each_completion_is_told_by_one_month(
    shared: OpenOffice, acts: list[tuple[Any, ...]], due_day: int | None
) -> None:
    with clock.fixed(TODAY), suppress(_Enough), shared.store.write("x") as write:
        book = Book(write.session, due_day)
        for act in acts:
            with suppress(AppError):
                book.act(*act)
            write.session.flush()
        found = told(write.session)
        assert found.keys() == book.done.keys()
        assert {key: months for key, months in found.items() if len(months) > 1} == {}
        raise _Enough
