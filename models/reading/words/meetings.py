"""The day of the meeting that a conclusion tells of: a notice often leaves its own date to be written by hand."""

from __future__ import annotations

import re
from datetime import date

from models.reading.passage import plain

_OPENING = 4000  # characters in which it is said; further on other days are told of
_DAY = r"ngày\s+(?P<day>\d{1,2})\s*(?:tháng|[/.\-])\s*(?P<month>\d{1,2})\s*(?:năm|[/.\-])\s*(?P<year>20\d\d)"
_MEETING = r"(?:họp|hội nghị|buổi làm việc|phiên làm việc|giao ban)(?!\w)"
_TOLD = re.compile(rf"{_DAY}(?!\d)[^.;]{{0,160}}?{_MEETING}")
_TOLD_AFTER = re.compile(rf"(?<!\w){_MEETING}[^.;]{{0,80}}?{_DAY}(?!\d)")


def meeting_day(text: str) -> date | None:
    """The day on which the meeting was held whose conclusions these are; None where the text does not say one."""
    opening = plain(text[:_OPENING])
    found = [match for pattern in (_TOLD, _TOLD_AFTER) for match in pattern.finditer(opening)]
    for match in sorted(found, key=lambda match: match.start()):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None
