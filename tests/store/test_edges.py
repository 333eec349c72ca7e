"""The very edges of the rules about moments, sizes and counts: a second, a byte and one more on each side."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest

from models.access import opening, own_ways
from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store.backups import backup, restore_preview, retention
from models.store.backups.restore_preview import LATER, NONE, OTHER, UNREADABLE, LostChanges
from models.store.backups.retention import DatedBackup
from models.store.integrity import audit_anchors, last_check
from models.store.integrity.last_check import LastCheck
from models.store.keys import login_throttle
from models.store.local import draft_files, free_space, last_close, last_view

NOW = datetime(2024, 3, 15, 5, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


# When a backup is due


@pytest.mark.parametrize(
    ("ago", "due"),
    [(30 * MINUTE, True), (30 * MINUTE - SECOND, False), (timedelta(0), False), (-SECOND, True), (None, True)],
)
def test_backup_is_due_after_half_hour_of_changes(ago: timedelta | None, due: bool) -> None:
    last = None if ago is None else NOW - ago
    assert retention.due(NOW, last, changed=True) is due
    assert not retention.due(NOW, last, changed=False)


@pytest.mark.parametrize(
    ("rule", "edge"), [(retention.to_prove, 7 * DAY), (retention.old, DAY)], ids=["to prove", "old"]
)
def test_proof_and_backup_last_so_long(rule, edge: timedelta) -> None:
    assert rule(NOW, None)
    assert not rule(NOW, NOW - edge)
    assert rule(NOW, NOW - edge - SECOND)


def test_second_place_is_late_after_its_days() -> None:
    assert not retention.late(NOW, NOW - 3 * DAY, 3)
    assert retention.late(NOW, NOW - 3 * DAY - SECOND, 3)
    assert not retention.late(NOW, None, 3)
    assert not retention.late(NOW, NOW - 900 * DAY, 0)


@pytest.mark.parametrize(
    ("ago", "due"), [(7 * DAY, True), (7 * DAY - SECOND, False), (timedelta(0), False), (-SECOND, True)]
)
def test_the_whole_is_checked_every_week(ago: timedelta, due: bool) -> None:
    assert last_check.due(NOW, LastCheck(NOW - ago, ())) is due
    assert last_check.due(NOW, None)


# Which backups may go


def _made(*ago: timedelta, events: int = 5, proven: bool = False) -> list[DatedBackup]:
    return [DatedBackup(str(age), NOW - age, events, proven) for age in ago]


@pytest.mark.parametrize(
    ("younger", "older"),
    [
        # Of the last hour each one stays; then the newest of each hour, day, week, month; then none.
        (59 * MINUTE, 59 * MINUTE + 30 * SECOND),
        (HOUR - SECOND, HOUR),
        (timedelta(days=799, hours=23), timedelta(days=800)),
    ],
)
def test_what_just_still_stays(younger: timedelta, older: timedelta) -> None:
    gone = retention.superfluous(_made(timedelta(0), younger, older), NOW)
    assert gone == ({str(older)} if older == timedelta(days=800) else set())


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (2 * HOUR, 2 * HOUR + 30 * MINUTE, True),  # 03:00 and 02:30 by the clock in the same day
        (2 * HOUR, 2 * HOUR + MINUTE, True),
        (2 * HOUR + MINUTE, 2 * HOUR + 2 * MINUTE, False),  # of one hour
        (23 * HOUR + 59 * MINUTE, DAY, True),
        (2 * DAY, 2 * DAY + HOUR, False),  # of one day
        (2 * DAY, 3 * DAY, True),
        (15 * DAY, 16 * DAY, False),  # of one week
        (15 * DAY, 22 * DAY, True),
        (70 * DAY, 71 * DAY, False),  # of one month
        (70 * DAY, 101 * DAY, True),
    ],
)
def test_the_older_the_sparser(one: timedelta, other: timedelta, both: bool) -> None:
    assert retention.superfluous(_made(timedelta(0), one, other), NOW) == (set() if both else {str(other)})


def test_newest_proven_and_what_holds_more_always_stay() -> None:
    old = 900 * DAY
    proven = DatedBackup("proven", NOW - old, 5, proven=True)
    older = DatedBackup("older", NOW - old - DAY, 5, proven=True)
    more = DatedBackup("more", NOW - old - DAY, 6, proven=False)
    same = DatedBackup("same", NOW - old - DAY, 5, proven=False)
    assert retention.superfluous([*_made(timedelta(0)), proven, older, more, same], NOW) == {"older", "same"}
    assert retention.superfluous([], NOW) == set()


# Wrong passphrases


@pytest.mark.parametrize(
    ("failed", "pause"),
    [(0, 0), (3, 0), (4, 1), (5, 2), (6, 4), (7, 8), (8, 16), (9, 32), (10, 60), (11, 60), (99, 60)],
)
def test_pause_doubles_from_fourth_wrong_passphrase_on(tmp_path: Path, failed: int, pause: int) -> None:
    path = tmp_path / "tries"
    with clock.fixed(NOW):
        for _time in range(failed):
            login_throttle.failed(path)
        assert login_throttle.wait(path) == pause
    if pause:
        with clock.fixed(NOW + pause * SECOND - timedelta(milliseconds=1)):
            assert login_throttle.wait(path) == 1
            with offices.refused("too_many_tries"):
                login_throttle.refuse_early(path)
    with clock.fixed(NOW + pause * SECOND):
        assert login_throttle.wait(path) == 0
        login_throttle.refuse_early(path)


def test_clock_set_back_begins_pause_again_and_right_one_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "tries"
    with clock.fixed(NOW):
        for _time in range(6):
            login_throttle.failed(path)
    with clock.fixed(NOW - DAY):
        assert login_throttle.wait(path) == 4
    with clock.fixed(NOW - DAY + 3 * SECOND):
        assert login_throttle.wait(path) == 1
    login_throttle.passed(path)
    assert not path.exists()
    path.write_text(json.dumps({"failed": -5, "at": NOW.isoformat()}))
    assert login_throttle.wait(path) == 0


# Room


@pytest.mark.parametrize(("free", "needed", "missing"), [(25, 5, 0), (25, 6, 1), (20, 0, 0), (19, 0, 1)])
def test_so_much_stays_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, needed: int, missing: int
) -> None:
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(free_space.shutil, "disk_usage", lambda _folder: usage(0, 0, free * 1_000_000))
    if not missing:
        free_space.refuse_full(tmp_path, needed * 1_000_000)
        return
    with pytest.raises(free_space.AppError) as refused:
        free_space.refuse_full(tmp_path, needed * 1_000_000)
    assert f"chỉ còn {free} MB trống" in refused.value.what
    assert f"ít nhất {missing} MB" in refused.value.why
    with pytest.raises(free_space.AppError) as refused:
        free_space.refuse_full(tmp_path, needed * 1_000_000 + 1)
    assert f"ít nhất {missing + 1} MB" in refused.value.why


# What a restore would cost


def test_what_would_be_lost_is_counted_after_backup(office: OpenOffice, home: Home) -> None:
    from models.work import progress
    from models.work.progress import NewProgress

    first = offices.add_task(office, "một")
    manifest = backup.make(home, office.data_key, home.backups / "a.cchc")
    assert restore_preview.of_present(home, office.data_key, manifest) == LostChanges(LATER)
    with clock.fixed(NOW):
        second = offices.add_task(office, "hai")
    with clock.fixed(NOW + HOUR), office.store.write("progress.put") as write:
        progress.put(write.session, first, "2024-03", NewProgress(percent=5))
        progress.put(write.session, second, "2024-03", NewProgress(percent=6))
    found = restore_preview.of_present(home, office.data_key, manifest)
    # The task, its change by its entry, the other's; the period; two entries.
    assert (found.kind, found.tasks, found.entries, found.first, found.last) == (LATER, 2, 2, NOW, NOW + HOUR)
    assert found.events == backup.make(home, office.data_key, home.backups / "b.cchc").contents.events - (
        manifest.contents.events
    )
    other = restore_preview.of_present(home, office.data_key, _of_another(manifest))
    assert (other.kind, other.tasks, other.entries) == (OTHER, 2, 2)
    assert other.events > found.events
    assert restore_preview.of_present(Home(home.folder / "leer"), office.data_key, manifest) == LostChanges(NONE)
    office.close()
    unread = restore_preview.of_present(home, bytes(32), manifest)
    assert unread == LostChanges(UNREADABLE, found.events)


def test_lost_changes_by_note_of_last_closing(office: OpenOffice, home: Home) -> None:
    held = backup.make(home, office.data_key, home.backups / "a.cchc").contents
    home.last_close.unlink(missing_ok=True)
    assert restore_preview.noted(home, held) == LostChanges(UNREADABLE, 0)  # nobody knows
    for more, lost in ((0, 0), (1, 1), (7, 7), (-3, 0)):
        last_close.left(home, held.events + more, "ab" * 32)
        assert restore_preview.noted(home, held) == LostChanges(UNREADABLE, lost)


def _of_another(manifest: backup.Manifest) -> backup.Manifest:
    from dataclasses import replace

    return replace(manifest, contents=replace(manifest.contents, head="ab" * 32))


# Heads that were noted


def test_noted_head_that_chain_has_not_is_older_or_another() -> None:
    chain = {1: "a", 2: "b", 3: "c"}
    noted = [
        audit_anchors.NotedHead("x", 3, "c"),
        audit_anchors.NotedHead("y", 4, "d"),
        audit_anchors.NotedHead("z", 3, "d"),
        audit_anchors.NotedHead("w", 2, "a"),
    ]
    found = audit_anchors.gaps(chain.get, 3, noted)
    assert [(gap.noted.where, gap.older, gap.newest) for gap in found] == [
        ("y", True, 3),
        ("z", False, 3),
        ("w", False, 3),
    ]
    assert "đã ghi 4 sự kiện, tệp này chỉ còn 3" in audit_anchors.words(found[0])
    assert "sự kiện số 3 khác với z" in audit_anchors.words(found[1])


def test_heads_noted_by_closing_and_newest_backups(office: OpenOffice, home: Home) -> None:
    made = []
    for number in range(3):
        offices.add_task(office, f"việc {number}")
        path = home.backups / f"{number}.cchc"
        with clock.fixed(NOW + number * DAY):
            made.append(backup.make(home, office.data_key, path))
        _dated(path, number)
    office.close()
    opening.open_office(home, offices.PASSPHRASE).close()
    known = [(one.number, one.head) for one in audit_anchors.noted(home, many=2)]
    newest = [(one.contents.events, one.contents.head) for one in made]
    assert known == [newest[2], newest[2], newest[1]]
    assert len(audit_anchors.noted(home)) == 2


def _dated(path: Path, number: int) -> None:
    import os

    os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


# Small files beside the book


def test_last_view_too_large_is_not_looked_at(office: OpenOffice, home: Home) -> None:
    own_ways.remember_here(office)
    with office.store.read() as session:
        head = last_view.head_of(session)
    last_view.keep(home, office.data_key, head, {"day": NOW.date(), "n": 1})
    assert last_view.look(home) == {"day": NOW.date(), "n": 1}
    with home.last_view.open("ab") as file:
        file.truncate(2_000_001)
    assert last_view.look(home) is None


def test_what_was_half_typed_is_one_accounts_own(home: Home) -> None:
    key = bytes(range(32))
    one = draft_files.KeptDraft("form", "Nhiệm vụ", NOW, "tasks", {"task": "1"}, {"text": "chữ"})
    home.folder.mkdir(parents=True)
    draft_files.keep(home, "a", key, (one,))
    assert draft_files.kept(home, "a", key) == (one,)
    assert draft_files.kept(home, "b", key) == draft_files.kept(home, "a", bytes(32)) == ()
    draft_files.keep(home, "a", key, ())
    assert not home.drafts("a").exists()
    draft_files.keep(home, "a", key, ())
