"""The day in a cell of the monthly grid: as it is typed here, and as a spreadsheet of another country writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from models.base import clock
from models.base.text import fold, narrow, read_date, say_date
from models.base.typed_day import typed_day
from models.base.words import _
from models.work.entry_refusals import promises_from
from models.work.periods import PeriodRow

_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(am|pm|sa|ch))?$")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})(?:[/.\-]([0-9]{4}|[0-9]{2}))?")
_YEAR = r"(?:[ \-,.]+(?:nam )?([0-9]{4}|[0-9]{2}))?"
_NAMED = (
    re.compile(rf"(?:ngay )?(?P<day>[0-9]{{1,2}})[ \-]?(?:thg|thang) ?(?P<month>[0-9]{{1,2}}){_YEAR}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})[ \-](?P<month>[a-z]{{3,9}})\.?{_YEAR}"),
    re.compile(rf"(?P<month>[a-z]{{3,9}})\.? (?P<day>[0-9]{{1,2}}){_YEAR}"),
)
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_OLDEST = 1990
_LONGEST_PROMISE = 20  # years


@dataclass(frozen=True)
class DayReadings:
    """What a text says: with the day in front, as here, and with the month in front, as American Excel writes it."""

    usual: date | None
    swapped: date | None

    def doubtful(self, period: PeriodRow, *, promise: bool = False) -> bool:
        """Whether only the swapped reading can be meant: it lies in the period, or it alone is a day at all.

        Of a `promise`: it can be promised in the period, and the usual reading had passed by then.
        """
        if self.swapped is None or self.swapped == self.usual:
            return False
        if promise:
            first = promises_from(period.to_on)
            return self.swapped >= first and (self.usual is None or self.usual < first)
        if self.swapped > clock.today():
            return False
        return self.usual is None or (_inside(self.swapped, period) and not _inside(self.usual, period))


def readings(text: str, period: PeriodRow) -> DayReadings:
    """Every day that `text` can be; one without a year is of the year that the period's days have.

    A time of day behind it is left out; a month may be named in English or as `Thg3`, which leaves nothing to doubt.
    """
    plain = _TIME.sub("", fold(narrow(text)))
    with suppress(ValueError):
        if plain[4:5] == "-":
            return DayReadings(read_date(plain), None)
    if found := _NUMBERS.fullmatch(plain):
        first, second, year = found.groups()
        # Only a sheet writes the month in front, and a sheet writes the year.
        return DayReadings(_day(first, second, year, period), _day(second, first, year, period) if year else None)
    named = next((found for pattern in _NAMED if (found := pattern.fullmatch(plain))), None)
    if named is None:
        with suppress(ValueError):  # whatever else is a day in every other field
            return DayReadings(typed_day(plain, (period.to_on.year,)), None)
        return DayReadings(None, None)
    month = str(_MONTHS.get(named["month"][:3], named["month"]))
    return DayReadings(_day(named["day"], month, named.groups()[-1], period), None)


def ahead(period: PeriodRow) -> PeriodRow:
    """The year in which a promise without a year lies, in the place of the period that it is made in."""
    first = promises_from(period.to_on)
    return replace(period, from_on=first, to_on=first + timedelta(days=364))


def read(text: str, period: PeriodRow, *, sure: bool = False, promise: bool = False) -> date:
    """The day that is meant. Raises ValueError with a sentence for the person, also for a day that is doubtful.

    `sure` when the person has been asked about this very text before; a `promise` is a day that was not over when it
    was made.
    """
    found = readings(text, ahead(period) if promise else period)
    day = found.usual
    if not sure and found.doubtful(period, promise=promise):
        raise ValueError(_question(text, found, promise=promise))
    if day is None:
        raise ValueError(_("“{text}” không phải ngày. Hãy nhập như 5/3/2024.").format(text=text))
    if promise:
        return _promised(day, period)
    if day > clock.today():
        raise ValueError(_("Ngày {day} chưa tới; ngày hoàn thành là ngày đã xảy ra.").format(day=say_date(day)))
    if day.year < _OLDEST:
        raise ValueError(_("Năm {year} có vẻ gõ nhầm. Hãy kiểm tra lại.").format(year=day.year))
    return day


def _promised(day: date, period: PeriodRow) -> date:
    first = promises_from(period.to_on)
    if day < first:
        words = _("Ngày hẹn {day} đã qua; ngày hẹn hoàn thành ở kỳ này tính từ ngày {first}.")
        raise ValueError(words.format(day=say_date(day), first=say_date(first)))
    if day.year > clock.today().year + _LONGEST_PROMISE:
        raise ValueError(_("Năm {year} có vẻ gõ nhầm. Hãy kiểm tra lại.").format(year=day.year))
    return day


def doubtful(texts: Iterable[tuple[str, bool]], period: PeriodRow) -> tuple[str, DayReadings] | None:
    """The day to ask about for all texts (with whether each is a promise), one that reads both ways before others."""
    found = [
        (text, days)
        for text, promise in texts
        if (days := readings(text, ahead(period) if promise else period)).doubtful(period, promise=promise)
    ]
    return min(found, key=lambda pair: pair[1].usual is None, default=None)


def _question(text: str, found: DayReadings, *, promise: bool) -> str:
    swapped = say_date(found.swapped)
    if found.usual is None:
        return _("“{text}” viết tháng trước ngày? Nếu là ngày {day}, hãy gõ {day}.").format(text=text, day=swapped)
    if promise:
        words = _("Ngày hẹn {day} đã qua; có phải {swapped}? Hãy gõ lại ngày đúng.")
        return words.format(day=say_date(found.usual), swapped=swapped)
    words = _("{day} ngoài kỳ; có phải {swapped}? Hãy gõ lại ngày đúng, hoặc bấm F2 rồi Enter để giữ {day}.")
    return words.format(day=say_date(found.usual), swapped=swapped)


def _day(day: str, month: str, year: str | None, period: PeriodRow) -> date | None:
    near = dict.fromkeys((period.to_on.year, period.from_on.year))
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else list(near)
    days = []
    for each in years:
        with suppress(ValueError):  # also for a month whose name nobody knows
            days.append(date(each, int(month), int(day)))
    inside = [found for found in days if _inside(found, period)]
    return next(iter(inside or days), None)


def _inside(day: date, period: PeriodRow) -> bool:
    return period.from_on <= day <= period.to_on
