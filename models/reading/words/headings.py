"""Headings: where an item's heading ends, what it announces, whom it addresses. Duties are judged elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reading.outline import OutlineItem
from models.reading.passage import NOTHING, Passage, even
from models.reading.proposing import Setting
from models.reading.words.areas import area_of_heading
from models.reading.words.cues import ACTION, LEADS_IN, ORDER, heading_nature
from models.reading.words.roles import Roles, addressed, only_units, roles_in
from models.reading.words.units_named import list_opened
from models.reading.words.whose import guides

NOT_DUTIES = frozenset({"past", "purpose", "money", "setting"})
_CARRYING_OUT = re.compile(r"(?:tổ chức thực hiện|phân công (?:thực hiện|nhiệm vụ|trách nhiệm)|trách nhiệm)(?!\w)")
_LONGEST_LABEL = 130  # characters before the colon
_LONGEST_CAPTION = 14  # words of a paragraph that may be a caption
_LONGEST_HEADING = 30  # words of a numbered item that may be a heading of what follows
_CAPTION = re.compile(
    r"(?:về|đối với|công tác|lĩnh vực|trong (?:lĩnh vực|công tác)|cải cách|xây dựng và phát triển|hiện đại hóa)\s"
)
_ISSUES = re.compile(
    r"(?<!\w)(?:ban hành|yêu cầu|kết luận|thông báo|đề nghị|xây dựng kế hoạch|chỉ đạo|quyết định)(?!\w)"
)
_MIXED = re.compile(r"(?:về )?(?:quan điểm|định hướng|yêu cầu)")
_ENUMERATES = re.compile(r"(?<!\w)(?:gồm|bao gồm|gồm có)$")


def parted(item: OutlineItem) -> tuple[Passage, Passage]:
    """The heading of an item and the words after it: `2. Cải cách thể chế: Nâng cao …`; either may be nothing."""
    body = item.body
    if item.is_paragraph and not looks_like_heading(item):
        return NOTHING, body
    if only_units(body) and (item.children or body.words.endswith(":") or body.words.isupper()):
        return body, NOTHING
    colon = body.words.find(":", 0, _LONGEST_LABEL)
    if list_opened(even(body.words), colon):
        colon = body.words.find(":", colon + 1, _LONGEST_LABEL)
    if 0 < colon < len(body.words) - 1 and body.words.count("(", 0, colon) == body.words.count(")", 0, colon):
        label, rest = body.cut(0, colon), body.cut(colon + 1)
        if _is_label(label):
            return label, rest
    if body.words.isupper() and " " in body.words:
        return body, NOTHING
    if described(item):
        return NOTHING, body
    if item.children and looks_like_heading(item) and len(body.words.split()) <= _LONGEST_HEADING:
        return body, NOTHING
    if not item.children and looks_like_heading(item) and heading_nature(body.plain) and not ACTION.match(body.plain):
        return body, NOTHING
    return NOTHING, body


def described(item: OutlineItem) -> bool:
    """Whether all that stands under an item describes it (`Cơ quan chủ trì: …`): then it is no heading but a task."""
    return bool(item.children) and all(child.attached for child in item.children)


def looks_like_heading(item: OutlineItem) -> bool:
    """Capitals, or a few words without a full stop."""
    words = item.body.words
    return words.isupper() or (len(words.split()) <= _LONGEST_CAPTION and words[-1] not in ".;,")


def _is_label(label: Passage) -> bool:
    plain = label.plain
    if only_units(label) or addressed(label) or heading_nature(plain):
        return True
    if _CAPTION.match(plain):
        return not roles_in(label).lead
    return len(plain.split()) <= 10 and not ACTION.match(plain) and not roles_in(label).lead and plain[-1] != ","


def under_heading(label: Passage, rest: Passage, item: OutlineItem, setting: Setting, kind: str | None) -> Setting:
    """The setting for what a heading stands over. `rest`: the words after it on its line; `kind`: the document's."""
    units = only_units(label) or addressed(label)
    if units:
        return replace(setting, nature=opened(setting), lead=units, with_units=(), guides=False)
    nature = heading_nature(label.plain)
    if kind == "Biên bản" and label.plain.startswith("nội dung"):
        nature = "setting"  # minutes tell under "Nội dung" what was said, and under "Kết luận" what is to be done
    if rest and nature == "purpose" and _MIXED.match(label.plain):
        nature = None
    if rest and nature is None and _ENUMERATES.search(label.plain):
        nature = "setting"  # "Tài liệu kiểm chứng gồm: …" tells what a thing is made of
    if (
        nature is None
        and setting.nature == "purpose"
        and item.marker is not None
        and item.marker.kind in {"roman", "part"}
    ):
        nature = "tasks"
    roles = roles_in(label) if label.words.endswith(":") else Roles()
    return replace(
        setting,
        nature=nature or setting.nature,
        area=area_of_heading(label.plain) or setting.area,
        # What nobody can place under "Tổ chức thực hiện" is the steering of the whole.
        leaning="direction" if _CARRYING_OUT.match(label.plain) else setting.leaning,
        lead=roles.lead or setting.lead,
        with_units=roles.with_units or setting.with_units,
        guides=guides(label.plain) or (setting.guides and nature != "tasks"),
    )


def led_in(child: OutlineItem, setting: Setting) -> Setting:
    """The setting after a paragraph that speaks for the items below it: a caption, or a sentence ending in a colon."""
    body = child.body
    if not child.is_paragraph:
        return setting
    nature = heading_nature(body.plain) if looks_like_heading(child) else None
    if nature:
        return replace(setting, nature=nature, area=area_of_heading(body.plain) or setting.area)
    if not body.words.endswith(":"):
        return setting
    units = only_units(body)
    roles = roles_in(body)
    if not roles.by_order and _ISSUES.search(body.plain):
        roles = Roles()  # "UBND huyện ban hành Kế hoạch như sau:" names the issuer, who is given nothing to do
    lead = units or roles.lead
    if not (lead or LEADS_IN.search(body.plain) or ORDER.search(body.plain)):
        return setting
    kept = setting.nature if setting.nature in NOT_DUTIES and not lead else "tasks"
    guiding = setting.guides and not lead
    return replace(setting, nature=kept, lead=lead or setting.lead, with_units=roles.with_units, guides=guiding)


def opened(setting: Setting) -> str | None:
    """The nature below a heading that names offices: duties, unless the part as a whole holds none."""
    return setting.nature if setting.nature in NOT_DUTIES else "tasks"
