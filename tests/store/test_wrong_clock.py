"""A clock that is wrong for a day: backups go by the book's numbers, and what its date says is doubted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store import audit
from models.store.backups import backup, backup_list, offsite, restoring, retention, safety
from models.store.backups.retention import DatedBackup
from models.store.integrity import audit_anchors, check

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WRONG = [datetime(2031, 5, 1, 2, 0, tzinfo=UTC), datetime(2020, 1, 1, 0, 1, tzinfo=UTC), NOON + 30 * DAY]


@pytest.fixture
def stick(tmp_path: Path) -> str:
    (tmp_path / "USB").mkdir()
    return str(tmp_path / "USB")


def work(office: OpenOffice, at: datetime, stick: str = "") -> safety.RoundResult:
    """One more task at this moment by the computer's clock, and what the program then does by itself."""
    with clock.fixed(at):
        offices.add_task(office, f"việc {at:%d/%m/%Y %H:%M}")
        return safety.tend(office.home, office.data_key, stick, 3, lambda: None, changed=True)


def newest(home: Home) -> int:
    """The number of the newest event in the backup that counts as the newest."""
    first = backup_list.kept(home.backups)[0]
    assert first.contents is not None
    return first.contents.events


@pytest.mark.parametrize("wrong", WRONG)
def test_the_newest_is_the_books(office: OpenOffice, home: Home, stick: str, wrong: datetime) -> None:
    days = (NOON, NOON + DAY, wrong, wrong + HOUR, NOON + 3 * DAY)
    for at in days:
        found = work(office, at, stick)
        with office.store.read() as session:
            assert newest(home) == audit.head(session)[0]
        assert found.safety.second.whole and not found.waits
        (brought,) = [one for one in offsite.kept(home, stick) if one.contents == _first(home).contents]
        assert brought.made_at == _first(home).made_at
    with clock.fixed(days[-1] + HOUR):
        assert backup_list.changed_since(home, backup.head(home, office.data_key))[0] is False
        assert found.safety.proven == days[-1]


@pytest.mark.parametrize("wrong", WRONG)
def test_no_backup_each_minute_after_wrong_clock(office: OpenOffice, home: Home, wrong: datetime) -> None:
    for at in (NOON, wrong, NOON + DAY):
        work(office, at)
    before = len(backup_list.kept(home.backups))
    assert work(office, NOON + DAY + timedelta(minutes=1)).waits
    assert len(backup_list.kept(home.backups)) == before


def test_backup_from_future_doubted(office: OpenOffice, home: Home) -> None:
    for at in (NOON, WRONG[0]):
        work(office, at)
    with clock.fixed(NOON + DAY):
        assert [one.doubted for one in backup_list.kept(home.backups)] == [True, False]
        looked = safety.look(home, "", 3, changed=True)
        assert [one.made_at for one in looked.ahead] == [WRONG[0]]
        assert looked.old  # nobody knows how old it is
        assert retention.to_prove(clock.now(), WRONG[0]) and retention.late(clock.now(), WRONG[0], 3)
    with clock.fixed(WRONG[0] + HOUR):
        assert safety.look(home, "", 3, changed=True).ahead == ()


def test_of_two_that_hold_same_believed_one_is_newer(office: OpenOffice, home: Home) -> None:
    with clock.fixed(WRONG[0]):
        backup_list.make(home, office.data_key)
    with clock.fixed(NOON):
        made = backup_list.make(home, office.data_key)
        assert backup_list.kept(home.backups)[0] == made
        assert safety.look(home, "", 3, changed=False).proven == NOON


def test_second_place_written_by_wrong_clock_reminded_of(office: OpenOffice, home: Home, stick: str) -> None:
    work(office, WRONG[0], stick)
    with clock.fixed(NOON):
        offices.add_task(office, "hai")
        backup_list.make(home, office.data_key)
        assert safety.look(home, stick, 3, changed=False).late


def test_second_place_that_lost_its_copy_is_not_whole(office: OpenOffice, home: Home, stick: str) -> None:
    work(office, NOON, stick)
    assert offsite.look(home, stick).whole
    (copy,) = offsite.kept(home, stick)
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[:-5])
    assert not offsite.look(home, stick).whole
    offsite.bring(home, stick, office.data_key)
    assert copy.path.read_bytes() == whole and offsite.look(home, stick).whole
    copy.path.unlink()
    assert not offsite.look(home, stick).whole


def test_name_of_same_second_is_not_written_over(office: OpenOffice, home: Home, stick: str) -> None:
    for _start in range(2):  # a dead battery: each start begins at the same moment
        with clock.fixed(WRONG[1]):
            offices.add_task(office)
            backup_list.make(home, office.data_key)
            offsite.bring(home, stick, office.data_key)
    assert [one.path.name for one in backup_list.kept(home.backups)] == [
        "tu-dong-20200101-070100-2.cchc",
        "tu-dong-20200101-070100.cchc",
    ]
    assert len(offsite.kept(home, stick)) == 2


def test_a_restore_by_a_wrong_clock(office: OpenOffice, home: Home) -> None:
    """Restored in 2031: what the book has from then on is still compared, and its backups are the newest."""
    with clock.fixed(NOON):
        first = backup_list.make(home, office.data_key)
    work(office, NOON + HOUR)
    office.close()
    with clock.fixed(WRONG[0]):
        restoring.restore(home, first.path, offices.PASSPHRASE)
    again = opening.open_office(home, offices.PASSPHRASE)
    try:
        made = backup_list.make(home, again.data_key)
        assert again.notices == () and backup_list.kept(home.backups)[0] == made
        assert any(made.path.name in one.where for one in audit_anchors.noted(home))
        assert check.everything(home, again.store, again.evidence, again.data_key) == []
    finally:
        again.close()


def test_backup_of_another_office_is_none_of_ours(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    other = offices.found(Home(tmp_path / "khác"))
    for number in range(9):
        offices.add_task(other, f"việc {number}")
    home.backups.mkdir(parents=True)
    foreign = backup.make(other.home, other.data_key, home.backups / "khác.cchc")
    other.close()
    made = backup_list.make(home, office.data_key)
    assert made.contents is not None and foreign.contents.events > made.contents.events
    assert backup_list.newest_proven(home) == made
    assert check.everything(home, office.store, office.evidence, office.data_key) == []
    with clock.fixed(clock.now() + 9 * DAY):
        backup_list.prove_due(home, office.data_key)


# Which ones may go


def days(many: int, first: int = 1000) -> list[DatedBackup]:
    """One for each of so many days up to noon."""
    return [DatedBackup(f"d{n}", NOON - n * DAY, first - n, True) for n in range(many)]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_clock_throws_nothing_away(wrong: datetime) -> None:
    """On the day with the wrong clock and on the days after it, what would stay by the right clock stays."""
    kept = days(12)
    for minute in range(0, 300, 30):
        at = wrong + timedelta(minutes=minute)
        kept.append(DatedBackup(f"w{minute}", at, 1001 + minute, True))
        gone = retention.superfluous(kept, at)
        assert not {name for name in gone if name.startswith("d")}
        kept = [one for one in kept if one.name not in gone]
    for day in range(1, 4):
        at = NOON + day * DAY
        kept.append(DatedBackup(f"n{day}", at, 2000 + day, True))
        gone = retention.superfluous(kept, at)
        assert f"n{day}" not in gone and not {name for name in gone if name.startswith(("d0", "d1", "d5"))}
        kept = [one for one in kept if one.name not in gone]


def test_wrong_clock_without_backup_of_its_own() -> None:
    assert retention.superfluous(days(12), WRONG[0]) == set()
    assert retention.superfluous(days(12), WRONG[1]) == set()


def test_newest_of_left_branch_stays() -> None:
    left = [DatedBackup(f"left {n}", NOON - 20 * DAY - n * HOUR, 50 - n, True) for n in range(5)]
    now = [DatedBackup(f"now {n}", NOON - n * DAY, 300 - n, True, 1) for n in range(30)]
    assert "left 0" not in retention.superfluous([*left, *now], NOON)
    assert "left 1" in retention.superfluous([*left, *now], NOON)


_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


@given(st.lists(st.tuples(_MOMENTS, st.integers(0, 50), st.booleans(), st.integers(0, 2)), max_size=30), _MOMENTS)
def test_whatever_clock_says_newest_stays(made: list[tuple[datetime, int, bool, int]], now: datetime) -> None:
    kept = [DatedBackup(str(n), *one) for n, one in enumerate(made)]
    gone = retention.superfluous(kept, now)
    by_book = sorted(kept, key=lambda one: (one.branch, one.events, one.at, one.name), reverse=True)
    assert not kept or by_book[0].name not in gone
    proven = [one.name for one in by_book if one.proven]
    assert not proven or proven[0] not in gone


def _first(home: Home) -> backup_list.KeptBackup:
    return backup_list.kept(home.backups)[0]
