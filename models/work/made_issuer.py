"""Whose a report was when it was made: another issuer may have been chosen for it since, while its file stands."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.store.audit import AuditEvent
from models.work import issuers


def by_file(session: Session, report_id: str | None = None) -> dict[str, str]:
    """The key of the issuer (`own`, `parent`) by the id of the file that was made, of one report or of all."""
    file_id, issuer = (func.json_extract(AuditEvent.after, f"$.{name}") for name in ("file_id", "issuer"))
    made = select(file_id, issuer).where(AuditEvent.table_name == "reports", AuditEvent.operation == "report.make")
    if report_id is not None:
        made = made.where(AuditEvent.row_id == report_id)
    found: dict[str, str] = {}
    for file, key in session.execute(made.order_by(AuditEvent.number)):
        found.setdefault(file, key or issuers.OWN)
    return found
