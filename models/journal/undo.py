"""Undo: an operation is taken back by writing its rows as they were, which is itself an audited operation.

It ends where a period was closed: what a closed period counted is corrected in the open, not taken back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, inspect, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.words import _
from models.store import tables
from models.store.audit import AuditEvent, plain
from models.store.declaration import ALL
from models.store.tables import ExactDecimal, Moment, Table
from models.work import periods, rights
from models.work.periods import Period

_FINAL = {"book.put_back", "book.rescue"}  # what was there before came from outside the program
_CLOSING = {"closed_at", "closed_by", "reopen_reason"}


def undo(session: Session, operation_id: str) -> None:
    """Take back one operation, its rows in reverse order; undoing that is a redo.

    Raises AppError `undo_overtaken` when one of the rows has changed since, and then nothing is taken back; what
    `refuse` says cannot be taken back at all. What a role may not do it may not undo either; the store's guard sees to
    that.
    """
    statement = select(AuditEvent).where(AuditEvent.operation_id == operation_id).order_by(AuditEvent.number.desc())
    rights.require(session, "undo")
    events = session.scalars(statement).all()
    refuse(session, events)
    classes = tables.by_name()
    removed: list[Table] = []
    try:
        for event in events:
            removed += _take_back(session, classes[event.table_name], event)
            session.flush()
    except IntegrityError:  # its number or name was given to something else meanwhile
        raise _overtaken() from None
    if any(_is_used(session, row) for row in removed):
        raise _overtaken()


def refuse(session: Session, events: Sequence[AuditEvent]) -> None:
    """Raises AppError for an operation that no undo takes back, whatever has happened to its rows since.

    `undo_not_possible` for what was done to accounts, whose passphrases lie outside the book, for a signature, which
    may have been sent, and for what made rows agree with the journal. `undo_of_closing` for the closing and reopening
    of a period: both are done by name and with a reason. `undo_closed` when a period has been closed since that counted
    what the operation changed, or that is one of the rows.
    """
    for event in events:
        if event.operation in _FINAL:
            raise _final()
        if not tables.by_name()[event.table_name].__declared__.undoable:
            raise _not_possible()
        if event.table_name == "signed_copies":
            rights.require(session, "report.sign")
            raise _signed()
        touched = _touched(event)
        if event.table_name == "periods":
            if _CLOSING & touched:
                raise _closing()
            period = session.get(Period, event.row_id)
            if period is not None and period.closed_at is not None:
                raise closed(period)
    if any(_counts(event) for event in events):
        period = _closed_since(session, min(event.number for event in events))
        if period is not None:
            raise closed(period)


def taken_back_at(session: Session, event: AuditEvent) -> datetime | None:
    """When the change of a row was last taken back, where it was not done again since; None where it stands."""
    later = select(AuditEvent).where(AuditEvent.table_name == event.table_name, AuditEvent.row_id == event.row_id)
    later = later.where(AuditEvent.number > event.number, AuditEvent.operation == "undo")
    told = _told(event)
    for one in session.scalars(later.order_by(AuditEvent.number.desc())):
        if _told(one) == told:
            return None
        if _told(one) == (told[1], told[0]):
            return one.at
    return None


def _told(event: AuditEvent) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    derived = tables.by_name()[event.table_name].__declared__.derived
    before, after = (json.loads(text) if text else None for text in (event.before, event.after))
    return tuple(  # type: ignore[return-value]
        None if values is None else {name: value for name, value in values.items() if name not in derived}
        for values in (before, after)
    )


def _touched(event: AuditEvent) -> set[str]:
    """The columns that an event gave another value, or any value where the row came or went."""
    before, after = (json.loads(text) if text else {} for text in (event.before, event.after))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return changed - tables.by_name()[event.table_name].__declared__.derived


def _counts(event: AuditEvent) -> bool:
    counted = tables.by_name()[event.table_name].__declared__.counted
    if counted == ALL or not counted:
        return bool(counted and _touched(event))
    came_or_went = event.before is None or event.after is None
    return came_or_went or bool(counted & _touched(event))


def _closed_since(session: Session, number: int) -> Period | None:
    """A period that was closed after this event and still is. The order is the events', whatever the clock said."""
    later = select(AuditEvent.row_id).where(AuditEvent.number > number, AuditEvent.table_name == "periods")
    closing = later.where(func.json_extract(AuditEvent.after, "$.closed_at").is_not(None))
    found = select(Period).where(Period.closed_at.is_not(None), Period.id.in_(closing)).order_by(Period.to_on.desc())
    return session.scalars(found.limit(1)).first()


def _take_back(session: Session, cls: type[Table], event: AuditEvent) -> list[Table]:
    """Write one row as it was; gives it back when that was not at all."""
    before = json.loads(event.before) if event.before else None
    after = json.loads(event.after) if event.after else None
    row, derived = session.get(cls, event.row_id), cls.__declared__.derived
    same = row is None if after is None else row is not None
    told = {name: value for name, value in (after or {}).items() if name not in derived}
    if not same or any(plain(getattr(row, name)) != value for name, value in told.items()):
        raise _overtaken()
    if row is None:
        session.add(row_from(cls, before or {}))
    elif before is None:
        session.delete(row)
        return [row]
    else:
        for name in before.keys() - derived:
            setattr(row, name, _typed(cls, name, before[name]))
    return []


def row_from(cls: type[Table], values: dict[str, Any]) -> Table:
    """A row that went, made again from what its audit event kept. Raises AppError `row_unreadable`."""
    try:
        return cls(**{name: _typed(cls, name, value) for name, value in values.items()})
    except (ValueError, TypeError, ArithmeticError):  # it was written behind the program
        raise AppError(
            "row_unreadable",
            _("Không khôi phục được mục này."),
            _("Nội dung của nó đã được ghi từ ngoài chương trình và không hợp lệ."),
            _("Hãy nhập lại bằng tay."),
        ) from None


def _is_used(session: Session, row: Table) -> bool:
    """Whether something made since refers to a row that is gone now."""
    for table in Table.metadata.tables.values():
        for link in table.foreign_keys:
            if (
                link.column.table is row.__table__
                and session.execute(select(literal(1)).select_from(table).where(link.parent == row.id).limit(1)).first()
            ):
                return True
    return False


def _overtaken() -> AppError:
    return AppError(
        "undo_overtaken",
        _("Không hoàn tác được thao tác này."),
        _("Dữ liệu liên quan đã được sửa tiếp sau đó."),
        _("Hãy hoàn tác thao tác sau trước, hoặc sửa lại bằng tay."),
    )


def _not_possible() -> AppError:
    return AppError(
        "undo_not_possible",
        _("Việc với tài khoản người dùng không hoàn tác được."),
        _("Mật khẩu của tài khoản đã bị hủy hoặc đã đổi, không có bản cũ để đưa về."),
        _("Hãy sửa lại trong mục Người dùng."),
    )


def _final() -> AppError:
    return AppError(
        "undo_not_possible",
        _("Việc này không hoàn tác được."),
        _("Những gì đã được đưa về là do sửa ngoài chương trình; nội dung cũ vẫn còn trong nhật ký."),
        _("Nếu cần, hãy sửa lại bằng tay."),
    )


def _signed() -> AppError:
    return AppError(
        "undo_not_possible",
        _("Việc ký số không hoàn tác được."),
        _("Bản đã ký có thể đã được gửi đi; sổ giữ mọi bản đã ký."),
        _("Nếu ký nhầm, hãy lập lại báo cáo rồi ký bản mới."),
    )


def _closing() -> AppError:
    return AppError(
        "undo_of_closing",
        _("Việc chốt kỳ và mở lại kỳ không hoàn tác được."),
        _("Chốt kỳ và mở lại kỳ đều phải có người chịu trách nhiệm và ghi vào nhật ký."),
        _("Hãy dùng “Mở lại kỳ” (ghi lý do) hoặc “Chốt kỳ” ở trang Cập nhật kỳ."),
    )


def closed(period: Period) -> AppError:
    """The refusal of what would change a closed period behind its back."""
    return AppError(
        "undo_closed",
        _("Không hoàn tác được vì {name} đã chốt.").format(name=_lower(periods.name(period.key))),
        _("Số liệu của kỳ đã chốt tính cả thao tác này và là căn cứ của báo cáo đã gửi."),
        _("Hãy sửa lại bằng tay trong kỳ này, hoặc mở lại kỳ đã chốt (ghi lý do) rồi hoàn tác."),
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _typed(cls: type[Table], name: str, value: Any) -> Any:  # noqa: ANN401
    """The way back from `audit.plain`."""
    if value is None:
        return None
    kind = inspect(cls).columns[name].type
    if isinstance(kind, Moment):
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if isinstance(kind, ExactDecimal):
        return Decimal(value)
    return date.fromisoformat(value) if kind.python_type is date else value
