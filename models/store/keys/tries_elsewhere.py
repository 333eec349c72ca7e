"""The second count of wrong passphrases: in the person's own folder of settings, outside the book's, and sealed.

The seal's secret is this computer's (its keyring, else a file), so that a note written by hand is seen: it counts as
many wrong tries. Whoever may delete files of this account on this computer can delete this one too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets as random
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.base import clock, secrets
from models.base.notes import read_note
from models.base.paths import write_file
from models.store.keys import key_slots

_NAME = "SoCCHC-mo-so"
_MAC = 64  # letters
_MANY = 12  # what a note that is not ours counts as: the longest pause
_KEY = 32  # bytes
_MOST = 1_000_000  # tries that a note can speak of; more is no number of ours


def folder() -> Path:
    """Where this computer keeps it."""
    from platformdirs import user_config_dir

    return Path(user_config_dir(_NAME, appauthor=False, roaming=False))


def read(path: Path) -> tuple[int, datetime | None]:
    """Count and moment of the last try for the book whose own note is `path`; none when nothing is kept."""
    place = _place(path)
    try:
        written = read_note(place)
    except FileNotFoundError:
        return 0, None
    except OSError:
        return _MANY, _since(place)
    seal, note = written[:_MAC], written[_MAC:]
    if not hmac.compare_digest(seal, _seal(place, note)):
        return _MANY, _since(place)
    return parsed(note)


def parsed(written: bytes) -> tuple[int, datetime | None]:
    """Count and moment of a note; none for what is no note of ours."""
    try:
        kept = json.loads(written)
        at = datetime.fromisoformat(kept["at"]).astimezone(clock.VIETNAM)
        return min(_MOST, max(0, int(kept["failed"]))), at
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 0, None


def keep(path: Path, note: bytes) -> None:
    """Keep what the book's own note says."""
    place = _place(path)
    with suppress(OSError):
        write_file(place, _seal(place, note) + note)


def forget(path: Path) -> None:
    """The count begins anew."""
    with suppress(OSError):
        _place(path).unlink(missing_ok=True)


def _place(path: Path) -> Path:
    """By the office, so that a copy of its folder on this computer shares the count; by the folder where none is."""
    about = str(path.parent.absolute())
    with suppress(Exception):  # what is wrong with the key file is said by whoever opens the book
        about = key_slots.load(path.with_name("so-cchc.keys")).office
    return folder() / f"{hashlib.sha256(about.encode(errors='surrogatepass')).hexdigest()[:32]}.tries"


def _since(place: Path) -> datetime:
    with suppress(OSError, ValueError, OverflowError):
        return min(clock.now(), datetime.fromtimestamp(place.lstat().st_mtime, clock.VIETNAM))
    return clock.now()


def _seal(place: Path, note: bytes) -> bytes:
    return hmac.new(_secret(), place.name.encode() + note, hashlib.sha256).hexdigest().encode()


def _secret() -> bytes:
    kept = secrets.recall(_NAME)
    if kept:
        return kept.encode()
    file = folder() / "khoa"
    with suppress(OSError):
        found = read_note(file)
        if len(found) == _KEY:
            return found
    made = random.token_hex(_KEY)
    if secrets.keep(_NAME, made):
        return made.encode()
    with suppress(OSError):
        write_file(file, made.encode()[:_KEY])  # readable by this person only, as all that `write_file` makes
    return made.encode()[:_KEY]
