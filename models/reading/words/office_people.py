"""People by title and name (`Đ/c Phạm Thu Mẫu`, `BS. Lê Văn Mẫu`), and posts that stand for whoever fills them."""

from __future__ import annotations

import re

from models.reading.passage import LOWER, UPPER
from models.reading.words.office_ends import STOPS
from models.reading.words.office_run import Office
from models.reading.words.office_words import DEGREE, HEAD_OF_OFFICE, POST
from models.reading.words.verbs import ANY_VERBS

_ADDRESS = r"(?:Đồng chí|đồng chí|Đ/c|đ/c|Đ/C|Đc\.|đc\.|Ông|ông|Bà|bà|Thầy|thầy|Cô|cô)"
_POSITION = rf"(?i:(?:{HEAD_OF_OFFICE}|phó|ủy viên|thường trực|chuyên viên|cán bộ|công chức)(?!\w))"
_WORD = rf"(?!{_POSITION})[{UPPER}][{LOWER}]*(?!\w)"
# Whatever the words of a name mean elsewhere ("Thu", "Lập", "Giữ"), behind a title their capitals say what they are.
_TITLE = re.compile(rf"{_ADDRESS}\s*[.:]?\s+(?:{DEGREE}\s*)?(?={_WORD})|(?P<degree>{DEGREE}\s*)(?={_WORD})")
_NAME_WORD = re.compile(rf"\s*{_WORD}")
_MOST_NAMES = 5
_STOPS_HERE = re.compile(r"\s*(?:$|[,;:.()/+]|[-–])")
_POSITION_BEHIND = re.compile(rf"\s+(?={_POSITION})\w+")
_BLANK = re.compile(r"\s+")
_AND = re.compile(r"(?:và|cùng)(?!\w)", re.IGNORECASE)
_TOKEN = re.compile(r"\s+(?P<token>\w+)")
_BY_POST = re.compile(
    r"(?:(?-i:Đồng chí|Đ/c|Ông|Bà(?!\s+con\s))|(?-i:đồng chí|đ/c|ông|bà)(?=\s+(?-i:[" + UPPER + r"])))",
    re.IGNORECASE,
)
# "phụ trách chuyên môn" tells who is meant where a duty follows at once, or nothing: with a comma it is the duty.
_IN_CHARGE = re.compile(r"\s+(?:được phân công\s+)?phụ trách(?!\w)", re.IGNORECASE)
_CHARGE_WORD = re.compile(rf"\s+(?P<word>[{LOWER}]+(?!\w))", re.IGNORECASE)
_CHARGE_MORE = re.compile(r"\s+(?:[-–]|và(?!\w)|(?:bảo vệ|phát triển|xây dựng|nội|hành) [^\W\d]+)", re.IGNORECASE)
_CHARGE_ENDS = re.compile(r"\s*(?:[:;)]|$)")
_MOST_CHARGES = 6
# A small letter begins a post only where it can mean nothing else.
_POST = re.compile(
    rf"(?=(?-i:[{UPPER}])|giáo viên (?:chủ nhiệm|bộ môn)|tổng phụ trách|kế toán trưởng)(?:{POST})(?!\w)",
    re.IGNORECASE,
)
_AFTER_POST = re.compile(r"\s*(?:$|[,;:.()/+]|[-–]\s)")


def named_person(words: str, at: int) -> Office | None:
    """The person whom a title and a name tell at `at`, with the post behind them; None when neither stands there."""
    title = _TITLE.match(words, at)
    if title is None:
        return None
    least = 2 if title["degree"] else 1
    ends = _ends(_NAME_WORD, words, title.end(), _MOST_NAMES)[least - 1 :]
    end = next((end for end in reversed(ends) if _name_ends(words, end)), None)
    if end is None:
        return None
    held = _POSITION_BEHIND.match(words, end)
    end = in_charge(words, _until_verb(words, held.end(), 11)) if held else end
    return Office(words[at:end], end)


def in_charge(words: str, end: int) -> int:
    """Where `phụ trách chuyên môn` ends behind a post that ends at `end`; `end` where it is no part of the name."""
    charge = _IN_CHARGE.match(words, end)
    if charge is None:
        return end
    ends = [charge.end()]
    while len(ends) <= _MOST_CHARGES:
        word = _CHARGE_WORD.match(words, ends[-1])
        if word is None or _verb_at(words, word.start("word")):
            word = _CHARGE_MORE.match(words, ends[-1])
        if word is None:
            break
        ends.append(word.end())
    over = (one for one in reversed(ends) if _CHARGE_ENDS.match(words, one) or _verb_behind(words, one))
    return next(over, end)


def by_post(words: str, at: int) -> Office | None:
    """Who is told by the post alone: `Đồng chí Phó Bí thư`, `Kế toán`, `Phó Hiệu trưởng phụ trách chuyên môn`.

    A post without a title counts where it ends as a name does; in `Kế toán tài sản` it is a part of something else.
    """
    if (title := _BY_POST.match(words, at)) and (end := _until_verb(words, title.end(), 12)) > title.end():
        end = in_charge(words, end)
        return Office(words[at:end], end)
    post = _POST.match(words, at)
    if post is None:
        return None
    end = in_charge(words, post.end())
    return Office(words[at:end], end) if _AFTER_POST.match(words, end) or _and_or_verb(words, end) else None


def _ends(pattern: re.Pattern[str], words: str, at: int, most: int) -> list[int]:
    """Where each of at most `most` matches ends that follow one another from `at` on."""
    ends: list[int] = []
    while len(ends) < most and (found := pattern.match(words, ends[-1] if ends else at)):
        ends.append(found.end())
    return ends


def _until_verb(words: str, at: int, most: int) -> int:
    """Where at most `most` words end that follow `at`, none of them one at which a name stops."""
    for _word in range(most):
        token = _TOKEN.match(words, at)
        if token is None or STOPS.match(words, token.start("token")):
            break
        at = token.end()
    return at


def _name_ends(words: str, end: int) -> bool:
    return bool(_STOPS_HERE.match(words, end) or _POSITION_BEHIND.match(words, end)) or _and_or_verb(words, end)


def _and_or_verb(words: str, end: int) -> bool:
    blank = _BLANK.match(words, end)
    return blank is not None and bool(_AND.match(words, blank.end()) or _verb_at(words, blank.end()))


def _verb_behind(words: str, end: int) -> bool:
    blank = _BLANK.match(words, end)
    return blank is not None and _verb_at(words, blank.end())


def _verb_at(words: str, at: int) -> bool:
    return bool(STOPS.match(words, at) or ANY_VERBS.match(words, at))
