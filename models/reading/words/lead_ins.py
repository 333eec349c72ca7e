"""Sentences that open a list: whom they speak to, until when, and whether what follows is to be done or was done."""

from __future__ import annotations

import re
from dataclasses import replace

from models.reading import grounds
from models.reading.outline import OutlineItem
from models.reading.passage import Passage
from models.reading.proposal import Ground
from models.reading.proposing import Setting, depth
from models.reading.targets import year_named
from models.reading.words.actors import actors
from models.reading.words.areas import area_of_heading
from models.reading.words.cues import GOALS, LEADS_IN, ORDER, calls, heading_nature, looks_back
from models.reading.words.deadlines import Calendar
from models.reading.words.duties import sentences
from models.reading.words.headings import NOT_DUTIES, dated, looks_like_heading
from models.reading.words.roles import Roles, only_units, roles_in

_ISSUES = re.compile(
    r"(?<!\w)(?:ban hành|yêu cầu|kết luận|thông báo|đề nghị|xây dựng kế hoạch|chỉ đạo|quyết định)(?!\w)"
)
_FEW = 6  # words; "Cụ thể như sau:" says nothing by itself


def led_in(child: OutlineItem, after: OutlineItem | None, setting: Setting, calendar: Calendar) -> Setting:
    """The setting after a paragraph that speaks for the items below it: a caption, or a sentence ending in a colon.

    `after` is what follows the paragraph: offices without a colon lead in only a list.
    """
    body = child.body
    if not child.is_paragraph:
        return setting
    nature = heading_nature(body.plain) if looks_like_heading(child) else None
    if nature and not (body.words.endswith(":") and calls(body.plain)):
        goals = bool(GOALS.match(body.plain))
        area = area_of_heading(body.plain) or setting.area
        return replace(setting, nature=nature, area=area, goals=goals, year=year_named(body.plain) or setting.year)
    if setting.goals and (year := year_named(body.plain)):
        setting = replace(setting, year=year)
    listed = after is not None and after.marker is not None and after.marker.kind != "article"
    named = listed and looks_like_heading(child) and only_units(body)
    return spoken(body, child, setting, calendar) if named or body.words.endswith(":") else setting


def spoken(body: Passage, item: OutlineItem, setting: Setting, calendar: Calendar) -> Setting:
    """The setting for the list that words ending in a colon open."""
    last = sentences(body)[-1]
    roles = _charged(body, last)
    units = only_units(last)
    lead = units or roles.lead or (() if _tells(last) else _actors(last))
    calling = calls(last.plain)
    if not (lead or calling or LEADS_IN.search(last.plain) or ORDER.search(last.plain)):
        return setting
    told: list[Ground] = []
    if lead:
        whole = item.parent is not None and item.parent.parent is None
        heading = grounds.in_a_heading(grounds.LEAD, last)
        told.append(heading if units else grounds.in_what_leads_in(lead, last, of_all=whole))
    if setting.nature in NOT_DUTIES and calling:
        told.append(grounds.in_appraisal(last))
    if roles.with_units:
        told.append(grounds.in_a_heading(grounds.WITH, last))
    past = not lead and not calling and looks_back(last.plain)
    kept = setting.nature if setting.nature in NOT_DUTIES and not lead else "tasks"
    return dated(last, setting, calendar).grounded(
        *told,
        nature="past" if past else "tasks" if calling else kept,
        lead=lead or setting.lead,
        level=depth(item) if lead else setting.level,
        with_units=roles.with_units,
        guides=setting.guides and not lead,
        goals=setting.goals and not lead and not calling,
    )


def _tells(last: Passage) -> bool:
    """Whether a sentence names only who speaks: `Trưởng phòng kết luận:` gives nobody anything to do."""
    return bool(_ISSUES.search(last.plain)) and not ORDER.match(last.plain)


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
