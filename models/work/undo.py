"""Undo: an operation is taken back by writing its rows as they were, which is itself an audited operation."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.words import _
from models.store.audit import AuditEvent, plain
from models.store.tables import Exact, Moment, Table
from models.work import rights


def undo(session: Session, operation_id: str) -> None:
    """Take back one operation, its rows in reverse order; undoing that is a redo.

    Raises AppError `undo_overtaken` when one of the rows has changed since, and then nothing is taken back, and
    `undo_not_possible` for what was done to accounts: their passphrases lie outside the book. What a role may not do it
    may not undo either; the store's guard sees to that.
    """
    statement = select(AuditEvent).where(AuditEvent.operation_id == operation_id).order_by(AuditEvent.number.desc())
    rights.require(session, "undo")
    classes = {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}
    removed: list[Table] = []
    try:
        for event in session.scalars(statement).all():
            if event.table_name == "accounts":
                raise _not_possible()
            removed += _take_back(session, classes[event.table_name], event)
            session.flush()
    except IntegrityError:  # its number or name was given to something else meanwhile
        raise _overtaken() from None
    if any(_is_used(session, row) for row in removed):
        raise _overtaken()


def _take_back(session: Session, cls: type[Table], event: AuditEvent) -> list[Table]:
    """Write one row as it was; gives it back when that was not at all."""
    before = json.loads(event.before) if event.before else None
    after = json.loads(event.after) if event.after else None
    row = session.get(cls, event.row_id)
    same = row is None if after is None else row is not None
    if not same or any(plain(getattr(row, name)) != value for name, value in (after or {}).items()):
        raise _overtaken()
    if row is None:
        session.add(cls(**{name: _typed(cls, name, value) for name, value in (before or {}).items()}))
    elif before is None:
        session.delete(row)
        return [row]
    else:
        for name, value in before.items():
            setattr(row, name, _typed(cls, name, value))
    return []


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
        _("Mật khẩu của tài khoản đã bị huỷ hoặc đã đổi, không có bản cũ để đưa về."),
        _("Hãy sửa lại trong mục Người dùng."),
    )


def _typed(cls: type[Table], name: str, value: Any) -> Any:  # noqa: ANN401
    """The way back from `audit.plain`."""
    if value is None:
        return None
    kind = inspect(cls).columns[name].type
    if isinstance(kind, Moment):
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if isinstance(kind, Exact):
        return Decimal(value)
    return date.fromisoformat(value) if kind.python_type is date else value
