"""Lists of tasks against the same question asked of every task in Python: filters, order, pages, numbers."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.work import month, overview, periods, progress, task_list, tasks, timeliness, units
from models.work.codes import AREAS, STATES, TIMELINESS, area_name
from models.work.progress import NewProgress
from models.work.task_list import TaskFilter, TaskRow
from models.work.task_order import SORTS, URGENT
from models.work.tasks import Assignment, Task, TaskFields

TODAY = date(2024, 3, 10)
NAMED = {"quá hạn": ("", "overdue"), "đang thực h": ("doing", ""), "đã hủy": ("cancelled", "")}
WORDS = ("thủ tục", "hồ sơ", "đất đai", "án", "an toàn", "Ủy ban", "kế hoạch", "báo cáo")


@pytest.fixture(scope="module")
def book(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """Some hundred tasks of every sort, many alike, so that ties in the order are met."""
    dice = random.Random(42)
    noon = clock.fixed(datetime(2024, 3, 10, 5, tzinfo=UTC))
    with noon, offices.copied(template, Home(tmp_path_factory.mktemp("list"))) as office:
        names = ("Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình", "Ban lạ")
        many = [
            TaskFields(
                text=" ".join(dice.choices(WORDS, k=3)),
                ref=f"{dice.randint(1, 3)}.{dice.randint(1, 4)}",
                area=dice.choice((*AREAS, None)),
                lead=tuple(dice.sample(names, dice.choice((0, 1, 1, 1, 2)))),
                due_on=dice.choice((None, TODAY + timedelta(days=dice.randint(-20, 20)))),
                recurrence=dice.choice((None, None, None, None, "monthly", "quarterly", "yearly")),
                source_text=dice.choice(("", "Kế hoạch số 5", "Thông báo số 12")),
                assigned_on=dice.choice((None, TODAY, date(2024, 2, 1))),
                whose=dice.choice((*["ours"] * 6, "followed", "orientation")),
            )
            for _task in range(300)
        ]
        with office.store.write("task.add") as write:
            for task in tasks.add_many(write.session, many):
                state = dice.choice((*STATES, "done", "done", "doing"))
                if state == "done":
                    tasks.finish(write.session, task.id, TODAY - timedelta(days=dice.randint(0, 120)))
                elif state == "cancelled":
                    tasks.cancel(write.session, task.id, "bãi bỏ")
                else:
                    tasks.set_state(write.session, task.id, state)
                    task.percent = dice.choice((0, 20, 20, 50, 99)) if state != "accepted" else 100
        yield office


Line = tuple[TaskRow, Task, dict[str, Assignment]]


def everything(session: Any, now: timeliness.Today) -> list[Line]:
    leads: dict[str, dict[str, Assignment]] = {}
    for row in session.scalars(select(Assignment).where(Assignment.role == "lead")):
        leads.setdefault(row.task_id, {})[row.unit_id] = row
    found = session.scalars(select(Task).order_by(Task.number))
    return [(_row(session, task, now, leads.get(task.id, {})), task, leads.get(task.id, {})) for task in found]


def _row(session: Any, task: Task, now: timeliness.Today, leads: object) -> TaskRow:
    nobody = not leads and task.whose == "ours" and task.state != "cancelled"
    return replace(task_list.row(session, task, now), nobody=nobody)


def part_row(now: timeliness.Today, row: TaskRow, task: Task, part: Assignment) -> TaskRow:
    """The line of one unit's part, as the words of the columns say it."""
    last = now.periods[task.recurrence][1] if task.recurrence else None
    due = part.next_due_on if last else task.due_on
    through = last is None or (part.next_due_on or date.min) > last
    done_on = part.done_on if through else None
    if done_on and last:
        due = last
    if task.state == "cancelled" or due is None:
        code = "no_deadline"
    elif done_on:
        code = "done_late" if done_on > due else "done_on_time"
    else:
        code = "overdue" if due < now.day else "due_soon" if due <= now.soon else "in_time"
    finished = done_on is not None and (last is None or task.state != "cancelled")
    state = task.state if task.state == "cancelled" else "accepted" if finished else task.state
    return replace(
        row, timeliness=code, due_on=due, done_on=done_on if finished else None,
        percent=100 if finished else part.percent or 0,
        state="doing" if state == "accepted" and not finished else state,
        days_left=(due - now.day).days if due and code in {"overdue", "due_soon", "in_time"} else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(book: OpenOffice) -> list[Line]:
    """Every task of the book, read once."""
    with book.store.read() as session:
        found = everything(session, timeliness.today(session, TODAY))
        session.expunge_all()
    return found


def has_words(said: str, words: str) -> bool:
    return all(f" {word}" in f" {said}" for word in words.lower().split())


def stands_so(said: str, words: str, row: TaskRow) -> bool:
    """Whether the search names how the task stands, and the task has the words besides."""
    for name, (state, timely) in NAMED.items():
        if words.startswith(name):
            ours = row.state != "cancelled" and row.whose == "ours"
            stands = state == row.state or (timely == row.timeliness and ours)
            return stands and has_words(said, words.removeprefix(name))
    return False


def lets_through(wanted: TaskFilter, row: TaskRow, task: Task, leads: Collection[str]) -> bool:
    """The filter as its words say it, one task at a time."""
    finished = row.timeliness.startswith("done") or (row.due_on is None and row.done_on is not None)
    said = " ".join((task.ref, task.text, task.lead_text, task.source_text, area_name(row.area))).lower()
    return all(
        (
            not wanted.search or has_words(said, wanted.search) or stands_so(said, wanted.search, row),
            wanted.area in {None, row.area},
            not wanted.no_area or row.area is None,
            wanted.unit_id is None or wanted.unit_id in leads,
            not wanted.unassigned or (not leads and row.whose == "ours"),
            wanted.whose in {None, row.whose},
            wanted.state in {None, row.state},
            wanted.timeliness is None
            or (row.timeliness == wanted.timeliness and row.state != "cancelled" and row.whose == "ours"),
            not wanted.alive or row.state != "cancelled" or wanted.search.startswith("đã hủy"),
            not wanted.unfinished or not (finished or row.state == "cancelled"),
            wanted.due_from is None or (row.due_on is not None and row.due_on >= wanted.due_from),
            wanted.due_to is None or (row.due_on is not None and row.due_on <= wanted.due_to),
            wanted.since is None or task.recurrence or task.done_on is None or task.done_on >= wanted.since,
        )
    )


def key_of(sort: str, row: TaskRow, task: Task) -> Any:
    """What a list is ordered by, a missing value told apart."""
    if sort == "area":
        return AREAS.index(row.area) if row.area else None
    shown = {"text": task.text_key, "lead": task.lead_key, "state": STATES.index(row.state), "": row.number}
    return shown[sort] if sort in shown else getattr(row, sort)


def urgency(row: TaskRow, task: Task) -> tuple[Any, ...]:
    """What must be done first comes first; what is over for good, or called off, follows in the book's order."""
    if row.state == "cancelled" or (task.done_on is not None and task.recurrence is None):
        return 3, date.min, row.number
    rank = {"overdue": 0, "due_soon": 0, "in_time": 0, "no_deadline": 1}.get(row.timeliness, 2)
    if rank == 1 and row.done_on:
        rank = 2
    return 2.5 if row.whose != "ours" else rank, row.due_on or date.max, row.number


def sorted_as(wanted: TaskFilter, rows: list[tuple[TaskRow, Task]]) -> list[TaskRow]:
    if wanted.sort == URGENT:
        return [row for row, _task in sorted(rows, key=lambda pair: urgency(*pair))]
    valued = [pair for pair in rows if key_of(wanted.sort, *pair) is not None]
    missing = [pair for pair in rows if key_of(wanted.sort, *pair) is None]
    valued.sort(key=lambda pair: key_of(wanted.sort, *pair), reverse=wanted.descending)  # stable, by number
    return [row for row, _task in (*valued, *missing)]


FILTERS = st.builds(
    TaskFilter,
    search=st.sampled_from(("", "", "thủ tục", "đất đai hồ", "kế hoạch số 5", "lùng", *NAMED, "quá hạn thủ tục")),
    area=st.sampled_from((None, None, *AREAS)),
    state=st.sampled_from((None, None, None, *STATES)),
    timeliness=st.sampled_from((None, None, *TIMELINESS)),
    unit_id=st.sampled_from((None, None, "02842", "02848")),
    due_from=st.sampled_from((None, None, TODAY - timedelta(days=5), TODAY)),
    due_to=st.sampled_from((None, None, TODAY, TODAY + timedelta(days=6))),
    unfinished=st.sampled_from((False, False, True)),
    since=st.sampled_from((None, None, date(2024, 2, 1))),
    unassigned=st.sampled_from((False, False, False, True)),
    whose=st.sampled_from((None, None, None, "ours", "followed")),
    no_area=st.sampled_from((False, False, False, True)),
    alive=st.booleans(),
    sort=st.sampled_from(("", URGENT, URGENT, *SORTS)),
    descending=st.booleans(),
)


@settings(max_examples=150)
@given(wanted=FILTERS, offset=st.integers(0, 30), limit=st.integers(1, 40))
def test_task_list_page_matches_python(
    book: OpenOffice, whole: list[Line], wanted: TaskFilter, offset: int, limit: int
) -> None:
    with book.store.read() as session:
        if wanted.unit_id:
            wanted = replace(wanted, unit_id=units.find(session, wanted.unit_id).id)
        now = timeliness.today(session, TODAY)
        lines = whole
        if unit := wanted.unit_id:
            lines = [
                (part_row(now, row, task, leads[unit]), task, leads) for row, task, leads in lines if unit in leads
            ]
        every = [(row, task) for row, task, leads in lines if lets_through(wanted, row, task, leads)]
        expected = sorted_as(wanted, every)
        page = [replace(row, parts="") for row in task_list.page(session, wanted, now, offset=offset, limit=limit)]
        assert page == expected[offset : offset + limit]
        assert task_list.count(session, wanted, now) == len(expected)
        alive = [row.timeliness for row in expected if row.state != "cancelled" and row.whose == "ours"]
        assert task_list.counts(session, wanted, now) == {code: alive.count(code) for code in TIMELINESS}


def test_overview_counts_match_python(book: OpenOffice) -> None:
    with book.store.read() as session:
        now = timeliness.today(session, TODAY)
        seen = overview.read(session, now)
        since = TaskFilter(since=date(2023, 12, 15), alive=True)
        lines = [line for line in everything(session, now) if line[0].whose == "ours"]
        alive = [(r, t, leads) for r, t, leads in lines if lets_through(since, r, t, leads)]

        def tally(rows: list[TaskRow]) -> dict[str, int]:
            return {code: sum(row.timeliness == code for row in rows) for code in TIMELINESS}

        assert seen.whole.numbers == tally([row for row, _task, _leads in alive])
        assert {t.key: t.numbers for t in seen.by_area} == {
            area: tally([row for row, _task, _leads in alive if row.area == area]) for area in (*AREAS, None)
        }
        led = set().union(*(leads for _row, _task, leads in alive))
        assert {t.key: t.numbers for t in seen.by_unit} == {
            **{
                unit: tally([part_row(now, r, t, leads[unit]) for r, t, leads in alive if unit in leads])
                for unit in led
            },
            None: tally([row for row, _task, leads in alive if not leads]),
        }
        assert seen.by_unit[-1].key is None
        overdue = [tally.numbers["overdue"] for tally in seen.by_unit[:-1]]
        assert overdue == sorted(overdue, reverse=True)
        late = [row for row, _task, _leads in alive if row.timeliness == "overdue"]
        assert seen.late_total == len(late) and {row.id for row in seen.late} <= {row.id for row in late}
        assert [row.due_on for row in seen.late] == sorted(row.due_on for row in late if row.due_on)[: overview.LISTED]
        running = [(r, leads) for r, _t, leads in alive if r.timeliness in {"overdue", "due_soon", "in_time"}]
        soon = [r for r, _leads in running if r.due_on and 0 <= (r.due_on - TODAY).days <= 3]
        assert seen.soon_total == len(soon)
        assert [row.due_on for row in seen.soon] == sorted(r.due_on for r in soon if r.due_on)[: overview.LISTED]
        open_ones = [leads for r, _t, leads in alive if not r.timeliness.startswith("done") and not r.done_on]
        assert seen.unassigned == sum(not leads for leads in open_ones)


def test_month_grid_line_per_lead(book: OpenOffice) -> None:
    with book.store.read() as session:
        now = timeliness.today(session, TODAY)
        grid = month.read(session, "2024-03")
        wanted = TaskFilter(since=grid.period.from_on, alive=True)
        own = {row.unit_id for row in grid.rows if row.nobody}
        expected = []
        for row, task, leads in everything(session, now):
            if row.whose == "ours" and lets_through(wanted, row, task, leads):
                expected += [(row.number, unit) for unit in (leads or own)]
        assert sorted((row.number, row.unit_id) for row in grid.rows) == sorted(expected)
        assert [row.number for row in grid.rows] == sorted(row.number for row in grid.rows)
        assert all(row.due_on == grid.period.to_on for row in grid.rows if row.recurrence == "monthly")


def test_month_grid_shows_entries(office: OpenOffice) -> None:
    with clock.fixed(datetime(2024, 3, 10, 5, tzinfo=UTC)):
        with office.store.write("task.add") as write:
            led, nobodys = tasks.add_many(
                write.session, [TaskFields("một", lead=("Xã Lùng Cải", "Xã Lùng Phình")), TaskFields("hai")]
            )
            unit = units.find(write.session, "Lùng Cải")
            progress.put(write.session, led.id, "2024-03", NewProgress(percent=30, note="x"), unit.id)
            progress.put(write.session, led.id, "2024-02", NewProgress(percent=10), unit.id)
            progress.put(write.session, nobodys.id, "2024-03", NewProgress(note="chỉ ghi chú"))
        with office.store.read() as session:
            grid = month.read(session, "2024-03")
            assert [(row.unit, row.percent, row.note) for row in grid.rows] == [
                ("Xã Lùng Cải", 30, "x"),
                ("Xã Lùng Phình", None, ""),
                ("Chưa giao đơn vị", None, "chỉ ghi chú"),
            ]
            assert grid.filled == 1
            assert [row.percent for row in month.read(session, "2024-02").rows] == [10, None, None]
            assert [row.unit for row in month.read(session, "2024-03", unit_id=unit.id).rows] == ["Xã Lùng Cải"]
            assert month.read(session, "2024-03", area="digital").rows == ()
            assert month.read(session, "2024-01").rows[0].percent is None


LISTS = (
    TaskFilter(),
    TaskFilter(timeliness="overdue"),
    TaskFilter(timeliness="in_time", sort="due_on"),
    TaskFilter(unfinished=True),
    TaskFilter(area="digital"),
    TaskFilter(state="doing"),
    TaskFilter(unit_id="x"),
    TaskFilter(unit_id="x", timeliness="overdue"),
    TaskFilter(since=date(2024, 1, 1)),
    *(TaskFilter(sort=sort) for sort in (*SORTS, URGENT)),
)


@pytest.mark.parametrize("wanted", LISTS, ids=str)
def test_task_list_query_plan(office: OpenOffice, wanted: TaskFilter) -> None:
    """Which tasks a page holds is found in an index alone; at 300,000 tasks that is the difference of a second."""
    asked: list[tuple[str, Any]] = []

    def heard(_connection: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        asked.append((statement, given))

    with office.store.read() as session:
        now = timeliness.today(session, TODAY)
        event.listen(session.connection(), "before_cursor_execute", heard)
        task_list.page(session, wanted, now)
        task_list.count(session, wanted, now)
        explained = list(asked)
        for statement, given in explained:
            plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
            walks = [step for step in plan if step.startswith("SCAN tasks") and "COVERING INDEX" not in step]
            assert not walks, plan
    assert len(explained) == (3 if wanted.sort == URGENT else 2)


def test_task_list_edited_period_moves_recurring(office: OpenOffice) -> None:
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("báo cáo", recurrence="monthly", assigned_on=date(2024, 2, 20)))
        periods.change_days(write.session, "2024-03", date(2024, 2, 15), date(2024, 3, 8))
    with office.store.read() as session:
        now = timeliness.today(session, TODAY)
        (row,) = task_list.page(session, TaskFilter(), now)
        # Day 10 now lies in no period that was edited, so the rule names the one it would lie in.
        assert (row.due_on, row.timeliness) == (date(2024, 3, 8), "overdue")
