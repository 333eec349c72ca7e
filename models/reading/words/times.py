"""The times of running text and of a cell, each with the last day that it means. Which is due is in `deadlines`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.reading.words import last_days
from models.reading.words import time_patterns as written
from models.reading.words.last_days import Calendar, Meaning


@dataclass(frozen=True)
class TimeFound:
    """A time as it stands in the words, the last day that it means, and what has to be said about that.

    `how` is the word before it ("trước", "trong", …); `stretch`: the end of "từ ngày … đến ngày …"; `dated`: its year
    is written; `days`: how long the time is of which it is the end, 365 for a year.
    """

    start: int
    end: int
    due_on: date | None
    flags: tuple[str, ...] = ()
    how: str = ""
    stretch: bool = False
    dated: bool = False
    days: int = 1

    @property
    def wide(self) -> bool:
        """Whether it is a whole year."""
        return self.days == _DAYS_OF_YEAR


def times_in(plain: str, calendar: Calendar) -> Iterator[TimeFound]:
    """Every time in running text that some word makes a limit, or the end of a stretch."""
    for pattern, meaning, needed in _RUNNING:
        if not any(word in plain for word in needed):
            continue
        for match in pattern.finditer(plain):
            one = _read(match, meaning, calendar)
            yield replace(one, stretch=pattern is written.FROM_TO, days=_LENGTHS.get(meaning, 1))


def bare_time(plain: str, calendar: Calendar) -> TimeFound | None:
    """The last of the times of one kind in a cell, where a time needs no word before it; the nearest kind first."""
    for pattern, meaning in _BARE:
        last: TimeFound | None = None
        for match in pattern.finditer(plain):
            if _STARTS.search(plain, 0, match.start()) and not _RUNS_TO.search(plain, 0, match.start()):
                continue
            one = _read(match, meaning, calendar)
            if last is None or (one.due_on and (last.due_on is None or one.due_on > last.due_on)):
                last = one
        if last is not None:
            return last
    return None


def only_starts(plain: str) -> bool:
    """Whether a cell names nothing but a beginning (`Từ 01/7`, `Bắt đầu từ quý II`)."""
    return _STARTS.search(plain) is not None and not _RUNS_TO.search(plain)


_STARTS = re.compile(
    r"(?<!\w)(?:kể\s+)?từ\s+(?:ngày\s+|tháng\s+|quý\s+|năm\s+|đầu\s+|cuối\s+)*$|(?<!\w)(?:kể\s+)?từ\s+(?=[\dqtnđ])"
)
_RUNS_TO = re.compile(r"(?<!\w)(?:đến|tới)(?!\w)|\d\s*[-–]\s*(?:\d|tháng|quý|ngày)")


def _read(match: re.Match[str], meaning: Meaning, calendar: Calendar) -> TimeFound:
    due_on, flags = meaning(match, calendar)
    start = match.start("time") if "time" in match.groupdict() else match.start()
    return TimeFound(
        start,
        match.end(),
        due_on,
        flags,
        how=last_days.how_of(match),
        dated=last_days.written_year(match, calendar) is not None,
    )


_DAYS_OF_YEAR = 365
_LENGTHS: dict[Meaning, int] = {
    last_days.of_week: 7,
    last_days.of_month: 31,
    last_days.of_quarter: 92,
    last_days.of_part: 184,
    last_days.of_year: _DAYS_OF_YEAR,
    last_days.of_own_year: _DAYS_OF_YEAR,
}
# With each the words of which it has one at least: looking for these costs next to nothing.
_QUARTERLY = ("quý", "quí", "q")
_RUNNING: tuple[tuple[re.Pattern[str], Meaning, tuple[str, ...]], ...] = (
    (written.BEFORE_DATE, last_days.before_day, ("trước",)),
    (
        written.BY_DATE,
        last_days.of_day,
        ("nhất", "không", "đến", "hết", "trong", "vào", "tới", "hạn", "hoàn thành", "xong"),
    ),
    (written.FROM_TO, last_days.of_day, ("từ",)),
    (written.THIS_MONTH, last_days.of_day_of_this_month, ("này", "nay")),
    (written.DONE_DAY, last_days.of_day, ("ngày",)),
    (written.DONE_MONTH, last_days.of_month, ("tháng",)),
    (written.DONE_QUARTER, last_days.of_quarter, _QUARTERLY),
    (written.BRACKET_MONTH, last_days.of_month, ("tháng",)),
    (written.BRACKET_QUARTER, last_days.of_quarter, _QUARTERLY),
    (written.WEEK, last_days.of_week, ("tuần",)),
    (written.MONTH, last_days.of_month, ("tháng",)),
    (written.QUARTER, last_days.of_quarter, _QUARTERLY),
    (written.PART, last_days.of_part, ("tháng", "nửa")),
    (written.WHOLE_YEAR, last_days.of_year, ("năm",)),
    (written.OWN_YEAR, last_days.of_own_year, ("năm",)),
)
_BARE: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (written.BARE_WEEK, last_days.of_week),
    (written.BARE_DATE, last_days.of_day),
    (written.BARE_QUARTER, last_days.of_quarter),
    (written.BARE_PART, last_days.of_part),
    (written.BARE_MONTH, last_days.of_month),
    (written.BARE_YEAR, last_days.of_year),
    (written.BARE_OWN_YEAR, last_days.of_own_year),
)
