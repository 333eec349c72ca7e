"""A book of the first release (no accounts, one passphrase for all) still opens, with everything in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import offices
import pytest
from sqlalchemy import func, select

from models.access import account_keys, opening, own_ways
from models.base.paths import Home
from models.store.backups import backup, restoring
from models.store.integrity import check
from models.store.keys import key_slots
from models.work import accounts, periods, rights, tasks

OLD = Path(__file__).resolve().parents[1] / "upgrade" / "0001"


@pytest.fixture
def old(home: Home) -> Iterator[Home]:
    shutil.copytree(OLD, home.folder)
    with offices.cheap_keys():
        yield home


def test_upgrade_0001_opens_as_administrator(old: Home) -> None:
    office = opening.open_office(old, offices.PASSPHRASE)
    assert (office.account.name, office.account.role) == ("Quản trị", rights.ADMIN)
    with office.store.read() as session:
        assert session.scalar(select(func.count()).select_from(tasks.Task)) == 12
        assert periods.get(session, "2024-02").closed
        assert [row.id for row in accounts.rows(session)] == [key_slots.load(old.keys).office]
    assert check.everything(old, office.store, office.evidence, office.data_key) == []
    office.close()
    assert len(backup.files(old.backups)) == 1  # the copy before the upgrade
    again = opening.open_office(old, offices.PASSPHRASE)
    with again.store.read() as session:
        assert len(accounts.rows(session)) == 1
    again.close()


def test_upgrade_0001_takes_accounts(old: Home) -> None:
    office = opening.open_office(old, offices.PASSPHRASE)
    with office.store.write("account.change") as write:
        account_keys.add(write.session, office, "Trần Thị Lan", rights.CLERK, "mèo trèo cây cau")
    own_ways.change_passphrase(office, offices.PASSPHRASE, "một câu khác hẳn")
    office.close()
    for passphrase, name in (("mèo trèo cây cau", "Trần Thị Lan"), ("một câu khác hẳn", "Quản trị")):
        again = opening.open_office(old, passphrase)
        assert again.account.name == name
        again.close()
    with offices.refused("wrong_passphrase"):
        opening.open_office(old, offices.PASSPHRASE)


def test_upgrade_0001_copy_opens_with_old_passphrase(old: Home, tmp_path: Path) -> None:
    opening.open_office(old, offices.PASSPHRASE).close()
    (kept,) = backup.files(old.backups)
    elsewhere = Home(tmp_path / "máy khác")
    elsewhere.folder.mkdir()
    restoring.restore(elsewhere, kept, offices.PASSPHRASE)
    office = opening.open_office(elsewhere, offices.PASSPHRASE)
    assert office.account.role == rights.ADMIN
    office.close()
