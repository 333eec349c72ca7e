"""On which day of its month a standing duty is due: `trước ngày 10 hằng tháng`, `ngày 25 của tháng cuối quý`."""

from __future__ import annotations

import re
from typing import Final

_LATEST = (
    r"(?:chậm nhất|muộn nhất|trễ nhất)(?:\s+(?:là|đến|vào|trong|hết))*|không (?:quá|muộn hơn|chậm hơn)|"
    r"đến hết|hết|vào|đến|tới|trong|hạn(?:\s+(?:là|đến|vào))?"
)
_HOUR = r"(?:(?:sáng|chiều)\s+)?(?:\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{1,2}(?:\s*phút)?)?\s*,?\s*)?"
_DAY = re.compile(
    rf"(?<!\w)(?:(?:(?P<before>(?:(?:chậm|muộn) nhất(?:\s+là)?\s+)?trước)|(?P<latest>{_LATEST}))\s+)?"
    rf"(?P<hour>{_HOUR})ngày\s+(?:mùng\s+|mồng\s+)?(?P<day>\d{{1,2}})(?!\d|\s*[/.\-–]\s*\d|\s+tháng\s+\d)"
)
_OF = r"\s*,?\s*(?:của\s+)?(?:định kỳ\s+)?"
_EVERY: Final = {
    "monthly": re.compile(rf"{_OF}(?:(?:hàng|hằng|mỗi|các)\s+tháng|tháng\s+(?:báo cáo|thuộc kỳ))(?!\w)"),
    "quarterly": re.compile(
        rf"{_OF}(?:(?:hàng|hằng|mỗi)\s+(?:quý|quí)|(?:tháng\s+)?cuối\s+(?:của\s+)?(?:mỗi\s+)?(?:quý|quí|kỳ))(?!\w)"
    ),
    "half_yearly": re.compile(rf"{_OF}tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?(?:kỳ|0?6 tháng|học kỳ)(?!\w)"),
    "yearly": re.compile(rf"{_OF}(?:(?:hàng|hằng|mỗi)\s+năm|tháng\s+cuối\s+(?:của\s+)?(?:năm|kỳ)|cuối\s+năm)(?!\w)"),
}
# A month that is not the last of the duty's own period, or none that can be told.
_OTHER_MONTH = re.compile(
    r"\s*,?\s*(?:của\s+)?(?:tháng\s+(?:đầu|thứ|giữa|liền|sau|kế|tiếp|tới|trước|cuối)|(?:đầu|giữa|cuối)\s|"
    r"(?:quý|quí|kỳ|năm)\s+(?:sau|kế|tiếp|tới))"
)
_PAST = re.compile(r"\s*,?\s*(?:của\s+)?tháng\s+(?:này|nay|trước|đó)(?!\w)")
# What is counted until then, or goes on from one day to another, is due on no such day.
_UNTIL = r"(?:đến|tới|hết|vào|trước)"
_NO_LIMIT = re.compile(
    rf"(?<!\w)(?:(?:tính|chốt|lũy kế)(?:\s+(?:số|dữ) liệu)?\s+{_UNTIL}|(?:số liệu|dữ liệu|thống kê)\s+(?:đến|tới|hết)|"
    r"(?:từ|sau)\s)[^,;.]{0,40}$"
)
_NEAR = 60  # letters before a day that say what it is a day of


def due_day_in(plain: str, recurrence: str | None) -> tuple[int | None, str]:
    """The day of the month, by its number, on which a duty with this recurrence is still in time; None for none said.

    Of a period longer than a month the day is one of its last month. "Trước ngày 10" means the 9th, as before every
    day; what is before the first is the last day of a month, whatever its number. The words come second of a day that
    is no such one, or that says nothing certain, for the official to look at: a day of the period after, of another
    month, or one of several.
    """
    if recurrence not in _EVERY:
        return None, ""
    days: dict[int, str] = {}
    odd = ""
    for match in _DAY.finditer(plain):
        said = max(match.start(), match.end("before"), match.end("latest"))
        if _PAST.match(plain, match.end()) or _NO_LIMIT.search(plain, max(0, match.start() - _NEAR), said):
            continue
        named = {code: found for code, pattern in _EVERY.items() if (found := pattern.match(plain, match.end()))}
        limit = match["before"] or match["latest"]
        words = plain[match.start() : max((one.end() for one in named.values()), default=match.end())].strip()
        if not named and _OTHER_MONTH.match(plain, match.end()):
            odd = odd or _to_the_end(plain, match)
        elif recurrence in named or (limit and not named):
            days[_last_day(match, recurrence)] = words
    if len(days) == 1 and not odd and 1 <= (day := next(iter(days))) <= 31:
        return day, ""
    return None, odd or "”, “".join(days.values())


def _last_day(match: re.Match[str], recurrence: str) -> int:
    """The last day in time; 0 for none."""
    day = int(match["day"])
    if not match["before"] or match["hour"].strip():
        return day
    return day - 1 if day != 1 or recurrence != "monthly" else 31


def _to_the_end(plain: str, match: re.Match[str]) -> str:
    """The words of a day with those that say of which month, up to the next mark."""
    end = re.compile(r"[,;.:()]|$").search(plain, match.end())
    return plain[match.start() : min(end.start() if end else len(plain), match.end() + 40)].strip()
