"""SQLAlchemy over the encrypted file: how a transaction begins, and what a failed one leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, pool

from models.store.sqlite.connection import connect, examine
from models.store.sqlite.gate import BookConnection, Gate

_GATE = "gate"


def of_book(path: Path, key: bytes) -> Engine:
    """For a sound, up-to-date file: reads see one moment and change nothing, writes hold the file from the start.

    Who writes says so by the option `writes`, a `Permit`; a gate stands in each connection.
    """
    made = partial(connect, path, key, made_by=BookConnection)
    engine = _engine(made, poolclass=pool.QueuePool, pool_size=2, max_overflow=2)

    @event.listens_for(engine, "connect")
    def stand(connection: Any, record: Any) -> None:  # noqa: ANN401
        record.info[_GATE] = Gate(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401
        connection.connection.info[_GATE].begin(connection.get_execution_options().get("writes"))

    @event.listens_for(engine, "reset")
    def reset(connection: Any, record: Any, _state: object) -> None:  # noqa: ANN401
        # SQLAlchemy takes a COMMIT that failed (full disk, broken link) for the end; for SQLite it is not.
        if connection.in_transaction:
            connection.rollback()
        record.info[_GATE].shut()

    return engine


def of_damaged(path: Path, key: bytes, *, alone: bool) -> Engine:
    """For a damaged file, which is only read; `alone` leaves its -wal file unread."""
    # A connection that met an unreadable page reads nothing more, so each reading has a new one.
    engine = _engine(lambda: examine(path, key, alone=alone, tolerant=True), poolclass=pool.NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(creator: Callable[[], Any], **pooling: Any) -> Engine:  # noqa: ANN401
    import sqlalchemy.dialects.sqlite.pysqlite as dialect_module
    from sqlcipher3 import dbapi2

    _ = dialect_module
    return create_engine("sqlite+pysqlite://", module=dbapi2, creator=creator, **pooling)


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
