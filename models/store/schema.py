"""The shape of the file: made and brought up to date by Alembic, all or nothing, after a verified backup."""

from __future__ import annotations

import logging
import re
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
from models.store.sqlite import raw, shapes
from models.store.sqlite.connection import connect, in_memory
from models.store.sqlite.shapes import Shape

log = logging.getLogger(__name__)

SCRIPTS = Path(__file__).with_name("migrations")
# By the names of the steps, so that opening a file that is up to date need not import Alembic.
_STEPS = frozenset(path.stem[1:5] for path in (SCRIPTS / "versions").glob("v[0-9]*.py"))
NEWEST = max(_STEPS)


def is_old(path: Path, key: bytes) -> bool:
    """Whether the file wants bringing up to date.

    Raises AppError `newer_version` for one from a later program, `damaged` for one without any shape, or whose shape
    nothing tells: SQLite takes a file of zero bytes for a new database, and an office's book would open empty.
    """
    with faults.sorting(), closing(connect(path, key)) as connection, raw.any_text(connection):
        version = _version(connection)
        if version == NEWEST:
            return False
        if not _is_number(version) or version in _STEPS:
            there = shapes.read(connection)
            if not _is_shape_of(there, version) and _alike(made().shape, there):
                return False  # somebody wrote another number there: the check of the whole says so
    if not _is_number(version):
        raise faults.damaged()
    if version > NEWEST:
        raise AppError(
            "newer_version",
            _("Sổ này được ghi bằng phiên bản Sổ CCHC mới hơn."),
            _("Bản đang dùng hiểu cấu trúc {ours}, tệp có cấu trúc {theirs}.").format(ours=NEWEST, theirs=version),
            _(
                "Hãy cài bản Sổ CCHC mới nhất rồi mở lại; tệp chưa bị thay đổi. Nếu chưa máy nào từng dùng bản mới hơn "
                "với sổ này, số hiệu đã bị sửa: hãy khôi phục từ bản sao lưu mới nhất."
            ),
        )
    return bool(version < NEWEST)


def create(path: Path, key: bytes) -> None:
    """Make an empty file of the newest shape. Raises AppError."""
    with faults.sorting(), closing(connect(path, key, create=True)) as connection:
        _migrate(connection)


def upgrade(home: Home, key: bytes) -> None:
    """Bring an old file up to date; a verified copy of it is kept among the backups first. Raises AppError."""
    from models.store.backups.backup import before_upgrade

    before_upgrade(home, key)
    with faults.sorting(), closing(connect(home.database, key)) as connection:
        try:
            _migrate(connection)
        except Exception as failure:
            # Nothing of it was kept. Of an honest file it is a fault of ours.
            if faults.sorted_fault(failure) is not None or _is_shape_of(shapes.read(connection), _version(connection)):
                raise
            log.info("a file that is not of the step that it names: %s", type(failure).__name__)
            raise _not_upgraded() from None


def _not_upgraded() -> AppError:
    return AppError(
        "upgrade_failed",
        _("Không đưa được sổ lên cấu trúc của bản chương trình này; sổ vẫn như trước."),
        _("Cấu trúc trong tệp không đúng với số hiệu ghi trong đó: tệp có thể đã bị sửa ngoài chương trình."),
        _(
            "Hãy khôi phục từ bản sao lưu mới nhất; nếu bản đó cũng không mở được, hãy gửi nhật ký kỹ thuật cho người "
            "hỗ trợ."
        ),
    )


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


def _is_number(version: Any) -> bool:  # noqa: ANN401
    """Whether this is how the steps are numbered: those of later programs too."""
    return isinstance(version, str) and re.fullmatch("[0-9]{4}", version) is not None


def _is_shape_of(there: Shape, version: Any) -> bool:  # noqa: ANN401
    """Whether a file has the shape of the step whose number it bears."""
    if version not in _STEPS:
        return False
    with closing(in_memory()) as connection:
        _migrate(connection, version)
        return _alike(shapes.read(connection), there)


def _alike(ours: Shape, theirs: Shape) -> bool:
    """Whether every part is the same, whatever number the file bears."""
    return all(one.name == shapes.VERSION for one in shapes.differences(ours, theirs))


def _version(connection: Any) -> Any:  # noqa: ANN401
    known = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(known).fetchone()[0]:
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else ""


def _migrate(connection: Any, upto: str = "head") -> None:  # noqa: ANN401
    """Run the missing steps, up to one or all, in one transaction; foreign keys are off and checked before it is kept.

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
            command.upgrade(config, upto)
            broken = link.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"migration left {len(broken)} broken links")
            link.commit()
    except BaseException:
        connection.rollback()
        raise
    connection.execute("PRAGMA foreign_keys = ON")
