"""The day of the meeting that a conclusion tells of: a notice often leaves its own date to be written by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from models.base.text import nfc
from models.reading.passage import plain

OPENING: Final = 4000  # characters in which it is said; further on other days are told of
_DAY = r"ngày\s+(?P<day>\d{1,2})\s*(?:tháng|[/.\-])\s*(?P<month>\d{1,2})\s*(?:năm|[/.\-])\s*(?P<year>20\d\d)"
_MEETING = r"(?:họp|hội nghị|(?:buổi|phiên|cuộc) làm việc|giao ban)(?!\w)"
# The day of the paper itself stands above its title.
_BETWEEN = r"(?:(?!thông báo|kết luận)[^.;]){0,160}?"
_TOLD = re.compile(rf"{_DAY}(?!\d){_BETWEEN}{_MEETING}")
_TOLD_AFTER = re.compile(rf"(?<!\w){_MEETING}{_BETWEEN}{_DAY}(?!\d)")


def meeting_day(text: str, subject: str = "") -> date | None:
    """The day on which the meeting was held whose conclusions these are: as the trích yếu says, else as the text does.

    None where neither says one. Of the text its beginning is enough (`OPENING`).
    """
    return (_said(subject) if subject else None) or _said(text[:OPENING])


def _said(words: str) -> date | None:
    opening = plain(nfc(words))
    found = [match for pattern in (_TOLD, _TOLD_AFTER) for match in pattern.finditer(opening)]
    for match in sorted(found, key=lambda match: match.start()):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None
