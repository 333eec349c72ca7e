"""Whatever happens to the disk or the file, the person gets one sentence, and what was saved is still there."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import offices
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from models.access import opening
from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.base.paths import Home
from models.store import faults
from models.store.backups import backup, restoring
from models.store.integrity import check
from models.store.local import free_space
from models.store.sqlite import damage
from models.store.sqlite.connection import OLDEST_SQLITE, connect, refuse_old_sqlite
from models.work import attachments
from models.work.tasks import Task


@pytest.fixture(autouse=True)
def _to_the_last_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a disk really fills up; that the work stops before it does is tried in `test_free_space`."""
    monkeypatch.setattr(free_space, "LEAST", 0)


REFUSALS = {"damaged", "read_only", "disk_full", "busy", "in_use", "disk_failing", "database_missing"}


def texts(office: OpenOffice) -> list[str]:
    with office.store.read() as session:
        return list(session.scalars(select(Task.text).order_by(Task.number)))


def closed(office: OpenOffice, many: int = 0) -> Home:
    for number in range(many):
        offices.add_task(office, f"việc {number}", note="chữ " * 200)
    office.close()
    return office.home


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 45, 0), (3, 9, 99)])
def test_an_old_sqlite_is_refused(version: tuple[int, ...]) -> None:
    with offices.refused("sqlite_too_old"):
        refuse_old_sqlite(version)
    refuse_old_sqlite(OLDEST_SQLITE)
    refuse_old_sqlite()


@pytest.mark.parametrize("content", [b"", b"x", b"rubbish " * 3000, b"SQLite format 3\x00" + bytes(8000)])
def test_what_is_no_database_is_damaged_and_stays_as_it_is(office: OpenOffice, content: bytes) -> None:
    home = closed(office)
    home.database.write_bytes(content)
    with offices.refused("damaged"):
        opening.open_office(home, offices.PASSPHRASE)
    assert home.database.read_bytes() == content
    assert not home.backups.exists()


def test_a_plain_database_is_not_ours(office: OpenOffice) -> None:
    home = closed(office)
    home.database.unlink()
    plain = sqlite3.connect(home.database)
    plain.execute("CREATE TABLE tasks (x)")
    plain.commit()
    plain.close()
    with offices.refused("damaged"):
        opening.open_office(home, offices.PASSPHRASE)


@pytest.mark.parametrize("missing", ["so-cchc.db", "so-cchc.keys"])
def test_a_missing_file_is_named(office: OpenOffice, missing: str) -> None:
    home = closed(office)
    (home.folder / missing).unlink()
    with offices.refused({"so-cchc.db": "database_missing", "so-cchc.keys": "keys_missing"}[missing]):
        opening.open_office(home, offices.PASSPHRASE)
    assert not (home.folder / missing).exists()


def test_an_empty_folder_has_no_office(home: Home) -> None:
    with offices.refused("no_office"):
        opening.open_office(home, offices.PASSPHRASE)
    assert not home.folder.exists()


def used(home: Home) -> str:
    """What becomes of an office when it is opened, read through and written to: a refusal's code, or `sound`."""
    try:
        office = opening.open_office(home, offices.PASSPHRASE)
    except AppError as refusal:
        return refusal.code
    try:
        found = check.everything(home, office.store, office.evidence, office.data_key)
        return found[0].code if found else "sound"
    finally:
        with suppress(AppError):
            office.close()


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_file_cut_off_anywhere_named(office: OpenOffice, part: float) -> None:
    home = closed(office, many=30)
    content = home.database.read_bytes()
    home.database.write_bytes(content[: int(len(content) * part)])
    assert used(home) in {"damaged", "file_damaged"}


def test_a_flipped_bit_anywhere_is_named(office: OpenOffice) -> None:
    home = closed(office, many=30)
    content = home.database.read_bytes()
    dice = random.Random(2024)
    for _time in range(25):
        changed = bytearray(content)
        changed[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        home.database.write_bytes(changed)
        assert used(home) in {"damaged", "file_damaged"}
    home.database.write_bytes(content)
    assert used(home) == "sound"


def test_damaged_page_met_while_working_named(office: OpenOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "SMALL", 0)  # a large file that was closed well is not read through at the start
    home = closed(office, many=30)
    content = bytearray(home.database.read_bytes())
    pages = len(content) // 4096
    for page in range(pages * 2 // 3, pages):
        content[page * 4096 + 100] ^= 1
    home.database.write_bytes(content)
    with offices.refused("damaged"):
        again = opening.open_office(home, offices.PASSPHRASE)
        try:
            texts(again)
        finally:
            again.close()


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A mount of the test's own, or a skip where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small or read-only disk")
    if not folder.exists():
        folder.mkdir(parents=True)
    if subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    with mounted(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        yield


@contextmanager
def read_only_disk(folder: Path) -> Iterator[None]:
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True, capture_output=True)
        yield


def fill(folder: Path, leaving: int) -> Path:
    """Leave about `leaving` bytes on the disk of `folder`."""
    ballast = folder / "ballast"
    free = shutil.disk_usage(folder).free
    ballast.write_bytes(bytes(max(free - leaving, 0)))
    return ballast


@pytest.mark.parametrize("leaving", [0, 4096, 20_000, 60_000])
def test_full_disk_while_saving_loses_nothing_saved(template: Path, tmp_path: Path, leaving: int) -> None:
    folder = tmp_path / "ổ nhỏ"
    with small_disk(folder, 2500), offices.copied(template, Home(folder / "sổ")) as office:
        saved = [f"việc {number}" for number in range(5)]
        for name in saved:
            offices.add_task(office, name)
        ballast = fill(folder, leaving)
        for number in range(40):
            try:
                offices.add_task(office, f"thêm {number}", note="dài " * 2000)
            except AppError as refusal:
                assert refusal.code == "disk_full"
                break
            saved.append(f"thêm {number}")
        else:
            pytest.fail("the disk never was full")
        assert texts(office) == saved
        with offices.refused("disk_full"), office.store.write("task.attach") as write:
            attachments.keep(write.session, office.evidence, "x.pdf", os.urandom(200_000))
        with offices.refused("disk_full"):
            backup.make(office.home, office.data_key, folder / "sao.cchc")
        assert not (folder / "sao.cchc").exists()
        ballast.unlink()
        offices.add_task(office, "sau khi dọn ổ đĩa")
        assert texts(office) == [*saved, "sau khi dọn ổ đĩa"]
        office.close()
        assert used(office.home) == "sound"


def test_disk_full_from_start_founds_no_half_office(tmp_path: Path) -> None:
    folder = tmp_path / "ổ nhỏ"
    with small_disk(folder, 300):
        home = Home(folder / "sổ")
        with offices.refused("disk_full"):
            offices.found(home)
        assert not opening.exists(home)
        assert {path.name for path in home.folder.iterdir()} <= {"so-cchc.lock"}


def test_disk_without_room_for_key_file_founds_no_office(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("models.store.keys.key_slots.save", full)
        with offices.refused("disk_full"):
            offices.found(home)
    assert not opening.exists(home)
    offices.found(home).close()


def test_a_read_only_folder_is_named(office: OpenOffice, tmp_path: Path) -> None:
    home = closed(office, many=2)
    with read_only_disk(home.folder):
        with offices.refused("read_only"):
            opening.open_office(home, offices.PASSPHRASE)
        with offices.refused("read_only"):
            restoring.restore(home, tmp_path / "none.cchc", offices.PASSPHRASE)
        with offices.refused("read_only"):
            offices.found(Home(home.folder / "mới"))
    assert used(home) == "sound"


def test_disk_that_becomes_read_only_refuses_and_keeps(office: OpenOffice) -> None:
    offices.add_task(office, "một")
    database = office.home.database
    with mounted(database, "--bind", str(database)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(database)], check=True, capture_output=True)
        office.store.close()  # the next connection meets the file as it is now
        assert texts(office) == ["một"]
        with offices.refused("read_only"):
            offices.add_task(office, "hai")
    office.store.close()
    offices.add_task(office, "ba")
    assert texts(office) == ["một", "ba"]


def test_folder_that_is_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sổ").write_bytes(b"")
    with pytest.raises(AppError) as refused:
        offices.found(Home(tmp_path / "sổ"))
    assert refused.value.code in REFUSALS


def test_another_program_writing_waited_for_and_then_named(office: OpenOffice) -> None:
    """A real second process in the middle of its own write."""
    held = subprocess.Popen(
        [sys.executable, "-c", _HOLD_A_WRITE, str(office.home.database), office.data_key.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert held.stdout is not None and held.stdout.readline() == "held\n"
    impatient = office.store.connection()
    impatient.driver_connection.execute("PRAGMA busy_timeout = 10")
    impatient.close()
    with offices.refused("busy"):
        offices.add_task(office, "một")
    held.communicate("")
    offices.add_task(office, "hai")
    assert texts(office) == ["hai"]


_HOLD_A_WRITE = """
import sys
from pathlib import Path
from models.store.sqlite.connection import connect
db = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_fault_of_ours_is_not_dressed_as_disks(office: OpenOffice) -> None:
    from sqlalchemy import text

    with pytest.raises(OperationalError, match="no such table"), office.store.read() as session:
        session.execute(text("SELECT * FROM no_such_table"))
    assert faults.sorted_fault(ValueError()) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [(13, "disk_full"), (8, "read_only"), (5, "busy"), (6, "busy"), (11, "damaged"), (26, "damaged"), (14, "read_only"),
     (10, "disk_failing"), (2826, "disk_failing"), (779, "damaged"), (1032, "read_only"), (1, None), (19, None)],
)  # fmt: skip
def test_each_failure_of_database_has_its_sentence(number: int, code: str | None) -> None:
    failure = Exception()
    failure.sqlite_errorcode = number  # type: ignore[attr-defined]
    known = faults.sorted_fault(OperationalError("SELECT", {}, failure))
    assert (known.code if known else None) == code
    assert known is None or (known.what and known.why and known.do)


@pytest.mark.parametrize(
    ("number", "code"), [(28, "disk_full"), (30, "read_only"), (13, "read_only"), (5, "disk_failing")]
)
def test_each_failure_of_disk_has_its_sentence(number: int, code: str) -> None:
    known = faults.sorted_fault(OSError(number, "x"))
    assert known is not None and known.code == code


@pytest.mark.parametrize("number", [21, 55, 433, 1167])
def test_disk_that_is_gone_is_not_called_read_only(number: int) -> None:
    failure = PermissionError(13, "x")  # what Python makes of Windows' ERROR_NOT_READY
    failure.winerror = number  # type: ignore[attr-defined,unused-ignore]
    known = faults.sorted_fault(failure)
    assert known is not None and known.code == "disk_failing"


def test_opening_does_not_make_missing_database(tmp_path: Path) -> None:
    with offices.refused("read_only"):
        connect(tmp_path / "none.db", bytes(32))
    assert not (tmp_path / "none.db").exists()


class _Driver(Exception):
    """An error of the driver, by its code only."""

    def __init__(self, code: int) -> None:
        super().__init__("driver")
        self.sqlite_errorcode = code


_BY_CODE = {
    13: "disk_full",
    8: "read_only",
    5: "busy",
    6: "busy",
    11: "damaged",
    26: "damaged",
    10: "disk_failing",
    14: "read_only",
}


@pytest.mark.parametrize("more", [0, 1, 2, 3, 8, 34], ids="detail {}".format)
@pytest.mark.parametrize("code", _BY_CODE, ids="code {}".format)
def test_detail_of_code_changes_nothing(code: int, more: int) -> None:
    """SQLite's extended result codes carry the cause in the low byte (sqlite.org/rescode.html)."""
    sorted_one = faults.sorted_fault(_Driver(code | more << 8))
    assert sorted_one is not None
    assert sorted_one.code == _BY_CODE[code]


@pytest.mark.parametrize("code", [1, 19, 21, 256 | 19], ids="code {}".format)
def test_mistake_of_ours_stays_fault(code: int) -> None:
    assert faults.sorted_fault(_Driver(code)) is None


@pytest.mark.parametrize("code", [10, 10 | 3 << 8, 10 | 22 << 8], ids="code {}".format)
@pytest.mark.parametrize(
    ("free", "told"), [(0, "disk_full"), (999_999, "disk_full"), (1_000_000, "disk_failing"), (1 << 40, "disk_failing")]
)
def test_io_error_on_opening_is_full_disk_when_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, free: int, told: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    sorted_one = faults.sorted_fault(_Driver(code), tmp_path / "so.db")
    assert sorted_one is not None
    assert sorted_one.code == told
    elsewhere = faults.sorted_fault(_Driver(13), tmp_path / "so.db")
    assert elsewhere is not None
    assert elsewhere.code == "disk_full"
