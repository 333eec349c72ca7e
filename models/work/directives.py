"""Directives: documents from above, kept with their file, and the tasks that an official accepted from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, case, func, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import fold, say_date
from models.base.typed_number import typed_number
from models.base.words import _
from models.reading.proposal import DirectiveHead, ProposedTarget, ProposedTask, Reading
from models.reading.words import meetings
from models.store.declaration import ColumnParts, Declaration
from models.store.evidence import Evidence
from models.store.tables import Table
from models.work import attachments, citations, goals, indicators, kept_review, lead_meanings, ourselves, tasks
from models.work.citations import Cited
from models.work.review import ReviewItem
from models.work.tasks import Task, TaskFields


def _named(row: Mapping[str, Any]) -> str:
    number = "/".join(part for part in (row["doc_number"], row["symbol"]) if part)
    return " ".join(part for part in (row["kind"], number, row["subject"]) if part)


class Directive(Table):
    """A document that gave tasks. `text` is what was read of it; `text_sha` recognises it when it comes again."""

    __tablename__ = "directives"
    __declared__ = Declaration(
        title=_("Văn bản chỉ đạo"),
        rank=7,
        write="directive.head",
        words={
            "kind": _("Loại văn bản"),
            "doc_number": _("Số"),
            "symbol": _("Ký hiệu"),
            "issued_on": _("Ngày ban hành"),
            "issuer": _("Cơ quan ban hành"),
            "subject": _("Trích yếu"),
            "signer": _("Người ký"),
            "signer_title": _("Chức vụ người ký"),
            "recipients": _("Nơi nhận"),
            "attachment_id": _("Tệp gốc"),
            "proposals": _("Đề xuất"),
            "goals": _("Mục tiêu"),
        },
        untold=frozenset({"number", "place", "parent_issuer", "text", "text_sha", "added_at", "remarks"}),
        parts={
            "proposals": ColumnParts(_("Đề xuất {part}"), kept_review.in_words),
            "goals": ColumnParts(_("Mục tiêu {part}"), goals.in_words),
        },
        subject=("kind", "doc_number", "symbol", "subject"),
        name=_named,
        sought=("subject", "doc_number", "symbol"),
        in_bin=True,
        pages=frozenset({"directives", "tasks", "reports"}),
    )
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
    proposals: Mapped[str]  # the items of the review as JSON, so that the official can go on another day
    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"))
    added_at: Mapped[datetime]
    remarks: Mapped[str] = mapped_column(server_default="", default="")  # of the reading, one a line
    goals: Mapped[str] = mapped_column(server_default="", default="")  # the goals in figures, as `goals` keeps them

    def refuse_return(self, session: Session) -> None:
        """Raises AppError `directive_known` when the same document was read in again."""
        refuse_known(session, self.text_sha)


def label(row: Directive) -> str:
    """How lists and reports name a document (`citations.cite`)."""
    return citations.cite(_cited(row))


def labels(session: Session) -> dict[str, str]:
    """The names of all directives by id, newest first; of a text only what a name may need is read."""
    told = func.substr(Directive.text, 1, meetings.OPENING)
    columns = (Directive.kind, Directive.doc_number, Directive.symbol, Directive.issued_on)
    asked = select(
        Directive.id,
        *columns,
        Directive.issuer,
        Directive.subject,
        case((Directive.doc_number == "", told), else_=literal("")),
    )
    found = session.execute(asked.order_by(Directive.number.desc()))
    return {key: citations.cite(Cited(*about)) for key, *about in found}


def given_days(session: Session) -> dict[str, date]:
    """The day from which tasks of each directive exist where nothing else is said: its own, else when it came."""
    rows = session.execute(select(Directive.id, Directive.issued_on, Directive.added_at))
    return {key: issued_on or clock.local(added_at).date() for key, issued_on, added_at in rows}


def received(session: Session, first: date, last: date) -> list[Directive]:
    """The directives that were issued, or came, in these days, both ends in it."""
    rows = session.scalars(select(Directive).order_by(Directive.number))
    days = ((row, (row.issued_on, clock.local(row.added_at).date())) for row in rows)
    return [row for row, known in days if any(day and first <= day <= last for day in known)]


def without_number(session: Session, task_ids: Collection[str], received: Collection[str] = ()) -> dict[str, str]:
    """The names by id of the directives without a number that gave these tasks, or are among `received` (ids)."""
    gave = select(Directive.id, Task.id).join(Task, Task.directive_id == Directive.id).where(Directive.doc_number == "")
    wanted = set(received) | {directive for directive, task in session.execute(gave) if task in set(task_ids)}
    bare = set(session.scalars(select(Directive.id).where(Directive.doc_number == "")))
    return {key: name for key, name in labels(session).items() if key in wanted & bare}


def add(session: Session, evidence: Evidence, reading: Reading, name: str, content: bytes) -> Directive:
    """Keep a document that was read, with its original file and the proposals. Raises AppError `directive_known`."""
    digest = _digest(reading.text)
    refuse_known(session, digest)
    kept = attachments.keep(session, evidence, name, content)
    number = (session.scalar(select(func.max(Directive.number))) or 0) + 1
    row = Directive(number=number, text=reading.text, text_sha=digest, attachment_id=kept.id)
    row.added_at = clock.now().replace(microsecond=0)
    proposed = ourselves.proposed(session, reading.head, reading.tasks)
    found = [ReviewItem(str(place), task) for place, task in enumerate(proposed, 1)]
    row.proposals = json.dumps(kept_review.as_plain(found), ensure_ascii=False)
    row.remarks = "\n".join(" ".join(remark.split()) for remark in reading.warnings)
    row.goals = goals.as_text(goals.found(reading.targets))
    _fill(row, reading.head)
    session.add(row)
    session.flush()
    return row


def refuse_known(session: Session, digest: str) -> None:
    """Raises AppError `directive_known` when a document with these words (their digest) is in the book."""
    known = _with_digest(session, digest)
    if known is not None:
        raise AppError(
            "directive_known",
            _("Văn bản này đã có trong sổ: {label}.").format(label=label(known)),
            _("Nội dung trùng với văn bản nhận ngày {day}.").format(day=say_date(clock.local(known.added_at).date())),
            _("Hãy mở văn bản đã có ở trang Văn bản chỉ đạo."),
        )


def known(session: Session, text: str) -> str | None:
    """The id of the directive with these words, or None: how a document read twice is recognised."""
    found = _with_digest(session, _digest(text))
    return found.id if found is not None else None


def same_paper(session: Session, directive: Directive) -> Directive | None:
    """An earlier document with the same number, symbol and day, or None.

    A paper comes as a Word file and again as the signed PDF; their words differ a little, and their tasks would count
    twice.
    """
    if not (directive.doc_number and directive.symbol and directive.issued_on):
        return None
    twins = select(Directive).where(
        Directive.doc_number == directive.doc_number,
        Directive.symbol == directive.symbol,
        Directive.issued_on == directive.issued_on,
        Directive.issuer == directive.issuer,
        Directive.number < directive.number,
    )
    return session.scalars(twins.order_by(Directive.number)).first()


def same_paper_words(twin: Directive) -> str:
    """What to say of a document whose paper is in the book already."""
    return _(
        "Trong sổ đã có {label} nhận ngày {day}. Nếu là cùng một văn bản, hãy chỉ nhận nhiệm vụ từ một bản."
    ).format(label=label(twin), day=say_date(clock.local(twin.added_at).date()))


def change_head(session: Session, directive_id: str, head: DirectiveHead) -> None:
    """Correct what the document says about itself; its tasks name it by the new words.

    A number that was read stays as it was read. Raises AppError `directive_unknown`, `wrong_number`.
    """
    directive = get(session, directive_id)
    if head.number and head.number != directive.doc_number:
        _refuse_no_number(head.number)
    _fill(directive, head)
    after = label(directive)
    named = select(Task).where(Task.directive_id == directive_id, Task.source_text != after)
    for task in session.scalars(named):
        task.source_text = after


def _refuse_no_number(number: str) -> None:
    try:
        alone = typed_number(number)
    except ValueError as wrong:
        raise AppError("wrong_number", str(wrong), "", _("Hãy chỉ nhập số, ví dụ 45.")) from None
    if alone[1]:
        words = _("“{number}” là cả số và ký hiệu.").format(number=number)
        raise AppError("wrong_number", words, _("Ký hiệu có ô riêng."), _("Hãy chỉ nhập số, ví dụ 45."))


def remove(session: Session, directive_id: str) -> None:
    """Take a document out that gave no task; its file stays, so that this can be undone.

    Raises AppError `directive_unknown`, `directive_has_tasks`.
    """
    directive = get(session, directive_id)
    number = session.scalar(select(func.count()).where(Task.directive_id == directive_id)) or 0
    if number:
        raise AppError(
            "directive_has_tasks",
            _("Không xóa được {label}.").format(label=label(directive)),
            _("Đã có {n} nhiệm vụ được nhận từ văn bản này.").format(n=number),
            _("Hãy giữ văn bản làm căn cứ của các nhiệm vụ đó."),
        )
    session.delete(directive)


def accept(
    session: Session, directive_id: str, proposals: Sequence[ProposedTask], given_on: date | None = None
) -> list[Task]:
    """Make tasks of proposals as they were kept, given on a day; one that became a task before is left as it is.

    Raises `directive_unknown` and what `tasks` refuses.
    """
    left = [_as_read(task) for task in proposals]
    keys = []
    for item in items(session, directive_id):
        if _as_read(item.task) in left:
            left.remove(_as_read(item.task))
            keys.append(item.key)
    return accept_items(session, directive_id, keys, given_on=given_on)


def _as_read(task: ProposedTask) -> ProposedTask:
    """Without its class, which depends on whose book it is in."""
    return replace(task, whose="ours", why="")


def accept_items(
    session: Session,
    directive_id: str,
    keys: Collection[str],
    instead: Mapping[str, Sequence[str]] = MappingProxyType({}),
    given_on: date | None = None,
) -> list[Task]:
    """Make tasks of the items with these keys that still wait, and note on each which task it became.

    `instead` gives units for names that lead by the document's words (`ReviewItem.led`); what a general name meant is
    remembered for the next document. `given_on` is the day on which the tasks were given, where that is neither the
    document's date nor the day it was received.

    A goal that was given to one of them becomes the indicator of its task.

    Raises `directive_unknown` and what `tasks` refuses.
    """
    directive = get(session, directive_id)
    source = label(directive)
    wanted = set(keys)
    kept = [i.led(instead) if i.key in wanted and i.waiting else i for i in items(session, directive_id)]
    chosen = [item for item in kept if item.key in wanted and item.waiting]
    made = tasks.add_many(session, [_fields(item.task, directive_id, source, given_on) for item in chosen])
    lead_meanings.remember(session, instead)
    became = {item.key: task.id for item, task in zip(chosen, made, strict=True)}
    keep_items(session, directive_id, [replace(i, task_id=became.get(i.key, i.task_id)) for i in kept])
    for task_id, target in goals.due(goals.there(goals.from_text(directive.goals), kept), became).items():
        measure(session, task_id, target)
    return made


def measure(session: Session, task_id: str, target: ProposedTarget) -> None:
    """Make a goal the indicator of a task. Raises AppError `goal_taken` when the task has one."""
    if known := indicators.of_tasks(session, [task_id]):
        raise goals.taken(known[task_id].name)
    how = target.direction
    indicators.put(session, task_id, name=target.name, measure=target.measure, target=target.value, direction=how)


def items(session: Session, directive_id: str) -> tuple[ReviewItem, ...]:
    """The proposals as the official left them. One whose task has gone (undo) waits again."""
    kept = kept_review.from_plain(json.loads(get(session, directive_id).proposals))
    there = set(session.scalars(select(Task.id).where(Task.directive_id == directive_id)))
    return tuple(i if i.task_id is None or i.task_id in there else replace(i, task_id=None) for i in kept)


def keep_items(session: Session, directive_id: str, kept: Iterable[ReviewItem]) -> None:
    """Remember how far the official has come. Raises `directive_unknown`."""
    get(session, directive_id).proposals = json.dumps(kept_review.as_plain(kept), ensure_ascii=False)


def get(session: Session, directive_id: str) -> Directive:
    """The directive with this id. Raises AppError `directive_unknown`."""
    found = session.get(Directive, directive_id)
    if found is None:
        raise AppError("directive_unknown", _("Không tìm thấy văn bản này."), "", _("Hãy tải lại danh sách văn bản."))
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()


def _with_digest(session: Session, digest: str) -> Directive | None:
    return session.scalars(select(Directive).where(Directive.text_sha == digest)).first()


def head(row: Directive) -> DirectiveHead:
    """What the document says about itself; None where it says nothing."""
    return DirectiveHead(
        kind=row.kind or None,
        number=row.doc_number or None,
        symbol=row.symbol or None,
        issued_on=row.issued_on,
        place=row.place or None,
        issuer=row.issuer or None,
        parent_issuer=row.parent_issuer or None,
        subject=row.subject or None,
        signer=row.signer or None,
        signer_title=row.signer_title or None,
        recipients=tuple(row.recipients.splitlines()),
    )


def _cited(row: Directive) -> Cited:
    return Cited(row.kind, row.doc_number, row.symbol, row.issued_on, row.issuer, row.subject, row.text)


def _fill(row: Directive, head: DirectiveHead) -> None:
    row.kind, row.doc_number, row.symbol = head.kind or "", head.number or "", head.symbol or ""
    row.issued_on, row.place, row.issuer = head.issued_on, head.place or "", head.issuer or ""
    row.parent_issuer, row.subject = head.parent_issuer or "", head.subject or ""
    row.signer, row.signer_title = head.signer or "", head.signer_title or ""
    row.recipients = "\n".join(head.recipients)


def _fields(proposal: ProposedTask, directive_id: str, source: str, given_on: date | None) -> TaskFields:
    return TaskFields(
        text=proposal.text,
        ref=proposal.ref,
        area=proposal.area,
        lead=proposal.lead,
        with_units=proposal.with_units,
        deadline_text=proposal.deadline_text or "",
        due_on=proposal.due_on,
        recurrence=proposal.recurrence,
        due_day=proposal.due_day,
        product=proposal.product or "",
        directive_id=directive_id,
        source_text=source,
        source=(proposal.source.start, proposal.source.end),
        assigned_on=given_on,
        whose=proposal.whose,
    )
