"""The -wal file beside the database, which holds the newest changes: renamed, foreign or blank ones are known here."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.base import clock
from models.base.paths import Home, patiently, sync_folder
from models.store import faults
from models.store.local import last_close
from models.store.sqlite.connection import examine

_MAGIC = {b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"}  # SQLite file format, 4.1
_HEAD = 32  # bytes


def beside(database: Path) -> Path:
    """Where SQLite looks for it."""
    return database.with_name(database.name + "-wal")


def size(path: Path) -> int:
    """Its bytes; 0 when there is none."""
    return path.stat().st_size if path.exists() else 0


def is_one(path: Path) -> bool:
    """Whether the file begins as a -wal file does. SQLite takes any other for none, and writes over it."""
    with path.open("rb") as file:
        return file.read(4) in _MAGIC


def is_blank(path: Path) -> bool:
    """Whether nothing was ever committed to it: a power cut left it without a head."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return len(head) < _HEAD or not any(head)


def set_aside(home: Home) -> Path:
    """Move the -wal file that is not the book's own into a new folder; gives the folder. Raises OSError."""
    folder = home.folder / f"tep-wal-la-{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    folder.mkdir()
    found = beside(home.database)
    patiently(lambda: found.rename(folder / found.name))
    # Made from the -wal by whoever read it, and worth nothing without.
    home.database.with_name(home.database.name + "-shm").unlink(missing_ok=True)
    sync_folder(home.folder)
    return folder


def bring_back(home: Home, key: bytes) -> str:
    """Copy a renamed -wal file to its place when the last end was no clean one; gives the name it had, or nothing.

    It must be the book's own: both read together are sound, hold what was noted at the last opening, and more than
    the file alone. To be called under the home's lock. Raises AppError for what the disk refuses.
    """
    known, place = last_close.read(home), beside(home.database)
    if known is None or known.clean or place.exists() or not home.database.exists():
        return ""
    with faults.sorting(disk=True):
        for path in _renamed(home):
            if _fits(home, key, path, known):
                _copy(path, place)
                return path.name
    return ""


def _renamed(home: Home) -> list[Path]:
    own = home.database.name.casefold()
    names = (path for path in home.folder.iterdir() if path.is_file())
    likely = [p for p in names if own in p.name.casefold() and "wal" in p.name.casefold().replace(own, "")]
    return sorted(path for path in likely if size(path) > _HEAD and is_one(path))


def _fits(home: Home, key: bytes, path: Path, known: last_close.LastClose) -> bool:
    with tempfile.TemporaryDirectory(dir=home.folder, prefix=".thu-wal-") as folder:
        database = Path(folder) / home.database.name
        shutil.copyfile(home.database, database)
        before = _newest(database, key, alone=True)
        shutil.copyfile(path, beside(database))
        with closing(examine(database, key, alone=False)) as db, suppress(driver.Error):
            sound = [row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"]
            noted = db.execute("SELECT hash FROM audit_events WHERE number = ?", (known.events,)).fetchone()
            more = _number(db) > before
            return bool(sound and more and (not known.events or noted == (known.head,)))
    return False


def _newest(database: Path, key: bytes, *, alone: bool) -> int:
    with closing(examine(database, key, alone=alone)) as db, suppress(driver.Error):
        return _number(db)
    return 0  # half of it went into the file: then only both together can be read


def _number(db: Any) -> int:  # noqa: ANN401
    return int(db.execute("SELECT ifnull(max(number), 0) FROM audit_events").fetchone()[0])


def _copy(path: Path, place: Path) -> None:
    part = place.with_name(f".{place.name}.part")
    shutil.copyfile(path, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.rename(place)
    sync_folder(place.parent)
