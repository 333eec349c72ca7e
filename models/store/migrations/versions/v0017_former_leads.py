"""Which units led a task before it was handed over: only their words of before still count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Of tasks of before nobody knows who led them, so that whoever spoke counts as it did."""
    op.add_column("tasks", sa.Column("former_leads", sa.Text(), nullable=True))
