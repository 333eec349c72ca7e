"""Whether a time in a duty belongs to work left undone and is no deadline. What times mean is in `deadlines`."""

from __future__ import annotations

import re
from datetime import date

from models.reading.words.verbs import VERB

_NEAR = 200  # letters before a time in which it is said that something is left; no way of saying it is longer
_VERB = re.compile(rf"(?<!\w)(?<!việc )(?:{VERB})(?!\w)")
_COMPLETED = re.compile(
    r"(?<!\w)(?:chưa|đã|không)\s+(?:được\s+)?(?:hoàn thành|hoàn tất|thực hiện|triển khai|"
    r"giải quyết|xử lý|ban hành|báo cáo|gửi|trình|nộp|xong|đạt)(?!\w)(?P<since>[^,]{0,40})$"
)
_LEFT = re.compile(
    rf"(?<!\w)(?:chậm(?! nhất| hơn)(?:\s+(?:{VERB}))?|tồn đọng|còn lại|quá hạn|trễ hạn)(?!\w)(?P<since>[^,]{{0,40}})$"
)
# "Xử lý dứt điểm hồ sơ tồn đọng trong tháng 6": what was left is to be dealt with by then.
_DEALT_WITH = re.compile(
    r"(?<!\w)(?:hoàn thành|giải quyết|xử lý|khắc phục|chấm dứt|dứt điểm|thực hiện|triển khai|hoàn thiện)(?!\w)"
)
_LATEST = re.compile(r"(?:(?:xong|hoàn thành|báo cáo|gửi|trình|nộp)\s+)?(?:trước|chậm nhất|muộn nhất|hạn|không quá)")
_DONE = re.compile(r"(?<!\w)(?:xong|hoàn thành)\s+$")
_NOT_DONE = re.compile(r"(?<!\w)(?:chưa|đã|không)\s+(?:được\s+)?$")
_OWN_VERB = re.compile(r"(?:hoàn thành|xong|báo cáo|gửi|trình|thực hiện|nộp)(?=\s)")


def clause_of(plain: str, end: int) -> int:
    """Where the clause begins that ends at `end`: behind the last `;`, `:` or full stop before it."""
    begins = 1 + max(plain.rfind(";", 0, end), plain.rfind(":", 0, end))
    stop = plain.rfind(".", begins, end)
    while stop >= 0 and (stop + 1 >= end or not plain[stop + 1].isspace()):  # a dot inside a number or a word ends none
        stop = plain.rfind(".", begins, stop)
    return max(begins, stop + 2 if stop >= 0 else 0)


def tells_backlog(plain: str, start: int, due_on: date | None, issued_on: date | None) -> bool:
    """Whether the time at `start` belongs to "chưa hoàn thành", "tồn đọng" and the like, and so is no deadline.

    `due_on` is the day that it would mean. A day still to come after "trước" is a deadline all the same.
    """
    own = _OWN_VERB.match(plain, start)
    if (done := _DONE.search(plain, max(0, start - _NEAR), start)) and not _NOT_DONE.search(plain, 0, done.start()):
        return False
    end = own.end() if own else start
    before = plain[clause_of(plain, end) : end].rstrip()
    ahead = due_on is None or issued_on is None or due_on >= issued_on
    latest = bool(_LATEST.match(plain, start))
    near = max(0, len(before) - _NEAR)
    completed = _COMPLETED.search(before, near)
    if completed and not _VERB.search(completed["since"]):
        return not (latest and ahead)
    left = _LEFT.search(before, near)
    if left is None or _VERB.search(left["since"]):
        return False
    return not (ahead and (latest or _DEALT_WITH.search(before, 0, left.start())))
