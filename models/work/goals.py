"""Goals in figures that a document sets: kept with it, each an indicator of one of its tasks, or left out.

A goal is nobody's task by itself. It is given to a proposal; when that is a task, it becomes the task's indicator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.base.errors import AppError
from models.base.text import show_date, show_number
from models.base.words import _
from models.reading.proposal import ProposedTarget, Source
from models.work.review import ReviewItem


@dataclass(frozen=True)
class Goal:
    """A goal under review. `item` is the key of the proposal whose indicator it is, "" before somebody said which."""

    key: str
    target: ProposedTarget
    item: str = ""
    left_out: bool = False

    @property
    def waiting(self) -> bool:
        """Whether nobody has decided about it."""
        return not self.item and not self.left_out


def found(targets: Iterable[ProposedTarget]) -> tuple[Goal, ...]:
    """The goals of a document that was read just now, none decided."""
    return tuple(Goal(str(number), target) for number, target in enumerate(targets, 1))


def given(goals: Sequence[Goal], key: str, item: str) -> tuple[Goal, ...]:
    """With this goal as the indicator of a proposal. Raises AppError `goal_taken`: a task has one indicator."""
    for goal in goals:
        if goal.item == item and goal.key != key:
            raise taken(goal.target.name)
    return tuple(replace(goal, item=item, left_out=False) if goal.key == key else goal for goal in goals)


def left_out(goals: Sequence[Goal], key: str, *, out: bool = True) -> tuple[Goal, ...]:
    """With this goal as one that is no indicator of any task here; with `out` false it waits again."""
    return tuple(replace(goal, item="", left_out=out) if goal.key == key else goal for goal in goals)


def there(goals: Sequence[Goal], items: Iterable[ReviewItem]) -> tuple[Goal, ...]:
    """The goals as they stand: one whose proposal is gone or was dropped waits again."""
    alive = {item.key for item in items if not item.dropped}
    return tuple(replace(goal, item="") if goal.item and goal.item not in alive else goal for goal in goals)


def due(goals: Sequence[Goal], became: Mapping[str, str]) -> dict[str, ProposedTarget]:
    """What the tasks (ids) measure that these proposals (keys) became."""
    return {became[goal.item]: goal.target for goal in goals if goal.item in became and not goal.left_out}


def taken(name: str) -> AppError:
    """The refusal of a second indicator."""
    return AppError(
        "goal_taken",
        _("Nhiệm vụ này đã có chỉ số “{name}”.").format(name=name),
        _("Mỗi nhiệm vụ chỉ có một chỉ số."),
        _("Hãy chọn nhiệm vụ khác, hoặc bỏ chỉ số đang có trước."),
    )


def figure(target: ProposedTarget) -> str:
    """How much of what: `95 %`, `10 mô hình`."""
    return " ".join(filter(None, (show_number(target.value), target.measure)))


def as_text(goals: Iterable[Goal]) -> str:
    """The form in which goals are kept; "" for none."""
    plain = [_plain(goal) for goal in goals]
    return json.dumps(plain, ensure_ascii=False) if plain else ""


def from_text(kept: str | None) -> tuple[Goal, ...]:
    """The goals again."""
    return tuple(_goal(entry) for entry in json.loads(kept or "[]"))


def in_words(kept: str | None) -> dict[str, str]:
    """Each kept goal in words, for the journal: `chỉ số của đề xuất 3 · 95 % · Tỷ lệ …`."""
    return {goal.key: _in_words(goal) for goal in from_text(kept)}


def _in_words(goal: Goal) -> str:
    state = _("đã bỏ") if goal.left_out else _("chưa dùng")
    if goal.item:
        state = _("chỉ số của đề xuất {key}").format(key=goal.item)
    by = show_date(goal.target.by) if goal.target.by else ""
    return " · ".join(part for part in (state, figure(goal.target), by, goal.target.text) if part)


def _plain(goal: Goal) -> dict[str, Any]:
    target = {name: getattr(goal.target, name) for name in ProposedTarget.__dataclass_fields__}
    target["value"] = str(goal.target.value)
    target["by"] = goal.target.by.isoformat() if goal.target.by else None
    target["source"] = [goal.target.source.start, goal.target.source.end]
    return {"key": goal.key, "item": goal.item, "left_out": goal.left_out, **target}


def _goal(entry: Mapping[str, Any]) -> Goal:
    kept = {name: entry[name] for name in ProposedTarget.__dataclass_fields__}
    kept["value"] = Decimal(kept["value"])
    kept["by"] = date.fromisoformat(kept["by"]) if kept["by"] else None
    kept["source"] = Source(*kept["source"])
    return Goal(entry["key"], ProposedTarget(**kept), entry["item"], entry["left_out"])
