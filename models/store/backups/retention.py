"""When a backup is due and which ones may go: rules over moments and counts only. Touches no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.base import clock

EVERY = timedelta(minutes=30)  # of changes
OLD = timedelta(days=1)  # with changes that are in no proven backup
PROOF_LASTS = timedelta(days=7)  # then the newest backup is opened again
# How long one is kept for each hour, day, week and month; before that, every one of the last hour.
_HOURS, _DAYS, _WEEKS, _MONTHS = timedelta(days=1), timedelta(days=14), timedelta(weeks=9), timedelta(days=800)


@dataclass(frozen=True)
class DatedBackup:
    """A backup as the rules see it: its name, when it was made, how many events its audit trail has, proven or not."""

    name: str
    at: datetime
    events: int
    proven: bool


def due(now: datetime, last: datetime | None, *, changed: bool) -> bool:
    """Whether a backup is due: something was saved since the last one, and that is half an hour ago (or ahead of now).

    A clock that was set back must not stop backups until it has caught up.
    """
    return changed and (last is None or not timedelta(0) <= now - last < EVERY)


def to_prove(now: datetime, proven_at: datetime | None) -> bool:
    """Whether a backup wants opening again: never yet, or so long ago that its disk may have lost it."""
    return proven_at is None or now - proven_at > PROOF_LASTS


def old(now: datetime, proven_at: datetime | None) -> bool:
    """Whether a book with changes in no backup should have been backed up by now."""
    return proven_at is None or now - proven_at > OLD


def late(now: datetime, since: datetime | None, days: int) -> bool:
    """Whether to remind of the second place: `days` have gone since something was brought there, or since the first
    backup when nothing ever was. 0 days never remind.
    """
    return bool(days) and since is not None and now - since > timedelta(days=days)


def superfluous(kept: Sequence[DatedBackup], now: datetime) -> set[str]:
    """The names that may go: what is left is the newest of each hour, day, week, month, the older the sparser.

    The newest, the newest proven one, and those that hold more than the newest (made before an older file was put in
    place) always stay.
    """
    ordered = sorted(kept, key=lambda made: (made.at, made.name), reverse=True)
    if not ordered:
        return set()
    newest = ordered[0]
    stay = {newest.name} | {made.name for made in ordered if made.events > newest.events}
    stay |= {made.name for made in [one for one in ordered if one.proven][:1]}
    taken: set[str] = set()
    for made in ordered:
        place = _place(made.at, now)
        if place is not None and (place == "" or place not in taken):
            stay.add(made.name)
            taken.add(place)
    return {made.name for made in ordered} - stay


def _place(at: datetime, now: datetime) -> str | None:
    """The hour, day, week or month that a backup of this age stands for; "" for one of its own, None for too old."""
    age, local = now - at, clock.local(at)
    steps: tuple[tuple[timedelta, Callable[[], str]], ...] = (
        (timedelta(hours=1), lambda: ""),
        (_HOURS, lambda: f"{local:%Y-%m-%d %H}"),
        (_DAYS, lambda: f"{local:%Y-%m-%d}"),
        (_WEEKS, lambda: "{}-W{}".format(*local.isocalendar()[:2])),
        (_MONTHS, lambda: f"{local:%Y-%m}"),
    )
    return next((name() for limit, name in steps if age < limit), None)
