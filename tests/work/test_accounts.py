"""Accounts: own passphrases in own slots, added, disabled, reset, renewed; wrong ones wait; an administrator always."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import offices
import pytest

from models.access import account_keys, opening, own_ways
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.journal import history, journal
from models.store.keys import key_slots, login_throttle
from models.work import accounts, rights

LAN = "Trần Thị Lan"
LANS = "mèo trèo cây cau"
NOON = datetime(2024, 3, 14, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _cheap() -> Any:
    with offices.cheap_keys():
        yield


def add(office: OpenOffice, name: str = LAN, role: str = rights.CLERK, passphrase: str = LANS) -> str:
    with office.store.write("account.change") as write:
        return account_keys.add(write.session, office, name, role, passphrase).id


def do(office: OpenOffice, act: Any, *arguments: Any, **named: Any) -> Any:
    with office.store.write("account.change") as write:
        return act(write.session, office, *arguments, **named)


def opens(home: Home, passphrase: str, account: str | None = None) -> str:
    """Whose account a passphrase opens."""
    office = opening.open_office(home, passphrase, account)
    office.close()
    return office.account.name


def test_account_passphrase_opens_its_account(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    office.close()
    assert opens(home, LANS) == LAN
    assert opens(home, LANS, lan) == LAN
    assert opens(home, offices.PASSPHRASE) == "Quản trị"
    with offices.refused("wrong_passphrase"):
        opens(home, offices.PASSPHRASE, lan)


def test_account_named_in_journal(office: OpenOffice, home: Home) -> None:
    add(office)
    office.close()
    again = opening.open_office(home, LANS)
    with again.store.write("unit.add") as write:
        from models.work import units

        units.add(write.session, "Xã Na Hối", "xa")
    with again.store.read() as session:
        assert journal.page(session, history.EventFilter(), limit=1)[0].by == LAN
    again.close()


def test_account_disabled_has_no_slot(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    before = home.keys.read_bytes()
    do(office, account_keys.disable, lan)
    assert lan not in home.keys.read_text("utf-8")
    office.close()
    with offices.refused("wrong_passphrase"):
        opens(home, LANS)
    home.keys.write_bytes(before)
    with offices.refused("account_disabled"):
        opens(home, LANS)
    opening.open_office(home, offices.PASSPHRASE).close()  # the refusal let go of the file


def test_account_slot_without_row(office: OpenOffice, home: Home) -> None:
    stray = key_slots.with_passphrase(key_slots.load(home.keys), office.data_key, LANS, "nobody", "Ai đó")
    key_slots.save(home.keys, stray)
    office.close()
    with offices.refused("account_unknown"):
        opens(home, LANS)


def test_account_slot_bound(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    found = key_slots.load(home.keys)
    swapped = [{**slot, "account": found.office} if slot.get("account") == lan else slot for slot in found.slots]
    swapped = [slot for slot in swapped if slot.get("name") != "Quản trị"]
    forged = key_slots.KeyFile(found.office, tuple(swapped))
    with offices.refused("wrong_passphrase"):
        key_slots.unlock(forged, LANS)


def test_account_passphrase_reset(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    do(office, account_keys.reset, lan, "một con vịt xoè")
    office.close()
    with offices.refused("wrong_passphrase"):
        opens(home, LANS)
    assert opens(home, "một con vịt xoè") == LAN


def test_account_enabled_again(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    do(office, account_keys.disable, lan)
    do(office, account_keys.reset, lan, "một con vịt xoè")
    office.close()
    assert opens(home, "một con vịt xoè") == LAN


def test_account_own_passphrase_changed(office: OpenOffice, home: Home) -> None:
    add(office, role=rights.READER)
    office.close()
    again = opening.open_office(home, LANS)
    with offices.refused("wrong_passphrase"):
        own_ways.change_passphrase(again, offices.PASSPHRASE, "một con vịt xoè")
    own_ways.change_passphrase(again, LANS, "một con vịt xoè")
    again.close()
    assert opens(home, "một con vịt xoè") == LAN
    assert opens(home, offices.PASSPHRASE) == "Quản trị"
    with offices.refused("wrong_passphrase"):
        opens(home, LANS)


def test_recovery_code_renewed(template: Any, home: Home) -> None:
    first, old = opening.found(home, offices.SPEC, offices.PASSPHRASE)
    new = do(first, account_keys.renew_recovery)
    first.close()
    assert new != old
    with offices.refused("wrong_passphrase"):
        opens(home, old)
    assert opens(home, new) == "Quản trị"


def test_account_last_administrator_stays(office: OpenOffice) -> None:
    me = office.account.id
    with offices.refused("last_administrator"), office.store.write("account.change") as write:
        accounts.disable(write.session, me)
    with offices.refused("last_administrator"), office.store.write("account.change") as write:
        accounts.change(write.session, me, name="Quản trị", role=rights.CLERK)
    second = add(office, "Nguyễn Văn Đức", rights.ADMIN, "ba bà đi bán lợn")
    with offices.refused("own_account"):
        do(office, account_keys.disable, me)
    with offices.refused("own_account"):
        do(office, account_keys.change, me, name="Quản trị", role=rights.CLERK)
    do(office, account_keys.disable, second)
    with offices.refused("last_administrator"), office.store.write("account.change") as write:
        accounts.disable(write.session, me)


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "code"),
    [
        (" ", rights.CLERK, LANS, "account_name_missing"),
        ("Quản  trị", rights.CLERK, LANS, "account_exists"),
        (LAN, "vua", LANS, "wrong_role"),
        (LAN, rights.CLERK, "ngắn", "weak_passphrase"),
    ],
)
def test_account_fields_refused(
    office: OpenOffice, home: Home, name: str, role: str, passphrase: str, code: str
) -> None:
    before = home.keys.read_bytes()
    with offices.refused(code):
        add(office, name, role, passphrase)
    assert home.keys.read_bytes() == before


def test_account_changes_not_undone(office: OpenOffice) -> None:
    from models.journal import undo

    with office.store.write("account.change") as write:
        account_keys.add(write.session, office, LAN, rights.CLERK, LANS)
    with offices.refused("undo_not_possible"), office.store.write("undo") as taken:
        undo.undo(taken.session, write.operation_id)


def test_account_names_hidden(office: OpenOffice, home: Home) -> None:
    assert account_keys.choices(key_slots.load(home.keys)) == []  # one account is no choice
    lan = add(office)
    assert [name for _id, name in account_keys.choices(key_slots.load(home.keys))] == [LAN, "Quản trị"]
    do(office, account_keys.hide_names, True)
    assert account_keys.choices(key_slots.load(home.keys)) == []
    do(office, account_keys.change, lan, name="Trần Thị Mai Lan", role=rights.LEADER)
    assert "Lan" not in home.keys.read_text("utf-8").encode().decode("unicode_escape")
    do(office, account_keys.hide_names, False)
    assert ("Trần Thị Mai Lan") in [name for _id, name in account_keys.choices(key_slots.load(home.keys))]
    office.close()
    assert opens(home, LANS) == "Trần Thị Mai Lan"


def test_key_slot_restretched_at_unlock(office: OpenOffice, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    add(office)
    office.close()
    monkeypatch.setattr(key_slots, "COST", {"memory_kib": 128, "iterations": 2, "lanes": 1})
    assert opens(home, LANS) == LAN
    cost = {slot.get("name"): slot["memory_kib"] for slot in key_slots.load(home.keys).slots if "memory_kib" in slot}
    assert cost == {LAN: 128, "Quản trị": 64, None: 64}
    assert opens(home, LANS) == LAN
    assert opens(home, offices.PASSPHRASE) == "Quản trị"


def test_account_remembered_until_reset(office: OpenOffice, home: Home) -> None:
    lan = add(office)
    office.close()
    hers = opening.open_office(home, LANS)
    assert own_ways.remember_here(hers)
    hers.close()
    by_itself = opening.open_office(home)
    assert by_itself.account.name == LAN
    by_itself.close()
    admin = opening.open_office(home, offices.PASSPHRASE)
    do(admin, account_keys.reset, lan, "một con vịt xoè")
    admin.close()
    with offices.refused("locked"):
        opening.open_office(home)


def test_login_throttle_grows_and_survives_restart(office: OpenOffice, home: Home, hold_clock: Any) -> None:
    office.close()
    now = NOON
    hold_clock(now)
    waits = []
    for _time in range(11):
        with offices.refused("wrong_passphrase"):
            opening.open_office(home, "đoán mò thôi")
        waits.append(login_throttle.wait(home.login_attempts))
        if waits[-1]:
            with offices.refused("too_many_tries"):
                opening.open_office(home, offices.PASSPHRASE)
        now += timedelta(seconds=waits[-1])
        hold_clock(now)
        assert login_throttle.wait(home.login_attempts) == 0
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    opening.open_office(home, offices.PASSPHRASE).close()
    assert not home.login_attempts.exists()


def test_login_throttle_with_clock_set_back(home: Home, hold_clock: Any) -> None:
    hold_clock(NOON)
    for _time in range(6):
        login_throttle.failed(home.login_attempts)
    hold_clock(NOON - timedelta(days=400))
    assert login_throttle.wait(home.login_attempts) == 4
    hold_clock(NOON - timedelta(days=400) + timedelta(seconds=4))
    assert login_throttle.wait(home.login_attempts) == 0


@pytest.mark.parametrize("content", [b"", b"[]", b'{"failed": "x"}', b'{"failed": 9, "at": "yesterday"}', b"\xff"])
def test_login_throttle_damaged_count(home: Home, content: bytes) -> None:
    home.folder.mkdir(parents=True)
    home.login_attempts.write_bytes(content)
    assert login_throttle.wait(home.login_attempts) == 0
