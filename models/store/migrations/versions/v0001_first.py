"""The first shape of the file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, the search index, and the triggers that keep the audit trail append-only."""
    _attachments()
    _audit_events()
    _periods()
    _units()
    _directives()
    _office()
    _people()
    _reports()
    _tasks()
    _assignments()
    _extensions()
    _indicators()
    _progress()
    _task_files()
    _search()
    _append_only()


def _search() -> None:
    # Without a copy of the content; marks are kept, because the column `folded` already lacks them.
    op.execute(
        "CREATE VIRTUAL TABLE tasks_search USING fts5(raw, folded, content='', contentless_delete=1,"
        " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')"
    )


def _append_only() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_events_no_{change.lower()} BEFORE {change} ON audit_events"
            " BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_address", "attachments", ["address"], unique=False)


def _audit_events() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("operation_id", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_events"),
        sa.UniqueConstraint("number", name="uq_audit_events_number"),
    )
    op.create_index("ix_audit_events_at", "audit_events", ["at"], unique=False)
    op.create_index("ix_audit_events_operation_id", "audit_events", ["operation_id"], unique=False)
    op.create_index("ix_audit_events_table_name_row_id", "audit_events", ["table_name", "row_id"], unique=False)


def _periods() -> None:
    op.create_table(
        "periods",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.String(20), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_periods"),
        sa.UniqueConstraint("key", name="uq_periods_key"),
    )
    op.create_index("ix_periods_to_on", "periods", ["to_on"], unique=False)


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name="fk_units_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("number", name="uq_units_number"),
    )
    op.create_index("ix_units_folded", "units", ["folded"], unique=False)
    op.create_index("ix_units_parent_id", "units", ["parent_id"], unique=False)


def _directives() -> None:
    op.create_table(
        "directives",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("doc_number", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("parent_issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("signer_title", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha", sa.Text(), nullable=False),
        sa.Column("proposals", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name="fk_directives_attachment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_directives"),
        sa.UniqueConstraint("number", name="uq_directives_number"),
    )
    op.create_index("ix_directives_issued_on", "directives", ["issued_on"], unique=False)
    op.create_index("ix_directives_text_sha", "directives", ["text_sha"], unique=False)


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("report_to", sa.Text(), nullable=False),
        sa.Column("copies_to", sa.Text(), nullable=False),
        sa.Column("due_soon_days", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_office_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=True),
        sa.Column("image", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_people_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("period_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_id", sa.Text(), nullable=True),
        sa.Column("made_at", sa.String(20), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("signed_file_id", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["attachments.id"], name="fk_reports_file_id"),
        sa.ForeignKeyConstraint(["signed_file_id"], ["attachments.id"], name="fk_reports_signed_file_id"),
        sa.ForeignKeyConstraint(["signer_id"], ["people.id"], name="fk_reports_signer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_period_key_kind", "reports", ["period_key", "kind"], unique=True)


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("standing_period", sa.Text(), nullable=True),
        sa.Column("lead_text", sa.Text(), nullable=False),
        sa.Column("with_text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("directive_id", sa.Text(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("source_from", sa.Integer(), nullable=True),
        sa.Column("source_to", sa.Integer(), nullable=True),
        sa.Column("text_key", sa.Text(), nullable=False),
        sa.Column("lead_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directives.id"], name="fk_tasks_directive_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("number", name="uq_tasks_number"),
    )
    op.create_index("ix_tasks_directive_id", "tasks", ["directive_id"], unique=False)
    for key in ("ref", "text_key", "lead_key", "source_text"):
        op.create_index(f"ix_tasks_{key}_number", "tasks", [key, "number"], unique=False)
    alive = sa.text("CASE WHEN (recurrence IS NULL AND done_on IS NOT NULL) THEN done_on ELSE '9999-12-31' END")
    listed = ["number", "id", "area", "state", "recurrence", "standing_period", "due_on", "done_on", "percent"]
    op.create_index("ix_tasks_listed", "tasks", listed, unique=False)
    op.create_index("ix_tasks_alive", "tasks", [alive, *listed], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_assignments_task_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_assignments_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_task_id_unit_id", "assignments", ["task_id", "unit_id"], unique=True)
    op.create_index("ix_assignments_task_id_role_unit_id", "assignments", ["task_id", "role", "unit_id"], unique=False)
    op.create_index("ix_assignments_unit_id_role_task_id", "assignments", ["unit_id", "role", "task_id"], unique=False)


def _extensions() -> None:
    op.create_table(
        "extensions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=True),
        sa.Column("new_due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_extensions_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_extensions"),
    )
    op.create_index("ix_extensions_task_id", "extensions", ["task_id"], unique=False)


def _indicators() -> None:
    op.create_table(
        "indicators",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("target", sa.String(40), nullable=True),
        sa.Column("baseline", sa.String(40), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_indicators_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicators"),
    )
    op.create_index("ix_indicators_task_id", "indicators", ["task_id"], unique=True)


def _progress() -> None:
    op.create_table(
        "progress",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("period_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("updated_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name="fk_progress_period_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_progress_task_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_progress_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_progress"),
    )
    op.create_index("ix_progress_period_id", "progress", ["period_id"], unique=False)
    op.create_index(
        "ix_progress_task_id_period_id_unit_id", "progress", ["task_id", "period_id", "unit_id"], unique=True
    )
    op.create_index("ix_progress_unit_id", "progress", ["unit_id"], unique=False)


def _task_files() -> None:
    op.create_table(
        "task_files",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name="fk_task_files_attachment_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_task_files_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_task_files"),
    )
    op.create_index("ix_task_files_attachment_id", "task_files", ["attachment_id"], unique=False)
    op.create_index("ix_task_files_task_id", "task_files", ["task_id"], unique=False)
