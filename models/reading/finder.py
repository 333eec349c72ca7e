"""A walk through the outline that collects the duties, each with what the headings above it say."""

from __future__ import annotations

from dataclasses import replace

from models.base.words import _
from models.reading.outline import OutlineItem
from models.reading.passage import Passage
from models.reading.proposing import ProposalDraft, Setting, attach, attributes, deadline_of
from models.reading.words.cues import ATTRIBUTE
from models.reading.words.deadlines import Calendar
from models.reading.words.duties import Judge
from models.reading.words.headings import DETAIL, described, led_in, opened, parted, under_heading
from models.reading.words.roles import roles_in


class Finder:
    """Walks one outline; `drafts` holds what it found, in the order of the document."""

    def __init__(self, calendar: Calendar, kind: str | None) -> None:
        self._calendar = calendar
        self._kind = kind
        self._judge = Judge(calendar, kind)
        self.drafts: list[ProposalDraft] = []

    def walk(self, item: OutlineItem, setting: Setting) -> None:
        """Collect the duties of `item` and of all below it."""
        if item.parent is not None:
            setting = self._own(item, setting)
        below = setting
        for child in item.children:
            below = led_in(child, below)
            self.walk(child, below)

    def _own(self, item: OutlineItem, setting: Setting) -> Setting:
        """Read the item's own words: propose what is a duty, give back the setting for what stands below."""
        if self._attach(item):
            return setting
        label, rest = parted(item)
        below = under_heading(label, rest, item, setting, self._kind) if label else setting
        if not rest:
            return below
        own = below
        for duty in self._judge.duties(rest, item, below):
            self._propose(duty, item, own)
            # A later sentence without a subject of its own speaks of the office named before it.
            own = replace(own, lead=self.drafts[-1].roles.lead or own.lead)
        if item.is_paragraph or not item.children:
            return below
        roles = roles_in(rest)
        if item.body.words.endswith(":"):
            helpers = roles.with_units or below.with_units
            return replace(below, nature=opened(below), lead=roles.lead or below.lead, with_units=helpers)
        return replace(below, lead=below.lead or roles.lead)

    def _propose(self, body: Passage, item: OutlineItem, setting: Setting) -> None:
        roles = roles_in(body)
        if roles.start and item.is_paragraph:
            body = body.cut(roles.start)  # what stands before "… yêu cầu" is the reason, not the duty
        if body.words.endswith("./."):
            body = body.cut(0, len(body.words) - 2)  # the mark that ends a document is no part of the duty
        flags = []
        if item.swallowed:
            flags.append(_("Câu bị ngắt thành hai gạch đầu dòng trong văn bản; đã nối lại, cần kiểm tra."))
        self.drafts.append(ProposalDraft(item, body, setting, roles, deadline_of(body, self._calendar), flags=flags))

    def _attach(self, item: OutlineItem) -> bool:
        """Lines such as `Thời gian hoàn thành: Quý I` say something of the task before them."""
        if not self.drafts or item.children:
            return False
        draft = self.drafts[-1]
        if item.parent not in (draft.item, draft.item.parent):
            return False
        if draft.item is item.parent and described(draft.item) and (detail := DETAIL.match(item.body.plain)):
            draft.body = draft.body.joined(item.body.cut(detail.end()), ": ")
            item.attached = True
            return True
        if ATTRIBUTE.match(item.body.plain) is None:
            return False
        item.attached = True
        for name, value in attributes(item.body):
            attach(draft, name, value, self._calendar)
        return True
