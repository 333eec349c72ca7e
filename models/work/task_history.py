"""What happened to one task: the audit trail's events as sentences of the office. The trail itself is `store/audit`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from models.base.text import show_date, show_number
from models.base.words import _
from models.store.audit import AuditEvent
from models.work import periods
from models.work.attachments import Attachment, TaskFile
from models.work.codes import area_name, recurrence_name, state_name
from models.work.history import operation_name
from models.work.indicators import Indicator
from models.work.progress import Progress
from models.work.tasks import Assignment, Extension
from models.work.units import Unit

_NEWEST = 200  # happenings shown; the whole trail is on the page Nhật ký


@dataclass(frozen=True)
class Happening:
    """One operation on a task: when, who, what, and each changed thing in words."""

    at: datetime
    by: str
    operation: str
    lines: tuple[str, ...]


def of_task(session: Session, task_id: str) -> tuple[Happening, ...]:
    """What was done to a task and to what hangs on it, newest first."""
    events = _events(session, task_id)
    names = _Names(session, events)
    happenings = []
    grouped: dict[str, list[AuditEvent]] = {}
    for event in events:
        grouped.setdefault(event.operation_id, []).append(event)
    for group in list(grouped.values())[:_NEWEST]:
        newest = group[0]
        lines = tuple(line for event in reversed(group) for line in _lines(event, names))
        happenings.append(Happening(newest.at, newest.by, operation_name(newest.operation), lines))
    return tuple(happenings)


def field_name(table: str, column: str) -> str:
    """What a column is called by people; "" for one that only the program needs."""
    return _field_names().get(table, {}).get(column, "")


def show_value(column: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a JSON value
    """A value of the trail as people write it; `names` gives words for ids of units, periods and files."""
    if value is None or value == "":
        return _("(trống)")
    if column in {"due_on", "done_on", "old_due_on", "new_due_on", "made_on", "on"}:
        return show_date(date.fromisoformat(value))
    if column in {"value", "target", "baseline"}:
        return _number(str(value))
    if column == "percent":
        return f"{value} %"
    if column in {"unit_id", "period_id", "attachment_id"}:
        return names.get(value, _("(không còn)"))
    words: dict[str, Callable[[str], str]] = {
        "area": area_name,
        "state": state_name,
        "recurrence": recurrence_name,
        "role": lambda code: _("Chủ trì") if code == "lead" else _("Phối hợp"),
        "direction": lambda code: _("càng cao càng tốt") if code == "up" else _("càng thấp càng tốt"),
    }
    return words[column](value) if column in words else str(value)


def _number(text: str) -> str:
    try:
        return show_number(Decimal(text))
    except InvalidOperation:
        return text


def _field_names() -> dict[str, dict[str, str]]:
    said = {"state": _("Trạng thái"), "percent": _("Tiến độ"), "done_on": _("Ngày hoàn thành"), "note": _("Ghi chú")}
    progress = {"unit_id": _("Đơn vị"), "period_id": _("Kỳ"), "value": _("Giá trị chỉ số")}
    extensions = {"old_due_on": _("Hạn cũ"), "new_due_on": _("Hạn mới"), "reason": _("Lý do")}
    indicators = {"name": _("Chỉ số"), "measure": _("Đơn vị tính"), "baseline": _("Mức ban đầu")}
    return {
        "tasks": _task_names() | said,
        "extensions": extensions | {"approved_by": _("Người cho gia hạn")},
        "progress": progress | said,
        "indicators": indicators | {"target": _("Mục tiêu"), "direction": _("Chiều tốt lên")},
        "task_files": {"attachment_id": _("Tệp minh chứng")},
        "assignments": {"unit_id": _("Đơn vị"), "role": _("Vai trò")},
    }


def _task_names() -> dict[str, str]:
    return {
        "ref": _("Mục"),
        "text": _("Nội dung"),
        "area": _("Lĩnh vực"),
        "product": _("Sản phẩm"),
        "deadline_text": _("Thời hạn theo văn bản"),
        "due_on": _("Hạn hoàn thành"),
        "recurrence": _("Chu kỳ"),
        "lead_text": _("Chủ trì"),
        "with_text": _("Phối hợp"),
        "source_text": _("Văn bản giao"),
    }


# Inside


class _Names(dict[str, str]):
    """Words for the ids of units, periods and files that the events speak of."""

    def __init__(self, session: Session, events: Iterable[AuditEvent]) -> None:
        super().__init__()
        ids: dict[str, set[str]] = {"unit_id": set(), "period_id": set(), "attachment_id": set()}
        for event in events:
            for text in (event.before, event.after):
                for column, value in json.loads(text or "{}").items():
                    if column in ids and value:
                        ids[column].add(value)
        named_units = select(Unit.id, Unit.name).where(Unit.id.in_(ids["unit_id"]))
        self.update((key, name) for key, name in session.execute(named_units))
        kept = select(Attachment.id, Attachment.name).where(Attachment.id.in_(ids["attachment_id"]))
        self.update((key, name) for key, name in session.execute(kept))
        named = select(periods.Period.id, periods.Period.key).where(periods.Period.id.in_(ids["period_id"]))
        self.update((key, periods.name(word)) for key, word in session.execute(named))


def _events(session: Session, task_id: str) -> list[AuditEvent]:
    """Newest first. Rows that are gone are found in the operations that touched the task, and never by reading all."""
    own = and_(AuditEvent.table_name == "tasks", AuditEvent.row_id == task_id)
    children: list[Any] = [
        and_(AuditEvent.table_name == cls.__tablename__, AuditEvent.row_id.in_(_ids(cls, task_id)))
        for cls in (Assignment, Extension, Indicator, Progress, TaskFile)
    ]
    mark = f'"task_id":"{task_id}"'
    # Evidence and extensions are few in any book; they alone are searched for rows that were taken away again.
    gone = and_(
        AuditEvent.table_name.in_(("task_files", "extensions", "indicators")),
        or_(AuditEvent.before.contains(mark, autoescape=True), AuditEvent.after.contains(mark, autoescape=True)),
    )
    events = select(AuditEvent).where(or_(own, *children, gone)).order_by(AuditEvent.number.desc())
    return list(session.scalars(events.limit(_NEWEST * 10)))


def _ids(cls: type[Any], task_id: str) -> Select[tuple[str]]:
    return select(cls.id).where(cls.task_id == task_id)


def _lines(event: AuditEvent, names: Mapping[str, str]) -> list[str]:
    # Who leads and helps is said by the task's own row; saying it twice only confuses.
    if event.table_name == "assignments":
        return []
    before = json.loads(event.before) if event.before else None
    after = json.loads(event.after) if event.after else None
    if before is not None and after is not None:
        return _differences(event.table_name, before, after, names)
    about = _standing(event.table_name, after or before or {}, names)
    if not about:
        return []
    if event.table_name == "tasks":
        return about
    said = "; ".join(about)
    return [said] if before is None else [_("Gỡ bỏ: {what}").format(what=said)]


def _differences(
    table: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> list[str]:
    lines = []
    for column, value in after.items():
        label = field_name(table, column)
        if label:
            old, new = show_value(column, before.get(column), names), show_value(column, value, names)
            lines.append(f"{label}: {old} → {new}")
    return lines


def _standing(table: str, row: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    return [
        f"{label}: {show_value(column, row[column], names)}"
        for column, label in _field_names().get(table, {}).items()
        if row.get(column) not in {None, ""} and not (table == "tasks" and column in {"percent", "state"})
    ]
