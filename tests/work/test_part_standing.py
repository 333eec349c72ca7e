"""What is kept of each unit's part says the same as a period's result, whatever was saved in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import offices
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import bin, history, journal, undo
from models.journal.history import EventFilter
from models.store.audit import AuditEvent
from models.work import (
    extensions,
    overview,
    part_standing,
    part_words,
    period_result,
    periods,
    progress,
    returning,
    task_list,
    task_removal,
    tasks,
    timeliness,
    units,
    waiving,
)
from models.work.codes import TIMELINESS
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter
from models.work.tasks import Assignment, Task, TaskFields

TODAY = datetime(2024, 4, 20, 5, tzinfo=UTC)
UNITS = ("Phòng Nội vụ", "Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình")
PERIODS = ("2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-Q1", "2024-Q2")
DAYS = st.dates(date(2023, 12, 20), date(2024, 4, 20))

LISTED_AS = {"overdue": "open_overdue", "done_late": "done_late", "done_on_time": "done_on_time"}

leads = st.lists(st.sampled_from(UNITS), max_size=3, unique=True).map(tuple)
single = st.builds(
    TaskFields,
    text=st.just("việc"),
    lead=leads,
    due_on=st.none() | st.dates(date(2024, 1, 10), date(2024, 6, 1)),
    recurrence=st.sampled_from((None, None, "monthly", "quarterly", "regular")),
    assigned_on=st.none() | DAYS,
    whose=st.sampled_from(("ours", "ours", "ours", "followed")),
)
fields = st.builds(
    lambda one, due_day: replace(one, due_day=due_day) if one.recurrence else one,
    single,
    st.sampled_from((None, None, 1, 9, 14, 15, 25, 31)),
)
entries = st.one_of(
    st.builds(NewProgress, percent=st.integers(0, 100)),
    st.builds(NewProgress, done_on=DAYS),
    st.just(NewProgress(state="doing")),
    st.just(NewProgress(done_on=None)),
    st.just(NewProgress(note="ghi")),
)
DONE = date(2024, 1, 20)
STRANGER = ("put", 0, "2024-01", NewProgress(done_on=DONE), "Xã Lùng Phình")  # neither leads nor led
HANDED_OVER = (("put", 0, "2024-01", NewProgress(done_on=DONE), UNITS[1]), ("assign", 0, (UNITS[2],)))
which = st.integers(0, 2)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("put"), which, st.sampled_from(PERIODS), entries, st.sampled_from(UNITS)),
        st.tuples(st.just("finish"), which, DAYS),
        st.tuples(st.just("return"), which),
        st.tuples(st.just("waive"), which, st.sampled_from(PERIODS)),
        st.tuples(st.just("assign"), which, leads),
        st.tuples(st.just("days"), st.integers(10, 20)),
        st.tuples(st.just("extend"), which, st.dates(date(2024, 3, 1), date(2024, 8, 1)), DAYS),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    with clock.fixed(TODAY), offices.copied(template, Home(tmp_path_factory.mktemp("parts"))) as office:
        yield office


class _Enough(Exception):
    """The book of this example is thrown away."""


def do(session: Any, made: list[str], named: dict[str, str], act: tuple[Any, ...]) -> None:
    kind, *given_ = act
    if kind == "days":
        periods.change_days(session, "2024-02", date(2024, 1, 15), date(2024, 2, given_[0]))
        return
    task_id = made[given_[0] % len(made)]
    if kind == "put":
        progress.put(session, task_id, given_[1], given_[2], named[given_[3]])
    elif kind == "finish":
        tasks.finish(session, task_id, given_[1])
    elif kind == "return":
        returning.give_back(session, task_id)
    elif kind == "extend":
        with clock.fixed(datetime.combine(given_[2], time(5), UTC)):
            extensions.extend(session, task_id, given_[1], "lũ", "Chủ tịch")
    elif kind == "waive":
        waiving.waive(session, task_id, given_[1], "lũ", "Chủ tịch")
    else:
        tasks.assign(session, task_id, [named[name] for name in given_[1]])


def agree(session: Any) -> None:
    """Each part as it is kept, against the result of the running year."""
    now = timeliness.today(session)
    year = period_result.of_period(session, "2024")
    full = units.full_names(session, session.scalars(select(units.Unit.id)))
    for told in year.tasks:
        task = session.get_one(Task, told.id)
        leading = select(Assignment).where(Assignment.task_id == told.id, Assignment.role == "lead")
        present = {full[row.unit_id] for row in session.scalars(leading)}
        former = {full[unit] for unit in tasks.led_before(task.former_leads) or ()}
        if present:
            assert {part.unit for part in told.units} <= present | former
        for row in session.scalars(leading):
            mine = [part for part in told.units if part.unit == full[row.unit_id]]
            if not mine:  # it took over what another unit had done, and is asked for nothing
                assert row.done_on is not None
                continue
            if task.recurrence is None:
                (part,) = mine
                assert (row.done_on, row.percent, row.next_due_on) == (part.done_on, part.percent, None)
                continue
            still = [part for part in mine if part.result.startswith("open")]
            oldest = min(still, key=lambda part: part.due_on or date.max, default=None)
            assert row.next_due_on == (oldest.due_on if oldest else row.next_due_on)
            assert row.next_due_on and (oldest is None or row.percent == oldest.percent)
        for name, unit_id in {full[unit]: unit for unit in full}.items():
            for code, result in LISTED_AS.items():
                if result != "open_overdue" and task.recurrence is not None:
                    continue
                wanted = TaskFilter(unit_id=unit_id, timeliness=code)
                listed = {found.id: found for found in task_list.page(session, wanted, now)}
                said = {part.unit: part for part in told.units if part.result == result and told.whose == "ours"}
                # A list of a unit's shows what it leads now.
                assert (told.id in listed) == (name in said and name in present and task.state != "cancelled")
                if told.id in listed and task.recurrence is None:
                    assert listed[told.id].timeliness == code
                    assert listed[told.id].due_on == said[name].due_on
    sums_agree(session, now)


def sums_agree(session: Any, now: timeliness.Today) -> None:
    seen, since = overview.read(session, now), overview.year_start(session, now)
    for tally in seen.by_unit:
        of_unit = {"unit_id": tally.key} if tally.key else {"unassigned": True}
        for code in TIMELINESS:
            wanted = TaskFilter(timeliness=code, since=since, alive=True, **of_unit)  # type: ignore[arg-type]
            assert task_list.count(session, wanted, now) == tally.numbers[code]
            assert len(task_list.page(session, wanted, now)) == tally.numbers[code]
    for code in TIMELINESS:
        assert task_list.count(session, TaskFilter(timeliness=code, since=since), now) == seen.whole.numbers[code]


@settings(max_examples=60)
@given(many=st.lists(fields, min_size=1, max_size=3), done=acts)
@example(many=[TaskFields("việc", lead=(UNITS[1],))], done=[STRANGER])
@example(many=[TaskFields("việc", lead=(UNITS[1], UNITS[2]), due_on=DONE)], done=[STRANGER, *HANDED_OVER])
@example(many=[TaskFields("việc", lead=(UNITS[1],), due_on=DONE)], done=[STRANGER, ("assign", 0, (UNITS[2],))])
def test_kept_parts_say_what_the_result_says(
    shared: OpenOffice, many: list[TaskFields], done: list[tuple[Any, ...]]
) -> None:
    with clock.fixed(TODAY), suppress(_Enough), shared.store.write("x") as write:
        session = write.session
        made = [task.id for task in tasks.add_many(session, many)]
        named = {name: units.find(session, name).id for name in UNITS}
        settled = 0
        for act in (None, *done):
            if act is not None:
                with suppress(AppError):
                    do(session, made, named, act)
            session.flush()
            part_standing.settle(session, write.recorder.changes[settled:])
            session.flush()
            settled = len(write.recorder.changes)
        agree(session)
        raise _Enough


@pytest.fixture
def today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(TODAY)


def put(office: OpenOffice, task_id: str, unit: str, period: str = "2024-04", **values: Any) -> str:
    with office.store.write("progress.put") as write:
        unit_id = units.find(write.session, unit).id
        progress.put(write.session, task_id, period, NewProgress(**values), unit_id)
    return write.operation_id


def kept(office: OpenOffice, task_id: str) -> dict[str, tuple[date | None, int | None, date | None]]:
    with office.store.read() as session:
        found = select(units.Unit.name, Assignment).join(Assignment, Assignment.unit_id == units.Unit.id)
        rows = session.execute(found.where(Assignment.task_id == task_id))
        return {name: (row.done_on, row.percent, row.next_due_on) for name, row in rows}


@pytest.mark.usefixtures("today")
def test_undo_brings_parts_back(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=UNITS[1:3], due_on=date(2024, 4, 1))
    first = put(office, task_id, UNITS[1], percent=40)
    done = put(office, task_id, UNITS[2], done_on=date(2024, 3, 30))
    assert kept(office, task_id) == {UNITS[1]: (None, 40, None), UNITS[2]: (date(2024, 3, 30), 100, None)}
    with office.store.write("undo") as write:
        undo.undo(write.session, done)
    assert kept(office, task_id)[UNITS[2]] == (None, 0, None)
    with office.store.read() as session:
        assert journal.story(session, first).obstacle == ""
        # What only follows is told by no line of its own.
        told = session.query(AuditEvent).filter(AuditEvent.operation == "part.standing").count()
        assert told and history.count(session, EventFilter()) == session.query(AuditEvent).count() - told


@pytest.mark.usefixtures("today")
def test_bin_brings_parts_back(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=UNITS[2:3], recurrence="monthly", assigned_on=date(2024, 2, 20))
    put(office, task_id, UNITS[2], "2024-03", done_on=date(2024, 3, 2))
    before = kept(office, task_id)
    assert before == {UNITS[2]: (date(2024, 3, 2), 0, date(2024, 4, 14))}
    with office.store.write("task.remove") as write:
        task_removal.remove(write.session, task_id)
    with office.store.write("bin.restore") as write:
        bin.restore(write.session, bin.rows(write.session)[0].number)
    assert kept(office, task_id) == before


@pytest.mark.usefixtures("today")
def test_book_from_before_is_filled_when_opened(office: OpenOffice, home: Home) -> None:
    import behind

    task_id = offices.add_task(office, lead=UNITS[2:3], recurrence="monthly", assigned_on=date(2024, 2, 20))
    put(office, task_id, UNITS[2], "2024-03", done_on=date(2024, 3, 2))
    before = kept(office, task_id)
    key = office.data_key
    office.close()
    behind.do(home.database, key, "UPDATE assignments SET percent = NULL, done_on = NULL, next_due_on = NULL")
    behind.do(home.database, key, "UPDATE tasks SET next_due_on = NULL")
    with offices.cheap_keys():
        again = opening.open_office(home, offices.PASSPHRASE)
    assert kept(again, task_id) == before
    again.close()


def test_words_of_parts() -> None:
    assert part_words.words(19, ["Xã Lùng Cải"], left_first=True) == "Xã Lùng Cải (18/19 hoàn thành)"
    many = [f"Xã {letter}" for letter in "ABCDE"]
    assert part_words.words(19, many, left_first=True) == "Còn 05 xã: A, B, C, +2 (14/19 hoàn thành)"
    assert part_words.words(19, []) == "19/19 hoàn thành"
    assert part_words.words(19, ["Xã Lùng Cải", "Xã Bản Phố"]) == "17/19 hoàn thành; còn 02 xã: Lùng Cải, Bản Phố"
    left = ["Phòng Tư pháp", "Xã A", "Xã B", "Xã C", "Xã D"]
    assert part_words.words(6, left) == "1/6 hoàn thành; còn 05 đơn vị: Phòng Tư pháp, Xã A, Xã B, +2"


@pytest.mark.usefixtures("today")
def test_list_names_units_that_are_left(office: OpenOffice) -> None:
    offices.add_task(office, lead=UNITS[1:], due_on=date(2024, 4, 1))
    with office.store.read() as session:
        now = timeliness.today(session)
        (row,) = task_list.page(session, TaskFilter(), now)
    assert row.parts == "0/3 hoàn thành; còn 03 đơn vị: Thị trấn Bắc Hà, Xã Lùng Cải, Xã Lùng Phình"
    put(office, row.id, UNITS[1], done_on=date(2024, 4, 1))
    put(office, row.id, UNITS[3], done_on=date(2024, 4, 2))
    with office.store.read() as session:
        (row,) = task_list.page(session, TaskFilter(), now)
        found = {
            name: (one.timeliness, one.state, one.percent)
            for name in UNITS[1:]
            for one in task_list.page(session, TaskFilter(unit_id=units.find(session, name).id), now)
        }
    assert row.parts == "2/3 hoàn thành; còn 01 xã: Lùng Cải"
    assert found == {
        UNITS[1]: ("done_on_time", "accepted", 100),
        UNITS[2]: ("overdue", "doing", 0),
        UNITS[3]: ("done_late", "accepted", 100),
    }
