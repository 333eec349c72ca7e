"""Where copies of a book lie: beside it, and in the second place that the person chose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from models.base.errors import AppError
from models.base.paths import Home, reachable
from models.base.settings import Settings
from models.store.keys import key_slots

EVIDENCE = "minh-chung"  # beside the backups of each place, which share it


def is_there(place: str) -> bool:
    """Whether the folder can be reached now (the stick is in, the share answers)."""
    try:
        return reachable(Path(place)).is_dir()
    except OSError:
        return False  # a network share that does not answer


def folder(home: Home, place: str) -> Path:
    """Where this office's backups lie in the second place: several offices may share a stick. Raises AppError."""
    return reachable(Path(place)) / f"so-cchc-{key_slots.load(home.keys).office[-8:]}"


def copies(home: Home) -> Iterator[Path]:
    """The folders, beside the book's own, where evidence may lie whole. A slow place is asked last, and only then."""
    yield home.backups / EVIDENCE
    place = str(Settings(home.settings).get("second_place"))
    if place and is_there(place):
        with suppress(AppError):
            yield folder(home, place) / EVIDENCE


def evidence(home: Home) -> Iterator[Path]:
    """All of them, the book's own first."""
    yield home.evidence
    yield from copies(home)
