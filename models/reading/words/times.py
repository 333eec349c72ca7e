"""The times of running text and of a cell, and the last day that each means. Which of them is due is in `deadlines`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.base.words import _


@dataclass(frozen=True)
class Calendar:
    """What the document says of its own time: the year it is about, and its date. Either may be missing."""

    year: int | None = None
    issued_on: date | None = None


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


# A year of two digits is written close to what stands before it: "20/3/25", never "20/3 / 25".
_SHORT = r"\d\d(?![\d/%]|[.,]\d)"
_YEAR = rf"(?:(?:(?:\s*[/.\-]\s*|\s*,?\s*năm\s+|\s+)(?P<y>(?:19|20)\d\d)|/(?P<yy>{_SHORT}))(?!\d))?"
_DATE = (
    r"(?:ngày\s+)?(?:(?:mùng|mồng)\s+)?(?<!\d)(?P<d>\d{1,2})(?:\s*/\s*|[.\-]|\s+tháng\s+)(?P<m>\d{1,2})(?!\d)"
    rf"(?:(?:\s*/\s*|[.\-]|\s*,?\s*năm\s+)(?P<y>\d{{4}})(?!\d)|(?:(?<=/\d)|(?<=/\d\d))/(?P<yy>{_SHORT})|"
    rf"(?:(?<=\.\d)|(?<=\.\d\d))\.(?P<yyy>{_SHORT})|(?:(?<=-\d)|(?<=-\d\d))-(?P<yyyy>{_SHORT}))?"
)
_HOUR = (
    r"(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2}(?:\s*phút)?)?\s*(?:,|của)?\s*)?"
    r"(?:(?:(?:buổi\s+)?(?:sáng|chiều|tối)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*[,(]?\s*(?=ngày|"
    r"\d))?"
)
# A date is a deadline only after one of these: bare dates in a directive are mostly those of cited documents.
_LATEST = (
    r"(?:chậm nhất|muộn nhất|trễ nhất)(?:\s+(?:là|đến|vào|trong|hết))*|không (?:quá|muộn hơn|chậm hơn)|"
    r"đến hết|trước hoặc trong|trong và trước|hạn (?:cuối|chót)(?:\s+là)?|"
    r"hạn(?: nộp| gửi| báo cáo| hoàn thành)?(?:\s+(?:là|đến|vào))*\s*:?|"
    r"thời hạn(?: cuối)?(?: là)?|"
    r"(?:xong|hoàn thành|báo cáo|gửi|trình|thực hiện|nộp)\s+(?:vào|trong|đến|hết)|"
    r"hoàn thành|xong|hết|trong|vào|đến|tới"
)
_BEFORE = r"(?:(?:chậm|muộn) nhất(?:\s+là)?\s+)?trước"
_NOT_BEFORE = r"(?<!\w)(?<!tính )(?<!kể từ )(?<!số liệu )(?<!từ )(?<!bắt đầu )(?<!đứng )"
_FEAST = r"(?:(?:dịp |ngày )?(?:lễ |tết |kỷ niệm |quốc khánh )*(?:dịp )?(?=ngày|\d))?"  # "trước dịp lễ 30/4"
_WITHIN_DAY = re.compile(r"\d|sáng|chiều|tối")  # a weekday alone names no hour: "trước thứ Hai (10/11)"
_THIS_MONTH = re.compile(
    rf"{_NOT_BEFORE}(?P<how>{_BEFORE}|{_LATEST})\s+ngày\s+(?P<d>\d{{1,2}})\s+(?:của\s+)?tháng\s+(?:này|nay)(?!\w)"
)
_BEFORE_DATE = re.compile(rf"{_NOT_BEFORE}(?P<how>{_BEFORE})\s+{_FEAST}(?P<hour>{_HOUR}){_DATE}")
_BY_DATE = re.compile(
    rf"{_NOT_BEFORE}(?P<how>{_LATEST})\s+{_HOUR}"
    rf"(?:(?:các\s+|(?:0?\d|hai|ba)\s+)?ngày\s+\d{{1,2}}\s*(?:[-–,]|và|đến)\s*(?!\d{{1,2}}-\d))?(?=ngày|m[ùồ]ng|\d){_DATE}"
)
_FROM_TO = re.compile(
    rf"từ\s+{_HOUR}(?:ngày\s+)?\d{{1,2}}(?:\s*[/.\-]\s*\d{{1,2}}|"
    rf"\s+tháng\s+\d{{1,2}})?(?!\d)[^;.]{{0,14}}?\s*(?:đến|tới|-|–)\s*"
    rf"(?:hết\s+)?{_HOUR}{_DATE}"
)
_HOW = (
    r"(?P<how>trước|chậm nhất(?: là)?(?: trong| vào| đến)?|muộn nhất(?: là)?(?: trong)?|không quá|trong|hết|cuối|"
    r"đầu|giữa|đến|tới|vào|"
    r"xong|hoàn thành|hạn)"
)
_MONTH = re.compile(
    rf"{_NOT_BEFORE}{_HOW}\s+(?:(?P<part_of>hết|cuối|đầu|giữa|trong)\s+)?(?:các\s+)?"
    rf"tháng\s+(?:\d{{1,2}}(?:/\d{{4}})?\s*(?:,|-|–|và|đến)\s*(?:tháng\s+)?)*"
    rf"(?P<m>1[0-2]|0?[1-9])(?![\d]){_YEAR}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"một": 1, "nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "cuối": 5}
_LAST_WEEK = 5
_QUARTER_NAME = (
    r"(?:quý|quí|q\.?(?=\s?(?:iv|i{1,3}|[1-4])\s?/))\s*(?:[iv\d]+\s*(?:,|-|–|và|đến)\s*(?:quý\s+|quí\s+)?)*"
    r"(?P<q>iv|iii|ii|i|[1-4])(?!\w)"
)
_QUARTER = re.compile(
    rf"{_NOT_BEFORE}{_HOW}\s+(?:(?P<part_of>hết|cuối|đầu|giữa|trong)\s+)*(?:các\s+)?{_QUARTER_NAME}{_YEAR}"
)
_PART_NAME = r"(?P<part>(?:0?[369]|ba|sáu|chín) tháng đầu|(?:0?6|sáu) tháng cuối|(?:0?9|chín) tháng|nửa đầu|nửa cuối)"
_PART = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|trong|hết|cuối|đến|xong|hoàn thành)\s+"
    rf"{_PART_NAME}(?:\s+của)?(?:\s+năm(?:\s+(?P<y>(?:19|20)\d\d))?)?"
)
_WEEK_NAME = (
    r"tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<w>[1-5]|một|nhất|hai|ba|tư|bốn|năm|đầu(?: tiên)?|cuối(?: cùng)?)"
    r"(?:\s+(?:của\s+)?tháng\s+|\s*/\s*(?:tháng\s+|t)?)(?P<m>1[0-2]|0?[1-9])(?!\d)"
)
_WEEK = re.compile(
    rf"{_NOT_BEFORE}(?P<how>trước|chậm nhất(?: là)?(?: trong)?|trong|hết|cuối|đến|vào|xong|hoàn thành|hạn)\s+"
    rf"(?:(?:hết|cuối|trong|vào)\s+)*{_WEEK_NAME}{_YEAR}"
)
# "Trình phê duyệt quý III năm 2027", "nghiệm thu cầu ngày 20/10/2027": a verb of finishing, and a year, make a limit.
_WITH_YEAR = r"(?=[^,;()]{0,16}(?:19|20)\d\d)"
_NOT_DONE = r"(?<!đã )(?<!được )(?<!biên bản )(?<!hồ sơ )(?<!quyết định )(?<!văn bản )(?<!\w)"
_DONE_MONTH = re.compile(
    rf"{_NOT_DONE}(?P<how>phê duyệt|ban hành|nghiệm thu|bàn giao|khánh thành)\s+"
    rf"(?P<time>tháng\s+{_WITH_YEAR}(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR})"
)
_DONE_QUARTER = re.compile(
    rf"{_NOT_DONE}(?P<how>phê duyệt|ban hành|nghiệm thu|bàn giao|khánh thành|hoàn thành)\s+"
    rf"(?P<time>{_WITH_YEAR}{_QUARTER_NAME}{_YEAR})"
)
_DONE_DAY = re.compile(
    rf"{_NOT_DONE}(?P<how>nghiệm thu|bàn giao|khánh thành|khai mạc|bế mạc)"
    rf"(?:\s+(?!(?:từ|theo|tại|số|của)\s)[^\W\d_]+){{0,8}}?\s+"
    rf"(?P<time>(?=ngày\s){_WITH_YEAR}{_DATE})"
)
# "(Tổ Toán, tháng 9/2027)" at the end: who, and by when.
_IN_BRACKET = r"(?<=\()[^()]{2,60}[,;]\s*"
_END_OF_BRACKET = r"(?=\s*\)[\s.;]*$)"
_BRACKET_MONTH = re.compile(
    rf"{_IN_BRACKET}(?P<time>tháng\s+{_WITH_YEAR}(?P<m>1[0-2]|0?[1-9])(?!\d){_YEAR}){_END_OF_BRACKET}"
)
_BRACKET_QUARTER = re.compile(rf"{_IN_BRACKET}(?P<time>{_WITH_YEAR}{_QUARTER_NAME}{_YEAR}){_END_OF_BRACKET}")
_BARE_WEEK = re.compile(rf"{_WEEK_NAME}{_YEAR}")
_WHOLE_YEAR = re.compile(
    rf"{_NOT_BEFORE}(?<!định hướng )(?<!tầm nhìn )(?P<how>trước|trong|hết|cuối|đến(?: hết| cuối)?|vào|"
    r"xong|hoàn thành(?: trong)?|chậm nhất(?: là)?(?: trong| đến)?)\s+(?:cuối\s+)?"
    r"năm\s+(?P<y>(?:19|20)\d\d)(?!\d|\s*[-–]\s*\d)"
)
# "Hoàn thành trong năm", "xong trước cuối năm": the year is the document's own.
_OWN_YEAR = re.compile(
    r"(?<!\w)(?P<how>(?:hoàn thành|xong|thực hiện|giải ngân hết|kết thúc)\s+(?:ngay\s+)?(?:trong|đến hết|đến cuối|"
    r"vào cuối|cuối)|"
    r"(?:chậm nhất|muộn nhất)(?: là)?(?: đến| vào| trong)?(?: hết| cuối)?|đến hết|hết|"
    r"trước khi kết thúc)\s+năm(?: nay)?"
    r"(?!\s+(?:\d|học|sau|tới|qua|trước|ngoái|ngân|tài|công tác|kế hoạch))(?!\w)"
)
_BARE_OWN_YEAR = re.compile(r"(?<!\w)(?:(?:trong|cả|hết|cuối|đến hết|đến cuối)\s+)năm(?: nay)?(?=\s*(?:[.;,)]|$))")
_BARE_MONTH = re.compile(
    r"(?<!\d)(?<!từ )(?<!từ tháng )(?:tháng\s+)?(?:\d{1,2}\s*(?:-|–|,|và|đến)\s*(?:tháng\s+)?)*(?P<m>1[0-2]|"
    rf"0?[1-9])(?!\d){_YEAR}(?=\s*(?:[.;,)]|$))"
)
_BARE_QUARTER = re.compile(rf"{_QUARTER_NAME}{_YEAR}")
_BARE_PART = re.compile(_PART.pattern.split(r"\s+", 1)[1])
_BARE_YEAR = re.compile(r"(?:cả\s+)?(?:năm\s+)?(?P<y>20\d\d)(?=\s*(?:[.;,)]|$))")
_BARE_DATE = re.compile(rf"(?<!tháng )(?<!quý )(?<!quí )(?<!tuần ){_DATE}")
_VAGUE = {"đầu", "giữa"}  # "đầu tháng 10" names no last day
_FARTHEST = 30  # years from the document's own within which two digits are a year


def times_in(plain: str, calendar: Calendar) -> Iterator[TimeFound]:
    """Every time in running text that some word makes a limit, or the end of a stretch."""
    for pattern, meaning, needed in _RUNNING:
        if not any(word in plain for word in needed):
            continue
        for match in pattern.finditer(plain):
            one = _read(match, meaning, calendar)
            yield replace(one, stretch=pattern is _FROM_TO, days=_LENGTHS.get(meaning, 1))


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

Meaning = Callable[[re.Match[str], Calendar], "tuple[date | None, tuple[str, ...]]"]


def _read(match: re.Match[str], meaning: Meaning, calendar: Calendar) -> TimeFound:
    due_on, flags = meaning(match, calendar)
    start = match.start("time") if "time" in match.groupdict() else match.start()
    return TimeFound(
        start, match.end(), due_on, flags, how=_how(match), dated=_written_year(match, calendar) is not None
    )


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
    return (day if day is None or _WITHIN_DAY.search(match["hour"]) else day - timedelta(days=1)), flags


def _day_of_this_month(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    issued = calendar.issued_on
    if issued is None:
        return None, (_vague(),)
    try:
        day = issued.replace(day=int(match["d"]))
    except ValueError:
        return None, (_("Ngày ghi trong văn bản không có trong lịch; cần hỏi lại nơi ban hành."),)
    return day - timedelta(days=_how(match).endswith("trước")), ()


def _month(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    month = int(match["m"])
    year, flags = _year(match, calendar, month, 28)
    if year is None:
        return None, flags
    if _VAGUE & {_how(match), _part_of(match)}:
        return None, (_vague(),)
    if _how(match) == "trước" and not _part_of(match):
        return date(year, month, 1) - timedelta(days=1), flags
    return _last_day(year, month), flags


def _quarter(match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    quarter = _ROMAN.get(match["q"]) or int(match["q"])
    year, flags = _year(match, calendar, quarter * 3, 28)
    if year is None:
        return None, flags
    if _VAGUE & {_how(match), _part_of(match)}:
        return None, (_vague(),)
    if _how(match) == "trước" and not _part_of(match):
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
    month = 12 if "cuối" in part else 9 if re.search("9|chín", part) else 3 if re.search("3|ba", part) else 6
    year, flags = _year(match, calendar, month, 28)
    issued = calendar.issued_on
    if not match["y"] and year and issued and year > issued.year and year != calendar.year:
        # In July "6 tháng đầu năm" is over: whether the next year's is meant, only a person can say.
        return None, (_("Khoảng thời gian này đã qua khi văn bản ban hành; cần nhập ngày."),)
    return (_last_day(year, month) if year else None), flags


def _whole_year(match: re.Match[str], _calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    return date(int(match["y"]) - (_how(match) == "trước"), 12, 31), ()


def _own_year(_match: re.Match[str], calendar: Calendar) -> tuple[date | None, tuple[str, ...]]:
    year = calendar.year or (calendar.issued_on.year if calendar.issued_on else None)
    return (date(year, 12, 31), (_assumed(year),)) if year else (None, (_vague(),))


def _how(match: re.Match[str]) -> str:
    return str(match.groupdict().get("how") or "")


def _part_of(match: re.Match[str]) -> str:
    return str(match.groupdict().get("part_of") or "")


def _written_year(match: re.Match[str], calendar: Calendar) -> int | None:
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
    if issued is None or _written_year(match, calendar):
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
    if written := _written_year(match, calendar):
        return written, ()
    year = calendar.year or (calendar.issued_on.year if calendar.issued_on else None)
    if year is None:
        return None, (_("Văn bản không ghi năm của thời hạn và cũng không có ngày ban hành; cần nhập ngày."),)
    issued = calendar.issued_on
    if issued and year == issued.year and (month, day) < (issued.month, issued.day):
        year += 1
    return year, (_assumed(year),)


_DAYS_OF_YEAR = 365
_LENGTHS: dict[Meaning, int] = {
    _week: 7,
    _month: 31,
    _quarter: 92,
    _part: 184,
    _whole_year: _DAYS_OF_YEAR,
    _own_year: _DAYS_OF_YEAR,
}
# With each the words of which it has one at least: looking for these costs next to nothing.
_QUARTERLY = ("quý", "quí", "q")
_RUNNING: tuple[tuple[re.Pattern[str], Meaning, tuple[str, ...]], ...] = (
    (_BEFORE_DATE, _before_day, ("trước",)),
    (_BY_DATE, _day, ("nhất", "không", "đến", "hết", "trong", "vào", "tới", "hạn", "hoàn thành", "xong")),
    (_FROM_TO, _day, ("từ",)),
    (_THIS_MONTH, _day_of_this_month, ("này", "nay")),
    (_DONE_DAY, _day, ("ngày",)),
    (_DONE_MONTH, _month, ("tháng",)),
    (_DONE_QUARTER, _quarter, _QUARTERLY),
    (_BRACKET_MONTH, _month, ("tháng",)),
    (_BRACKET_QUARTER, _quarter, _QUARTERLY),
    (_WEEK, _week, ("tuần",)),
    (_MONTH, _month, ("tháng",)),
    (_QUARTER, _quarter, _QUARTERLY),
    (_PART, _part, ("tháng", "nửa")),
    (_WHOLE_YEAR, _whole_year, ("năm",)),
    (_OWN_YEAR, _own_year, ("năm",)),
)
_BARE: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_BARE_WEEK, _week),
    (_BARE_DATE, _day),
    (_BARE_QUARTER, _quarter),
    (_BARE_PART, _part),
    (_BARE_MONTH, _month),
    (_BARE_YEAR, _whole_year),
    (_BARE_OWN_YEAR, _own_year),
)
