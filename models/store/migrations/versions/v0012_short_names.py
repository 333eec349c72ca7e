"""The short name of a task, by which reports call it; empty where the one proposed from the text will do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Tasks of before are called by what is proposed."""
    op.add_column("tasks", sa.Column("short_name", sa.Text(), nullable=False, server_default=sa.text("''")))
