"""A walk through the outline that collects the duties, each with what the headings above it say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from models.base.words import _
from models.reading import grounds
from models.reading.attributes import charged, said_at_end
from models.reading.outline import OutlineItem, Told
from models.reading.passage import Passage
from models.reading.proposing import CHARGES, ProposalDraft, Setting, deadline_of, depth, tell
from models.reading.targets import Goal, goals_in
from models.reading.words import labels
from models.reading.words.areas import area_of_heading
from models.reading.words.deadlines import Calendar, deadline_in_cell
from models.reading.words.duties import Judge, sentences
from models.reading.words.headings import (
    NOT_DUTIES,
    dated,
    described,
    opened,
    parted,
    under_heading,
)
from models.reading.words.lead_ins import led_in, spoken
from models.reading.words.roles import roles_in

_ANY_RANK = -1  # of a list of which no item has come yet
_MAKE_A_TASK = CHARGES | {labels.DUE, labels.PRODUCT}


class Finder:
    """Walks one outline; `drafts` and `goals` hold what it found, in the order of the document."""

    def __init__(self, calendar: Calendar, kind: str | None) -> None:
        self._calendar = calendar
        self._kind = kind
        self._judge = Judge(calendar, kind)
        self.drafts: list[ProposalDraft] = []
        self.goals: list[Goal] = []
        self.left_out: list[tuple[OutlineItem, Passage, str]] = []  # words that were not proposed, and their kind

    def walk(self, item: OutlineItem, setting: Setting) -> None:
        """Collect the duties of `item` and of all below it."""
        if item.parent is not None:
            setting = self._own(item, setting)
        elif item.told:
            setting = self._told(item, setting)
        below = before = setting
        led: int | None = None  # the rank of the items that the last lead-in spoke for
        children = [child for child in item.children if not child.attached]
        for child, after in zip_longest(children, children[1:]):
            if child.marker is not None:
                led = child.marker.rank if led == _ANY_RANK else led
                if led is not None and child.marker.rank < led:
                    below, led = before, None  # an item of a higher rank is not of that list any more
            spoken_for = led_in(child, after, below, self._calendar)
            if spoken_for is not below:
                before, below, led = below if led is None else before, spoken_for, _ANY_RANK
            self.walk(child, below)

    def _own(self, item: OutlineItem, setting: Setting) -> Setting:
        """Read the item's own words: propose what is a duty, give back the setting for what stands below."""
        if item.label_only:
            return replace(self._told(item, setting), nature=opened(setting), guides=False)
        label, rest = parted(item)
        below = setting
        if label:
            below = dated(label, under_heading(label, rest, item, setting, self._kind), self._calendar)
        if item.children:
            below = self._told(item, below)
        goals = goals_in(item, rest or item.body, below.year) if below.goals and not item.children else []
        self.goals += goals
        if not rest:
            return below
        own = setting if not label else below
        found = len(self.drafts)
        for duty in self._judge.duties(rest, item, below):
            if below.nature == "past":
                own = own.grounded(grounds.in_appraisal(duty))
            self._propose(duty, item, own)
            # A later sentence without a subject of its own speaks of the office named before it.
            if lead := self.drafts[-1].roles.lead:
                own = own.grounded(grounds.in_sentence_before(duty), lead=lead, level=depth(item))
        if len(self.drafts) == found and self._is_told_task(item, below):
            self._propose(rest, item, own)
        if not goals:
            self._leave_out(item, rest, self.drafts[found:], below)
        if item.is_paragraph or not item.children:
            return below
        return self._below(item, rest, below)

    def _leave_out(self, item: OutlineItem, rest: Passage, drafts: Sequence[ProposalDraft], below: Setting) -> None:
        """Note the sentences of an item that no draft was made of."""
        taken = [draft.body.source for draft in drafts]
        said = sentences(rest)
        for sentence in said[:-1] if rest.words.endswith(":") else said:  # the last one leads a list in
            source = sentence.source
            if not any(one.start < source.end and source.start < one.end for one in taken):
                self.left_out.append((item, sentence, self._judge.left_out_as(sentence, item, below)))

    def _below(self, item: OutlineItem, rest: Passage, below: Setting) -> Setting:
        """What an item that is more than a heading says of those below it."""
        if rest.words.endswith(":"):
            return spoken(rest, item, replace(below, nature=opened(below)), self._calendar)
        roles = roles_in(rest)
        if below.lead or not roles.lead:
            return below
        ground = grounds.in_what_leads_in(roles.lead, rest, of_all=False)
        return below.grounded(ground, lead=roles.lead, level=depth(item))

    def _is_told_task(self, item: OutlineItem, below: Setting) -> bool:
        """Whether attributes say that these words are a task, although no verb does: `Phần mềm quản lý hộ tịch`."""
        if below.nature in NOT_DUTIES or item.is_paragraph:
            return False
        alone = any(told.count == 1 and told.attribute.role in _MAKE_A_TASK for told in item.told)
        return alone and (described(item) or not item.children)

    def _propose(self, body: Passage, item: OutlineItem, setting: Setting) -> None:
        roles = roles_in(body)
        if roles.start and item.is_paragraph:
            body = body.cut(roles.start)  # what stands before "… yêu cầu" is the reason, not the duty
        if body.words.endswith("./."):
            body = body.cut(0, len(body.words) - 2)  # the mark that ends a document is no part of the duty
        flags = []
        if item.swallowed:
            flags.append(_("Câu bị ngắt thành hai gạch đầu dòng trong văn bản; đã nối lại, cần kiểm tra."))
        said = said_at_end(body)
        draft = ProposalDraft(item, body, setting, roles, deadline_of(body, self._calendar, said), flags=flags)
        for one in said:
            if one.role in CHARGES or one.role == labels.PRODUCT:
                tell(draft, Told(one, 1, sure=True), self._calendar)
        for told in item.told:
            tell(draft, told, self._calendar)
        if item.detail:
            draft.body = draft.body.joined(item.detail, ": ")
        self.drafts.append(draft)

    def _told(self, item: OutlineItem, setting: Setting) -> Setting:
        """The setting with what attributes say of all that stands below the item."""
        for told in item.told:
            attribute = told.attribute
            line, count = attribute.whole, max(told.count, len(item.children) - 1)
            if attribute.role in CHARGES:
                roles = charged(attribute)
                if roles.lead:
                    ground = grounds.in_a_line(grounds.LEAD, line, count, sure=told.sure)
                    setting = setting.grounded(ground, lead=roles.lead, level=depth(item))
                if roles.with_units:
                    ground = grounds.in_a_line(grounds.WITH, line, count, sure=told.sure)
                    setting = setting.grounded(ground, with_units=roles.with_units)
            elif attribute.role == labels.DUE:
                value = attribute.value
                ground = grounds.in_a_line(grounds.DUE, line, count, sure=told.sure)
                deadline = deadline_in_cell(value.plain, value.words, self._calendar)
                setting = setting.grounded(ground, deadline=deadline)
            elif attribute.role == labels.AREA:
                setting = replace(setting, area=area_of_heading(attribute.value.plain) or setting.area)
        return setting
