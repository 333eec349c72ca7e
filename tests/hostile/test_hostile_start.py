"""What stands in the way of opening, written into the file with the key and SQL: garbage, other numbers, other roles.

The book opens and `check` names it and puts it back, or a sentence says how to go on. Nobody gets more than the
journal grants.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import behind
import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access import account_keys, opening, restore
from models.access.opening import OpenOffice
from models.access.restore import RestoreWish
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import put_back
from models.store import schema
from models.store.backups import backup_list
from models.store.integrity import check
from models.store.keys import key_slots
from models.work import accounts, rights, tasks
from models.work import office as own_office
from models.work.older_book import OlderBook
from models.work.tasks import TaskFields

LAN, LANS, GONE = "Trần Thị Lan", "mèo trèo cây cau", "Lê Văn Cũ"
GARBAGE = (
    "NULL", "'hôm qua'", "''", "X'00ff'", "7", "-9223372036854775808", "9223372036854775807", "1.5e300", "9e999",
    "CAST(X'ff41' AS TEXT)", "'2024-13-45'", "'2024-03-01T00:00:00'", "char(0)",
)  # fmt: skip
AT_START = ("accounts", "ways_in", "office", "periods", "older_books", "units", "audit_events", "alembic_version")
JOURNAL = {"chain_broken", "chain_head_missing", "chain_cut", "chain_changed"}


@pytest.fixture(scope="session")
def peopled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed office of an administrator, a reader and one who was disabled."""
    home = Home(tmp_path_factory.mktemp("peopled") / "sổ")
    with offices.copied(template, home) as office:
        with office.store.write("account.change") as write:
            account_keys.add(write.session, office, LAN, rights.READER, LANS)
            gone = account_keys.add(write.session, office, GONE, rights.ADMIN, "thuyền về có nhớ bến").id
        with office.store.write("account.change") as write:
            account_keys.disable(write.session, office, gone)
        with office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("Rà soát thủ tục"))
        _older_book(office)
    return home.folder


def _older_book(office: OpenOffice) -> None:
    with office.store.write("book.accept") as write:
        write.session.add(OlderBook(noted="bản sao lưu", events=9, kept=8, head="", branch=0))


@pytest.fixture
def book(peopled: Path, home: Home) -> Iterator[OpenOffice]:
    """A copy of it; the office is closed, its key known."""
    shutil.copytree(peopled, home.folder)
    office = opening.open_office(home, offices.PASSPHRASE)
    office.close()
    yield office


def changed(book: OpenOffice, *statements: str) -> None:
    behind.do(book.home.database, book.data_key, *statements)


def codes(office: OpenOffice) -> list[str]:
    return check.failures(check.everything(office.home, office.store, office.evidence, office.data_key))


@given(st.sampled_from(AT_START) | st.none(), st.randoms(use_true_random=False), st.sampled_from(GARBAGE))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_garbage_where_opening_reads(peopled: Path, table: str | None, chance: Any, value: str) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "sổ")
        shutil.copytree(peopled, home.folder)
        office = opening.open_office(home, offices.PASSPHRASE)
        office.close()
        before = behind.rows(home.database, office.data_key)
        if not _garbled(office, table, chance, value):
            return
        try:
            office = opening.open_office(home, offices.PASSPHRASE)
        except AppError as refusal:
            assert refusal.do and refusal.code in {"newer_version", "journal_untrusted", "damaged"}, refusal.code
            return
        try:
            _named_and_put_back(office, before)
        finally:
            office.close()


def _garbled(office: OpenOffice, table: str | None, chance: Any, value: str) -> bool:
    path, key = office.home.database, office.data_key
    with behind.opened(path, key) as db:
        names = [table] if table else sorted(behind.rows(path, key))
        name = chance.choice(names)
        column = chance.choice([row[1] for row in db.execute(f'PRAGMA table_info("{name}")')])
        rows = [row_id for (row_id,) in db.execute(f'SELECT rowid FROM "{name}" ORDER BY rowid')]
        row = chance.choice(rows) if rows else 0
    statement = f'UPDATE OR IGNORE "{name}" SET "{column}" = {value} WHERE rowid = {row} AND "{column}" IS NOT {value}'
    with suppress(behind.Refused):
        if name == "audit_events":
            behind.change_journal(path, key, statement)
        else:
            behind.do(path, key, statement)
        return bool(rows)
    return False


def _named_and_put_back(office: OpenOffice, before: dict[str, list[tuple[Any, ...]]]) -> None:
    found = codes(office)
    if not found:  # what was there already, or what the trail says in the same way
        assert behind.rows(office.home.database, office.data_key) == before
    elif not JOURNAL & set(found):
        assert check.may_put_back(found)
        try:
            put_back.put_back(office.home, office.store, office.data_key)
        except AppError as refusal:
            assert refusal.code == "put_back_odd" and "khôi phục" in refusal.do
            return
        assert codes(office) == []
        assert behind.rows(office.home.database, office.data_key) == before


@pytest.mark.parametrize("value", ["NULL", "'hôm qua'", "X'00'", "'0001'", "7", "''", "1.5"])
def test_changed_number_of_the_shape(book: OpenOffice, value: str) -> None:
    with suppress(behind.Refused):
        changed(book, f"UPDATE alembic_version SET version_num = {value}")
        office = opening.open_office(book.home, offices.PASSPHRASE)
        found = codes(office)
        assert found == ["schema_changed"] and check.may_put_back(found)
        put_back.put_back(office.home, office.store, office.data_key)
        assert codes(office) == []
        office.close()


@pytest.mark.parametrize("statements", [["DELETE FROM alembic_version"], ["DROP TABLE alembic_version"]])
def test_no_number_of_the_shape(book: OpenOffice, statements: list[str]) -> None:
    changed(book, *statements)
    office = opening.open_office(book.home, offices.PASSPHRASE)
    put_back.put_back(office.home, office.store, office.data_key)
    assert codes(office) == []
    office.close()


def test_number_of_a_later_program(book: OpenOffice) -> None:
    changed(book, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(AppError) as caught:
        opening.open_office(book.home, offices.PASSPHRASE)
    assert caught.value.code == "newer_version" and "khôi phục" in caught.value.do


def test_older_number_and_another_shape(book: OpenOffice) -> None:
    """The steps that are missing by the number cannot run: said, and nothing was changed."""
    changed(book, "UPDATE alembic_version SET version_num = '0001'", "ALTER TABLE tasks DROP COLUMN note")
    with pytest.raises(AppError) as caught:
        opening.open_office(book.home, offices.PASSPHRASE)
    assert caught.value.code == "upgrade_failed" and "khôi phục" in caught.value.do
    assert schema.NEWEST > "0001"


def test_what_cannot_be_shown_says_why(book: OpenOffice) -> None:
    changed(book, "UPDATE tasks SET created_at = 'hôm qua'", "UPDATE office SET lock_minutes = 'lâu'")
    office = opening.open_office(book.home, offices.PASSPHRASE)
    with offices.refused("changed_outside"), office.store.read() as session:
        list(session.query(tasks.Task))
    put_back.put_back(office.home, office.store, office.data_key)
    with office.store.read() as session:
        assert len(list(session.query(tasks.Task))) == 1
        own_office.card(session)
    with pytest.raises(ZeroDivisionError), office.store.read():  # a fault of ours stays one
        _ = 1 / 0
    office.close()


def _as(book: OpenOffice, passphrase: str) -> OpenOffice:
    return opening.open_office(book.home, passphrase)


def test_reader_made_administrator_stays_reader(book: OpenOffice) -> None:
    changed(book, f"UPDATE accounts SET role = 'quan_tri' WHERE name = '{LAN}'")
    office = _as(book, LANS)
    assert (office.account.role, office.store.role) == (rights.READER, rights.READER)
    assert [one.kind for one in office.notices] == ["rows"]
    with offices.refused("not_allowed"):
        put_back.put_back(office.home, office.store, office.data_key)
    with offices.refused("not_allowed"), office.store.write("account.change") as write:
        accounts.change(write.session, office.account.id, name=LAN, role=rights.ADMIN)
    office.close()
    office = _as(book, offices.PASSPHRASE)
    put_back.put_back(office.home, office.store, office.data_key)
    assert codes(office) == []
    office.close()
    office = _as(book, LANS)
    assert office.account.role == rights.READER and office.notices == ()
    office.close()


def test_reader_made_administrator_does_not_restore(book: OpenOffice) -> None:
    office = _as(book, offices.PASSPHRASE)
    kept = backup_list.make(office.home, office.data_key).path
    office.close()
    changed(book, f"UPDATE accounts SET role = 'quan_tri' WHERE name = '{LAN}'")
    with offices.refused("not_allowed"):
        restore.restore(book.home, RestoreWish(kept, LANS, LANS))


def test_administrator_made_reader_stays_administrator(book: OpenOffice) -> None:
    """Else nobody were left who may put it back."""
    changed(book, "UPDATE accounts SET role = 'chi_xem', disabled_at = '2024-03-01T00:00:00Z'")
    office = _as(book, offices.PASSPHRASE)
    assert office.account.role == rights.ADMIN
    put_back.put_back(office.home, office.store, office.data_key)
    assert codes(office) == []
    office.close()


def test_disabled_one_let_in_by_sql(book: OpenOffice) -> None:
    changed(book, "UPDATE accounts SET disabled_at = NULL", "UPDATE ways_in SET ended_at = NULL")
    with offices.refused("wrong_passphrase"):
        _as(book, "thuyền về có nhớ bến")  # the key file has no slot for it either
    keys, office = key_slots.load(book.home.keys), _as(book, offices.PASSPHRASE)
    with office.store.read() as session:
        (gone,) = [one.id for one in accounts.rows(session) if one.name == GONE]
    office.close()
    with offices.cheap_keys():
        slipped = key_slots.with_passphrase(keys, book.data_key, "thuyền về có nhớ bến", gone, GONE)
    key_slots.save(book.home.keys, slipped)
    with offices.refused("account_disabled"):
        _as(book, "thuyền về có nhớ bến")


def test_account_entered_by_sql(book: OpenOffice) -> None:
    office = _as(book, offices.PASSPHRASE)
    keys = key_slots.load(book.home.keys)
    office.close()
    with offices.cheap_keys():
        slipped = key_slots.with_passphrase(keys, book.data_key, "kẻ lạ vào nhà lúc nửa đêm", "x", "Kẻ lạ")
    key_slots.save(book.home.keys, slipped)
    (way,) = key_slots.ways(slipped).keys() - key_slots.ways(keys).keys()
    changed(
        book,
        "INSERT INTO accounts SELECT 'x', 'Kẻ lạ', 'k', 'quan_tri', passphrase_at, NULL, NULL FROM accounts LIMIT 1",
        f"INSERT INTO ways_in (id, kind, account_id, fingerprint, made_at) SELECT 'y', kind, 'x', '{way}', made_at"
        " FROM ways_in LIMIT 1",
    )
    with offices.refused("account_unknown"):
        _as(book, "kẻ lạ vào nhà lúc nửa đêm")


def test_way_entered_by_sql(book: OpenOffice) -> None:
    keys = key_slots.load(book.home.keys)
    with offices.cheap_keys():
        slipped = key_slots.with_passphrase(keys, book.data_key, "mật khẩu thứ hai của quản trị", keys.office, "Hai")
    (way,) = key_slots.ways(slipped).keys() - key_slots.ways(keys).keys()
    key_slots.save(book.home.keys, slipped)
    changed(
        book,
        "INSERT INTO ways_in (id, kind, account_id, fingerprint, made_at)"
        f" SELECT 'y', kind, account_id, '{way}', made_at FROM ways_in WHERE kind = 'passphrase' LIMIT 1",
    )
    with offices.refused("slot_void"):
        _as(book, "mật khẩu thứ hai của quản trị")


def test_accounts_removed(book: OpenOffice) -> None:
    """An empty table does not make whoever comes the first administrator."""
    changed(book, "DELETE FROM accounts", "DELETE FROM ways_in")
    office = _as(book, LANS)
    assert office.account.role == rights.READER
    office.close()
    office = _as(book, offices.PASSPHRASE)
    put_back.put_back(office.home, office.store, office.data_key)
    assert codes(office) == []
    office.close()


def test_role_in_table_and_journal(book: OpenOffice) -> None:
    """The chain breaks: of what both say the less counts."""
    changed(book, f"UPDATE accounts SET role = 'quan_tri' WHERE name = '{LAN}'")
    lie = "UPDATE audit_events SET after = replace(after, 'chi_xem', 'lanh_dao') WHERE table_name = 'accounts'"
    behind.change_journal(book.home.database, book.data_key, lie)
    office = _as(book, LANS)
    assert office.account.role == rights.LEADER
    office.close()
