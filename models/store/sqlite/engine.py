"""SQLAlchemy over the encrypted file: how a transaction begins, and what a failed one leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, pool

from models.store.sqlite.connection import connect, examine


def of_book(path: Path, key: bytes) -> Engine:
    """For a sound, up-to-date file: reads see one moment and change nothing, writes hold the file from the start."""
    return _begun_by_us(lambda: connect(path, key), poolclass=pool.QueuePool, pool_size=2, max_overflow=2)


def of_damaged(path: Path, key: bytes, *, alone: bool) -> Engine:
    """For a damaged file, which is only read; `alone` leaves its -wal file unread."""
    # A connection that met an unreadable page reads nothing more, so each reading has a new one.
    return _begun_by_us(lambda: examine(path, key, alone=alone, tolerant=True), poolclass=pool.NullPool)


def _begun_by_us(creator: Callable[[], Any], **pooling: Any) -> Engine:  # noqa: ANN401
    import sqlalchemy.dialects.sqlite.pysqlite as dialect_module
    from sqlcipher3 import dbapi2

    _ = dialect_module
    engine = create_engine("sqlite+pysqlite://", module=dbapi2, creator=creator, **pooling)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            # One operation may remove a row and, later, the row that points to it.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    @event.listens_for(engine, "reset")
    def reset(connection: Any, _record: object, _state: object) -> None:  # noqa: ANN401
        # SQLAlchemy takes a COMMIT that failed (full disk, broken link) for the end; for SQLite it is not.
        if connection.in_transaction:
            connection.rollback()

    return engine


def over(connection: Any) -> Engine:  # noqa: ANN401 - the driver is untyped
    """For one connection that is open already (Alembic's): whoever opened it begins and ends its transactions."""
    from sqlcipher3 import dbapi2

    return create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=pool.StaticPool,
        skip_autocommit_rollback=True,
    )
