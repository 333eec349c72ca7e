"""An office while it is open: to be worked with, or, when its file is damaged, only to be read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import text

from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.store import audit, diagnoses, schema
from models.store.audit import Change
from models.store.backups import places
from models.store.db import Store
from models.store.diagnoses import Diagnosis
from models.store.evidence import Evidence
from models.store.keys import key_slots
from models.store.local import last_close
from models.store.local.lock import FileLock
from models.store.sqlite import damage, valid_ways, wal
from models.store.sqlite.connection import examine
from models.work import accounts, office, rights
from models.work.accounts import AccountRow

_NOTHING_TO_READ = {"missing", "empty", "foreign"}  # kinds of damage


@dataclass
class OpenOffice:
    """An office while it is open: its store, its evidence folder, its home, and who opened it.

    `close` lets go of all of it.
    """

    home: Home
    store: Store
    evidence: Evidence
    lock: FileLock
    data_key: bytes = field(repr=False)
    account: AccountRow
    notices: tuple[damage.Notice, ...] = ()  # what its owner should know of the file (an older copy, the clock)
    damage: Diagnosis | None = None  # why it is only read
    readable: bool = True  # whether there is anything to show of a damaged one
    touched: bool = False  # whether the file was not as the last closing left it, so that the whole wants checking
    closed: bool = False

    def close(self) -> None:
        """Let go of the files; what was saved is in them. Where the chain stands is noted beside them."""
        if self.closed:
            return
        self.closed = True
        try:
            head = self._head() if self.damage is None else None
            self.store.close()
            if head is not None:
                last_close.left(self.home, *head)
        finally:
            # Whatever broke above: a lock that stays would keep everybody out until the program ends.
            self.lock.release()

    def _head(self) -> tuple[int, str] | None:
        with suppress(AppError), self.store.read() as session:
            return audit.head(session)
        return None  # it broke while it was open: the next opening reads it through


def only_read(home: Home, lock: FileLock, found: key_slots.Unlocked, wrong: Diagnosis) -> OpenOffice:
    """A damaged office as far as it can be read, under the lock that was taken for it. Nothing of it is written.

    Raises AppError `account_disabled`, `account_unknown`, `slot_void`, or `access_unread` where it cannot be asked
    whether whoever comes may still come in.
    """
    if wrong.kind not in _NOTHING_TO_READ:
        alone = _alone(home, wrong)
        accounts.refuse_outsider(
            valid_ways.look_in_damaged(
                lambda: examine(home.database, found.data_key, alone=alone, tolerant=True), found
            )
        )
    # Kept empty for the recovery code, which is nobody's own.
    name = dict(key_slots.accounts(found.keys)).get(found.account or "", "")
    account = AccountRow(found.account or "", name, rights.READING, clock.now(), None)
    opened = OpenOffice(
        home,
        _to_read(home, found.data_key, wrong),
        evidence_of(home, found.data_key, mends=False),
        lock,
        found.data_key,
        account,
    )
    opened.damage = wrong
    opened.readable = wrong.kind not in _NOTHING_TO_READ and shows(opened.store)
    return opened


def evidence_of(home: Home, key: bytes, naming: bytes | None = None, *, mends: bool = True) -> Evidence:
    """The evidence of a book; what is lost there is fetched from its backups and its second place."""
    return Evidence(home.evidence, key, partial(places.copies, home), mends=mends, naming=naming)


def seal(opened: OpenOffice, wrong: Diagnosis) -> OpenOffice:
    """Damage was found in an office that is open: the same office, from now on only read."""
    # The last to let go of the file would bring the -wal into it; this reader stays, and may not write.
    reader = examine(opened.home.database, opened.data_key, alone=not wal.size(wal.beside(opened.home.database)))
    with suppress(Exception):  # what it cannot read it need not hold
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
    opened.store.close()
    opened.store = _to_read(opened.home, opened.data_key, wrong)
    opened.store.hold(reader)
    opened.evidence = evidence_of(opened.home, opened.data_key, mends=False)
    me = opened.account
    opened.account = AccountRow(me.id, me.name, rights.READING, me.passphrase_at, None)
    opened.damage, opened.readable = wrong, True
    return opened


def _to_read(home: Home, key: bytes, wrong: Diagnosis) -> Store:
    store = Store(home.database, key, damaged=True, alone=_alone(home, wrong))
    store.role, store.guard = rights.READING, _refuse
    return store


def _alone(home: Home, wrong: Diagnosis) -> bool:
    return wrong.kind == "foreign_wal" or not wal.size(wal.beside(home.database))


def _refuse(_operation: str, _changes: list[Change]) -> None:
    raise diagnoses.only_read()


def shows(store: Store) -> bool:
    """Whether the list of tables and the office's own card can be read, in the shape that this program knows."""
    with suppress(AppError), store.read() as session:
        known = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        office.card(session)
        return bool(known == schema.NEWEST)
    return False
