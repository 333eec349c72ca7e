"""A second issuer: what is printed when the body above issues a report, which of the two it is, who signs for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Reports of before were issued by the office itself, and its people sign for it."""
    for name in ("above_place", "above_symbol", "above_report_to", "above_copies_to"):
        op.add_column("office", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("signs_for", sa.Text(), nullable=False, server_default="own"))
    op.add_column("reports", sa.Column("issuer", sa.Text(), nullable=False, server_default="own"))
    op.add_column("reports", sa.Column("above_number", sa.Text(), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("above_issued_on", sa.Date(), nullable=True))
