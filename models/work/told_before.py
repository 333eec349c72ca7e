"""Which completions the periods before one have told: each is told by exactly one, however often a period was reopened.

A period that is not closed tells what turns out itself; a closed one tells only what was kept at its closing, and what
it could not know falls to the next that is not closed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.work import periods
from models.work.closed_results import ClosedResult
from models.work.periods import Period, PeriodRow
from models.work.result_parts import PeriodResult
from models.work.result_rows import TaskRow

Key = tuple[str, str, str]  # task, unit or "", occurrence or ""


class Word(NamedTuple):
    """What one closed period told of a part: `done_on` is None for not done. Later `closing`s are greater."""

    place: int
    closing: str
    done_on: date | None


@dataclass(frozen=True)
class ToldBefore:
    """What the closed periods in a row right before one told.

    `open_until` is the last day of the period before these, that is not closed; of the last one `made_at` is when it
    was closed. `changed_within`: one of them was opened again, so that those after it may lack what it let go.
    """

    words: dict[Key, list[Word]] = field(default_factory=dict)
    open_until: date = date.max
    made_at: datetime | None = None
    changed_within: bool = False
    every_word: Callable[[], dict[Key, list[Word]]] = (
        dict  # of all closed periods before, open ones between them or not
    )

    @property
    def left_open(self) -> set[str]:
        """The tasks, by id, of which some part was told as not done."""
        return {key[0] for key, words in self.words.items() if any(word.done_on is None for word in words)}

    @property
    def done_since(self) -> date | None:
        """From which day on a completion may have been told by none of them, although they know its task."""
        return self.open_until + timedelta(days=1) if self.changed_within else None

    def told(self, task: TaskRow, key: Key, done_on: date, since: date, units: Collection[str]) -> bool:
        """Whether a period before told that this part was done on this day.

        `since` is the day from which the part exists, `units` are those that have one now.
        """
        if max(done_on, since) <= self.open_until:
            return True
        words = self.words.get(key, [])
        if any(word.done_on == done_on for word in words):
            return True
        if words:
            return _stands(words)
        if self.changed_within:
            return self._told_of_former(key, units)
        return self.made_at is None or task.created_at <= self.made_at

    def told_with_another_day(self, key: Key) -> bool:
        """Whether a closed period told this part as done and none took that back, whatever day is known by now.

        A completion is told once: what is known better later is a correction of it, not another one.
        """
        return _stands(self.words.get(key) or self.every_word().get(key, []))

    def _told_of_former(self, key: Key, units: Collection[str]) -> bool:
        """Whether another unit, that has no part any more, was told to have done it."""
        return any(
            (task_id, occurrence) == (key[0], key[2]) and unit not in units and any(word.done_on for word in words)
            for (task_id, unit, occurrence), words in self.words.items()
        )


def _stands(words: Sequence[Word]) -> bool:
    """Whether it was told as done and stayed so: a period after it, closed later, may have taken that back.

    One that was closed before could not know of it.
    """
    told = [word for word in words if word.done_on is not None]
    return bool(told) and not any(
        word.done_on is None and word.place > told[-1].place and word.closing > told[-1].closing for word in words
    )


class _Kept(NamedTuple):
    id: str
    made_at: datetime
    key: str
    to_on: date


def of(session: Session, period: PeriodRow) -> ToldBefore:
    """What was told before a period by those of its kind. Nothing is known where the one right before is not closed."""
    found = select(ClosedResult.id, ClosedResult.made_at, Period.key, Period.to_on)
    found = found.join(Period, Period.id == ClosedResult.period_id)
    every = session.execute(found.where(Period.kind == period.kind, Period.to_on < period.from_on))
    kept = {row.key: _Kept(*row) for row in every}
    all_words = cache(partial(_words, session, sorted(kept.values(), key=lambda one: one.to_on)))
    chain: list[_Kept] = []
    key = periods.containing(session, period.from_on - timedelta(days=1), period.kind).key
    while key in kept:
        chain.insert(0, kept.pop(key))
        key = periods.neighbour(key, -1)
    if not chain:
        return ToldBefore(every_word=all_words)
    still_open = periods.kept(session, key)
    reopened = still_open is not None and still_open.reopen_reason is not None
    changed = reopened or any(one.id > after.id for one, after in pairwise(chain))
    # Where none was opened again, the last one told or knew all that those before it did.
    words = _words(session, chain if changed else chain[-1:])
    return ToldBefore(words, periods.get(session, key).to_on, chain[-1].made_at, changed, all_words)


def _words(session: Session, chain: Iterable[_Kept]) -> dict[Key, list[Word]]:
    found: dict[Key, list[Word]] = {}
    for place, one in enumerate(chain):
        content = session.scalar(select(ClosedResult.content).where(ClosedResult.id == one.id))
        for task in msgspec.json.decode(content or "", type=PeriodResult).tasks:
            for part in task.counted:
                key = (task.id, part.unit_id, part.period)
                found.setdefault(key, []).append(Word(place, one.id, part.done_on))
    return found
