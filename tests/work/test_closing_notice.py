"""What is known before a period is closed or opened again: earlier ones that are open, reports, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from models.access.opening import OpenOffice
from models.work import adjustments, closing_notice, period_closing, periods, report_register, tasks
from models.work.closing_notice import ClosingNotice
from models.work.progress import NewProgress
from models.work.tasks import Task, TaskFields


def closed(office: OpenOffice, *keys: str) -> None:
    for key in keys:
        with office.store.write("period.close") as write:
            period_closing.close(write.session, key)


def notice(office: OpenOffice, key: str) -> ClosingNotice:
    with office.store.read() as session:
        return closing_notice.read(session, periods.get(session, key))


@pytest.fixture
def april(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> OpenOffice:
    """On 20 April, with a task given in January."""
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("việc", due_on=date(2024, 5, 1), assigned_on=date(2024, 1, 20)))
    return office


def test_earlier_periods_that_are_open_are_found(april: OpenOffice) -> None:
    assert notice(april, "2024-03").earlier_open == ("2024-02",)
    assert notice(april, "2024-05").earlier_open == ("2024-04", "2024-03", "2024-02")
    closed(april, "2024-03")
    assert notice(april, "2024-05").earlier_open == ("2024-04", "2024-02")
    closed(april, "2024-02", "2024-04")
    assert notice(april, "2024-05").earlier_open == () == notice(april, "2024-02").earlier_open


def test_new_book_names_no_period_before_it(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 4, 20, 3, tzinfo=UTC))
    assert notice(office, "2024-04").earlier_open == ()


def test_reopening_names_reports_and_corrections(april: OpenOffice) -> None:
    closed(april, "2024-02", "2024-03")
    with april.store.write("report.make") as write:
        at: Any = {"content": b"%PDF", "data_sha256": "0", "made_at": datetime(2024, 4, 1, tzinfo=UTC)}
        for kind, key in (("thang", "2024-03"), ("quy", "2024-Q1"), ("thang", "2024-02"), ("quy", "2024-Q2")):
            report_register.keep_made(write.session, april.evidence, kind, key, "own", name="a.pdf", **at)
    with april.store.write("period.adjust") as write:
        task = write.session.scalars(select(Task)).one()
        adjustments.adjust(write.session, task.id, "2024-03", NewProgress(percent=40), "gửi thiếu")
    found = notice(april, "2024-03")
    assert {one.period_key for one in found.reports} == {"2024-03", "2024-Q1"}
    assert (found.corrections, found.told_in) == (1, ("2024-04",))
    assert notice(april, "2024-04").to_tell == 1
