"""What the words of units make of a whole task: its state, its percentage and the day it was done. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from models.work.implied import Fields


class Word(Protocol):
    """How far a unit says that it is."""

    @property
    def state(self) -> str | None:
        """What it calls it."""

    @property
    def percent(self) -> int | None:
        """How much of it."""

    @property
    def done_on(self) -> date | None:
        """The day it was done."""


@dataclass(frozen=True, slots=True)
class Said:
    """What of an entry says how far a unit is."""

    unit_id: str
    state: str | None
    percent: int | None
    done_on: date | None
    speaks: bool = True


def newest(entries: Iterable[tuple[Said, date]], leads: Sequence[str], own_unit: str) -> dict[str, Word]:
    """The newest word of each unit (by unit id) on how far the task is; a state alone leaves the percentage as it was.

    `entries` come oldest first, each with its period's last day. The office's own judgement gives way to what a lead
    unit says for a later period, and to all of them when they have finished since.
    """
    said: dict[str, tuple[Fields, date, int]] = {}
    for place, (entry, to_on) in enumerate(entries):
        if entry.speaks:
            before = said[entry.unit_id][0].percent if entry.unit_id in said else None
            percent = before if entry.percent is None else entry.percent
            said[entry.unit_id] = (Fields(entry.state, percent, entry.done_on), to_on, place)
    own = said.get(own_unit)
    if own and own_unit not in leads:
        theirs = [said[unit] for unit in leads if unit in said]
        later = any(to_on > own[1] for _word, to_on, _place in theirs)
        since = [word for word, _to_on, place in theirs if word.done_on is not None and place > own[2]]
        if later or len(since) == len(leads) > 0:
            del said[own_unit]
    return {unit: word for unit, (word, _to_on, _place) in said.items()}


@dataclass(frozen=True)
class Judgement:
    """What units' entries make of a task; `state` is None when they do not agree and not all are done."""

    percent: int
    done_on: date | None
    state: str | None


def judge(newest: Mapping[str, Word], leads: Sequence[str], own_unit: str) -> Judgement:
    """The task's state from the newest entry of each unit (by unit id; at least one).

    The office's own entry is its judgement of the whole task; without one, the lead units' entries are averaged, a
    unit that said nothing counting as zero.
    """
    judged = [newest[own_unit]] if own_unit in newest else [newest[unit] for unit in leads if unit in newest]
    expected = 1 if own_unit in newest else max(len(leads), 1)
    if not judged:
        judged, expected = list(newest.values()), max(len(newest), 1)
    percent = sum(row.percent or 0 for row in judged) // expected
    days = [row.done_on for row in judged if row.done_on is not None]
    told = {row.state for row in judged if row.state}
    if len(days) == expected:
        return Judgement(percent, max(days), told.pop() if len(told) == 1 else "accepted")
    agreed = told.pop() if len(told) == 1 and len(judged) == expected else None
    if agreed in {"accepted", "submitted"} and any(row.state != agreed for row in judged):
        agreed = "doing"  # one unit is through, another has not said so
    return Judgement(percent, None, agreed)
