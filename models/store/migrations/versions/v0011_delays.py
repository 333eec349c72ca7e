"""Why an entry's part is late and until when it is promised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Entries of before told neither; there the newest note stands for the reason."""
    op.add_column("progress", sa.Column("reason", sa.Text(), nullable=True))
    op.add_column("progress", sa.Column("promised_on", sa.Date(), nullable=True))
