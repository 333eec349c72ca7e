"""People by title and name (`Đ/c Phạm Thu Mẫu`, `BS. Lê Văn Mẫu`), and posts that stand for whoever fills them."""

from __future__ import annotations

import re

from models.reading.passage import LOWER, UPPER
from models.reading.words.office_ends import STOP
from models.reading.words.office_run import Office
from models.reading.words.office_words import DEGREE, HEAD_OF_OFFICE, POST
from models.reading.words.verbs import ANY_VERB

_ADDRESS = r"(?:Đồng chí|đồng chí|Đ/c|đ/c|Đ/C|Đc\.|đc\.|Ông|ông|Bà|bà|Thầy|thầy|Cô|cô)"
_POSITION = rf"(?i:(?:{HEAD_OF_OFFICE}|phó|ủy viên|thường trực|chuyên viên|cán bộ|công chức)(?!\w))"
_WORD = rf"(?!{_POSITION})[{UPPER}][{LOWER}]*(?!\w)"
# Whatever the words of a name mean elsewhere ("Thu", "Lập", "Giữ"), behind a title their capitals say what they are.
_PERSON = re.compile(
    rf"(?:{_ADDRESS}\s*[.:]?\s+(?:{DEGREE}\s*)?{_WORD}(?:\s+{_WORD}){{0,4}}|{DEGREE}\s*{_WORD}(?:\s+{_WORD}){{1,4}})"
    rf"(?=\s*(?:$|[,;:.()/+]|[-–])|\s+(?:{_POSITION}|(?i:và|cùng|{STOP}|{ANY_VERB})(?!\w)))"
)
_HOLDS = re.compile(rf"(?:\s+(?={_POSITION})\w+)(?:\s+(?!(?i:{STOP})(?!\w))\w+){{0,11}}")
_BY_POST = re.compile(
    r"(?:(?-i:Đồng chí|Đ/c|Ông|Bà(?!\s+con\s))|(?-i:đồng chí|đ/c|ông|bà)(?=\s+(?-i:[" + UPPER + r"])))"
    rf"(?:\s+(?!(?:{STOP})(?!\w))\w+){{1,12}}",
    re.IGNORECASE,
)
# "phụ trách chuyên môn" tells who is meant where a duty follows at once, or nothing: with a comma it is the duty.
_IN_CHARGE = re.compile(
    rf"\s+(?:được phân công\s+)?phụ trách(?:(?P<what>(?:\s+(?:(?!(?:{STOP}|{ANY_VERB})(?!\w))[{LOWER}]+|[-–]|và|"
    r"(?:bảo vệ|phát triển|xây dựng|nội|hành) [^\W\d]+)){1,6})|)"
    rf"(?=(?P<end>\s*(?:[:;)]|$))|\s+(?:{STOP}|{ANY_VERB})(?!\w))",
    re.IGNORECASE,
)
# A small letter begins a post only where it can mean nothing else.
_POST = re.compile(
    rf"(?=(?-i:[{UPPER}])|giáo viên (?:chủ nhiệm|bộ môn)|tổng phụ trách|kế toán trưởng)(?:{POST})(?!\w)",
    re.IGNORECASE,
)
_AFTER_POST = re.compile(rf"\s*(?:$|[,;:.()/+]|[-–]\s)|\s+(?:và|cùng|{STOP}|{ANY_VERB})(?!\w)", re.IGNORECASE)


def named_person(words: str, at: int) -> Office | None:
    """The person whom a title and a name tell at `at`, with the post behind them; None when neither stands there."""
    person = _PERSON.match(words, at)
    if person is None:
        return None
    held = _HOLDS.match(words, person.end())
    end = in_charge(words, held.end()) if held else person.end()
    return Office(words[at:end], end)


def in_charge(words: str, end: int) -> int:
    """Where `phụ trách chuyên môn` ends behind a post that ends at `end`; `end` where it is no part of the name."""
    charge = _IN_CHARGE.match(words, end)
    return charge.end() if charge is not None else end


def by_post(words: str, at: int) -> Office | None:
    """Who is told by the post alone: `Đồng chí Phó Bí thư`, `Kế toán`, `Phó Hiệu trưởng phụ trách chuyên môn`.

    A post without a title counts where it ends as a name does; in `Kế toán tài sản` it is a part of something else.
    """
    if (person := _BY_POST.match(words, at)) is not None:
        end = in_charge(words, person.end())
        return Office(words[at:end], end)
    post = _POST.match(words, at)
    end = in_charge(words, post.end()) if post else at
    return Office(words[at:end], end) if post is not None and _AFTER_POST.match(words, end) else None
