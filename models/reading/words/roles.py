"""Who leads and who helps, from the sentence that says so. The names themselves are known by units_named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.reading.passage import Passage, even
from models.reading.words.capitals import in_small_letters, is_one_name
from models.reading.words.cues import ACTION, MODAL, ORDER
from models.reading.words.office_ends import GRAMMAR, STOPS
from models.reading.words.units_named import unit_list, unit_name

_LEAD_LABEL = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận|phòng)\s+)?(?:chủ trì|thực hiện|"
    r"đầu mối)(?:\s+(?:thực hiện|tham mưu))?\s*:\s*|trách nhiệm(?: thực hiện)?\s*:\s*|"
    r"phân công(?: thực hiện)?\s*:\s*"
)
_WITH_LABEL = re.compile(r"(?:(?:cơ quan|đơn vị|các đơn vị|các cơ quan)\s+)?phối hợp(?:\s+thực hiện)?\s*:\s*")
_WITH = re.compile(
    r"(?:phối hợp|cùng)\s+(?:chặt chẽ\s+)?(?:thực hiện\s+)?(?:(?:với|cùng)\s+)?|với sự (?:tham gia|phối hợp) của\s+"
)
_LEADS_AFTER = re.compile(
    r"\s*,?\s*(?:là\s+)?(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|làm đầu mối|là đầu mối|đầu mối|"
    r"chịu trách nhiệm(?: tổ chức| triển khai)? thực hiện)(?!\w)"
)
# "Phòng A chủ trì, Phòng B phối hợp nghiệm thu …": who stands behind the leader and before "phối hợp" helps.
_LEADS_THEN = re.compile(r"(?<!\w)chủ trì\s*[,;]\s*(?:và\s+)?(?:do\s+)?(?!phối hợp)")
_HELPS = re.compile(r"\s+(?:cùng\s+)?(?:phối hợp|hỗ trợ|tham gia)(?!\w)(?!\s+(?:với|cùng)(?!\w))")
# Who chairs a meeting leads no duty: "Phó Chủ tịch UBND tỉnh chủ trì cuộc họp".
_LEADS = re.compile(r"(?<!\w)(?:chủ trì(?!\s+(?:cuộc|hội nghị|buổi|phiên))|đầu mối|chịu trách nhiệm)(?!\w)")
_TOWARDS = re.compile(r"(?:đối với|(?:trách nhiệm|nhiệm vụ)(?: của)?|về phía|riêng)\s+")
_PERSONNEL = re.compile(
    r"(?:các |toàn thể |mỗi |từng )?(?:cán bộ|công chức|viên chức|người đứng đầu|lãnh đạo|thủ trưởng|đảng viên|"
    r"trưởng|tổ trưởng|bí thư|đồng chí|ông|bà)(?!\w)"
)
# What may follow offices in a heading: who they are ("- Cơ quan Thường trực CCHC tỉnh"), or "chủ trì", "có liên quan".
_NO_MORE = re.compile(
    r"(?:tỉnh|huyện|thành phố|có liên quan|liên quan|chủ trì|thực hiện|có trách nhiệm)(?: \w+){0,3}|"
    r"(?:[-–(]|là)\s*(?:cơ quan|đơn vị)(?: [\w-]+){0,10}|\([^()]{1,60}"
)
# Names with verbs in them, which no list knows: "Phòng Phổ biến, giáo dục pháp luật tham mưu …".
_ROOMS = ("Phòng ", "Ban ", "Vụ ", "Chi cục ", "Trung tâm ")
_DOING = (
    r"(?:tham mưu|chủ trì|phối hợp|có trách nhiệm|hướng dẫn|tổng hợp|rà soát|thẩm định|theo dõi|thực hiện|triển khai)"
)
_DOES = re.compile(rf"(?<!\w){_DOING}(?!\w)")
_RUNS_ON = re.compile(r"(?:và\s+|,\s*)(?:[^\W\d_]+\s*){1,6}")
_OF_THEM = re.compile(r"(?:được|trực thuộc|thuộc|chưa|còn|đang)(?: [\w-]+){1,9}")
_LONGEST_ADDRESS = 14  # words
_OPENER = re.compile(
    r"(?:hết|kể từ|bắt đầu|xong|qua|bên cạnh|ngoài|căn cứ|trên cơ sở|định kỳ|"
    r"hàng|hằng|trước|chậm nhất|muộn nhất|trong|để|"
    r"đối với|"
    r"theo|từ|ngay|thực hiện|nhằm|năm|đến|sau|khi|riêng|về|tại|song song|cùng với|giao|"
    r"đồng thời|ngoài ra|thường xuyên|ngày|thứ|sáng|chiều|kết thúc (?:đợt|cuộc|quá trình|thời gian))(?!\w)"
)
_HOW = re.compile(
    r"(?:chậm nhất|muộn nhất|đến|hết|sau|theo|trên|tại|trong|với|ngay|khi|hằng|hàng|"
    r"\d{1,2} (?:ngày|tuần|tháng|quý|năm)|"
    r"định kỳ|cùng|trước|từ|qua|nghiêm|không|tùy)(?!\w)"
)
_WHICH = re.compile(
    r"(?:được|có|chưa|đang|đạt|thuộc|nằm)\s+\w+(?:\s+\w+){1,4}?\s+(?=(?:chuẩn bị|xây dựng|"
    r"báo cáo|thực hiện|gửi|rà soát|khẩn trương|phải|cần|tiếp tục|chủ động|khắc phục|"
    r"hoàn thành|tổ chức|bố trí|ban hành|cập nhật)(?!\w))"
)
# "Chủ tịch UBND tỉnh giao:" names who orders what is listed below, and never who does it.
_GIVES_ORDERS = re.compile(r"(?:giao(?: nhiệm vụ)?|phân công|yêu cầu|đề nghị)(?: thực hiện)?(?: như sau)?\s*:\s*")
_CHARGED = r"[\s,]*(?:(?:là\s+)?(?:cơ quan |đơn vị )?chủ trì|(?:làm |là )?(?:cơ quan |đơn vị )?đầu mối)?(?: thực hiện)?"
_ANSWERS = re.compile(
    r"\s+chịu trách nhiệm(?: tổ chức| triển khai)? thực hiện(?: nội dung| nhiệm vụ)?(?: này)?[\s.;]*$"
)
# "…. Nhận được văn bản này, đề nghị …": the end of the document, where it stands in one with the last duty.
_WINDS_UP = re.compile(r"\S.*nhận được [^.;]{0,40}(?:này|trên)\s*,?$")
_AND_WITH = re.compile(_CHARGED + r"[\s,;]*(?:và\s+)?phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+")
_NOTHING_ELSE = re.compile(
    _CHARGED + r"[\s,]*(?:(?:tổ chức |triển khai )?(?:thực hiện|triển khai)(?: nội dung| nhiệm vụ)?(?: này)?)?\s*"
    r"(?:[.;,]*\s*$|[.;,(]\s*(?:thời gian|thời hạn|hoàn thành|xong|trước|chậm nhất|trong)(?!\w))"
)
_MUST = re.compile(r"(?:phải|cần|có trách nhiệm)(?!\w)")
_ASIDE = re.compile(r"\s*\([^()]{1,80}\)")  # "Sở Tài chính (cơ quan thường trực) tổng hợp"
_NEAR = 160  # characters before "yêu cầu" in which its speaker stands
_FAR = 140  # characters between a subject and its verb


@dataclass(frozen=True)
class Roles:
    """Leading and coordinating offices; `start` is where the words of the duty begin (after "… yêu cầu")."""

    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    start: int = 0
    direct: bool = False  # the office is the subject, or is ordered: the sentence itself lays a duty on it
    by_order: bool = False


def roles_in(body: Passage) -> Roles:
    """The roles that one sentence or item gives by its own words; inherited ones are the caller's."""
    return _roles(body.plain, even(body.words))


@lru_cache(maxsize=256)
def _roles(plain: str, words: str) -> Roles:
    with_units = _helpers(plain, words)
    lead, start = _ordered(plain, words)
    by_order = direct = bool(lead)
    own, acts = _subject(plain, words) if not start and not ORDER.match(plain) else ((), False)
    if acts or not lead:  # "Sở A rà soát …. Yêu cầu Sở B …": who is named first does it
        lead, direct, by_order = own, acts, False
    if not lead:
        lead = _labelled(_LEAD_LABEL, plain, words)
    if not lead:
        lead = _named_leader(plain, words)
        direct = bool(lead)
    lead = tuple(name for name in lead if name not in with_units or name in lead[:1])
    return Roles(lead, tuple(name for name in with_units if name not in lead), start, direct, by_order)


def only_assigns(sentence: Passage) -> bool:
    """Whether a sentence only says who does what was said before it: `Giao Phòng Tư pháp chủ trì thực hiện.`"""
    order = ORDER.match(sentence.plain)
    words = even(sentence.words)
    names, end = unit_list(words, order.end() if order else 0)
    if not names:
        return False
    if order is None:
        return bool(_ANSWERS.match(sentence.plain, end))
    if (helped := _AND_WITH.match(sentence.plain, end)) is not None:
        _names, end = unit_list(words, helped.end())
    return bool(_NOTHING_ELSE.match(sentence.plain, end))


def only_units(body: Passage) -> tuple[str, ...]:
    """The offices, when `body` is nothing but a list of offices (a heading like `2. Sở Tài chính, Kho bạc`)."""
    words = even(body.words).strip(" .;:")
    if words.isupper() and " " in words:
        return _in_capitals(words)
    order = ORDER.match(body.plain) or _TOWARDS.match(body.plain)
    names, end = unit_list(words, order.end() if order else 0)
    rest = words[end:].strip(" .;:,)").lower()
    if names and names[-1].startswith("Các ") and _OF_THEM.fullmatch(rest):
        return (*names[:-1], unit_name(f"{names[-1]} {words[end:].strip(' .;:')}"))  # "Các sở được phân công thẩm định"
    if len(names) == 1 and names[0].startswith(_ROOMS) and _RUNS_ON.fullmatch(rest) and not _DOES.search(rest):
        return (unit_name(words[order.end() if order else 0 :]),)  # "Phòng Xây dựng và kiểm tra văn bản"
    return names if not rest or _NO_MORE.fullmatch(rest) else ()


def _in_capitals(shouted: str) -> tuple[str, ...]:
    """The offices of a heading in capitals, in its own letters."""
    words = in_small_letters(shouted)
    names, end = unit_list(words)
    rest = words[end:].strip(" .;:,)")
    if not names or (rest and not _NO_MORE.fullmatch(rest.lower())):
        return (shouted,) if is_one_name(words) and not ACTION.match(words.lower()) else ()
    places = [words.lower().find(name.lower()) for name in names]
    told = zip(names, places, strict=True)
    return tuple(shouted[at : at + len(name)] if at >= 0 else name.upper() for name, at in told)


def addressed(label: Passage) -> tuple[str, ...]:
    """`Đối với các đơn vị được kiểm tra năm 2022` speaks to exactly those words."""
    match = _TOWARDS.match(label.plain)
    words = even(label.words)
    start = match.end() if match else 0
    if len(words.split()) > _LONGEST_ADDRESS:
        return ()
    named = _PERSONNEL.match(label.plain, start) or (match and unit_list(words, start)[0])
    return (unit_name(label.words[start:]),) if named else ()


def _helpers(plain: str, words: str) -> tuple[str, ...]:
    names = list(_labelled(_WITH_LABEL, plain, words))
    for match in _LEADS_THEN.finditer(plain):
        told, end = unit_list(words, match.end())
        if _HELPS.match(plain, end):
            names += [name for name in told if name not in names]
    for match in _WITH.finditer(plain):
        names += [name for name in unit_list(words, match.end())[0] if name not in names]
    return tuple(names)


def _labelled(label: re.Pattern[str], plain: str, words: str) -> tuple[str, ...]:
    for match in label.finditer(plain):
        if match.start() and plain[match.start() - 1].isalpha():
            continue
        end = match.start()
        while end and plain[end - 1].isspace():
            end -= 1
        if label is _LEAD_LABEL and plain.endswith("phối hợp", 0, end):
            continue
        names, _end = unit_list(words, match.end())
        if names:
            return names
    return ()


def _ordered(plain: str, words: str) -> tuple[tuple[str, ...], int]:
    for match in ORDER.finditer(plain):
        before = plain[max(0, match.start() - _NEAR) : match.start()].rstrip()
        if before and before[-1].isalpha() and not _who_orders(before):
            continue
        if _WINDS_UP.search(before):
            continue
        names = unit_list(words, match.end())[0]
        if names:
            # After a full stop the order is a sentence of its own, and what stands before it is the duty.
            return names, match.end() if before and before[-1] not in ".;" else 0
    return (), 0


def _who_orders(before: str) -> bool:
    """Whether the words before "yêu cầu" end with somebody who may give orders."""
    return bool(
        re.search(
            r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|chủ tịch|thường trực|trưởng ban|bộ trưởng|giám đốc|"
            r"thủ tướng|sở nội vụ|sở \w+ \w+|ban chỉ đạo|đồng chí|phòng nội vụ|bộ nội vụ|chủ trì|thường vụ|"
            r"trung tâm|văn phòng|ban|cục|chi cục|vụ|thanh tra|tỉnh ủy|huyện ủy|thành ủy|đảng ủy|tỉnh đoàn|"
            r"và)"
            r"(?:\s+[\w\-]+){0,8}$",
            before,
        )
    )


def _subject(plain: str, words: str) -> tuple[tuple[str, ...], bool]:
    prefix = re.match(r"(?:riêng|đối với|về phía|còn)\s+", plain)
    starts = [0, prefix.end()] if prefix else [0]
    if _OPENER.match(plain):
        starts += [match.end() for match in re.finditer(r",\s+", plain[:400])]
    if not ACTION.match(plain):
        # "Đồng ý chủ trương …; Sở Tài chính thẩm định …": the duty comes after what was agreed.
        starts += [match.end() for match in re.finditer(r";\s+", plain[:400])]
    starts += [match.end() for match in re.finditer(r":\s+", plain[:_FAR])]
    for start in starts:
        names, end = unit_list(words, start)
        if not names:
            continue
        end = aside.end() if (aside := _ASIDE.match(plain, end)) else end
        rest = plain[end:].lstrip(" ,")
        if _GIVES_ORDERS.fullmatch(rest):
            return (), False
        if rest.startswith((":", "phụ trách ")) or MODAL.match(rest) or ACTION.match(rest):
            return names, True
        told = _WHICH.match(rest)
        if told and ACTION.match(rest, told.end()):
            # "Các đơn vị được kiểm tra chuẩn bị …": which of them is part of the name
            return (*names[:-1], unit_name(f"{names[-1]} {words[len(words) - len(rest) :][: told.end()]}")), True
        # "… theo lĩnh vực được giao phụ trách chủ động hướng dẫn": the verb comes after how or when it is done.
        if _HOW.match(rest) and any(_acts_at(rest, m.end()) for m in re.finditer(r"\s+", rest[:_FAR])):
            return names, True
        if start == 0 and rest[:1].isalpha() and words[len(words) - len(rest)].islower() and not GRAMMAR.match(rest):
            return names, STOPS.match(rest) is not None  # a verb that begins a duty less often than those of ACTION
    return (), False


def _acts_at(rest: str, at: int) -> bool:
    return bool(ACTION.match(rest, at) or _MUST.match(rest, at))


def _named_leader(plain: str, words: str) -> tuple[str, ...]:
    for match in _LEADS.finditer(plain):
        window = max(0, match.start() - 160)
        for start in sorted(
            {window, *(m.end() for m in re.finditer(r"[,;.(]\s*|\bdo\s+|\bgiao\s+", plain[window : match.start()]))}
        ):
            at = start if start == window else window + start
            names, end = unit_list(words, at)
            if names and _LEADS_AFTER.match(plain, end) and end <= match.start():
                return names
    return ()
