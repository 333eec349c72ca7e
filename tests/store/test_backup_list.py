"""The backups that the program makes by itself: listed without a passphrase, proven once, thinned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import offices
import pytest

from models.access.opening import OpenOffice
from models.base import clock
from models.base.paths import Home
from models.store import audit
from models.store.backups import backup_list
from models.store.backups.backup_format import Contents
from models.store.backups.backup_list import KeptBackup

NOON = datetime(2026, 3, 14, 5, 5, tzinfo=UTC)


def head(office: OpenOffice) -> str:
    with office.store.read() as session:
        return audit.head(session)[1]


def test_backup_list_contents(office: OpenOffice, home: Home) -> None:
    assert backup_list.kept(home.backups) == [] and backup_list.newest_proven(home) is None
    with clock.fixed(NOON):
        offices.add_task(office, "một")
        made = backup_list.make(home, office.data_key)
    assert backup_list.kept(home.backups) == [made]
    assert made.contents is not None and (made.contents.tasks, made.contents.head) == (1, head(office))
    assert made.made_at == made.last_change == made.proven_at == NOON
    assert backup_list.newest_proven(home) == made


def test_backup_list_changes_since(office: OpenOffice, home: Home) -> None:
    assert backup_list.changed_since(home, head(office)) == (True, None)
    with clock.fixed(NOON):
        backup_list.make(home, office.data_key)
    assert backup_list.changed_since(home, head(office)) == (False, NOON)
    offices.add_task(office, "một")
    assert backup_list.changed_since(home, head(office)) == (True, NOON)


def test_backup_list_changes_since_newest_that_reads(office: OpenOffice, home: Home) -> None:
    with clock.fixed(NOON):
        backup_list.make(home, office.data_key)
    with clock.fixed(NOON + timedelta(days=1)):
        backup_list.make(home, office.data_key).path.write_bytes(b"rubbish")
    assert backup_list.changed_since(home, head(office)) == (False, NOON)


def test_backup_list_replaced_file_not_proven(office: OpenOffice, home: Home) -> None:
    made = backup_list.make(home, office.data_key)
    made.path.write_bytes(made.path.read_bytes() + b"x")
    assert backup_list.kept(home.backups)[0].proven_at is None


def test_backup_list_damaged_newest_found(office: OpenOffice, home: Home) -> None:
    with clock.fixed(NOON):
        made = backup_list.make(home, office.data_key)
    with clock.fixed(NOON + timedelta(days=6)):
        backup_list.prove_due(home, office.data_key)
        assert backup_list.kept(home.backups)[0].proven_at == NOON  # not opened again so soon
    with clock.fixed(NOON + timedelta(days=8)):
        backup_list.prove_due(home, office.data_key)
        assert backup_list.kept(home.backups)[0].proven_at == NOON + timedelta(days=8)
    made.path.write_bytes(made.path.read_bytes()[:-100])
    with offices.refused("not_a_backup"):
        backup_list.prove_due(home, office.data_key)
    assert backup_list.newest_proven(home) is None


def test_backup_list_thins_own_backups_only(office: OpenOffice, home: Home) -> None:
    for minute in (0, 5, 10):
        with clock.fixed(NOON + timedelta(minutes=minute)):
            made = backup_list.make(home, office.data_key)
    own = made.path.with_name("của tôi.cchc")
    own.write_bytes(made.path.read_bytes())
    with clock.fixed(NOON + timedelta(hours=5)):
        backup_list.thin(home.backups)
    assert sorted(one.path.name for one in backup_list.kept(home.backups)) == sorted([own.name, made.path.name])


def test_backup_list_thinned_by_each_new_backup(office: OpenOffice, home: Home) -> None:
    for minute in (0, 5, 10):
        with clock.fixed(NOON + timedelta(minutes=minute)):
            made = backup_list.make(home, office.data_key)
    assert len(backup_list.kept(home.backups)) == 3  # within the hour all of them stay
    with clock.fixed(NOON + timedelta(hours=5)):
        newest = backup_list.make(home, office.data_key)
    assert [one.path.name for one in backup_list.kept(home.backups)] == [newest.path.name, made.path.name]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"x": 1}', b"\xff"])
def test_backup_list_spoilt_note(office: OpenOffice, home: Home, content: bytes) -> None:
    backup_list.make(home, office.data_key)
    (home.backups / "da-kiem-chung.json").write_bytes(content)
    assert backup_list.newest_proven(home) is None
    backup_list.prove_due(home, office.data_key)
    assert backup_list.newest_proven(home) is not None


def test_backup_that_cannot_be_read_stands_by_its_day() -> None:
    """Between those made before and after it; one from the future, whose day says nothing, stands last."""

    def one(name: str, day: int, events: int | None, *, doubted: bool = False) -> KeptBackup:
        held = Contents(0, 0, events, "ab") if events is not None else None
        return KeptBackup(Path(name), 1, NOON + timedelta(days=day), held, None, None, doubted=doubted)

    found = [one("cũ", 0, 5), one("hỏng", 1, None), one("mới", 2, 9), one("tương lai", 900, None, doubted=True)]
    for order in permutations(found):
        assert [str(each.path) for each in backup_list.by_book(order)] == ["mới", "hỏng", "cũ", "tương lai"]
