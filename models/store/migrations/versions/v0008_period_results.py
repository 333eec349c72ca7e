"""Whose a task is and when it was given; corrections, waivers and results that are kept when a period is closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns to the tasks, and the three tables."""
    op.add_column("tasks", sa.Column("assigned_on", sa.Date(), nullable=True))
    op.add_column("tasks", sa.Column("whose", sa.Text(), nullable=False, server_default="ours"))
    op.add_column("tasks", sa.Column("cancelled_on", sa.Date(), nullable=True))
    _closed_results()
    _adjustments()
    _waivers()


def _closed_results() -> None:
    op.create_table(
        "closed_results",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("period_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closed_results"),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name="fk_closed_results_period_id"),
    )
    op.create_index("ix_closed_results_period_id", "closed_results", ["period_id"], unique=True)


def _adjustments() -> None:
    texts = ("told_in", "field", "before", "after", "reason", "by")
    op.create_table(
        "adjustments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("period_id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_adjustments"),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name="fk_adjustments_period_id"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_adjustments_task_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_adjustments_unit_id"),
    )
    op.create_index("ix_adjustments_task_id", "adjustments", ["task_id"])
    op.create_index("ix_adjustments_told_in", "adjustments", ["told_in"])


def _waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("period", "reason", "approved_by")),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_waivers"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_waivers_task_id"),
    )
    op.create_index("ix_waivers_task_id_period", "waivers", ["task_id", "period"], unique=True)
