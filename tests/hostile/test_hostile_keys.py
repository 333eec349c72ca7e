"""Secrets that were voided: old key files lie in every backup, and what they hold must not open the present book."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import offices
import pytest

from models.access import account_keys, opening, own_ways, rekey, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base.errors import AppError
from models.base.paths import Home
from models.store.backups import backup_format, backup_list, restoring
from models.store.keys import key_slots, login_throttle
from models.store.local import last_view
from models.store.sqlite.connection import connect
from models.work import rights

LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"
NEW = "một con vịt xoè ra hai cái cánh"


def change(office: OpenOffice, act: Callable[..., object], *arguments: object) -> object:
    with office.store.write("account.change") as write:
        return act(write.session, office, *arguments)


def with_lan(office: OpenOffice, role: str = rights.ADMIN) -> str:
    with office.store.write("account.change") as write:
        return account_keys.add(write.session, office, LAN, role, LANS).id


def tries(home: Home) -> int:
    """How many wrong ones are counted."""
    return json.loads(home.login_attempts.read_bytes())["failed"] if home.login_attempts.exists() else 0


@pytest.mark.parametrize("damaged", [False, True])
def test_voided_code(office: OpenOffice, home: Home, damaged: bool) -> None:
    code = str(change(office, account_keys.renew_recovery))
    old = home.keys.read_bytes()
    change(office, account_keys.renew_recovery)
    offices.filled(office, 60)
    home.keys.write_bytes(old)
    if damaged:
        offices.flip(home, offices.pages_of(home, office.data_key, "tasks")[0])
    with offices.refused("slot_void"):
        opening.open_office(home, code, even_damaged=damaged)
    assert tries(home) == 1
    opening.open_office(home, offices.PASSPHRASE, even_damaged=damaged).close()


def test_replaced_passphrase(office: OpenOffice, home: Home) -> None:
    old = home.keys.read_bytes()
    own_ways.own_passphrase(office, NEW)
    office.close()
    assert offices.PASSPHRASE not in home.keys.read_text()
    home.keys.write_bytes(old)
    with offices.refused("slot_void"):
        opening.open_office(home, offices.PASSPHRASE)
    assert tries(home) == 1
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, NEW)


def test_replaced_passphrase_waits_like_a_wrong_one(office: OpenOffice, home: Home) -> None:
    old = home.keys.read_bytes()
    own_ways.own_passphrase(office, NEW)
    office.close()
    home.keys.write_bytes(old)
    for _time in range(4):
        with offices.refused("slot_void"):
            opening.open_office(home, offices.PASSPHRASE)
    assert login_throttle.wait(home.login_attempts) == 1


@pytest.mark.parametrize("table", ["tasks", "accounts", "ways_in", "audit_events"])
def test_disabled_administrator_of_damaged_book(office: OpenOffice, home: Home, table: str) -> None:
    lan = with_lan(office)
    old = home.keys.read_bytes()
    change(office, account_keys.disable, lan)
    offices.filled(office, 60)
    pages = offices.pages_of(home, office.data_key, table) or [_root(home, office.data_key, table)]
    home.keys.write_bytes(old)
    offices.flip(home, *pages)
    with offices.refused("account_disabled"):
        opening.open_office(home, LANS, even_damaged=True)
    opened = opening.open_office(home, offices.PASSPHRASE, even_damaged=True)
    assert opened.damage is not None
    opened.close()


def test_nobody_where_nothing_tells_who_may(office: OpenOffice, home: Home) -> None:
    with_lan(office)
    offices.filled(office, 60)
    key = office.data_key
    events = offices.pages_of(home, key, "audit_events")
    offices.flip(home, *events, _root(home, key, "ways_in"))
    for secret in (LANS, offices.PASSPHRASE):
        with offices.refused("access_unread"):
            opening.open_office(home, secret, even_damaged=True)
    assert tries(home) == 0  # it is right, only nobody can tell whether it is still valid


def test_forgotten_computer(office: OpenOffice, home: Home, keyring: Any) -> None:
    own_ways.remember_here(office)
    with office.store.read() as session:
        last_view.keep(home, office.data_key, last_view.head_of(session), {"name": "x"})
    old, secrets = home.keys.read_bytes(), dict(keyring.kept)
    assert last_view.look(home) is not None
    own_ways.forget_here(office)
    with office.store.read() as session:
        last_view.keep(home, office.data_key, last_view.head_of(session), {"name": "x"})
    office.close()
    home.keys.write_bytes(old)
    keyring.kept.update(secrets)
    assert last_view.look(home) is None
    with offices.refused("locked"):
        opening.open_office(home)


def test_slot_of_another_account(office: OpenOffice, home: Home) -> None:
    lan = with_lan(office, rights.READER)
    office.close()
    content = json.loads(home.keys.read_bytes())
    admin = content["office"]
    content["slots"] = [s for s in content["slots"] if s.get("account") != admin]
    for slot in content["slots"]:
        if slot.get("account") == lan:
            slot["account"] = admin
    home.keys.write_text(json.dumps(content))
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, LANS)


def test_slot_of_another_office(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    office.close()
    other = offices.found(Home(tmp_path / "khác"), passphrase=LANS)
    other.close()
    theirs, ours = (json.loads(path.read_bytes()) for path in (other.home.keys, home.keys))
    home.keys.write_text(json.dumps({**ours, "slots": [*ours["slots"], *theirs["slots"]]}))
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, LANS)


def test_pair_exchanged_for_a_stranger_s(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    """A public half of a stranger's would be given the next data key."""
    office.close()
    other = offices.found(Home(tmp_path / "khác"), passphrase=LANS)
    other.close()
    theirs, ours = (json.loads(path.read_bytes()) for path in (other.home.keys, home.keys))
    for slot, strange in zip(ours["slots"], theirs["slots"], strict=True):
        slot["public"] = strange["public"]
    home.keys.write_text(json.dumps(ours))
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, offices.PASSPHRASE)


def test_slot_slipped_in_never_becomes_valid(office: OpenOffice, home: Home) -> None:
    lan = with_lan(office)
    hers = [slot for slot in key_slots.load(home.keys).slots if slot.get("account") == lan]
    change(office, account_keys.reset, lan, NEW)
    present = key_slots.load(home.keys)
    key_slots.save(home.keys, key_slots.KeyFile(present.office, (*hers, *present.slots)))
    change(office, account_keys.renew_recovery)
    office.close()
    with offices.refused("wrong_passphrase"):
        opening.open_office(home, LANS)
    opening.open_office(home, NEW).close()


def test_backup_with_exchanged_slots(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    old = home.keys.read_bytes()
    own_ways.own_passphrase(office, NEW)
    made = backup_list.make(home, office.data_key).path
    office.close()
    forged = tmp_path / made.name
    shutil.copyfile(made, forged)
    manifest = backup_format.look(made)
    forged.write_bytes(made.read_bytes()[: manifest.size])
    backup_format.append(forged, old, manifest)
    with zipfile.ZipFile(forged) as packed:
        assert packed.read(backup_format.KEYS) == old
    before = home.database.read_bytes()
    for attack in (restore.preview, restore.restore):
        with offices.refused("slot_void"):
            attack(home, RestoreWish(forged, offices.PASSPHRASE))
    assert home.database.read_bytes() == before
    assert restoring.preview(home, made, NEW).lost.events == 0


def test_old_key_file_and_old_database_after_exchange(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    """Who kept an old copy reads what it holds, and nothing that was written since."""
    lan = with_lan(office)
    made = backup_list.make(home, office.data_key).path
    backup_format.take_out(made, tmp_path)
    kept = made.read_bytes()
    change(office, account_keys.disable, lan)
    again, _found = rekey.rekey(office, offices.PASSPHRASE)
    since = again.evidence.put(b"written since")
    fresh = backup_list.make(home, again.data_key).path
    again.close()
    new = home.database.read_bytes()

    shutil.copyfile(tmp_path / home.keys.name, home.keys)
    for even_damaged in (False, True):
        with suppress(AppError):
            opened = opening.open_office(home, LANS, even_damaged=even_damaged)
            opened.close()
            assert not opened.readable
    assert home.database.read_bytes() == new
    with offices.refused("wrong_passphrase"):
        restoring.preview(home, fresh, LANS)

    shutil.copyfile(tmp_path / home.database.name, home.database)
    opened = opening.open_office(home, LANS)
    assert [notice.kind for notice in opened.notices] == ["older"]
    with offices.refused("evidence_damaged"):
        opened.evidence.get(since)
    opened.close()
    assert kept not in [path.read_bytes() for path in home.backups.glob("*.cchc")]


def _root(home: Home, key: bytes, table: str) -> int:
    with closing(connect(home.database, key, read_only=True)) as db:
        return int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])
