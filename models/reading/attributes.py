"""What words like `Đơn vị chủ trì: …`, `Thời gian: …` say of a task. Which task that is, is found in `belonging`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.reading.outline import Attribute
from models.reading.passage import LOWER, UPPER, Passage, even
from models.reading.words import labels
from models.reading.words.cues import ACTION, MODAL
from models.reading.words.labels import labels_in
from models.reading.words.roles import Roles, roles_in
from models.reading.words.units_named import unit_list, unit_name, units_in

_SEPARATOR = re.compile(r"[;,]|\s[-–+]\s|\.\s")
_SEPARATED = re.compile(r"\s*(?:[;,.]|[-–+]\s|và\s|$)")
_ENDS_ROLE = re.compile(
    r"(?:chủ trì|thực hiện|phối hợp|phụ trách|đầu mối|làm đầu mối|chịu trách nhiệm|tham mưu)(?: chính| thực hiện)?\s*"
    r"(?:$|[.;,]|với\s|cùng\s)"
)
_BRACKET = re.compile(r"\(([^()]{4,120})\)[\s.;,]*$")
_IN_BRACKETS = re.compile(
    r"\s*(?:sẽ\s+)?(?:thực hiện|phụ trách|đảm nhiệm|triển khai|tham mưu|tổ chức|làm|xây dựng)\s*(?:$|[.;,])"
)
_TIME = re.compile(
    r"\d|(?<!\w)(?:tháng|quý|quí|năm|tuần|ngày|thường xuyên|hằng|hàng|định kỳ|ngay|sau khi|khi|trước|liên tục|nhiệm kỳ|"
    r"theo|đột xuất|kịp thời|hết|cuối|đầu)(?!\w)"
)
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
# A name that no list knows: it begins with what offices and people are called, or is all capital letters.
_OFFICELIKE = re.compile(
    r"(?:(?:các|toàn thể|tất cả|từng|mỗi|những|lãnh đạo|trưởng|phó|thủ trưởng|giám đốc|chủ tịch|bí thư|hiệu trưởng|"
    r"người đứng đầu)\s+)*(?:"
    r"cơ quan|đơn vị|sở|ban|ngành|phòng|bộ|cục|vụ|viện|hội|đoàn|tổ|đội|nhóm|trường|trạm|trung tâm|"
    r"văn phòng|ủy ban|ubnd|hđnd|công an|công ty|tập đoàn|tổng|doanh nghiệp|hợp tác xã|htx|chủ đầu tư|"
    r"chủ tịch|ngân hàng|bệnh viện|nhà|kho bạc|thuế|hải quan|chi|đảng|mặt trận|hiệp hội|liên|thôn|bản|"
    r"ấp|khóm|khu phố|tổ dân phố|buôn|xã|phường|thị trấn|huyện|quận|thành phố|tỉnh|đặc khu|địa phương|"
    r"cán bộ|công chức|viên chức|chuyên viên|nhân viên|ông|bà|đồng chí|đ/c|anh|chị|hộ|chủ hộ|nhà thầu|"
    r"tư vấn|bưu điện|viễn thông|điện lực|thanh tra|tòa án|viện kiểm sát|đài|báo|cổng|quỹ|thư viện|"
    r"bảo tàng|bộ phận|thường trực|kế toán|văn thư|thành viên|đầu mối|"
    r"giáo viên|hiệu trưởng|phó|trưởng|giám đốc|khoa|tổ trưởng|thủ quỹ|thư ký"
    r")(?!\w)"
)
_PROPER = re.compile(rf"[A-ZĐ][A-ZĐ\-–&/ .]{{1,30}}|(?:[{UPPER}][{LOWER}]*\s+){{1,3}}[{UPPER}][{LOWER}]*")
_TIME_IN_BRACKETS = re.compile(
    r"\s*[,;]\s*(?:(?:thời gian|thời hạn|hạn)\s*:?\s*)?"
    r"(?=(?:xong|hoàn thành|trước|trong|chậm nhất|muộn nhất|đến|vào|từ|hết|cuối|đầu|quý|quí|tháng|ngày|tuần|năm|"
    r"hằng|hàng|mỗi|định kỳ|thường xuyên|\d)(?!\w)|\d)"
)
_HELPED_BY = re.compile(r"\s*[,;]?\s*(?:và )?phối hợp(?: với| cùng)?\s+")
_EACH_HIS = re.compile(r"(?:phụ trách|theo dõi|chỉ đạo)\s+[^;.]{3,}[;.]\s+\w")
_LONGEST_OWNER = 24  # words of a list of those who act in brackets
_LONGEST_LIST = 45  # words of a list of offices that no list of names knows
_REST_OF_NAME = 3  # words after a known name, verbs too, that are still part of it
_LONGEST_TIME = 30
OFFICES = frozenset({labels.LEAD, labels.HELP, labels.BOTH, labels.PERSON})


def listed(value: Passage) -> tuple[str, ...]:
    """The offices that a cell or a property lists: known names whole, the others as they stand between separators."""
    words = even(value.words)
    names: list[str] = []
    at = 0
    while at < len(words):
        found, end = unit_list(words, at)
        if found and _SEPARATED.match(words, end):
            names += [name for name in found if name not in names]
        else:
            stop = _SEPARATOR.search(words, at)
            end = stop.start() if stop else len(words)
            if name := unit_name(words[at:end]):
                names.append(name)
        at = max(end, at + 1)
        while at < len(words) and words[at] in " ,;.+-–":
            at += 1
    return tuple(names)


def charged(attribute: Attribute) -> Roles:
    """Who leads and who helps by an attribute of offices: `Phân công: Phòng A chủ trì, Phòng B phối hợp` names both."""
    told = roles_in(attribute.value)
    if attribute.role != labels.HELP and told.with_units and told.lead:
        return Roles(told.lead, told.with_units)
    names = listed(attribute.value)
    if attribute.role == labels.HELP:
        return Roles(with_units=names)
    if attribute.role == labels.BOTH:
        return Roles(names[:1], names[1:])
    return Roles(told.lead if told.direct else names)


def said_in(body: Passage) -> list[Attribute]:
    """The attributes that words consist of from their beginning; none when they say something else as well."""
    if body.words[:1] in "([" and body.words[-1:] in ")]." and body.words.rstrip(".")[-1:] in ")]":
        body = body.cut(1, len(body.words.rstrip(".")) - 1)
    marks = list(labels_in(body.plain))
    if not marks or marks[0].start or marks[0].role == labels.CONTENT:
        return []
    found = list(_cut(body, marks))
    return found if is_value(found[0]) else []


def said_at_end(body: Passage) -> list[Attribute]:
    """The attributes that follow what is to be done: `… . Đơn vị chủ trì: Sở A` or `(chủ trì: Sở A; hạn: 5/6)`."""
    marks = [mark for mark in labels_in(body.plain) if mark.role != labels.CONTENT]
    said = [one for one in _cut(body, marks) if one.value and is_value(one)]
    bracket = _BRACKET.search(body.words)
    if bracket and not any(one.role in OFFICES for one in said):
        inside = body.cut(bracket.start(1), bracket.end(1))
        names, end = unit_list(even(inside.words), 3 if inside.plain.startswith("do ") else 0)
        if names and _IN_BRACKETS.match(inside.plain, end):
            said.append(Attribute(labels.LEAD, inside.cut(0, end), inside))
        else:
            said += _owner_and_time(body.cut(0, bracket.start()), inside)
    return said


def _owner_and_time(before: Passage, inside: Passage) -> list[Attribute]:
    """What `(Sở A, tháng 9)`, `(Văn phòng phối hợp Sở B)` at the end of a duty say: who, with whom, until when."""
    time = _TIME_IN_BRACKETS.search(inside.plain)
    who = inside.cut(0, time.start()) if time else inside
    help_ = _HELPED_BY.search(who.plain)
    lead = who.cut(0, help_.start()) if help_ else who
    office = lead.words[:1].isupper() and _is_list(lead) and _OFFICELIKE.match(lead.plain)
    if not office or len(lead.words.split()) > _LONGEST_OWNER or roles_in(before).direct or _ends_in_office(before):
        return []
    if "chủ trì" in who.plain:
        return []  # a sentence of its own on who leads, which `roles` reads
    said = [Attribute(labels.LEAD, lead, inside)]
    if help_:
        said.append(Attribute(labels.HELP, who.cut(help_.end()), inside))
    if time:
        said.append(Attribute(labels.DUE, inside.cut(time.end()), inside))
    return said


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
    return bool(_OFFICELIKE.match(first.lower()) or _PROPER.fullmatch(first.strip(" .")))
