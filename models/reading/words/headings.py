"""Headings: where an item's heading ends, what it announces, whom it addresses. Duties are judged elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reading import grounds
from models.reading.outline import OutlineItem
from models.reading.passage import NOTHING, Passage, even
from models.reading.proposing import Setting, depth
from models.reading.targets import year_named
from models.reading.words.actors import actors
from models.reading.words.areas import area_of_heading
from models.reading.words.cues import ACTION, COMMAND, GOALS, ORDER, calls, heading_nature, sets_going
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, find_deadline
from models.reading.words.roles import Roles, addressed, only_assigns, only_units, roles_in
from models.reading.words.units_named import list_opened
from models.reading.words.whose import guides

NOT_DUTIES = frozenset({"past", "purpose", "money", "setting"})
_CARRYING_OUT = re.compile(r"(?:tổ chức thực hiện|phân công (?:thực hiện|nhiệm vụ|trách nhiệm)|trách nhiệm)(?!\w)")
_LONGEST_LABEL = 130  # characters before the colon
_LONGEST_CAPTION = 14  # words of a paragraph that may be a caption
_LONGEST_HEADING = 30  # words of a numbered item that may be a heading of what follows
_LONGEST_TITLE = 45  # words of one without a full stop
_DATED = re.compile(r"(?:trước|chậm nhất|muộn nhất|hoàn thành|xong)(?: \w+){0,3} (?:\d|tháng|quý|năm)")
_CAPTION = re.compile(
    r"(?:về|đối với|công tác|lĩnh vực|trong (?:lĩnh vực|công tác)|cải cách|xây dựng và phát triển|hiện đại hóa)\s"
)
_ENDS = re.compile(r"(?<!\w)(?:hoàn thành|xong|chậm nhất|muộn nhất|thời hạn|trước ngày|hạn)(?!\w)")
_TIME_BEFORE_COLON = re.compile(
    r"[,(]\s*((?:(?:trong|đến|hết|trước|từ|vào)\s+){0,2}(?:ngày|tuần|tháng|quý|quí|năm)\s[^,:;()]{1,40})\)?\s*:\s*$"
)
_ONLY_WHEN = re.compile(
    r"(?:xong |hoàn thành |phấn đấu )?(?:trước|chậm nhất|muộn nhất|trong|đến hết|hết|quý|tháng|ngày|năm)(?!\w)"
    r"[^.;:]{0,60}[.;]?$|"
    r"(?:giao|do|đề nghị|yêu cầu|phân công)\s[^.:]{3,160}(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|đầu mối)(?!\w)"
    r"(?:[,;]? (?:xong|hoàn thành|trước|chậm nhất|trong|thời gian|phối hợp)[^.:]{0,120})?[.;]?$"
)
_MIXED = re.compile(r"(?:về )?(?:quan điểm|định hướng|yêu cầu)")
# "Quý I", "Tháng 5 và tháng 6/2027": all below it is to be done by then.
_ONLY_TIME = re.compile(
    r"(?:trong |các )?(?:quý|quí|tháng)\s[\s\divx/,–-]+(?:(?:và |đến |năm |quý |quí |tháng )[\s\divx/,–-]+)*[:.]?"
)
# "NHIỆM VỤ THƯỜNG XUYÊN" over a list: each of it is a standing duty.
_STANDING = re.compile(
    r"(?:(?:về )?(?:các |những |nhóm )*(?:nhiệm vụ|công việc|công tác|hoạt động|việc|nội dung)(?: công tác)? )?"
    r"(?:(?:mang tính |có tính (?:chất )?)?(?:thường xuyên|định kỳ|thường kỳ))(?:,? (?:và |hoặc )?"
    r"(?:thường xuyên|đột xuất|"
    r"định kỳ|liên tục|hằng năm|hàng năm|phát sinh))*[\s.:]*$"
)
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
        if _is_label(label) and not _says_more(rest):
            return label, rest
    if body.words.isupper() and " " in body.words:
        return body, NOTHING
    if described(item):
        return (body, NOTHING) if _sets_the_scene(body) else (NOTHING, body)
    if item.children and _heads(item):
        return body, NOTHING
    if not item.children and looks_like_heading(item) and heading_nature(body.plain) and not ACTION.match(body.plain):
        return body, NOTHING
    return NOTHING, body


def described(item: OutlineItem) -> bool:
    """Whether all that stands under an item describes it (`Cơ quan chủ trì: …`): then it is no heading but a task."""
    return bool(item.children) and all(child.attached for child in item.children)


def _sets_the_scene(body: Passage) -> bool:
    """Whether words only announce when, where and with whom: `Thời gian, địa điểm` over `Thời gian: …`."""
    few = len(body.plain.split()) <= _LONGEST_CAPTION
    return few and heading_nature(body.plain) in {"setting", "purpose", "past"} and not ACTION.match(body.plain)


def looks_like_heading(item: OutlineItem) -> bool:
    """Capitals, or a few words without a full stop."""
    words = item.body.words
    return words.isupper() or (len(words.split()) <= _LONGEST_CAPTION and words[-1] not in ".;,")


def is_standing(plain: str) -> bool:
    """Whether a heading or a title says of all below it that it is a standing duty."""
    return bool(_STANDING.match(plain))


def _says_more(rest: Passage) -> bool:
    """Whether the words after a colon only tell of the duty before it: `Vá đường liên xã: giao Sở Xây dựng chủ trì`."""
    return only_assigns(rest) or bool(_ONLY_WHEN.match(rest.plain))


def _heads(item: OutlineItem) -> bool:
    """Whether the words of an item with a list below are its heading and no duty beside those of the list."""
    body = item.body
    few = len(body.words.split())
    if looks_like_heading(item):
        return few <= _LONGEST_HEADING
    listed = sum(1 for child in item.children if child.marker is not None)
    if _CAPTION.match(body.plain) and body.words[-1] not in ".;,:" and not roles_in(body).lead:
        return few <= _LONGEST_TITLE
    if not listed:
        return body.words[-1] not in ".;,:" and few <= _LONGEST_HEADING and all(map(_charges, item.children))
    if _DATED.search(body.plain):
        return False
    if body.words[-1] not in ".;,:":
        return few <= _LONGEST_TITLE
    return listed > 1 and few <= _LONGEST_CAPTION and ". " not in body.words and not roles_in(body).lead


def _charges(child: OutlineItem) -> bool:
    """Whether a paragraph is a whole sentence that itself says who has to do what."""
    roles = roles_in(child.body)
    return child.body.words[0] != "(" and child.body.words[-1] in ".;" and roles.direct and bool(roles.lead)


def _is_label(label: Passage) -> bool:
    plain = label.plain
    if ". " in label.words or "; " in label.words:
        return False
    if only_units(label) or addressed(label) or heading_nature(plain):
        return True
    if _CAPTION.match(plain):
        return not roles_in(label).lead
    return len(plain.split()) <= 10 and not ACTION.match(plain) and not roles_in(label).lead and plain[-1] != ","


def under_heading(label: Passage, rest: Passage, item: OutlineItem, setting: Setting, kind: str | None) -> Setting:
    """The setting for what a heading stands over. `rest`: the words after it on its line; `kind`: the document's."""
    units = only_units(label) or addressed(label)
    if units:
        ground = grounds.in_a_heading(grounds.LEAD, label)
        told = "tasks" if COMMAND.match(label.plain) else opened(setting)
        below = setting.grounded(ground, nature=told, lead=units, level=depth(item))
        return replace(below, with_units=(), guides=False)
    nature = _announced(label, rest, item, setting, kind)
    below = _charging(label, item, setting)
    area = area_of_heading(label.plain)
    if area:
        below = below.grounded(grounds.in_a_heading(grounds.AREA, label), area=area)
    if setting.nature in NOT_DUTIES and nature == "tasks" and calls(label.plain):
        below = below.grounded(grounds.in_appraisal(label))
    goals = bool(GOALS.match(label.plain)) if nature else setting.goals
    return replace(
        below,
        nature=nature or setting.nature,
        goals=goals,
        year=year_named(label.plain) or (setting.year if goals else None),
        # What nobody can place under "Tổ chức thực hiện" is the steering of the whole.
        leaning="direction" if _CARRYING_OUT.match(label.plain) else setting.leaning,
        guides=guides(label.plain) or (setting.guides and nature != "tasks"),
    )


def _announced(label: Passage, rest: Passage, item: OutlineItem, setting: Setting, kind: str | None) -> str | None:
    """The nature of what stands below a heading, None where it leaves that as it was."""
    nature = heading_nature(label.plain)
    if label.words.endswith(":") and calls(label.plain):
        return "tasks"
    if setting.nature == "past" and sets_going(label.plain) and (roles_in(label).lead or actors(label)):
        return "tasks"
    if kind == "Biên bản" and label.plain.startswith("nội dung"):
        return "setting"  # minutes tell under "Nội dung" what was said, and under "Kết luận" what is to be done
    if rest and nature == "purpose" and _MIXED.match(label.plain):
        nature = None
    if rest and nature is None and _ENUMERATES.search(label.plain):
        return "setting"  # "Tài liệu kiểm chứng gồm: …" tells what a thing is made of
    top = item.marker is not None and item.marker.kind in {"roman", "part"}
    return "tasks" if nature is None and setting.nature == "purpose" and top else nature


def dated(words: Passage, setting: Setting, calendar: Calendar) -> Setting:
    """The setting with the day until which words above a list want all of it: `1. Việc hoàn thành trong quý II:`."""
    deadline = _said_of_all(words, calendar)
    if not (deadline.due_on or deadline.recurrence):
        return setting
    return setting.grounded(grounds.in_a_heading(grounds.DUE, words), deadline=deadline)


def _said_of_all(words: Passage, calendar: Calendar) -> Deadline:
    if is_standing(words.plain):
        return Deadline(words.words, None, "regular")
    if _ONLY_TIME.fullmatch(words.plain):
        found = deadline_in_cell(words.plain, words.words, calendar)
    elif _ENDS.search(words.plain):
        found = find_deadline(words.plain, words.words, calendar)
    elif time := _TIME_BEFORE_COLON.search(words.plain):
        found = deadline_in_cell(time[1], words.words[time.start(1) : time.end(1)], calendar)
    else:
        return Deadline()
    return found if found.due_on else Deadline()


def _charging(label: Passage, item: OutlineItem, setting: Setting) -> Setting:
    """The setting with whom a heading charges by what it says: `2. Sở Y tế kiểm tra an toàn thực phẩm`."""
    roles = roles_in(label)
    if not label.words.endswith(":") and not roles.direct:
        roles = Roles()
    lead, sure = roles.lead, True
    if not lead and (item.children or label.words.endswith(":")):
        order = ORDER.match(label.plain)
        lead, sure = actors(label, order.end() if order else 0), False
    if lead:
        ground = grounds.in_a_heading(grounds.LEAD, label, sure=sure)
        setting = setting.grounded(ground, lead=lead, level=depth(item))
    if roles.with_units:
        ground = grounds.in_a_heading(grounds.WITH, label)
        setting = setting.grounded(ground, with_units=roles.with_units)
    return setting


def opened(setting: Setting) -> str | None:
    """The nature below a heading that names offices: duties, unless the part as a whole holds none."""
    return setting.nature if setting.nature in NOT_DUTIES else "tasks"
