"""How the book was left the last time: closed or cut off, and where its audit chain then stood. A small plain file.

It lies beside the database, so that an older copy, a cut tail or a stray -wal file can be told from the book itself.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from models.base import clock
from models.base.paths import Home, write_file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LastClose:
    """`events` and `head` are number and hash of the newest audit event then.

    `since` is when the file was last replaced on purpose (restored, rescued): heads noted before count no more.
    """

    clean: bool = True
    events: int = 0
    head: str = ""
    since: str = ""


def read(home: Home) -> LastClose | None:
    """What was noted; None when nothing was, or it cannot be read: then nothing is known, which is no failure."""
    try:
        found = json.loads(home.last_close.read_bytes())
        known = LastClose(**{name: found[name] for name in asdict(LastClose())})
        sound = isinstance(known.clean, bool) and isinstance(known.events, int)
        return known if sound and all(isinstance(t, str) for t in (known.head, known.since)) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def entered(home: Home, events: int, head: str) -> None:
    """The book is open: until `left`, whatever ends the program is an accident."""
    _write(home, replace(read(home) or LastClose(), clean=False, events=events, head=head))


def left(home: Home, events: int, head: str) -> None:
    """The book was closed and all of it is in the one file, if no -wal file with changes is left beside it."""
    wal = home.database.with_name(home.database.name + "-wal")
    whole = not wal.exists() or not wal.stat().st_size
    _write(home, replace(read(home) or LastClose(), clean=whole, events=events, head=head))


def replaced(home: Home, events: int, head: str) -> None:
    """Another file is put in the book's place on purpose; older heads say nothing about it. Raises OSError."""
    known = LastClose(True, events, head, since=clock.iso_utc(clock.now()))
    write_file(home.last_close, json.dumps(asdict(known), indent=1).encode())


def moment(noted: str) -> datetime | None:
    """The moment that a note or a manifest names, or None."""
    with suppress(ValueError):
        return datetime.fromisoformat(noted.replace("Z", "+00:00")) if noted else None
    return None


def _write(home: Home, known: LastClose) -> None:
    try:
        write_file(home.last_close, json.dumps(asdict(known), indent=1).encode())
    except OSError as failure:
        # On a full or read-only disk the office itself says so; the note only makes its words more exact.
        log.info("last close not noted: %s", type(failure).__name__)
