"""How evidence is copied, wherever it goes: only what opens, and never over what opens.

A file is named by the book, fetched from the first place where it opens under that name with the office's key, and
written only where the one that lies there does not. So a scrambled file is replaced and is never spread.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

from models.base.paths import Home
from models.store import evidence_file, faults
from models.store.backups import compared_copy, places
from models.store.backups.opened_evidence import OpenedEvidence
from models.store.evidence import Evidence, OpenedFile
from models.store.sqlite.connection import connect, glimpse

_NAMED = "SELECT address, min(name) FROM attachments GROUP BY address"


def go_on() -> None:
    """Nobody calls it off."""


def named(copy: Path, key: bytes) -> dict[str, str]:
    """The evidence that the rows of a copied book name: its address, and what people call it. Raises AppError."""
    with faults.sorting(), closing(connect(copy, key, read_only=True, alone=True)) as db:
        return {str(address): str(name) for address, name in db.execute(_NAMED)}


def named_by_book(home: Home, key: bytes) -> dict[str, str]:
    """The same of the home's own book, be it open or closed. Raises AppError."""
    with faults.sorting(), closing(glimpse(home.database, key)) as db:
        return {str(address): str(name) for address, name in db.execute(_NAMED)}


class Sources:
    """Folders where evidence may lie whole, each asked for only when none before it had a file: one may be slow."""

    def __init__(self, folders: Iterable[Path], key: bytes) -> None:
        self._rest = (Evidence(folder, key) for folder in folders)
        self._known: list[Evidence] = []

    def find(self, name: str) -> OpenedFile | None:
        """The file from the first of them where it opens."""
        for place in self._known:
            if (found := place.found(name)) is not None:
                return found
        for place in self._rest:
            self._known.append(place)
            if (found := place.found(name)) is not None:
                return found
        return None


def gather(
    names: Iterable[str],
    there: OpenedEvidence,
    sources: Sources,
    check: Callable[[], None] = go_on,
    room: Callable[[int], None] = lambda _size: None,
) -> tuple[str, ...]:
    """See to it that each file opens `there`, from the first source where it does; gives those that open nowhere.

    `check` is asked before each file and may raise; `room` is told how many bytes will be written and may raise.
    Raises AppError `backup_not_proven`, OSError.
    """
    missing = []
    for name in names:
        check()
        if there.opens(name):
            continue
        found = there.found(name) or sources.find(name)  # what lies there may only be misspelt
        if found is None:
            missing.append(name)
            continue
        room(len(found.sealed))
        target = there.evidence.path(name)
        evidence_file.make_way(target)
        compared_copy.write(io.BytesIO(found.sealed), there.evidence.folder.parent, target, check)
        there.was_laid(name)
    return tuple(missing)


def unopened(
    home: Home, key: bytes, folder: Path, names: Iterable[str], check: Callable[[], None] = go_on
) -> tuple[int, list[str]]:
    """How many files do not open in `folder` but elsewhere, and those that open nowhere. Nothing is written."""
    there, missing, spoilt = OpenedEvidence(home, folder, key), list[str](), 0
    others = Sources(chain([folder], places.evidence(home)), key)
    for name in names:
        check()
        if there.opens(name):
            continue
        if others.find(name) is None:
            missing.append(name)
        else:
            spoilt += 1
    return spoilt, missing


def called(names: Iterable[str], rows: dict[str, str]) -> tuple[str, ...]:
    """What people call these files, in order; one that no row names is called by the beginning of its address."""
    return tuple(sorted(rows.get(name, name[:12]) for name in names))


def called_by_book(home: Home, key: bytes, names: Collection[str]) -> tuple[str, ...]:
    """The same by the home's own book. Raises AppError."""
    return called(names, named_by_book(home, key)) if names else ()
