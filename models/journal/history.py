"""Reading the audit trail: what happened to one thing, and the office's journal (nhật ký) as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.text import SOUGHT
from models.base.words import _
from models.store.audit import AuditEvent


@dataclass(frozen=True)
class EventFilter:
    """What of the journal to show; `words` stand in the values or name the thing, `since` and `until` are moments."""

    words: str = ""
    by: str = ""
    table: str = ""
    row_ids: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def count(session: Session, wanted: EventFilter) -> int:
    """How many events the filter lets through."""
    return session.scalar(matching(select(func.count()).select_from(AuditEvent), wanted)) or 0


def people(session: Session) -> list[str]:
    """Everybody who ever changed something."""
    return sorted(session.scalars(select(AuditEvent.by).distinct()))


def moments(first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
    """The first and the last second of a stretch of days in Việt Nam; None for an end that is open."""
    since = _midnight(first) if first else None
    return since, _midnight(last + timedelta(days=1)) - timedelta(seconds=1) if last else None


def operation_name(operation: str) -> str:
    """The words for an operation's code; the code itself for one that an older or newer version wrote."""
    names = {
        "office.found": _("Tạo cơ quan"),
        "office.change": _("Sửa thông tin cơ quan"),
        "directive.add": _("Nhận văn bản"),
        "directive.accept": _("Nhận nhiệm vụ từ văn bản"),
        "directive.review": _("Rà soát đề xuất"),
        "directive.head": _("Sửa thông tin văn bản"),
        "directive.remove": _("Xoá văn bản"),
        **_task_operations(),
        "progress.put": _("Cập nhật kỳ"),
        "period.days": _("Sửa ngày của kỳ"),
        "period.close": _("Chốt kỳ"),
        "period.reopen": _("Mở lại kỳ"),
        "report.words": _("Sửa lời báo cáo"),
        "report.make": _("Lập báo cáo"),
        "report.sign": _("Ký báo cáo"),
        "report.number": _("Ghi số, ngày báo cáo"),
        "unit.add": _("Thêm đơn vị"),
        "unit.change": _("Sửa đơn vị"),
        "unit.remove": _("Xoá đơn vị"),
        "person.save": _("Sửa người"),
        "person.remove": _("Xoá người"),
        "account.change": _("Sửa tài khoản"),
        "account.passphrase": _("Đặt mật khẩu"),
        "undo": _("Hoàn tác"),
        "bin.restore": _("Khôi phục từ thùng rác"),
    }
    return names.get(operation, operation)


def _task_operations() -> dict[str, str]:
    return {
        "task.add": _("Thêm nhiệm vụ"),
        "task.change": _("Sửa nhiệm vụ"),
        "task.assign": _("Giao nhiệm vụ"),
        "task.state": _("Đổi trạng thái"),
        "task.finish": _("Hoàn thành nhiệm vụ"),
        "task.extend": _("Gia hạn"),
        "task.cancel": _("Huỷ nhiệm vụ"),
        "task.indicator": _("Sửa chỉ số"),
        "task.attach": _("Đính kèm minh chứng"),
        "task.detach": _("Gỡ minh chứng"),
        "task.remove": _("Xoá nhiệm vụ"),
    }


def table_name(table: str) -> str:
    """What kind of thing a table holds, in the office's words."""
    names = {
        "tasks": _("Nhiệm vụ"),
        "assignments": _("Phân công"),
        "extensions": _("Gia hạn"),
        "progress": _("Số liệu kỳ"),
        "indicators": _("Chỉ số nhiệm vụ"),
        "directives": _("Văn bản chỉ đạo"),
        "attachments": _("Tệp đính kèm"),
        "units": _("Đơn vị"),
        "people": _("Người"),
        "periods": _("Kỳ báo cáo"),
        "reports": _("Báo cáo"),
        "office": _("Cơ quan"),
        "task_files": _("Minh chứng"),
        "accounts": _("Tài khoản"),
    }
    return names.get(table, table)


def matching(statement: Select[Any], wanted: EventFilter) -> Select[Any]:
    """`statement` over events, narrowed to what the filter lets through."""
    conditions = [
        AuditEvent.by == wanted.by if wanted.by else None,
        AuditEvent.table_name == wanted.table if wanted.table else None,
        AuditEvent.at >= wanted.since if wanted.since else None,
        AuditEvent.at <= wanted.until if wanted.until else None,
    ]
    statement = statement.where(*(condition for condition in conditions if condition is not None))
    if wanted.row_ids:
        named = [AuditEvent.after.contains(row_id, autoescape=True) for row_id in wanted.row_ids]
        statement = statement.where(or_(AuditEvent.row_id.in_(wanted.row_ids), *named))
    if wanted.words.strip():
        from models.journal import history_subjects

        inside = [
            or_(*(column.contains(word[:SOUGHT], autoescape=True) for column in (AuditEvent.before, AuditEvent.after)))
            for word in wanted.words.split()
        ]
        statement = statement.where(or_(and_(*inside), history_subjects.about(wanted.words)))
    return statement


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.VIETNAM).astimezone(UTC)
