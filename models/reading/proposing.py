"""A duty on its way to a proposal: what it inherits and is given, its product. Finding it is not here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from models.reading import grounds
from models.reading.attributes import charged, said_at_end
from models.reading.outline import Attribute, OutlineItem, Told
from models.reading.passage import LOWER, Passage, even
from models.reading.proposal import Ground, ProposedTask, Source
from models.reading.words import labels
from models.reading.words.areas import area_of_heading, area_of_offices, area_of_words
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, find_deadline, with_day_of
from models.reading.words.roles import Roles
from models.reading.words.units_named import units_in
from models.reading.words.whose import orientation


@dataclass(frozen=True)
class Setting:
    """What a task takes from the headings and sentences above it, and the grounds of each."""

    nature: str | None = None
    lead: tuple[str, ...] = ()
    with_units: tuple[str, ...] = ()
    area: str | None = None
    leaning: str | None = None  # the area of the whole document
    guides: bool = False  # under "Quan điểm, chủ trương": words to think by
    deadline: Deadline | None = None
    product: str | None = None
    goals: bool = False  # under "Mục tiêu": what stands there in figures is reached, not done
    year: int | None = None  # by the end of which
    grounds: tuple[Ground, ...] = ()
    level: int = 0  # how deep in the outline the lead was named

    def ground(self, what: str) -> Ground | None:
        """What the inherited `what` was read from."""
        return next((one for one in self.grounds if one.what == what), None)

    def grounded(self, *grounds: Ground, **changes: Any) -> Setting:  # noqa: ANN401 - values of the fields
        """With other values, read from these."""
        news = {one.what for one in grounds}
        return replace(self, grounds=(*(one for one in self.grounds if one.what not in news), *grounds), **changes)


@dataclass
class ProposalDraft:
    """A task on its way: the item whose words gave it, its words, and what was inherited or attached."""

    item: OutlineItem
    body: Passage
    setting: Setting
    roles: Roles
    deadline: Deadline
    product: str | None = None
    flags: list[str] = field(default_factory=list)
    area: str | None = None
    given: dict[str, Ground] = field(default_factory=dict)  # the grounds of what attributes and columns say

    def finished(self, ref: str) -> ProposedTask:
        """The proposal with its final number."""
        lead = self.roles.lead or self.setting.lead
        if self.setting.lead and all(name.startswith(_THEIR_HEADS) for name in lead):
            lead = self.setting.lead  # "Người đứng đầu cơ quan, đơn vị": those of the offices named above
        helpers = self.roles.with_units or (() if self.roles.lead else self.setting.with_units)
        deadline = self.deadline
        if self.setting.deadline and not (deadline.words or deadline.due_on or deadline.recurrence):
            deadline = self.setting.deadline
        product = self.product or product_in(self.body)
        task = ProposedTask(
            ref=ref,
            text=self.body.words,
            area=self.area
            or self.setting.area
            or area_of_words(_without_offices(self.body, (*lead, *helpers)), self.setting.leaning)
            or area_of_offices(lead),
            lead=lead,
            with_units=tuple(unit for unit in helpers if unit not in lead),
            deadline_text=deadline.words,
            due_on=deadline.due_on,
            recurrence=deadline.recurrence,
            due_day=deadline.due_day,
            source=self.body.source,
            product=product or self.setting.product,
            flags=(*self.flags, *deadline.flags),
        )
        task = replace(task, grounds=tuple(self._grounds(task, inherited=deadline is not self.deadline)))
        return orientation(task, guided=self.setting.guides, told=bool(self.roles.lead))

    def _grounds(self, task: ProposedTask, *, inherited: bool) -> Iterator[Ground]:
        own = self.body.source
        yield self.setting.ground(grounds.TASK) or grounds.in_its_words(grounds.TASK, own)
        yield self._ground_of_lead(task)
        if task.with_units:
            above = None if self.roles.with_units else self.setting.ground(grounds.WITH)
            yield self.given.get(grounds.WITH) or above or grounds.in_its_words(grounds.WITH, own)
        if task.deadline_text or task.recurrence or task.due_on:
            above = self.setting.ground(grounds.DUE) if inherited else None
            yield self.given.get(grounds.DUE) or above or grounds.in_its_words(grounds.DUE, self._place_of(task))
        if task.area:
            above = self.setting.ground(grounds.AREA) if task.area == self.setting.area else None
            yield above or grounds.in_its_words(grounds.AREA, own)
        if task.product:
            above = self.setting.ground(grounds.PRODUCT) if task.product == self.setting.product else None
            yield self.given.get(grounds.PRODUCT) or above or grounds.in_its_words(grounds.PRODUCT, own)

    def _ground_of_lead(self, task: ProposedTask) -> Ground:
        if not task.lead:
            return grounds.nobody()
        if told := self.given.get(grounds.LEAD):
            return told
        above = self.setting.ground(grounds.LEAD)
        if task.lead != self.setting.lead or above is None:
            return grounds.in_its_words(grounds.LEAD, self.body.source)
        return grounds.far(above) if depth(self.item) - self.setting.level >= _FAR and above.sure else above

    def _place_of(self, task: ProposedTask) -> Source:
        at = self.body.words.find(task.deadline_text) if task.deadline_text else -1
        return self.body.cut(at, at + len(task.deadline_text or "")).source if at >= 0 else self.body.source


def depth(item: OutlineItem) -> int:
    """How many items stand above this one."""
    above = 0
    while item.parent is not None:
        above, item = above + 1, item.parent
    return above


_FAR = 3  # levels of the outline between who is named and what he has to do
_THEIR_HEADS = "Người đứng đầu"
_BEFORE = 80  # letters before an office that say what it is here; no way of saying it is longer
# Here the offices are what the task is about: "sắp xếp các đơn vị sự nghiệp".
_TOLD = re.compile(r"(?<!\w)(?:gửi|trình|báo cáo|về|qua|với|cho)\s+$")
_RESHAPED = re.compile(r"(?:sắp xếp|sáp nhập|tổ chức lại|giải thể|hợp nhất|tinh gọn|kiện toàn|thành lập)(?: lại)?\s+$")


def _without_offices(body: Passage, acting: tuple[str, ...]) -> str:
    """The words without the names of offices: `Phòng Tổ chức biên chế` says nothing of what the task is about."""
    plain = list(body.plain)
    for start, end, name in units_in(even(body.words)):
        near = max(0, start - _BEFORE)
        # "Nâng cấp Bộ phận Một cửa": the counter, when it neither acts nor is told, is what the task is about.
        named = name.lower().startswith("cổng thông tin") or area_of_offices((name,))
        counter = name not in acting and not _TOLD.search(body.plain, near, start) and named
        if not counter and not _RESHAPED.search(body.plain, near, start):
            plain[start:end] = " " * (end - start)
    return "".join(plain)


_SEPARATOR = re.compile(r"[;,]|\s[-–+]\s|\.\s")
_SEPARATED = re.compile(r"\s*(?:[;,.]|[-–+]\s|và\s|$)")
_PRODUCT = re.compile(
    r"(?:ban hành|xây dựng|trình|hoàn thiện|phê duyệt|lập|tham mưu|dự thảo|sửa đổi|"
    r"bổ sung|sửa đổi, bổ sung)\s+(?:và\s+[\w ]{3,20}\s+)?(?:các\s+|bộ\s+)?"
    r"(?=(?:kế hoạch|quyết định|đề án|báo cáo|chương trình|nghị quyết|tờ trình|hướng dẫn|"
    r"công văn|bộ tiêu chí|quy chế|quy định|danh mục|phương án|chỉ thị|đề cương|bộ chỉ số|"
    r"sổ tay|văn bản)(?!\w))"
)
_PRODUCT_END = re.compile(
    rf"[.;:(]|,\s+(?=(?-i:[{LOWER}]))|\s+(?:trước ngày|trong quý|trong tháng|chậm nhất|"
    r"đảm bảo|bảo đảm|để|nhằm|trình)(?!\w)"
)


def product_in(body: Passage) -> str | None:
    """The document that a task says is to be made ("ban hành Kế hoạch …"), or None. Only a named one counts."""
    for match in _PRODUCT.finditer(body.plain):
        if not body.words[match.end()].isupper():
            continue
        end = _PRODUCT_END.search(body.words, match.end())
        return body.words[match.end() : end.start() if end else None].strip(" ,/") or None
    return None


def tell(draft: ProposalDraft, told: Told, calendar: Calendar) -> None:
    """Give a draft an attribute. One that several share says nothing against what the draft's own words say."""
    attribute, alone = told.attribute, told.count == 1
    ground = partial(grounds.in_a_line, line=attribute.whole, count=told.count, sure=told.sure)
    if attribute.role in CHARGES:
        _charge(draft, charged(attribute), attribute.role, ground, alone=alone)
    elif attribute.role == labels.DUE and (alone or not draft.deadline.words):
        told_by = deadline_in_cell(attribute.value.plain, attribute.value.words, calendar)
        # "Báo cáo hằng tháng. Thời hạn: trước ngày 10": the one says how often, the other on which day.
        own = with_day_of(draft.deadline, attribute.value.plain)
        apart = told_by.due_on is None and told_by.recurrence is None and own.due_day is not None
        draft.deadline = replace(own, words=told_by.words or own.words) if apart else told_by
        draft.given[grounds.DUE] = ground(grounds.DUE)
    elif attribute.role == labels.PRODUCT and (product := attribute.value.words.strip(" .;")):
        draft.product = product
        draft.given[grounds.PRODUCT] = ground(grounds.PRODUCT)
    elif attribute.role == labels.AREA:
        draft.area = area_of_heading(attribute.value.plain)


CHARGES = frozenset({labels.LEAD, labels.HELP, labels.BOTH, labels.PERSON})


def _charge(draft: ProposalDraft, given: Roles, role: str, ground: Callable[[str], Ground], *, alone: bool) -> None:
    person = role == labels.PERSON and draft.roles.lead  # an office that leads answers, not the person who looks on
    if given.lead and not person and (alone or not draft.roles.lead):
        named = draft.roles.lead if draft.roles.direct and grounds.LEAD not in draft.given else ()
        told = ground(grounds.LEAD)
        draft.given[grounds.LEAD] = grounds.either(told, named) if named and named != given.lead else told
        draft.roles = replace(draft.roles, lead=given.lead)
    if given.with_units and (alone or not draft.roles.with_units):
        draft.roles = replace(draft.roles, with_units=given.with_units)
        draft.given[grounds.WITH] = ground(grounds.WITH)


def deadline_of(body: Passage, calendar: Calendar, said: Sequence[Attribute] | None = None) -> Deadline:
    """Until when the words say: first by their attributes (`said`, where they were looked for), then by the rest."""
    for one in said_at_end(body) if said is None else said:
        if one.role == labels.DUE:
            end = re.search(r"[;.](?:\s|$)|\)", one.value.plain)
            value = one.value.cut(0, end.start() if end else None)
            found = deadline_in_cell(value.plain, value.words, calendar) if value else Deadline()
            if found.due_on or found.recurrence:
                return found
    found = find_deadline(body.plain, body.words, calendar)
    if (first := _TIME_FIRST.search(body.plain)) is not None and not found.due_on:
        value = body.cut(first.start("time"), first.end("time"))
        told = deadline_in_cell(value.plain, value.words, calendar)
        found = told if told.due_on or told.recurrence else found
    last = _TIME_LAST.search(body.plain)
    if found.words or last is None:
        return found
    value = body.cut(last.end())
    told = deadline_in_cell(value.plain, value.words, calendar)
    over = told.due_on is not None and calendar.issued_on is not None and told.due_on < calendar.issued_on
    return told if (told.due_on or told.recurrence) and not over else found


# "(quý II/2026; Ban Pháp chế chủ trì)": until when, and then who, in brackets at the end.
_TIME_FIRST = re.compile(
    r"\(\s*(?P<time>(?:(?:trong|trước|hết|đến hết|xong|hoàn thành|thời gian|thời hạn|hạn|từ|vào|dự kiến):?\s+)*"
    r"(?:ngày|tuần|tháng|quý|quí|năm|\d{1,2}\s*[/.]\s*\d)[^;,()]{0,40}?)\s*(?:[;,–-]|do\s|giao\s)\s*(?![^()]*(?<!\w)đã\s)[^()]{0,120}?"
    r"(?:chủ trì|thực hiện|phối hợp|phụ trách|đầu mối|đảm nhiệm|tham mưu)[^()]{0,80}\)[\s.;]*$"
)
# A time that ends the words, after a colon or in brackets: "Ban hành quyết định: tuần 1 tháng 3."
_TIME_LAST = re.compile(
    r"(?:[:(]\s*|,\s+(?=(?:tháng|quý|quí|tuần)\s[^,:;()]{0,24}20\d\d[\s.;]*$))(?![^()]*(?<!\w)đã\s)"
    r"(?=(?:ngày|tuần|tháng|quý|quí|năm|\d)[^:;()]{1,40}\)?[\s.;]*$)"
)
