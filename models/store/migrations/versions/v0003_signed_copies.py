"""A table of signed copies of reports. Those signed so far are entered, as far as the journal knows them."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, and enter each file that was once the signed one of a report."""
    op.create_table(
        "signed_copies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signed_copies"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_signed_copies_report_id"),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name="fk_signed_copies_attachment_id"),
    )
    op.create_index("ix_signed_copies_report_id", "signed_copies", ["report_id"])
    op.create_index("ix_signed_copies_attachment_id", "signed_copies", ["attachment_id"])
    link = op.get_bind()
    held = set(link.scalars(sa.text("SELECT id FROM attachments")))
    reports = set(link.scalars(sa.text("SELECT id FROM reports")))
    told = "SELECT row_id, after FROM audit_events WHERE table_name = 'reports' AND after IS NOT NULL ORDER BY number"
    signed = {(row_id, json.loads(after).get("signed_file_id")): None for row_id, after in link.execute(sa.text(told))}
    now = "SELECT id, signed_file_id FROM reports WHERE signed_file_id IS NOT NULL"
    signed |= dict.fromkeys(link.execute(sa.text(now)))
    for report_id, file_id in signed:
        if file_id in held and report_id in reports:
            # The file's own id orders the copy as the files came, and no row of another table asks for it.
            link.execute(
                sa.text("INSERT INTO signed_copies VALUES (:file, :report, :file, 0, '', '', NULL)"),
                {"file": file_id, "report": report_id},
            )
