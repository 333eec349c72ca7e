"""How a reading is held against what a careful official lists: the measure of the gold files and of drawn papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.reading.passage import plain
from models.reading.proposal import ProposedTask, Reading

FIELDS = ("area", "lead", "with", "due_on", "recurrence", "ref")


@dataclass
class Tally:
    """Counts of one thing: right, proposed in vain, missed."""

    right: int = 0
    vain: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.vain) if self.right + self.vain else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.vain += other.vain
        self.missed += other.missed


@dataclass
class Score:
    """The tallies of one document, or of all."""

    tasks: Tally = field(default_factory=Tally)
    head: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    errors: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.tasks.add(other.tasks)
        self.head.add(other.head)
        for name, tally in other.fields.items():
            self.fields[name].add(tally)


def value_of(task: ProposedTask, name: str) -> Any:
    """A field of a proposal in the shape of the gold files."""
    if name == "lead":
        return {plain(unit) for unit in task.lead}
    if name == "with":
        return {plain(unit) for unit in task.with_units}
    if name == "due_on":
        return task.due_on.isoformat() if task.due_on else None
    return getattr(task, name)


def expected(gold: dict[str, Any], name: str) -> Any:
    """The same field as the gold has it."""
    wanted = gold[name]
    return {plain(unit) for unit in wanted} if name in {"lead", "with"} else wanted


def score(reading: Reading, gold: dict[str, Any]) -> Score:
    """Match each gold task with the first free proposal that holds its words, then compare the fields."""
    result = Score()
    free = list(reading.tasks)
    for wanted in gold["tasks"]:
        match = next((task for task in free if plain(wanted["text"]) in plain(task.text)), None)
        if match is None:
            result.tasks.missed += 1
            result.errors.append(f"missed: {wanted['text']}")
            continue
        free.remove(match)
        result.tasks.right += 1
        for name in FIELDS:
            # An area that the gold leaves open is a matter of taste; a field it does not name is not compared.
            if name not in wanted or (name == "area" and wanted[name] is None):
                continue
            _compare(result, name, value_of(match, name), expected(wanted, name), match.ref)
    for task in free:
        result.tasks.vain += 1
        result.errors.append(f"in vain: [{task.ref}] {task.text[:90]}")
    for name, wanted in gold["head"].items():
        found = getattr(reading.head, name)
        found = found.isoformat() if name == "issued_on" and found else found
        if found == wanted:
            result.head.right += 1
        else:
            result.head.vain += found is not None
            result.head.missed += wanted is not None
            result.errors.append(f"head {name}: {found!r} for {wanted!r}")
    return result


def _compare(result: Score, name: str, found: Any, wanted: Any, ref: str) -> None:
    tally = result.fields[name]
    if found == wanted:
        # Both saying nothing is right, but counts for neither precision nor recall.
        tally.right += bool(wanted)
        return
    tally.vain += bool(found)
    tally.missed += bool(wanted)
    result.errors.append(f"{name} of [{ref}]: {found!r} for {wanted!r}")


def print_fields(tallies: Iterable[tuple[str, Tally]], width: int = 12) -> None:
    """A line of figures for each tally."""
    print(f"{'':{width}} {'precision':>9} {'recall':>9}")
    for name, tally in tallies:
        counts = f"({tally.right} right, {tally.vain} in vain, {tally.missed} missed)"
        print(f"{name:{width}} {tally.precision:9.3f} {tally.recall:9.3f}   {counts}")
