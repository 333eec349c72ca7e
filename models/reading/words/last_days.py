"""The last day that a match of `time_patterns` means, by what the document says of its own time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.base.words import _

_WITHIN_DAY = re.compile(r"\d|sáng|chiều|tối")  # a weekday alone names no hour: "trước thứ Hai (10/11)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"một": 1, "nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "cuối": 5}
_LAST_WEEK = 5
_VAGUE = {"đầu", "giữa"}  # "đầu tháng 10" names no last day
_FARTHEST = 30  # years from the document's own within which two digits are a year


@dataclass(frozen=True)
class Calendar:
    """What the document says of its own time: the year it is about, and its date. Either may be missing."""

    year: int | None = None
    issued_on: date | None = None


Meant = tuple[date | None, tuple[str, ...]]  # the day, None where none can be told, and what the official has to know
Meaning = Callable[[re.Match[str], Calendar], Meant]


def of_day(match: re.Match[str], calendar: Calendar) -> Meant:
    """A day and a month."""
    year, flags = _year_of_day(match, calendar)
    if year is None:
        return None, flags
    try:
        return date(year, int(match["m"]), int(match["d"])), flags
    except ValueError:
        return None, (_("Ngày ghi trong văn bản không có trong lịch; cần hỏi lại nơi ban hành."),)


def before_day(match: re.Match[str], calendar: Calendar) -> Meant:
    """The day before a day and a month."""
    day, flags = of_day(match, calendar)
    # "trước 17 giờ ngày 15/3" still leaves the day itself; "trước ngày 15/3" does not.
    return (day if day is None or _WITHIN_DAY.search(match["hour"]) else day - timedelta(days=1)), flags


def of_day_of_this_month(match: re.Match[str], calendar: Calendar) -> Meant:
    """`ngày 25 tháng này`: of the month of the document's date."""
    issued = calendar.issued_on
    if issued is None:
        return None, (_vague(),)
    try:
        day = issued.replace(day=int(match["d"]))
    except ValueError:
        return None, (_("Ngày ghi trong văn bản không có trong lịch; cần hỏi lại nơi ban hành."),)
    return day - timedelta(days=how_of(match).endswith("trước")), ()


def of_month(match: re.Match[str], calendar: Calendar) -> Meant:
    """The last day of a month, or the one before its first."""
    month = int(match["m"])
    year, flags = _year(match, calendar, month, 28)
    if year is None:
        return None, flags
    if _VAGUE & {how_of(match), _part_of(match)}:
        return None, (_vague(),)
    if how_of(match) == "trước" and not _part_of(match):
        return date(year, month, 1) - timedelta(days=1), flags
    return _last_day(year, month), flags


def of_quarter(match: re.Match[str], calendar: Calendar) -> Meant:
    """The last day of a quarter, or the one before its first."""
    quarter = _ROMAN.get(match["q"]) or int(match["q"])
    year, flags = _year(match, calendar, quarter * 3, 28)
    if year is None:
        return None, flags
    if _VAGUE & {how_of(match), _part_of(match)}:
        return None, (_vague(),)
    if how_of(match) == "trước" and not _part_of(match):
        return date(year, quarter * 3 - 2, 1) - timedelta(days=1), flags
    return _last_day(year, quarter * 3), flags


def of_week(match: re.Match[str], calendar: Calendar) -> Meant:
    """The last day of a week of a month."""
    month = int(match["m"])
    number = _ORDINALS.get(match["w"].split()[0]) or int(match["w"])
    year, flags = _year(match, calendar, month, min(7 * number, 28))
    if year is None:
        return None, flags
    last = _last_day(year, month) if number >= _LAST_WEEK else date(year, month, 7 * number)
    if how_of(match) == "trước":
        return date(year, month, 7 * (min(number, _LAST_WEEK) - 1) + 1) - timedelta(days=1), (*flags, _weeks())
    return last, (*flags, _weeks())


def of_part(match: re.Match[str], calendar: Calendar) -> Meant:
    """The last day of the first half of a year, of its nine months, and so on."""
    part = match["part"]
    month = 12 if "cuối" in part else 9 if re.search("9|chín", part) else 3 if re.search("3|ba", part) else 6
    year, flags = _year(match, calendar, month, 28)
    issued = calendar.issued_on
    if not match["y"] and year and issued and year > issued.year and year != calendar.year:
        # In July "6 tháng đầu năm" is over: whether the next year's is meant, only a person can say.
        return None, (_("Khoảng thời gian này đã qua khi văn bản ban hành; cần nhập ngày."),)
    return (_last_day(year, month) if year else None), flags


def of_year(match: re.Match[str], _calendar: Calendar) -> Meant:
    """The last day of a year that is written, or of the one before."""
    return date(int(match["y"]) - (how_of(match) == "trước"), 12, 31), ()


def of_own_year(_match: re.Match[str], calendar: Calendar) -> Meant:
    """`hoàn thành trong năm`: the last day of the document's own year."""
    year = calendar.year or (calendar.issued_on.year if calendar.issued_on else None)
    return (date(year, 12, 31), (_assumed(year),)) if year else (None, (_vague(),))


def how_of(match: re.Match[str]) -> str:
    """The word before a time that makes it a limit."""
    return str(match.groupdict().get("how") or "")


def _part_of(match: re.Match[str]) -> str:
    return str(match.groupdict().get("part_of") or "")


def written_year(match: re.Match[str], calendar: Calendar) -> int | None:
    """The year that stands in the words, also one of two digits that is near to the document's own."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    short = next((groups[name] for name in ("yy", "yyy", "yyyy") if groups.get(name)), None)
    if short is None:
        return None
    year = 2000 + int(short)
    near = calendar.year or (calendar.issued_on.year if calendar.issued_on else year)
    return year if abs(year - near) <= _FARTHEST else None


def _weeks() -> str:
    # No rule says where a month's weeks begin; sevenths from day 1 on are the plainest reading, and it is said.
    return _("Tuần trong tháng được tính từ ngày 1, mỗi tuần 7 ngày; cần kiểm tra lại ngày cuối.")


def _vague() -> str:
    return _("Thời hạn trong văn bản không chỉ rõ ngày; cần nhập ngày.")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year_of_day(match: re.Match[str], calendar: Calendar) -> tuple[int | None, tuple[str, ...]]:
    """The year written, else the one of the first such day on or after the document's date."""
    issued = calendar.issued_on
    if issued is None or written_year(match, calendar):
        return _year(match, calendar, int(match["m"]), int(match["d"]))
    year = issued.year + ((int(match["m"]), int(match["d"])) < (issued.month, issued.day))
    if calendar.year in {None, issued.year, year}:
        return year, (_assumed(year),)
    # A letter of December about the next year's plan still means its own December by "trước 20/12".
    return year, (
        _("Văn bản không ghi năm của thời hạn; đã tính theo năm {year}, còn văn bản nói về năm {other}.").format(
            year=year, other=calendar.year
        ),
    )


def _assumed(year: int) -> str:
    return _("Văn bản không ghi năm của thời hạn; đã tính theo năm {year}.").format(year=year)


def _year(match: re.Match[str], calendar: Calendar, month: int, day: int) -> tuple[int | None, tuple[str, ...]]:
    """The year written, else the document's own. A day long past for the document means the next year."""
    if written := written_year(match, calendar):
        return written, ()
    year = calendar.year or (calendar.issued_on.year if calendar.issued_on else None)
    if year is None:
        return None, (_("Văn bản không ghi năm của thời hạn và cũng không có ngày ban hành; cần nhập ngày."),)
    issued = calendar.issued_on
    if issued and year == issued.year and (month, day) < (issued.month, issued.day):
        year += 1
    return year, (_assumed(year),)
