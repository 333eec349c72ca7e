"""Restoring as an attack: by who has no right to, by old secrets, with another office's backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import account_keys, opening, own_ways, rekey, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base.errors import AppError
from models.base.paths import Home
from models.store.audit import AuditEvent
from models.store.backups import backup
from models.store.integrity import check
from models.store.keys import key_slots, login_throttle
from models.work import accounts, rights

LAN, LANS = "Trần Thị Lan", "mèo trèo cây cau"
HAI, HAIS = "Trần Văn Hải", "năm con vịt qua sông"
NEW = "một con vịt xoè ra hai cái cánh"
THEIRS = "sổ của người ta để đâu"


def change(office: OpenOffice, act: Callable[..., object], *arguments: object, **named: object) -> object:
    with offices.cheap_keys(), office.store.write("account.change") as write:
        return act(write.session, office, *arguments, **named)


def person(office: OpenOffice, name: str, role: str, passphrase: str) -> str:
    with offices.cheap_keys(), office.store.write("account.change") as write:
        return account_keys.add(write.session, office, name, role, passphrase).id


def opens(home: Home, secret: str) -> bool:
    try:
        opening.open_office(home, secret).close()
    except AppError:
        login_throttle.passed(home.login_attempts)
        return False
    return True


def kept(office: OpenOffice, tmp_path: Path) -> Path:
    path = tmp_path / "usb" / "sao.cchc"
    backup.make(office.home, office.data_key, path)
    return path


def people_of(home: Home, secret: str) -> dict[str, tuple[str, bool]]:
    office = opening.open_office(home, secret)
    try:
        with office.store.read() as session:
            found = {row.name: (row.role, row.active) for row in accounts.rows(session)}
        assert check.everything(home, office.store, office.evidence, office.data_key) == []
        return found
    finally:
        office.close()


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    other = offices.found(Home(tmp_path / "khác"), passphrase=THEIRS)
    try:
        return kept(other, tmp_path / "khác")
    finally:
        other.close()


def test_other_office_over_readable_book(office: OpenOffice, home: Home, foreign: Path) -> None:
    office.close()
    before = home.database.read_bytes()
    with offices.refused("present_needed"):
        restore.restore(home, RestoreWish(foreign, THEIRS, other_office=True))
    with offices.refused("other_office"):
        restore.restore(home, RestoreWish(foreign, THEIRS, offices.PASSPHRASE))
    assert home.database.read_bytes() == before
    terms = restore.preview(home, RestoreWish(foreign, THEIRS))
    assert terms.needs_present and terms.other_office == "Phòng Nội vụ" and not terms.returning
    wish = RestoreWish(foreign, THEIRS, offices.PASSPHRASE, other_office=True)
    assert restore.restore(home, wish) is not None
    assert opens(home, THEIRS) and not opens(home, offices.PASSPHRASE)


def test_other_office_over_unreadable_book(office: OpenOffice, home: Home, foreign: Path) -> None:
    office.close()
    home.database.write_bytes(b"")
    assert restore.restore(home, RestoreWish(foreign, THEIRS)) is not None
    assert opens(home, THEIRS)


@pytest.mark.parametrize("secret", [HAIS, LANS, "code"])
def test_secrets_of_then_bring_nobody_back(tmp_path: Path, secret: str) -> None:
    with offices.cheap_keys():
        office, code = opening.found(Home(tmp_path / "sổ"), offices.SPEC, offices.PASSPHRASE)
    home = office.home
    lan = person(office, LAN, rights.ADMIN, LANS)
    person(office, HAI, rights.CLERK, HAIS)
    path = kept(office, tmp_path)
    change(office, account_keys.disable, lan)
    renewed = str(change(office, account_keys.renew_recovery))
    office.close()
    before = home.database.read_bytes()
    given = code if secret == "code" else secret
    with pytest.raises(AppError) as caught:
        restore.restore(home, RestoreWish(path, given))
    assert caught.value.code in {"present_needed", "not_allowed"}
    assert home.database.read_bytes() == before
    assert restore.preview(home, RestoreWish(path, given)).needs_present
    login_throttle.passed(home.login_attempts)
    seen = restore.preview(home, RestoreWish(path, offices.PASSPHRASE)).returning
    assert {(one.kind, one.name) for one in seen} == {("account", LAN), ("recovery", "")}
    ended: list[str] = []
    restore.restore(home, RestoreWish(path, code, offices.PASSPHRASE), tell_ended=ended.extend)
    assert set(ended) == {one.key for one in seen}
    assert not opens(home, LANS) and not opens(home, code)
    assert opens(home, renewed) and opens(home, HAIS)
    assert people_of(home, offices.PASSPHRASE)[LAN] == (rights.ADMIN, False)


def test_restored_people_are_those_of_now(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    lan = person(office, LAN, rights.ADMIN, LANS)
    path = kept(office, tmp_path)
    change(office, account_keys.change, lan, name=LAN, role=rights.READER)
    person(office, HAI, rights.ADMIN, HAIS)
    with offices.cheap_keys():
        own_ways.own_passphrase(office, NEW)
    office.close()
    wish = RestoreWish(path, offices.PASSPHRASE, HAIS)
    seen = restore.preview(home, wish).returning
    assert {(one.kind, one.name, one.was, one.now) for one in seen} == {
        ("role", LAN, rights.ADMIN, rights.READER),
        ("passphrase", "Quản trị", "", ""),
    }
    restore.restore(home, wish)
    assert opens(home, NEW) and opens(home, HAIS) and opens(home, LANS) and not opens(home, offices.PASSPHRASE)
    found = people_of(home, NEW)
    assert (found[LAN], found[HAI]) == ((rights.READER, True), (rights.ADMIN, True))
    office = opening.open_office(home, NEW)
    with office.store.read() as session:
        told = {(one.operation, one.by) for one in session.scalars(select(AuditEvent))}
    office.close()
    assert ("book.restored", HAI) in told


def test_let_return_what_was_unticked(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    lan = person(office, LAN, rights.ADMIN, LANS)
    path = kept(office, tmp_path)
    change(office, account_keys.disable, lan)
    office.close()
    with offices.refused("unknown_returning"):
        restore.restore(home, RestoreWish(path, offices.PASSPHRASE, let_return=frozenset({"account:nobody"})))
    restore.restore(home, RestoreWish(path, offices.PASSPHRASE, let_return=frozenset({f"account:{lan}"})))
    assert opens(home, LANS)
    assert people_of(home, LANS)[LAN] == (rights.ADMIN, True)


def test_copy_of_earlier_data_key(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    """Whoever was stopped before the key was exchanged replaces nothing; who restores keeps the secrets of now."""
    lan = person(office, LAN, rights.ADMIN, LANS)
    path = kept(office, tmp_path)
    change(office, account_keys.disable, lan)
    with offices.cheap_keys():
        again, _found = rekey.rekey(office, offices.PASSPHRASE)
        own_ways.own_passphrase(again, NEW)
    again.close()
    for secret in (LANS, offices.PASSPHRASE):
        with offices.refused("present_needed"):
            restore.restore(home, RestoreWish(path, secret))
    login_throttle.passed(home.login_attempts)
    terms = restore.preview(home, RestoreWish(path, offices.PASSPHRASE, NEW))
    assert terms.earlier_key and terms.found.lost.kind != "unreadable"
    restore.restore(home, RestoreWish(path, offices.PASSPHRASE, NEW))
    assert opens(home, NEW) and not opens(home, LANS) and not opens(home, offices.PASSPHRASE)
    assert len(key_slots.load(home.keys).slots) == 2


@pytest.mark.parametrize("gone", [False, True])
def test_restoring_is_in_the_journal(office: OpenOffice, home: Home, tmp_path: Path, gone: bool) -> None:
    """Also where nobody was changed by it, and where no book was there to say who did it."""
    made = kept(office, tmp_path)
    office.close()
    if gone:
        home.database.unlink()
    restore.restore(home, RestoreWish(made, offices.PASSPHRASE, None if gone else offices.PASSPHRASE))
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.read() as session:
        newest = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
        assert newest is not None
        assert (newest.operation, newest.table_name, newest.by) == ("book.restored", "office", again.account.name)
    assert rights.OPERATIONS["book.restored"].name == "Khôi phục từ bản sao lưu"
    assert check.everything(home, again.store, again.evidence, again.data_key) == []
    again.close()
