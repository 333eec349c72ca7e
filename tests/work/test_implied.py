"""What one field implies for another: nothing that a person typed is changed but by a rule in the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access.opening import OpenOffice
from models.work import implied, month_cells, periods, progress, tasks, units
from models.work.codes import STATES
from models.work.implied import RULES, Fields
from models.work.progress import NewProgress, Progress
from models.work.tasks import Task

TODAY, PERIOD, CAI = date(2024, 3, 10), "2024-03", "Xã Lùng Cải"
README = Path(__file__).parents[2] / "README.md"
NAMES = ("state", "percent", "done_on")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "state": st.sampled_from([None, *(state for state in STATES if state != "cancelled")]),
    "percent": st.none() | st.integers(0, 100),
    "done_on": st.none() | st.dates(date(2024, 2, 15), TODAY),
}
EDITS = st.lists(st.fixed_dictionaries({}, optional=VALUES).filter(bool), min_size=1, max_size=8)
EMPTY = Fields(None, None, None)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(datetime(2024, 3, 10, 5, tzinfo=UTC))


def test_readme_shows_every_rule() -> None:
    shown = README.read_text(encoding="utf-8")
    for rule in RULES:
        assert f"| {rule.when} | {rule.then} | {rule.why} |" in shown


@given(EDITS, st.booleans())
def test_nothing_typed_is_lost_but_by_a_rule(edits: list[dict[str, Any]], decided: bool) -> None:
    fields = EMPTY
    for typed in edits:
        wanted = Fields(**{name: typed.get(name, getattr(fields, name)) for name in NAMES})
        found = implied.after(fields, typed, TODAY, decided=decided)
        changed = {name for name in NAMES if getattr(found, name) != getattr(wanted, name)}
        ruled = {name for rule in RULES if rule.holds(wanted, typed, decided) for name in rule.sets}
        assert changed <= ruled
        fields = found
        # What is done has its day, and what has its day is done, whatever was typed in whatever order.
        assert (fields.state == "accepted") <= (fields.done_on is not None)
        if fields.done_on is not None and fields.state != "cancelled":
            assert (fields.percent, fields.state in {"accepted", "submitted"}) == (100, True)


@given(EDITS)
def test_typing_the_same_again_changes_nothing(edits: list[dict[str, Any]]) -> None:
    fields = EMPTY
    for typed in edits:
        fields = implied.after(fields, typed, TODAY)
        assert implied.after(fields, typed, TODAY) == fields


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ([{"percent": 85}, {"state": "paused"}], Fields("paused", 85, None)),
        ([{"state": "paused"}, {"percent": 85}], Fields("paused", 85, None)),
        ([{"state": "submitted"}, {"percent": 100}], Fields("submitted", 100, TODAY)),
        ([{"percent": 100}, {"state": "submitted"}], Fields("submitted", 100, TODAY)),
        ([{"percent": 100}, {"state": "returned"}], Fields("returned", 100, None)),
        ([{"state": "accepted", "done_on": None}], Fields("accepted", 100, TODAY)),
        ([{"percent": 100, "done_on": None}], Fields("accepted", 100, TODAY)),
        ([{"percent": 100, "state": "doing"}], Fields("doing", 100, None)),
        ([{"percent": 80, "done_on": date(2024, 3, 5)}], Fields("accepted", 100, date(2024, 3, 5))),
        ([{"percent": 0}], Fields("new", 0, None)),
        ([{"percent": 0}, {"percent": 5}], Fields("doing", 5, None)),
        ([{"percent": 100}, {"percent": 60}], Fields("doing", 60, None)),
        ([{"percent": 100}, {"done_on": None}], Fields("doing", 100, None)),
    ],
)
def test_rule(typed: list[dict[str, Any]], wanted: Fields) -> None:
    fields = EMPTY
    for edit in typed:
        fields = implied.after(fields, edit, TODAY)
    assert fields == wanted


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(EDITS, st.sampled_from(["command", "grid"]))
def test_entries_follow_the_list(office: OpenOffice, edits: list[dict[str, Any]], door: str) -> None:
    task_id, fields = offices.add_task(office, lead=(CAI,)), EMPTY
    for typed in edits:
        with office.store.write("progress.put") as write:
            session, unit = write.session, units.find(write.session, CAI).id
            decided = session.get_one(Task, task_id).state in implied.DECIDED
            if door == "grid":
                month_cells.put(session, PERIOD, [(task_id, unit, typed)])
            else:
                progress.put(session, task_id, PERIOD, NewProgress(**typed), unit)
            row = session.query(Progress).filter_by(task_id=task_id).one()
            fields = implied.after(fields, typed, TODAY, decided=decided)
            assert Fields(row.state, row.percent, row.done_on) == fields
            assert (row.note, row.value, row.reason, row.promised_on) == ("", None, None, None)


@given(st.lists(st.sampled_from([state for state in STATES if state != "cancelled"]), max_size=5))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_page_of_task_follows_the_list(office: OpenOffice, states: list[str]) -> None:
    task_id = offices.add_task(office, lead=(CAI,))
    with office.store.write("task.state") as write:
        session = write.session
        session.get_one(Task, task_id).percent = 85
        fields = Fields("new", 85, None)
        for state in states:
            tasks.set_state(session, task_id, state)
            fields = implied.after(fields, {"state": state}, TODAY)
            task = session.get_one(Task, task_id)
            assert Fields(task.state, task.percent, task.done_on) == fields


def test_state_of_a_new_period_leaves_the_percentage(office: OpenOffice) -> None:
    """85 % in February, "Tạm dừng" in March: still 85 %, for the task, the period and the year."""
    from models.work import period_result

    task_id = offices.add_task(office, lead=(CAI,), due_on=date(2024, 3, 1))
    for key, typed in (("2024-02", {"percent": 85}), (PERIOD, {"state": "paused"})):
        with office.store.write("progress.put") as write:
            progress.put(write.session, task_id, key, NewProgress(**typed))  # type: ignore[arg-type]
    with office.store.read() as session:
        task = session.get_one(Task, task_id)
        assert (task.state, task.percent) == ("paused", 85)
        assert periods.get(session, PERIOD).key == PERIOD
        ((part,),) = [found.units for found in period_result.of_period(session, PERIOD).tasks]
    assert part.percent == 85
