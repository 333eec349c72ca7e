"""Which evidence files of a folder were opened with the office's key, and when: unchanged ones are not opened again.

The note lies beside the home's own backups, sealed with a key of the book, so that nobody without it can call a file
proven; it is bound to its folder. It is a note and no more: without it everything is opened again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import msgspec

from models.base import clock
from models.base.notes import read_note
from models.base.paths import Home, short_form, write_file
from models.store import evidence_file
from models.store.evidence import Evidence, OpenedFile
from models.store.evidence_file import Stamp
from models.store.keys import sealed

LASTS = timedelta(days=6)  # so that whoever looks for what is `due` opens all of about that age at once
ANEW = timedelta(0)  # nothing that was opened before counts
_WEEK = timedelta(days=7)
_NOTES = "minh-chung-da-mo"
_PURPOSE = "so-cchc opened evidence "
_MOST_NOTES = 8  # folders that something is noted of
_LONGEST = 200_000_000  # bytes: a million files
_FAILED: Stamp = (0, 0, 0, 0)


class _Tried(msgspec.Struct, frozen=True, array_like=True):
    """When a file was tried, in seconds, and its stamp if it opened then."""

    at: int
    stamp: Stamp


class OpenedEvidence:
    """The evidence of one folder. `laid` are the files that were written there meanwhile.

    `within` is how long ago a file may have been opened that still bears the same stamp; None for ever.
    """

    def __init__(self, home: Home, folder: Path, key: bytes, within: timedelta | None = LASTS) -> None:
        self.evidence, self.laid = Evidence(folder, key), list[str]()
        self._key, self._within = key, within
        name = hashlib.sha256(short_form(str(folder.absolute())).encode()).hexdigest()[:16]
        self._note, self._purpose = home.backups / _NOTES / name, (_PURPOSE + name).encode()
        self._tried = self._noted()
        self._changed = False

    def opens(self, name: str) -> bool:
        """Whether this file opens under its name, or did and is unchanged since."""
        tried = self._tried.get(name)
        if tried is not None and tried.stamp != _FAILED and self._counts(tried):
            with suppress(OSError, ValueError):
                if evidence_file.stamp(self.evidence.path(name)) == tried.stamp:
                    return True
        opened = self.evidence.opened(name)
        self._put(name, _FAILED if opened is None else opened.stamp)
        return opened is not None

    def found(self, name: str) -> OpenedFile | None:
        """The file itself, if it opens, also under a misspelt name; whatever is noted is not asked."""
        return self.evidence.found(name)

    def due(self, names: Iterable[str]) -> bool:
        """Whether one of them was not tried for a week, or never. No file is touched."""
        now = clock.now().timestamp()
        return any((one := self._tried.get(name)) is None or not _within(now - one.at, _WEEK) for name in names)

    def was_laid(self, name: str) -> None:
        """This file was written here and compared with one that opened. Raises OSError."""
        self.laid.append(name)
        self._put(name, evidence_file.stamp(self.evidence.path(name)))

    def keep(self) -> None:
        """Note what was opened. What the disk refuses is only opened again the next time."""
        if not self._changed:
            return
        note = sealed.seal(self._key, self._purpose, msgspec.json.encode(self._tried))
        with suppress(OSError):
            write_file(self._note, note)
            notes = sorted(self._note.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in notes[_MOST_NOTES:]:
                old.unlink()
        self._changed = False

    def _put(self, name: str, stamp: Stamp) -> None:
        self._tried[name] = _Tried(int(clock.now().timestamp()), stamp)
        self._changed = True

    def _counts(self, tried: _Tried) -> bool:
        return self._within is None or _within(clock.now().timestamp() - tried.at, self._within)

    def _noted(self) -> dict[str, _Tried]:
        with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            plain = sealed.unseal(self._key, self._purpose, read_note(self._note, _LONGEST))
            return msgspec.json.decode(plain or b"{}", type=dict[str, _Tried])
        return {}


@contextmanager
def noted(home: Home, folder: Path, key: bytes, within: timedelta | None = LASTS) -> Iterator[OpenedEvidence]:
    """The evidence of a folder; what was opened meanwhile is noted at the end, also of a work that was called off."""
    there = OpenedEvidence(home, folder, key, within)
    try:
        yield there
    finally:
        there.keep()


def _within(seconds: float, span: timedelta) -> bool:
    """Nobody knows how long ago a moment was that is still to come."""
    return 0 <= seconds < span.total_seconds()
