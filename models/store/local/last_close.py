"""How the book was left the last time: closed or cut off, and where its audit chain then stood. A small plain file.

It lies beside the database, so that an older copy, a cut tail or a stray -wal file can be told from the book itself.
What was once seen here and is missing now is remembered until somebody accepts it (`models.work.older_book`).
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

import msgspec
from msgspec.structs import replace

from models.base import clock
from models.base.notes import read_note
from models.base.paths import Home, write_file

_ALWAYS = {"clean", "events", "head", "since"}  # what earlier programs noted, too

_EARLIEST, _LATEST = 1900, 9000  # years

log = logging.getLogger(__name__)


class LostHead(msgspec.Struct, frozen=True):
    """Number and hash of an event that the book had and has no more, and the branch that it was in."""

    number: int
    head: str
    branch: int


class LastClose(msgspec.Struct, frozen=True):
    """`events` and `head` are number and hash of the newest audit event then.

    `branch` counts how often another file was put in the book's place, on purpose or not: of two heads the one of the
    higher branch is the newer, whatever their numbers. Heads of branches before `counts_from` were left on purpose
    (restored, rescued) and count no more; `since` is when that was. `lost` are heads that the book should still have.
    `file` is the mark of the database's file as it was left (`mark`): whoever writes into it leaves another one.
    """

    clean: bool = True
    events: int = 0
    head: str = ""
    since: str = ""
    branch: int = 0
    counts_from: int = 0
    lost: tuple[LostHead, ...] = ()
    file: str = ""


def read(home: Home) -> LastClose | None:
    """What was noted; None when nothing was, or it cannot be read: then nothing is known, which is no failure."""
    try:
        found = msgspec.json.decode(read_note(home.last_close))
        if not isinstance(found, dict) or not found.keys() >= _ALWAYS:
            return None
        return msgspec.convert(found, LastClose)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def entered(home: Home, events: int, head: str, branch: int = 0, lost: tuple[LostHead, ...] = ()) -> None:
    """The book is open: until `left`, whatever ends the program is an accident."""
    known = read(home) or LastClose()
    branch = max(branch, known.branch)
    _write(home, replace(known, clean=False, events=events, head=head, branch=branch, lost=lost))


def go_on(home: Home, branch: int) -> None:
    """The book as it is goes on in this branch, or in the one that it is in if that is a later one."""
    known = read(home) or LastClose()
    if known.branch < branch:
        _write(home, replace(known, branch=branch))


def left(home: Home, events: int, head: str) -> None:
    """The book was closed and all of it is in the one file, if no -wal file with changes is left beside it."""
    wal = home.database.with_name(home.database.name + "-wal")
    whole = not wal.exists() or not wal.stat().st_size
    _write(home, replace(read(home) or LastClose(), clean=whole, events=events, head=head, file=mark(home)))


def mark(home: Home) -> str:
    """What changes whenever somebody writes into the database's file, unless he takes care that it does not."""
    try:
        found = home.database.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def touched(home: Home) -> bool:
    """Whether the file is not as the last closing left it, or nobody knows. To be asked before it is opened."""
    known = read(home)
    return known is None or not known.clean or known.file != mark(home)


def replaced(home: Home, events: int, head: str, branch: int = 0) -> None:
    """Another file is put in the book's place on purpose, as this branch; older heads say nothing about it.

    Raises OSError.
    """
    known = LastClose(True, events, head, since=clock.iso_utc(clock.now()), branch=branch, counts_from=branch)
    write_file(home.last_close, _written(known))


def moment(noted: str) -> datetime | None:
    """The moment that a note or a manifest names, or None."""
    with suppress(ValueError, TypeError, AttributeError):
        at = datetime.fromisoformat(noted.replace("Z", "+00:00")) if noted else None
        # One without a zone, or too far away to be reckoned with, was not written by us.
        return at if at is not None and at.tzinfo is not None and _EARLIEST <= at.year <= _LATEST else None
    return None


def _write(home: Home, known: LastClose) -> None:
    try:
        write_file(home.last_close, _written(known))
    except OSError as failure:
        # On a full or read-only disk the office itself says so; the note only makes its words more exact.
        log.info("last close not noted: %s", type(failure).__name__)


def _written(known: LastClose) -> bytes:
    return msgspec.json.format(msgspec.json.encode(known), indent=1)
