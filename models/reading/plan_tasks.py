"""The rows of a plan table as drafts: each column says what it is, so little has to be weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from models.base.words import _
from models.reading.outline import OutlineItem
from models.reading.passage import Passage
from models.reading.plan_table import PlanTable, Row
from models.reading.proposal import Ground, Source
from models.reading.proposing import ProposalDraft, Setting, deadline_of
from models.reading.tables.cells import EMPTY, Cell
from models.reading.tables.divided import Part, parts_of
from models.reading.tables.owners import helpers_in, owners_in
from models.reading.words.areas import area_of_heading
from models.reading.words.deadlines import Calendar, Deadline, deadline_in_cell, with_day_of
from models.reading.words.headings import is_standing
from models.reading.words.roles import only_units, roles_in

_STARTS = re.compile(r"bắt đầu|khởi động|từ")
_ENDS = re.compile(r"(?:hoàn thành|kết thúc|đến)(?!\w)")
_IS_TIME = re.compile(
    r"(?:(?:các |những )?(?:nhiệm vụ|công việc) )?(?:trong |thực hiện (?:trong )?)?(?:quý|quí|tháng|6 tháng|tuần)\s"
)
_ASIDE = re.compile(r"(?:nhóm|mục tiêu|chỉ tiêu|lĩnh vực|tiêu chí|yêu cầu|vấn đề)")
_QUARTERS = {3: "Quý I", 6: "Quý II", 9: "Quý III", 12: "Quý IV"}


@dataclass
class _Group:
    """A title row that is open: its label, and what it gives to the rows below that do not say it themselves."""

    row: Row
    lead: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    area: str | None = None


def plan_drafts(table: PlanTable, calendar: Calendar, prefix: str) -> list[tuple[str, ProposalDraft]]:
    """The numbered drafts of a table; title rows give their area, owner and time to the rows below them."""
    return _Drafting(table, calendar, prefix).all()


class _Drafting:
    """Goes down the rows of one table with the title rows that are open above them."""

    def __init__(self, table: PlanTable, calendar: Calendar, prefix: str) -> None:
        self._table, self._calendar, self._prefix = table, calendar, prefix
        self._open: list[_Group] = []
        self._counts: list[int] = [0]
        self._used: dict[str, int] = {}
        self._before: ProposalDraft | None = None
        # A column that marks merged cells (or says "nt") means a blank one to be blank.
        self._marked = frozenset(role for row in table.rows for role in row.above)
        tasks = [row for row in table.rows if not row.heading]
        aside = _ASIDE.match(table.columns.title("group"))
        self._pairs = not aside and all(row.cell("group") and "group" not in row.above for row in tasks)

    def all(self) -> list[tuple[str, ProposalDraft]]:
        done: list[tuple[str, ProposalDraft]] = []
        for row in self._table.rows:
            if row.heading:
                self._enter(row)
                continue
            self._leave(row)
            self._counts[-1] += 1
            ref = self._ref(row)
            parts = parts_of(row.cell("task"), row.cell("leader"), row.cell("time"), self._calendar)
            if parts:
                drafts = [(f"{ref}.{number}", self._draft(row, part)) for number, part in enumerate(parts, 1)]
            else:
                drafts = [(ref, self._draft(row, Part(self._words(row))))]
            self._before = drafts[-1][1]
            done += [(self._once(name), draft) for name, draft in drafts]
        return done

    def _enter(self, row: Row) -> None:
        title = row.cell("task").words.cut(row.label.length)
        while self._open and not self._open[-1].row.label.is_over(row.label):
            self._open.pop()
            self._counts.pop()
        group = _Group(row)
        if row.cell("leader"):
            group.lead, group.helpers = owners_in(row.cell("leader"))
        else:
            group.lead = only_units(title)
        above = self._open[-1].area if self._open else None
        # "SỞ TÀI CHÍNH" over rows says whose they are; what they are about it does not.
        group.area = above if only_units(title) else area_of_heading(title.plain) or above
        group.helpers = group.helpers or helpers_in(row.cell("helper"))
        group.deadline = self._time(row, EMPTY)
        if not group.deadline.words and is_standing(title.plain):
            group.deadline = Deadline(title.words, None, "regular")
        if not group.deadline.words and _IS_TIME.match(title.plain):
            group.deadline = deadline_in_cell(title.plain, title.words, self._calendar)
        self._open.append(group)
        self._counts.append(0)
        self._before = None  # no cell is merged across a title

    def _leave(self, row: Row) -> None:
        """Close the titles that a row does not stand under: row 2 after the rows 1.1 and 1.2 of title 1."""
        while self._open and row.label.depth and self._open[-1].row.label.depth >= row.label.depth:
            self._open.pop()
            self._counts.pop()

    def _ref(self, row: Row) -> str:
        label = row.label.words or str(self._counts[-1])
        above = self._open[-1].row.label.words if self._open else ""
        above = "" if label.startswith(f"{above}.") else above
        return ".".join(part for part in (self._prefix, above, label) if part)

    def _once(self, ref: str) -> str:
        self._used[ref] = self._used.get(ref, 0) + 1
        return ref if self._used[ref] == 1 else f"{ref} ({self._used[ref]})"

    def _words(self, row: Row) -> Passage:
        words = row.cell("task").words.cut(row.label.length)
        return row.cell("group").words.joined(words, ": ") if self._pairs else words

    def _draft(self, row: Row, part: Part) -> ProposalDraft:
        body = part.words
        group = row.cell("group").words
        own = area_of_heading(group.plain) if group and not only_units(group) else None
        area = self._open[-1].area if self._open else None
        draft = ProposalDraft(
            OutlineItem(None, body), body, Setting(area=own or area), replace(roles_in(body), start=0), Deadline()
        )
        draft.deadline = deadline_of(body, self._calendar)
        self._charge(draft, row, part)
        told = self._time(row, part.time)
        if told.words and (told.due_on or told.recurrence or not draft.deadline.words):
            draft.deadline = told
            self._ground(draft, "due", row, "time", part.time or row.cell("time"))
        elif not draft.deadline.words:
            self._inherit_time(draft, row)
        elif told.words:
            draft.deadline = with_day_of(draft.deadline, (part.time or row.cell("time")).words.plain)
        product = row.cell("product")
        if product:
            draft.product = product.words.words.strip(" .;") or None
            self._ground(draft, "product", row, "product", product)
        return draft

    def _charge(self, draft: ProposalDraft, row: Row, part: Part) -> None:
        owner = part.owner or row.cell("leader")
        lead, helpers = owners_in(owner) if owner else ((), ())
        if row.cell("helper"):
            helpers = (*helpers, *(name for name in helpers_in(row.cell("helper")) if name not in helpers))
            self._ground(draft, "with", row, "helper", row.cell("helper"))
        if lead:
            draft.roles = replace(draft.roles, lead=lead, with_units=())
            self._ground(draft, "lead", row, "leader", owner)
        elif not draft.roles.lead:
            self._inherit_lead(draft)
        if helpers:
            draft.roles = replace(draft.roles, with_units=helpers)

    def _inherit_lead(self, draft: ProposalDraft) -> None:
        group = next((one for one in reversed(self._open) if one.lead), None)
        if group is not None:
            draft.roles = replace(draft.roles, lead=group.lead, with_units=draft.roles.with_units or group.helpers)
            draft.given["lead"] = _of_title("lead", group.row)
        elif self._before is not None and "leader" not in self._marked:
            draft.roles = replace(draft.roles, lead=self._before.roles.lead)
            if draft.roles.lead:
                draft.given["lead"] = _of_blank("lead", self._before)

    def _inherit_time(self, draft: ProposalDraft, row: Row) -> None:
        group = next((one for one in reversed(self._open) if one.deadline.words), None)
        if group is not None:
            draft.deadline = group.deadline
            draft.given["due"] = _of_title("due", group.row)
        elif self._before is not None and self._before.deadline.words and self._is_left_blank(row):
            draft.deadline = self._before.deadline
            draft.given["due"] = _of_blank("due", self._before)

    def _is_left_blank(self, row: Row) -> bool:
        """Whether a numbered row says nothing but its task, as text copied from merged cells does."""
        return "time" not in self._marked and not row.is_told and row.label.is_counted

    def _time(self, row: Row, own: Cell) -> Deadline:
        words = (own or row.cell("time")).words
        if words and any(char.isalnum() for char in words.words):
            if _STARTS.search(words.plain) and (end := _ENDS.search(words.plain)) and ":" in words.words:
                words = words.cut(end.start())  # "Bắt đầu: …; hoàn thành: …"
            return deadline_in_cell(words.plain, words.words, self._calendar)
        if not row.crossed:
            return Deadline()
        last = row.crossed[-1]
        words_of = _QUARTERS[last.month] if last.title.startswith("q") else f"Tháng {last.month}"
        words_of = f"{words_of}/{last.year}" if last.year else words_of
        return deadline_in_cell(words_of.lower(), words_of, self._calendar)

    def _ground(self, draft: ProposalDraft, what: str, row: Row, role: str, cell: Cell) -> None:
        title = self._table.columns.title(role)
        title = title[:1].upper() + title[1:]
        if role in row.above:
            how = _("Cột “{column}” của bảng, ô gộp hoặc ghi như dòng trên.").format(column=title)
        else:
            how = _("Cột “{column}” của bảng.").format(column=title)
        source = cell.words.source if cell else draft.body.source
        draft.given[what] = Ground(what, source, how, sure=True)


def _of_title(what: str, title: Row) -> Ground:
    words = title.cell("task").words
    source = Source(words.source.start, words.source.end)
    return Ground(what, source, _("Theo dòng nhóm “{title}” của bảng.").format(title=_short(words.words)), sure=True)


def _of_blank(what: str, before: ProposalDraft) -> Ground:
    how = _("Ô trong bảng để trống; đã lấy theo dòng ngay trên, cần kiểm tra.")
    return Ground(what, before.body.source, how, sure=False)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + "…"
