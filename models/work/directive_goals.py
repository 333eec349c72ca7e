"""The goals of a kept document: which of its tasks each one measures, as the official decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models.work import directives, goals, indicators
from models.work.goals import Goal


def of(session: Session, directive_id: str) -> tuple[Goal, ...]:
    """The goals of a document as they stand. Raises AppError `directive_unknown`."""
    row = directives.get(session, directive_id)
    return goals.there(goals.from_text(row.goals), directives.items(session, directive_id)) if row.goals else ()


def decide(session: Session, directive_id: str, chosen: Mapping[str, str | None]) -> None:
    """Decide about goals by their keys: the key of the proposal that each measures, "" for nobody yet, None for none.

    What is a task gets its indicator at once. Raises AppError `directive_unknown`, and `goal_taken` when that has one.
    """
    before = of(session, directive_id)
    after = before
    for key, item in chosen.items():
        after = goals.left_out(after, key, out=item is None)
    for key, item in chosen.items():
        after = goals.given(after, key, item) if item else after
    became = {one.key: one.task_id for one in directives.items(session, directive_id) if one.task_id is not None}
    _release(session, became, before, after)
    directives.get(session, directive_id).goals = goals.as_text(after)
    session.flush()
    for task_id, target in goals.due([goal for goal in after if goal.key in chosen], became).items():
        directives.measure(session, task_id, target)


def _release(session: Session, became: Mapping[str, str], before: Sequence[Goal], after: Sequence[Goal]) -> None:
    """What a goal measured before it measures no longer: an indicator that came from it goes with it."""
    now = {goal.key: goal.item for goal in after}
    for goal in before:
        task_id = became.get(goal.item)
        if task_id is None or now[goal.key] == goal.item:
            continue
        measured = indicators.of_tasks(session, [task_id]).get(task_id)
        if measured is not None and (measured.name, measured.target) == (goal.target.name, goal.target.value):
            indicators.put(session, task_id, name="", measure="")
