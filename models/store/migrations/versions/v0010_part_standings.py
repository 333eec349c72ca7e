"""How far each unit is with its part in a task. What is in the book is judged when it is next opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_OPEN = "CASE WHEN (recurrence IS NULL AND done_on IS NOT NULL) THEN done_on ELSE '9999-12-31' END"
_LISTED = ["number", "id", "area", "state", "recurrence", "standing_period", "due_on", "done_on", "percent"]
_STANDING = ["done_on", "next_due_on"]


def upgrade() -> None:
    """Add the columns, and let the indexes that lists are read from hold them."""
    for column in (
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
    ):
        op.add_column("assignments", column)
    op.add_column("tasks", sa.Column("next_due_on", sa.Date(), nullable=True))
    for columns in (["task_id", "role", "unit_id"], ["unit_id", "role", "task_id"]):
        op.drop_index(f"ix_assignments_{'_'.join(columns)}", "assignments")
        wider = [*columns, *_STANDING]
        op.create_index(f"ix_assignments_{'_'.join(wider)}", "assignments", wider)
    listed = [*_LISTED, "next_due_on", "whose"]
    op.drop_index("ix_tasks_listed", "tasks")
    op.drop_index("ix_tasks_alive", "tasks")
    op.create_index("ix_tasks_listed", "tasks", listed)
    op.create_index("ix_tasks_alive", "tasks", [sa.text(_OPEN), *listed])
