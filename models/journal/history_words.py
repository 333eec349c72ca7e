"""The audit trail in the office's words: what a field is called, how a value is written, what a changed row was about.

No ids and no column names reach a person. What is shown where is the business of `journal` and `task_history`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol

from sqlalchemy import Table as Columns
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.journal import history_parts
from models.store.tables import Table
from models.work import periods
from models.work.codes import area_name, level_name, recurrence_name, state_name
from models.work.report_kinds import REPORT_KINDS
from models.work.rights import role_name

# Which column points to which table, and what of each table's row is needed to say what it is about.
POINTS: Final = {
    "unit_id": "units",
    "parent_id": "units",
    "period_id": "periods",
    "attachment_id": "attachments",
    "file_id": "attachments",
    "signed_file_id": "attachments",
    "task_id": "tasks",
    "directive_id": "directives",
    "signer_id": "people",
}
_NEEDED: Final = {
    "tasks": ("number", "ref", "text"),
    "units": ("name",),
    "people": ("name",),
    "accounts": ("name",),
    "attachments": ("name",),
    "directives": ("kind", "doc_number", "symbol", "subject"),
    "periods": ("key",),
    "reports": ("kind", "period_key"),
    "progress": ("task_id", "unit_id", "period_id"),
    "assignments": ("task_id", "unit_id"),
    "extensions": ("task_id",),
    "indicators": ("task_id",),
    "task_files": ("task_id", "attachment_id"),
}
_DAYS: Final = {"due_on", "done_on", "old_due_on", "new_due_on", "made_on", "on", "from_on", "to_on", "issued_on"}
_DAYS_OF_UNITS: Final = {"valid_from", "valid_to"}
_MOMENTS: Final = {"closed_at", "made_at", "added_at", "passphrase_at", "recovery_at", "disabled_at"}
_LONGEST = 400  # letters of one value: a directive's whole text is not read in a journal


class Event(Protocol):
    """What of an audit event is needed here; `before` and `after` are the trail's JSON."""

    table_name: Any
    row_id: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class FieldChange:
    """One field of a changed row, before and after; each "" where there was no row."""

    label: str
    before: str
    after: str


class Names(dict[str, str]):
    """Words for the rows that events are about and for those that they point to, by id."""

    def __init__(self, session: Session, events: Iterable[Event]) -> None:
        super().__init__()
        wanted: dict[str, set[str]] = defaultdict(set)
        rows: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
        for event in events:
            before, after = (json.loads(text) if text else None for text in (event.before, event.after))
            whole = after if before is None else before if after is None else None
            if whole is not None:
                rows[event.table_name][event.row_id] = whole
            else:
                wanted[event.table_name].add(event.row_id)
            _note_pointers(wanted, before or {}, after or {})
        for table in [name for name in wanted if set(_NEEDED.get(name, ())) & POINTS.keys()]:
            rows[table] |= _load(session, table, wanted[table] - rows[table].keys())
        for row in [row for table in list(rows) for row in rows[table].values()]:
            _note_pointers(wanted, row)
        for table in [name for name in wanted if not set(_NEEDED.get(name, ())) & POINTS.keys()]:
            rows[table] |= _load(session, table, wanted[table] - rows[table].keys())
        for children in (False, True):
            for table, found in rows.items():
                if bool(set(_NEEDED.get(table, ())) & POINTS.keys()) is children:
                    self.update((key, self._about(table, row)) for key, row in found.items())

    def _about(self, table: str, row: Mapping[str, Any]) -> str:
        """What a row is about: a task by number and text, a figure by its task, unit and period."""
        if table == "tasks":
            words = _("Số {n}, mục {ref}: {text}") if row["ref"] else _("Số {n}: {text}")
            return words.format(n=row["number"], ref=row["ref"], text=row["text"])
        if table == "directives":
            number = "/".join(part for part in (row["doc_number"], row["symbol"]) if part)
            return " ".join(part for part in (row["kind"], number, row["subject"]) if part)
        if table == "periods":
            return periods.name(row["key"])
        if table == "reports":
            return f"{REPORT_KINDS[row['kind']].name} {periods.name(row['period_key'])}"
        if table in {"units", "people", "attachments", "accounts"}:
            return str(row["name"])
        parts = [self.get(row.get(column) or "", "") for column in _NEEDED.get(table, ())]
        return " · ".join(part for part in parts if part)


def changes(event: Event, names: Mapping[str, str]) -> list[FieldChange]:
    """Each field that an event changed, in the office's words; fields that only the program needs are left out."""
    table = event.table_name
    before, after = (json.loads(text) if text else None for text in (event.before, event.after))
    whole = before is None or after is None
    found = []
    for column, label in field_names(table).items():
        old, new = (None if row is None else row.get(column) for row in (before, after))
        if old == new or (whole and (old if after is None else new) in {None, ""}):
            continue
        parts = history_parts.told(column, old, new)
        if parts is not None:
            found += [FieldChange(*part) for part in parts]
            continue
        shown = [
            "" if row is None else show_value(column, value, names) for row, value in ((before, old), (after, new))
        ]
        found.append(FieldChange(label, *shown))
    return found


def as_line(change: FieldChange) -> str:
    """`Tiến độ: 0 % → 100 %`; only what there was where the row came or went."""
    if not change.before or not change.after:
        return f"{change.label}: {change.before or change.after}"
    return f"{change.label}: {change.before} → {change.after}"


def show_value(column: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a JSON value
    """A value of the trail as people write it; `names` gives words for ids."""
    if column in {"signs", "sample"}:
        return _("có") if value else _("không")
    if value is None or value == "":
        return _("(trống)")
    if column in POINTS:
        return names.get(value, _("(không còn)"))
    if column in _DAYS | _DAYS_OF_UNITS:
        return show_date(date.fromisoformat(value))
    if column in _MOMENTS:
        return show_moment(datetime.fromisoformat(value))
    if column in {"value", "target", "baseline"}:
        return _number(str(value))
    if column == "percent":
        return f"{value} %"
    if column == "image":
        return _("có ảnh")
    words = _codes()
    return words[column](value) if column in words else _short(str(value))


def show_moment(moment: datetime) -> str:
    """`14/03/2024 09:30` on a Vietnamese clock."""
    return f"{clock.local(moment):%d/%m/%Y %H:%M}"


def field_names(table: str) -> dict[str, str]:
    """The fields of a table that mean something to people, in the order in which they are told."""
    said = {"state": _("Trạng thái"), "percent": _("Tiến độ"), "done_on": _("Ngày hoàn thành"), "note": _("Ghi chú")}
    return {
        "tasks": _task_fields() | said,
        "progress": {"unit_id": _("Đơn vị"), "period_id": _("Kỳ"), "value": _("Giá trị chỉ số")} | said,
        "indicators": _indicator_fields(),
        "extensions": _extension_fields(),
        "task_files": {"attachment_id": _("Tệp minh chứng"), "note": _("Ghi chú")},
        "assignments": {"unit_id": _("Đơn vị"), "role": _("Vai trò")},
        "units": _unit_fields(),
        "people": _person_fields(),
        "periods": _period_fields(),
        "office": _office_fields(),
        "directives": _directive_fields(),
        "reports": _report_fields(),
        "attachments": {"name": _("Tên tệp")},
        "accounts": _account_fields(),
    }.get(table, {})


# Inside


def _note_pointers(wanted: dict[str, set[str]], *rows: Mapping[str, Any]) -> None:
    for row in rows:
        for column, table in POINTS.items():
            if row.get(column):
                wanted[table].add(row[column])


def _load(session: Session, table: str, ids: set[str]) -> dict[str, Mapping[str, Any]]:
    needed = _NEEDED.get(table)
    if not needed or not ids:
        return {}
    columns: Columns = Table.metadata.tables[table]
    found = session.execute(select(columns.c.id, *(columns.c[name] for name in needed)).where(columns.c.id.in_(ids)))
    return {row["id"]: dict(row) for row in found.mappings()}


def _number(text: str) -> str:
    try:
        return show_number(Decimal(text))
    except InvalidOperation:
        return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _codes() -> dict[str, Callable[[str], str]]:
    return {
        "area": area_name,
        "state": state_name,
        "recurrence": recurrence_name,
        "level": level_name,
        "role": lambda code: {"lead": _("Chủ trì"), "with": _("Phối hợp")}.get(code) or role_name(code),
        "direction": lambda code: _("càng cao càng tốt") if code == "up" else _("càng thấp càng tốt"),
    }


def _task_fields() -> dict[str, str]:
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


def _indicator_fields() -> dict[str, str]:
    return {
        "name": _("Chỉ số"),
        "measure": _("Đơn vị tính"),
        "baseline": _("Mức ban đầu"),
        "target": _("Mục tiêu"),
        "direction": _("Chiều tốt lên"),
    }


def _extension_fields() -> dict[str, str]:
    return {
        "old_due_on": _("Hạn cũ"),
        "new_due_on": _("Hạn mới"),
        "reason": _("Lý do"),
        "approved_by": _("Người cho gia hạn"),
    }


def _unit_fields() -> dict[str, str]:
    return {
        "name": _("Tên đơn vị"),
        "code": _("Mã"),
        "level": _("Cấp"),
        "parent_id": _("Đơn vị cấp trên"),
        "valid_from": _("Hiệu lực từ"),
        "valid_to": _("Hiệu lực đến"),
    }


def _person_fields() -> dict[str, str]:
    return {
        "name": _("Họ và tên"),
        "title": _("Chức vụ"),
        "authority": _("Thẩm quyền ký"),
        "signs": _("Được ký"),
        "image": _("Ảnh chữ ký"),
    }


def _account_fields() -> dict[str, str]:
    return {
        "name": _("Tên người dùng"),
        "role": _("Vai trò"),
        "passphrase_at": _("Đặt mật khẩu lúc"),
        "recovery_at": _("Đổi mã khôi phục lúc"),
        "disabled_at": _("Ngừng dùng lúc"),
    }


def _period_fields() -> dict[str, str]:
    return {
        "from_on": _("Từ ngày"),
        "to_on": _("Đến ngày"),
        "closed_at": _("Chốt lúc"),
        "closed_by": _("Người chốt"),
        "reopen_reason": _("Lý do mở lại"),
    }


def _office_fields() -> dict[str, str]:
    return {
        "unit_id": _("Cơ quan"),
        "place": _("Địa danh"),
        "symbol": _("Ký hiệu"),
        "report_to": _("Kính gửi"),
        "copies_to": _("Nơi nhận"),
        "due_soon_days": _("Số ngày báo sắp đến hạn"),
    }


def _directive_fields() -> dict[str, str]:
    return {
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
    }


def _report_fields() -> dict[str, str]:
    return {
        "number": _("Số báo cáo"),
        "issued_on": _("Ngày ban hành"),
        "signer_id": _("Người ký"),
        "sections": _("Lời báo cáo"),
        "made_at": _("Lập lúc"),
        "file_id": _("Tệp báo cáo"),
        "signed_file_id": _("Tệp đã ký"),
    }
