"""Whether a time in a duty belongs to work left undone and is no deadline. What times mean is in `deadlines`."""

from __future__ import annotations

import re
from datetime import date

from models.reading.words.cues import VERB

_CLAUSE = re.compile(r"[;:]|\.\s")
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
_OWN_VERB = re.compile(r"(?:hoàn thành|xong|báo cáo|gửi|trình|thực hiện|nộp)(?=\s)")


def tells_backlog(plain: str, start: int, due_on: date | None, issued_on: date | None) -> bool:
    """Whether the time at `start` belongs to "chưa hoàn thành", "tồn đọng" and the like, and so is no deadline.

    `due_on` is the day that it would mean. A day still to come after "trước" is a deadline all the same.
    """
    own = _OWN_VERB.match(plain, start)
    before = plain[: own.end() if own else start]
    before = before[max((mark.end() for mark in _CLAUSE.finditer(before)), default=0) :].rstrip()
    ahead = due_on is None or issued_on is None or due_on >= issued_on
    latest = bool(_LATEST.match(plain, start))
    completed = _COMPLETED.search(before)
    if completed and not _VERB.search(completed["since"]):
        return not (latest and ahead)
    left = _LEFT.search(before)
    if left is None or _VERB.search(left["since"]):
        return False
    return not (ahead and (latest or _DEALT_WITH.search(before, 0, left.start())))
