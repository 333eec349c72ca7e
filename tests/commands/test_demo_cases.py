"""The demonstration office shows each case by which a period is judged, whatever the day it is built on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime

import offices
import pytest

from models.base.paths import Home
from models.demo import build
from models.work import period_result, periods
from models.work.result_parts import PeriodResult, TaskResult


def of(found: PeriodResult, ref: str) -> TaskResult:
    return next(task for task in found.tasks if task.ref == ref)


@pytest.mark.parametrize("day", [date(2024, 3, 14), date(2024, 3, 15), date(2024, 1, 1)])
def test_demonstration_shows_each_case(day: date, home: Home, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    made = build.build(home, offices.PASSPHRASE)
    with made.office.store.read() as session:
        before = period_result.of_period(session, periods.neighbour(made.period_key, -1))
        now = period_result.of_period(session, made.period_key)
    made.office.close()
    assert (before.closed, now.closed) == (True, False)
    survey = of(now, "III.1").counted
    assert Counter(part.result for part in survey) == {"done_on_time": 17, "open_overdue": 2}
    assert all(part.reason and part.promised_on for part in survey if part.result == "open_overdue")
    missed = {part.period: part.result for part in of(now, "III.2").counted}
    assert missed == {before.period: "open_overdue", made.period_key: "open_in_time"}
    assert [part.result for part in of(now, "II.4").counted] == ["done_late"]
    assert [part.period for part in of(now, "III.3").counted] == [made.period_key]  # the month before was waived
    assert [(part.result, part.extended_to) for part in of(now, "III.4").counted] == [
        ("open_in_time", of(now, "III.4").counted[0].due_on)
    ]
    assert [(part.percent, of(now, "III.5").state) for part in of(now, "III.5").counted] == [(85, "paused")]
    assert [part.result for part in of(before, "III.6").counted] == ["open_overdue"]
    assert [part.result for part in of(now, "III.6").counted] == ["done_on_time"] and len(now.adjustments) == 1
    assert [of(now, ref).whose for ref in ("III.7", "III.8")] == ["followed", "orientation"]
    assert [part.result for part in of(now, "II.12").counted] == ["no_deadline"]
