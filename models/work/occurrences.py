"""The occurrences of a recurring duty: one in each period, due on the period's last day or on a day of its own.

A duty "trước ngày 10 hằng tháng" is due on a day of the calendar month that the period is named for, of a longer period
in the last one: `Tháng 3/2024` on 9/3, `Quý I/2024` on a day of March. From day 15 on that is after the period's end.
"""

from __future__ import annotations

from calendar import monthrange
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


def due_on(key: str, last: date, day: int | None) -> date:
    """The last day in time of the occurrence in a period that ends on `last`, of a duty that is due on a `day` of its
    month; what the month has no day for is due on its last. Without one it is due when the period ends.
    """
    if day is None:
        return last
    named = periods.default_days(key)[1]  # in the month that the period is named for, whatever days an office gave it
    return named.replace(day=min(day, monthrange(named.year, named.month)[1]))


class Calendar:
    """The office's periods, with the days that somebody changed; read once for many tasks, and only if any recurs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, date, date, int | None], list[Span]] = {}

    def spans(self, recurrence: str, begun: date, until: date, day: int | None) -> list[Span]:
        """The occurrences from the first that is due from `begun` on to the last that has begun, or is due, by `until`.

        `day` is the day of the month on which the duty is due, None for the last of each period.
        """
        kind = PERIOD_KIND[recurrence]
        asked = (kind, begun, until, day)
        if asked not in self._known:
            onward = self.onward(recurrence, begun, day)
            self._known[asked] = list(takewhile(lambda span: min(span.first, span.due_on) <= until, onward))
        return self._known[asked]

    def year_start(self, day: date) -> date:
        """The first day of the reporting year that holds `day`: from then on a duty counts that nobody dated."""
        return self._days(periods.default_key(day, "year"))[0]

    def onward(self, recurrence: str, begun: date, day: int | None) -> Iterator[Span]:
        """The occurrences from the first that is due from `begun` on, for ever; `day` as for `spans`."""
        kind = PERIOD_KIND[recurrence]
        # From one period before, because days that were moved, and a day after the end, reach over the usual limits.
        key = periods.neighbour(periods.default_key(begun, kind), -1)
        while True:
            first, last = self._days(key)
            due = due_on(key, last, day)
            if due >= begun:
                yield Span(key, first, last, due)
            key = periods.neighbour(key, 1)

    @cached_property
    def _changed(self) -> dict[str, tuple[date, date]]:
        return {key: (first, last) for key, first, last in self._session.execute(_STORED)}

    def _days(self, key: str) -> tuple[date, date]:
        return self._changed.get(key) or periods.default_days(key)


def done_on(session: Session, day: date, kind: str, due_day: int | None, next_due_on: date | None) -> str:
    """The key of the occurrence that a duty was done for on a day: its period's, or the one before that is due later.

    `next_due_on` is when the oldest that is still open is due.
    """
    own = periods.containing(session, day, kind).key
    before = periods.get(session, periods.neighbour(own, -1))
    due = due_on(before.key, before.to_on, due_day)
    return before.key if due >= day and (next_due_on is None or next_due_on <= due) else own


def passed(recurrence: str, begun: date, today: date, day: int | None) -> int:
    """How many occurrences of a duty that counts from `begun` were due before `today`, by the usual days of periods.

    `day` as for `Calendar.spans`.

    What a person is told before the duty is in the book; `Calendar` knows the days that somebody changed.
    """
    key, number = periods.neighbour(periods.default_key(begun, PERIOD_KIND[recurrence]), -1), 0
    while (due := due_on(key, periods.default_days(key)[1], day)) < today:
        key, number = periods.neighbour(key, 1), number + int(due >= begun)
    return number
