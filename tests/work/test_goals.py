"""Goals of a document: kept with it, given to one of its tasks as its indicator, or left out; one a task."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offices import refused
from sqlalchemy.orm import Session

from models.access.opening import OpenOffice
from models.journal import undo
from models.reading.proposal import DirectiveHead, ProposedTarget, ProposedTask, Reading, Source
from models.work import directive_goals, directive_view, directives, goals, indicators
from models.work.goals import Goal

TARGETS = st.builds(
    ProposedTarget,
    ref=st.text(max_size=4),
    text=st.text(max_size=30),
    name=st.text(min_size=1, max_size=20),
    value=st.decimals(0, 10_000, places=2),
    measure=st.sampled_from(["%", "mô hình", ""]),
    direction=st.sampled_from(["up", "down"]),
    by=st.none() | st.dates(),
    source=st.builds(Source, st.integers(0, 9), st.integers(10, 99)),
)


@given(st.lists(st.builds(Goal, st.text(max_size=3), TARGETS, st.text(max_size=3), st.booleans())))
def test_goals_are_kept_as_they_are(some: list[Goal]) -> None:
    assert goals.from_text(goals.as_text(some)) == tuple(some)
    assert set(goals.in_words(goals.as_text(some))) == {goal.key for goal in some}


def target(number: int, value: int) -> ProposedTarget:
    name = f"Tỷ lệ {number}"
    return ProposedTarget(
        str(number), f"{name} đạt {value}%", name, Decimal(value), "%", "up", date(2027, 12, 31), Source(0, 3)
    )


@pytest.fixture
def paper(office: OpenOffice) -> str:
    tasks = tuple(
        ProposedTask(str(n), f"Việc {n}", None, (), (), None, None, None, Source(n, n + 1)) for n in range(1, 4)
    )
    reading = Reading("abcdef", DirectiveHead(), tasks, ("Trang 2 chưa được đọc.",), (), (target(1, 95), target(2, 10)))
    with office.store.write("directive.add") as write:
        return directives.add(write.session, office.evidence, reading, "a.txt", b"abc").id


def standing(session: Session, paper: str) -> list[tuple[str, bool]]:
    return [(goal.item, goal.left_out) for goal in directive_goals.of(session, paper)]


def measured(session: Session, paper: str) -> dict[str, str]:
    """What each task of the document is measured by, by the key of its proposal."""
    became = {item.task_id: item.key for item in directives.items(session, paper) if item.task_id}
    rows = indicators.of_tasks(session, [*became])
    return {became[task]: f"{row.name} {row.target} {row.measure} {row.direction}" for task, row in rows.items()}


def test_goal_becomes_the_indicator_of_the_task(office: OpenOffice, paper: str) -> None:
    with office.store.read() as session:
        opened = directive_view.opened(session, paper)
        assert opened.remarks == ("Trang 2 chưa được đọc.",)
        assert [goal.target.name for goal in opened.goals if goal.waiting] == ["Tỷ lệ 1", "Tỷ lệ 2"]
    with office.store.write("directive.review") as write:
        directive_goals.decide(write.session, paper, {"1": "2"})
        assert measured(write.session, paper) == {}  # no task yet
    with office.store.write("directive.accept") as write:
        directives.accept_items(write.session, paper, ["1", "2"])
    with office.store.read() as session:
        assert measured(session, paper) == {"2": "Tỷ lệ 1 95 % up"}
        assert standing(session, paper) == [("2", False), ("", False)]
    with office.store.write("undo") as taken:
        undo.undo(taken.session, write.operation_id or "")
        assert measured(taken.session, paper) == {}
    with office.store.read() as session:
        assert standing(session, paper) == [("2", False), ("", False)]


def test_goal_of_a_task_that_is_there_already(office: OpenOffice, paper: str) -> None:
    with office.store.write("directive.accept") as write:
        directives.accept_items(write.session, paper, ["1", "2"])
    with office.store.write("task.indicator") as write:
        directive_goals.decide(write.session, paper, {"1": "1"})
        assert measured(write.session, paper) == {"1": "Tỷ lệ 1 95 % up"}
        directive_goals.decide(write.session, paper, {"1": "2"})  # another after all
        assert measured(write.session, paper) == {"2": "Tỷ lệ 1 95 % up"}
    with refused("goal_taken"), office.store.write("task.indicator") as write:
        directive_goals.decide(write.session, paper, {"2": "2"})
    with office.store.write("task.indicator") as write:
        directive_goals.decide(write.session, paper, {"1": None})
        assert (measured(write.session, paper), standing(write.session, paper)) == ({}, [("", True), ("", False)])
        directive_goals.decide(write.session, paper, {"1": ""})
        assert standing(write.session, paper)[0] == ("", False)


def test_indicator_that_somebody_gave_stays(office: OpenOffice, paper: str) -> None:
    with office.store.write("directive.accept") as write:
        (task,) = directives.accept_items(write.session, paper, ["1"])
        task_id = task.id
    with office.store.write("task.indicator") as write:
        indicators.put(write.session, task_id, name="Số hồ sơ", measure="hồ sơ", target=Decimal(5))
    with refused("goal_taken"), office.store.write("task.indicator") as write:
        directive_goals.decide(write.session, paper, {"1": "1"})
    with office.store.read() as session:
        assert measured(session, paper) == {"1": "Số hồ sơ 5 hồ sơ up"}


def test_goal_of_a_proposal_that_is_dropped_waits_again(office: OpenOffice, paper: str) -> None:
    with office.store.write("directive.review") as write:
        directive_goals.decide(write.session, paper, {"1": "3"})
        kept = directives.items(write.session, paper)
        directives.keep_items(write.session, paper, kept[:2])
        assert standing(write.session, paper) == [("", False), ("", False)]
        directives.keep_items(write.session, paper, kept)
        assert standing(write.session, paper) == [("3", False), ("", False)]
