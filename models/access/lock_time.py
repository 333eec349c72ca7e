"""Lengthens the time until the book locks itself: an administrator does, who shows the own passphrase again."""

from __future__ import annotations

from models.access import own_ways
from models.access.open_office import OpenOffice
from models.base.lock_minutes import LOCK, longer
from models.work import idle_lock, office


def longest(opened: OpenOffice) -> int:
    """The office's longest time in minutes, 0 for never to lock."""
    with opened.store.read() as session:
        return office.own(session).lock_minutes


def put(opened: OpenOffice, minutes: int, passphrase: str = "") -> None:
    """The office's longest time from now on; without the passphrase only a shorter one.

    Raises AppError `not_allowed`, `wrong_minutes`, `wrong_passphrase`, `too_many_tries`.
    """
    opened.store.guard(LOCK, [])
    if longer(minutes, longest(opened)):
        own_ways.confirm(opened, passphrase)
    with opened.store.write(LOCK) as write:
        idle_lock.put(write.session, minutes)
