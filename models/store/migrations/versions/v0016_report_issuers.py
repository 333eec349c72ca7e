"""A row of the register for each issuer of a kind and period. Rows that both shared are divided when next opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"


def upgrade() -> None:
    """Let two issuers have a report each, and drop what the second one had in the row of the first."""
    op.drop_index("ix_reports_period_key_kind", "reports")
    op.create_index("ix_reports_period_key_kind_issuer", "reports", ["period_key", "kind", "issuer"], unique=True)
    op.add_column("reports", sa.Column("chosen", sa.Boolean(), nullable=True))
    for name in ("above_number", "above_issued_on"):
        op.drop_column("reports", name)
