"""What the person last saw of a list, kept so that the next start shows it before the relational layer is loaded.

It lies encrypted beside the database and counts only while the book has not changed since and the day is the same.
"""

from __future__ import annotations

import json
import logging
from contextlib import closing
from datetime import date
from typing import Any

from models.base import clock, secrets
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import Home, write_file
from models.store.keys import key_slots, sealed
from models.store.sqlite import valid_ways
from models.store.sqlite.connection import connect

_PURPOSE = b"so-cchc-glance/1"
_HEAD = "SELECT hash FROM audit_events ORDER BY number DESC LIMIT 1"
_LONGEST = 2_000_000  # bytes; a list's first page is a hundredth of it

log = logging.getLogger(__name__)


def keep(home: Home, data_key: bytes, head: str, seen: dict[str, Any]) -> None:
    """Keep `seen` (plain values and dates) as what the book showed when `head` was its newest audit hash.

    A comfort: a disk that refuses it is not worth a word.
    """
    content = {"head": head, "day": clock.today().isoformat(), "seen": seen}
    plain = json.dumps(content, ensure_ascii=False, default=_as_json).encode()
    try:
        write_file(home.last_view, sealed.seal(data_key, _PURPOSE, plain))
    except OSError as failure:
        log.info("last view not kept: %s", type(failure).__name__)


def look(home: Home) -> dict[str, Any] | None:
    """What was seen last, if this computer may open the book and it would look the same now; else None.

    Fast: it needs neither the relational layer nor the slow stretching of a passphrase.
    """
    try:
        written = read_note(home.last_view, _LONGEST)
        key_file = key_slots.load(home.keys)
        secret = secrets.recall(key_file.office)
        found = key_slots.remembered(key_file, secret) if secret else None
        return _opened(home, found, written) if found else None
    except (AppError, OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        # Whatever is wrong with the office is said where it is opened, a moment later.
        return None


def head_of(session: Any) -> str:  # noqa: ANN401 - a Session; naming its type would load what this module must not
    """The newest audit hash that `session` sees."""
    from sqlalchemy import text

    return str(session.execute(text(_HEAD)).scalar() or "")


def _opened(home: Home, by: key_slots.Unlocked, written: bytes) -> dict[str, Any] | None:
    plain = sealed.unseal(by.data_key, _PURPOSE, written)
    if plain is None:
        return None
    content = json.loads(plain, object_hook=_from_json)
    with closing(connect(home.database, by.data_key, read_only=True)) as database:
        found, standing = database.execute(_HEAD).fetchone(), valid_ways.look(database, by)
    if standing.disabled or standing.void is not None:
        return None
    same = content["head"] == (found[0] if found else "") and content["day"] == clock.today().isoformat()
    return dict(content["seen"]) if same else None


def _as_json(value: object) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _from_json(value: dict[str, Any]) -> Any:  # noqa: ANN401
    return date.fromisoformat(value["date"]) if value.keys() == {"date"} else value
