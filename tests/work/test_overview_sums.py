"""The overview's tables of areas, months and units all come to the same number of tasks, whatever the office holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access import opening
from models.base import clock
from models.base.paths import Home
from models.work import overview, periods, task_list, tasks, timeliness
from models.work.codes import AREAS, RECURRENCES, TIMELINESS
from models.work.task_list import TaskFilter
from models.work.tasks import Task, TaskFields

TODAY = date(2024, 3, 12)
DAYS = st.dates(date(2022, 11, 1), date(2026, 2, 1))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("so"))


@pytest.fixture(scope="module")
def office(home: Home) -> Iterator[opening.OpenOffice]:
    with clock.fixed(datetime(2024, 3, 12, 3, tzinfo=UTC)):
        made, _code = opening.found(home, opening.OfficeSpec("Phòng Nội vụ", "huyen"), "mật khẩu thử nghiệm")
        with made.store.write("period.days") as write:  # a month that begins three days late: a gap before it
            periods.change_days(write.session, "2024-05", date(2024, 4, 18), date(2024, 5, 14))
        yield made
        made.close()


TASK = st.fixed_dictionaries(
    {
        "due": st.none() | DAYS,
        "done": st.none() | st.dates(date(2022, 11, 1), TODAY),
        "area": st.none() | st.sampled_from(list(AREAS)),
        "lead": st.sampled_from([(), ("Phòng Nội vụ",), ("Sở Nội vụ",)]),
        "recurrence": st.none() | st.sampled_from(list(RECURRENCES)),
        "cancelled": st.booleans(),
    }
)


class _Back(Exception):
    """Nothing of an example is kept."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TASK, max_size=12))
def test_tables_come_to_the_whole(office: opening.OpenOffice, given_tasks: list[dict]) -> None:  # type: ignore[type-arg]
    with pytest.raises(_Back), office.store.write("task.add") as write:
        session = write.session
        for number, one in enumerate(given_tasks):
            fields = TaskFields(
                f"việc {number}", area=one["area"], lead=one["lead"], due_on=one["due"], recurrence=one["recurrence"]
            )
            made = tasks.add(session, fields)
            if one["cancelled"]:
                tasks.cancel(session, made.id, "thôi")
            elif one["done"]:
                tasks.finish(session, made.id, one["done"])
        session.flush()
        office.store.settle(session, write.recorder.changes)
        session.flush()
        now = timeliness.today(session, TODAY)
        seen = overview.read(session, now)
        for code in TIMELINESS:
            whole = seen.whole.numbers[code]
            assert sum(tally.numbers[code] for tally in seen.by_area) == whole
            assert sum(tally.numbers[code] for tally in seen.by_unit) == whole  # one leads each here
            months = sum(month.numbers[code] for month in seen.by_month)
            assert months + sum(other.numbers[code] for other in seen.other_due) == whole
        since = overview.year_start(session, now)
        assert task_list.count(session, TaskFilter(since=since, alive=True), now) == seen.whole.total
        for line in (*seen.by_month, *seen.other_due):  # each number leads to as many tasks
            days = {"due_from": line.since, "due_to": line.until}
            wanted = TaskFilter(**days, undated=not any(days.values()), since=since, alive=True)
            assert task_list.count(session, wanted, now) == sum(line.numbers.values())
        assert session.query(Task).count() == len(given_tasks)
        raise _Back
