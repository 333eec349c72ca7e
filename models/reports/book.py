"""The reports that the office made: their words, their numbers, and the files that were signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.store.tables import Table


class Report(Table):
    """One report of one period. `sections` holds the edited words as JSON; the files are attachments."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "period_key", "kind"),)

    period_key: Mapped[str]
    kind: Mapped[str]
    sequence: Mapped[int] = mapped_column(Integer)
    sections: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date | None]
    signer_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime | None]
    sha256: Mapped[str | None]
    file_id: Mapped[str | None] = mapped_column(ForeignKey("attachments.id"))
    signed_file_id: Mapped[str | None] = mapped_column(ForeignKey("attachments.id"))
    updated_at: Mapped[datetime]


@dataclass(frozen=True)
class ReportRow:
    """A report as lists show it."""

    id: str
    period_key: str
    kind: str
    sequence: int
    number: str
    issued_on: date | None
    made_at: datetime | None
    signed: bool
