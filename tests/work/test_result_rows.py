"""The rows that results are worked out from: what several periods share, and who joined after a task was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest
from sqlalchemy import event

from models.access.opening import OpenOffice
from models.work import period_result, progress, tasks, units
from models.work.progress import NewProgress
from models.work.result_rows import Rows

TOWN, CAI, PHINH = "Thị trấn Bắc Hà", "Xã Lùng Cải", "Xã Lùng Phình"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 7, 20, 5, tzinfo=UTC))


@pytest.fixture
def book(office: OpenOffice) -> list[str]:
    """What was done in March and in May, what is open, and a duty of every month."""
    made = [
        offices.add_task(office, "Một", lead=(TOWN, CAI), due_on=date(2024, 3, 10)),
        offices.add_task(office, "Hai", lead=(CAI,), due_on=date(2024, 5, 20)),
        offices.add_task(office, "Ba", lead=(PHINH,), recurrence="monthly"),
    ]
    with office.store.write("progress.put") as write:
        for task_id, key, unit, day in (
            (made[0], "2024-03", TOWN, date(2024, 3, 8)),
            (made[0], "2024-03", CAI, date(2024, 3, 12)),
            (made[1], "2024-05", CAI, date(2024, 5, 14)),
            (made[2], "2024-04", PHINH, date(2024, 4, 2)),
        ):
            unit_id = units.find(write.session, unit).id
            progress.put(write.session, task_id, key, NewProgress(done_on=day), unit_id)
    return made


def test_periods_are_the_same_with_shared_rows(office: OpenOffice, book: list[str]) -> None:
    keys = ("2024-06", "2024-H1", "2024-03", "2024-05", "2024")
    with office.store.read() as session:
        shared = Rows(session)
        assert [period_result.of_period(session, key, shared) for key in keys] == [
            period_result.of_period(session, key) for key in keys
        ]


def test_entries_of_a_task_are_read_once(office: OpenOffice, book: list[str]) -> None:
    asked: list[str] = []
    with office.store.read() as session:
        rows = Rows(session)
        period_result.of_period(session, "2024", rows)

        @event.listens_for(session.connection(), "before_cursor_execute")
        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        period_result.of_period(session, "2024-03", rows)
        period_result.of_period(session, "2024-05", rows)
    assert asked
    assert not [statement for statement in asked if "progress" in statement]


def test_lead_that_joined_later_is_asked_in_every_period_until_it_speaks(office: OpenOffice, book: list[str]) -> None:
    with office.store.write("task.change") as write:
        tasks.assign(write.session, book[1], [units.find(write.session, name).id for name in (CAI, TOWN)])

    def told(key: str) -> list[str]:
        with office.store.read() as session:
            return [task.id for task in period_result.of_period(session, key).tasks]

    assert book[1] in told("2024-07")
    with office.store.write("progress.put") as write:
        unit_id = units.find(write.session, TOWN).id
        progress.put(write.session, book[1], "2024-06", NewProgress(done_on=date(2024, 6, 3)), unit_id)
    assert book[1] not in told("2024-07")
