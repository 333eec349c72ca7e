"""Times counted from an event, or named by one: `trong vòng 10 ngày kể từ ngày ban hành`, `trước Tết`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from models.base.words import _

_COUNT = r"(?P<n>\d{1,3})(?:\s*\([^)]{1,20}\))?\s+(?P<unit>ngày|giờ|tháng|tuần)(?P<working>\s+làm việc)?"
_REST = r"(?:[^\s,;.]+(?:\s+|(?=[,;.]|$)))"
_COUNTED = re.compile(
    r"(?:^|(?:trong (?:thời hạn|thời gian|vòng)|trong(?=\s+\d{1,3}\s+(?:ngày|giờ|tuần|tháng (?:kể |tính )?từ))|"
    r"(?:chậm|muộn) nhất(?: là)?(?: sau| trong)?|không quá|sau)\s+)"
    rf"(?:tối đa\s+|không quá\s+)?{_COUNT}(?P<since>,?\s*(?:(?:kể|tính)\s+)?(?:từ|sau)\s+(?=ngày|khi|thời điểm))?"
)
_EVENT = re.compile(r"(?:ngày|khi|thời điểm)(?:\s+[^\s,;.]+){1,6}")
# The event is the document itself: then the day can be worked out from its date.
_DOCUMENT = r"(?:văn bản|kế hoạch|thông báo|chỉ thị|công điện|công văn|quyết định|nghị quyết|kết luận|chương trình)"
_OF_DOCUMENT = re.compile(
    rf"(?:ngày|khi|thời điểm)\s+(?:(?:ký|ban hành|phát hành|ký ban hành)(?:\s+{_DOCUMENT})?"
    r"(?:\s+này(?!\w)|\s*(?=[.,;)]|$))|"
    rf"{_DOCUMENT} này (?:được )?(?:ký|ban hành))"
)
_NAMED = re.compile(
    rf"(?<!\w)ngay (?:sau )?khi\s+{_REST}{{2,12}}|"
    r"(?<!\w)(?:trong|hết|cuối|xong) (?:tuần|tháng|quý|ngày) (?:này|tới|sau)(?!\w)|"
    r"(?<!\w)trong (?:ngày )?(?:hôm nay|ngày mai)(?!\w)|"
    r"(?<!\w)(?:hoàn thành|xong|báo cáo|gửi|trình|nộp) trong (?:ngày|tuần|tháng|quý)(?=\s*(?:[.,;)]|$))|"
    r"(?<!\w)(?:trong|hết|đến hết|trước|kết thúc|xong trước) (?:suốt |cả |đầu |cuối )?"
    r"(?:nhiệm kỳ|năm học)(?:\s+\d{4}\s*[-–]\s*\d{4}| mới| này)?(?!\w)|"
    rf"(?<!\w)(?:trước|sau) (?:thềm )?(?:tết|khai giảng|mùa|đại hội|lễ)(?!\w)(?:\s+{_REST}{{1,5}})?|"
    rf"(?<!\w)trước (?:khi|dịp|phiên họp|kỳ họp|cuộc họp|hội nghị)\s+{_REST}{{1,10}}"
)


_DIGIT = re.compile(r"\d")
_NAMING = ("ngay", "trong", "hết", "cuối", "xong", "trước", "sau", "kết thúc")  # each such time has one of these


@dataclass(frozen=True)
class CountedTime:
    """Where the words stand, the day where it can be worked out, and what the official has to know."""

    start: int
    end: int
    due_on: date | None
    flag: str


def counted_time_in(plain: str, issued_on: date | None) -> CountedTime | None:
    """The first such time in the words, or None. Days count from the one after (Civil Code, Art. 147)."""
    counted = _COUNTED.search(plain) if _DIGIT.search(plain) else None
    named = _NAMED.search(plain) if any(word in plain for word in _NAMING) else None
    if counted is None or (named is not None and named.start() < counted.start()):
        return CountedTime(named.start(), named.end(), None, _unknown()) if named else None
    if not counted["since"] and counted.start() == counted.start("n"):
        return None  # "10 ngày nghỉ" is a length and no limit
    own = _OF_DOCUMENT.match(plain, counted.end()) if counted["since"] else None
    event = own or (_EVENT.match(plain, counted.end()) if counted["since"] else None)
    due_on = _counted_from(counted, issued_on) if own and issued_on else None
    end = event.end() if event else counted.end()
    return CountedTime(counted.start(), end, due_on, _worked_out(counted) if due_on else _unknown())


def _worked_out(counted: re.Match[str]) -> str:
    if counted["working"]:
        return _("Thời hạn được tính từ ngày của văn bản, chưa trừ ngày nghỉ lễ; cần kiểm tra lại.")
    return _("Thời hạn được tính từ ngày của văn bản; cần kiểm tra lại.")


def _unknown() -> str:
    return _("Thời hạn tính từ một mốc mà văn bản không cho ngày cụ thể; cần nhập ngày.")


def _counted_from(counted: re.Match[str], issued_on: date) -> date | None:
    number, unit = int(counted["n"]), counted["unit"]
    if counted["working"]:
        return _working_days_after(issued_on, number) if unit == "ngày" else None
    if unit == "tháng":
        year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + number, 12)
        return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))
    return issued_on + timedelta(days=number * {"ngày": 1, "tuần": 7}[unit]) if unit in {"ngày", "tuần"} else None


def _working_days_after(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day
