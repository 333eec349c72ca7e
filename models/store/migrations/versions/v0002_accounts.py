"""Accounts of the people who work with the book. The first one is entered when the book is next opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of accounts."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("passphrase_at", sa.String(20), nullable=False),
        sa.Column("recovery_at", sa.String(20), nullable=True),
        sa.Column("disabled_at", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
