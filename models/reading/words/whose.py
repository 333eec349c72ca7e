"""Whose a duty is: ours to carry out, another office's to follow, or an orientation. In doubt it is ours.

The reader only proposes. A duty of ours that is taken for another's would be forgotten, so each rule here needs plain
words; what is taken for ours by mistake is seen by the official at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models.base.text import fold
from models.base.words import _
from models.reading.passage import even, plain
from models.reading.proposal import DirectiveHead, ProposedTask
from models.reading.words.levels import (
    RANK,
    is_city,
    is_many,
    is_within_department,
    level_of,
    levels_of_many,
    place_in,
)
from models.reading.words.verbs import VERB

# "1. Về quan điểm: …": what stands below guides, unless it names a day, a product or somebody.
_GUIDING = re.compile(
    r"(?:về )?(?:một số |những |các )?(?:nhận thức(?:,| và) )?"
    r"(?:quan điểm|chủ trương|phương châm|tư tưởng|định hướng|nguyên tắc|tinh thần)(?!\w)"
)
_WORKING = re.compile(r"(?<!\w)(?:nhiệm vụ|giải pháp|công việc|kế hoạch|phân công|tổ chức thực hiện)(?!\w)")
_SLOGAN = re.compile(
    r"(?:tiếp tục |phải |cần )*(?:(?:xác định|coi|xem) [^;.]{3,160}? là (?:một )?(?:trong những )?"
    r"(?:nhiệm vụ|khâu|động lực|trọng tâm|đầu tư|đột phá|thước đo|yếu tố|mục tiêu|trung tâm|nền tảng|then chốt)|"
    r"lấy [^;.]{3,120}? làm (?:trung tâm|thước đo|mục tiêu|động lực|gốc|trọng tâm|chủ thể|nền tảng))"
)
_CLAUSES = re.compile(r"\s*[;.]\s*")


@dataclass(frozen=True)
class Ourselves:
    """Who reads. `level` is a code of a level; `places` the folded names of the place that we are of.

    `whole`: all that the place's own offices have to do is ours (a People's Committee's book), not only one
    department's. `below`: units of lower levels are ours. `mine` says of names that the office's list knows whether
    they are ours. `city`: we are of a city.
    """

    level: str = "huyen"
    places: frozenset[str] = frozenset()
    whole: bool = True
    below: bool = True
    city: bool = False
    mine: Mapping[str, bool] = field(default_factory=dict)


SOMEBODY = Ourselves()  # a district office that says no more of itself


def guides(label: str) -> bool:
    """Whether a heading (plain) announces what to think and not what to do."""
    return bool(_GUIDING.match(label)) and not _WORKING.search(label)


def orientation(task: ProposedTask, *, guided: bool, told: bool) -> ProposedTask:
    """The task as an orientation where it is one: no deadline, no product, nobody charged by its own words (`told`)."""
    if told or task.due_on or task.deadline_text or task.recurrence or task.product:
        return task
    if guided:
        why = _("Nằm dưới đề mục quan điểm, chủ trương; không giao ai, không nêu hạn, sản phẩm.")
    elif _is_slogan(plain(even(task.text))):
        why = _("Chỉ nêu quan điểm; không giao ai, không nêu hạn, sản phẩm.")
    else:
        return task
    return replace(task, whose="orientation", why=why)


def judged(task: ProposedTask, head: DirectiveHead, us: Ourselves = SOMEBODY) -> ProposedTask:
    """The task with the class that fits who reads it; an orientation is one for everybody."""
    if task.whose == "orientation":
        return task
    why = _by_leads(task.lead, head, us) if task.lead else ""
    if not why and all(is_many(name) and name not in us.mine for name in task.lead):
        why = _by_words(plain(even(task.text)), head, us)
    whose = "followed" if why else "ours"
    return task if (task.whose, task.why) == (whose, why) else replace(task, whose=whose, why=why)


def _is_slogan(words: str) -> bool:
    return all(_SLOGAN.match(clause) for clause in _CLAUSES.split(words.strip(" .;")) if clause)


def _by_leads(lead: tuple[str, ...], head: DirectiveHead, us: Ourselves) -> str:
    """Why none of those who lead is ours; "" where one is, or may be."""
    if any(_may_be_ours(name, head, us) for name in lead):
        return ""
    words = _("{names} chủ trì: cơ quan cấp trên hoặc ngang cấp, không phải đơn vị của ta.")
    return words.format(names=", ".join(lead))


def _may_be_ours(name: str, head: DirectiveHead, us: Ourselves) -> bool:
    if name in us.mine:
        return us.mine[name]
    if is_many(name):
        levels = levels_of_many(name)
        return levels is None or any(_level_may_be_ours(level, us) for level in levels)
    if is_city(name):
        place = place_in(name)
        return us.whole if us.level == "tinh" else not us.places or (place in us.places if place else us.city)
    level = level_of(name) or _level_beside(name, head, us)
    if level is None:
        return True
    if level != us.level:
        return _level_may_be_ours(level, us)
    if not us.whole:
        return is_within_department(name)
    place = place_in(name)
    return not place or not us.places or place in us.places


def _level_may_be_ours(level: str, us: Ourselves) -> bool:
    if RANK[level] < RANK[us.level]:
        return us.below
    return level == us.level


def _level_beside(name: str, head: DirectiveHead, us: Ourselves) -> str | None:
    """`Phòng Tư pháp` in a paper of the district's is the district's; only a commune need not take it for its own."""
    issuer = level_of(head.issuer or "") or level_of(head.parent_issuer or "")
    if us.level == "xa" and issuer == "huyen" and name.startswith(("Phòng ", "Văn phòng ", "Thanh tra")):
        return "huyen"
    return None


def _by_words(words: str, head: DirectiveHead, us: Ourselves) -> str:
    """Why a duty that is given to everybody is the province's own by what it says; "" where it is not plainly so."""
    if us.level == "tinh" or _issuing_level(head) != "tinh":
        return ""
    place = plain(even(head.place or ""))
    if _acts_itself(place if place and fold(place) not in us.places else "").match(words):
        return _("Lời văn bản cho thấy tỉnh thực hiện, không phải đơn vị của ta.")
    if _ADVISES.match(words):
        return _("Tham mưu cho cấp tỉnh là việc của cơ quan cấp tỉnh, không phải đơn vị của ta.")
    return ""


def _issuing_level(head: DirectiveHead) -> str | None:
    return level_of(head.issuer or "") or level_of(head.parent_issuer or "") or level_of(head.signer_title or "")


@lru_cache(maxsize=64)
def _acts_itself(place: str) -> re.Pattern[str]:
    """`Nghiên cứu Lào Cai thí điểm …`, `Phấn đấu tỉnh đạt …`: the province is who does it."""
    who = rf"(?:tỉnh\s+)?{re.escape(place)}|tỉnh" if place else "tỉnh"
    return re.compile(
        r"(?:(?:tiếp tục|nghiên cứu|đề xuất|xem xét|đăng ký|phấn đấu|lựa chọn|chọn|đưa|để|cho phép)[\s,]+)*"
        rf"(?:{who})\s+"
        rf"(?:{VERB}|là|trở thành|đạt|nằm|thuộc|có)(?!\w)"
    )


_ADVISES = re.compile(
    r"(?:(?:chủ trì|nghiên cứu|tiếp tục|kịp thời|chủ động|khẩn trương|phối hợp)[\s,]+)*tham mưu\s+(?:cho |giúp |với )?"
    r"(?:(?:thường trực|ban thường vụ|btv|chủ tịch|lãnh đạo)\s+)*"
    r"(?:tỉnh ủy|(?:hđnd|hội đồng nhân dân)(?:, | và | - )?(?:ubnd |ủy ban nhân dân )?tỉnh|"
    r"(?:ubnd|ủy ban nhân dân) tỉnh|ban chỉ đạo [^,;.]{0,30}tỉnh)(?!\w)"
)
