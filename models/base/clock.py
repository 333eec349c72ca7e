"""The present moment, asked of the system only here; tests hold it still with `fixed`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

# Việt Nam has kept UTC+7 without summer time since 1975, so the zone needs no tzdata on Windows.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_held: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _held if _held is not None else datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in Việt Nam."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock (UTC+7). Raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(VIETNAM)


def from_timestamp(seconds: float) -> datetime:
    """The aware moment of a file's time stamp."""
    return datetime.fromtimestamp(seconds, UTC)


def iso_utc(moment: datetime) -> str:
    """`2024-03-14T02:30:00Z`: how moments are stored and hashed (whole seconds, UTC)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def iso_vietnam(moment: datetime) -> str:
    """`2024-03-14T09:30:00+07:00`: how a signature's time is written on the page (NĐ 30/2020, Phụ lục I)."""
    return local(moment).replace(microsecond=0).isoformat()


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) inside the block."""
    global _held  # noqa: PLW0603
    before, _held = _held, moment
    try:
        yield
    finally:
        _held = before
