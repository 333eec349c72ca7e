"""How safe the book is against the loss of this computer: its newest proven backup, its second place, what is late."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.base.settings import Settings
from models.store.backups import backup, backup_list, offsite, retention
from models.store.backups.backup_list import KeptBackup
from models.store.backups.offsite import Offsite
from models.store.local import last_close


@dataclass(frozen=True)
class BackupState:
    """`proven` is when the newest proven backup was made. `old`: it should be newer; `late`: the second place should
    be brought up to date, or chosen; `since` is how long that has been so. `ahead` are the backups whose date is still
    to come: the clock was wrong when they were made, or is wrong now. `elsewhere` is when a later one than `proven` was
    saved where a person chose, and proven there.
    """

    proven: datetime | None
    old: bool
    second: Offsite
    late: bool
    since: datetime | None
    ahead: tuple[KeptBackup, ...] = ()
    elsewhere: datetime | None = None


@dataclass(frozen=True)
class RoundResult:
    """What tending left: whether changes still wait for a backup, how it stands, and what the second place refused."""

    waits: bool
    safety: BackupState
    refused: AppError | None


def look(home: Home, place: str, days: int, *, changed: bool) -> BackupState:
    """How it stands now. `changed`: something was saved since the newest backup; `days` 0 never reminds."""
    listed = backup_list.own(home)
    proven = next((one.made_at for one in listed if one.proven_at is not None), None)
    elsewhere = _elsewhere(home, proven)
    there = offsite.look(home, place)
    since = there.brought_at or min((one.made_at for one in listed if not one.doubted), default=None)
    now = clock.now()
    late = not there.whole and retention.late(now, since, days)
    ahead = tuple(one for one in listed if one.doubted)
    old = changed and retention.old(now, elsewhere or proven)
    return BackupState(proven, old, there, late, since, ahead, elsewhere)


def note_saved(home: Home, path: Path) -> None:
    """A proven backup was saved where a person chose; one among the book's own says so itself."""
    if path.parent != home.backups:
        with suppress(OSError):
            Settings(home.settings).put("backup_elsewhere", clock.iso_utc(clock.now()))


def _elsewhere(home: Home, proven: datetime | None) -> datetime | None:
    noted = last_close.moment(str(Settings(home.settings).get("backup_elsewhere")))
    return noted if noted is not None and noted <= clock.now() and (proven is None or noted > proven) else None


def of_open_book(home: Home, key: bytes, place: str, days: int) -> BackupState:
    """How it stands now with a book whose key is at hand. Raises AppError."""
    return look(home, place, days, changed=backup_list.changed_since(home, backup.head(home, key))[0])


def tend(
    home: Home, key: bytes, place: str, days: int, check: Callable[[], None], *, changed: bool, bring: bool = True
) -> RoundResult:
    """Back up if it is due, prove if it is due, and with `bring` copy the newest to the second place if that is there.

    The evidence in both places is opened once a week.
    Raises AppError for what went wrong here; CancelledError from `check`.
    """
    made = next((one.made_at for one in backup_list.own(home)), None)
    if retention.due(clock.now(), made, changed=changed):
        backup_list.make(home, key)
        changed = False
    backup_list.prove_due(home, key, check)
    refused: AppError | None = None
    there = offsite.look(home, place)
    wanted = bring and there.there and backup_list.newest_proven(home) is not None
    if wanted and (not there.whole or offsite.due(home, place, key)):
        try:
            offsite.bring(home, place, key, check)
        except AppError as failure:
            refused = failure
    return RoundResult(changed, look(home, place, days, changed=changed), refused)
