"""The shape of the file: made and brought up to date by Alembic, all or nothing, after a verified backup."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from models.store import faults
from models.store.sqlite import shapes
from models.store.sqlite.connection import connect, in_memory
from models.store.sqlite.shapes import Shape

SCRIPTS = Path(__file__).with_name("migrations")
# By the names of the steps, so that opening a file that is up to date need not import Alembic.
NEWEST = max(path.stem[1:5] for path in (SCRIPTS / "versions").glob("v[0-9]*.py"))


def is_old(path: Path, key: bytes) -> bool:
    """Whether the file wants bringing up to date.

    Raises AppError `newer_version` for one from a later program, `damaged` for one without any shape: SQLite takes a
    file of zero bytes for a new database, and an office's book would open empty.
    """
    with faults.sorting(), closing(connect(path, key)) as connection:
        version = _version(connection)
    if not version:
        raise faults.damaged()
    if version > NEWEST:
        raise AppError(
            "newer_version",
            _("Sổ này được ghi bằng phiên bản Sổ CCHC mới hơn."),
            _("Bản đang dùng hiểu cấu trúc {ours}, tệp có cấu trúc {theirs}.").format(ours=NEWEST, theirs=version),
            _("Hãy cài bản Sổ CCHC mới nhất rồi mở lại; tệp chưa bị thay đổi."),
        )
    return version < NEWEST


def create(path: Path, key: bytes) -> None:
    """Make an empty file of the newest shape. Raises AppError."""
    with faults.sorting(), closing(connect(path, key, create=True)) as connection:
        _migrate(connection)


def upgrade(home: Home, key: bytes) -> None:
    """Bring an old file up to date; a verified copy of it is kept among the backups first. Raises AppError."""
    from models.store.backups.backup import before_upgrade

    before_upgrade(home, key)
    with faults.sorting(), closing(connect(home.database, key)) as connection:
        _migrate(connection)


@dataclass(frozen=True)
class Made:
    """What all steps together make: the shape of a file, and what a column has in rows that are older than it."""

    shape: Shape
    defaults: Mapping[str, Mapping[str, Any]]


@cache
def made() -> Made:
    """To be compared with what a file has. Takes half a second the first time."""
    with closing(in_memory()) as connection:
        _migrate(connection)
        return Made(shapes.read(connection), shapes.defaults(connection))


def _version(connection: Any) -> str:  # noqa: ANN401
    known = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(known).fetchone()[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else ""


def _migrate(connection: Any) -> None:  # noqa: ANN401
    """Run the missing steps in one transaction, with foreign keys off meanwhile and checked before it is kept.

    With them on, rebuilding a parent table empties its children without a word: found by trying.
    """
    from alembic import command
    from alembic.config import Config

    from models.store.sqlite import engine

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with engine.over(connection).connect() as link:
            link.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = link
            command.upgrade(config, "head")
            broken = link.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"migration left {len(broken)} broken links")
            link.commit()
    except BaseException:
        connection.rollback()
        raise
    connection.execute("PRAGMA foreign_keys = ON")
