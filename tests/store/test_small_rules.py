"""Small rules of the store by their values: what is listed, noted, sealed and written beside each other."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import offices
import pytest

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store import evidence
from models.store.backups import backup, backup_format, backup_list, offsite, restoring, safety
from models.store.integrity import last_check
from models.store.keys import sealed
from models.store.local import export_file, last_close

NOW = datetime(2024, 3, 15, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(hold_clock: Callable[[datetime], None]) -> None:
    hold_clock(NOW)


# Sealed files


def test_what_is_sealed_opens_with_its_key_and_purpose_only() -> None:
    key, other = bytes(range(32)), bytes(32)
    closed = sealed.seal(key, b"one", b"plain")
    assert sealed.unseal(key, b"one", closed) == b"plain"
    assert sealed.unseal(other, b"one", closed) is sealed.unseal(key, b"two", closed) is None
    assert sealed.unseal(key, b"one", closed[:-1]) is sealed.unseal(key, b"one", b"") is None
    assert sealed.seal(key, b"one", b"plain") != closed  # never twice the same
    assert len(closed) == 12 + len(b"plain") + 16


# Evidence


def test_evidence_lies_under_its_address_and_cannot_be_taken_for_another(office: OpenOffice) -> None:
    first, second_ = office.evidence.put(b"first"), office.evidence.put(b"second")
    assert office.evidence.put(b"first") == first
    path = office.evidence.path(first)
    assert path == office.home.evidence / first[:2] / first
    assert len(first) == 64 and len(path.read_bytes()) == 4096
    assert office.evidence.get(second_) == b"second"
    office.evidence.path(second_).write_bytes(path.read_bytes())  # another's file under this name
    with offices.refused("evidence_damaged"):
        office.evidence.get(second_)
    assert office.evidence.put(b"second") == second_  # and it is written anew
    assert office.evidence.get(second_) == b"second"
    with offices.refused("evidence_missing"):
        office.evidence.get("0" * 64)


@pytest.mark.parametrize(("size", "taken"), [(10, True), (11, False)])
def test_evidence_is_as_large_as_it_may_be(
    office: OpenOffice, monkeypatch: pytest.MonkeyPatch, size: int, taken: bool
) -> None:
    monkeypatch.setattr(evidence.files, "LARGEST_DOCUMENT", 10)
    if taken:
        assert office.evidence.get(office.evidence.put(b"x" * size)) == b"x" * size
    else:
        with offices.refused("file_too_large"):
            office.evidence.put(b"x" * size)


# Files given out


def test_file_is_written_beside_another_of_its_name_and_same_one_once(tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    names = [export_file.write_new(folder, "bc.v1.pdf", content).name for content in (b"a", b"b", b"a", b"b", b"c")]
    assert names == ["bc.v1.pdf", "bc.v1-2.pdf", "bc.v1.pdf", "bc.v1-2.pdf", "bc.v1-3.pdf"]
    assert (folder / "bc.v1-3.pdf").read_bytes() == b"c"
    (folder / "thư mục").mkdir()
    assert export_file.write_new(folder, "thư mục", b"x").name == "thư mục-2"


# Notes beside the book


def test_how_book_left_noted_and_read(home: Home) -> None:
    home.folder.mkdir(parents=True)
    assert last_close.read(home) is None
    last_close.entered(home, 5, "ab")
    assert last_close.read(home) == last_close.LastClose(False, 5, "ab", "")
    last_close.left(home, 6, "cd")
    assert last_close.read(home) == last_close.LastClose(True, 6, "cd", "")
    last_close.replaced(home, 3, "ef")
    assert last_close.read(home) == last_close.LastClose(True, 3, "ef", "2024-03-15T05:00:00Z")
    last_close.entered(home, 4, "gh")
    assert last_close.read(home) == last_close.LastClose(False, 4, "gh", "2024-03-15T05:00:00Z")
    wal = home.database.with_name("so-cchc.db-wal")
    for content, clean in ((b"", True), (b"x", False)):
        wal.write_bytes(content)
        last_close.left(home, 6, "cd")
        known = last_close.read(home)
        assert known is not None and known.clean is clean


@pytest.mark.parametrize(
    "odd",
    [
        "x",
        "[]",
        "{}",
        '{"clean": 1, "events": 1, "head": "", "since": ""}',
        '{"clean": true, "events": "1", "head": "", "since": ""}',
        '{"clean": true, "events": 1, "head": 1, "since": ""}',
        '{"clean": true, "events": 1, "head": "", "since": null}',
        '{"clean": true, "events": 1, "head": ""}',
    ],
)
def test_note_that_is_none_says_nothing(home: Home, odd: str) -> None:
    home.folder.mkdir(parents=True)
    home.last_close.write_text(odd)
    assert last_close.read(home) is None


def test_a_moment_is_read_or_nothing() -> None:
    assert last_close.moment("2024-03-15T05:00:00Z") == NOW
    assert last_close.moment("") is last_close.moment("gestern") is None


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        ('{"at": "2024-03-15T05:00:00Z", "found": ["a", "b"]}', ("a", "b")),
        ('{"at": "2024-03-15T05:00:00Z", "found": []}', ()),
        ('{"at": "", "found": []}', None),
        ('{"at": "2024-03-15T05:00:00Z", "found": "a"}', None),
        ('{"at": "2024-03-15T05:00:00Z", "found": [1]}', None),
        ('{"at": "2024-03-15T05:00:00Z"}', None),
        ("[]", None),
    ],
)
def test_last_check_read_or_nothing(home: Home, noted: str, found: tuple[str, ...] | None) -> None:
    home.folder.mkdir(parents=True)
    home.last_check.write_text(noted)
    assert last_check.read(home) == (None if found is None else last_check.LastCheck(NOW, found))
    made = last_check.note(home, iter(["x"]))
    assert made == last_check.read(home) == last_check.LastCheck(NOW, ("x",))


# What is listed


def test_backup_says_what_is_in_it_and_when_it_was_proven(office: OpenOffice, home: Home) -> None:
    offices.add_task(office, "một", b"evidence")
    made = backup_list.make(home, office.data_key)
    assert made.path.name == "tu-dong-20240315-120000.cchc"
    assert (made.made_at, made.proven_at, made.size) == (NOW, NOW, made.path.stat().st_size)
    assert made.contents is not None and made.last_change == NOW
    assert (made.contents.tasks, made.contents.entries) == (1, 0)
    told = backup_format.look(made.path)
    assert (told.contents, told.made_at, told.last_change) == (
        made.contents,
        "2024-03-15T05:00:00Z",
        "2024-03-15T05:00:00Z",
    )
    assert told.evidence == tuple(path.name for path in home.evidence.glob("??/*"))
    assert told.size < made.size
    assert backup_list.kept(home.backups) == [made]
    assert backup_list.newest_proven(home) == made
    os.utime(made.path)  # touched since: no longer the very file that was proven
    (touched,) = backup_list.kept(home.backups)
    assert (touched.proven_at, touched.contents) == (None, made.contents)
    assert backup_list.newest_proven(home) is None
    (home.backups / "rác.cchc").write_bytes(b"x")
    odd = next(one for one in backup_list.kept(home.backups) if one.path.name == "rác.cchc")
    assert (odd.contents, odd.last_change, odd.proven_at, odd.size) == (None, None, None, 1)


def test_backup_is_caught_up_with_only_after_changes(office: OpenOffice, home: Home) -> None:
    first = backup_list.catch_up(home, office.data_key, "truoc-thu-")
    assert first is not None and first.path.name == "truoc-thu-20240315-120000.cchc"
    assert backup_list.catch_up(home, office.data_key) is None
    assert backup_list.changed_since(home, backup.head(home, office.data_key)) == (False, NOW)
    offices.add_task(office, "một")
    assert backup_list.changed_since(home, backup.head(home, office.data_key)) == (True, NOW)
    with clock.fixed(NOW + DAY):
        assert backup_list.catch_up(home, office.data_key) is not None


def test_how_safe_the_book_is(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    place = str(stick)
    nothing = safety.look(home, place, 3, changed=True)
    assert (nothing.proven, nothing.old, nothing.late, nothing.since) == (None, True, False, None)
    backup_list.make(home, office.data_key)
    fresh = safety.look(home, place, 3, changed=True)
    assert (fresh.proven, fresh.old, fresh.late, fresh.since, fresh.second.whole) == (NOW, False, False, NOW, False)
    with clock.fixed(NOW + 4 * DAY):
        waiting = safety.look(home, place, 3, changed=True)
        assert (waiting.old, waiting.late, waiting.since) == (True, True, NOW)
        assert not safety.look(home, place, 3, changed=False).old
        assert not safety.look(home, place, 0, changed=True).late
        offsite.bring(home, place, office.data_key)
        brought = safety.look(home, place, 3, changed=True)
        assert (brought.late, brought.since, brought.second.whole) == (False, NOW + 4 * DAY, True)
        assert (brought.second.place, brought.second.there, brought.second.made_at) == (place, True, NOW)
        assert offsite.look(home, str(tmp_path / "khác")) == offsite.Offsite(str(tmp_path / "khác"))
        assert offsite.look(home, "") == offsite.Offsite("")
    stick.rename(tmp_path / "rút")
    away = offsite.look(home, place)
    assert (away.there, away.whole, away.brought_at) == (False, True, NOW + 4 * DAY)
    assert offsite.kept(home, place) == []
    with offices.refused("second_place_missing"):
        offsite.bring(home, place, office.data_key)


def test_tending_makes_proves_and_brings(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()

    def tend(at: datetime, *, changed: bool, bring: bool = True) -> safety.RoundResult:
        with clock.fixed(at):
            return safety.tend(home, office.data_key, str(stick), 3, lambda: None, changed=changed, bring=bring)

    idle = tend(NOW, changed=False)
    assert (idle.waits, idle.refused, list(home.backups.glob("*.cchc")) if home.backups.exists() else []) == (
        False,
        None,
        [],
    )
    first = tend(NOW, changed=True, bring=False)
    assert (first.waits, first.safety.proven, first.safety.second.whole) == (False, NOW, False)
    soon = tend(NOW + timedelta(minutes=29), changed=True)
    assert (soon.waits, soon.safety.proven, soon.safety.second.whole) == (True, NOW, True)
    later = tend(NOW + timedelta(minutes=30), changed=True)
    assert (later.waits, later.safety.proven) == (False, NOW + timedelta(minutes=30))
    assert later.safety.second.made_at == NOW + timedelta(minutes=30)
    assert len(offsite.kept(home, str(stick))) == 2


def test_note_of_second_place_names_what_was_brought(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    (tmp_path / "USB").mkdir()
    made = backup_list.make(home, office.data_key)
    offsite.bring(home, str(tmp_path / "USB"), office.data_key)
    noted = json.loads((home.backups / "noi-thu-hai.json").read_text())
    assert noted == {
        "place": str(tmp_path / "USB"),
        "name": made.path.name,
        "made_at": "2024-03-15T05:00:00Z",
        "brought_at": "2024-03-15T05:00:00Z",
        "head": made.contents.head if made.contents else "",
        "events": str(made.contents.events) if made.contents else "",
        "branch": "0",
    }
    with offices.refused("second_place_inside"):
        offsite.refuse_bad(home, str(home.backups))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("file_damaged", "tệp dữ liệu hỏng"),
        ("link_broken", "liên kết đứt"),
        ("chain_head_missing", "nhật ký thiếu phần đầu"),
        ("chain_broken", "chuỗi nhật ký đứt"),
        ("chain_cut", "nhật ký bị cắt đuôi hoặc tệp là bản cũ"),
        ("chain_changed", "nhật ký khác với lần ghi trước"),
        ("search_incomplete", "mục tìm kiếm thiếu"),
        ("search_stale", "mục tìm kiếm thừa"),
        ("evidence_missing", "thiếu tệp minh chứng"),
        ("evidence_damaged", "tệp minh chứng hỏng"),
        ("backup_not_proven", "bản sao lưu mới nhất không dùng được"),
        ("of a later version", "of a later version"),
    ],
)
def test_each_kind_of_finding_has_its_words(code: str, words: str) -> None:
    assert last_check.kind(code) == words


def test_restore_first_takes_back_one_that_was_cut_off(office: OpenOffice, home: Home) -> None:
    made = backup_list.make(home, office.data_key)
    offices.add_task(office, "sau bản sao lưu")
    office.close()
    old, new = home.folder / "cũ", home.folder / "mới"
    old.mkdir()
    new.mkdir()
    book = home.database.read_bytes()
    home.database.rename(old / home.database.name)
    (new / home.keys.name).write_bytes(b"half")
    (home.folder / ".dang-khoi-phuc").write_text(json.dumps([old.name, new.name]))
    aside = restoring.restore(home, made.path, offices.PASSPHRASE)
    assert aside is not None and (aside / home.database.name).read_bytes() == book
    assert not old.exists() and not new.exists()
    assert offices.sound_tasks(home) == []
