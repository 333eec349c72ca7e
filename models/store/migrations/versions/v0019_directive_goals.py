"""What a reading remarked and the goals that it found stay with the document. Documents of before have neither."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns, empty."""
    for name in ("remarks", "goals"):
        op.add_column("directives", sa.Column(name, sa.Text(), nullable=False, server_default=""))
