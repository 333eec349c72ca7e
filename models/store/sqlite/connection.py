"""Opening the encrypted file: the only place that speaks to the SQLite driver when a connection is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from models.base.errors import AppError
from models.base.paths import reachable
from models.base.words import _
from models.store import faults

# Older ones can lose a committed write when two connections checkpoint at once (SQLite's WAL-reset bug).
OLDEST_SQLITE = (3, 51, 3)
SQLITE = str(driver.sqlite_version)  # the one that is in use


def refuse_old_sqlite(version: tuple[int, ...] = driver.sqlite_version_info) -> None:
    """Raises AppError `sqlite_too_old`: such a library can lose what it said was saved."""
    if version < OLDEST_SQLITE:
        raise AppError(
            "sqlite_too_old",
            _("Chương trình không khởi động vì thư viện cơ sở dữ liệu quá cũ."),
            _("Bản SQLite {version} có lỗi làm mất dữ liệu đã lưu; cần từ 3.51.3 trở lên.").format(
                version=".".join(map(str, version))
            ),
            _("Hãy cài lại Sổ CCHC từ bộ cài chính thức."),
        )


def uri(path: Path, mode: str, *, alone: bool = False) -> str:
    """A file's address for SQLite: the whole path in escapes.

    Not `as_uri`: of a share or a path in its long form that makes an address with a server in it, which SQLite refuses.
    """
    whole = quote(str(reachable(path.absolute())), safe="")
    return f"file:{whole}?mode={mode}" + ("&immutable=1" if alone else "")


def connect(
    path: Path,
    key: bytes,
    *,
    read_only: bool = False,
    create: bool = False,
    alone: bool = False,
    made_by: Callable[..., Any] = driver.Connection,
) -> Any:  # noqa: ANN401 - untyped driver
    """A connection to the encrypted file with the data key (32 bytes), durable and with foreign keys enforced.

    Without `create` a missing file stays missing. `alone`, with `read_only`, takes no lock and makes nothing beside a
    file that nobody writes to (a backup on a stick or a network disk). Transactions are begun by us: the driver's own
    mode leaves half a migration behind. Raises AppError.
    """
    refuse_old_sqlite()
    target = uri(path, "ro" if read_only else "rwc" if create else "rw", alone=alone)
    connection: Any = None
    try:
        connection = driver.connect(
            target, uri=True, isolation_level=None, check_same_thread=False, timeout=5, factory=made_by
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if empty and not create:
            # SQLite takes a file of zero bytes for a new database and would begin to write into it.
            connection.close()
            raise faults.damaged()
        _settle(connection, writes=not read_only)
    except driver.Error as failure:
        if connection is not None:
            connection.close()
        known = faults.sorted_fault(failure, path)
        if known is None:
            raise
        raise known from None
    return connection


def in_memory() -> Any:  # noqa: ANN401
    """A connection to an empty database that is nowhere on a disk: for the shape of the file, which is no secret."""
    return driver.connect(":memory:", isolation_level=None, check_same_thread=False)


def _settle(connection: Any, *, writes: bool) -> None:  # noqa: ANN401
    if writes:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Else REPLACE removes a row without asking the trigger that refuses it.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cache_size = -16000")


def glimpse(path: Path, key: bytes) -> Any:  # noqa: ANN401
    """A connection that only reads a book which may be open in the window, or closed: then nothing is made beside it.

    Raises AppError.
    """
    open_now = path.with_name(f"{path.name}-wal").exists()
    return connect(path, key, read_only=True, alone=not open_now)


def examine(path: Path, key: bytes, *, alone: bool, tolerant: bool = False) -> Any:  # noqa: ANN401
    """A connection to a file that may be damaged: it cannot write, nothing is read yet, and errors are the driver's.

    `alone` reads the file without its -wal and makes nothing beside it; `tolerant` also reads one that is too short.
    """
    connection: Any = driver.connect(
        uri(path, "ro", alone=alone), uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if tolerant:
        connection.execute("PRAGMA writable_schema = ON")
    return connection
