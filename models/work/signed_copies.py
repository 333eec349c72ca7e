"""The signed copies of reports: every one stays in the book, whatever was signed or made after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.words import _
from models.store.declaration import Declaration
from models.store.evidence import Evidence
from models.store.tables import Table
from models.work import attachments
from models.work.attachments import Attachment


def role_words(role: str) -> str:
    """In which capacity somebody signed; "" where it is not known."""
    return {"lanh-dao": _("lãnh đạo"), "co-quan": _("cơ quan")}.get(role, "")


class SignedCopy(Table):
    """A signed file of a report. `sequence` is of the making that was signed, 0 where nobody knows.

    `role` (`lanh-dao`, `co-quan`), `signer` and `signed_at` are of the signature that this copy has more than the one
    before; empty where the copy was kept before the book noted them.
    """

    __tablename__ = "signed_copies"
    __declared__ = Declaration(
        title=_("Bản đã ký"),
        rank=15,
        write="report.sign",
        words={
            "attachment_id": _("Tệp đã ký"),
            "role": _("Vai trò ký"),
            "signer": _("Người ký số"),
            "signed_at": _("Ký lúc"),
        },
        untold=frozenset({"report_id", "sequence"}),
        values={"role": role_words},
        subject=("report_id",),
        pages=frozenset({"reports"}),
    )
    __table_args__ = (Index(None, "report_id"), Index(None, "attachment_id"))

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id"))
    attachment_id: Mapped[str] = mapped_column(ForeignKey("attachments.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    role: Mapped[str]
    signer: Mapped[str]
    signed_at: Mapped[datetime | None]


@dataclass(frozen=True)
class SignedBy:
    """The newest signature of a copy: in which role, whose certificate, when by this computer's clock."""

    role: str = ""
    signer: str = ""
    signed_at: datetime | None = None


UNKNOWN = SignedBy()


@dataclass(frozen=True)
class CopyRow:
    """A signed copy as lists show it. Without a `signed_at` it is known only when it came into the book, `kept_at`."""

    id: str
    name: str
    sequence: int
    by: SignedBy
    kept_at: datetime


def copy_words(row: CopyRow) -> str:
    """Who signed and when: `Lò Thị Hoa (lãnh đạo) lúc 15/03/2024 09:30`; of older copies only when they were kept."""
    when = f"{clock.local(row.by.signed_at or row.kept_at):%d/%m/%Y %H:%M}"
    role = role_words(row.by.role)
    who = f"{row.by.signer} ({role})" if row.by.signer and role else row.by.signer or role
    return _("{who} lúc {when}").format(who=who, when=when) if who else _("lúc {when}").format(when=when)


def of_report(session: Session, report_id: str) -> list[CopyRow]:
    """The signed copies of a report, oldest first."""
    statement = select(SignedCopy, Attachment).join(Attachment, Attachment.id == SignedCopy.attachment_id)
    found = session.execute(statement.where(SignedCopy.report_id == report_id).order_by(SignedCopy.id))
    return [
        CopyRow(copy.id, kept.name, copy.sequence, SignedBy(copy.role, copy.signer, copy.signed_at), kept.added_at)
        for copy, kept in found
    ]


def content(session: Session, evidence: Evidence, copy_id: str) -> tuple[str, bytes]:
    """Name and content of a copy by its id. Raises AppError as `attachments.content` does."""
    copy = session.get(SignedCopy, copy_id)
    return attachments.content(session, evidence, copy.attachment_id if copy is not None else "")


def newest_over(session: Session, evidence: Evidence, report_id: str, signed: bytes) -> tuple[str, bytes] | None:
    """Name and content of the newest copy that begins with the file `signed`, or None.

    A signature is appended to what is signed, so such a copy is the same document with further signatures.
    """
    for copy in reversed(of_report(session, report_id)):
        name, held = content(session, evidence, copy.id)
        if held.startswith(signed):
            return name, held
    return None


def keep(session: Session, report_id: str, attachment_id: str, sequence: int, by: SignedBy) -> None:
    """Enter a copy whose file is kept; the same file is entered once."""
    attachment = session.get_one(Attachment, attachment_id)
    same = select(SignedCopy.id).join(Attachment, Attachment.id == SignedCopy.attachment_id)
    same = same.where(SignedCopy.report_id == report_id, Attachment.address == attachment.address)
    if session.scalar(same.limit(1)) is None:
        session.add(
            SignedCopy(
                report_id=report_id,
                attachment_id=attachment_id,
                sequence=sequence,
                role=by.role,
                signer=by.signer,
                signed_at=by.signed_at,
            )
        )
        session.flush()
