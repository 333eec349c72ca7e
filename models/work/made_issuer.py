"""Whose a report was when it was made: another issuer may have been chosen for it since, while its file stands."""

from __future__ import annotations

import json

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.store.audit import AuditEvent
from models.work import issuers


def by_file(session: Session, report_id: str | None = None) -> dict[str, str]:
    """The key of the issuer (`own`, `parent`) by the id of the file that was made, of one report or of all.

    An event has only the columns that it changed, so the issuer is followed from event to event.
    """
    told = or_(*(AuditEvent.after.contains(f'"{name}"') for name in ("issuer", "file_id")))
    events = select(AuditEvent.row_id, AuditEvent.after).where(AuditEvent.table_name == "reports", told)
    if report_id is not None:
        events = events.where(AuditEvent.row_id == report_id)
    now: dict[str, str] = {}
    found: dict[str, str] = {}
    for row_id, after in session.execute(events.order_by(AuditEvent.number)):
        row = json.loads(after or "{}")
        now[row_id] = row.get("issuer") or now.get(row_id, issuers.OWN)
        if row.get("file_id"):
            found.setdefault(row["file_id"], now[row_id])
    return found
