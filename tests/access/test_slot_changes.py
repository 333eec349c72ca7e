"""Key slots and the book's list of the valid ones change together, and a power cut between the two keeps nobody out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import offices
import old_slots
import pytest
from sqlalchemy import select

from models.access import account_keys, opening, own_ways, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import history, journal
from models.store.backups import backup, backup_list
from models.store.integrity import check
from models.store.keys import data_keys, key_slots, login_throttle
from models.work import rights, ways_in
from models.work.ways_in import WayIn

LAN, LANS, NEW = "Trần Thị Lan", "mèo trèo cây cau", "một con vịt xoè ra hai cái cánh"


def with_lan(office: OpenOffice) -> str:
    with office.store.write("account.change") as write:
        return account_keys.add(write.session, office, LAN, rights.CLERK, LANS).id


def valid(office: OpenOffice) -> set[str]:
    with office.store.read() as session:
        return ways_in.valid(session)


def opens(home: Home, secret: str) -> bool:
    try:
        opening.open_office(home, secret).close()
    except AppError as refusal:
        assert refusal.code in {"slot_void", "wrong_passphrase", "account_disabled"}
        login_throttle.passed(home.login_attempts)
        return False
    return True


def _own(office: OpenOffice, _lan: str) -> tuple[str, str]:
    own_ways.own_passphrase(office, NEW)
    return offices.PASSPHRASE, NEW


def _reset(office: OpenOffice, lan: str) -> tuple[str, str]:
    with office.store.write("account.change") as write:
        account_keys.reset(write.session, office, lan, NEW)
    return LANS, NEW


def _code(office: OpenOffice, _lan: str) -> tuple[str, str]:
    with office.store.write("account.change") as write:
        first = account_keys.renew_recovery(write.session, office)
    with office.store.write("account.change") as write:
        return first, account_keys.renew_recovery(write.session, office)


def _disable(office: OpenOffice, lan: str) -> tuple[str, str]:
    with office.store.write("account.change") as write:
        account_keys.disable(write.session, office, lan)
    return LANS, ""


@pytest.mark.parametrize("act", [_own, _reset, _code, _disable])
def test_power_cut_keeps_nobody_out(
    office: OpenOffice,
    home: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[OpenOffice, str], tuple[str, str]],
) -> None:
    lan = with_lan(office)
    kept: list[Path] = []
    real = key_slots.write_file

    def cut_around(path: Path, data: bytes) -> None:
        for step in (lambda: None, lambda: real(path, data)):
            step()
            kept.append(shutil.copytree(home.folder, tmp_path / f"cắt {len(kept)}"))

    with monkeypatch.context() as patch:
        patch.setattr(key_slots, "write_file", cut_around)
        old, new = act(office, lan)
    office.close()
    kept.append(shutil.copytree(home.folder, tmp_path / "sau cùng"))
    for folder in kept:
        cut = Home(folder)
        before, after = opens(cut, old), bool(new) and opens(cut, new)
        assert before + after <= 1, folder
        if act is not _code and new:
            assert before or after, folder
        assert opens(cut, offices.PASSPHRASE) or opens(cut, NEW), folder
    assert opens(home, new or offices.PASSPHRASE) and not opens(home, old)


def test_cut_off_change_leaves_no_slot(office: OpenOffice, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book has decided, and the disk did not take the key file any more."""
    real, times = key_slots.save, iter((True, False))

    def full(path: Path, keys: key_slots.KeyFile) -> None:
        if not next(times, False):
            raise OSError(28, "No space left on device")
        real(path, keys)

    with monkeypatch.context() as patch:
        patch.setattr(key_slots, "save", full)
        own_ways.own_passphrase(office, NEW)
    assert len(key_slots.load(home.keys).slots) == 3
    office.close()
    assert opens(home, NEW)
    assert len(key_slots.load(home.keys).slots) == 2


def test_refused_change_keeps_slots(office: OpenOffice, home: Home) -> None:
    known = valid(office)
    with pytest.raises(LookupError), office.store.write("account.change") as write:
        account_keys.add(write.session, office, LAN, rights.CLERK, LANS)
        raise LookupError
    assert valid(office) == known
    with office.store.write("account.change") as write:
        account_keys.renew_recovery(write.session, office)
    office.close()
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, LANS)


def test_lost_key_file_taken_from_newest_backup(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    with_lan(office)
    made = backup_list.make(home, office.data_key)
    own_ways.own_passphrase(office, NEW)
    office.close()
    home.keys.unlink()
    with offices.refused("keys_missing"):
        opening.open_office(home, NEW)
    backup.backup_format.key_slots(made.path, home.keys)
    assert opens(home, LANS)
    assert not opens(home, offices.PASSPHRASE)
    assert opens(home, LANS)


def test_key_slot_changed_while_backed_up(
    office: OpenOffice, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, changes = backup.copy_database, iter((NEW,))

    def slow(*arguments: object) -> object:
        done = real(*arguments)  # type: ignore[arg-type]
        for passphrase in changes:
            own_ways.own_passphrase(office, passphrase)
        return done

    monkeypatch.setattr(backup, "copy_database", slow)
    made = tmp_path / "a.cchc"
    backup.make(home, office.data_key, made)
    office.close()
    restore.restore(home, RestoreWish(made, NEW))
    assert opens(home, NEW)


def test_ways_in_are_told_in_journal(office: OpenOffice) -> None:
    own_ways.own_passphrase(office, NEW)
    with office.store.read() as session:
        told = [one.subject for one in journal.page(session, history.EventFilter(), limit=5)]
        rows = list(session.scalars(select(WayIn).order_by(WayIn.made_at, WayIn.id)))
    assert told.count("Mật khẩu") == 2
    assert [(row.kind, row.ended_at is None) for row in rows if row.account_id] == [
        ("passphrase", False),
        ("passphrase", True),
    ]
    assert check.everything(office.home, office.store, office.evidence, office.data_key) == []


def test_slots_of_earlier_program_made_anew(office: OpenOffice, home: Home) -> None:
    lan = with_lan(office)
    old_slots.as_before(office, {office.account.id: offices.PASSPHRASE, lan: LANS})
    office.close()
    assert {kind for kind, _who in data_keys.without_pair(key_slots.load(home.keys))} == {"passphrase"}
    assert opens(home, LANS)
    assert data_keys.without_pair(key_slots.load(home.keys)) == [("passphrase", office.account.id)]
    assert opens(home, offices.PASSPHRASE)
    assert data_keys.without_pair(key_slots.load(home.keys)) == []
    assert opens(home, LANS) and opens(home, offices.PASSPHRASE)
