"""An older book in the place of a newer one is a finding of every check until somebody accepts it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.journal import journal
from models.journal.history import EventFilter
from models.store.backups import backup_list, offsite, restoring
from models.store.integrity import check
from models.store.local import last_close
from models.work import older_book, rights
from models.work.tasks import Task


@pytest.fixture
def stick(tmp_path: Path) -> str:
    (tmp_path / "USB").mkdir()
    return str(tmp_path / "USB")


@pytest.fixture
def older(office: OpenOffice, home: Home) -> Iterator[Path]:
    """A copy of the whole closed home from before its last task; the home itself goes on."""
    offices.add_task(office, "một")
    backup_list.make(home, office.data_key)
    office.close()
    kept = home.folder.with_name("hôm qua")
    shutil.copytree(home.folder, kept)
    yield kept
    shutil.rmtree(kept)


def worked_on(home: Home, stick: str = "") -> None:
    """The task that the copy has not, with its backup and, if there is a place for it, a copy there."""
    again = opening.open_office(home, offices.PASSPHRASE)
    offices.add_task(again, "hai")
    backup_list.make(home, again.data_key)
    if stick:
        offsite.bring(home, stick, again.data_key)
    again.close()


def put_back(home: Home, older: Path, *names: str) -> None:
    """What a syncing program does: files (all of them if none is named) as they were."""
    if not names:
        shutil.rmtree(home.folder)
        shutil.copytree(older, home.folder)
    for name in names:
        shutil.copyfile(older / name, home.folder / name)
        (home.folder / f"{name}-wal").unlink(missing_ok=True)


def codes(home: Home, place: str = "", times: int = 2) -> list[str]:
    """What the check finds of the chain, the same each time that the book is opened."""
    found = []
    for _time in range(times):
        again = opening.open_office(home, offices.PASSPHRASE)
        said = check.everything(home, again.store, again.evidence, again.data_key, place)
        again.close()
        found.append([one.code for one in said])
    assert all(one == found[0] for one in found)
    return found[0]


def accept(home: Home, place: str = "") -> None:
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.write(older_book.OPERATION) as write:
        older_book.accept(write.session, home, place)
    again.close()


def forget_backups(home: Home) -> None:
    shutil.rmtree(home.backups)


def test_the_note_beside_the_book_knows(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    forget_backups(home)
    put_back(home, older, "so-cchc.db")
    assert codes(home, times=3) == ["chain_cut"]
    accept(home)
    assert codes(home) == []


def test_the_backups_know(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db", "so-cchc.close")
    assert codes(home) == ["chain_cut"]
    accept(home)
    assert codes(home) == []


def test_the_second_place_knows(office: OpenOffice, home: Home, older: Path, stick: str) -> None:
    worked_on(home, stick)
    put_back(home, older)
    assert codes(home) == []  # nothing on this computer knows
    assert codes(home, stick) == ["chain_cut"]
    accept(home, stick)
    assert codes(home, stick) == []


def test_note_of_second_place_knows(office: OpenOffice, home: Home, older: Path, stick: str) -> None:
    worked_on(home, stick)
    note = (home.backups / "noi-thu-hai.json").read_bytes()
    put_back(home, older)
    (home.backups / "noi-thu-hai.json").write_bytes(note)
    shutil.rmtree(stick)
    assert codes(home, stick) == ["chain_cut"]


def test_working_on_does_not_hide_it(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    forget_backups(home)
    put_back(home, older, "so-cchc.db")
    again = opening.open_office(home, offices.PASSPHRASE)
    for number in range(9):
        offices.add_task(again, f"việc {number}")
    backup_list.make(home, again.data_key)
    again.close()
    assert codes(home) == ["chain_changed"]
    home.last_close.write_bytes(home.last_close.read_bytes())
    accept(home)
    assert codes(home) == []


def test_put_back_again_is_found_again(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    accept(home)
    again = opening.open_office(home, offices.PASSPHRASE)
    offices.add_task(again, "ba")
    again.close()
    assert codes(home) == []
    put_back(home, older, "so-cchc.db")
    assert codes(home) == ["chain_cut"]


def test_said_at_each_start(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    for _start in range(3):
        again = opening.open_office(home, offices.PASSPHRASE)
        again.close()
        assert [one.kind for one in again.notices] == ["older"]
    accept(home)
    again = opening.open_office(home, offices.PASSPHRASE)
    again.close()
    assert again.notices == ()


def test_accepted_in_the_journal(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    accept(home)
    again = opening.open_office(home, offices.PASSPHRASE)
    try:
        with again.store.read() as session:
            (row,) = journal.page(session, EventFilter(table="older_books"), limit=9)
        assert (row.operation, row.by) == ("Chấp nhận sổ bản cũ", "Quản trị")
        assert "Số sự kiện ở đó" in row.summary
        with offices.refused("nothing_to_accept"), again.store.write(older_book.OPERATION) as write:
            older_book.accept(write.session, home)
    finally:
        again.close()


def test_accepted_by_an_administrator_only(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    again = opening.open_office(home, offices.PASSPHRASE)
    try:
        again.store.role = rights.CLERK
        with again.store.read() as session, offices.refused("not_allowed"):
            older_book.accept(session, home)
    finally:
        again.close()
    assert codes(home) == ["chain_cut"]


def test_accepted_survives_a_lost_note(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    accept(home)
    home.last_close.unlink()
    assert codes(home) == []
    again = opening.open_office(home, offices.PASSPHRASE)
    made = backup_list.make(home, again.data_key)
    again.close()
    assert backup_list.kept(home.backups)[0] == made  # newer than those of the branch that was left


def test_backups_of_both_stay_in_order(office: OpenOffice, home: Home, older: Path, stick: str) -> None:
    """What was lost holds more events, and what goes on is the newest all the same; the lost one stays."""
    worked_on(home, stick)
    left = backup_list.kept(home.backups)[0]
    put_back(home, older, "so-cchc.db")
    again = opening.open_office(home, offices.PASSPHRASE)
    made = backup_list.make(home, again.data_key)
    assert not offsite.look(home, stick).whole
    offsite.bring(home, stick, again.data_key)
    again.close()
    for listed in (backup_list.kept(home.backups), offsite.kept(home, stick)):
        assert [one.path.name for one in listed][:2] == [made.path.name, left.path.name]


def test_restored_newer_book_is_none(office: OpenOffice, home: Home, older: Path) -> None:
    worked_on(home)
    newer = backup_list.kept(home.backups)[0]
    put_back(home, older, "so-cchc.db")
    assert codes(home) == ["chain_cut"]
    restoring.restore(home, newer.path, offices.PASSPHRASE)
    assert codes(home) == []
    again = opening.open_office(home, offices.PASSPHRASE)
    with again.store.read() as session:
        assert list(session.scalars(select(Task.text).order_by(Task.number))) == ["một", "hai"]
    again.close()


def test_a_note_by_an_earlier_program(office: OpenOffice, home: Home, older: Path) -> None:
    """It told only the moment of a restore: backups from before it count no more."""
    worked_on(home)
    put_back(home, older, "so-cchc.db")
    known = last_close.read(Home(older))
    assert known is not None
    since = "2099-01-01T00:00:00Z"
    home.last_close.write_text(
        f'{{"clean": true, "events": {known.events}, "head": "{known.head}", "since": "{since}"}}'
    )
    assert codes(home) == []
