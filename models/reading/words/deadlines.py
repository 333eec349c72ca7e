"""Which time of a duty is its deadline. The times themselves are in `times` and `counted_times`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from models.base.words import _
from models.reading.words.backlog import clause_of, tells_backlog
from models.reading.words.counted_times import counted_time_in
from models.reading.words.due_days import due_day_in
from models.reading.words.last_days import Calendar
from models.reading.words.recurrence import every_year_after, recurrence_in
from models.reading.words.times import TimeFound, bare_time, only_starts, times_in

__all__ = ["Calendar", "Deadline", "deadline_in_cell", "find_deadline", "with_day_of"]


@dataclass(frozen=True)
class Deadline:
    """`words` as written, the last day that still counts as in time, the recurrence code, remarks for the official.

    Of a standing duty `due_day` is the day of its month on which it is due, None where only its period is said.
    """

    words: str | None = None
    due_on: date | None = None
    recurrence: str | None = None
    flags: tuple[str, ...] = ()
    due_day: int | None = None


_LABEL = re.compile(
    r"(?:thời (?:gian|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|gửi|trình))?|hạn hoàn thành|"
    r"tiến độ(?: thực hiện)?|thời điểm)"
    r"\s*(?:,\s*(?:hoàn thành|trình)[^.:;]{0,40})?\s*:\s*"
)
_VERB_FIRST = re.compile(
    r"(?:xong|hoàn thành|báo cáo|gửi|trình|thực hiện|nộp)\s+(?=vào|trong|đến|hết|trước|cuối|giữa|đầu)"
)
# "Đề án … đến năm 2030", "Kế hoạch … đến năm 2027": the year belongs to the name, unless something is to be done by it.
_NAMES_ITS_YEAR = re.compile(
    r".*(?<!\w)(?:chiến lược|đề án|chương trình|kế hoạch|quy hoạch|nghị quyết|dự án|tầm nhìn|định hướng|giai đoạn|"
    r"mục tiêu|phương án|"
    r"chỉ thị|quyết định|lộ trình|đề cương|danh mục)(?!\w)(?P<between>[^;.:]*)$"
)
_DONE_BY = re.compile(
    r"(?:hoàn thành|xong|kết thúc|trình|báo cáo|gửi|ban hành|phê duyệt|nghiệm thu|bàn giao|đưa vào (?:sử dụng|"
    r"vận hành)|"
    r"thực hiện|triển khai|giải ngân|khởi công|đạt|có|hoàn tất|hoàn thiện|nộp|phấn đấu)(?!\w)[^,;.:]{0,60}$"
)
_FINISHED_BY = re.compile(
    r"(?:hoàn thành|xong|kết thúc|trình|báo cáo|gửi|ban hành|nghiệm thu|bàn giao|hoàn tất|nộp|phê duyệt|tham mưu|"
    r"công bố)"
    r"(?!\w)[^,;.:]{0,60}$"
)
# "Số liệu tính đến hết ngày 30/6", "từ đầu năm đến hết quý II": the time of what is counted.
_OF_DATA = re.compile(
    r"(?:(?:số liệu|dữ liệu|lũy kế|thống kê)(?!\w)[^,;.]{0,60}|từ (?:đầu|ngày đầu) (?:năm|tháng|quý|kỳ)[^,;.]{0,20}\s)$"
)
_IN_PASSING = re.compile(
    r"(?:tiếp tục|chuyển tiếp|được giao|phát sinh|triển khai|thực hiện|xử lý|áp dụng|của)\s+(?:\S+\s+){0,2}$"
)
_FIRM = ("trước", "chậm nhất", "muộn nhất", "trễ nhất", "không", "đến hết", "hạn", "thời hạn", "xong", "hoàn thành")
_SLIP = timedelta(days=400)  # a limit so short before the document may be a year mistyped; one farther back is history
_IN_ADVANCE = re.compile(
    r"(?:(?:trước|chậm nhất(?: là)?|vào|"
    r"đến)\s+)(?:ngày\s+)\d{1,2}(?!\s*[/.\-]\s*\d)(?:\s+(?:của\s+)?(?:(?:tháng cuối|"
    r"cuối)[^,.;]{0,12}|(?:hàng|hằng|mỗi)\s+\w+|tháng\s+(?!\d)[^,.;]{0,14}))?"
)


@lru_cache(maxsize=64)
def find_deadline(plain: str, words: str, calendar: Calendar) -> Deadline:
    """The deadline said in running text: `plain` is `words` in the form of `passage.plain`."""
    return with_day_of(_found(plain, words, calendar), plain)


def with_day_of(deadline: Deadline, plain: str) -> Deadline:
    """The deadline of a standing duty with the day of its month that these words say, where it has none yet."""
    if deadline.recurrence is None or deadline.due_day is not None:
        return deadline
    day, doubtful = due_day_in(plain, deadline.recurrence)
    return replace(deadline, due_day=day, flags=(*deadline.flags, *([_no_such_day(doubtful)] if doubtful else [])))


def _no_such_day(words: str) -> str:
    return _("Chưa xác định được hạn trong kỳ từ “{words}”; sổ tính đến ngày cuối kỳ, cần xem lại.").format(words=words)


def _found(plain: str, words: str, calendar: Calendar) -> Deadline:
    found = _told(plain, calendar)
    recurrence, span = recurrence_in(plain)
    if not found:
        return _without_date(plain, words, recurrence, span, calendar)
    every = every_year_after(plain, found[0].end)
    if every and recurrence:
        return _every_year(words[found[0].start : every].strip(), found[0].due_on, recurrence)
    label = _LABEL.search(plain)
    # "Dữ liệu từ 01/01 đến 30/9, gửi trước 08/10": a stretch of time is a deadline only where no limit is said.
    limits = [one for one in found if not one.stretch] or found
    chosen = next((one for one in found if label and one.start >= label.start()), None) or _foremost(plain, limits)
    flags = list(chosen.flags)
    others = [one for one in limits if one.due_on and one.due_on != chosen.due_on]
    if others and chosen.due_on:
        told = "”, “".join(_said(plain, words, one) for one in others)
        flags.append(
            _("Có nhiều thời hạn trong một nhiệm vụ (còn “{others}”); cần kiểm tra lại hoặc tách ra.").format(
                others=told
            )
        )
    return Deadline(_said(plain, words, chosen), chosen.due_on, recurrence, tuple(flags))


def deadline_in_cell(plain: str, words: str, calendar: Calendar) -> Deadline:
    """The deadline written where only a deadline can stand: a table's time column, or after "Thời gian hoàn thành:".

    There a bare `Quý II`, `Tháng 6`, `2024` or `30/6` is enough, which in running text would mean nothing. A cell that
    names only a beginning (`Từ 01/7`) has no last day.
    """
    cell = words.strip(" .;,|")
    if not cell or not re.search(r"\w", cell):
        return Deadline()
    running = find_deadline(plain, words, calendar)
    if running.due_on:
        return replace(running, words=cell)
    recurrence, day = running.recurrence, running.due_day
    last = bare_time(plain, calendar)
    if last is None:
        begins = (_("Văn bản chỉ nêu thời gian bắt đầu; cần nhập ngày hoàn thành."),)
        return Deadline(cell, None, recurrence, begins if only_starts(plain) and not recurrence else running.flags, day)
    if recurrence and last.due_on and last.due_on.month == 12 and last.due_on.day == 31:
        return Deadline(cell, None, recurrence, due_day=day)  # "Thường xuyên trong năm 2024" stays a standing duty
    return Deadline(cell, last.due_on, recurrence, last.flags, day)


def _every_year(words: str, due_on: date | None, recurrence: str) -> Deadline:
    """What comes due on one date of each year; of a duty of the year the book can tell only a day of its last month."""
    if recurrence == "yearly" and due_on is not None and due_on.month == 12:
        return Deadline(words, None, recurrence, due_day=due_on.day)
    return Deadline(words, None, recurrence, (_no_such_day(words),))


def _told(plain: str, calendar: Calendar) -> list[TimeFound]:
    """The times of the words that may be a deadline, in their order, each stretch of the words once."""
    found = sorted(times_in(plain, calendar), key=lambda one: (one.start, -one.end))
    reached = [0, *accumulate((one.end for one in found), max)]  # how far those before each one go
    found = [one for one, before in zip(found, reached, strict=False) if one.end > before]
    told: list[TimeFound] = []
    for one in found:
        if _is_of_name(plain, one) or (_may_be_past(one, calendar) and _of_backlog(plain, one, calendar)):
            continue
        if (kept := _in_its_time(plain, one, calendar)) is not None:
            data = _OF_DATA.search(plain, max(0, kept.start - 80), kept.start) and not kept.how.startswith(_FIRM[:4])
            told.append(replace(kept, stretch=True) if data else kept)
    return told


def _may_be_past(one: TimeFound, calendar: Calendar) -> bool:
    """Whether the time had begun when the document was made, so that something may have been left undone in it."""
    issued = calendar.issued_on
    return issued is None or one.due_on is None or one.due_on - timedelta(days=one.days) <= issued or one.days == 1


def _of_backlog(plain: str, one: TimeFound, calendar: Calendar) -> bool:
    return tells_backlog(plain, one.start, one.due_on, calendar.issued_on)


def _is_of_name(plain: str, one: TimeFound) -> bool:
    """Whether a year only ends the name of a plan or a stage (`Chiến lược … đến năm 2035`)."""
    if not one.wide or one.how not in {"đến", "tới", "đến cuối", "hết"}:
        return False
    named = _NAMES_ITS_YEAR.match(plain, max(0, one.start - 200, clause_of(plain, one.start)), one.start)
    return named is not None and not _DONE_BY.search(named["between"])


def _in_its_time(plain: str, one: TimeFound, calendar: Calendar) -> TimeFound | None:
    """The time, unless it was over when the document was made; a likely slip of the pen is kept without a day."""
    issued = calendar.issued_on
    if not one.dated or one.due_on is None or issued is None or one.due_on >= issued:
        return one
    firm = one.how.startswith(_FIRM) or _FINISHED_BY.search(plain, max(0, one.start - 80), one.start)
    if issued - one.due_on > _SLIP or not firm or one.stretch:
        return None
    slip = _("Thời hạn “{day}” đứng trước ngày của văn bản, có thể do gõ nhầm; cần nhập ngày.").format(
        day=plain[one.start : one.end]
    )
    return replace(one, due_on=None, flags=(slip,))


def _foremost(plain: str, limits: list[TimeFound]) -> TimeFound:
    """The first limit by which something is to be done; a time in passing gives way to one that is firm."""
    return next((one for one in limits if not _in_passing(plain, one)), limits[0])


def _in_passing(plain: str, one: TimeFound) -> bool:
    """Whether a time may only tell when something goes on: `các dự án tiếp tục xử lý trong năm 2026`."""
    if one.how != "trong" or _FINISHED_BY.search(plain, max(0, one.start - 80), one.start):
        return False
    return one.wide or _IN_PASSING.search(plain, max(0, one.start - 60), one.start) is not None


def _said(plain: str, words: str, one: TimeFound) -> str:
    verb = _VERB_FIRST.match(plain, one.start, one.end)
    opened = plain.count("(", one.start, one.end) > plain.count(")", one.start, one.end)
    closes = opened and plain.startswith(")", one.end)
    return words[verb.end() if verb else one.start : one.end + closes]


def _without_date(
    plain: str, words: str, recurrence: str | None, span: tuple[int, int] | None, calendar: Calendar
) -> Deadline:
    if recurrence and span:
        ahead = _IN_ADVANCE.search(plain)
        if ahead:
            span = (
                (min(span[0], ahead.start()), max(span[1], ahead.end()))
                if abs(ahead.end() - span[0]) < 40
                else ahead.span()
            )
        return Deadline(words[span[0] : span[1]].strip(" ,;."), None, recurrence)
    counted = counted_time_in(plain, calendar.issued_on)
    if counted:
        said = words[counted.start : counted.end].rstrip(" ,;.")
        return Deadline(said, counted.due_on, None, (counted.flag,))
    return Deadline()
