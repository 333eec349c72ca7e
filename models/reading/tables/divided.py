"""Whether one row holds several tasks: dashes in its cell, each with an owner or a time of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.reading.passage import Passage
from models.reading.tables.cells import EMPTY, Cell
from models.reading.tables.owners import dashed
from models.reading.words.cues import acts
from models.reading.words.deadlines import Calendar, deadline_in_cell, find_deadline
from models.reading.words.roles import roles_in

_INLINE = re.compile(r"(?:^|(?<=[.;:])\s+)(?:[-–—+•]|[a-eđ]\))\s+(?=\w)")
_ITEM = re.compile(r"(?:[-–—+•]|[a-eđ]\)|\(?\d{1,2}[.)])\s*(?=\w)")


@dataclass(frozen=True)
class Part:
    """One task of a cell, with the owner and the time that stand beside it; empty where the row's are its own too."""

    words: Passage
    owner: Cell = EMPTY
    time: Cell = EMPTY


def parts_of(task: Cell, owner: Cell, time: Cell, calendar: Calendar) -> list[Part]:
    """The tasks of a cell, when it holds more than one; none when its dashes only say more of one task.

    What decides is whether each has its own time or its own owner, beside it or in its words.
    """
    items = _items(task)
    if len(items) < 2:
        return []
    times = _as_many(time, len(items))
    if not all(_is_time(one, calendar) for one in times):
        times = []
    owners = [Cell(one, (one,)) for one in dashed(owner)]
    if len(owners) != len(items):
        owners = _as_many(owner, len(items)) if times else []
    if times or owners:
        owners, times = owners or [EMPTY] * len(items), times or [EMPTY] * len(items)
        return [Part(*one) for one in zip(items, owners, times, strict=True)]
    dated = sum(find_deadline(one.plain, one.words, calendar).due_on is not None for one in items)
    charged = sum(roles_in(one).direct for one in items)
    if (dated > 1 and not time) or (charged > 1 and not owner):
        return [Part(one) for one in items]
    return []


def _items(task: Cell) -> list[Passage]:
    if len(task.paragraphs) > 1:
        marks = [_ITEM.match(one.words) for one in task.paragraphs]
        if any(marks):
            return [one.cut(mark.end()) for one, mark in zip(task.paragraphs, marks, strict=True) if mark]
        if all(acts(one.plain) for one in task.paragraphs):
            return list(task.paragraphs)
    places = list(_INLINE.finditer(task.words.words))
    ends = [*(one.start() for one in places[1:]), len(task.words.words)]
    return [task.words.cut(one.end(), end) for one, end in zip(places, ends, strict=True)] if places else []


def _as_many(cell: Cell, count: int) -> list[Cell]:
    """The paragraphs of a cell when there are just so many."""
    found = dashed(cell) or list(cell.paragraphs)
    if len(found) != count:
        found = [piece for piece in _split(cell.words) if piece]
    return [Cell(one, (one,)) for one in found] if len(found) == count else []


def _split(words: Passage) -> list[Passage]:
    at = [0, *(one.end() for one in re.finditer(r";\s+|(?:^|\s)[-–]\s+(?=\D)", words.words))]
    return [words.cut(start, end) for start, end in zip(at, [*at[1:], len(words.words)], strict=True)]


def _is_time(cell: Cell, calendar: Calendar) -> bool:
    told = deadline_in_cell(cell.words.plain, cell.words.words, calendar)
    return told.due_on is not None or told.recurrence is not None
