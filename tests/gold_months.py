"""Half a year of an office, written and counted by hand (`tests/gold/months`): read from its page, then lived through.

A page is prose with fenced blocks: `office`, `tasks`, `events`, and a `period` for each that was counted. Units and
tasks go by short names there; `X1-X19` are nineteen units.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import offices
from sqlalchemy.orm import Session

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base.paths import Home
from models.work import adjustments, extensions, period_closing, progress, tasks, units, waiving
from models.work import office as card
from models.work.progress import NewProgress
from models.work.tasks import TaskFields

FOLDER = Path(__file__).parent / "gold" / "months"
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_RANGE = re.compile(r"([A-Z]+)(\d+)-[A-Z]+(\d+)")
_RESULTS = {
    "đúng": "done_on_time",
    "sau": "done_late",
    "trong": "open_in_time",
    "quá": "open_overdue",
    "không": "no_deadline",
}
COUNTS = tuple(_RESULTS.values())


@dataclass
class Counted:
    """One period as it was counted by hand. `on` is the day on which it is read; None at the end."""

    key: str
    on: date | None
    closed: bool
    parts: dict[tuple[str, str, str], tuple[str, int]] = field(default_factory=dict)
    percents: dict[tuple[str, str, str], int] = field(default_factory=dict)
    before: set[tuple[str, str, str]] = field(default_factory=set)
    counts: tuple[int, ...] = ()
    rate: str | None = None
    units: dict[str, tuple[int, ...]] = field(default_factory=dict)
    adjusted: list[tuple[str, str, str, str]] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)  # where a task's class is not the one it began with


@dataclass
class Page:
    """A page: how the office is called, its units, its tasks, what happened on which day, and what was counted."""

    name: str
    facts: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    tasks: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    events: list[tuple[date, list[str]]] = field(default_factory=list)
    periods: list[Counted] = field(default_factory=list)

    def class_of(self, task: str, counted: Counted) -> str:
        """Whose task it was when a period was counted."""
        return counted.classes.get(task) or self.tasks[task][1].get("class", "ours")


def read(name: str) -> Page:
    page = Page(name)
    for kind, rest, content in _BLOCK.findall((FOLDER / f"{name}.md").read_text("utf-8")):
        lines = [line for line in content.splitlines() if line.strip()]
        match kind:
            case "office":
                named = [line.partition(" = ") for line in lines]
                page.units |= {short: called for short, is_unit, called in named if is_unit}
                page.facts |= dict(line.split(" ", 1) for line, is_unit, _called in named if not is_unit)
            case "tasks":
                for line in lines:
                    short, text, facts = (part.strip() for part in line.split("|"))
                    page.tasks[short] = (text, dict(fact.split("=", 1) for fact in facts.split()))
            case "events":
                page.events += [(date.fromisoformat(line[:10]), shlex.split(line[11:])) for line in lines]
            case "period":
                page.periods.append(_counted(rest.split(), lines))
    return page


def _counted(head: list[str], lines: list[str]) -> Counted:
    on = date.fromisoformat(head[head.index("on") + 1]) if "on" in head else None
    found = Counted(head[0], on, "closed" in head)
    for line in lines:
        first, *rest = line.split()
        if first == "counts":
            found.counts, found.rate = tuple(map(int, rest[:5])), None if rest[6] == "-" else rest[6]
        elif first == "unit":
            found.units |= dict.fromkeys(several(rest[0]), tuple(map(int, rest[1:])))
        elif first == "class":
            found.classes[rest[0]] = rest[1]
        elif first == "before":
            found.before |= set(_keys(rest[0], rest[1:]))
        elif first == "adjusted":
            found.adjusted.append((rest[0], rest[1], rest[2], rest[4]))
        else:
            place = next(n for n, word in enumerate(rest) if word in _RESULTS)
            told = [word for word in rest[place:] if not word.endswith("%")]
            keys = list(_keys(first, rest[:place]))
            assert not found.parts.keys() & keys, line
            found.parts |= dict.fromkeys(keys, (_RESULTS[told[0]], int(told[1]) if len(told) > 1 else 0))
            if rest[-1].endswith("%"):
                found.percents |= dict.fromkeys(keys, int(rest[-1][:-1]))
    return found


def _keys(task: str, names: list[str]) -> Iterator[tuple[str, str, str]]:
    short, _at, occurrence = task.partition("@")
    return ((short, occurrence, unit) for name in names for unit in several(name))


def several(name: str) -> list[str]:
    """The units that a short name stands for."""
    found = _RANGE.fullmatch(name)
    return [f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1)] if found else [name]


class Life:
    """An office that lives through its page; the clock is held on each day in turn."""

    def __init__(self, page: Page, home: Home, hold: Callable[[datetime], None]) -> None:
        self.page, self._home, self._hold = page, home, hold
        self.tasks: dict[str, str] = {}  # ids by short name
        self.units: dict[str, str] = {}
        self.names: dict[str, str] = {}  # of units, by short name
        self._changed: dict[str, dict[str, str]] = {}
        self._events = list(page.events)
        self.wait(date.fromisoformat(page.facts["from"]))
        with closing(self._founded()) as office, office.store.write("task.add") as write:
            for short, called in page.units.items():
                unit = card.own_unit_id(write.session) if called == "self" else units.find(write.session, called).id
                self.units[short], self.names[short] = unit, units.get(write.session, unit).name
            later = {words[1] for _day, words in page.events if words[0] == "add"}
            for short in page.tasks.keys() - later:
                self._add(write.session, short)

    def wait(self, day: date) -> None:
        """It is noon of that day in Vietnam."""
        self._hold(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))

    def live(self, until: date) -> None:
        """All that happens up to that day, in order."""
        with closing(opening.open_office(self._home, offices.PASSPHRASE)) as office:
            while self._events and self._events[0][0] <= until:
                day, words = self._events.pop(0)
                self.wait(day)
                with office.store.write(_OPERATIONS[words[0]]) as write:
                    self._happen(write.session, *words)
        self.wait(until)

    def _founded(self) -> OpenOffice:
        facts = self.page.facts
        below = tuple((None, name) for short, name in self.page.units.items() if short.startswith("X"))
        spec = OfficeSpec(facts["name"], facts["level"], parent=facts.get("parent"), children=below)
        office = offices.found(self._home, spec)
        with office.store.write("unit.add") as write:
            for short, name in self.page.units.items():
                if name != "self" and not short.startswith("X"):
                    units.add(write.session, name, facts["level"])
        return office

    def _happen(self, session: Session, what: str, *words: str) -> None:
        given = dict(word.split("=", 1) for word in words if "=" in word)
        first, *names = [word for word in words if "=" not in word]
        task, reason, by = self.tasks.get(first, ""), given.get("reason", ""), given.get("by", "")
        match what:
            case "add":
                self._add(session, first)
            case "change":
                tasks.change(session, task, self._fields(first, given))
            case "entry" | "adjust":
                self._tell(session, task, several(names[0]), names[1], given)
            case "close":
                period_closing.close(session, first)
            case "reopen":
                period_closing.reopen(session, first, reason)
            case "extend":
                extensions.extend(session, task, date.fromisoformat(names[0]), reason, by)
            case "lead":
                tasks.assign(session, task, [self.units[unit] for name in names for unit in several(name)])
            case "cancel":
                tasks.cancel(session, task, reason)
            case "finish":
                tasks.finish(session, task, _day(given, "on"))
            case "waive":
                waiving.waive(session, task, names[0], reason, by)
            case "rename":
                unit = units.get(session, self.units[first])
                units.change(session, unit.id, name=given["name"], code=unit.code, level=unit.level, **_ALWAYS)

    def _add(self, session: Session, short: str) -> None:
        self.tasks[short] = tasks.add(session, self._fields(short, {})).id

    def _fields(self, short: str, changed: dict[str, str]) -> TaskFields:
        text, facts = self.page.tasks[short]
        facts = self._changed[short] = {**facts, **self._changed.get(short, {}), **changed}
        leads = [unit for name in facts.get("lead", "").split(",") if name for unit in several(name)]
        return TaskFields(
            text,
            lead=tuple(self.names[unit] for unit in leads),
            due_on=_day(facts, "due"),
            assigned_on=_day(facts, "given"),
            recurrence=facts.get("every"),
            due_day=int(facts["day"]) if "day" in facts else None,
            whose=facts.get("class", "ours"),
        )

    def _tell(self, session: Session, task: str, told_of: list[str], period: str, given: dict[str, str]) -> None:
        fields: dict[str, Any] = {name: given[name] for name in ("state", "note") if name in given}
        if "percent" in given:
            fields["percent"] = int(given["percent"])
        if "done" in given:
            fields["done_on"] = _day(given, "done")
        for short in told_of:
            unit, entry = self.units[short], NewProgress(**fields)
            if "reason" in given:
                adjustments.adjust(session, task, period, entry, given["reason"], unit)
            else:
                progress.put(session, task, period, entry, unit)


def _day(facts: dict[str, str], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if name in facts else None


_ALWAYS: dict[str, Any] = {"valid_from": None, "valid_to": None}
_OPERATIONS = {
    "add": "task.add",
    "change": "task.change",
    "entry": "progress.put",
    "adjust": "period.adjust",
    "close": "period.close",
    "reopen": "period.reopen",
    "extend": "task.extend",
    "lead": "task.assign",
    "cancel": "task.cancel",
    "finish": "task.finish",
    "waive": "task.waive",
    "rename": "unit.change",
}
