"""How often a standing duty comes due, by the words for it. Dates are in deadlines."""

from __future__ import annotations

import re
from typing import Final

_UNITS_COUNTED = "lần|kỳ|số|tin|bài|buổi|cuộc|đợt|lượt|phiếu|lớp|hồ sơ|hộ|người|đơn vị"
_A = r"(?:\s*/\s*|\s+(?:trong )?(?:một|mỗi)\s+)"
_AT_LEAST = r"(?:ít nhất|tối thiểu) \d{1,3} [^,;.:\d/]{2,40}/\s*"  # "ít nhất 01 phiên tòa rút kinh nghiệm/năm"
_COUNTED = rf"(?:(?:\d{{1,4}}|một|hai|ba) )?(?:{_UNITS_COUNTED}){_A}"  # "ít nhất 01 lần/quý", "hai lần một tháng"
_TIMES = rf"(?:\d{{1,4}}|một|hai|ba) (?:lần|kỳ|số|tin|bài|buổi|cuộc|đợt|lượt){_A}"  # "40 hồ sơ/ngày" is only a rate
_EVERY_ONE = r"(?:hàng|hằng|mỗi|(?:theo|trong|vào|cuối|đầu|định kỳ) từng)"
_END = r"(?=\s*(?:[,.;)]|$))"
# "Vào tuần cuối của tháng": of every month, where no month is named.
_PART_OF = (
    r"(?:vào |trong |trước )?(?:tuần|ngày|thứ \w+|chủ nhật|ngày làm việc)(?: lễ)?(?: thứ \w+)? ?"
    r"(?:đầu|cuối|giữa)?(?: tiên| cùng)? (?:của |mỗi |hằng |hàng )+"
)
_WORDS: Final = (
    (
        "monthly",
        rf"{_EVERY_ONE} tháng|định kỳ (?:theo )?(?:hàng |hằng )?tháng|"
        rf"(?:01|1|một) tháng(?:/| một | )lần|(?:{_COUNTED}|{_AT_LEAST})tháng|báo cáo tháng\b|"
        rf"{_PART_OF}tháng(?! (?:\d|này|nay|tới|sau|trước|một|hai|ba|cuối|đầu|đó))|"
        rf"(?<!cho )từng tháng{_END}|theo tháng{_END}",
    ),
    (
        "quarterly",
        rf"{_EVERY_ONE} (?:quý|quí)|định kỳ (?:theo )?(?:hàng |hằng )?(?:quý|quí)|"
        rf"(?:0?3|ba) tháng(?:/| một | )(?:0?1 |một )?lần|(?:{_COUNTED}|{_AT_LEAST})(?:quý|quí)|"
        rf"tháng cuối (?:của )?(?:quý|quí)(?! [iv\d])|cuối (?:mỗi )?(?:quý|quí){_END}|"
        r"báo cáo (?:quý|quí)(?=,| và)|tháng đầu (?:của )?(?:quý|quí) (?:sau|kế tiếp|tiếp theo)|"
        rf"(?<!cho )từng (?:quý|quí){_END}|theo (?:quý|quí){_END}",
    ),
    (
        "half_yearly",
        r"(?:0?6|sáu) tháng(?:/| một | )(?:0?1 |một )?lần|định kỳ (?:hàng |hằng )?(?:0?6|sáu) tháng|"
        r"(?:0?6|sáu) tháng(?:,| và) (?:(?:hàng|hằng|cả|0?1|một) )?năm|(?:mỗi|hàng|hằng|từng) học kỳ|"
        rf"mỗi (?:0?6|sáu) tháng|{_COUNTED}(?:học kỳ|0?6 tháng)|"
        rf"(?:0?2|hai) lần(?:\s*/\s*| (?:một |mỗi |trong )?)năm{_END}",
    ),
    (
        "yearly",
        rf"{_EVERY_ONE} năm|định kỳ (?:hàng |hằng )?năm|"
        rf"(?:01|1|một) năm(?:/| một | )(?:0?1 )?lần|(?:{_COUNTED}|{_AT_LEAST})năm(?! 20)",
    ),
)
_PATTERNS: Final = tuple((code, re.compile(pattern)) for code, pattern in _WORDS)
# No code for what comes due every week or day: it is answered for with each month's figures.
_OFTENER: Final = re.compile(
    rf"{_TIMES}(?:tuần|ngày)(?! \d)|(?:hàng|hằng|mỗi) (?:tuần|ngày|đêm)(?! làm việc)|"
    r"(?:tuần|ngày) (?:\d{1,2}|hai|ba) (?:lần|buổi)(?!\w)|"
    r"định kỳ (?:hàng |hằng )?tuần|(?:mỗi|hằng|hàng) (?:buổi )?(?:sáng|trưa|chiều|tối)(?: (?:thứ \w+|chủ nhật))?|"
    r"(?:mỗi|hằng|hàng) (?:thứ \w+|chủ nhật)"
)
# "chi thường xuyên" is money and "cơ quan thường trực" an office: only the adverb before a verb makes a standing duty.
_REGULARLY: Final = re.compile(
    r"(?<!chi )(?<!nhiệm vụ )(?<!không )(?<!chưa )(?<!thu )(?<!kinh phí )(?<!ngân sách "
    r")(?<!làm việc )thường xuyên(?=\s*(?:[,().;]|$)|\s+(?!của|trên|và chi|không))"
)
_EVERY: Final = re.compile(r"\s*(?:,\s*)?(?:định kỳ )?(?:hàng|hằng|mỗi) (?:năm|quý|tháng)")


def recurrence_in(plain: str) -> tuple[str | None, tuple[int, int] | None]:
    """The recurrence code (`work.codes.RECURRENCES`) that the words give, and where they stand."""
    for code, pattern in _PATTERNS:
        match = pattern.search(plain)
        if match:
            start, end = match.span()
            before = _REGULARLY.search(plain)
            if before and 0 <= start - before.end() <= 3:
                start = before.start()
            return code, (start, end + (plain[end : end + 1] == ")"))
    for pattern in (_OFTENER, _REGULARLY):
        match = pattern.search(plain)
        if match:
            return "regular", match.span()
    return None, None


def every_year_after(plain: str, at: int) -> int | None:
    """Where "hằng năm" ends that follows a date at once ("trước ngày 25/12 hằng năm"), or None."""
    match = _EVERY.match(plain, at)
    return match.end() if match else None
