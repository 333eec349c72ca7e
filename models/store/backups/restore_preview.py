"""What the present book has and a backup has not: to be seen before one takes the other's place."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.base.errors import AppError
from models.base.paths import Home
from models.store import faults
from models.store.backups.backup_format import Contents, Manifest
from models.store.local import last_close
from models.store.sqlite.connection import glimpse

# How the present stands to a backup.
NONE, UNREADABLE, LATER, OTHER = "none", "unreadable", "later", "other"
_SINCE = """SELECT count(*), count(DISTINCT CASE table_name WHEN 'tasks' THEN row_id END),
    count(DISTINCT CASE table_name WHEN 'progress' THEN row_id END), min(at), max(at)
    FROM audit_events WHERE number > ?"""


@dataclass(frozen=True)
class LostChanges:
    """`kind`: NONE, no book is there; UNREADABLE with the backup's key; LATER, it went on from the backup; OTHER, the
    backup is not in its past.

    The counts are what would be lost: events after the backup (all of them for OTHER), tasks and monthly entries that
    those touched, and when they began and ended. For UNREADABLE only what was noted at the last closing is known.
    """

    kind: str
    events: int = 0
    tasks: int = 0
    entries: int = 0
    first: datetime | None = None
    last: datetime | None = None


def of_present(home: Home, key: bytes, manifest: Manifest) -> LostChanges:
    """Compare the book in `home` with a backup that `key` opened. Raises AppError when the disk refuses."""
    if not home.database.exists():
        return LostChanges(NONE)
    try:
        with faults.sorting(), closing(glimpse(home.database, key)) as db:
            return _since(db, manifest.contents)
    except AppError as refusal:
        if refusal.code not in {"damaged", "read_only"}:
            raise
        return noted(home, manifest.contents)


def noted(home: Home, held: Contents) -> LostChanges:
    """What can be said of a book that is not opened: by the note of its last closing."""
    known = last_close.read(home)
    return LostChanges(UNREADABLE, max(0, known.events - held.events) if known else 0)


def _since(db: Any, held: Contents) -> LostChanges:  # noqa: ANN401
    found = db.execute("SELECT number FROM audit_events WHERE hash = ?", (held.head,)).fetchone()
    events, tasks, entries, first, last = db.execute(_SINCE, (found[0] if found else 0,)).fetchone()
    moment = last_close.moment
    return LostChanges(LATER if found else OTHER, events, tasks, entries, moment(first or ""), moment(last or ""))
