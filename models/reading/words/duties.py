"""Whether a sentence lays a duty on somebody, and where one duty ends and the next begins. The outline is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from models.reading import left_out
from models.reading.outline import OutlineItem
from models.reading.passage import UPPER, Passage, chained, even
from models.reading.proposing import Setting
from models.reading.words.closings import CLOSING, ENFORCEMENT, appeals
from models.reading.words.consents import ADOPTED, CONSENT
from models.reading.words.cues import (
    ACTION,
    COMMAND,
    LEGAL_GROUND,
    ORDER,
    OWN_ACT,
    PAST_INSIDE,
    PAST_OPENING,
    acts,
    acts_later,
)
from models.reading.words.deadlines import Calendar, find_deadline
from models.reading.words.labels import label_first
from models.reading.words.roles import only_assigns, roles_in
from models.reading.words.units_named import unit_list

_ABBREVIATION = re.compile(r"(?:TP|TT|KT|TM|TL|TUQ|PGS|TS|ThS|GS|BS|Tp|tp|v\.v|V\.v|St|No|Q|P|TX|H)\.$")
_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{UPPER}“\"(])")
_ENUMERATED = re.compile(r"(?<!\w)\((?:(?P<n>[1-9])|(?P<r>i{1,3}|iv|vi{0,3}|ix))\)\s+")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_RECURRENCE = re.compile(r"(?:định kỳ|hàng|hằng|thường xuyên \()")
_SAYS_MORE = ("thời gian", "thời hạn", "hoàn thành trước", "hoàn thành trong")
# "… đợt 1 trước 30/9. Đợt 2 xong trước 15/01": the same in two goes.
_PHASE = re.compile(r"(?:đợt|giai đoạn|lần|vòng|bước|kỳ|phần)\s+(?:\d|[ivx]+(?!\w)|hai|ba|tư|thứ|còn lại)")
_FROM = re.compile(r"(?<!\w)từ (?:\d{1,2} giờ|\d{1,2}\s*[/h]|ngày \d)")
# "Báo cáo kết quả trước 30/6", "Hoàn thành trong quý II": until when the sentence before is to be done.
_BACK = re.compile(
    r"(?:(?:tổng hợp|định kỳ|kịp thời|đồng thời|và|kết thúc)[,\s]+)*"
    r"(?:báo cáo|hoàn thành|xong|gửi|trình|nộp|thực hiện(?! \w+ \w)|kết thúc|tổng hợp|công bố|thông báo|"
    r"triển khai)(?!\w)"
)
_PAPER = re.compile(
    r"(?<!\w)(?:kế hoạch|phương án|đề án|danh mục|danh sách|dự thảo|quy chế|hướng dẫn|dự toán|hồ sơ|quy trình|tờ trình|"
    r"quyết định|nghị quyết|chương trình)(?!\w)"
)
_TOLD = re.compile(r"(?:sau khi|ngày \d{1,2}(?!\s*(?:hàng|hằng|của|cuối|đầu|\d)))")
# "Việc ban hành kế hoạch", "Tỷ lệ hồ sơ đúng hạn": what is looked at or measured, and nobody's duty.
_SUBJECT_MATTER = re.compile(r"(?:việc|tình hình|kết quả|số lượng|tỷ lệ|mức độ|số)\s")
_MATTER = re.compile(r"(?:về|liên quan (?:đến|tới))\s[^:]*$")  # "Về dự thảo Quy định …": the heading of what follows
_SHARE = re.compile(r"\d+([.,]\d+)?\s*%")  # "100% cán bộ …": a target, or a duty where somebody is charged with it
_SHARE_ACTS = re.compile(
    rf"{_SHARE.pattern}\s+(?:(?!(?:được|đạt|có|đủ|là)(?!\w))[^\s.;]+\s+){{1,9}}?"
    r"(?:phải|sử dụng|thực hiện|tham gia|cập nhật|tiếp nhận|niêm yết|công khai|xử lý|ban hành|gửi|cài đặt)(?!\w)"
)
_RULE = re.compile(
    r"(?:(?:trong |đối với )?trường hợp|nếu|khi nào|hễ)(?!\w)[^.;]{3,250}?(?<!\w)thì(?!\w)|"
    r"(?:mỗi|từng) [^.;,]{2,60} (?:được|chỉ|không quá|tối đa|không được|có quyền|có tối đa)(?!\w)|"
    r"(?:đối tượng|phạm vi|điều kiện|tiêu chuẩn|thành phần hồ sơ|hồ sơ|mức (?:hỗ trợ|chi|thưởng|phạt)|thẩm quyền|"
    r"kết quả|số phiếu|nguyên tắc)(?: \w+){0,5} "
    r"(?:là|gồm|bao gồm|được tính|do|được xác định|không (?:vượt )?quá|tối đa|bằng)(?!\w)"
)
# Where more is found, who answers, how things stand: told beside a duty, and asked of nobody.
_TELLS = re.compile(
    r"chi tiết (?!hóa)|xem (?:chi tiết|thêm|phụ lục)|(?:số )?(?:điện thoại|email|fax)(?!\w)|"
    r"(?:mọi |các )?(?:thông tin|chi tiết|thắc mắc|vướng mắc)\s[^.;]{0,60}?(?<!\w)liên hệ(?!\w)|liên hệ\s|"
    r"(?:số liệu|kinh phí|tài liệu|tổng số|địa điểm|(?:các )?biểu mẫu|thời gian(?! tới| còn lại| tiếp theo))\s("
    r"?![^.;]*(?:yêu cầu|đề nghị|phải|cần)\s)"
)
_CAPTION = re.compile(r"(?:[^.;:]{3,40}:|thời gian (?:tới|còn lại|tiếp theo),)\s+")
# "Trong 3 tháng đầu năm, các cơ quan đã …"
_DONE_SINCE = re.compile(
    r"(?:(?:trong|đến|tính đến|sau|qua|từ|tháng|quý|năm)\s[^,;.]{2,60},\s)[^,;.:]{0,80}?(?<!\w)đã\s(?!được giao)"
)
_HAS_DONE = re.compile(r"[\s,]+(?:cũng |đều |cơ bản )?đã\s")
_GOAL = re.compile(
    r"(?:(?:đến|tới|trong|hết) (?:hết |cuối )?(?:năm )?20\d\d,? )?(?:phấn đấu|tỷ lệ|\d+(?:[.,]\d+)?\s*%|tốc độ|"
    r"thu nhập|tổng (?:thu|số|giá trị|mức|vốn)|số lượng|số \w+|mức|giảm|tăng|chỉ số|bình quân|ít nhất|tối thiểu|"
    r"có ít nhất|hình thành mới|trên \d)(?!\w)"
)
_GOES_WITH = re.compile(r"\((?:ban hành )?kèm theo")  # below the title of a plan that goes with the document
_LEFT_BY_NATURE = {"purpose": left_out.PURPOSE, "setting": left_out.SETTING, "money": left_out.MONEY}
_OF_MEETINGS = frozenset({"Nghị quyết", "Thông báo", "Kết luận", "Biên bản", "Quyết định"})
_LONGEST_DUTY = 600  # letters; the longest of real documents have two thirds of it
_SHORTEST_TASK = 4  # words; "Y tế." or "Về giáo dục" is a caption, not a duty


def sentences(body: Passage) -> list[Passage]:
    """The sentences of a paragraph; a dot after an abbreviation or inside a number ends none."""
    found: list[Passage] = []
    start = 0
    for match in _SENTENCE_END.finditer(body.words):
        if _ABBREVIATION.search(body.words[max(start, match.start() - 6) : match.start() + 1]):
            continue
        found.append(body.cut(start, match.start() + 1))
        start = match.end()
    found.append(body.cut(start))
    return [sentence for sentence in found if sentence]


class Judge:
    """Finds the duties in the words of one item. `kind`: a Quyết định's own acts are nobody's duties."""

    def __init__(self, calendar: Calendar, kind: str | None) -> None:
        self._calendar = calendar
        self._kind = kind
        self._begins: dict[int, float] = {}  # where the first item below an outline's root begins

    def duties(self, rest: Passage, item: OutlineItem, setting: Setting) -> Iterator[Passage]:
        """The duties of one item, each with all the sentences that belong to it."""
        if rest.words.endswith(":") and (item.children or item.is_paragraph):
            return
        parts = enumerated(rest)
        if parts:
            lead = any(roles_in(part).direct for part in parts[:1])
            yield from (part for part in parts if lead or self.is_duty(part, item, setting))
            return
        group: list[Passage] = []
        length = 0
        reporting = False  # a sentence of the past has begun, and nothing has called for anything since
        for sentence in sentences(rest):
            duty = self.is_duty(sentence, item, setting, going=bool(group))
            if reporting and duty and not ACTION.match(sentence.plain) and not roles_in(sentence).direct:
                continue
            reporting = not duty and (reporting or bool(PAST_OPENING.match(sentence.plain)))
            if not duty and (not group or not self._belongs(sentence, item)):
                continue
            long = length > _LONGEST_DUTY  # then whoever is charged anew begins another one, and the rest goes along
            if group and (duty if long else self._starts_new(chained(group), sentence, item)):
                yield chained(group)
                group, length = [], 0
            group.append(sentence)
            length += len(sentence.words)
        if group:
            yield chained(group)

    def is_duty(self, sentence: Passage, item: OutlineItem, setting: Setting, *, going: bool = False) -> bool:
        """Whether one sentence is a duty, by what stands above it, by its verbs, and by what speaks against it."""
        plain = sentence.plain
        if _is_caption(sentence, setting) and not going:
            return False
        if setting.nature in {"purpose", "setting"} or is_closing(sentence, item, going=going):
            return False
        roles = roles_in(sentence)
        if setting.nature == "past":
            return roles.by_order and bool(COMMAND.match(plain)) and not PAST_INSIDE.search(plain)
        ordered = roles.direct and bool(roles.lead)
        if is_rule(plain) or reports(sentence) or (setting.goals and not ordered and _GOAL.match(plain)):
            return False
        does = acts(plain)
        if _SHARE.match(plain) and not setting.lead and not (setting.nature == "tasks" and _SHARE_ACTS.match(plain)):
            return False
        if self._speaks_against(sentence, item, ordered=ordered, by_order=roles.by_order, does=does):
            return False
        if setting.nature == "money":
            return ordered
        if setting.nature == "matter" and not ordered and PAST_INSIDE.search(plain):
            return False
        if ordered:
            return not _TOLD.match(plain)
        if setting.nature == "tasks":  # under "matter" and no heading at all only a verb makes a duty
            return not item.is_paragraph or self._calls(sentence, does=does)
        return does and not item.is_paragraph

    def _calls(self, sentence: Passage, *, does: bool) -> bool:
        """Whether a paragraph without a marker asks for something; with an item's owner above it others would too.

        `Tổng số hồ sơ là 1.245 hồ sơ.` below an item only tells.
        """
        plain = sentence.plain
        if _TELLS.match(plain):
            return False
        caption = _CAPTION.match(plain)
        if does or (caption and acts(plain[caption.end() :])):
            return True
        return find_deadline(plain, sentence.words, self._calendar).due_on is not None

    def left_out_as(self, rest: Passage, item: OutlineItem, setting: Setting) -> str:
        """Which kind (`left_out`) words are of that were not proposed; those that may be a duty all the same first."""
        plain = rest.plain
        if "|" in plain or (item.is_paragraph and "\t" in rest.words):
            return left_out.TABLE
        if is_closing(rest, item, going=True) or is_enforcement(rest):
            return left_out.CLOSING
        if setting.nature in _LEFT_BY_NATURE:
            return _LEFT_BY_NATURE[setting.nature]
        if is_rule(plain):
            return left_out.RULE
        tells = PAST_OPENING.match(plain) or PAST_INSIDE.search(plain) or reports(rest)
        called = roles_in(rest).direct or ORDER.match(plain)
        if setting.nature == "past" and called and not tells and not item.is_paragraph and not item.children:
            return left_out.CALLED
        if tells or setting.nature == "past":
            return left_out.PAST
        if CONSENT.match(plain) or ADOPTED.match(plain) or (_in_article(item) and OWN_ACT.match(plain)):
            return left_out.AGREED
        opens = item.is_paragraph and (self._comes_first(item) or _GOES_WITH.match(plain))
        return left_out.OPENING if opens or LEGAL_GROUND.match(plain) else left_out.UNCLEAR

    def _comes_first(self, item: OutlineItem) -> bool:
        """Whether a paragraph stands before the first item of the document."""
        above = item.parent
        if above is None or above.parent is not None:
            return False
        if id(above) not in self._begins:
            items = (one.body.source.start for one in above.children if not one.is_paragraph and one.body)
            self._begins[id(above)] = next(items, inf)
        return item.body.source.start < self._begins[id(above)]

    def _speaks_against(
        self, sentence: Passage, item: OutlineItem, *, ordered: bool, by_order: bool, does: bool
    ) -> bool:
        plain = sentence.plain
        if PAST_OPENING.match(plain) and not by_order:
            return True
        matter = _MATTER.match(plain) and (plain[-1] not in ".;" or not acts_later(plain))
        agreed = CONSENT.match(plain) or (self._kind in _OF_MEETINGS and ADOPTED.match(plain))
        if (matter or agreed) and not by_order and not _charges_later(sentence):
            return True
        if ordered:
            return False
        if self._kind == "Quyết định" and OWN_ACT.match(plain) and _in_article(item):
            return True
        if LEGAL_GROUND.match(plain) and not acts_later(plain) and (item.is_paragraph or plain.startswith("căn cứ")):
            return True
        return not does and bool(_SUBJECT_MATTER.match(plain) or PAST_INSIDE.search(plain))

    def _belongs(self, sentence: Passage, item: OutlineItem) -> bool:
        """Whether a sentence that is no duty itself says something of the duty before it."""
        if only_assigns(sentence):
            return True
        return not PAST_OPENING.match(sentence.plain) and not is_closing(sentence, item, going=True)

    def _starts_new(self, group: Passage, sentence: Passage, item: OutlineItem) -> bool:
        plain = sentence.plain
        if label_first(plain) or plain.startswith(_SAYS_MORE) or only_assigns(sentence):
            return False
        roles = roles_in(sentence)
        if roles.direct and roles.lead and roles.lead != roles_in(group).lead:
            return True
        again, acts_first = _RECURRENCE.match(plain), ACTION.match(plain) and not item.swallowed
        phase = _PHASE.match(plain)
        if not again and not acts_first and not phase:
            return False
        new = find_deadline(plain, sentence.words, self._calendar)
        old = find_deadline(group.plain, group.words, self._calendar)
        if again and new.recurrence and not old.recurrence:
            return True
        if phase and new.due_on and old.due_on:
            return new.due_on != old.due_on
        if not acts_first:
            return False
        if new.recurrence and old.recurrence and not (new.due_on or old.due_on):
            return new.words != old.words
        # One time for both is one duty; a time that only one of them has is that one's alone.
        time = None if new.recurrence else new.words or _FROM.search(plain)
        before = None if old.recurrence else old.words
        return bool(time and before) if _tells_back(sentence, group) else time != before


def _tells_back(sentence: Passage, group: Passage) -> bool:
    """Whether a sentence only says when what was said before is done or told, and names no paper of its own."""
    if not _BACK.match(sentence.plain):
        return False
    return all(paper[0] in group.plain for paper in _PAPER.finditer(sentence.plain))


def is_enforcement(sentence: Passage) -> bool:
    """Whether a sentence only says who carries a decision out."""
    return bool(ENFORCEMENT.search(sentence.plain))


def is_closing(sentence: Passage, item: OutlineItem, *, going: bool = False) -> bool:
    """Whether a sentence only winds the document up; `going`: it comes after others of its item."""
    plain = sentence.plain
    return bool(CLOSING.match(plain) or ENFORCEMENT.search(plain) or ((item.is_paragraph or going) and appeals(plain)))


def _is_caption(sentence: Passage, setting: Setting) -> bool:
    """Whether words are too few for a duty: `Y tế.` where `Bố trí vốn.` is one."""
    words = len(sentence.plain.split())
    acting = setting.nature == "tasks" and bool(ACTION.match(sentence.plain)) and sentence.words[-1] in ".;"
    acting = acting and not sentence.plain.rstrip(".;").endswith((" chung", " khác"))
    return words < (_SHORTEST_TASK - 2 if acting else _SHORTEST_TASK)


def _charges_later(sentence: Passage) -> bool:
    """Whether a later clause names somebody and what he does: `Đồng ý bổ sung vốn; Sở Tài chính thẩm định`."""
    words = even(sentence.words)
    for mark in re.finditer(r"[;,]\s+", words):
        names, end = unit_list(words, mark.end())
        if names and acts(sentence.plain[end:].lstrip()):
            return True
    return False


def is_rule(plain: str) -> bool:
    """Whether a sentence says what holds in a case that may come, and gives nobody anything to do now."""
    return bool(_RULE.match(plain))


def reports(sentence: Passage) -> bool:
    """Whether a sentence tells what an office has done: `Sở Y tế đã có văn bản đề nghị các ngành báo cáo.`"""
    plain = sentence.plain
    if (since := _DONE_SINCE.match(plain)) is not None:
        end = since.end()
    else:
        names, end = unit_list(even(sentence.words))
        if not names or not _HAS_DONE.match(plain, end):
            return False
    return not any(ORDER.match(plain, mark.end()) for mark in re.finditer(r"[;,.]\s+", plain))


def enumerated(body: Passage) -> list[Passage]:
    """The parts of `…: (1) Rà soát …; (2) Tham mưu …`, when each is a duty of its own; else none.

    The words before the first number stay with the first part, because they say who is meant.
    """
    marks = list(_ENUMERATED.finditer(body.plain))
    numbers = [int(mark["n"]) if mark["n"] else _ROMAN.index(mark["r"]) + 1 for mark in marks]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return []
    acting = sum(1 for mark in marks if ACTION.match(body.plain, mark.end()))
    capital = all(body.words[mark.end() : mark.end() + 1].isupper() for mark in marks)
    if acting < len(marks) and not (capital and acting * 2 >= len(marks)):
        return []  # "gồm: (1) Sổ A; (2) Sổ B" names things
    starts = [0, *(mark.end() for mark in marks[1:])]
    ends = [*(mark.start() for mark in marks[1:]), len(body.words)]
    return [body.cut(start, end) for start, end in zip(starts, ends, strict=True)]


def _in_article(item: OutlineItem) -> bool:
    return any(
        one is not None and one.marker is not None and one.marker.kind == "article" for one in (item, item.parent)
    )
