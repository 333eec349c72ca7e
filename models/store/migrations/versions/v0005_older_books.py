"""Older books in the place of newer ones, as far as somebody accepted them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of what was accepted."""
    op.create_table(
        "older_books",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("noted", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("branch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_older_books"),
    )
