"""The reports that the office made: the words edited for each, its number and date, and the files made and signed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean
from models.base.words import _
from models.store.evidence import Evidence
from models.store.tables import Table
from models.work import attachments, rights


class Report(Table):
    """The report of one kind and period. `sections` holds edited words as JSON; what was made is kept as a file.

    `sha256` is that of the newest making's data.json, which the next one names as its predecessor.
    """

    __tablename__ = "reports"
    __table_args__ = (Index(None, "period_key", "kind", unique=True),)

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


def find(session: Session, kind: str, period_key: str) -> Report | None:
    """The report of this kind and period, if work on it has begun."""
    return session.scalars(select(Report).where(Report.kind == kind, Report.period_key == period_key)).first()


def edited_words(report: Report) -> dict[str, tuple[str, ...]]:
    """The sections whose words a person changed, by code."""
    return {code: tuple(paragraphs) for code, paragraphs in json.loads(report.sections).items()}


def edit_section(session: Session, kind: str, period_key: str, code: str, paragraphs: Sequence[str] | None) -> None:
    """Keep a section's words as edited; None goes back to the words made from the figures."""
    rights.require(session, "report.sections")
    report = _begun(session, kind, period_key)
    words = edited_words(report)
    words.pop(code, None)
    if paragraphs is not None:
        words[code] = tuple(filter(None, (clean(paragraph) for paragraph in paragraphs)))
    report.sections = json.dumps(words, ensure_ascii=False, sort_keys=True)


def fill_head(
    session: Session, kind: str, period_key: str, *, number: str, issued_on: date | None, signer_id: str | None
) -> None:
    """Give, or leave open, the number and date that văn thư assigns, and choose who signs.

    Raises AppError `not_allowed`, `wrong_number`: a number is plain digits, from 01 each year (NĐ 30/2020).
    """
    number = clean(number)
    if number and not (number.isascii() and number.isdigit() and 0 < int(number) < 100_000):
        raise AppError(
            "wrong_number",
            _("Số văn bản “{number}” không hợp lệ.").format(number=number),
            _("Số văn bản là chữ số Ả Rập, bắt đầu từ 01 mỗi năm; phần ký hiệu được ghi tự động."),
            _("Hãy chỉ nhập số, ví dụ 05, hoặc để trống cho văn thư ghi."),
        )
    rights.require(session, "report.words")
    report = _begun(session, kind, period_key)
    if (report.number, report.issued_on) != (number, issued_on):
        rights.require(session, "report.number")
    report.number, report.issued_on, report.signer_id = number, issued_on, signer_id


def keep_made(
    session: Session,
    evidence: Evidence,
    kind: str,
    period_key: str,
    *,
    name: str,
    content: bytes,
    data_sha256: str,
    made_at: datetime,
) -> None:
    """Remember a making: its file, and the hash that the next making will name as its predecessor."""
    rights.require(session, "report.make")
    report = _begun(session, kind, period_key)
    kept = attachments.keep(session, evidence, name, content)
    report.sequence += 1
    report.file_id, report.signed_file_id, report.sha256, report.made_at = kept.id, None, data_sha256, made_at


def keep_signed(session: Session, evidence: Evidence, kind: str, period_key: str, *, name: str, content: bytes) -> None:
    """Remember the signed file of the newest making. Raises AppError `not_allowed`."""
    rights.require(session, "report.sign")
    report = _begun(session, kind, period_key)
    report.signed_file_id = attachments.keep(session, evidence, name, content).id


def _begun(session: Session, kind: str, period_key: str) -> Report:
    report = find(session, kind, period_key)
    if report is None:
        report = Report(kind=kind, period_key=period_key, sequence=0, sections="{}", number="")
        report.issued_on = report.signer_id = report.made_at = None
        report.sha256 = report.file_id = report.signed_file_id = None
        session.add(report)
    report.updated_at = clock.now().replace(microsecond=0)
    session.flush()
    return report
