"""Files that the office keeps: originals of directives, evidence of tasks, signature pictures, signed reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from sqlalchemy import ForeignKey, Index, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock, files
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.store.declaration import Declaration
from models.store.evidence import Evidence, too_large
from models.store.tables import Table


class Attachment(Table):
    """A kept file under the name it came with. `address` is where its encrypted content lies; content never changes."""

    __tablename__ = "attachments"
    __declared__ = Declaration(
        title=_("Tệp đính kèm"),
        rank=14,
        write="task.attach",
        words={"name": _("Tên tệp")},
        untold=frozenset({"address", "size", "added_at"}),
        made_along=True,
        subject=("name",),
        name=itemgetter("name"),
    )
    __table_args__ = (Index(None, "address"),)

    address: Mapped[str]
    name: Mapped[str]
    size: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[datetime]


class TaskFile(Table):
    """A kept file as evidence (minh chứng) of a task."""

    __tablename__ = "task_files"
    __declared__ = Declaration(
        title=_("Minh chứng"),
        rank=4,
        write="task.attach",
        words={"attachment_id": _("Tệp minh chứng"), "note": _("Ghi chú")},
        untold=frozenset({"task_id"}),
        subject=("task_id", "attachment_id"),
        in_bin=True,
        part_of="task_id",
        tally=_("{n} minh chứng"),
    )
    __table_args__ = (Index(None, "task_id"), Index(None, "attachment_id"))

    task_id: Mapped[str] = mapped_column(ForeignKey("tasks.id"))
    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"))
    note: Mapped[str]


@dataclass(frozen=True)
class AttachmentRow:
    """A task's evidence as lists show it; `size` in bytes."""

    id: str
    attachment_id: str
    name: str
    size: int
    note: str
    added_at: datetime


def keep(session: Session, evidence: Evidence, name: str, content: bytes) -> Attachment:
    """Keep a file. The content is on the disk before the row that names it is saved, never the other way round.

    Raises AppError `file_empty`, `file_too_large`, and what the disk refuses.
    """
    if not content:
        raise AppError(
            "file_empty",
            _("Tệp “{name}” không có nội dung.").format(name=name),
            _("Tệp dài 0 byte, có thể do chép dở dang."),
            _("Hãy chép lại tệp gốc rồi đính kèm lại."),
        )
    row = Attachment(address=evidence.put(content), name=clean(name), size=len(content))
    row.added_at = clock.now().replace(microsecond=0)
    session.add(row)
    session.flush()
    return row


def content(session: Session, evidence: Evidence, attachment_id: str) -> tuple[str, bytes]:
    """Name and content of a kept file. Raises AppError `attachment_unknown`, `evidence_missing`, `evidence_damaged`."""
    row = session.get(Attachment, attachment_id)
    if row is None:
        raise AppError(
            "attachment_unknown", _("Không tìm thấy tệp đính kèm."), "", _("Hãy tải lại danh sách rồi thử lại.")
        )
    return row.name, evidence.get(row.address)


def from_file(path: Path) -> tuple[str, bytes]:
    """Name and content of a file that is to be kept. Raises AppError `file_missing`, `file_unreadable`,
    `file_too_large`.
    """
    try:
        return path.name, files.read(path, files.LARGEST_DOCUMENT)
    except AppError as refusal:
        raise too_large(path.name) if refusal.code == "file_too_large" else refusal from None


def attach(session: Session, evidence: Evidence, task_id: str, name: str, content: bytes, note: str = "") -> TaskFile:
    """Keep a file as evidence of a task. Raises AppError as `keep` does."""
    kept = keep(session, evidence, name, content)
    row = TaskFile(task_id=task_id, attachment_id=kept.id, note=clean(note))
    session.add(row)
    session.flush()
    return row


def of_task(session: Session, task_id: str) -> list[AttachmentRow]:
    """The evidence of a task, oldest first."""
    statement = select(TaskFile, Attachment).join(Attachment, Attachment.id == TaskFile.attachment_id)
    found = session.execute(statement.where(TaskFile.task_id == task_id).order_by(TaskFile.id))
    return [AttachmentRow(f.id, a.id, a.name, a.size, f.note, a.added_at) for f, a in found]


def find(session: Session, task_file_id: str) -> TaskFile:
    """A file of a task by the id that lists show. Raises AppError `task_file_unknown`."""
    row = session.get(TaskFile, task_file_id.strip().lower())
    if row is None:
        raise AppError(
            "task_file_unknown",
            _("Không có tệp minh chứng nào mang mã “{wanted}”.").format(wanted=task_file_id[:60]),
            _("Mã ghi chưa đúng, hoặc tệp đã được gỡ khỏi nhiệm vụ."),
            _("Hãy xem mã ở cột đầu của task files."),
        )
    return row


def detach(session: Session, task_file_id: str) -> None:
    """Take a file off its task; the content stays, so that this can be undone."""
    row = session.get(TaskFile, task_file_id)
    if row is not None:
        session.delete(row)
