"""When a backup is due and which ones may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.store.backups import retention
from models.store.backups.retention import DatedBackup

NOW = datetime(2024, 3, 14, 5, 5, tzinfo=UTC)  # 12:05 in Việt Nam
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("ago", "changed", "due"),
    [
        (None, True, True),
        (None, False, False),
        (29 * MINUTE, True, False),
        (30 * MINUTE, True, True),
        (30 * MINUTE, False, False),
        (-5 * MINUTE, True, True),  # the clock was set back: backups go on
    ],
)
def test_retention_due_after_half_an_hour(ago: timedelta | None, changed: bool, due: bool) -> None:
    assert retention.due(NOW, NOW - ago if ago is not None else None, changed=changed) is due


@pytest.mark.parametrize(("ago", "wanted"), [(None, True), (6 * DAY, False), (8 * DAY, True)])
def test_retention_proves_again_after_a_week(ago: timedelta | None, wanted: bool) -> None:
    at = NOW - ago if ago is not None else None
    assert retention.to_prove(NOW, at) is wanted


def every(step: timedelta, many: int, *, proven: bool = False) -> list[DatedBackup]:
    return [DatedBackup(f"{number:05}", NOW - step * number, 10_000 - number, proven) for number in range(many)]


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        ([], 0),
        (every(5 * MINUTE, 12), 12),  # the last hour is kept whole
        (every(10 * MINUTE, 7), 7),  # 12:05 back to 11:05: all but the last within the hour
        (every(10 * MINUTE, 13), 8),  # and one for the hour before: 11:05, 10:55
        (every(30 * MINUTE, 48), 25),
        (every(HOUR, 24 * 14), 24 + 14),
        (every(DAY, 14), 14),
        (every(DAY, 63), 14 + 7),
        (every(DAY, 365), 14 + 7 + 10),
        (every(DAY, 2000), 14 + 7 + 24),
    ],
)
def test_retention_thins_by_age(kept: list[DatedBackup], left: int) -> None:
    gone = retention.superfluous(kept, NOW)
    stay = sorted(made.at for made in kept if made.name not in gone)
    assert len(stay) == pytest.approx(left, abs=2)
    if kept:
        assert stay[-1] == NOW


def test_retention_repeated_keeps_old_ones() -> None:
    """Each half hour one is made and the rest thinned, for a hundred days: every past day and week is still there."""
    kept: list[DatedBackup] = []
    for number in range(48 * 100):
        now = NOW + 30 * MINUTE * number
        kept.append(DatedBackup(f"{number:05}", now, number, False))
        gone = retention.superfluous(kept, now)
        kept = [made for made in kept if made.name not in gone]
    ages = [(now - made.at) // DAY for made in kept]
    assert {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12} <= set(ages)
    assert any(age >= 55 for age in ages) and any(28 <= age < 42 for age in ages)
    assert len(kept) < 60


def test_retention_keeps_newest_proven() -> None:
    old = DatedBackup("old", NOW - 1500 * DAY, 5, True)
    assert "old" not in retention.superfluous([*every(DAY, 30), old], NOW)
    assert "old" in retention.superfluous([*every(DAY, 30, proven=True), old], NOW)


def test_retention_keeps_fuller_than_newest() -> None:
    """After an older file was put in the book's place, the last backups of the newer one are all there is of it."""
    fuller = [DatedBackup(f"full {n}", NOW - 2 * HOUR - n * MINUTE, 900 + n, True) for n in range(5)]
    assert retention.superfluous([*fuller, DatedBackup("rolled back", NOW, 10, True)], NOW) == set()


def test_retention_keeps_future_backup() -> None:
    ahead = DatedBackup("ahead", NOW + 3 * DAY, 1, False)
    assert retention.superfluous([ahead, *every(MINUTE, 3)], NOW) == set()
