"""The reader on papers drawn at random, counted by what each thing was drawn as; the measure is that of the gold."""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from directives.drawing import Directive, directive
from directives.files import as_file, skipped
from directives.paper import Paragraph
from directives.truth import TaskTruth
from reading_score import FIELDS, Tally, expected, print_fields, value_of

from models.base.errors import AppError
from models.reading.left_out import DOUBTED
from models.reading.passage import plain
from models.reading.proposal import ProposedTask, Reading
from models.reading.read import read_content

FIELDS_OF_TASKS = (*FIELDS, "deadline_text", "second day")
SHOWN = ("tasks", "lead", "with", "due_on", "head")


@dataclass(frozen=True)
class Wanted:
    """Which papers: how many, from which seed, in which forms of file, of which kind."""

    count: int
    seed: int
    forms: tuple[str, ...]
    only: str | None = None

    def papers(self) -> Iterator[tuple[Directive, str]]:
        """Each paper with the form of its file; the forms take turns."""
        for number in range(self.count):
            paper = directive(self.seed, number)
            if self.only in {None, paper.kind}:
                yield paper, self.forms[number % len(self.forms)]


@dataclass
class DrawnScore:
    """Tallies by what they are of, and by how it was drawn: `by[("ground", "in a column")]["lead"]`."""

    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by: dict[tuple[str, str], dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    vain: Counter[str] = field(default_factory=Counter)
    told: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: list[str] = field(default_factory=list)

    def count(self, name: str, places: list[tuple[str, str]], right: int, vain: int, missed: int) -> None:
        """Add to the tally of all and to that of each place."""
        tally = Tally(right, vain, missed)
        self.fields[name].add(tally)
        for place in places:
            self.by[place][name].add(tally)

    def wrong(self, name: str, words: str, remarked: bool) -> None:
        """Note an error, and whether the reading itself warned of it."""
        self.errors.append(words)
        self.told[name][0] += remarked
        self.told[name][1] += 1


def even(words: str) -> str:
    """For comparing: one blank for any, no punctuation at the end."""
    return re.sub(r"\s+", " ", plain(words)).strip(" .;,:")


def unsure(task: ProposedTask) -> bool:
    """Whether the proposal itself says that it should be looked at."""
    return bool(task.flags) or not getattr(task, "sure", True)


def named(reading: Reading, words: str) -> bool:
    """Whether the reading names these words among those that may be a duty and were not proposed."""
    doubted = (one.source for one in reading.left_out if one.kind in DOUBTED)
    return any(even(words) in even(reading.text[source.start : source.end]) for source in doubted)


def hold(reading: Reading, drawn: Directive, form: str, result: DrawnScore) -> None:
    """Compare one reading with its truth and add to `result`."""
    free = [(task, even(task.text)) for task in reading.tasks]
    looks = [("look", f"{form}: {look}") for look in drawn.paper.looks("pdf" if form == "office" else form)]
    kind = [("kind", drawn.kind), ("file", form), *looks]
    strange = set(_strange(drawn))
    for wanted in drawn.truth.tasks:
        places = [*kind, ("ground", wanted.ground), ("time", wanted.time_form)]
        match = next((one for one in free if even(wanted.text) in one[1]), None)
        if match is None:
            result.count("tasks", places, 0, 0, 1)
            result.wrong("tasks missed", f"missed ({wanted.ground}): {wanted.text}", named(reading, wanted.text))
            continue
        free.remove(match)
        result.count("tasks", places, 1, 0, 0)
        _fields(match[0], wanted, places, result)
        alien = next((one for one in strange if one in match[1]), None)
        result.count("own words", places, int(alien is None), int(alien is not None), 0)
        if alien:
            result.wrong(
                "own words", f"own words of [{match[0].ref}] {match[0].text[:60]}: with {alien!r}", unsure(match[0])
            )
    for task, words in free:
        why = next((one.kind for one in drawn.truth.no_tasks if even(one.text)[:40] in words), None)
        why = why or ("part of a task" if any(words in even(one.text) for one in drawn.truth.tasks) else "other words")
        result.vain[why] += 1
        result.count("tasks", kind, 0, 1, 0)
        result.wrong("tasks in vain", f"in vain ({why}): [{task.ref}] {task.text[:110]}", unsure(task))
    _head(reading, drawn, kind, result)
    _targets(reading, drawn, kind, result)


def _strange(drawn: Directive) -> Iterator[str]:
    """Words that belong to no task: labels of their own lines, feet and heads of pages, what is no duty."""
    for part in (*drawn.paper.parts, *drawn.paper.appendix):
        if isinstance(part, Paragraph) and part.role == "label" and ": " in part.words:
            yield even(part.words)
    yield from (even(one.text) for one in drawn.truth.no_tasks if one.kind not in {"group", "agreement", "explanation"})
    if drawn.paper.layout.running_head:
        yield even(drawn.paper.layout.running_head)


def _fields(found: ProposedTask, wanted: TaskTruth, places: list[tuple[str, str]], result: DrawnScore) -> None:
    told = wanted.expected()
    for name in FIELDS:
        if name in told:
            right, value = expected(told, name), value_of(found, name)
            _one(result, name, places, value, right, found)
    if told.get("deadline_text") and found.deadline_text:
        # A column or a label gives the bare words, and a sentence may give a word more.
        mine, theirs = _core(told["deadline_text"]), _core(found.deadline_text)
        _one(
            result, "deadline_text", places, theirs if mine not in theirs and theirs not in mine else mine, mine, found
        )
    if wanted.second_due:
        _one(result, "second day", places, True if unsure(found) else None, True, found)


def _core(words: str) -> str:
    return re.sub(r"^(?:xong |trong |hết |đến hết |chậm nhất )+", "", even(words))


def _one(
    result: DrawnScore, name: str, places: list[tuple[str, str]], found: Any, right: Any, task: ProposedTask
) -> None:
    if found == right:
        # Both saying nothing is right, but counts for neither precision nor recall.
        result.count(name, places, int(bool(right)), 0, 0)
        return
    result.count(name, places, 0, int(bool(found)), int(bool(right)))
    result.wrong(
        name,
        f"{name} of [{task.ref}] {task.text[:60]}: {found!r} for {right!r} ({places[-2][1]}, {places[-1][1]})",
        unsure(task),
    )


def _head(reading: Reading, drawn: Directive, places: list[tuple[str, str]], result: DrawnScore) -> None:
    for name, right in drawn.truth.head.items():
        found = getattr(reading.head, name)
        found = found.isoformat() if name == "issued_on" and found else found
        if found == right:
            result.count("head", places, int(right is not None), 0, 0)
        else:
            result.count("head", places, 0, int(found is not None), int(right is not None))
            result.wrong(f"head {name}", f"head {name}: {found!r} for {right!r}", False)


def _targets(reading: Reading, drawn: Directive, places: list[tuple[str, str]], result: DrawnScore) -> None:
    free = list(getattr(reading, "targets", ()))
    for wanted in drawn.truth.targets:
        match = next((one for one in free if even(wanted.text) in even(one.text)), None)
        if match is None:
            result.count("targets", places, 0, 0, 1)
            result.errors.append(f"target missed: {wanted.text}")
            continue
        free.remove(match)
        result.count("targets", places, 1, 0, 0)
        for name, right in (("value", wanted.value), ("by", wanted.by)):
            found = getattr(match, name, None)
            same = found == right or (name == "value" and str(found).replace(".", ",") == right)
            result.count(
                f"target {name}",
                places,
                int(same and bool(right)),
                int(not same and bool(found)),
                int(not same and bool(right)),
            )
            if not same:
                result.errors.append(f"target {name}: {found!r} for {right!r}: {wanted.text}")
    for one in free:
        result.count("targets", places, 0, 1, 0)
        result.errors.append(f"target in vain: {one.text[:110]}")


def print_drawn(wanted: Wanted, errors: bool) -> None:
    """Read all papers and print the figures."""
    result, unread, seconds, began = DrawnScore(), Counter[str](), 0.0, time.process_time()
    for drawn, form in wanted.papers():
        content = as_file(drawn, form)
        before, told = time.process_time(), len(result.errors)
        try:
            reading = read_content(content)
        except AppError as error:
            unread[error.code] += 1
            result.count("tasks", [("kind", drawn.kind), ("file", form)], 0, 0, len(drawn.truth.tasks))
            result.wrong("tasks missed", f"not read: {error}", True)
            continue
        finally:
            seconds += time.process_time() - before
        hold(reading, drawn, form, result)
        if errors and len(result.errors) > told:
            print(f"--- {drawn.name} {drawn.kind} ({form})")
            print("\n".join(f"    {error}" for error in result.errors[told:]))
    _print(result)
    for code, count in unread.items():
        print(f"not read ({code}): {count}")
    for what in skipped():
        print(f"skipped: {what}")
    whole = time.process_time() - began
    print(f"{wanted.count} papers from seed {wanted.seed}: {seconds:.0f} s of processor to read, {whole:.0f} s in all")


def _print(result: DrawnScore) -> None:
    names = ("tasks", "own words", *FIELDS_OF_TASKS, "head", "targets", "target value", "target by")
    print_fields([(name, result.fields[name]) for name in names if name in result.fields], 14)
    for sort in ("kind", "file", "look", "ground", "time"):
        print(f"\n{'by ' + sort:26} {'tasks':>12} {'lead':>12} {'with':>12} {'due':>12} {'head':>12}      (P / R)")
        for (of, name), tallies in sorted(result.by.items()):
            if of == sort:
                shown = "".join(_pair(tallies.get(one)) for one in SHOWN)
                print(f"{name:26} {shown}   ({tallies['tasks'].right + tallies['tasks'].missed})")
    print("\nproposed in vain: " + ", ".join(f"{why} {count}" for why, count in result.vain.most_common()))
    told = ", ".join(f"{name} {said} of {count}" for name, (said, count) in sorted(result.told.items()))
    print(f"errors that the reading itself remarks on: {told}")


def _pair(tally: Tally | None) -> str:
    return f"  {tally.precision:5.3f}/{tally.recall:5.3f}" if tally else f"{'':13}"


def write_drawn(wanted: Wanted, folder: Path) -> None:
    """Write each paper and, beside it, its truth as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for drawn, form in wanted.papers():
        (folder / f"{drawn.name}.{form}").write_bytes(as_file(drawn, form))
        truth = json.dumps({"kind": drawn.kind, **drawn.truth.as_json()}, ensure_ascii=False, indent=1)
        (folder / f"{drawn.name}.json").write_text(truth + "\n", "utf-8")
