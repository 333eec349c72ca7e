"""How long a computer may stay open with nobody there: the office's word, which no file of settings goes beyond."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Offices of before have what the program began with."""
    op.add_column("office", sa.Column("lock_minutes", sa.Integer(), nullable=False, server_default=sa.text("15")))
