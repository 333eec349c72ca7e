"""What happened to one task: the audit trail's events as sentences of the office. The trail itself is `store/audit`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from models.base.words import _
from models.store import history_words, tables
from models.store.audit import DERIVED, AuditEvent
from models.store.tables import Table
from models.work.rights import operation_name

_NEWEST = 200  # happenings shown; the whole trail is on the page Nhật ký


@dataclass(frozen=True)
class TaskEvent:
    """One operation on a task: when, who, what, and each changed thing in words."""

    at: datetime
    by: str
    operation: str
    lines: tuple[str, ...]


def of_task(session: Session, task_id: str) -> tuple[TaskEvent, ...]:
    """What was done to a task and to what hangs on it, newest first."""
    events = _events(session, task_id)
    names = history_words.NamesById(session, events)
    happenings = []
    grouped: dict[str, list[AuditEvent]] = {}
    for event in events:
        grouped.setdefault(event.operation_id, []).append(event)
    for group in list(grouped.values())[:_NEWEST]:
        newest = group[0]
        lines = tuple(line for event in reversed(group) for line in _lines(event, names))
        happenings.append(TaskEvent(newest.at, newest.by, operation_name(newest.operation), lines))
    return tuple(happenings)


# Inside


def _events(session: Session, task_id: str) -> list[AuditEvent]:
    """Newest first. Rows that are gone are found in the operations that touched the task, and never by reading all."""
    own = and_(AuditEvent.table_name == "tasks", AuditEvent.row_id == task_id)
    parts = tables.parts_of("tasks")
    children: list[Any] = [
        and_(AuditEvent.table_name == cls.__tablename__, AuditEvent.row_id.in_(_ids(cls, task_id))) for cls in parts
    ]
    mark = f'"task_id":"{task_id}"'
    # Evidence and extensions are few in any book; they alone are searched for rows that were taken away again.
    gone = and_(
        AuditEvent.table_name.in_(("task_files", "extensions", "indicators")),
        or_(AuditEvent.before.contains(mark, autoescape=True), AuditEvent.after.contains(mark, autoescape=True)),
    )
    told = AuditEvent.operation != DERIVED
    events = select(AuditEvent).where(told, or_(own, *children, gone)).order_by(AuditEvent.number.desc())
    return list(session.scalars(events.limit(_NEWEST * 10)))


def _ids(cls: type[Table], task_id: str) -> Select[Any]:
    return select(cls.id).where(getattr(cls, cls.__declared__.part_of) == task_id)


def _lines(event: AuditEvent, names: Mapping[str, str]) -> list[str]:
    declared = tables.declarations().get(event.table_name)
    if declared is None or not declared.in_history:
        return []
    found = history_words.changes(event, names)
    if event.before is None and event.table_name == "tasks":
        begun = {declared.words[column] for column in ("percent", "state")}
        return [history_words.as_line(change) for change in found if change.label not in begun]
    lines = [history_words.as_line(change) for change in found]
    if event.before is not None and event.after is not None:
        return lines
    said = "; ".join(lines)
    if not said:
        return []
    return [said] if event.before is None else [_("Gỡ bỏ: {what}").format(what=said)]
