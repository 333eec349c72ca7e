"""The rows of a plan table as drafts: each column says what it is, so nothing has to be weighed."""

from __future__ import annotations

from dataclasses import replace

from models.reading.outline import OutlineItem
from models.reading.plan_table import PlanTable, Row
from models.reading.proposing import ProposalDraft, Setting, attach
from models.reading.words.areas import area_of_heading
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, find_deadline
from models.reading.words.roles import roles_in

_LONGEST_NUMBER = 8


def plan_drafts(table: PlanTable, calendar: Calendar, prefix: str) -> list[tuple[str, ProposalDraft]]:
    """The numbered drafts of a table; heading rows give their area to the rows below them."""
    done: list[tuple[str, ProposalDraft]] = []
    used: dict[str, int] = {}
    area: str | None = None
    group = ""
    count = 0
    for row in table.rows:
        number = row.words("number").words.strip(" .)")
        if row.heading:
            area = area_of_heading(row.words("task").plain) or area
            group = number if number and len(number) <= _LONGEST_NUMBER else ""
            count = 0
            continue
        count += 1
        label = number if number and len(number) <= _LONGEST_NUMBER else str(count)
        ref = ".".join(part for part in (prefix, group if not label.startswith(f"{group}.") else "", label) if part)
        used[ref] = used.get(ref, 0) + 1
        if used[ref] > 1:
            ref = f"{ref} ({used[ref]})"
        own = area_of_heading(row.words("group").plain) if row.words("group") else None
        done.append((ref, _draft(row, calendar, own or area)))
    return done


def _draft(row: Row, calendar: Calendar, area: str | None) -> ProposalDraft:
    body = row.words("task")
    draft = ProposalDraft(
        OutlineItem(None, body), body, Setting(area=area), replace(roles_in(body), start=0), Deadline()
    )
    draft.deadline = find_deadline(body.plain, body.words, calendar)
    for role, name in (("leader", "chủ trì"), ("helper", "phối hợp"), ("product", "sản phẩm"), ("time", "thời gian")):
        value = row.words(role)
        if value and any(char.isalnum() for char in value.words):
            attach(draft, name, value, calendar)
    if row.quarters:
        words = f"Quý {('I', 'II', 'III', 'IV')[max(row.quarters) - 1]}"
        told = deadline_in_cell(words.lower(), words, calendar)
        if not draft.deadline.words:
            draft.deadline = told
    return draft
