"""Undo: an operation is taken back by writing its rows as they were, which is itself an audited operation."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from models.base.errors import AppError
from models.base.words import _
from models.store.audit import AuditEvent, plain
from models.store.tables import Exact, Moment, Table


def undo(session: Session, operation_id: str) -> None:
    """Take back one operation, its rows in reverse order; undoing that is a redo.

    Raises AppError `undo_overtaken` when one of the rows has changed since, and then nothing is taken back.
    """
    statement = select(AuditEvent).where(AuditEvent.operation_id == operation_id).order_by(AuditEvent.number.desc())
    classes = {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}
    for event in session.scalars(statement).all():
        cls = classes[event.table_name]
        before = json.loads(event.before) if event.before else None
        after = json.loads(event.after) if event.after else None
        row = session.get(cls, event.row_id)
        _refuse_overtaken(row, after)
        if before is None:
            session.delete(row)
        elif after is None:
            session.add(cls(**{name: _typed(cls, name, value) for name, value in before.items()}))
        else:
            for name, value in before.items():
                setattr(row, name, _typed(cls, name, value))
        session.flush()


def _refuse_overtaken(row: Any, after: dict[str, Any] | None) -> None:  # noqa: ANN401
    same = row is None if after is None else row is not None
    if same and after is not None:
        same = all(plain(getattr(row, name)) == value for name, value in after.items())
    if not same:
        raise AppError(
            "undo_overtaken",
            _("Không hoàn tác được thao tác này."),
            _("Dữ liệu liên quan đã được sửa tiếp sau đó."),
            _("Hãy hoàn tác thao tác sau trước, hoặc sửa lại bằng tay."),
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
