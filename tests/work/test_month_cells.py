"""The lines of the monthly grid: overdue by the same rule as every list of tasks, on the last day that counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.base import clock
from models.work import month_cells
from models.work.month import GridRow
from models.work.periods import PeriodRow

MARCH = PeriodRow(None, "2024-03", "month", date(2024, 2, 15), date(2024, 3, 14), closed=False)


def line(**values: object) -> GridRow:
    empty = dict.fromkeys(GridRow.__dataclass_fields__)
    return GridRow(**{**empty, "indicator": "", "note": "", "deadline_text": "", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "due", "late"),
    [
        (date(2024, 3, 10), date(2024, 3, 9), True),  # the period runs: judged today
        (date(2024, 3, 10), date(2024, 3, 10), False),
        (date(2024, 4, 20), date(2024, 3, 13), True),  # it is over: judged on its last day
        (date(2024, 4, 20), date(2024, 3, 14), False),
        (date(2024, 4, 20), None, False),
    ],
)
def test_line_is_overdue_on_last_day_that_counts(today: date, due: date | None, late: bool) -> None:
    with clock.fixed(datetime(today.year, today.month, today.day, 3, tzinfo=UTC)):
        assert month_cells.late(line(due_on=due), MARCH) is late
        assert not month_cells.late(line(due_on=due, done_on=date(2024, 3, 12)), MARCH)


def test_line_that_was_called_off_is_not_overdue() -> None:
    with clock.fixed(datetime(2024, 4, 20, 3, tzinfo=UTC)):
        assert not month_cells.late(line(due_on=date(2024, 3, 1), state="cancelled"), MARCH)
