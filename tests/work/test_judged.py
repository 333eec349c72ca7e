"""What units' entries make of a task: whose word counts, how they are averaged, and when all of them are through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import offices
import pytest

from models.access.opening import OpenOffice
from models.work import office as card
from models.work import period_status, periods, progress, tasks, units
from models.work.progress import Judgement, NewProgress, Progress, judge, newest
from models.work.tasks import Task

FEBRUARY, MARCH = date(2024, 2, 14), date(2024, 3, 14)
FIRST, SECOND, LAST = date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3)


def said(unit: str, *, state: str | None = None, percent: int | None = None, done: date | None = None) -> Progress:
    return Progress(unit_id=unit, state=state, percent=percent, done_on=done, note="")


def entries(*rows: tuple[Progress, date]) -> dict[str, int | None]:
    """The percentages that count, of the office `own` and the leads `a` and `b`."""
    return {unit: row.percent for unit, row in newest(rows, ["a", "b"], "own").items()}


def test_newest_word_of_each_unit_counts() -> None:
    assert entries((said("a", percent=1), FEBRUARY), (said("a", percent=2), MARCH)) == {"a": 2}
    assert entries((said("a", percent=1), FEBRUARY), (said("a"), MARCH)) == {"a": 1}  # a note alone says nothing
    assert entries((said("c", percent=3), MARCH), (said("a", percent=1), MARCH)) == {"c": 3, "a": 1}


def test_office_gives_way_to_lead_only_for_later_period() -> None:
    own, lead = said("own", percent=50), said("a", percent=10)
    assert entries((own, FEBRUARY), (lead, FEBRUARY)) == {"own": 50, "a": 10}
    assert entries((own, FEBRUARY), (lead, MARCH)) == {"a": 10}
    assert entries((lead, FEBRUARY), (own, MARCH)) == {"a": 10, "own": 50}
    assert entries((own, FEBRUARY), (said("helper", percent=10), MARCH)) == {"own": 50, "helper": 10}
    # An office that leads itself speaks for itself.
    found = newest([(own, FEBRUARY), (lead, MARCH)], ["own", "a"], "own")
    assert set(found) == {"own", "a"}


def judged(*rows: Progress, leads: tuple[str, ...] = ("a", "b")) -> Judgement:
    return judge({row.unit_id: row for row in rows}, leads, "own")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        # The office's own word is the whole.
        ((said("own", percent=30), said("a", percent=90)), Judgement(30, None, None)),
        ((said("own", percent=100, done=FIRST, state="accepted"),), Judgement(100, FIRST, "accepted")),
        # Leads are averaged, rounded down; a silent one is nothing.
        ((said("a", percent=33), said("b", percent=100)), Judgement(66, None, None)),
        ((said("a", percent=99),), Judgement(49, None, None)),
        ((said("a"), said("b", percent=5)), Judgement(2, None, None)),
        # Who does not lead counts only where nobody else spoke.
        ((said("c", percent=80), said("d", percent=20)), Judgement(50, None, None)),
        ((said("c", percent=80), said("a", percent=20)), Judgement(10, None, None)),
        # Done when all are, on the last of their days.
        ((said("a", percent=100, done=SECOND), said("b", percent=100, done=FIRST)), Judgement(100, SECOND, "accepted")),
        ((said("a", percent=100, done=SECOND),), Judgement(50, None, None)),
        # A word counts when all say it.
        ((said("a", state="doing"), said("b", state="doing")), Judgement(0, None, "doing")),
        ((said("a", state="doing"), said("b", state="paused")), Judgement(0, None, None)),
        ((said("a", state="doing"),), Judgement(0, None, None)),
        ((said("a", state="paused"), said("b")), Judgement(0, None, "paused")),
        # One is through, the other has not said so.
        ((said("a", state="accepted", percent=100, done=FIRST), said("b")), Judgement(50, None, "doing")),
        ((said("a", state="submitted"), said("b")), Judgement(0, None, "doing")),
        ((said("a", state="submitted"), said("b", state="submitted")), Judgement(0, None, "submitted")),
        (
            (said("a", state="submitted", done=FIRST), said("b", state="submitted", done=LAST)),
            Judgement(0, LAST, "submitted"),
        ),
        (
            (said("a", state="submitted", done=FIRST), said("b", state="accepted", done=LAST)),
            Judgement(0, LAST, "accepted"),
        ),
    ],
)
def test_what_they_make_of_it(rows: tuple[Progress, ...], wanted: Judgement) -> None:
    assert judged(*rows) == wanted


def test_without_leads_whoever_spoke_is_averaged() -> None:
    assert judged(said("c", percent=41), leads=()) == Judgement(41, None, None)
    assert judged(said("c", percent=41), said("d", percent=40), leads=()) == Judgement(40, None, None)


# A period, as a report sees it


@pytest.fixture
def stands(office: OpenOffice, hold_clock: Callable[[datetime], None]) -> Callable[..., Any]:
    """`stands(key, today)`: the first task as it stood in that period, looked at on that day."""

    def ask(key: str, today: datetime) -> Any:
        hold_clock(today)
        with office.store.read() as session:
            found = period_status.at_end_of(session, periods.get(session, key))
        row = found.rows[0]
        return found.day, row.state, row.timeliness, row.due_on, row.done_on, row.percent, row.note, row.value

    return ask


APRIL_1 = datetime(2024, 4, 1, 3, tzinfo=UTC)


def put(office: OpenOffice, task: str, key: str, entry: NewProgress, unit: str = "") -> None:
    with office.store.write("progress.put") as write:
        unit_id = units.find(write.session, unit).id if unit else None
        progress.put(write.session, task, key, entry, unit_id)


def test_period_judged_on_its_last_day_and_today_while_it_runs(office: OpenOffice, stands: Any) -> None:
    offices.add_task(office, "một", due_on=date(2024, 3, 10))
    assert stands("2024-03", APRIL_1)[:3] == (date(2024, 3, 14), "new", "overdue")
    assert stands("2024-03", datetime(2024, 3, 10, 3, tzinfo=UTC))[:3] == (date(2024, 3, 10), "new", "due_soon")
    # One that is still to come is looked at from its first day.
    assert stands("2024-04", datetime(2024, 3, 1, 3, tzinfo=UTC))[:3] == (date(2024, 3, 15), "new", "overdue")


def test_days_of_warning_are_offices_own(office: OpenOffice, stands: Any) -> None:
    offices.add_task(office, "một", due_on=date(2024, 3, 24))
    assert stands("2024-03", APRIL_1)[2] == "in_time"
    for days, code in ((9, "in_time"), (10, "due_soon")):
        with office.store.write("office.change") as write:
            card.change(write.session, place="A", symbol="B", report_to="", copies_to="", due_soon_days=days)
        assert stands("2024-03", APRIL_1)[2] == code


def test_note_and_figure_are_newest_that_there_are(
    office: OpenOffice, stands: Any, hold_clock: Callable[[datetime], None]
) -> None:
    task = offices.add_task(office, "một", lead=("Xã Lùng Cải", "Thị trấn Bắc Hà"))
    hold_clock(APRIL_1)
    put(office, task, "2024-03", NewProgress(note="một", value=Decimal(1)), "Xã Lùng Cải")
    hold_clock(datetime(2024, 4, 1, 4, tzinfo=UTC))
    put(office, task, "2024-03", NewProgress(percent=10, value=Decimal(2)), "Thị trấn Bắc Hà")
    assert stands("2024-03", APRIL_1)[5:] == (5, "một", Decimal(2))
    hold_clock(datetime(2024, 4, 1, 5, tzinfo=UTC))
    put(office, task, "2024-03", NewProgress(note="hai", value=None), "Thị trấn Bắc Hà")
    assert stands("2024-03", APRIL_1)[5:] == (5, "hai", Decimal(1))
    put(office, task, "2024-04", NewProgress(percent=90, note="ba", value=Decimal(0)), "Thị trấn Bắc Hà")
    assert stands("2024-03", APRIL_1)[5:] == (5, "hai", Decimal(1))
    assert stands("2024-04", APRIL_1)[5:] == (45, "ba", Decimal(0))


@pytest.mark.parametrize(
    ("on", "march"),
    [
        (date(2024, 3, 14), ("accepted", "done_on_time", date(2024, 3, 14), 100)),
        (date(2024, 3, 15), ("doing", "in_time", None, 99)),
    ],
)
def test_done_on_last_day_is_done_in_period(
    office: OpenOffice, stands: Any, hold_clock: Callable[[datetime], None], on: date, march: tuple[Any, ...]
) -> None:
    task = offices.add_task(office, "một", due_on=date(2024, 3, 20))
    hold_clock(APRIL_1)
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, task, on)
    _day, state, timely, _due, done, percent, _note, _value = stands("2024-03", APRIL_1)
    assert (state, timely, done, percent) == march


def test_recurring_duty_says_nothing_for_period_nobody_spoke_for(office: OpenOffice, stands: Any) -> None:
    task = offices.add_task(office, "một", recurrence="monthly")
    stands("2024-03", APRIL_1)
    put(office, task, "2024-03", NewProgress(percent=60, note="tháng 3"))
    assert stands("2024-03", APRIL_1)[1:7] == (
        "doing",
        "overdue" if False else "due_soon",
        date(2024, 3, 14),
        None,
        60,
        "tháng 3",
    )
    assert stands("2024-02", APRIL_1)[1:7] == ("new", "due_soon", date(2024, 2, 14), None, 0, "")
    assert stands("2024-04", APRIL_1)[1:7] == ("new", "in_time", date(2024, 4, 14), None, 0, "")
    with office.store.read() as session:
        assert session.get_one(Task, task).standing_period == "2024-03"


def test_what_is_coming_falls_due_after_this_period_and_up_to_end_of_next(office: OpenOffice) -> None:
    days = (date(2024, 3, 14), date(2024, 3, 15), date(2024, 4, 14), date(2024, 4, 15))
    for day in reversed(days):
        offices.add_task(office, f"{day:%d/%m}", due_on=day)
    offices.add_task(office, "định kỳ", recurrence="monthly")
    done = offices.add_task(office, "xong", due_on=days[1])
    off = offices.add_task(office, "thôi", due_on=days[1])
    with office.store.write("task.finish") as write:
        tasks.finish(write.session, done, date(2024, 1, 1))
        tasks.cancel(write.session, off, "thôi")
    with office.store.read() as session:
        coming = period_status.coming(session, periods.get(session, "2024-03"))
        quarter = period_status.coming(session, periods.get(session, "2024-Q1"))
    assert [task.text for task in coming] == ["15/03", "14/04"]
    assert [task.text for task in quarter] == ["15/03", "14/04", "15/04"]
