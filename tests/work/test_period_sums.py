"""Sums of a period's result, for tasks and entries of every kind that hypothesis thinks of."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from period_changes import CHANGES, done
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.reading import read
from models.work import directives, period_closing, period_result, periods, progress, tasks, units
from models.work.codes import AREAS, RECURRENCES, WHOSE
from models.work.progress import NewProgress
from models.work.result_parts import PeriodResult
from models.work.result_rules import counted
from models.work.tasks import TaskFields

OWN = "Phòng Nội vụ"
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
    of_paper: bool = False
    area: str | None = None
    due_day: int | None = None


WORDS = st.builds(Word, st.sampled_from((*UNITS, OWN)), st.sampled_from(MONTHS), st.none() | DAYS, st.integers(0, 99))
PLANNED = st.builds(
    Planned,
    st.lists(st.sampled_from(UNITS), unique=True).map(tuple),
    st.sampled_from(WHOSE),
    st.none() | DAYS,
    st.none() | st.sampled_from(RECURRENCES),
    st.none() | DAYS,
    st.lists(WORDS, max_size=5).map(tuple),
    st.booleans(),
    st.none() | st.sampled_from(AREAS),
    st.none() | st.integers(1, 31),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offices.founded_once(tmp_path_factory.mktemp("sổ") / "mẫu")


@contextmanager
def planned(template: Path, plan: list[Planned]) -> Iterator[OpenOffice]:
    place = Path(tempfile.mkdtemp())
    try:
        with clock.fixed(datetime(2024, 7, 20, 5, tzinfo=UTC)), offices.copied(template, Home(place / "sổ")) as office:
            paper = _paper(office)
            for one in plan:
                _enter(office, one, paper)
            yield office
    finally:
        shutil.rmtree(place)


def _paper(office: OpenOffice) -> str:
    content = "UBND HUYỆN BẮC HÀ\nSố: 12/TB-UBND\nBắc Hà, ngày 20 tháng 12 năm 2023\nTHÔNG BÁO\nKết luận cuộc họp"
    with office.store.write("directive.add") as write:
        reading = read.read_text(content)
        return directives.add(write.session, office.evidence, reading, "tb.txt", content.encode()).id


def _enter(office: OpenOffice, one: Planned, paper: str) -> None:
    fields = TaskFields(
        "việc",
        lead=one.lead,
        whose=one.whose,
        due_on=None if one.recurrence else one.due_on,
        recurrence=one.recurrence,
        assigned_on=one.assigned_on,
        directive_id=paper if one.of_paper else None,
        area=one.area,
        due_day=one.due_day if one.recurrence else None,
    )
    with office.store.write("task.add") as write:
        _say(write.session, tasks.add(write.session, fields).number, one.words)


def _say(session: Session, number: int, words: Sequence[Word]) -> None:
    task = session.scalars(select(tasks.Task).where(tasks.Task.number == number)).one()
    for word in words:
        entry = NewProgress(done_on=word.done_on) if word.done_on else NewProgress(percent=word.percent)
        try:
            progress.put(session, task.id, word.month, entry, units.find(session, word.unit).id)
        except AppError as refusal:  # of a recurring duty, a day two of its periods before
            assert refusal.code == "done_too_early"


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
@given(plan=st.lists(PLANNED, max_size=4))
def test_sums_by_area_class_and_kind_agree(template: Path, plan: list[Planned]) -> None:
    with planned(template, plan) as office:
        with office.store.read() as session:
            known = {task.id: (task.area, task.recurrence) for task in session.scalars(select(tasks.Task))}
        for found in results(office).values():
            ours = [(task, part) for task in found.tasks if task.whose == "ours" for part in task.counted]
            for place in (0, 1):
                groups: dict[str | None, list[str]] = {}
                for task, part in ours:
                    groups.setdefault(known[task.id][place], []).append(part.result)
                summed: Counter[str] = Counter()
                for group in groups.values():
                    summed.update(asdict(counted(group)))
                assert +summed == +Counter(asdict(found.counts))


Key = tuple[str, str, str]  # task, unit, occurrence
LETTERS = {"open_in_time": "i", "open_overdue": "o", "done_on_time": "d", "done_late": "l", "no_deadline": "n"}


def sequences(found: dict[str, PeriodResult], keys: Sequence[str]) -> dict[Key, str]:
    """What consecutive periods tell of each part, a letter for each; "-" where they do not tell it."""
    told: dict[Key, list[str]] = {}
    for place, key in enumerate(keys):
        for task in found[key].tasks:
            for part in task.counted:
                letters = told.setdefault((task.id, part.unit, part.period), ["-"] * len(keys))
                assert letters[place] == "-"
                letters[place] = "N" if part.result == "no_deadline" and part.done_on else LETTERS[part.result]
    return {key: "".join(letters) for key, letters in told.items()}


def final(words: Sequence[Word], *, alone: bool) -> tuple[Word, ...]:
    """The words in the order of their months, without what takes back that it is done: the unit's, or any (`alone`).

    A task that nobody leads is one part, about which all speak.
    """
    kept: list[Word] = []
    for word in sorted(words, key=lambda one: one.month):
        if not any((alone or before.unit == word.unit) and before.done_on for before in kept):
            kept.append(word)
    return tuple(kept)


FINAL = PLANNED.map(
    lambda one: replace(one, words=final([word for word in one.words if word.unit != OWN], alone=not one.lead))
)


@CALM
@given(plan=st.lists(FINAL, max_size=4))
def test_each_miss_is_of_one_period(template: Path, plan: list[Planned]) -> None:
    """In time, then missed in the month that holds its due day, told as open until it is told once as done late."""
    with planned(template, plan) as office:
        found = results(office)
        half = sequences(found, ["2024-H1"])
        for keys in (MONTHS, ("2024-Q1", "2024-Q2")):
            told = sequences(found, keys)
            for key, letters in told.items():
                assert re.fullmatch("-*(i*(d|o*l?)|n*N?)-*", letters), letters
                # The half year tells of each part what the last of its months or quarters told.
                assert half[key] == letters.replace("-", "")[-1]
            assert half.keys() <= told.keys()
        for task in (task for month in MONTHS for task in found[month].tasks):
            for part in (part for part in task.counted if part.due_on and part.due_on >= date(2023, 12, 15)):
                letters = sequences(found, MONTHS)[task.id, part.unit, part.period]
                late = min((place for place, letter in enumerate(letters) if letter in "ol"), default=None)
                if late is not None:
                    first = min(place for place, letter in enumerate(letters) if letter != "-")
                    assert late == max(first, _month_of(part.due_on))


def _month_of(day: date) -> int:
    return MONTHS.index(periods.default_key(day))


@CALM
@given(plan=st.lists(FINAL, max_size=3), closed=st.integers(0, 6))
def test_each_part_is_told_done_once_however_many_months_are_closed(
    template: Path, plan: list[Planned], closed: int
) -> None:
    """What turns out after a month was closed is told by the next one, and by no other."""
    with planned(template, [replace(one, words=()) for one in plan]) as office:
        for place, month in enumerate(MONTHS):
            with office.store.write("progress.put") as write:
                for number, one in enumerate(plan, 1):
                    _say(write.session, number, [word for word in one.words if word.month == month])
            if place < closed:
                with office.store.write("period.close") as write:
                    period_closing.close(write.session, month)
        for letters in sequences(results(office), MONTHS).values():
            assert re.fullmatch("-*i*o*[dl]?-*|-*n*N?-*", letters), letters


@CALM
@given(plan=st.lists(PLANNED, max_size=4), changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1), due=DAYS)
def test_closing_then_changing_anything_changes_nothing(
    template: Path, plan: list[Planned], changes: list[str], due: date
) -> None:
    with planned(template, plan) as office:
        with office.store.write("period.close") as write:
            for key in ("2024-02", "2024-03", "2024-Q1"):
                period_closing.close(write.session, key)
        closed = {key: result for key, result in results(office).items() if result.closed}
        for name in changes:
            for number in range(1, len(plan) + 1):
                done(office, name, number, due)
        assert {key: result for key, result in results(office).items() if key in closed} == closed


def test_each_change_does_something(template: Path) -> None:
    """Where nothing is closed, all are allowed but the two that need it."""
    plan = [Planned(UNITS[1:], "ours", date(2024, 3, 1), None, None, (), of_paper=True)] * len(CHANGES)
    with planned(template, plan) as office:
        with office.store.write("task.change") as write:
            duty = write.session.scalars(
                select(tasks.Task).where(tasks.Task.number == list(CHANGES).index("waive") + 1)
            ).one()
            duty.recurrence = "monthly"
        able = {name for number, name in enumerate(CHANGES, 1) if done(office, name, number, date(2024, 5, 1))}
        assert CHANGES.keys() - able == {"paper away", "adjust"}
