"""The backups that the program makes by itself: made, proven, thinned, and listed with what is in each.

Which one is the newest is told by the book, not by the clock: by its branch and the number of its newest event. What
is proven is noted beside them; the rules of when and how many are in `retention`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from models.base import clock
from models.base.errors import AppError
from models.base.notes import read_note
from models.base.paths import Home, write_file
from models.store.backups import backup, backup_format, evidence_copies, opened_evidence, places, retention
from models.store.backups.retention import DatedBackup
from models.store.keys import key_slots
from models.store.local import last_close

_AUTOMATIC = "tu-dong-"
_OURS = (_AUTOMATIC, "truoc-")  # only these are thinned: what a person made is the person's
_PROOFS = "da-kiem-chung.json"


@dataclass(frozen=True)
class KeptBackup:
    """A backup as lists show it. `contents` is what it says of itself, None for one that cannot be read; `missing` how
    many evidence files opened nowhere when it was made.

    `doubted`: it was made at a moment that is still to come, by a clock that was wrong then or is wrong now.
    """

    path: Path
    size: int
    made_at: datetime
    contents: backup_format.Contents | None
    last_change: datetime | None
    proven_at: datetime | None
    branch: int = 0
    office: str = ""
    doubted: bool = field(default=False, compare=False)
    generation: int = 0
    missing: int = 0


def kept(folder: Path) -> list[KeptBackup]:
    """The backups of a folder, newest first. Nothing secret is needed to list them."""
    proofs = _proofs(folder)
    return by_book(_kept(path, proofs) for path in backup.files(folder))


def by_book(found: Iterable[KeptBackup]) -> list[KeptBackup]:
    """Newest first, by branch and number; one that cannot be read stands where the date of its file puts it."""
    several = list(found)
    ordered = sorted((one for one in several if one.contents is not None), key=_place_in_book, reverse=True)
    for one in sorted((one for one in several if one.contents is None), key=lambda one: one.made_at):
        older = (place for place, other in enumerate(ordered) if not other.doubted and other.made_at <= one.made_at)
        ordered.insert(len(ordered) if one.doubted else next(older, len(ordered)), one)
    return ordered


def own(home: Home) -> list[KeptBackup]:
    """The home's own backups, newest first, without those of another office that lie there too."""
    try:
        office = key_slots.load(home.keys).office
    except AppError:
        return kept(home.backups)  # whose they are cannot be told any more
    return [one for one in kept(home.backups) if one.contents is None or one.office == office]


def make(home: Home, key: bytes, why: str = _AUTOMATIC) -> KeptBackup:
    """Make one now, note that it was proven, and let superfluous ones go. Raises AppError as `backup.make` does.

    However long ago the evidence was opened, `prove_due` sees to it: somebody may be waiting for this.
    """
    target = _free(home.backups, f"{why}{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    backup.make(home, key, target, None)
    note_proven(target)
    thin(home.backups)
    return _kept(target, _proofs(home.backups))


def catch_up(home: Home, key: bytes, why: str = _AUTOMATIC) -> KeptBackup | None:
    """Make one if anything was saved since the newest; before a risky action `why` names it (`truoc-nhap-don-vi-`).

    Raises AppError as `backup.make` does; then a risky action must not be done.
    """
    if changed_since(home, backup.head(home, key))[0]:
        return make(home, key, why)
    return None


def prove_due(home: Home, key: bytes, check: Callable[[], None] = evidence_copies.go_on) -> None:
    """Open the newest backup and its evidence if they want that: count it, compare it, mend what does not open.

    `check` may raise to call it off. Raises AppError `backup_not_proven` and the like, for the one that did not open.
    """
    newest = next(iter(own(home)), None)
    if newest is None:
        return
    folder = home.backups / backup.EVIDENCE
    if not retention.to_prove(clock.now(), newest.proven_at):
        known = opened_evidence.OpenedEvidence(home, folder, key)
        if not known.due(backup_format.look(newest.path).evidence):
            return
    manifest, rows = backup.read_through(newest.path, key)
    names = backup.needed(manifest, rows)
    lost = backup.copy_evidence(home, key, folder, names, places.evidence(home), opened_evidence.LASTS, check)
    backup.refuse_missing(manifest, rows, lost)
    note_proven(newest.path)


def newest_proven(home: Home) -> KeptBackup | None:
    """The newest proven backup of this home's office, or None."""
    return next((one for one in own(home) if one.proven_at is not None), None)


def changed_since(home: Home, head: str) -> tuple[bool, datetime | None]:
    """Whether the book with this audit head differs from its newest backup, and when that was made."""
    readable = [(one.contents.head, one.made_at) for one in own(home) if one.contents is not None]
    if not readable:
        return True, None
    newest, made_at = readable[0]
    return newest != head, made_at


def next_branch(home: Home, source: int = 0) -> int:
    """The branch of a book that takes the present one's place: above all that were, and that of its `source`."""
    known = last_close.read(home)
    return 1 + max([known.branch if known else 0, source, *(one.branch for one in kept(home.backups))])


def thin(folder: Path) -> None:
    """Let go of what the rules call superfluous among those that the program made, of each office by itself."""
    offices: dict[str, list[DatedBackup]] = {}
    office, branch, events = "", 0, 0
    for one in reversed(kept(folder)):
        if one.contents is not None:  # what cannot be read counts as what is before it
            office, branch, events = one.office, one.branch, one.contents.events
        if one.path.name.startswith(_OURS):
            row = DatedBackup(one.path.name, one.made_at, events, one.proven_at is not None, branch)
            offices.setdefault(office, []).append(row)
    for rows in offices.values():
        for name in retention.superfluous(rows, clock.now()):
            with suppress(OSError):  # one that is held stays until the next time
                (folder / name).unlink()


def _kept(path: Path, proofs: dict[str, list[object]]) -> KeptBackup:
    state = path.stat()
    proof = proofs.get(path.name)
    proven = proof is not None and proof[:2] == [state.st_size, state.st_mtime_ns]
    at = last_close.moment(str(proof[2])) if proof is not None and proven else None
    made_at = clock.from_timestamp(state.st_mtime)
    try:
        told = backup_format.look(path)
    except AppError:
        doubted = retention.ahead(clock.now(), made_at)
        return KeptBackup(path, state.st_size, made_at, None, None, None, doubted=doubted)
    made_at = last_close.moment(told.made_at) or made_at
    return KeptBackup(
        path,
        state.st_size,
        made_at,
        told.contents,
        last_close.moment(told.last_change),
        at,
        told.branch,
        told.office,
        retention.ahead(clock.now(), made_at),
        told.generation,
        len(told.missing),
    )


def _place_in_book(one: KeptBackup) -> tuple[int, int, bool, datetime, str]:
    """Of two that hold the same, the one whose date can be believed is the newer."""
    return one.branch, one.contents.events if one.contents else 0, not one.doubted, one.made_at, one.path.name


def _free(folder: Path, name: str) -> Path:
    """A name that is not taken: a clock that was set back comes to the same second again."""
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(path for path in (folder / f"{one}{backup_format.ENDING}" for one in names) if not path.exists())


def note_proven(path: Path) -> None:
    """Note that this very file was proven now; another one of its name will not be."""
    proofs = {name: proof for name, proof in _proofs(path.parent).items() if (path.parent / name).exists()}
    state = path.stat()
    proofs[path.name] = [state.st_size, state.st_mtime_ns, clock.iso_utc(clock.now())]
    with suppress(OSError):
        write_file(path.parent / _PROOFS, json.dumps(proofs, indent=1).encode())


def _proofs(folder: Path) -> dict[str, list[object]]:
    try:
        found = json.loads(read_note(folder / _PROOFS))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: proof for name, proof in found.items() if isinstance(proof, list) and len(proof) == 3}
