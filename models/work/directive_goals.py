"""The goals of a kept document: which of its tasks each one measures, as the official decides."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.work import directives, goals, indicators
from models.work.goals import Goal


def of(session: Session, directive_id: str) -> tuple[Goal, ...]:
    """The goals of a document as they stand. Raises AppError `directive_unknown`."""
    row = directives.get(session, directive_id)
    return goals.there(goals.from_text(row.goals), directives.items(session, directive_id)) if row.goals else ()


def give(session: Session, directive_id: str, key: str, item: str) -> None:
    """Make a goal what the proposal with the key `item` measures; of one that is a task, its indicator at once.

    Raises AppError `directive_unknown`, and `goal_taken` when that has an indicator.
    """
    before = of(session, directive_id)
    after = goals.given(before, key, item)
    _keep(session, directive_id, before, after)
    became = {one.key: one.task_id for one in directives.items(session, directive_id) if one.task_id is not None}
    for task_id, target in goals.due([goal for goal in after if goal.key == key], became).items():
        directives.measure(session, task_id, target)


def leave_out(session: Session, directive_id: str, key: str, *, out: bool = True) -> None:
    """Take a goal for none of ours; with `out` false it waits again. Raises AppError `directive_unknown`."""
    before = of(session, directive_id)
    _keep(session, directive_id, before, goals.left_out(before, key, out=out))


def _keep(session: Session, directive_id: str, before: Sequence[Goal], after: Sequence[Goal]) -> None:
    """What a goal measured before it measures no longer: an indicator that came from it goes with it."""
    tasks = {one.key: one.task_id for one in directives.items(session, directive_id) if one.task_id is not None}
    now = {goal.key: goal.item for goal in after}
    for goal in before:
        task_id = tasks.get(goal.item)
        if task_id is None or now[goal.key] == goal.item:
            continue
        measured = indicators.of_tasks(session, [task_id]).get(task_id)
        if measured is not None and (measured.name, measured.target) == (goal.target.name, goal.target.value):
            indicators.put(session, task_id, name="", measure="")
    directives.get(session, directive_id).goals = goals.as_text(after)
