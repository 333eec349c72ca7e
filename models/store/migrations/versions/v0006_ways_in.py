"""The ways into the book that are valid. Those of the present key file are entered when the book is next opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of ways in."""
    op.create_table(
        "ways_in",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("ended_at", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ways_in"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_ways_in_account_id"),
    )
    op.create_index("ix_ways_in_account_id", "ways_in", ["account_id"])
    op.create_index("ix_ways_in_fingerprint", "ways_in", ["fingerprint"])
