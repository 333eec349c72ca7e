"""The periods in which a recurring duty comes due: one occurrence each, due on the period's last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.work import periods
from models.work.codes import PERIOD_KIND
from models.work.periods import Period

_STORED = select(Period.key, Period.from_on, Period.to_on)  # made once: it is part of every cell's saving


@dataclass(frozen=True)
class Span:
    """One occurrence: the key of its period, that period's first and last day, and the last day on which it is in time.

    The first two say which entries tell of it, the third alone says when it is late.
    """

    key: str
    first: date
    last: date
    due_on: date


class Calendar:
    """The office's periods, with the days that somebody changed; read once for many tasks, and only if any recurs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, date, date], list[Span]] = {}

    def spans(self, recurrence: str, begun: date, until: date) -> list[Span]:
        """The periods of a recurrence from the one that holds `begun` to the one that holds `until`, in order."""
        kind = PERIOD_KIND[recurrence]
        asked = (kind, begun, until)
        if asked not in self._known:
            self._known[asked] = list(takewhile(lambda span: span.first <= until, self.onward(recurrence, begun)))
        return self._known[asked]

    def year_start(self, day: date) -> date:
        """The first day of the reporting year that holds `day`: from then on a duty counts that nobody dated."""
        return self._span(periods.default_key(day, "year")).first

    def onward(self, recurrence: str, begun: date) -> Iterator[Span]:
        """The periods of a recurrence from the one that holds `begun` on, for ever."""
        kind = PERIOD_KIND[recurrence]
        # From one period before, because days that were moved may reach over the usual limits.
        key = periods.neighbour(periods.default_key(begun, kind), -1)
        while True:
            if (span := self._span(key)).due_on >= begun:
                yield span
            key = periods.neighbour(key, 1)

    @cached_property
    def _changed(self) -> dict[str, tuple[date, date]]:
        return {key: (first, last) for key, first, last in self._session.execute(_STORED)}

    def _span(self, key: str) -> Span:
        first, last = self._changed.get(key) or periods.default_days(key)
        return Span(key, first, last, last)


def passed(recurrence: str, begun: date, today: date) -> int:
    """How many occurrences of a duty that counts from `begun` were due before `today`, by the usual days of periods.

    What a person is told before the duty is in the book; `Calendar` knows the days that somebody changed.
    """
    key, number = periods.default_key(begun, PERIOD_KIND[recurrence]), 0
    while periods.default_days(key)[1] < today:
        key, number = periods.neighbour(key, 1), number + 1
    return number
