"""An extension counts from the day on which it was granted, whenever somebody enters it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import extensions, period_closing, period_result

CAI = "Xã Lùng Cải"


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2026, 12, 1, 5, tzinfo=UTC))


def extend(office: OpenOffice, task_id: str, until: date, granted_on: date | None = None) -> None:
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task_id, until, "mưa lũ", "Chủ tịch", granted_on)


def result(office: OpenOffice, period: str) -> tuple[str, date | None]:
    with office.store.read() as session:
        (part,) = period_result.of_period(session, period).tasks[0].units
    return part.result, part.due_on


def test_extension_entered_later_counts_from_its_own_day(office: OpenOffice) -> None:
    due = date(2026, 11, 5)
    task_id = offices.add_task(office, lead=(CAI,), due_on=due, assigned_on=date(2026, 10, 20))
    extend(office, task_id, date(2026, 12, 20), date(2026, 11, 3))
    assert result(office, "2026-11") == ("open_in_time", date(2026, 12, 20))
    late = offices.add_task(office, lead=(CAI,), due_on=due, assigned_on=date(2026, 10, 20))
    extend(office, late, date(2026, 12, 20))
    with office.store.read() as session:
        (_one, other) = period_result.of_period(session, "2026-11").tasks
    assert (other.units[0].result, other.units[0].due_on) == ("open_overdue", due)


def test_closed_period_stays_when_an_extension_comes_to_light(office: OpenOffice) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2026, 11, 5), assigned_on=date(2026, 10, 20))
    with office.store.write("period.close") as write:
        period_closing.close(write.session, "2026-11")
    extend(office, task_id, date(2026, 12, 20), date(2026, 11, 3))
    assert result(office, "2026-11") == ("open_overdue", date(2026, 11, 5))
    assert result(office, "2026-12") == ("open_in_time", date(2026, 12, 20))


@pytest.mark.parametrize("day", [date(2026, 12, 2), date(2026, 10, 19), date(2026, 11, 2)])
def test_day_that_cannot_be(office: OpenOffice, day: date) -> None:
    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2026, 11, 5), assigned_on=date(2026, 10, 20))
    extend(office, task_id, date(2026, 12, 20), date(2026, 11, 3))
    with offices.refused("wrong_granted_day"):
        extend(office, task_id, date(2026, 12, 25), day)
    extend(office, task_id, date(2026, 12, 25), date(2026, 11, 4))
