"""Books made before every signed copy was kept: what the journal knows to have been signed is there afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import behind
import offices

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.integrity import check
from models.work import report_register


def sign(office: OpenOffice, content: bytes) -> None:
    with office.store.write("report.sign") as write:
        report_register.keep_signed(
            write.session, office.evidence, "thang", "2024-03", name=f"{content[-1:].decode()}.pdf", content=content
        )


def as_before(home: Home, key: bytes) -> None:
    """The shape that the book had before the table of signed copies, and a journal that knows of none."""
    later = ("signed_copies", "older_books", "ways_in", "unit_groups", "closed_results", "adjustments", "waivers")
    later += ("lead_meanings",)
    behind.do(home.database, key, *(f"DROP TABLE {table}" for table in later))
    listed = "number, id, area, state, recurrence, standing_period, due_on, done_on, percent"
    behind.do(home.database, key, "DROP INDEX ix_tasks_listed", "DROP INDEX ix_tasks_alive")
    newer = ("due_day", "former_leads", "assigned_on", "whose", "cancelled_on", "next_due_on", "short_name")
    behind.do(home.database, key, *(f"ALTER TABLE tasks DROP COLUMN {column}" for column in newer))
    behind.do(
        home.database, key, *(f"CREATE INDEX ix_tasks_{name} ON tasks ({listed})" for name in ("listed", "alive"))
    )
    for first, last in (("task_id", "unit_id"), ("unit_id", "task_id")):
        index = f"ix_assignments_{first}_role_{last}"
        behind.do(home.database, key, f"DROP INDEX {index}_done_on_next_due_on")
        behind.do(home.database, key, f"CREATE INDEX {index} ON assignments ({first}, role, {last})")
    kept = ("done_on", "percent", "next_due_on")
    behind.do(home.database, key, *(f"ALTER TABLE assignments DROP COLUMN {column}" for column in kept))
    behind.do(home.database, key, "DROP INDEX ix_reports_period_key_kind_issuer")
    behind.do(home.database, key, "CREATE UNIQUE INDEX ix_reports_period_key_kind ON reports (period_key, kind)")
    above = ("above_place", "above_symbol", "above_report_to", "above_copies_to")
    for table, columns in (
        ("office", ("lock_minutes", *above)),
        ("reports", ("issuer", "chosen")),
        ("directives", ("remarks", "goals")),
        ("people", ("signs_for",)),
        ("progress", ("reason", "promised_on")),
    ):
        behind.do(home.database, key, *(f"ALTER TABLE {table} DROP COLUMN {column}" for column in columns))
    behind.do(home.database, key, "UPDATE alembic_version SET version_num = '0002'")
    unknown = "DELETE FROM audit_events WHERE table_name IN ('signed_copies', 'ways_in')"
    behind.change_journal(home.database, key, unknown, anew=True)
    home.last_close.unlink()  # it knows the longer journal


def test_forgotten_copies_are_found_again(office: OpenOffice, home: Home, cheap_keys: None) -> None:
    sign(office, b"%PDF 1")
    sign(office, b"%PDF 2")
    with office.store.write("report.make") as write:
        report_register.keep_made(
            write.session,
            office.evidence,
            "thang",
            "2024-03",
            name="b.pdf",
            content=b"%PDF other",
            data_sha256="ab",
            made_at=datetime(2024, 4, 1, tzinfo=UTC),
        )
    key = office.data_key
    office.close()
    as_before(home, key)
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.read() as session:
        found = report_register.copies(session, "thang", "2024-03")
        kept = [
            report_register.signed_copy(session, again.evidence, "thang", "2024-03", copy.id).content for copy in found
        ]
    assert kept == [b"%PDF 1", b"%PDF 2"]
    assert [(copy.name, copy.sequence, copy.by.role) for copy in found] == [("1.pdf", 0, ""), ("2.pdf", 0, "")]
    findings = check.everything(home, again.store, again.evidence, again.data_key)
    again.close()
    assert [finding.code for finding in findings if finding.code != "no_backup"] == []
