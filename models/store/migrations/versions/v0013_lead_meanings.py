"""What general names that lead a document's tasks mean at an office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table of the meanings."""
    op.create_table(
        "lead_meanings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lead_meanings"),
    )
    op.create_index("ix_lead_meanings_folded", "lead_meanings", ["folded"], unique=True)
