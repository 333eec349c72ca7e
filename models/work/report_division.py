"""Reports of a book in which both issuers shared one row of a kind and period: each gets its own, by the journal.

Such books were made before step 0016 of the schema. The row stays whose it was last; what was made, signed or numbered
for the other issuer goes into a row of that one. Edited words were both's, and stay so until one of them is edited.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.store.audit import AuditEvent
from models.work import issuers
from models.work.people import Person
from models.work.report_register import Report
from models.work.signed_copies import SignedCopy


@dataclass
class _Past:
    """What the journal tells of one issuer's part in a shared row."""

    number: str = ""
    issued_on: date | None = None
    making: dict[str, Any] = field(default_factory=dict)  # the newest: sequence, file_id, sha256, made_at
    signed_file_id: str | None = None
    sequences: set[int] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)  # the files

    @property
    def empty(self) -> bool:
        return not (self.number or self.issued_on or self.making or self.signed)


def divided(session: Session) -> bool:
    """Whether every report of this book is of one issuer."""
    return session.scalar(select(Report.id).where(Report.chosen.is_(None)).limit(1)) is None


def divide(session: Session) -> None:
    """Give each issuer its own row, and say which of them is chosen."""
    for report in session.scalars(select(Report).where(Report.chosen.is_(None))).all():
        _divide(session, report)


def _divide(session: Session, report: Report) -> None:
    past = _past(session, report.id)
    other = issuers.OWN if report.issuer == issuers.PARENT else issuers.PARENT
    report.chosen = True
    if past[other].empty and report.issuer == issuers.OWN:
        return
    signer = session.get(Person, report.signer_id) if report.signer_id else None
    elsewhere = signer is not None and signer.signs_for == other
    if not past[other].empty or elsewhere:
        row = Report(kind=report.kind, period_key=report.period_key, issuer=other, sections="", chosen=False)
        row.signer_id = report.signer_id if elsewhere else None
        row.updated_at = report.updated_at
        _fill(row, past[other])
        session.add(row)
        session.flush()
        _move_copies(session, report, row, past[other])
    if elsewhere:
        report.signer_id = None
    _fill(report, past[report.issuer])


def _fill(row: Report, past: _Past) -> None:
    made_at = past.making.get("made_at")
    row.number, row.issued_on = past.number, past.issued_on
    row.sequence = past.making.get("sequence", 0)
    row.file_id, row.sha256 = past.making.get("file_id"), past.making.get("sha256")
    row.made_at = datetime.fromisoformat(made_at) if made_at else None
    row.signed_file_id = past.signed_file_id


def _move_copies(session: Session, shared: Report, row: Report, past: _Past) -> None:
    for copy in session.scalars(select(SignedCopy).where(SignedCopy.report_id == shared.id)):
        if copy.sequence in past.sequences or (not copy.sequence and copy.attachment_id in past.signed):
            copy.report_id = row.id


def _past(session: Session, report_id: str) -> dict[str, _Past]:
    """What belongs to each issuer: an event has only the columns that it changed, so each is told after the other."""
    found = {issuers.OWN: _Past(), issuers.PARENT: _Past()}
    wanted = (AuditEvent.table_name == "reports", AuditEvent.row_id == report_id)
    now: dict[str, Any] = {}
    whose: dict[str, str] = {}  # of each file that was made
    for after in session.scalars(select(AuditEvent.after).where(*wanted).order_by(AuditEvent.number)):
        told: dict[str, Any] = json.loads(after or "{}")
        now |= told
        issuer = now.get("issuer") or issuers.OWN
        if told.get("file_id"):
            maker = whose.setdefault(told["file_id"], issuer)
            found[maker].making = {name: now.get(name) for name in ("sequence", "file_id", "sha256", "made_at")}
            found[maker].sequences.add(now.get("sequence") or 0)
            found[maker].signed_file_id = None
        if told.get("signed_file_id"):
            maker = whose.get(now.get("file_id") or "", issuer)
            found[maker].signed_file_id = told["signed_file_id"]
            found[maker].signed.add(told["signed_file_id"])
    _number(found[issuers.OWN], now, "number", "issued_on")
    _number(found[issuers.PARENT], now, "above_number", "above_issued_on")
    return found


def _number(past: _Past, now: dict[str, Any], number: str, day: str) -> None:
    past.number = now.get(number) or ""
    past.issued_on = date.fromisoformat(now[day]) if now.get(day) else None
