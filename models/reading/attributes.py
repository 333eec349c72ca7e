"""What words like `Đơn vị chủ trì: …`, `Thời gian: …` say of a task. Which task that is, is found in `belonging`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.reading.outline import Attribute
from models.reading.passage import NOTHING, Passage, even
from models.reading.words import labels
from models.reading.words.charges import charges_in
from models.reading.words.cues import ACTION, MODAL
from models.reading.words.labels import labels_in
from models.reading.words.listed import OFFICELIKE, PROPER, listed
from models.reading.words.roles import Roles, roles_in
from models.reading.words.units_named import unit_list, units_in

_SEPARATOR = re.compile(r"[;,]|\s[-–+]\s|\.\s")
_ENDS_ROLE = re.compile(
    r"(?:chủ trì|thực hiện|phối hợp|phụ trách|đầu mối|làm đầu mối|chịu trách nhiệm|tham mưu)(?: chính| thực hiện)?\s*"
    r"(?:$|[.;,]|với\s|cùng\s)"
)
_BRACKET = re.compile(r"\(([^()]{4,120})\)[\s.;,]*$")
_TIME = re.compile(
    r"\d|(?<!\w)(?:tháng|quý|quí|năm|tuần|ngày|thường xuyên|hằng|hàng|định kỳ|ngay|sau khi|khi|trước|liên tục|nhiệm kỳ|"
    r"theo|đột xuất|kịp thời|hết|cuối|đầu)(?!\w)"
)
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_EACH_HIS = re.compile(r"(?:phụ trách|theo dõi|chỉ đạo)\s+[^;.]{3,}[;.]\s+\w")
_LONGEST_OWNER = 24  # words of a list of those who act in brackets
_LONGEST_LIST = 45  # words of a list of offices that no list of names knows
_REST_OF_NAME = 3  # words after a known name, verbs too, that are still part of it
_LONGEST_TIME = 30
OFFICES = frozenset({labels.LEAD, labels.HELP, labels.BOTH, labels.PERSON})


def charged(attribute: Attribute) -> Roles:
    """Who leads and who helps by an attribute of offices: `Phân công: Phòng A chủ trì, Phòng B phối hợp` names both."""
    if attribute.role == labels.HELP:
        return Roles(with_units=listed(attribute.value))
    if attribute.role == labels.BOTH:
        names = listed(attribute.value)
        return Roles(names[:1], names[1:])
    told = charges_in(attribute.value)
    if told.told and told.lead:
        return Roles(told.leaders, told.others)
    said = roles_in(attribute.value)
    return Roles(said.lead if said.direct else listed(attribute.value))


def said_in(body: Passage) -> list[Attribute]:
    """The attributes that words consist of from their beginning; none when they say something else as well."""
    if inside := _whole_in_brackets(body):
        body = inside
    marks = list(labels_in(body.plain))
    if not marks:
        return _in_brackets(inside) if inside else []
    if marks[0].start or marks[0].role == labels.CONTENT:
        return []
    found = list(_cut(body, marks))
    return found if is_value(found[0]) else []


def _whole_in_brackets(body: Passage) -> Passage:
    """The words between the brackets that are around all of them, and nothing where they are not."""
    bare = body.words.rstrip(" .;,")
    return body.cut(1, len(bare) - 1) if bare[:1] in "([" and bare[-1:] in ")]" and len(bare) > 1 else NOTHING


def said_at_end(body: Passage) -> list[Attribute]:
    """The attributes that follow what is to be done: `… . Đơn vị chủ trì: Sở A` or `(chủ trì: Sở A; hạn: 5/6)`."""
    marks = [mark for mark in labels_in(body.plain) if mark.role != labels.CONTENT]
    said = [one for one in _cut(body, marks) if one.value and is_value(one)]
    bracket = _BRACKET.search(body.words)
    if bracket and not any(one.role in OFFICES for one in said):
        said += _in_brackets(body.cut(bracket.start(1), bracket.end(1)), body.cut(0, bracket.start()))
    return said


def _in_brackets(inside: Passage, before: Passage = NOTHING) -> list[Attribute]:
    """What `(Sở A, tháng 9)`, `(Văn phòng phối hợp Sở B)` say of the duty `before`: who, with whom, until when.

    Names alone may as well say more of the office that the words before end in; names with a verb may not.
    """
    told = charges_in(inside)
    names = [one for one in (told.lead, told.helpers) if one]
    if not names or not all(map(_are_owners, names)) or not (told.told or names[0].words[:1].isupper()):
        return []
    if not told.told and before and (roles_in(before).direct or _ends_in_office(before)):
        return []
    roles = ((labels.LEAD, told.lead), (labels.HELP, told.helpers), (labels.DUE, told.when))
    return [Attribute(role, value, inside) for role, value in roles if value]


def _are_owners(names: Passage) -> bool:
    few = len(names.words.split()) <= _LONGEST_OWNER
    known = OFFICELIKE.match(names.plain) or unit_list(even(names.words))[0]
    return bool(few and known and _is_list(names))


def _ends_in_office(words: Passage) -> bool:
    """Whether the last words are an office's name, which brackets after it only say more of."""
    found = list(units_in(even(words.words)))
    return bool(found) and found[-1][1] >= len(words.words.rstrip())


def _cut(body: Passage, marks: Sequence[labels.Label]) -> Iterator[Attribute]:
    for index, mark in enumerate(marks):
        end = marks[index + 1].start if index + 1 < len(marks) else len(body.words)
        value = body.cut(mark.end, end)
        bracket, closed = body.plain.rfind("(", 0, mark.start), value.words.find(")")
        inside = bracket >= 0 and ")" not in body.plain[bracket : mark.start]
        if inside and closed >= 0 and "(" not in value.words[:closed]:
            value = value.cut(0, closed)
        while value and value.words[-1] in " (;,-–|":
            value = value.cut(0, len(value.words) - 1)
        yield Attribute(mark.role, value, body.cut(mark.start, end))


def is_value(attribute: Attribute) -> bool:
    """Whether the words after a label are what it announces, and no sentence that only begins like one."""
    value = attribute.value
    if not value:
        return True  # what stands below, or on the next line, is its value
    if attribute.role in OFFICES:
        return _is_list(value)
    if attribute.role == labels.DUE:
        few = len(value.plain.split()) <= _LONGEST_TIME
        return few and bool(_TIME.search(value.plain)) and not _SHARE.match(value.plain)
    return not (attribute.role == labels.OTHER and roles_in(value).direct)


def _is_list(value: Passage) -> bool:
    names, end = unit_list(even(value.words))
    rest = value.plain[end:].lstrip(" ,;")
    if names:
        if _EACH_HIS.match(rest):
            return False  # "Phân công: đ/c A phụ trách xóm 1; đ/c B …" gives each his own
        few = len(rest.split()) <= _REST_OF_NAME  # "Các ban xây dựng Đảng"
        return few or _ENDS_ROLE.match(rest) is not None or not (ACTION.match(rest) or MODAL.match(rest))
    first = _SEPARATOR.split(value.words, maxsplit=1)[0]
    if ACTION.match(value.plain) or len(value.plain.split()) > _LONGEST_LIST:
        return False
    return bool(OFFICELIKE.match(first.lower()) or PROPER.fullmatch(first.strip(" .")))
