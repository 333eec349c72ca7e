"""How papers are read that were written by somebody who had seen neither the program nor any paper of it before.

All names and words in `papers/` are invented. Each paper has its truth beside it, fixed before it was first read: the
fields of its head, its tasks, and items that are none. "?" stands where a careful official could argue. The faults
found in `first` and `second` were mended; nothing was mended after `third`, so that its figures say how unseen papers
are read.

Run: `.venv/bin/python tests/bench/papers.py [first|second|third] [--errors]`
"""

# ruff: noqa: E402
from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from reading_score import Tally

from models.base.text import fold
from models.reading.proposal import ProposedTask, Reading
from models.reading.read import read_file

PAPERS = Path(__file__).resolve().parent / "papers"
ALIKE = 0.8  # share of words that two ways of writing down the same task have in common at least
ARGUABLE = "?"
HEADS_OF_OFFICES = re.compile(r"^(?:giam doc|chu tich|cuc truong|dong chi|d/c)\s+(?=so|ubnd|uy ban|cuc)")
ATTRIBUTES = re.compile(
    r"[\s(;,]*(?:Đơn vị chủ trì|Đơn vị phối hợp|Người phụ trách|Thời gian|Thực hiện|Phối hợp|Hoàn thành)\s*:.*$", re.S
)
BRACKET = re.compile(r"\s*\([^()]*(?:chủ trì|phối hợp|thực hiện)[^()]*\)\.?\s*$")


@dataclass
class Figures:
    """The tallies of a folder, and every error in words."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def of(self, name: str) -> Tally:
        """The tally of a field."""
        return self.tallies.setdefault(name, Tally())


def forms(words: str) -> list[frozenset[str]]:
    """The words of a task with and without what stands behind or before it."""
    ways = {words, ATTRIBUTES.sub("", words), BRACKET.sub("", words), re.sub(r"^[^.;:]{3,90}:\s+(?=.{12})", "", words)}
    return [frozenset(found) for way in ways if (found := re.findall(r"\w+", fold(way)))]


def likeness(one: list[frozenset[str]], other: list[frozenset[str]]) -> float:
    """The greatest share of common words of any two forms."""
    return max((len(a & b) / len(a | b) for a in one for b in other), default=0.0)


def office(name: str) -> str:
    """A name as it is compared: without marks and blanks; the head of an office stands for the office."""
    plain = HEADS_OF_OFFICES.sub("", fold(name).strip(" .;:,")).replace("uy ban nhan dan", "ubnd")
    return re.sub(r"[\W_]+", "", plain)


def pairs(wanted: list[dict[str, Any]], found: tuple[ProposedTask, ...]) -> Iterator[tuple[int, int]]:
    """Which proposal is which task, the most alike first, each once."""
    told = [forms(task.text) for task in found]
    alike = sorted(
        (
            (likeness([*forms(task["text"]), *forms(task.get("alt") or "")], words), -abs(at - place), at, place)
            for at, task in enumerate(wanted)
            for place, words in enumerate(told)
        ),
        reverse=True,
    )
    tasks: set[int] = set()
    proposals: set[int] = set()
    for share, _near, at, place in alike:
        if share >= ALIKE and at not in tasks and place not in proposals:
            tasks.add(at)
            proposals.add(place)
            yield at, place


def joined(tasks: list[dict[str, Any]], found: tuple[ProposedTask, ...]) -> list[dict[str, Any]]:
    """The tasks, those between semicolons as one where they were proposed as one: either may be meant."""
    kept: list[dict[str, Any]] = []
    for task in tasks:
        if task.get("joined_with_previous") and kept:
            whole = f"{kept[-1]['text']} {task['text']}"
            if any(likeness(forms(whole), forms(one.text)) >= ALIKE for one in found):
                alt = f"{kept[-1].get('alt') or kept[-1]['text']} {task['text']}"
                same = {key: value if value == task.get(key) else ARGUABLE for key, value in kept[-1].items()}
                kept[-1] = {**same, "text": whole, "alt": alt, "lead": kept[-1]["lead"]}
                continue
        kept.append(task)
    return kept


def compare(figures: Figures, name: str, wanted: set[Any], got: set[Any], where: str) -> None:
    """Add what one field of one task says."""
    tally = figures.of(name)
    tally.right += len(wanted & got)
    tally.vain += len(got - wanted)
    tally.missed += len(wanted - got)
    if wanted != got:
        figures.errors.append(f"{where} | {name} | expected {sorted(wanted)} | got {sorted(got)}")


def compare_task(figures: Figures, wanted: dict[str, Any], got: ProposedTask, paper: str) -> None:
    """All fields of one task that an official could not argue about."""
    said = {
        "lead": {office(name) for name in got.lead},
        "with": {office(name) for name in got.with_units},
        "due_on": {got.due_on.isoformat()} if got.due_on else set(),
        "recurrence": {True} if got.recurrence else set(),
        "area": {got.area} if got.area else set(),
    }
    for name, told in said.items():
        truth = wanted[name]
        if truth == ARGUABLE:
            continue
        asked = {office(one) for one in truth} if isinstance(truth, list) else {truth} if truth else set()
        compare(figures, name, asked, told, f"{paper} | {wanted['text'][:60]}")


def compare_paper(figures: Figures, truth_file: Path) -> None:
    """One paper against its truth."""
    truth = json.loads(truth_file.read_text("utf-8"))
    (paper,) = (one for one in truth_file.parent.glob(f"{truth_file.stem}.*") if one.suffix != ".json")
    reading = read_file(paper)
    wanted = joined(truth["tasks"], reading.tasks)
    matched = dict(pairs(wanted, reading.tasks))
    maybe = [forms(words) for words in truth.get("maybe", ())]
    vain = [
        task
        for place, task in enumerate(reading.tasks)
        if place not in matched.values() and not any(likeness(one, forms(task.text)) >= 0.7 for one in maybe)
    ]
    missed = [task for at, task in enumerate(wanted) if at not in matched]
    figures.of("tasks").add(Tally(len(matched), len(vain), len(missed)))
    figures.errors += [f"{paper.name} | in vain | {task.text[:110]}" for task in vain]
    figures.errors += [f"{paper.name} | missed | {task['text'][:110]}" for task in missed]
    for at, place in sorted(matched.items()):
        compare_task(figures, wanted[at], reading.tasks[place], paper.name)
    compare_head(figures, truth["document"], reading, paper.name)


def compare_head(figures: Figures, wanted: dict[str, Any], reading: Reading, paper: str) -> None:
    """What the paper says of itself, but recipients and subject: of these several ways of writing are right."""
    for name, value in wanted.items():
        if name in {"recipients", "subject"} or value == ARGUABLE:
            continue
        got = getattr(reading.head, name)
        sides = (value, got.isoformat() if hasattr(got, "isoformat") else got)
        if name == "signer_title":  # "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH": who signed is the last of them
            sides = tuple(words and words.rpartition(" / ")[2] for words in sides)
        asked, told = ({office(words)} if words else set() for words in sides)
        compare(figures, "head", asked, told, f"{paper} | {name}")


def main(arguments: list[str]) -> int:
    """Print the figures of the folders that are named, of all when none is."""
    named = [word for word in arguments if not word.startswith("-")] or ["first", "second", "third"]
    for folder in named:
        figures = Figures()
        for truth_file in sorted((PAPERS / folder).glob("*.json")):
            compare_paper(figures, truth_file)
        print(f"{folder:12} precision    recall")
        for name, tally in figures.tallies.items():
            counts = f"({tally.right} right, {tally.vain} in vain, {tally.missed} missed)"
            print(f"{name:12} {tally.precision:9.3f} {tally.recall:9.3f}   {counts}")
        if "--errors" in arguments:
            print("\n".join(figures.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
