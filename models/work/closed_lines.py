"""The lines of a closed period's grid: those of the result that was kept at its closing, and what was corrected since.

What is changed later elsewhere (the day on which a task was given, who leads it) brings no line in and takes none out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.words import _
from models.work import adjustments, closed_results, periods
from models.work.adjustments import Adjustment
from models.work.periods import PeriodRow
from models.work.progress import Progress
from models.work.result_parts import PeriodResult, TaskResult, UnitPart

Lines = dict[tuple[str, str], "KeptLine"]  # by task and unit, "" for what was given to no unit


@dataclass(frozen=True)
class KeptLine:
    """One unit's part in one task as it was at closing; of a recurring duty, in the period's own occurrence."""

    task: TaskResult
    part: UnitPart

    def facts(self) -> dict[str, Any]:
        """What was asked, as it was then."""
        area = {"area": self.task.area} if self.task.state is not None else {}  # an older program kept neither
        facts = {"number": self.task.number, "ref": self.task.ref, "text": self.task.text, "due_on": self.part.due_on}
        return facts | area

    def figures(self) -> dict[str, Any]:
        """How far it was then, for a line of which nothing else is left."""
        notes, values, done_on = dict(self.task.notes), dict(self.task.values), self.part.done_on
        return {
            "state": "accepted" if done_on else None,
            "percent": self.part.percent or None,
            "value": values.get(self.part.unit),
            "done_on": done_on,
            "note": notes.get(self.part.unit, ""),
            "reason": self.part.reason,
            "promised_on": self.part.promised_on,
        }


def of(session: Session, period: PeriodRow) -> Lines | None:
    """The lines of a period that was closed; None where it is open, or closed by a program that kept nothing."""
    kept = closed_results.of(session, period.id) if period.closed and period.id else None
    if kept is None:
        return None
    lasts = {key: periods.get(session, key).to_on for key in _occurrences(kept)}
    return {
        (task.id, part.unit_id): KeptLine(task, part)
        for task in kept.tasks
        if task.whose == "ours"
        for part in task.counted
        if not part.period or lasts[part.period] >= period.from_on
    }


def _occurrences(kept: PeriodResult) -> set[str]:
    return {part.period for task in kept.tasks for part in task.units if part.period}


def narrowed(lines: Lines, unit_id: str | None, area: str | None, own: str) -> Lines:
    """Those of one unit and one area; what was given to no unit is the office's own to fill in."""
    return {
        place: line
        for place, line in lines.items()
        if (not unit_id or (place[1] or own) == unit_id) and (not area or line.task.area in {area, None})
    }


def corrected(session: Session, period_id: str) -> dict[tuple[str, str], str]:
    """In words, what was corrected of a closed period's lines, by task and unit, oldest first."""
    found = select(Adjustment).where(Adjustment.period_id == period_id)
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    words = _("Đã điều chỉnh sau khi chốt: {field} từ {before} thành {after}; lý do: {reason}.")
    for one in session.scalars(found.order_by(Adjustment.made_at, Adjustment.id)):
        told[one.task_id, one.unit_id].append(
            words.format(
                field=Progress.__declared__.words[one.field],
                before=adjustments.in_words(one.field, one.before),
                after=adjustments.in_words(one.field, one.after),
                reason=one.reason,
            )
        )
    return {place: "\n".join(lines) for place, lines in told.items()}
