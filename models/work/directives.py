"""Directives: documents from above, kept with their file, and the tasks that an official accepted from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import fold, show_date
from models.base.words import _
from models.reading.proposal import DirectiveHead, ProposedTask, Reading, Source
from models.store.evidence import Evidence
from models.store.tables import Table
from models.work import attachments, tasks
from models.work.tasks import Task, TaskFields


class Directive(Table):
    """A document that gave tasks. `text` is what was read of it; `text_sha` recognises it when it comes again."""

    __tablename__ = "directives"
    __table_args__ = (Index(None, "text_sha"), Index(None, "issued_on"))

    number: Mapped[int] = mapped_column(Integer, unique=True)
    kind: Mapped[str]
    doc_number: Mapped[str]
    symbol: Mapped[str]
    issued_on: Mapped[date | None]
    place: Mapped[str]
    issuer: Mapped[str]
    parent_issuer: Mapped[str]
    subject: Mapped[str]
    signer: Mapped[str]
    signer_title: Mapped[str]
    recipients: Mapped[str]  # one a line
    text: Mapped[str]
    text_sha: Mapped[str]
    proposals: Mapped[str]  # the reader's proposals as JSON, so that the official can go on another day
    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"))
    added_at: Mapped[datetime]


@dataclass(frozen=True)
class DirectiveRow:
    """A directive as lists show it. `tasks` counts those accepted from it."""

    id: str
    number: int
    label: str
    kind: str
    issued_on: date | None
    issuer: str
    subject: str
    tasks: int
    added_at: datetime


def label(kind: str | None, number: str | None, symbol: str | None, issued_on: date | None) -> str:
    """How lists and reports name a document: `Thông báo số 12/TB-VPUBND ngày 05/03/2024`, with blanks left out."""
    sign = f"{number or ''}/{symbol}" if symbol else (number or "")
    words = [kind or _("Văn bản"), _("số {sign}").format(sign=sign) if sign else ""]
    words.append(_("ngày {day}").format(day=show_date(issued_on)) if issued_on else "")
    return " ".join(filter(None, words))


def add(session: Session, evidence: Evidence, reading: Reading, name: str, content: bytes) -> Directive:
    """Keep a document that was read, with its original file and the proposals. Raises AppError `directive_known`."""
    digest = hashlib.sha256(fold(reading.text).encode()).hexdigest()
    known = session.scalars(select(Directive).where(Directive.text_sha == digest)).first()
    if known is not None:
        raise AppError(
            "directive_known",
            _("Văn bản này đã có trong sổ: {label}.").format(label=_label(known)),
            _("Nội dung trùng với văn bản nhận ngày {day}.").format(day=show_date(clock.local(known.added_at).date())),
            _("Hãy mở văn bản đã có ở trang Văn bản chỉ đạo."),
        )
    kept = attachments.keep(session, evidence, name, content)
    number = (session.scalar(select(func.max(Directive.number))) or 0) + 1
    row = Directive(number=number, text=reading.text, text_sha=digest, attachment_id=kept.id)
    row.added_at = clock.now().replace(microsecond=0)
    row.proposals = json.dumps([_proposal_json(task) for task in reading.tasks], ensure_ascii=False)
    _fill(row, reading.head)
    session.add(row)
    session.flush()
    return row


def accept(session: Session, directive_id: str, proposals: Sequence[ProposedTask]) -> list[Task]:
    """Make tasks of the proposals that the official kept. Raises `directive_unknown` and what `tasks` refuses."""
    directive = get(session, directive_id)
    source = _label(directive)
    return tasks.add_many(session, [_fields(proposal, directive_id, source) for proposal in proposals])


def keep_proposals(session: Session, directive_id: str, proposals: Sequence[ProposedTask]) -> None:
    """Remember how far the official has come with the proposals."""
    directive = get(session, directive_id)
    directive.proposals = json.dumps([_proposal_json(task) for task in proposals], ensure_ascii=False)


def get(session: Session, directive_id: str) -> Directive:
    """The directive with this id. Raises AppError `directive_unknown`."""
    found = session.get(Directive, directive_id)
    if found is None:
        raise AppError("directive_unknown", _("Không tìm thấy văn bản này."), "", _("Hãy tải lại danh sách văn bản."))
    return found


def proposals(session: Session, directive_id: str) -> list[ProposedTask]:
    """The proposals as they were last kept."""
    kept = []
    for entry in json.loads(get(session, directive_id).proposals):
        source = Source(*entry.pop("source"))
        due_on = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
        lists = {name: tuple(entry[name]) for name in ("lead", "with_units", "flags")}
        kept.append(ProposedTask(**{**entry, **lists, "due_on": due_on, "source": source}))
    return kept


def rows(session: Session) -> list[DirectiveRow]:
    """All directives, newest first."""
    counted = select(Task.directive_id, func.count().label("n")).group_by(Task.directive_id).subquery()
    statement = select(Directive, counted.c.n).outerjoin(counted, counted.c.directive_id == Directive.id)
    return [
        DirectiveRow(d.id, d.number, _label(d), d.kind, d.issued_on, d.issuer, d.subject, n or 0, d.added_at)
        for d, n in session.execute(statement.order_by(Directive.number.desc()))
    ]


def _label(row: Directive) -> str:
    return label(row.kind, row.doc_number, row.symbol, row.issued_on)


def _fill(row: Directive, head: DirectiveHead) -> None:
    row.kind, row.doc_number, row.symbol = head.kind or "", head.number or "", head.symbol or ""
    row.issued_on, row.place, row.issuer = head.issued_on, head.place or "", head.issuer or ""
    row.parent_issuer, row.subject = head.parent_issuer or "", head.subject or ""
    row.signer, row.signer_title = head.signer or "", head.signer_title or ""
    row.recipients = "\n".join(head.recipients)


def _fields(proposal: ProposedTask, directive_id: str, source: str) -> TaskFields:
    return TaskFields(
        text=proposal.text,
        ref=proposal.ref,
        area=proposal.area,
        lead=proposal.lead,
        with_units=proposal.with_units,
        deadline_text=proposal.deadline_text or "",
        due_on=proposal.due_on,
        recurrence=proposal.recurrence,
        product=proposal.product or "",
        directive_id=directive_id,
        source_text=source,
        source=(proposal.source.start, proposal.source.end),
    )


def _proposal_json(task: ProposedTask) -> dict[str, object]:
    plain = {name: getattr(task, name) for name in task.__dataclass_fields__}
    due_on = task.due_on.isoformat() if task.due_on else None
    return plain | {"due_on": due_on, "source": [task.source.start, task.source.end]}
