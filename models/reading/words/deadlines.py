"""Deadline words and the last day that counts as in time for each. Which words are a task is not here."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from models.base.words import _
from models.reading.words.backlog import tells_backlog
from models.reading.words.recurrence import every_year_after, recurrence_in


@dataclass(frozen=True)
class Calendar:
    """What the document says of its own time: the year it is about, and its date. Either may be missing."""

    year: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True)
class Deadline:
    """`words` as written, the last day that still counts as in time, the recurrence code, remarks for the official."""

    words: str | None = None
    due_on: date | None = None
    recurrence: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _LimitFound:
    start: int
    end: int
    due_on: date | None
    flags: tuple[str, ...] = ()
    stretch: bool = False  # the end of "từ ngày … đến ngày …"


_YEAR = r"(?:(?:\s*[/.\-]\s*|\s*,?\s*năm\s+|\s+)(?P<y>(?:19|20)\d\d)(?!\d))?"
_DATE = (
    r"(?:ngày\s+)?(?<!\d)(?P<d>\d{1,2})(?:\s*/\s*|[.\-]|\s+tháng\s+)(?P<m>\d{1,2})(?!\d)"
    r"(?:(?:\s*/\s*|[.\-]|\s*,?\s*năm\s+)(?P<y>\d{4})(?!\d))?"
)
_HOUR = r"(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2}(?:\s*phút)?)?\s*(?:,|của)?\s*)?"
# A date is a deadline only after one of these: bare dates in a directive are mostly those of cited documents.
_LATEST = (
    r"(?:chậm nhất|muộn nhất|trễ nhất)(?:\s+(?:là|đến|vào|trong|hết))*|không (?:quá|muộn hơn|chậm hơn)|"
    r"đến hết|trước hoặc trong|trong và trước|hạn (?:cuối|chót)(?:\s+là)?|thời hạn(?: cuối)?(?: là)?|"
    r"(?:xong|hoàn thành|báo cáo|gửi|trình|thực hiện|nộp)\s+(?:vào|trong|đến|hết)|"
    r"hoàn thành|xong|hết|trong|vào|đến"
)
_BEFORE = r"(?:(?:chậm|muộn) nhất(?:\s+là)?\s+)?trước"
_NOT_BEFORE = r"(?<!tính )(?<!kể từ )(?<!số liệu )(?<!từ )(?<!\w)"
_LABEL = re.compile(
    r"(?:thời (?:gian|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|gửi|trình))?|hạn hoàn thành|"
    r"tiến độ(?: thực hiện)?|thời điểm)"
    r"\s*(?:,\s*(?:hoàn thành|trình)[^.:;]{0,40})?\s*:\s*"
)
_BEFORE_DATE = re.compile(rf"{_NOT_BEFORE}(?P<how>{_BEFORE})\s+(?P<hour>{_HOUR}){_DATE}")
_BY_DATE = re.compile(
    rf"{_NOT_BEFORE}(?P<how>{_LATEST})\s+{_HOUR}(?:(?:các\s+)?ngày\s+\d{{1,2}}\s*(?:[-–,]|và|đến)\s*)?(?=ngày|\d){_DATE}"
)
_FROM_TO = re.compile(
    rf"từ\s+(?:ngày\s+)?\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}[^;.]{{0,14}}?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?{_DATE}"
)
_MONTH = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|chậm nhất(?: là)?(?: trong)?|trong|hết|cuối|đầu|giữa|đến|vào|xong|hoàn thành|hạn)\s+"
    rf"(?:(?:hết|cuối|đầu)\s+)?(?:các\s+)?tháng\s+(?:\d{{1,2}}\s*(?:,|-|–|và|đến)\s*(?:tháng\s+)?)*"
    rf"(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"một": 1, "nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "cuối": 5}
_LAST_WEEK = 5
_QUARTER_NAME = r"(?:quý|quí)\s*(?:[iv\d]+\s*(?:,|-|–|và|đến)\s*(?:quý\s+|quí\s+)?)*(?P<q>iv|iii|ii|i|[1-4])(?!\w)"
_QUARTER = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|chậm nhất(?: là)?(?: trong)?|trong|hết|cuối|đầu|giữa|đến|vào|xong|hoàn thành|hạn)\s+"
    rf"(?:(?:hết|cuối|đầu|trong)\s+)*(?:các\s+)?{_QUARTER_NAME}{_YEAR}"
)
_PART = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|trong|hết|cuối|đến|xong|hoàn thành)\s+"
    rf"(?P<part>0?6 tháng đầu|sáu tháng đầu|0?6 tháng cuối|sáu tháng cuối|0?9 tháng(?: đầu)?|chín tháng(?: đầu)?)"
    rf"(?:\s+của)?(?:\s+năm(?:\s+(?P<y>(?:19|20)\d\d))?)?"
)
_WEEK_NAME = (
    r"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<w>[1-5]|một|nhất|hai|ba|tư|bốn|năm|đầu(?: tiên)?|cuối(?: cùng)?)\s+"
    r"(?:của\s+)?tháng\s+(?P<m>1[0-2]|0?[1-9])(?!\d)"
)
_WEEK = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|chậm nhất(?: là)?(?: trong)?|trong|hết|cuối|đến|vào|xong|hoàn thành|hạn)\s+"
    rf"(?:(?:hết|cuối|trong|vào)\s+)*{_WEEK_NAME}{_YEAR}"
)
_BARE_WEEK = re.compile(rf"{_WEEK_NAME}{_YEAR}")
_WHOLE_YEAR = re.compile(
    rf"{_NOT_BEFORE}(?<!định hướng )(?<!tầm nhìn )(?P<how>trước|trong|hết|cuối|đến(?: hết|"
    r" cuối)?|xong|hoàn thành(?: trong)?)\s+"
    r"năm\s+(?P<y>(?:19|20)\d\d)(?!\d)"
)
_RELATIVE = re.compile(
    r"(?:trong (?:thời hạn|vòng)|trong(?=\s+\d{1,3}\s+(?:ngày|giờ|tuần))|chậm nhất(?: là)?(?: sau)?|không quá|"
    r"sau)\s+(?:tối đa\s+)?\d{1,3}(?:\s*\([^)]{1,20}\))?\s+"
    r"(?:ngày|giờ|tháng|tuần)(?:\s+làm việc)?(?:,?\s*(?:kể\s+)?từ\s+(?:ngày|khi|thời điểm)(?:\s+[^\s,;.]+){1,6})?|"
    r"(?<!\w)ngay (?:sau )?khi\s+(?:[^\s,;.]+(?:\s+|(?=[,;.]|$))){2,12}|"
    r"(?<!\w)(?:trong|hết) (?:tuần|tháng|quý|ngày) này|"
    r"(?<!\w)trước (?:khi|tết|dịp|phiên họp|kỳ họp|cuộc họp|hội nghị)\s+(?:[^\s,;.]+(?:\s+|(?=[,;.]|$))){1,10}"
)
_BARE_MONTH = re.compile(
    r"(?<!\d)(?<!từ )(?<!từ tháng )(?:tháng\s+)?(?:\d{1,2}\s*(?:-|–|,|và|đến)\s*(?:tháng\s+)?)*(?P<m>1[0-2]|"
    rf"0?[1-9])(?!\d){_YEAR}(?=\s*(?:[.;,)]|$))"
)
_BARE_QUARTER = re.compile(rf"{_QUARTER_NAME}{_YEAR}")
_BARE_PART = re.compile(_PART.pattern.split(r"\s+", 1)[1])
_BARE_YEAR = re.compile(r"(?:cả\s+)?(?:năm\s+)?(?P<y>20\d\d)(?=\s*(?:[.;,)]|$))")
_VERB_FIRST = re.compile(r"(?:xong|hoàn thành|báo cáo|gửi|trình|thực hiện|nộp)\s+(?=vào|trong|đến|hết|trước|cuối)")
_BARE_DATE = re.compile(_DATE)

_VAGUE = {"đầu", "giữa"}  # "đầu tháng 10" names no last day
_IN_ADVANCE = re.compile(
    r"(?:(?:trước|chậm nhất(?: là)?|vào|"
    r"đến)\s+)(?:ngày\s+)\d{1,2}(?!\s*[/.\-]\s*\d)(?:\s+(?:của\s+)?(?:(?:tháng cuối|"
    r"cuối)[^,.;]{0,12}|(?:hàng|hằng|mỗi)\s+\w+|tháng\s+(?!\d)[^,.;]{0,14}))?"
)


@lru_cache(maxsize=64)
def find_deadline(plain: str, words: str, calendar: Calendar) -> Deadline:
    """The deadline said in running text: `plain` is `words` in the form of `passage.plain`."""
    found = sorted(_dates(plain, calendar), key=lambda one: (one.start, -one.end))
    reached = [0, *accumulate((one.end for one in found), max)]  # how far those before each one go
    found = [one for one, before in zip(found, reached, strict=False) if one.end > before]
    recurrence, span = recurrence_in(plain)
    if not found:
        return _without_date(plain, words, recurrence, span)
    every = every_year_after(plain, found[0].end)
    if every and recurrence:
        return Deadline(words[found[0].start : every].strip(), None, recurrence)
    label = _LABEL.search(plain)
    # "Dữ liệu từ 01/01 đến 30/9, gửi trước 08/10": a stretch of time is a deadline only where no limit is said.
    limits = [one for one in found if not one.stretch] or found
    chosen = next((one for one in found if label and one.start >= label.start()), limits[0])
    flags = list(chosen.flags)
    if len({one.due_on for one in limits if one.due_on}) > 1:
        flags.append(_("Có nhiều thời hạn trong một nhiệm vụ; cần kiểm tra lại hoặc tách ra."))
    start = chosen.start
    verb = _VERB_FIRST.match(plain, start, chosen.end)
    start = verb.end() if verb else start
    return Deadline(words[start : chosen.end], chosen.due_on, recurrence, tuple(flags))


def deadline_in_cell(plain: str, words: str, calendar: Calendar) -> Deadline:
    """The deadline written where only a deadline can stand: a table's time column, or after "Thời gian hoàn thành:".

    There a bare `Quý II`, `Tháng 6`, `2024` or `30/6` is enough, which in running text would mean nothing.
    """
    cell = words.strip(" .;,|")
    if not cell or not re.search(r"\w", cell):
        return Deadline()
    running = find_deadline(plain, words, calendar)
    if running.due_on:
        return Deadline(cell, running.due_on, running.recurrence, running.flags)
    recurrence = running.recurrence
    last: _LimitFound | None = None
    for pattern, meaning in _BARE:
        for match in pattern.finditer(plain):
            one = _read(match, meaning, calendar)
            if last is None or (one.due_on and (last.due_on is None or one.due_on > last.due_on)):
                last = one
        if last is not None:
            break
    if last is None:
        return Deadline(cell, None, recurrence, running.flags)
    if recurrence and last.due_on and last.due_on.month == 12 and last.due_on.day == 31:
        return Deadline(cell, None, recurrence)  # "Thường xuyên trong năm 2024" stays a standing duty
    return Deadline(cell, last.due_on, recurrence, last.flags)


def _without_date(plain: str, words: str, recurrence: str | None, span: tuple[int, int] | None) -> Deadline:
    if recurrence and span:
        ahead = _IN_ADVANCE.search(plain)
        if ahead:
            span = (
                (min(span[0], ahead.start()), max(span[1], ahead.end()))
                if abs(ahead.end() - span[0]) < 40
                else ahead.span()
            )
        return Deadline(words[span[0] : span[1]].strip(" ,;."), None, recurrence)
    relative = _RELATIVE.search(plain)
    if relative:
        flag = _("Thời hạn tính từ một mốc mà văn bản không cho ngày cụ thể; cần nhập ngày.")
        return Deadline(words[relative.start() : relative.end()].rstrip(" ,;."), None, None, (flag,))
    return Deadline()


Meaning = Callable[[re.Match[str], Calendar], "tuple[date | None, tuple[str, ...]]"]


def _dates(plain: str, calendar: Calendar) -> Iterator[_LimitFound]:
    for pattern, meaning in _RUNNING:
        for match in pattern.finditer(plain):
            one = replace(_read(match, meaning, calendar), stretch=pattern is _FROM_TO)
            if not tells_backlog(plain, one.start, one.due_on, calendar.issued_on):
                yield one


def _read(match: re.Match[str], meaning: Meaning, calendar: Calendar) -> _LimitFound:
    due_on, flags = meaning(match, calendar)
    return _LimitFound(match.start(), match.end(), due_on, flags)


def _day(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    year, flags = _year_of_day(match, calendar)
    if year is None:
        return None, flags
    try:
        return date(year, int(match["m"]), int(match["d"])), flags
    except ValueError:
        return None, (_("Ngày ghi trong văn bản không có trong lịch; cần hỏi lại nơi ban hành."),)


def _before_day(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    day, flags = _day(match, calendar)
    # "trước 17 giờ ngày 15/3" still leaves the day itself; "trước ngày 15/3" does not.
    return (day if day is None or match["hour"] else day - timedelta(days=1)), flags


def _month(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    month = int(match["m"])
    year, flags = _year(match, calendar, month, 28)
    if year is None:
        return None, flags
    if _how(match) in _VAGUE:
        return None, (_vague(),)
    if _how(match) == "trước":
        return date(year, month, 1) - timedelta(days=1), flags
    return _last_day(year, month), flags


def _quarter(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    quarter = _ROMAN.get(match["q"]) or int(match["q"])
    year, flags = _year(match, calendar, quarter * 3, 28)
    if year is None:
        return None, flags
    if _how(match) in _VAGUE:
        return None, (_vague(),)
    if _how(match) == "trước":
        return date(year, quarter * 3 - 2, 1) - timedelta(days=1), flags
    return _last_day(year, quarter * 3), flags


def _week(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    month = int(match["m"])
    number = _ORDINALS.get(match["w"].split()[0]) or int(match["w"])
    year, flags = _year(match, calendar, month, min(7 * number, 28))
    if year is None:
        return None, flags
    last = _last_day(year, month) if number >= _LAST_WEEK else date(year, month, 7 * number)
    if _how(match) == "trước":
        return date(year, month, 7 * (min(number, _LAST_WEEK) - 1) + 1) - timedelta(days=1), (*flags, _weeks())
    return last, (*flags, _weeks())


def _part(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    part = match["part"]
    month = 9 if "9" in part or "chín" in part else 12 if "cuối" in part else 6
    year, flags = _year(match, calendar, month, 28)
    issued = calendar.issued_on
    if not match["y"] and year and issued and year > issued.year and year != calendar.year:
        # In July "6 tháng đầu năm" is over: whether the next year's is meant, only a person can say.
        return None, (_("Khoảng thời gian này đã qua khi văn bản ban hành; cần nhập ngày."),)
    return (_last_day(year, month) if year else None), flags


def _whole_year(match: re.Match[str], _calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    return date(int(match["y"]) - (_how(match) == "trước"), 12, 31), ()


def _how(match: re.Match[str]) -> str:
    return str(match.groupdict().get("how") or "")


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
    if match["y"] or issued is None:
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
    if match["y"]:
        return int(match["y"]), ()
    year = calendar.year or (calendar.issued_on.year if calendar.issued_on else None)
    if year is None:
        return None, (_("Văn bản không ghi năm của thời hạn và cũng không có ngày ban hành; cần nhập ngày."),)
    issued = calendar.issued_on
    if issued and year == issued.year and (month, day) < (issued.month, issued.day):
        year += 1
    return year, (_assumed(year),)


_RUNNING: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_BEFORE_DATE, _before_day),
    (_BY_DATE, _day),
    (_FROM_TO, _day),
    (_WEEK, _week),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_PART, _part),
    (_WHOLE_YEAR, _whole_year),
)
_BARE: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_BARE_WEEK, _week),
    (_BARE_DATE, _day),
    (_BARE_QUARTER, _quarter),
    (_BARE_PART, _part),
    (_BARE_MONTH, _month),
    (_BARE_YEAR, _whole_year),
)
