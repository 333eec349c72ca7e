"""Precision and recall of the directive reader over the gold files. Run: `python tests/bench/reading.py [--errors]`."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.reading.passage import plain  # noqa: E402
from models.reading.proposal import ProposedTask, Reading  # noqa: E402
from models.reading.read import read_file  # noqa: E402

GOLD = ROOT / "tests" / "gold"
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


def source_of(gold: dict[str, Any]) -> Path:
    """The file that a gold speaks of: beside it, among the samples, or (`shared:`) the real directive."""
    name = str(gold["file"])
    if name.startswith("shared:"):
        return ROOT.parent / "shared" / "data" / name.removeprefix("shared:")
    if name.startswith("samples:"):
        return ROOT / "resources" / "samples" / name.removeprefix("samples:")
    return GOLD / name


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


def run() -> tuple[Score, dict[str, Score]]:
    """All gold files whose document is here."""
    total = Score()
    each: dict[str, Score] = {}
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        source = source_of(gold)
        if not source.exists():
            continue
        each[path.stem] = score(read_file(source), gold)
        total.add(each[path.stem])
    return total, each


def main() -> int:
    total, each = run()
    print(f"{'document':24} {'tasks P':>8} {'tasks R':>8}")
    for name, one in each.items():
        print(f"{name:24} {one.tasks.precision:8.3f} {one.tasks.recall:8.3f}")
        if "--errors" in sys.argv:
            for error in one.errors:
                print(f"    {error}")
    print(f"\n{'field':12} {'precision':>9} {'recall':>9}")
    for name, tally in (("tasks", total.tasks), *total.fields.items(), ("head", total.head)):
        counts = f"({tally.right} right, {tally.vain} in vain, {tally.missed} missed)"
        print(f"{name:12} {tally.precision:9.3f} {tally.recall:9.3f}   {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
