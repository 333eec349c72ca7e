"""What in a pasted block can be read in two ways, and the block's texts once a person, or the block itself, has said.

A sheet in English writes `1,234.5` and 3/5/2024 where an office here writes `1.234,5` and 05/03/2024. The other cells
of a block may tell which it is; what they do not tell is asked, because a wrong guess is off by a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from models.base.text import clean, decimal_marks, read_number, show_number
from models.work import month_days
from models.work.month_cells import DAYS
from models.work.periods import PeriodRow

Placed = tuple[int, str, str]  # the line, the column, the text
_NUMBERS: Final = frozenset({"percent", "value"})


def unclear_number(cells: Iterable[Placed]) -> str:
    """A number that is another one with a comma before its decimals than with a dot, if the rest does not tell."""
    marks = [(text, decimal_marks(clean(text))) for _line, column, text in cells if column in _NUMBERS]
    doubtful = [text for text, found in marks if len(found) > 1]
    return clean(doubtful[0]) if doubtful and _told(found for _text, found in marks) is None else ""


def told_mark(cells: Iterable[Placed]) -> str:
    """The mark before decimals that the block's numbers show; a comma, as here, where they show none."""
    return _told(decimal_marks(clean(text)) for _line, column, text in cells if column in _NUMBERS) or ","


def both_readings(text: str) -> tuple[Decimal, Decimal]:
    """An unclear number with its comma before the decimals, and with its dot there."""
    return read_number(text, ","), read_number(text, ".")


def with_mark(cells: Sequence[Placed], mark: str) -> list[Placed]:
    """The cells with every unclear number written as it is written here."""
    return [
        (line, column, _rewritten(clean(text), mark) if column in _NUMBERS else text) for line, column, text in cells
    ]


def unclear_day(cells: Iterable[Placed], period: PeriodRow) -> tuple[str, month_days.DayReadings] | None:
    """A day of which only the reading with the month in front can be meant, if there is one."""
    days = ((clean(text), column == "promised_on") for _line, column, text in cells if column in DAYS)
    return month_days.doubtful(days, period)


def with_days(cells: Sequence[Placed], period: PeriodRow, *, month_first: bool) -> list[Placed]:
    """The cells with every day that can be read two ways written so that only one remains."""
    return [
        (line, column, _plain_day(text, _near(column, period), month_first=month_first) if column in DAYS else text)
        for line, column, text in cells
    ]


def _told(marks: Iterable[frozenset[str]]) -> str | None:
    told = {mark for found in marks if len(found) == 1 for mark in found}
    return told.pop() if len(told) == 1 else None


def _rewritten(text: str, mark: str) -> str:
    if len(decimal_marks(text)) < 2:
        return text
    return show_number(read_number(text, mark)) + ("%" if text.endswith(("%", "\uff05")) else "")


def _near(column: str, period: PeriodRow) -> PeriodRow:
    return month_days.ahead(period) if column == "promised_on" else period


def _plain_day(text: str, period: PeriodRow, *, month_first: bool) -> str:
    found = month_days.readings(clean(text), period)
    day = found.swapped if month_first else found.usual
    return day.isoformat() if day is not None and found.swapped is not None else text
