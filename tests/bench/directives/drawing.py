"""One directive from a seed and a number: kind, issuer, date, layout, body, tail, truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import noise
from .draft import Draft
from .fields import FIELDS
from .kinds import KINDS, plans, section
from .letterheads import letterhead, tail
from .numbering import Numbering
from .offices import Issuer, draw_council, draw_issuer
from .paper import Layout, Paper, Paragraph, Table
from .plan_tables import plan_table
from .truth import DirectiveTruth

SUBJECTS = {
    "Thông báo": "Kết luận của {ruler} tại cuộc họp về công tác {field}",
    "Kết luận": "về công tác {field} năm {year}",
    "Kế hoạch": "Thực hiện công tác {field} năm {year}",
    "Chương trình": "Công tác {field} năm {year}",
    "Chỉ thị": "Về việc tăng cường công tác {field}",
    "Công điện": "Về việc tập trung chỉ đạo công tác {field}",
    "Công văn": "tăng cường công tác {field}",
    "Quyết định": "Ban hành Kế hoạch công tác {field} năm {year}",
    "Nghị quyết": "Về phát triển lĩnh vực {field} giai đoạn {year}-{later}",
}
_HYPHENS = ("-",) * 12 + ("\u2011", "\u2011", "\u2010", "–", "\u2212", "\u00ad")


@dataclass(frozen=True)
class Directive:
    """A drawn paper, its truth, and what it was drawn as."""

    name: str
    kind: str
    paper: Paper
    truth: DirectiveTruth


def directive(seed: int, number: int) -> Directive:
    """The paper of this number; the same for the same seed for ever."""
    rng = Random(f"{seed}:{number}")
    sort = rng.choices(sorted(KINDS), [KINDS[one][2] for one in sorted(KINDS)])[0]
    kinds, body, _weight = KINDS[sort]
    kind = rng.choice(kinds)
    issuer = draw_council(rng) if sort == "resolution of a council" else _issuer_for(rng, kind)
    issued = _issued(rng, issuer)
    layout = _layout(rng, issuer)
    draft = Draft(rng, issuer, issued, Numbering(rng))
    subject = SUBJECTS[kind].format(
        ruler=issuer.ruler, field=rng.choice(sorted(FIELDS)), year=issued.year, later=issued.year + 4
    )
    head, told = letterhead(rng, issuer, issued, kind, subject, layout)
    body(draft)
    closing, signed = tail(rng, issuer, kind)
    draft.truth.head.update(told | signed)
    paper = Paper(head, layout, _recipients(rng, issuer, kind), draft.parts, closing)
    if sort == "decision with plan":
        paper.appendix = _appendix(draft, subject)
    elif draft.appended:
        paper.appendix = _table_behind(draft, kind)
    return Directive(f"{seed}-{number:04}", sort, paper, draft.truth)


def _issuer_for(rng: Random, kind: str) -> Issuer:
    """An issuer that writes papers of this kind."""
    while True:
        issuer = draw_issuer(rng)
        if _writes(issuer, kind):
            return issuer


def _writes(issuer: Issuer, kind: str) -> bool:
    if issuer.party:
        return kind not in {"Quyết định", "Công điện", "Công văn"}
    if kind in {"Kết luận", "Nghị quyết"}:
        return False
    if issuer.mark == "TTg":
        return kind in {"Chỉ thị", "Công điện"}
    if issuer.level == "office" or issuer.mark == "VPCP":
        return kind == "Thông báo"
    return issuer.level != "board" or kind not in {"Chỉ thị", "Công điện", "Quyết định"}


def _issued(rng: Random, issuer: Issuer) -> date:
    """Two levels of government since 1 July 2025: districts write before, the new communes after."""
    first, last = date(2022, 1, 4), date(2025, 5, 30)
    if issuer.level not in {"district", "old province", "district party"}:
        first, last = date(2025, 7, 10), date(2026, 11, 20)
    day = first + timedelta(days=rng.randrange((last - first).days))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _layout(rng: Random, issuer: Issuer) -> Layout:
    stamped = f"CÔNG VĂN ĐẾN\nSố: {rng.randint(100, 9000)}\nNgày: {rng.randint(10, 28)}/9/2026"
    return Layout(
        wrap=rng.choice((None, None, 78, 92, 104)),
        letterhead=rng.choice(("side", "side", "stacked", "tabs")),
        hyphen=rng.choice(_HYPHENS),
        running_head=rng.choice(
            (None, None, None, "Dự thảo trình ký", "Văn bản điện tử nội bộ", f"{issuer.called} - Lưu hành nội bộ")
        ),
        page_numbers=rng.choice((None, None, None, "{}", "{}", "- {} -", "Trang {}")),
        spaced_title=rng.random() < 0.06,
        stamp=rng.choice((None, None, None, None, "Ký bởi: Văn phòng\nThời gian ký: 10:15:20 +07:00")),
        cells=rng.choice((" | ", "\t")),
        auto_numbers=rng.random() < 0.6,
        linked_lists=rng.random() < 0.08,
        styled_lists=rng.choice((None,) * 10 + ("whole", "level alone")),
        head_in_header=rng.random() < 0.1,
        in_control=rng.random() < 0.1,
        turned=rng.choice((None, None, None, None, None, "page", "text")),
        gaps=rng.random() < 0.4,
        tight=rng.random() < 0.3,
        broken_table=rng.random() < 0.2,
        soft_labels=rng.random() < 0.2,
        letterhead_box=rng.random() < 0.06,
        narrow_motto=rng.random() < 0.15,
        justified=rng.random() < 0.5,
        number_in_field=rng.random() < 0.06,
        watermark=rng.choice((None,) * 9 + ("DỰ THẢO",)),
        arrival=stamped if rng.random() < 0.08 else None,
    )


def _recipients(rng: Random, issuer: Issuer, kind: str) -> list[str]:
    """Who a letter or a telegram is addressed to."""
    if kind not in {"Công văn", "Công điện"}:
        return []
    return [*issuer.groups[:2]] if rng.random() < 0.7 else [issuer.groups[0]]


def _table_behind(draft: Draft, kind: str) -> list[Paragraph | Table]:
    """The appendix that holds the table of a plan."""
    before = list(draft.parts)
    draft.parts.clear()
    draft.say(draft.rng.choice(("PHỤ LỤC", "Phụ lục", "PHỤ LỤC I")), "centre")
    draft.say(draft.rng.choice(("DANH MỤC NHIỆM VỤ", "PHÂN CÔNG NHIỆM VỤ", "Phân công thực hiện Kế hoạch")), "centre")
    told = draft.truth.head
    draft.say(
        f"(Kèm theo {kind} số {told['number'] or '     '}/{told['symbol']} ngày {draft.issued_on:%d/%m/%Y})", "centre"
    )
    plan_table(draft, draft.rng.randint(4, 14))
    after = list(draft.parts)
    draft.parts[:] = before
    return after


def _appendix(draft: Draft, subject: str) -> list[Paragraph | Table]:
    """The plan that a decision issues: a table or items, behind the signature."""
    before = list(draft.parts)
    draft.parts.clear()
    draft.say("KẾ HOẠCH", "centre")
    draft.say(subject.removeprefix("Ban hành Kế hoạch ").capitalize(), "centre")
    if draft.chance(0.8):
        told = draft.truth.head
        day = f"{draft.issued_on.day:02}/{draft.issued_on.month}/{draft.issued_on.year}"
        draft.say(
            f"(Ban hành kèm theo Quyết định số {told['number'] or '     '}/{told['symbol']} ngày {day})", "centre"
        )
    draft.numbering = Numbering(draft.rng, first_run=10_000)
    section(draft, "Mục tiêu")
    noise.goals(draft, 1, 2)
    section(draft, "Nhiệm vụ")
    if draft.chance(0.5):
        plan_table(draft, draft.rng.randint(3, 8))
    else:
        plans(draft, 1, draft.rng.randint(2, 4))
    after = list(draft.parts)
    draft.parts[:] = before
    return after
