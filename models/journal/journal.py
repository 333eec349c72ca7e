"""The journal (nhật ký) as its page shows it: events in words, what can be taken back, export, the chain."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from models.base import csv_text
from models.base.errors import AppError
from models.base.words import _
from models.journal import history, undo
from models.journal.history import EventFilter
from models.store import audit, tables
from models.store.audit import DERIVED, AuditEvent, plain
from models.store.history_words import FieldChange, NamesById, as_line, changes, show_moment
from models.work import rights

_BATCH = 1000
_LOOKED_AT = 300  # events of one operation that are compared with the book while somebody only looks


@dataclass(frozen=True)
class JournalRow:
    """One changed row of the book: when, who, by which operation, what it was about, each field before and after."""

    number: int
    at: datetime
    by: str
    operation: str
    operation_id: str
    kind: str
    subject: str
    fields: tuple[FieldChange, ...]
    came: bool
    went: bool

    @property
    def summary(self) -> str:
        """The change on one line."""
        lines = "; ".join(as_line(change) for change in self.fields)
        if self.came:
            return _("Thêm mới. {what}").format(what=lines).strip()
        if self.went:
            return _("Xóa. {what}").format(what=lines).strip()
        return lines or _("Chỉ thông tin đi kèm, không có nội dung nào khác.")


@dataclass(frozen=True)
class OperationStory:
    """How many rows an operation changed, and why it cannot be taken back ("" when it can)."""

    size: int
    obstacle: str


@dataclass(frozen=True)
class Chain:
    """The audit chain's newest event: its number and the short code that reports and backups print.

    `derived` of its events say again what others say, and are in no list.
    """

    number: int
    code: str
    derived: int = 0


def page(session: Session, wanted: EventFilter, *, offset: int = 0, limit: int = 200) -> list[JournalRow]:
    """Events in words, newest first."""
    statement = history.matching(select(AuditEvent), wanted).order_by(AuditEvent.number.desc())
    events = list(session.scalars(statement.offset(offset).limit(limit)))
    names = NamesById(session, events)
    return [_row(event, names) for event in events]


def story(session: Session, operation_id: str) -> OperationStory:
    """What can be done about an operation; nothing is changed. A very large one is judged when it is taken back."""
    own = and_(AuditEvent.operation_id == operation_id, AuditEvent.operation != DERIVED)
    size = session.scalar(select(func.count()).select_from(AuditEvent).where(own)) or 0
    statement = select(AuditEvent).where(own).order_by(AuditEvent.number.desc())
    events = list(session.scalars(statement.limit(_LOOKED_AT)))
    return OperationStory(size, _obstacle(session, events))


def operation_of(session: Session, number: int) -> str | None:
    """The operation that an event belongs to; None for a number that no event has."""
    return session.scalar(select(AuditEvent.operation_id).where(AuditEvent.number == number))


def chain(session: Session) -> Chain:
    """Where the chain stands."""
    number, newest = audit.head(session)
    derived = select(func.count()).select_from(AuditEvent).where(AuditEvent.operation == DERIVED)
    return Chain(number, short_code(newest), session.scalar(derived) or 0)


def short_code(newest: str) -> str:
    """`3F9A-12BC-77D0` from a hash: short enough to be read out over the telephone."""
    return "-".join(newest[place : place + 4].upper() for place in (0, 4, 8))


def first_broken(session: Session) -> int | None:
    """The number of the first event that was changed or removed outside the program; None for a whole chain."""
    return audit.first_broken(session)


def export(session: Session, wanted: EventFilter) -> bytes:
    """Every event that the filter lets through as CSV, a line for each changed field, newest first."""
    lines: list[Sequence[str]] = [_titles()]
    total = session.scalar(history.matching(select(func.count()).select_from(AuditEvent), wanted)) or 0
    for offset in range(0, total, _BATCH):
        for row in page(session, wanted, offset=offset, limit=_BATCH):
            head = (str(row.number), show_moment(row.at), row.by, row.operation, row.kind, row.subject)
            told = row.fields or (FieldChange("", "", ""),)
            lines += [(*head, change.label, change.before, change.after) for change in told]
    return csv_text.csv_bytes(lines)


def _titles() -> tuple[str, ...]:
    return (
        _("Số"),
        _("Thời gian"),
        _("Người"),
        _("Thao tác"),
        _("Loại"),
        _("Đối tượng"),
        _("Nội dung"),
        _("Trước"),
        _("Sau"),
    )


def _row(event: AuditEvent, names: NamesById) -> JournalRow:
    return JournalRow(
        number=event.number,
        at=event.at,
        by=event.by,
        operation=rights.operation_name(event.operation),
        operation_id=event.operation_id,
        kind=history.table_name(event.table_name),
        subject=names.get(event.row_id, ""),
        fields=tuple(changes(event, names)),
        came=event.before is None,
        went=event.after is None,
    )


def _taken_back(event: AuditEvent) -> audit.Change:
    before, after = (json.loads(text) if text else None for text in (event.before, event.after))
    return audit.Change(event.table_name, event.row_id, after, before, None)


def _obstacle(session: Session, events: Sequence[AuditEvent]) -> str:
    if not events:
        return _("Không tìm thấy thao tác này.")
    if events[0].operation == "office.found":
        return _("Việc tạo sổ không hoàn tác được.")
    gone = undo.taken_back_at(session, events[0])
    if gone is not None:
        return _("Thao tác này đã được hoàn tác lúc {at}.").format(at=show_moment(gone))
    try:
        undo.refuse(session, events)
        rights.vet(session.info.get("role"), "undo", [_taken_back(event) for event in events])
    except AppError as refusal:
        return f"{refusal.what} {refusal.do}"
    classes = tables.by_name()
    seen: set[tuple[str, str]] = set()
    for event in events:
        if (event.table_name, event.row_id) in seen:
            continue
        seen.add((event.table_name, event.row_id))
        row: Any = session.get(classes[event.table_name], event.row_id)
        after = json.loads(event.after) if event.after else None
        same = row is None if after is None else row is not None
        if same and after is not None:
            same = all(plain(getattr(row, name)) == value for name, value in after.items() if hasattr(row, name))
        if not same:
            return _("Dữ liệu liên quan đã được sửa tiếp sau đó; hãy hoàn tác thao tác sau trước.")
    return ""
