"""When a backup is due and which ones may go: rules over moments and counts only. Touches no file.

Backups are ordered by the book (`branch`, then the number of its newest event), never by the clock: a clock that was
wrong for a day must neither make an older copy the newest nor let the newest go.
"""

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
_LEAP = _DAYS  # a longer way from one backup to the next may be the clock's, and not the time's
SLACK = timedelta(minutes=10)  # two clocks differ by so much without being wrong


@dataclass(frozen=True)
class DatedBackup:
    """A backup as the rules see it: its name, when it was made, how many events its audit trail has, proven or not.

    `branch` counts how often a file had been put in the book's place.
    """

    name: str
    at: datetime
    events: int
    proven: bool
    branch: int = 0


def due(now: datetime, last: datetime | None, *, changed: bool) -> bool:
    """Whether a backup is due: something was saved since the last one, and that is half an hour ago (or ahead of now).

    A clock that was set back must not stop backups until it has caught up.
    """
    return changed and (last is None or not timedelta(0) <= now - last < EVERY)


def to_prove(now: datetime, proven_at: datetime | None) -> bool:
    """Whether a backup wants opening again: never yet, or so long ago that its disk may have lost it."""
    return proven_at is None or _over(now, proven_at, PROOF_LASTS)


def old(now: datetime, proven_at: datetime | None) -> bool:
    """Whether a book with changes in no backup should have been backed up by now."""
    return proven_at is None or _over(now, proven_at, OLD)


def late(now: datetime, since: datetime | None, days: int) -> bool:
    """Whether to remind of the second place: `days` have gone since something was brought there, or since the first
    backup when nothing ever was. 0 days never remind.
    """
    return bool(days) and since is not None and _over(now, since, timedelta(days=days))


def ahead(now: datetime, at: datetime) -> bool:
    """Whether a moment that is past by what was written is still to come: one of the two clocks was wrong."""
    return at - now > SLACK


def superfluous(kept: Sequence[DatedBackup], now: datetime) -> set[str]:
    """The names that may go: what is left is the newest of each hour, day, week, month, the older the sparser.

    The newest, the newest proven one, the newest of each branch, and those that hold more than the one made last (made
    before an older file was put in place) always stay.
    """
    ordered = sorted(kept, key=lambda made: (made.branch, made.events, made.at, made.name), reverse=True)
    if not ordered:
        return set()
    stay = {ordered[0].name} | {made.name for made in [one for one in ordered if one.proven][:1]}
    past = [made for made in ordered if not ahead(now, made.at)]
    if past:
        last = max(past, key=lambda made: (made.at, made.name))
        stay |= {made.name for made in past if made.events > last.events}
    taken: set[str] = set()
    branches: set[int] = set()
    for made, at in zip(ordered, _moments(ordered, now), strict=True):
        place = _place(now - at, clock.local(made.at))
        if place is not None and (place == "" or place not in taken or made.branch not in branches):
            stay.add(made.name)
            taken.add(place)
            branches.add(made.branch)
    return {made.name for made in ordered} - stay


def _over(now: datetime, since: datetime, span: timedelta) -> bool:
    """Whether `span` has gone since then. Nobody knows that of a moment still to come, so it counts as gone."""
    return now - since > span or ahead(now, since)


def _moments(ordered: Sequence[DatedBackup], now: datetime) -> list[datetime]:
    """When each backup was made (the newest of the book first), as far as the clock can be believed.

    A backup cannot be older than one that holds less: where the clock says so, or a moment still to come, it counts as
    made when the one before it was. And where all that is newer was made within days, but weeks after the rest, it is
    more likely that the clock leapt than that the office slept: the rest counts as made just before the leap.
    """
    believed = [made.at for made in ordered if not ahead(now, made.at)]
    if not believed:
        return [now] * len(ordered)
    at, found = believed[-1], []
    for made in reversed(ordered):
        at = at if ahead(now, made.at) else max(at, made.at)
        found.append(at)
    found.reverse()
    newer, events = now, -1
    for place, (older, made) in enumerate(zip(found, ordered, strict=True)):
        if now - newer >= _DAYS:
            break
        if newer - older > _LEAP and events != made.events:
            return found[:place] + [one + (newer - older) for one in found[place:]]
        newer, events = older, made.events
    return found


def _place(age: timedelta, local: datetime) -> str | None:
    """The hour, day, week or month that a backup of this age stands for; "" for one of its own, None for too old."""
    steps: tuple[tuple[timedelta, Callable[[], str]], ...] = (
        (timedelta(hours=1), lambda: ""),
        (_HOURS, lambda: f"{local:%Y-%m-%d %H}"),
        (_DAYS, lambda: f"{local:%Y-%m-%d}"),
        (_WEEKS, lambda: "{}-W{}".format(*local.isocalendar()[:2])),
        (_MONTHS, lambda: f"{local:%Y-%m}"),
    )
    return next((name() for limit, name in steps if age < limit), None)
