"""On which day of its month a recurring duty is due. What is in the book has none: it is due when its period ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_OPEN = "CASE WHEN (recurrence IS NULL AND done_on IS NOT NULL) THEN done_on ELSE '9999-12-31' END"
_LISTED = ["number", "id", "area", "state", "recurrence", "standing_period", "due_on", "done_on", "percent"]


def upgrade() -> None:
    """Add the column, and let the indexes that lists are read from hold it."""
    op.add_column("tasks", sa.Column("due_day", sa.Integer(), nullable=True))
    listed = [*_LISTED, "next_due_on", "whose", "due_day"]
    op.drop_index("ix_tasks_listed", "tasks")
    op.drop_index("ix_tasks_alive", "tasks")
    op.create_index("ix_tasks_listed", "tasks", listed)
    op.create_index("ix_tasks_alive", "tasks", [sa.text(_OPEN), *listed])
