"""Alembic's door: `schema` hands over an open connection inside one transaction; nothing else runs migrations."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transactional_ddl=True, transaction_per_migration=False
)
context.run_migrations()
