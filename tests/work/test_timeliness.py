"""Timeliness: the rule in Python and the rule in SQL are one rule, and its edges are where an office puts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rows import session_beside
from sqlalchemy import insert, select

from models.access.opening import OpenOffice
from models.base import clock, ids
from models.base.paths import Home
from models.work import office as offices_own
from models.work import periods, task_list, tasks, timeliness
from models.work.codes import RECURRENCES, STATES, TIMELINESS
from models.work.tasks import Task, TaskFields
from models.work.timeliness import Today

NEXT = (None, date(2024, 2, 14), date(2024, 3, 14), date(2024, 4, 14))
DAYS = (None, date(2024, 2, 14), date(2024, 3, 13), date(2024, 3, 14), date(2024, 3, 17), date(2024, 4, 14))
DUE_DAYS = (None, 5, 13, 25, 31)
STANDING = (None, "2024-02", "2024-03", "2024-Q1", "2024-H1", "2024")


@pytest.fixture(scope="module")
def every_task(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """One task of every combination that could matter."""
    combinations = product(STATES, (None, *RECURRENCES), DAYS, DAYS, STANDING, NEXT)
    rows = [
        {"id": ids.new_id(), "number": number, "state": state, "recurrence": recurrence, "due_on": due, "done_on": done,
         "next_due_on": following, "due_day": DUE_DAYS[number % len(DUE_DAYS)], "standing_period": standing,
         "ref": "", "text": "x", "product": "",
         "deadline_text": "", "percent": 0,
         "lead_text": "", "with_text": "", "note": "", "source_text": "", "text_key": "", "lead_key": "",
         "created_at": datetime(2024, 1, 1, tzinfo=UTC)}
        for number, (state, recurrence, due, done, standing, following) in enumerate(combinations, 1)
    ]  # fmt: skip
    with offices.copied(template, Home(tmp_path_factory.mktemp("every"))) as office:
        with session_beside(office) as session:
            session.execute(insert(Task), rows)
        yield office


@settings(max_examples=25)
@given(day=st.dates(date(2024, 2, 1), date(2024, 5, 1)), soon=st.integers(1, 30))
def test_timeliness_sql_and_python_agree(every_task: OpenOffice, day: date, soon: int) -> None:
    with every_task.store.read() as session:
        now = replace(timeliness.today(session, day), soon=day + timedelta(days=soon))
        conditions = [timeliness.sql_is(now, code).label(code) for code in TIMELINESS]
        columns = (Task.state, Task.due_on, Task.done_on, Task.recurrence, Task.standing_period, Task.next_due_on)
        columns += (Task.due_day,)
        due, code = timeliness.sql_due(now).label("due"), timeliness.sql_code(now).label("code")
        done = timeliness.sql_done(now).label("done")
        for row in session.execute(select(*columns, due, code, done, *conditions)):
            expected, due_on = timeliness.of(
                now,
                state=row.state,
                due_on=row.due_on,
                done_on=row.done_on,
                recurrence=row.recurrence,
                standing_period=row.standing_period,
                next_due_on=row.next_due_on,
                due_day=row.due_day,
            )
            assert row.code == expected, row
            assert [code for code in TIMELINESS if getattr(row, code)] == [expected], row
            assert str(row.due or "") == str(due_on or ""), row
            assert row.state == "cancelled" or due_on is None or bool(row.done) == expected.startswith("done"), row


@settings(max_examples=10)
@given(day=st.dates(date(2024, 2, 1), date(2024, 5, 1)), code=st.sampled_from(TIMELINESS))
def test_timeliness_filter(every_task: OpenOffice, day: date, code: str) -> None:
    with every_task.store.read() as session:
        now = timeliness.today(session, day)
        wanted = task_list.TaskFilter(timeliness=code)
        rows = task_list.page(session, wanted, now, limit=100_000)
        assert {row.timeliness for row in rows} <= {code}
        assert len(rows) == task_list.count(session, wanted, now)
        assert len(rows) == task_list.counts(session, task_list.TaskFilter(), now)[code]


NOW = Today(date(2024, 3, 10), date(2024, 3, 13), {"monthly": ("2024-03", date(2024, 3, 14))})


def judged(**fields: object) -> str:
    columns = ("due_on", "done_on", "recurrence", "standing_period", "next_due_on")
    task = {"state": "doing"} | dict.fromkeys(columns) | fields
    return timeliness.of(NOW, **task)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (None, "no_deadline"),
        (date(2024, 3, 9), "overdue"),
        (date(2024, 3, 10), "due_soon"),  # the last day that counts as in time is still in time
        (date(2024, 3, 13), "due_soon"),
        (date(2024, 3, 14), "in_time"),
    ],
)
def test_timeliness_of_running_task(due: date | None, code: str) -> None:
    assert judged(due_on=due) == code
    assert judged(due_on=due, state="paused") == code
    assert judged(due_on=due, state="submitted") == code
    assert judged(due_on=due, state="cancelled") == "no_deadline"


@pytest.mark.parametrize(("late", "code"), [(-1, "done_on_time"), (0, "done_on_time"), (1, "done_late")])
def test_timeliness_of_finished_task(late: int, code: str) -> None:
    due = date(2024, 3, 1)
    assert judged(due_on=due, done_on=due + timedelta(days=late)) == code
    assert judged(done_on=due) == "no_deadline"  # neither in time nor late, done or not


def test_timeliness_of_recurring_task() -> None:
    month = {"recurrence": "monthly", "due_on": date(2020, 1, 1)}
    now, through = {"next_due_on": date(2024, 3, 14)}, {"next_due_on": date(2024, 4, 14)}
    assert judged(**month, **now) == "in_time"
    assert judged(**month, **through, done_on=date(2024, 3, 2), standing_period="2024-03") == "done_on_time"
    assert judged(**month, **now, done_on=date(2024, 2, 2), standing_period="2024-02") == "in_time"
    assert judged(**month, **through, done_on=date(2024, 3, 15), standing_period="2024-03") == "done_late"
    assert judged(**month, **through) == "in_time"  # the present one was waived


def test_duty_with_a_day_of_its_own_is_judged_by_that() -> None:
    month = {"recurrence": "monthly", "due_day": 8}
    assert judged(**month, next_due_on=date(2024, 3, 8)) == "overdue"  # within its period
    through = {"next_due_on": date(2024, 4, 8), "standing_period": "2024-03"}
    assert judged(**month, **through, done_on=date(2024, 3, 8)) == "done_on_time"
    assert judged(**month, **through, done_on=date(2024, 3, 9)) == "done_late"


def test_missed_occurrence_is_late_until_done() -> None:
    missed = {"recurrence": "monthly", "next_due_on": date(2024, 2, 14)}
    assert judged(**missed) == "overdue"
    # What was done for the present period makes up for none before.
    assert judged(**missed, done_on=date(2024, 3, 2), standing_period="2024-03") == "overdue"


def test_timeliness_with_edited_period(office: OpenOffice) -> None:
    with office.store.write("x") as write:
        tasks.add(write.session, TaskFields("Báo cáo tháng", recurrence="monthly", assigned_on=date(2024, 2, 20)))
        periods.change_days(write.session, "2024-03", date(2024, 2, 15), date(2024, 3, 20))
    with office.store.read() as session:
        now = timeliness.today(session, date(2024, 3, 18))
        (row,) = task_list.page(session, task_list.TaskFilter(), now)
        assert (row.due_on, row.timeliness, row.days_left) == (date(2024, 3, 20), "due_soon", 2)


def test_timeliness_soon_as_office_set_it(office: OpenOffice) -> None:
    with office.store.write("office.change") as write:
        offices_own.own(write.session).due_soon_days = 7
    with office.store.read() as session:
        assert timeliness.today(session, date(2024, 3, 18)).soon == date(2024, 3, 25)


def test_timeliness_today_in_vietnam(office: OpenOffice) -> None:
    with clock.fixed(datetime(2024, 3, 13, 17, 30, tzinfo=UTC)), office.store.read() as session:
        assert timeliness.today(session).day == date(2024, 3, 14)
