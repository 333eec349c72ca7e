"""An entry of a recurring duty tells of one occurrence only, and of a completion that can have been of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import progress
from models.work.progress import NewProgress


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 10, 5, tzinfo=UTC))


def put(office: OpenOffice, task_id: str, period: str, **values: Any) -> None:
    with office.store.write("progress.put") as write:
        progress.put(write.session, task_id, period, NewProgress(**values))


@pytest.mark.parametrize("period", ["2024-Q1", "2024-H1", "2024-9M", "2024"])
@pytest.mark.parametrize("values", [{"state": "doing"}, {"percent": 50}, {"done_on": date(2024, 3, 8)}])
def test_longer_period_refused(office: OpenOffice, period: str, values: dict[str, Any]) -> None:
    monthly = offices.add_task(office, recurrence="monthly", lead=("Xã Lùng Cải",))
    with offices.refused("kind_and_period_differ"):
        put(office, monthly, period, **values)
    put(office, monthly, period, note="lời cho cả kỳ")
    once = offices.add_task(office, lead=("Xã Lùng Cải",))
    put(office, once, period, **values)


def test_shorter_period_taken(office: OpenOffice) -> None:
    quarterly = offices.add_task(office, recurrence="quarterly", lead=("Xã Lùng Cải",))
    for period in ("2024-02", "2024-Q1"):
        put(office, quarterly, period, done_on=date(2024, 2, 8))


@pytest.mark.parametrize(
    ("on", "taken"), [(date(2024, 1, 14), False), (date(2024, 1, 15), True), (date(2024, 2, 14), True)]
)
def test_done_before_the_occurrence(office: OpenOffice, on: date, taken: bool) -> None:
    monthly = offices.add_task(office, recurrence="monthly", lead=("Xã Lùng Cải",))
    if taken:
        put(office, monthly, "2024-03", done_on=on)
    else:
        with offices.refused("done_too_early"):
            put(office, monthly, "2024-03", done_on=on)
