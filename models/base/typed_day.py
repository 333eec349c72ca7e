"""A day as people type it, the same wherever a day is typed: in a field, in a cell of a grid, behind a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from models.base import clock
from models.base.text import clean, read_date

YEARS: Final = range(1990, 2101)  # a day outside is a slip of the finger

_CENTURY = "20"
_APART = r"\s*[/.\-–]\s*"
_NUMBERS = re.compile(rf"(\d{{1,2}}){_APART}(\d{{1,2}})(?:{_APART}(\d{{4}}|\d{{2}}))?")
_BLANKS = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})")
_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")


class NoSuchDayError(ValueError):
    """What was typed has the shape of a day that no calendar has."""


def typed_day(text: str, years: Sequence[int] = ()) -> date:
    """The day that a person typed: `31/12/2026`, `5/12/26`, `5.12`, `31122026`, `311226`, `ngày 5 tháng 12`, ISO.

    A day without its year is of the first of `years` (default: this year) in which there is such a day. A year of two
    digits is of this century. Raises NoSuchDayError for the 31st of February, ValueError for what is no day at all.
    """
    text = clean(text)
    if re.fullmatch(r"\d{8}", text) and int(text[4:]) not in YEARS:
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"  # as databases write it: 20261231
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
        return _existing([text])
    shape = next(filter(None, (one.fullmatch(text) for one in (_NUMBERS, _BLANKS, _WORDS, _TOGETHER))), None)
    if shape is None:
        raise ValueError(text)
    day, month, year = shape.groups()
    if year is not None:
        return _existing([f"{day}/{month}/{_CENTURY}{year}" if len(year) == len(_CENTURY) else f"{day}/{month}/{year}"])
    return _existing([f"{day}/{month}/{each}" for each in years or (clock.today().year,)])


def _existing(tried: Sequence[str]) -> date:
    for words in tried:
        try:
            return read_date(words)
        except ValueError:
            continue
    raise NoSuchDayError(tried[0])
