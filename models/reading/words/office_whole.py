"""Names with verbs in them, known by what the first word asks for and by where the name ends.

`Phòng Đăng ký kinh doanh nghiên cứu …`: who registers must register something, so the next words are no duty yet.
`Ban Hỗ trợ phụ nữ phát triển kinh tế:` reaches to the colon, since no duty is told in so few words.
"""

from __future__ import annotations

import re

from models.reading.words.office_ends import (
    DUTY_VERBS,
    GRAMMAR,
    NEED_OBJECT,
    OBJECT_VERBS,
    STANDS_INSIDE,
    STOPS,
    SURE_DUTY,
)
from models.reading.words.office_run import TOKEN, begins_office, free_run
from models.reading.words.office_words import LEVEL
from models.reading.words.verbs import ANY_VERBS

_HEAD = rf"(?:{NEED_OBJECT})(?!\w)"
_HEADS = re.compile(rf"\s+{_HEAD}(?:(?:\s+và\s+|\s*,\s*|\s*[-–]\s+){_HEAD})*", re.IGNORECASE)
_OBJECT = re.compile(rf"\s+(?:{OBJECT_VERBS})(?!\w)", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:{NEED_OBJECT}|{OBJECT_VERBS})(?!\w)", re.IGNORECASE)
_OFTEN_A_DUTY = re.compile(rf"(?:{DUTY_VERBS})(?!\w)", re.IGNORECASE)
_PURPOSE = re.compile(r"\s+(?:phát triển|khởi nghiệp|thi hành|bảo vệ|sản xuất)(?!\w)", re.IGNORECASE)
_AND = re.compile(r"\s+và(?=\s)", re.IGNORECASE)
_LEVEL = re.compile(rf"{LEVEL}(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"\s*[:()]")
_OVER = re.compile(r"\s*$")
_MOST_TOKENS = 12


def name_run(words: str, at: int) -> int:
    """Where the name ends that runs on from `at` behind the word for its kind; `at` when nothing belongs to it."""
    return max(free_run(words, at), _with_object(words, at), whole_name(words, at))


def _with_object(words: str, at: int) -> int:
    """Where a name ends whose first word needs an object: `(Phòng) Quản lý quy hoạch và xây dựng`; else `at`."""
    heads = _HEADS.match(words, at)
    if heads is None or not words[heads.start() + 1].isupper():
        return at
    end = _object(words, heads.end())
    if end == heads.end():
        return at
    for more in (_AND, _PURPOSE):
        if (opens := more.match(words, end)) is not None:
            first = _object(words, opens.end())
            ends = [at for at in (first, _object(words, first)) if at > opens.end() and _stops(words, at)]
            end = ends[0] if ends else end
    following = TOKEN.match(words, end)
    return end if following and ANY_VERBS.match(words, following.start("token")) else free_run(words, end)


def _object(words: str, at: int) -> int:
    if (verb := _OBJECT.match(words, at)) is not None:
        return verb.end()
    first = TOKEN.match(words, at)
    if first is None or first["sep"].strip() or _no_object(words, first.start("token")):
        return at
    second = TOKEN.match(words, first.end())
    if second is None or second["sep"].strip() or _no_object(words, second.start("token")):
        return first.end()
    return second.end() if second["token"][0].islower() and first["token"][0].islower() else first.end()


def _no_object(words: str, start: int) -> bool:
    return bool(
        STOPS.match(words, start)
        or ANY_VERBS.match(words, start)
        or _LEVEL.match(words, start)
        or begins_office(words, start)
        or not words[start].isalpha()
    )


def _stops(words: str, end: int) -> bool:
    """Whether a duty begins, or the words end, behind `end`."""
    rest = len(words[end:]) - len(words[end:].lstrip())
    return bool(
        _BREAK.match(words, end)
        or _OVER.match(words, end)
        or STOPS.match(words, end + rest)
        or _LEVEL.match(words, end + rest)
    )


def whole_name(words: str, at: int) -> int:
    """Where a name ends that reaches to a colon, a bracket, the end, or a verb that stands in no name; else `at`."""
    end, often = at, False
    for _count in range(_MOST_TOKENS):
        if end > at and (SURE_DUTY.match(words, end) or _BREAK.match(words, end)):
            return end
        if end > at and _OVER.match(words, end):
            return at if often else end
        token = TOKEN.match(words, end)
        if token is None:
            return at
        start, sep = token.start("token"), token["sep"].strip()
        step = _inner_step(words, token, sep)
        if step <= start:
            return at
        if _OFTEN_A_DUTY.match(words, start) and end > at and sep != "và":
            if not (SURE_DUTY.match(words, step) or _BREAK.match(words, step)):
                return at
            often = True
        end = step
    return at


def _inner_step(words: str, token: re.Match[str], sep: str) -> int:
    """How far one more word of a name leads; its own start when it stands in none."""
    start = token.start("token")
    inside = STANDS_INSIDE.match(words, start) or _INSIDE.match(words, start) or _OFTEN_A_DUTY.match(words, start)
    if begins_office(words, start) or (sep not in {"", "và", "-", "–"} and (inside is None or words[start].isupper())):
        return start
    if words[start].isupper():
        return token.end()
    if inside is not None:
        return inside.end()
    if GRAMMAR.match(words, start) or STOPS.match(words, start) or ANY_VERBS.match(words, start):
        return start
    return token.end()
