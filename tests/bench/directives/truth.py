"""What a careful official would list from a drawn paper: head, tasks, targets, and what is none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Fields of a task that a paper may leave to taste; those named in `unjudged` are not compared.
JUDGED = ("area", "lead", "with", "due_on", "deadline_text", "recurrence", "ref")


@dataclass
class TaskTruth:
    """One duty. `text` is the duty's own words in one piece, without its marker, owner and deadline.

    `ground` says where its owner stood and `time_form` how its time was said: by these the bench counts.
    """

    text: str
    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    due_on: date | None = None
    deadline_text: str | None = None
    recurrence: str | None = None
    area: str | None = None
    ref: str | None = None
    ground: str = "none"
    time_form: str = "none"
    second_due: date | None = None
    unjudged: set[str] = field(default_factory=set)

    def expected(self) -> dict[str, Any]:
        """The judged fields in the shape of the gold files; `area` and `ref` are judged where they are known."""
        told: dict[str, Any] = {
            "text": self.text,
            "lead": list(self.lead),
            "with": list(self.with_units),
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "deadline_text": self.deadline_text,
            "recurrence": self.recurrence,
        }
        if self.area:
            told["area"] = self.area
        if self.ref:
            told["ref"] = self.ref
        return {name: value for name, value in told.items() if name not in self.unjudged}


@dataclass(frozen=True)
class TargetTruth:
    """A goal with its figure: no task, but an indicator to be offered. `value` is as printed ("95", "1,5")."""

    text: str
    value: str
    unit: str
    by: date | None = None


@dataclass(frozen=True)
class NoTask:
    """Words that must not be proposed, and what they are (`appraisal`, `rule`, `reference`, …)."""

    kind: str
    text: str


@dataclass
class DirectiveTruth:
    """Everything known of one paper. A head field that is not named is not compared."""

    head: dict[str, Any] = field(default_factory=dict)
    tasks: list[TaskTruth] = field(default_factory=list)
    targets: list[TargetTruth] = field(default_factory=list)
    no_tasks: list[NoTask] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For reading beside the document: the gold's shape, with what the bench counts by."""
        return {
            "head": self.head,
            "tasks": [
                {**one.expected(), "ground": one.ground, "time": one.time_form, "not judged": sorted(one.unjudged)}
                for one in self.tasks
            ],
            "targets": [
                {"text": one.text, "value": one.value, "unit": one.unit, "by": one.by.isoformat() if one.by else None}
                for one in self.targets
            ],
            "no tasks": [{"kind": one.kind, "text": one.text} for one in self.no_tasks],
        }
