"""A damaged book is only read, and goes on from what could be saved of it; the old file is kept as it was."""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import date
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import open_office, opening, rescue
from models.access.opening import OpenOffice
from models.base.errors import CancelledError
from models.base.paths import Home
from models.store import diagnoses
from models.store.audit import AuditEvent
from models.store.db import Store
from models.store.integrity import check
from models.store.sqlite import damage, rebuild, wal
from models.store.sqlite.connection import connect
from models.work import extensions, rights, task_list, tasks, timeliness
from models.work.tasks import Task, TaskFields

MANY = 60


@pytest.fixture
def key(office: OpenOffice) -> bytes:
    return offices.filled(office, MANY)


def damaged(home: Home) -> OpenOffice:
    return opening.open_office(home, offices.PASSPHRASE, even_damaged=True)


def test_damaged_office_read_and_never_written(office: OpenOffice, home: Home, key: bytes) -> None:
    before = offices.flip(home, offices.pages_of(home, key, "audit_events")[0])
    noted = home.last_close.read_bytes()
    opened = damaged(home)
    try:
        assert opened.damage is not None and opened.damage.kind == "flipped" and opened.readable
        with opened.store.read() as session:
            assert len(list(session.scalars(select(Task.text)))) == MANY
        with offices.refused("damaged_only_read"), opened.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("thêm"))
        assert not any(rights.may(opened.account.role, word) for word in rights.MAY)
        with offices.refused("in_use"):
            damaged(home)
    finally:
        opened.close()
    assert home.database.read_bytes() == before and home.last_close.read_bytes() == noted


def test_damaged_office_unreadable_part_refused(office: OpenOffice, home: Home, key: bytes) -> None:
    offices.flip(home, *offices.pages_of(home, key, "tasks"))
    opened = damaged(home)
    try:
        for _time in range(2):
            with offices.refused("damaged"), opened.store.read() as session:
                list(session.scalars(select(Task)))
            with opened.store.read() as session:
                assert session.scalar(select(opening.units.Unit.name).limit(1))
    finally:
        opened.close()


def test_fault_over_damaged_office_called_damage(office: OpenOffice, home: Home, key: bytes) -> None:
    store = Store(home.database, key, damaged=True)
    with offices.refused("damaged"), store.read():
        raise LookupError
    store.close()


@pytest.mark.parametrize("content", [None, b"", b"rubbish!" * 4096])
def test_unreadable_office_opens_only_to_restore(
    office: OpenOffice, home: Home, key: bytes, content: bytes | None
) -> None:
    home.database.unlink()
    if content is not None:
        home.database.write_bytes(content)
    opened = damaged(home)
    assert opened.damage is not None and not opened.readable
    with offices.refused("nothing_rescued"):
        rescue.rescue(opened)
    opened.close()
    assert (home.database.read_bytes() if content is not None else None) == content


def test_rescue_rebuilds_rows_from_journal(office: OpenOffice, home: Home, key: bytes) -> None:
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write("task.change") as write:
        tasks.finish(write.session, write.session.scalars(select(Task.id).where(Task.text == "việc 7")).one())
    with again.store.write("task.remove") as write:
        write.session.delete(write.session.scalars(select(Task).where(Task.text == "việc 8")).one())
    again.close()
    before = offices.flip(home, *offices.pages_of(home, key, "tasks"))
    opened = damaged(home)
    made = rescue.rescue(opened)
    loss = next(table for table in made.saved.tables if table.table == "tasks")
    assert (loss.read, loss.rebuilt, loss.expected, loss.lost) == (0, MANY - 1, MANY - 1, 0)
    assert "Không thiếu dòng nào" in made.report and "dựng lại từ nhật ký" in made.report
    new, aside, told = rescue.use(opened, made)
    try:
        with new.store.read() as session:
            found = {task.text: task for task in session.scalars(select(Task))}
            assert len(found) == MANY - 1 and "việc 8" not in found and found["việc 7"].done_on is not None
            now = timeliness.today(session)
            assert task_list.count(session, task_list.TaskFilter(search="viec 33"), now) == 1
        assert check.everything(home, new.store, new.evidence, key) == []
        with new.store.write("task.add") as write:
            tasks.add(write.session, TaskFields("sau khi cứu"))
    finally:
        new.close()
    assert (aside / home.database.name).read_bytes() == before
    assert told.read_text("utf-8-sig") == made.report
    assert not list(home.folder.glob(".cuu-du-lieu-*"))
    last = opening.open_office(home, offices.PASSPHRASE)
    last.close()
    assert last.notices == ()  # it is no older copy: it was put there on purpose


def test_rescue_names_lost_rows(office: OpenOffice, home: Home, key: bytes) -> None:
    offices.flip(home, *offices.pages_of(home, key, "tasks"), *offices.pages_of(home, key, "audit_events")[3:])
    opened = damaged(home)
    made = rescue.rescue(opened)
    loss = next(table for table in made.saved.tables if table.table == "tasks")
    assert loss.lost and "Nhiệm vụ" in made.report.split("Còn thiếu")[1]
    rescue.forget(made)
    opened.close()
    assert not made.folder.exists()


def test_rescue_rebuilds_row_whose_column_has_another_name(office: OpenOffice, home: Home) -> None:
    task = offices.add_task(office, due_on=date(2024, 3, 20))
    with office.store.write("task.extend") as write:
        extensions.extend(write.session, task, date(2024, 4, 20), "chờ hướng dẫn", "Chủ tịch")
    office.close()
    with closing(connect(home.database, office.data_key)) as db:
        before = db.execute("SELECT * FROM extensions").fetchall()
        db.execute("DELETE FROM extensions")
        assert rebuild.from_journal(db)[1] == {"extensions": 1}
        assert db.execute("SELECT * FROM extensions").fetchall() == before


def test_rescue_tells_the_journal_what_it_kept(office: OpenOffice, home: Home, key: bytes) -> None:
    """Of lost events nobody knows what they said: the new book begins with its rows as they are, and is sound."""
    offices.flip(home, *offices.pages_of(home, key, "audit_events")[5:7])
    opened = damaged(home)
    made = rescue.rescue(opened)
    assert "ghi vào nhật ký của sổ mới" in made.report
    new, _aside, _told = rescue.use(opened, made)
    try:
        codes = [one.code for one in check.everything(home, new.store, new.evidence, key)]
        assert [code for code in codes if not code.startswith("chain_")] == []
        with new.store.read() as session:
            assert len(list(session.scalars(select(Task.text)))) == MANY
            told = select(AuditEvent.operation).order_by(AuditEvent.number.desc()).limit(1)
            assert session.scalar(told) == "book.rescue"
    finally:
        new.close()


def test_rescue_names_lost_evidence(office: OpenOffice, home: Home) -> None:
    for name in ("giấy mời", "biên bản"):
        offices.add_task(office, name, name.encode())
    (first, _second) = sorted(home.evidence.glob("??/*"), key=lambda path: path.stat().st_mtime_ns)
    key = offices.filled(office, MANY)
    first.write_bytes(b"rubbish")
    offices.flip(home, offices.pages_of(home, key, "tasks")[0])
    opened = damaged(home)
    made = rescue.rescue(opened)
    assert "cần đính kèm lại: giấy mời.pdf." in made.report and "biên bản.pdf" not in made.report
    assert first.read_bytes() == b"rubbish"
    rescue.forget(made)
    opened.close()


def test_rescue_drops_dangling_links(office: OpenOffice, home: Home) -> None:
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("một", lead=("Xã Lùng Cải",)))
    office.close()
    with closing(connect(home.database, office.data_key)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM units WHERE name = 'Xã Lùng Cải'")
        db.execute("UPDATE units SET parent_id = 'x' WHERE name = 'Xã Lùng Phình'")
        gone = rebuild.unhooked(db)
        assert gone == {"assignments": 1}
        assert db.execute("SELECT parent_id FROM units WHERE name = 'Xã Lùng Phình'").fetchone() == (None,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_damage_found_seals_open_office(office: OpenOffice, home: Home) -> None:
    """The -wal file stays beside it: bringing it in at the end would be writing."""
    with office.store.write("task.add") as write:
        tasks.add(write.session, TaskFields("chưa vào tệp"))
    files = {path: path.read_bytes() for path in (home.database, wal.beside(home.database))}
    assert files[wal.beside(home.database)]
    sealed = open_office.seal(office, diagnoses.broken(home.database))
    assert sealed is office
    with offices.refused("damaged_only_read"), sealed.store.write("task.add"):
        pytest.fail("it must not get here")
    with sealed.store.read() as session:
        assert list(session.scalars(select(Task.text))) == ["chưa vào tệp"]
    with offices.refused("in_use"):
        damaged(home)
    sealed.close()
    assert {path: path.read_bytes() for path in files} == files
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.read() as session:
        assert list(session.scalars(select(Task.text))) == ["chưa vào tệp"]
    again.close()


def test_foreign_wal_moved_aside(office: OpenOffice, home: Home, key: bytes) -> None:
    wal.beside(home.database).write_bytes(b"rubbish" * 1000)
    opened = damaged(home)
    assert opened.damage is not None and opened.damage.kind == "foreign_wal" and opened.readable
    again = rescue.without_wal(opened)
    assert again.damage is None
    again.close()
    (aside,) = home.folder.glob("tep-wal-la-*")
    assert (aside / "so-cchc.db-wal").read_bytes() == b"rubbish" * 1000
    assert damage.diagnose(home, key) is None


def test_rescue_report_not_writable(
    office: OpenOffice, home: Home, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.flip(home, offices.pages_of(home, key, "audit_events")[0])
    opened = damaged(home)
    made = rescue.rescue(opened)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rescue, "write_file", full)
    new, _aside, told = rescue.use(opened, made)
    new.close()
    assert told is None and not list(home.folder.glob("bien-ban-*"))


def test_cancelled_work_over_damaged_office(office: OpenOffice, home: Home, key: bytes) -> None:
    store = Store(home.database, key, damaged=True)
    with pytest.raises(CancelledError), store.read():
        raise CancelledError
    store.close()


def test_fault_over_damaged_office_logged_without_data(
    office: OpenOffice, home: Home, key: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(home.database, key, damaged=True)
    with caplog.at_level(logging.INFO, "models.store.db"), offices.refused("damaged"), store.read():
        _ = {"Lò Thị Hoa": 1}["Lò Thị " + "Hạnh"]
    store.close()
    assert Path(__file__).name in caplog.text and "KeyError" in caplog.text and "Lò Thị Hạnh" not in caplog.text


def test_damaged_office_closed_although_close_fails(
    office: OpenOffice, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_any: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(open_office.last_close, "left", broken)
        with pytest.raises(OSError, match="Input/output"):
            office.close()
    again = opening.open_office(home, offices.PASSPHRASE)  # `in_use` while the lock is held
    again.close()


def test_leftover_rescue_folder_removed(office: OpenOffice, home: Home, key: bytes) -> None:
    left = home.folder / ".cuu-du-lieu-cut"
    left.mkdir()
    offices.flip(home, offices.pages_of(home, key, "audit_events")[0])
    opened = damaged(home)
    made = rescue.rescue(opened)
    assert not left.exists() and isinstance(made.folder, Path)
    rescue.forget(made)
    opened.close()
