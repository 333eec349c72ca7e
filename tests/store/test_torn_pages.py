"""A program that dies while pages go from the -wal into the file leaves half a page there; the book is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import offices
import pytest
from sqlalchemy import select

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.integrity import check
from models.work import tasks
from models.work.tasks import Task, TaskFields

PAGE = 4096


def _half_a_page(database: Path, wal: Path) -> None:
    """A page of the file, one of those in the -wal, is half new."""
    number = int.from_bytes(wal.read_bytes()[32:36], "big")  # of the first frame, behind the -wal's own head
    with database.open("r+b") as file:
        file.seek((number - 1) * PAGE + 16)  # the salt that the first page begins with never changes
        file.write(os.urandom(PAGE // 2))


def _half_a_page_more(database: Path, _wal: Path) -> None:
    """The file was to grow by a page."""
    with database.open("ab") as file:
        file.write(os.urandom(PAGE // 2))


@pytest.mark.parametrize("tear", [_half_a_page, _half_a_page_more])
def test_torn_page_held_by_wal(
    office: OpenOffice, home: Home, tmp_path: Path, tear: Callable[[Path, Path], None]
) -> None:
    with office.store.write("task.add") as write:
        for number in range(40):
            tasks.add(write.session, TaskFields(f"việc {number}", note="chữ " * 500))
    died = Home(tmp_path / "chết giữa chừng")
    shutil.copytree(home.folder, died.folder)
    wal = died.database.with_name(f"{died.database.name}-wal")
    assert wal.stat().st_size
    tear(died.database, wal)
    again = opening.open_office(died, offices.PASSPHRASE)
    try:
        assert check.everything(died, again.store, again.evidence, again.data_key) == []
        with again.store.read() as session:
            assert len(list(session.scalars(select(Task.id)))) == 40
    finally:
        again.close()


def test_torn_page_is_damage(office: OpenOffice, home: Home, tmp_path: Path) -> None:
    office.close()
    died = Home(tmp_path / "hỏng")
    shutil.copytree(home.folder, died.folder)
    _half_a_page_more(died.database, died.database)
    with offices.refused("damaged"):
        opening.open_office(died, offices.PASSPHRASE)
