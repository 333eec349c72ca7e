"""What can have happened to the file is told apart in words, read only, and what can be read of it is saved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import opening
from models.access.opening import OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.store import audit
from models.store.backups import backup, restoring
from models.store.db import Store
from models.store.local import last_close
from models.store.sqlite import damage, salvage
from models.store.sqlite import wal as wal_file
from models.store.sqlite.connection import connect
from models.work import tasks
from models.work.office import Office
from models.work.tasks import Task, TaskFields

MANY = 60


@pytest.fixture
def key(office: OpenOffice) -> bytes:
    return offices.filled(office, MANY)


def wal(home: Home) -> Path:
    return home.database.with_name("so-cchc.db-wal")


def _gone(home: Home) -> None:
    home.database.unlink()


def _emptied(home: Home) -> None:
    home.database.write_bytes(b"")


def _cut_at_a_page(home: Home) -> None:
    home.database.write_bytes(home.database.read_bytes()[: 4096 * 20])


def _cut_anywhere(home: Home) -> None:
    home.database.write_bytes(home.database.read_bytes()[: 4096 * 20 + 77])


def _bit(home: Home) -> None:
    offices.flip(home, 30)


def _rubbish(home: Home) -> None:
    home.database.write_bytes(os.urandom(4096 * 30))


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (_gone, "missing"),
        (_emptied, "empty"),
        (_cut_at_a_page, "cut"),
        (_cut_anywhere, "cut"),
        (_bit, "flipped"),
        (_rubbish, "foreign"),
    ],
)
def test_damage_kinds_told_apart(
    office: OpenOffice, home: Home, key: bytes, spoil: Callable[[Home], None], kind: str
) -> None:
    assert damage.diagnose(home, key) is None
    spoil(home)
    before = {path.name: path.read_bytes() for path in home.folder.glob("so-cchc.db*")}
    found = damage.diagnose(home, key)
    assert found is not None and found.kind == kind and found.what and found.why and found.do
    with offices.refused("database_missing" if kind == "missing" else "damaged"):
        opening.open_office(home, offices.PASSPHRASE)
    assert {path.name: path.read_bytes() for path in home.folder.glob("so-cchc.db*")} == before


def test_damage_foreign_database(office: OpenOffice, home: Home, key: bytes) -> None:
    found = damage.diagnose(home, bytes(32))
    assert found is not None and found.kind == "foreign"


def _killed(office: OpenOffice, home: Home) -> None:
    """Change something and end as a power cut does: with a -wal file, and no note of a clean end."""
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("cuối cùng"))
    kept = home.folder.with_name("killed")
    shutil.copytree(home.folder, kept)
    office.close()
    shutil.rmtree(home.folder)
    kept.rename(home.folder)


def test_wal_after_power_cut(office: OpenOffice, home: Home) -> None:
    _killed(office, home)
    assert wal(home).stat().st_size
    again = opening.open_office(home, offices.PASSPHRASE)
    try:
        assert again.notices == ()
        with again.store.read() as session:
            assert list(session.scalars(select(Task.text))) == ["cuối cùng"]
    finally:
        again.close()
    noted = last_close.read(home)
    assert noted is not None and noted.clean


def _wal_deleted(home: Home) -> None:
    wal(home).unlink()


def _wal_renamed(home: Home) -> None:
    wal(home).rename(home.folder / "Copy of so-cchc.db-wal")


def test_wal_deleted(office: OpenOffice, home: Home) -> None:
    _killed(office, home)
    _wal_deleted(home)
    again = opening.open_office(home, offices.PASSPHRASE)
    again.close()
    assert [notice.kind for notice in again.notices] == ["wal_missing"]
    assert "xem lại" in again.notices[0].do
    opening.open_office(home, offices.PASSPHRASE).close()


def test_wal_renamed_brought_back(office: OpenOffice, home: Home) -> None:
    _killed(office, home)
    _wal_renamed(home)
    again = opening.open_office(home, offices.PASSPHRASE)
    try:
        assert [notice.kind for notice in again.notices] == ["wal_back"]
        assert "Copy of so-cchc.db-wal" in again.notices[0].text
        with again.store.read() as session:
            assert list(session.scalars(select(Task.text))) == ["cuối cùng"]
    finally:
        again.close()
    assert (home.folder / "Copy of so-cchc.db-wal").exists()


def test_wal_renamed_of_other_day(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("cũ"))
    shutil.copy(wal(home), tmp_path / "old")
    office.close()
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("mới"))
    again.close()
    last_close.entered(home, 9, "x")
    shutil.copy(tmp_path / "old", home.folder / "so-cchc.db-wal (1)")
    before = home.database.read_bytes()
    assert wal_file.bring_back(home, office.data_key) == ""
    assert home.database.read_bytes() == before and not wal(home).exists()


def test_wal_rubbish_not_overwritten(office: OpenOffice, home: Home) -> None:
    """SQLite takes it for none: the changes that the true one holds would be lost without a word."""
    _killed(office, home)
    wal(home).write_bytes(b"rubbish" * 1000)
    found = damage.diagnose(home, office.data_key)
    assert found is not None and found.kind == "foreign_wal"
    assert wal(home).read_bytes() == b"rubbish" * 1000
    wal(home).write_bytes(bytes(4096))  # a power cut before its head was written
    assert damage.diagnose(home, office.data_key) is None


def test_wal_of_other_day_is_foreign(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    """It has the same key, so only reading both together shows that they do not fit."""
    with office.store.write("task.add") as write:
        for number in range(MANY):
            tasks.add(write.session, TaskFields(f"việc {number}", note="chữ " * 200))
    shutil.copy(wal(home), tmp_path / "old")
    office.close()
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write("task.remove") as write:
        for task in write.session.scalars(select(Task)).all()[:40]:
            write.session.delete(task)
    again.close()
    with closing(connect(home.database, office.data_key)) as db:
        db.execute("VACUUM")
    shutil.copy(tmp_path / "old", wal(home))
    found = damage.diagnose(home, office.data_key)
    assert found is not None and found.kind == "foreign_wal"
    with offices.refused("damaged"):
        opening.open_office(home, offices.PASSPHRASE)
    wal(home).unlink()
    opening.open_office(home, offices.PASSPHRASE).close()


def test_older_copy_recognised(office: OpenOffice, home: Home, key: bytes, tmp_path: Path) -> None:
    shutil.copy(home.database, tmp_path / "old.db")
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("mới"))
    again.close()
    shutil.copy(tmp_path / "old.db", home.database)
    older = opening.open_office(home, offices.PASSPHRASE)
    older.close()
    assert [notice.kind for notice in older.notices] == ["older"]


def test_older_copy_known_from_backup(office: OpenOffice, home: Home, key: bytes, tmp_path: Path) -> None:
    shutil.copy(home.database, tmp_path / "old.db")
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("mới"))
    backup.make(home, again.data_key, home.backups / "1.cchc")
    again.close()
    shutil.copy(tmp_path / "old.db", home.database)
    home.last_close.unlink()
    older = opening.open_office(home, offices.PASSPHRASE)
    older.close()
    assert [notice.kind for notice in older.notices] == ["older"]
    restoring.restore(home, home.backups / "1.cchc", offices.PASSPHRASE)
    restored = opening.open_office(home, offices.PASSPHRASE)
    restored.close()
    assert restored.notices == ()


def test_restored_backup_is_no_older_copy(office: OpenOffice, home: Home) -> None:
    with clock.fixed(clock.now() - timedelta(hours=2)):
        backup.make(home, office.data_key, home.backups / "1.cchc")
    with clock.fixed(clock.now() - timedelta(hours=1)):
        with office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("mới"))
        backup.make(home, office.data_key, home.backups / "2.cchc")
    office.close()
    restoring.restore(home, home.backups / "1.cchc", offices.PASSPHRASE)
    again = opening.open_office(home, offices.PASSPHRASE)
    again.close()
    assert again.notices == ()


def test_clock_set_back_noticed_without_ordering(office: OpenOffice, home: Home) -> None:
    yesterday = clock.now() - timedelta(days=1)
    for moment, name in ((clock.now(), "trước"), (yesterday, "sau")):
        with clock.fixed(moment), office.store.write("task.add") as write:
            tasks.add(write.session, TaskFields(name))
    with office.store.read() as session:
        assert audit.first_broken(session) is None
        events = session.scalars(select(audit.AuditEvent).order_by(audit.AuditEvent.number.desc()).limit(2)).all()
        assert "sau" in str(events[0].after) and "trước" in str(events[1].after)
    with clock.fixed(clock.now()), office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("nay"))
    office.close()
    for moment, kinds in ((yesterday, ["clock"]), (clock.now() - timedelta(minutes=5), [])):
        with clock.fixed(moment):
            again = opening.open_office(home, offices.PASSPHRASE)
            again.close()
        assert [notice.kind for notice in again.notices] == kinds


def test_salvage_of_damaged_file(office: OpenOffice, home: Home, key: bytes, tmp_path: Path) -> None:
    """One page in nine is lost at a time; only where it holds the list of tables is nothing saved."""
    whole = home.database.read_bytes()
    losses, refusals = [], 0
    for page in range(12, len(whole) // 4096, 9):
        offices.flip(home, page)
        target = tmp_path / f"{page}.db"
        try:
            saved = salvage.salvage(home, key, target)
        except AppError:
            refusals += 1
        else:
            losses.append(MANY - next(table.read for table in saved.tables if table.table == "tasks"))
            assert damage.diagnose(Home(_as_home(tmp_path / f"h{page}", target)), key) is None
        home.database.write_bytes(whole)
    assert max(losses) in range(1, 16)  # some of those pages held tasks
    assert refusals <= 2


def _as_home(folder: Path, database: Path) -> Path:
    folder.mkdir()
    shutil.copy(database, folder / "so-cchc.db")
    return folder


def test_salvage_of_cut_file(office: OpenOffice, home: Home, key: bytes, tmp_path: Path) -> None:
    size = home.database.stat().st_size // 4096 * 3 // 4
    home.database.write_bytes(home.database.read_bytes()[: size * 4096])
    before = home.database.read_bytes()
    saved = salvage.salvage(home, key, tmp_path / "new.db")
    assert saved.rows > MANY // 2
    assert home.database.read_bytes() == before


def test_salvage_of_rubbish(office: OpenOffice, home: Home, key: bytes, tmp_path: Path) -> None:
    _rubbish(home)
    with pytest.raises(AppError):
        salvage.salvage(home, key, tmp_path / "new.db")


def test_cut_file_read_as_far_as_it_goes(office: OpenOffice, home: Home, key: bytes) -> None:
    office.close()
    whole = home.database.read_bytes()
    home.database.write_bytes(whole[: 4096 * (len(whole) // 4096 * 3 // 4)])
    store = Store(home.database, key, damaged=True, alone=True)
    try:
        with store.read() as session:
            assert session.scalars(select(Office.place)).one() == "Bắc Hà"
    finally:
        store.close()
