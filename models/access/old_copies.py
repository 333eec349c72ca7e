"""What still lies about from before the data key was exchanged, and opens with secrets of then."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from models.access.open_office import OpenOffice
from models.base.errors import AppError
from models.store.backups import backup_list, offsite, places
from models.work import rights

OPERATION = "book.rekey"
_ASIDE = ("truoc-khoi-phuc-*", "tep-wal-la-*", ".khoi-phuc-*", ".cuu-du-lieu-*")


def found(office: OpenOffice, place: str) -> list[Path]:
    """Old books that were moved aside here, and backups in the second place where that can be reached."""
    home = office.home
    aside = [path for pattern in _ASIDE for path in home.folder.glob(pattern) if path.is_dir()]
    return [*sorted(aside), *offsite.of_earlier_keys(home, place)]


def tidied(office: OpenOffice, place: str, *, remove: bool) -> tuple[int, list[Path]]:
    """How many were removed, if that is wanted, and what is left. The second place may refuse: then it is left."""
    gone = 0
    if remove:
        with suppress(AppError):
            gone = _remove(office, place)
    return gone, found(office, place)


def _remove(office: OpenOffice, place: str) -> int:
    """Remove them, once the second place has the newest backup of today's key; how many went.

    Raises AppError `not_allowed`, and what `offsite.bring` refuses.
    """
    rights.refuse(office.account.role, OPERATION)
    if place and places.is_there(place) and backup_list.newest_proven(office.home) is not None:
        offsite.bring(office.home, place, office.data_key)
    gone = 0
    for path in found(office, place):
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone += 1
    return gone
