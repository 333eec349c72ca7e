"""Putting a backup in the place of the book: looked at first, and the present one is kept, also as a backup."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from models.base.errors import AppError
from models.base.paths import Home, reachable
from models.store import faults
from models.store.backups import backup, backup_format, backup_list, evidence_copies, places, restore_preview, swap
from models.store.backups.backup_format import Manifest
from models.store.backups.opened_evidence import LASTS
from models.store.backups.restore_preview import LostChanges
from models.store.keys import key_slots, login_throttle
from models.store.local import last_close
from models.store.local.lock import FileLock
from models.store.sqlite import valid_ways
from models.store.sqlite.connection import connect

log = logging.getLogger(__name__)
# Who opened the backup may be refused: the home, the folder of the copy that is to take its place, and what was opened.
# Gives the present book's data key where that is known.
Vet = Callable[[Home, Home, key_slots.Unlocked], bytes | None]
Prepare = Callable[[Home, key_slots.Unlocked], None]  # changes the copy before it takes the book's place
# Looks at the backup's database and key file, with what was opened; gives the present book's data key if it knows it.
Compare = Callable[[Path, Path, key_slots.Unlocked], bytes | None]
Check = Callable[[], None]  # asked before each evidence file; may raise to call it off


@dataclass(frozen=True)
class RestorePreview:
    """A backup that was opened and proven, what it would cost, and how many evidence files open nowhere.

    `names` is what people call those; `spoilt` counts the files that do not open beside the backup, but elsewhere.
    """

    manifest: Manifest
    lost: LostChanges
    missing: int
    names: tuple[str, ...] = ()
    spoilt: int = 0


def preview(
    home: Home,
    source: Path,
    passphrase: str,
    first: str = "",
    check: Check = evidence_copies.go_on,
    compare: Compare = lambda _database, _keys, _opened: None,
) -> RestorePreview:
    """Open a backup with its passphrase, prove it, and compare the present book with it. Nothing is changed.

    Its evidence is opened, but for what is unchanged since it was in the last days. The passphrase is tried on the
    account of `first` (an id or a name) before the others.
    Raises AppError `wrong_passphrase`, `not_a_backup`, `backup_not_proven`, `file_missing`, `newer_version`.
    """
    source = reachable(source)
    with faults.sorting(disk=True), tempfile.TemporaryDirectory(prefix="so-cchc-") as folder:
        manifest = backup_format.look(source)
        backup_format.key_slots(source, Path(folder) / backup_format.KEYS)
        database, keys = backup_format.in_place(source, manifest, Path(folder)), Path(folder) / backup_format.KEYS
        opened = _opened(home, database, keys, passphrase, first)
        key = opened.data_key
        backup.prove_database(database, key, manifest)
        rows = evidence_copies.named(database, key)
        present = compare(database, keys, opened) or key
    beside, names = source.parent / places.EVIDENCE, backup.needed(manifest, rows)
    spoilt, missing = evidence_copies.unopened(home, key, beside, names, check)
    lost = restore_preview.of_present(home, present, manifest)
    return RestorePreview(manifest, lost, len(missing), evidence_copies.called(missing, rows), spoilt)


def restore(
    home: Home,
    source: Path,
    passphrase: str,
    vet: Vet | None = None,
    first: str = "",
    tell: Callable[[tuple[str, ...]], object] = lambda _missing: None,
    prepare: Prepare = lambda _new, _opened: None,
) -> Path | None:
    """Put a backup in the place of the present office, which is moved aside whole; gives the folder it went to.

    A present book that can be read is backed up before, so that this can be taken back in the same way. `first` is as
    in `preview`; `tell` hears what people call the evidence that opens nowhere, once the backup is in place. `prepare`
    changes the copy once all was proven.
    Raises AppError (`wrong_passphrase`, `not_a_backup`, `in_use`, ..., what `vet` raises) before anything is touched.
    """
    source = reachable(source)
    lock = FileLock(home.lock)
    try:
        with faults.sorting(disk=True):
            swap.settle(home)
        with (
            faults.sorting(disk=True),
            tempfile.TemporaryDirectory(dir=home.folder, prefix=".khoi-phuc-") as folder,
        ):
            manifest = backup_format.take_out(source, Path(folder))
            database, keys = Path(folder) / backup_format.DATABASE, Path(folder) / backup_format.KEYS
            opened = _opened(home, database, keys, passphrase, first)
            backup.prove_database(database, opened.data_key, manifest)
            present = vet(home, Home(Path(folder)), opened) if vet is not None else None
            # Evidence only adds, so it comes before the one step after which the office is another.
            missing = _bring_evidence(home, source, database, opened.data_key, manifest)
            _keep_present(home, present or opened.data_key)
            prepare(Home(Path(folder)), opened)
            aside = _put_in_place(home, Path(folder), opened.data_key, manifest.branch)
    finally:
        lock.release()
    tell(missing)
    return aside


def _opened(home: Home, database: Path, keys: Path, passphrase: str, first: str) -> key_slots.Unlocked:
    """What opens a backup, which knows what was valid when it was made: its key slots lie beside, for all to exchange.

    A wrong passphrase counts as one for the book in `home`: the backup's slots are mostly its own.
    Raises AppError `wrong_passphrase`, `slot_void`, `too_many_tries`.
    """
    ways = key_slots.each_unlocked(key_slots.load(keys), passphrase, first=first)
    login_throttle.begin(home.login_attempts)
    refusal = key_slots.wrong_passphrase()
    for found in ways:
        with faults.sorting(), closing(connect(database, found.data_key, read_only=True, alone=True)) as db:
            void = valid_ways.look(db, found).void
        if void is None:
            login_throttle.taken_back(home.login_attempts)
            return found
        refusal = void
    raise refusal


def _put_in_place(home: Home, new: Path, key: bytes, branch: int) -> Path | None:
    head = _head(new / backup_format.DATABASE, key)
    last_close.replaced(Home(new), *head, backup_list.next_branch(home, branch))
    return swap.change_places(home, new)


def _head(database: Path, key: bytes) -> tuple[int, str]:
    """Number and hash of the newest event."""
    with faults.sorting(), closing(connect(database, key, read_only=True, alone=True)) as db:
        found = db.execute("SELECT number, hash FROM audit_events ORDER BY number DESC LIMIT 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")


def _bring_evidence(home: Home, source: Path, database: Path, key: bytes, manifest: Manifest) -> tuple[str, ...]:
    """The evidence of a backup into the home, from wherever it opens; gives what people call the rest."""
    rows = evidence_copies.named(database, key)
    sources = chain([source.parent / places.EVIDENCE], places.copies(home))
    lost = backup.copy_evidence(home, key, home.evidence, backup.needed(manifest, rows), sources, LASTS)
    return evidence_copies.called(lost, rows)


def _keep_present(home: Home, key: bytes) -> None:
    """A damaged book, or another office's, has no backup made of it: it is moved aside as it is."""
    if not home.database.exists() or not home.keys.exists():
        return
    try:
        backup_list.catch_up(home, key, "truoc-khoi-phuc-")
    except AppError as refusal:
        log.info("no backup before restoring: %s", refusal.code)
