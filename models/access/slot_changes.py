"""Changes of key slots: in the book, which knows the valid ones, and in the key file beside it, together.

A power cut may come between the two, and must keep nobody out. So the file first holds the old slots and the new ones,
then the book exchanges which are valid, in one transaction with what the change is about, and only then do the old
slots leave the file: at every moment the file holds each slot that the book takes. What a cut leaves in the file is
tidied up at the next opening (`settle`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.base.paths import Home
from models.store.keys import key_slots
from models.store.keys.key_slots import KeyFile
from models.work import ways_in

log = logging.getLogger(__name__)


def change(session: Session, home: Home, change_file: Callable[[KeyFile], KeyFile]) -> None:
    """From the commit of `session` on the slots of the changed key file are valid, and no others.

    What `change_file` is given holds the valid slots only: one that was slipped into the file does not become valid.
    Raises OSError, AppError `keys_missing`, `keys_damaged`.
    """
    before = key_slots.load(home.keys)
    after = change_file(key_slots.only(before, ways_in.valid(session)))
    ways_in.put(session, key_slots.ways(after))
    both = key_slots.with_both(after, before)
    if len(both.slots) > len(before.slots):
        key_slots.save(home.keys, both)
    event.listen(session, "after_commit", lambda _session: _save(home, after), once=True)


def settle(session: Session, home: Home) -> None:
    """Let ended slots leave the key file, where a power cut or an older file has left them. Raises AppError."""
    keys = key_slots.load(home.keys)
    tidy = key_slots.only(keys, key_slots.ways(keys).keys() - ways_in.ended(session))
    if len(tidy.slots) < len(keys.slots):
        _save(home, tidy)


def _save(home: Home, keys: KeyFile) -> None:
    # The book has decided already: a slot that stays in the file opens nothing.
    try:
        key_slots.save(home.keys, keys)
    except OSError as failure:
        log.info("ended key slots stay until the next opening: %s", type(failure).__name__)
