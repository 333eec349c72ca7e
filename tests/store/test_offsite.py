"""The second place: copied with comparison, thinned, no error when it is away, and reminded of when it is late."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import CancelledError
from models.base.paths import Home
from models.store.backups import backup, backup_list, compared_copy, offsite, restoring, retention, safety
from models.store.keys import key_slots

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def stick(tmp_path: Path) -> str:
    """A stick that is plugged in."""
    (tmp_path / "USB của Hoa %41").mkdir()
    return str(tmp_path / "USB của Hoa %41")


def test_offsite_copies_newest_with_evidence(office: OpenOffice, home: Home, stick: str, tmp_path: Path) -> None:
    offices.add_task(office, "một", b"evidence")
    with clock.fixed(NOON):
        made = backup_list.make(home, office.data_key)
        there = offsite.bring(home, stick, office.data_key)
    assert (there.there, there.whole, there.brought_at, there.made_at) == (True, True, NOON, NOON)
    folder = offsite.folder(home, stick)
    assert sorted(path.name for path in folder.iterdir()) == [
        "da-kiem-chung.json",
        backup.EVIDENCE,
        made.path.name,
    ]
    assert (folder / made.path.name).read_bytes() == made.path.read_bytes()
    (found,) = offsite.kept(home, stick)
    assert found.proven_at == NOON
    assert backup.prove(found.path, office.data_key).contents.tasks == 1
    elsewhere = Home(tmp_path / "máy mới")
    restoring.restore(elsewhere, found.path, offices.PASSPHRASE)
    opening.open_office(elsewhere, offices.PASSPHRASE).close()


def test_offsite_copies_evidence_once(office: OpenOffice, home: Home, stick: str) -> None:
    offices.add_task(office, "một", b"first")
    backup_list.make(home, office.data_key)
    offsite.bring(home, stick, office.data_key)
    folder = offsite.folder(home, stick) / backup.EVIDENCE
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    offices.add_task(office, "hai", b"second")
    with clock.fixed(clock.now() + DAY):
        backup_list.make(home, office.data_key)
        offsite.bring(home, stick, office.data_key)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert len(after) == 2 and before.items() <= after.items()


def test_offsite_absent_is_no_error(office: OpenOffice, home: Home, stick: str) -> None:
    with clock.fixed(NOON):
        backup_list.make(home, office.data_key)
        offsite.bring(home, stick, office.data_key)
    shutil.rmtree(stick)
    there = offsite.look(home, stick)
    assert (there.there, there.whole, there.brought_at) == (False, True, NOON)
    assert offsite.kept(home, stick) == []
    with offices.refused("second_place_missing"):
        offsite.bring(home, stick, office.data_key)
    assert not Path(stick).exists()  # or the copy would lie on this computer's own disk


def test_offsite_compares_what_was_written(
    office: OpenOffice, home: Home, stick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_list.make(home, office.data_key)
    monkeypatch.setattr(compared_copy, "digest", lambda path, _check: "0" * 64)
    with offices.refused("backup_not_proven"):
        offsite.bring(home, stick, office.data_key)
    assert offsite.kept(home, stick) == []
    assert list(offsite.folder(home, stick).iterdir()) == []
    assert offsite.look(home, stick).brought_at is None


def test_offsite_cancelled_leaves_no_part(office: OpenOffice, home: Home, stick: str) -> None:
    backup_list.make(home, office.data_key)

    def no() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        offsite.bring(home, stick, office.data_key, no)
    assert list(offsite.folder(home, stick).iterdir()) == []


def test_offsite_copies_proven_only(office: OpenOffice, home: Home, stick: str) -> None:
    with offices.refused("no_backup"):
        offsite.bring(home, stick, office.data_key)
    backup.make(home, office.data_key, home.backups / "của tôi.cchc")  # not noted as proven
    with offices.refused("no_backup"):
        offsite.bring(home, stick, office.data_key)


def test_offsite_inside_data_folder_refused(office: OpenOffice, home: Home) -> None:
    for place in (home.folder, home.backups):
        place.mkdir(exist_ok=True)
        with offices.refused("second_place_inside"):
            offsite.bring(home, str(place), office.data_key)


def test_offsite_shared_by_two_offices(office: OpenOffice, home: Home, stick: str, tmp_path: Path) -> None:
    other = offices.found(Home(tmp_path / "khác"))
    try:
        with clock.fixed(NOON):
            for one in (office, other):
                backup_list.make(one.home, one.data_key)
                offsite.bring(one.home, stick, one.data_key)
        assert offsite.folder(home, stick) != offsite.folder(other.home, stick)
        assert [len(offsite.kept(one.home, stick)) for one in (office, other)] == [1, 1]
    finally:
        other.close()


def test_offsite_thinned(office: OpenOffice, home: Home, stick: str) -> None:
    for minute in (0, 5, 10):
        offices.add_task(office, str(minute))
        with clock.fixed(NOON + timedelta(minutes=minute)):
            backup_list.make(home, office.data_key)
            offsite.bring(home, stick, office.data_key)
    assert len(offsite.kept(home, stick)) == 3
    offices.add_task(office, "sau")
    with clock.fixed(NOON + timedelta(hours=5)):
        backup_list.make(home, office.data_key)
        offsite.bring(home, stick, office.data_key)
    assert len(offsite.kept(home, stick)) == 2  # one of the hour of then, and the newest


@pytest.mark.parametrize(
    ("since", "days", "expected"),
    [(None, 7, False), (NOON - 6 * DAY, 7, False), (NOON - 8 * DAY, 7, True), (NOON - 800 * DAY, 0, False)],
)
def test_offsite_late_after_days(since: datetime | None, days: int, expected: bool) -> None:
    assert retention.late(NOON, since, days) is expected


def test_offsite_reminder(office: OpenOffice, home: Home, stick: str) -> None:
    def late(days: int, place: str) -> bool:
        with clock.fixed(NOON + days * DAY):
            return safety.of_open_book(home, office.data_key, place, 7).late

    assert not late(0, "")  # nothing is there to be copied yet
    with clock.fixed(NOON):
        backup_list.make(home, office.data_key)
    assert [late(days, "") for days in (6, 8)] == [False, True]
    assert [late(days, stick) for days in (6, 8)] == [False, True]
    with clock.fixed(NOON + 8 * DAY):
        offsite.bring(home, stick, office.data_key)
    assert not late(30, stick)  # nothing was saved since: all of it is there
    offices.add_task(office, "một")
    with clock.fixed(NOON + 10 * DAY):
        backup_list.make(home, office.data_key)
    assert [late(days, stick) for days in (14, 16)] == [False, True]
    assert late(16, f"{stick} khác")  # another stick has nothing


def test_safety_old_after_a_day(office: OpenOffice, home: Home) -> None:
    with clock.fixed(NOON):
        backup_list.make(home, office.data_key)
    with clock.fixed(NOON + 3 * DAY):
        assert not safety.of_open_book(home, office.data_key, "", 7).old  # it has everything
        offices.add_task(office, "một")
        assert safety.of_open_book(home, office.data_key, "", 7).old
    with clock.fixed(NOON + timedelta(hours=20)):
        assert not safety.of_open_book(home, office.data_key, "", 7).old


def test_safety_tend_copies_offsite(office: OpenOffice, home: Home, stick: str) -> None:
    offices.add_task(office, "một")
    found = safety.tend(home, office.data_key, stick, 7, lambda: None, changed=True)
    assert (found.waits, found.refused, found.safety.second.whole) == (False, None, True)
    shutil.rmtree(stick)
    found = safety.tend(home, office.data_key, stick, 7, lambda: None, changed=False)
    assert (found.refused, found.safety.second.there) == (None, False)


def test_safety_offsite_refusal_keeps_backup(
    office: OpenOffice, home: Home, stick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_copy, "digest", lambda path, _check: "0" * 64)
    offices.add_task(office, "một")
    found = safety.tend(home, office.data_key, stick, 7, lambda: None, changed=True)
    assert found.refused is not None and found.refused.code == "backup_not_proven"
    assert found.safety.proven is not None and not found.waits


@pytest.mark.parametrize("content", [b"", b"[]", b'{"place": 3}', b"\xff"])
def test_offsite_spoilt_note(office: OpenOffice, home: Home, stick: str, content: bytes) -> None:
    backup_list.make(home, office.data_key)
    offsite.bring(home, stick, office.data_key)
    (home.backups / "noi-thu-hai.json").write_bytes(content)
    assert offsite.look(home, stick).brought_at is None
    assert offsite.bring(home, stick, office.data_key).whole


def test_offsite_full_stick_is_said(
    office: OpenOffice, home: Home, stick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_list.make(home, office.data_key)

    def full(*_anything: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with offices.refused("disk_full"):
        offsite.bring(home, stick, office.data_key)


def test_offsite_folder_keeps_its_name(office: OpenOffice, home: Home, stick: str) -> None:
    """A stick written by an earlier version is found again."""
    assert offsite.folder(home, stick) == Path(stick) / f"so-cchc-{key_slots.load(home.keys).office[-8:]}"
