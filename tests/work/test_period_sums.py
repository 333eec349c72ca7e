"""Sums of a period's result, for tasks and entries of every kind that hypothesis thinks of."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.work import extensions, period_closing, period_result, periods, progress, tasks, units
from models.work.codes import PERIOD_KIND, RECURRENCES, WHOSE
from models.work.progress import NewProgress
from models.work.result_parts import PeriodResult
from models.work.tasks import TaskFields

UNITS = ("Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình")
MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 7))
ALL = (*MONTHS, "2024-Q1", "2024-Q2", "2024-H1", "2024")
DAYS = st.integers(0, 200).map(lambda days: date(2023, 12, 15) + timedelta(days=days))


@dataclass(frozen=True)
class Word:
    """What one unit says in one month: done on a day, or how far it is."""

    unit: str
    month: str
    done_on: date | None
    percent: int


@dataclass(frozen=True)
class Planned:
    """A task with what is said of it, in this order."""

    lead: tuple[str, ...]
    whose: str
    due_on: date | None
    recurrence: str | None
    assigned_on: date | None
    words: tuple[Word, ...]


WORDS = st.builds(Word, st.sampled_from(UNITS), st.sampled_from(MONTHS), st.none() | DAYS, st.integers(0, 99))
PLANNED = st.builds(
    Planned,
    st.lists(st.sampled_from(UNITS), unique=True).map(tuple),
    st.sampled_from(WHOSE),
    st.none() | DAYS,
    st.none() | st.sampled_from(RECURRENCES),
    st.none() | DAYS,
    st.lists(WORDS, max_size=5).map(tuple),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offices.founded_once(tmp_path_factory.mktemp("sổ") / "mẫu")


@contextmanager
def planned(template: Path, plan: list[Planned]) -> Iterator[OpenOffice]:
    place = Path(tempfile.mkdtemp())
    try:
        with clock.fixed(datetime(2024, 7, 20, 5, tzinfo=UTC)), offices.copied(template, Home(place / "sổ")) as office:
            for one in plan:
                _enter(office, one)
            yield office
    finally:
        shutil.rmtree(place)


def _enter(office: OpenOffice, one: Planned) -> None:
    fields = TaskFields(
        "việc",
        lead=one.lead,
        whose=one.whose,
        due_on=None if one.recurrence else one.due_on,
        recurrence=one.recurrence,
        assigned_on=one.assigned_on,
    )
    with office.store.write("task.add") as write:
        task_id = tasks.add(write.session, fields).id
        known = {name: units.find(write.session, name).id for name in UNITS}
        for word in one.words:
            entry = NewProgress(done_on=word.done_on) if word.done_on else NewProgress(percent=word.percent)
            progress.put(write.session, task_id, word.month, entry, known[word.unit])


def results(office: OpenOffice) -> dict[str, PeriodResult]:
    with office.store.read() as session:
        return {key: period_result.of_period(session, key) for key in ALL}


CALM = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(plan=st.lists(PLANNED, max_size=5))
def test_sums_by_unit_and_task_agree(template: Path, plan: list[Planned]) -> None:
    with planned(template, plan) as office:
        for found in results(office).values():
            by_unit: Counter[str] = Counter()
            for _name, counts in found.by_unit():
                by_unit.update(asdict(counts))
            ours = Counter(part.result for task in found.tasks if task.whose == "ours" for part in task.counted)
            assert +by_unit == ours == +Counter(asdict(found.counts))


@CALM
@given(plan=st.lists(PLANNED, max_size=5))
def test_finished_unit_is_never_named_late(template: Path, plan: list[Planned]) -> None:
    with planned(template, plan) as office:
        for found in results(office).values():
            for part in (part for task in found.tasks for part in task.units):
                done_in_time = part.done_on is not None and part.due_on is not None and part.done_on <= part.due_on
                assert not (done_in_time and part.days_late)
                assert (part.result == "open_overdue") <= (part.done_on is None)
                assert part.days_late >= 0 and (part.percent == 100) >= (part.done_on is not None)


@CALM
@given(plan=st.lists(PLANNED, max_size=5))
def test_each_miss_is_of_one_period(template: Path, plan: list[Planned]) -> None:
    """Every occurrence has the due day of its own period, once in each result, and its miss is not forgotten."""
    with planned(template, plan) as office:
        found = results(office)
        for month in MONTHS:
            for task in found[month].tasks:
                keys = [one.period for one in task.occurrences]
                assert len(set(keys)) == len(keys)
                for one in task.occurrences:
                    assert periods.default_days(one.period)[1] == one.due_on
                    if one.result == "open_overdue" and month != MONTHS[-1]:
                        after = found[periods.neighbour(month, 1)]
                        again = [o for t in after.tasks if t.id == task.id for o in t.occurrences]
                        assert one.period in [o.period for o in again if o.result in {"open_overdue", "done_late"}] or (
                            _done_meanwhile(plan, one.period)
                        )


def _done_meanwhile(plan: list[Planned], period: str) -> bool:
    """Whether somebody says for this occurrence that it was done in time: told late, but no miss."""
    last = periods.default_days(period)[1]
    return any(
        word.done_on is not None and word.done_on <= last
        for one in plan
        if one.recurrence and PERIOD_KIND[one.recurrence] == periods.kind_of(period)
        for word in one.words
    )


@CALM
@given(plan=st.lists(PLANNED, max_size=4), later=st.lists(WORDS, min_size=1, max_size=4), due=DAYS)
def test_closing_then_changing_anything_changes_nothing(
    template: Path, plan: list[Planned], later: list[Word], due: date
) -> None:
    with planned(template, plan) as office:
        with office.store.write("period.close") as write:
            for key in ("2024-02", "2024-03", "2024-Q1"):
                period_closing.close(write.session, key)
        closed = {key: result for key, result in results(office).items() if result.closed}
        _enter(office, Planned(UNITS, "ours", due, None, None, tuple(w for w in later if w.month > "2024-03")))
        for number in range(len(plan)):
            _change(office, number + 1, due)
        assert {key: result for key, result in results(office).items() if key in closed} == closed


def _change(office: OpenOffice, number: int, due: date) -> None:
    with office.store.write("task.change") as write:
        task = write.session.query(tasks.Task).filter_by(number=number).one()
        change = number % 3
        if change == 0:
            tasks.finish(write.session, task.id, date(2024, 2, 1))
        elif change == 1:
            tasks.cancel(write.session, task.id, "thu hồi")
        elif not task.due_on or due > task.due_on:
            extensions.extend(write.session, task.id, due, "mưa lũ", "Chủ tịch")
        with write.session.no_autoflush:
            try:
                progress.put(write.session, task.id, "2024-04", NewProgress(percent=30))
            except AppError as refusal:
                assert refusal.code == "period_closed"
