"""Sentences that open a list: whom they speak to, until when, and whether what follows is to be done or was done."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reading import grounds
from models.reading.outline import OutlineItem
from models.reading.passage import Passage
from models.reading.proposal import Ground
from models.reading.proposing import Setting, depth
from models.reading.words.actors import actors
from models.reading.words.areas import area_of_heading
from models.reading.words.cues import LEADS_IN, ORDER, calls, heading_nature, looks_back
from models.reading.words.deadlines import Calendar, find_deadline
from models.reading.words.duties import sentences
from models.reading.words.headings import NOT_DUTIES, looks_like_heading
from models.reading.words.roles import Roles, only_units, roles_in

_ISSUES = re.compile(
    r"(?<!\w)(?:ban hành|yêu cầu|kết luận|thông báo|đề nghị|xây dựng kế hoạch|chỉ đạo|quyết định)(?!\w)"
)
_ENDS = re.compile(r"(?<!\w)(?:hoàn thành|xong|chậm nhất|muộn nhất|thời hạn|trước ngày|hạn)(?!\w)")
_FEW = 6  # words; "Cụ thể như sau:" says nothing by itself


def led_in(child: OutlineItem, setting: Setting, calendar: Calendar) -> Setting:
    """The setting after a paragraph that speaks for the items below it: a caption, or a sentence ending in a colon."""
    body = child.body
    if not child.is_paragraph:
        return setting
    nature = heading_nature(body.plain) if looks_like_heading(child) else None
    if nature and not (body.words.endswith(":") and calls(body.plain)):
        return replace(setting, nature=nature, area=area_of_heading(body.plain) or setting.area)
    return spoken(body, child, setting, calendar) if body.words.endswith(":") else setting


def spoken(body: Passage, item: OutlineItem, setting: Setting, calendar: Calendar) -> Setting:
    """The setting for the list that words ending in a colon open."""
    last = sentences(body)[-1]
    roles = _charged(body, last)
    units = only_units(last)
    lead = units or roles.lead or _actors(last)
    calling = calls(last.plain)
    if not (lead or calling or LEADS_IN.search(last.plain) or ORDER.search(last.plain)):
        return setting
    told: list[Ground] = []
    if lead:
        whole = item.parent is not None and item.parent.parent is None
        told.append(grounds.in_what_leads_in(lead, last, of_all=whole))
    if setting.nature in NOT_DUTIES and calling:
        told.append(grounds.in_appraisal(last))
    deadline = find_deadline(last.plain, last.words, calendar) if _ENDS.search(last.plain) else None
    if deadline is not None and deadline.due_on:
        told.append(grounds.in_a_heading(grounds.DUE, last))
    if roles.with_units:
        told.append(grounds.in_a_heading(grounds.WITH, last))
    past = not lead and not calling and looks_back(last.plain)
    kept = setting.nature if setting.nature in NOT_DUTIES and not lead else "tasks"
    return setting.grounded(
        *told,
        nature="past" if past else "tasks" if calling else kept,
        lead=lead or setting.lead,
        level=depth(item) if lead else setting.level,
        with_units=roles.with_units,
        deadline=deadline if deadline is not None and deadline.due_on else setting.deadline,
        guides=setting.guides and not lead,
    )


def _charged(body: Passage, last: Passage) -> Roles:
    roles = roles_in(last)
    if not roles.lead and len(last.plain.split()) <= _FEW:
        roles = roles_in(body)
    if not roles.by_order and _ISSUES.search(last.plain):
        return Roles()  # "UBND huyện ban hành Kế hoạch như sau:" names the issuer, who is given nothing to do
    return roles


def _actors(last: Passage) -> tuple[str, ...]:
    order = ORDER.match(last.plain)
    return actors(last, order.end() if order else 0)
