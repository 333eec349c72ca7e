"""Small offices for tests: founded once with cheap keys, then copied, because founding is slow and copying is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlcipher3 import dbapi2 as driver

from models.access import opening
from models.access.opening import OfficeSpec, OpenOffice
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.store.integrity import check
from models.store.keys import key_slots
from models.store.sqlite.connection import examine
from models.work import attachments, tasks
from models.work.tasks import Task, TaskFields

PASSPHRASE = "bảy con trâu qua suối"
CHEAP = {"memory_kib": 64, "iterations": 1, "lanes": 1}
SPEC = OfficeSpec(
    name="Phòng Nội vụ",
    level="huyen",
    parent="Ủy ban nhân dân huyện Bắc Hà",
    place="Bắc Hà",
    children=(("02839", "Thị trấn Bắc Hà"), ("02842", "Xã Lùng Cải"), ("02848", "Xã Lùng Phình")),
)

_kept_in: list[Path] = []
_founded: dict[tuple[OfficeSpec, str, datetime], Path] = {}


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block must be refused with this code, and the person told what happened and what to do."""
    with pytest.raises(AppError) as caught:
        yield
    assert (caught.value.code, bool(caught.value.what), bool(caught.value.do)) == (code, True, True)


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Passphrases without their cost: a test need not keep anybody out."""
    cost, key_slots.COST = key_slots.COST, CHEAP
    try:
        yield
    finally:
        key_slots.COST = cost


def found(home: Home, spec: OfficeSpec = SPEC, passphrase: str = PASSPHRASE) -> OpenOffice:
    """A new office, open."""
    with cheap_keys():
        return opening.found(home, spec, passphrase)[0]


def new(home: Home, spec: OfficeSpec = SPEC, passphrase: str = PASSPHRASE) -> OpenOffice:
    """The same, quicker: the first of its kind and hour is founded, all others in this process are copies of it."""
    kind = (spec, passphrase, clock.now().replace(minute=0, second=0, microsecond=0))
    if kind not in _founded:
        _founded[kind] = founded_once(_kept_in[-1] / str(len(_founded)), spec, passphrase)
    shutil.copytree(_founded[kind], home.folder, dirs_exist_ok=True)
    with cheap_keys():
        return opening.open_office(home, passphrase)


def keep_in(folder: Path) -> None:
    """Where offices that were founded once are kept for `new`."""
    _kept_in.append(folder)


def founded_once(folder: Path, spec: OfficeSpec = SPEC, passphrase: str = PASSPHRASE) -> Path:
    """The folder of a founded and closed office, to be copied."""
    found(Home(folder), spec, passphrase).close()
    (folder / "so-cchc.lock").unlink()
    return folder


@contextmanager
def copied(template: Path, home: Home) -> Iterator[OpenOffice]:
    """A copy of a founded office, open in `home`."""
    shutil.copytree(template, home.folder, dirs_exist_ok=True)
    with cheap_keys():
        office = opening.open_office(home, PASSPHRASE)
    try:
        yield office
    finally:
        office.close()


def add_task(office: OpenOffice, text: str = "việc", evidence: bytes = b"", **fields: Any) -> str:
    """One more task, with a file of evidence if there is any; its id."""
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields(text, **fields))
        if evidence:
            attachments.attach(write.session, office.evidence, task.id, f"{text}.pdf", evidence)
        return task.id


def flip(home: Home, *pages: int) -> bytes:
    """Change a bit in some pages of the database (1 is the first, -1 the last), as a bad disk does; what it is now."""
    content = bytearray(home.database.read_bytes())
    for page in pages:
        content[(page - 1 if page > 0 else page) * 4096 + 100] ^= 1
    home.database.write_bytes(content)
    return bytes(content)


def pages_of(home: Home, key: bytes, table: str) -> list[int]:
    """The pages that hold rows of `table`, found by breaking each."""
    whole = home.database.read_bytes()
    found = []
    with closing(examine(home.database, key, alone=True)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    for page in range(2, len(whole) // 4096 + 1):
        home.database.write_bytes(whole)
        flip(home, page)
        with closing(examine(home.database, key, alone=True)) as db:
            try:
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except driver.Error:
                continue  # the list of tables is no table's
            try:
                db.execute(f'SELECT sum(length(id)) FROM "{table}" NOT INDEXED').fetchone()
            except driver.Error:
                found.append(page)
    home.database.write_bytes(whole)
    return [page for page in found if page != root and root in found]


def filled(office: OpenOffice, many: int) -> bytes:
    """Close `office` with so many tasks of some length in it; its data key."""
    with office.store.write("task.add") as write:
        for number in range(many):
            tasks.add(write.session, TaskFields(f"việc {number}", note="chữ " * 200))
    office.close()
    return office.data_key


def sound_tasks(home: Home, passphrase: str = PASSPHRASE) -> list[str]:
    """The tasks of a closed office, in which the check must find nothing wrong."""
    office = opening.open_office(home, passphrase)
    try:
        assert check.everything(home, office.store, office.evidence, office.data_key) == []
        with office.store.read() as session:
            return list(session.scalars(select(Task.text).order_by(Task.number)))
    finally:
        office.close()
