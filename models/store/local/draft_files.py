"""Drafts on the disk, sealed: what somebody was typing and had not saved, for after a crash or a power cut.

It lies encrypted beside the database, one file for each account; it is no part of the book and in no backup.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from models.base.notes import read_note
from models.base.paths import Home, write_file
from models.store.keys import sealed

_PURPOSE = b"so-cchc-half-typed/2/"
_LONGEST = 4_000_000  # bytes; a person types a thousandth of it

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptDraft:
    """The fields of one form. `key` names the form and what it is about, `title` says it in words.

    `page` and `chosen` lead to where the form is opened; `fields` are the names of the fields with what stands in them.
    """

    key: str
    title: str
    at: datetime
    page: str
    chosen: dict[str, str]
    fields: dict[str, str]


def keep(home: Home, account: str, data_key: bytes, all_of_it: tuple[KeptDraft, ...]) -> None:
    """Keep exactly this of one account. A comfort: a disk that refuses it is not worth a word while somebody types."""
    path = home.drafts(account)
    try:
        if not all_of_it:
            path.unlink(missing_ok=True)
            return
        plain = json.dumps([{**asdict(one), "at": one.at.isoformat()} for one in all_of_it], ensure_ascii=False)
        write_file(path, sealed.seal(data_key, _purpose(account), plain.encode()))
    except OSError as failure:
        log.info("drafts not kept: %s", type(failure).__name__)


def kept(home: Home, account: str, data_key: bytes) -> tuple[KeptDraft, ...]:
    """What was kept of this account; nothing when there is none or it cannot be read."""
    try:
        plain = sealed.unseal(data_key, _purpose(account), read_note(home.drafts(account), _LONGEST))
        return tuple(_one(entry) for entry in json.loads(plain or b"[]"))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return ()


def _purpose(account: str) -> bytes:
    # Under the seal: another account, and another book put in this one's place, open none of it.
    return _PURPOSE + account.encode()


def _one(entry: dict[str, Any]) -> KeptDraft:
    return KeptDraft(**{**entry, "at": datetime.fromisoformat(entry["at"])})
