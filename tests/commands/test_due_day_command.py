"""`task add` of a duty that is due on a day of its month: told by --day, or by the document's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from terminal import Terminal

SAID = ("--deadline", "trước ngày 10 hằng tháng")


@pytest.fixture
def office(run: Terminal, hold_clock: Callable[[datetime], None]) -> Terminal:
    hold_clock(datetime(2024, 3, 1, 5, tzinfo=UTC))
    assert run("office", "init", "--name", "Phòng Nội vụ", "--code", "1", "--level", "huyen")[0] == 0
    return run


def test_day_of_a_duty(office: Terminal) -> None:
    for told, day in (
        (("--recurrence", "monthly", "--day", "9"), 9),
        (SAID, 9),
        ((*SAID, "--day", "12"), 12),
        ((*SAID, "--recurrence", "monthly"), 9),
        ((*SAID, "--recurrence", "quarterly"), None),  # the words are of another duty
        (("--recurrence", "monthly"), None),
    ):
        code, task = office("task", "add", "Báo cáo", *told, "--assigned", "2024-02-20")
        assert (code, task["day"], task["due_on"]) == (0, day, f"2024-03-{day or 14:02}"), told


def test_day_that_cannot_be_is_refused(office: Terminal) -> None:
    for told in (("--day", "9"), ("--day", "32", "--recurrence", "monthly")):
        code, answer = office("task", "add", "Báo cáo", *told)
        assert (code, answer["error"]["code"]) == (1, "wrong_due_day")
    assert office("task", "list")[1]["total"] == 0
