"""Which parts of the outline are duties, and whose. Each question is answered by structure, verbs and what speaks against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from models.base.words import _
from models.reading.areas import area_of_heading
from models.reading.deadlines import Calendar, find_deadline
from models.reading.drafts import Draft, Setting, attach, attributes, deadline_of
from models.reading.outline import Item
from models.reading.passage import NOTHING, UPPER, Passage
from models.reading.roles import Roles, addressed, only_units, roles_in
from models.reading.wording import (
    ACTION,
    ATTRIBUTE,
    CLOSING,
    ENFORCEMENT,
    LEADS_IN,
    LEGAL_GROUND,
    ORDER,
    OWN_ACT,
    PAST_INSIDE,
    PAST_OPENING,
    acts,
    acts_later,
    appeals,
    heading_nature,
)

_NOT_DUTIES = {"past", "purpose", "money", "setting"}
_ABBREVIATION = re.compile(r"(?:TP|TT|KT|TM|TL|TUQ|PGS|TS|ThS|GS|BS|Tp|tp|v\.v|V\.v|St|No|Q|P|TX|H)\.$")
_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{UPPER}“\"(])")
_RHYTHM = re.compile(r"(?:định kỳ|hàng|hằng|thường xuyên \()")
_ISSUES = re.compile(r"(?<!\w)(?:ban hành|yêu cầu|kết luận|thông báo|đề nghị|xây dựng kế hoạch|chỉ đạo|quyết định)(?!\w)")
_LONGEST_LABEL = 130
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


class Finder:
    """Walks one outline. `kind` is the document's kind: a Quyết định's own acts are not duties of somebody."""

    def __init__(self, calendar: Calendar, kind: str | None) -> None:
        self._calendar = calendar
        self._kind = kind
        self.drafts: list[Draft] = []

    def walk(self, item: Item, setting: Setting) -> None:
        """Collect the duties of `item` and of all below it."""
        if item.parent is not None:
            setting = self._own(item, setting)
        below = setting
        for child in item.children:
            if child.is_paragraph and _closes(child.body):
                continue
            below = self._lead_in(child, below)
            self.walk(child, below)

    def _lead_in(self, child: Item, setting: Setting) -> Setting:
        """A paragraph that ends in a colon speaks for the items after it."""
        body = child.body
        if not child.is_paragraph:
            return setting
        nature = heading_nature(body.plain) if _looks_like_heading(child) else None
        if nature:
            return replace(setting, nature=nature, area=area_of_heading(body.plain) or setting.area)
        if not body.words.endswith(":"):
            return setting
        units = only_units(body)
        roles = roles_in(body)
        if not roles.by_order and _ISSUES.search(body.plain):
            roles = Roles()  # "UBND huyện ban hành Kế hoạch như sau:" names the issuer, who is given nothing to do
        lead = units or roles.lead
        gives = bool(units or lead or LEADS_IN.search(body.plain) or ORDER.search(body.plain))
        if not gives:
            return setting
        kept = setting.nature if setting.nature in _NOT_DUTIES and not lead else "tasks"
        return replace(setting, nature=kept, lead=lead or setting.lead, with_units=roles.with_units)

    def _own(self, item: Item, setting: Setting) -> Setting:
        """Read the item's own words: take its heading into the setting, propose what is a duty."""
        body = item.body
        if self._attach(item):
            return setting
        label, rest = _label(item)
        below = self._under(label, rest, item, setting) if label else setting
        if not rest:
            return below
        own = below
        for group in self._duties(rest, item, below):
            self._propose(group, item, own)
            own = replace(own, lead=self.drafts[-1].roles.lead or own.lead)
        if body.words.endswith(":") and item.children:
            roles = roles_in(rest)
            return replace(
                below,
                nature=_opened(below),
                lead=roles.lead or below.lead,
                with_units=roles.with_units or below.with_units,
            )
        if item.children and not item.is_paragraph:
            roles = roles_in(rest)
            return replace(below, lead=below.lead or roles.lead)
        return below

    def _under(self, label: Passage, rest: Passage, item: Item, setting: Setting) -> Setting:
        units = only_units(label) or addressed(label)
        if units:
            return replace(setting, nature=_opened(setting), lead=units, with_units=())
        nature = heading_nature(label.plain)
        if self._kind == "Biên bản" and label.plain.startswith("nội dung"):
            nature = "setting"
        run_in = bool(rest)
        if run_in and nature == "purpose" and re.match(r"(?:về )?(?:quan điểm|định hướng|yêu cầu)", label.plain):
            nature = None
        if (
            nature is None
            and setting.nature == "purpose"
            and item.marker is not None
            and item.marker.kind in {"roman", "part"}
        ):
            nature = "tasks"
        area = area_of_heading(label.plain)
        roles = roles_in(label) if label.words.endswith(":") else Roles()
        return replace(
            setting,
            nature=nature or setting.nature,
            area=area or setting.area,
            lead=roles.lead or setting.lead,
            with_units=roles.with_units or setting.with_units,
        )

    def _duties(self, rest: Passage, item: Item, setting: Setting) -> Iterator[Passage]:
        if rest.words.endswith(":") and (item.children or item.is_paragraph):
            return
        group = NOTHING
        for sentence in sentences(rest):
            if not self._is_duty(sentence, item, setting, bool(group)):
                if not group or PAST_OPENING.match(sentence.plain):
                    continue
            if group and self._starts_new(group, sentence, item):
                yield group
                group = sentence
            else:
                group = group.joined(sentence)
        if group:
            yield group

    def _is_duty(self, sentence: Passage, item: Item, setting: Setting, going: bool) -> bool:
        plain = sentence.plain
        if len(plain.split()) < _SHORTEST_TASK and not going:
            return False
        if CLOSING.match(plain) or ENFORCEMENT.search(plain) or (item.is_paragraph and appeals(plain)):
            return False
        does = acts(plain)
        roles = roles_in(sentence)
        ordered = roles.direct and bool(roles.lead)
        if setting.nature in {"past", "purpose", "setting"}:
            return False
        if self._kind == "Quyết định" and OWN_ACT.match(plain) and _in_article(item) and not ordered:
            return False
        if LEGAL_GROUND.match(plain) and not ordered and not acts_later(plain) and (item.is_paragraph or plain.startswith("căn cứ")):
            return False
        if PAST_OPENING.match(plain) and not roles.by_order:
            return False
        if not ordered and PAST_INSIDE.search(plain) and not does:
            return False
        if setting.nature == "money":
            return ordered
        if ordered:
            return not re.match(r"(?:sau khi|ngày \d)", plain)
        if setting.nature == "tasks":
            return does or not item.is_paragraph or _under_number(item)
        return does and not item.is_paragraph

    def _starts_new(self, group: Passage, sentence: Passage, item: Item) -> bool:
        plain = sentence.plain
        if ATTRIBUTE.match(plain) or plain.startswith(
            ("thời gian", "thời hạn", "hoàn thành trước", "hoàn thành trong")
        ):
            return False
        roles = roles_in(sentence)
        if roles.direct and roles.lead and roles.lead != roles_in(group).lead:
            return True
        new = find_deadline(plain, sentence.words, self._calendar)
        old = find_deadline(group.plain, group.words, self._calendar)
        if new.recurrence and not old.recurrence and _RHYTHM.match(plain):
            return True
        return bool(new.words and old.words and new.words != old.words and ACTION.match(plain)) and not item.swallowed

    def _propose(self, body: Passage, item: Item, setting: Setting) -> None:
        roles = roles_in(body)
        if roles.start and (item.is_paragraph or not roles.lead):
            body = body.cut(roles.start)
        flags = []
        if item.swallowed:
            flags.append(_("Câu bị ngắt thành hai gạch đầu dòng trong văn bản; đã nối lại, cần kiểm tra."))
        deadline = deadline_of(body, self._calendar)
        self.drafts.append(Draft(item, body, setting, roles, deadline, flags=flags))

    def _attach(self, item: Item) -> bool:
        """Lines such as `Thời gian hoàn thành: Quý I` say something of the task before them."""
        match = ATTRIBUTE.match(item.body.plain)
        if match is None or not self.drafts or item.children:
            return False
        draft = self.drafts[-1]
        if item.parent not in (draft.item, draft.item.parent):
            return False
        item.attached = True
        for name, value in attributes(item.body):
            attach(draft, name, value, self._calendar)
        return True


def _opened(setting: Setting) -> str | None:
    return setting.nature if setting.nature in _NOT_DUTIES else "tasks"


def _closes(body: Passage) -> bool:
    return bool(CLOSING.match(body.plain) or appeals(body.plain))


def _in_article(item: Item) -> bool:
    return bool(item.marker and item.marker.kind == "article") or (
        item.is_paragraph and item.parent is not None and _is_article(item.parent)
    )


def _is_article(item: Item) -> bool:
    return bool(item.marker and item.marker.kind == "article")


def _under_number(item: Item) -> bool:
    return (
        item.parent is not None
        and item.parent.marker is not None
        and item.parent.marker.kind in {"number", "letter", "roman"}
    )


def _looks_like_heading(item: Item) -> bool:
    words = item.body.words
    if words.isupper():
        return True
    return len(words.split()) <= 14 and words[-1] not in ".;,"


def _label(item: Item) -> tuple[Passage, Passage]:
    """The heading of an item and the words after it: `2. Cải cách thể chế: Nâng cao …`; either may be nothing."""
    body = item.body
    if item.is_paragraph and not _looks_like_heading(item):
        return NOTHING, body
    if only_units(body) and (item.children or body.words.endswith(":") or body.words.isupper()):
        return body, NOTHING
    colon = body.words.find(":", 0, _LONGEST_LABEL)
    if colon > 0 and colon < len(body.words) - 1:
        label, rest = body.cut(0, colon), body.cut(colon + 1)
        if _is_label(label):
            return label, rest
    if body.words.isupper() and len(body.words.split()) > 1:
        return body, NOTHING
    if item.children and _looks_like_heading(item) and len(body.words.split()) <= 30:
        return body, NOTHING
    if not item.children and _looks_like_heading(item) and heading_nature(body.plain) and not ACTION.match(body.plain):
        return body, NOTHING
    return NOTHING, body


def _is_label(label: Passage) -> bool:
    plain = label.plain
    if only_units(label) or heading_nature(plain):
        return True
    if re.match(
        r"(?:về|đối với|công tác|lĩnh vực|trong (?:lĩnh vực|công tác)|cải cách|xây dựng và phát triển|hiện đại hóa)\s",
        plain,
    ):
        return not roles_in(label).lead
    return len(plain.split()) <= 10 and not ACTION.match(plain) and not roles_in(label).lead and "," not in plain[-3:]
