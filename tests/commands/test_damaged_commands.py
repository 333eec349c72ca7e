"""A damaged book at the terminal: read with --even-damaged, checked, saved in its place; a foreign -wal set aside."""

from __future__ import annotations

import errno
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Terminal

from models.access.opening import OfficeSpec
from models.base.paths import Home
from models.store.local import data_folder
from models.store.local.disks import LinuxDisks
from models.store.sqlite import wal


@pytest.fixture
def office(run: Terminal, home: Home) -> Terminal:
    """The same, on an office with one task."""
    offices.new(home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE).close()
    assert run("task", "add", "Việc đã lưu")[0] == 0
    return run


def test_damaged_office_read_not_written(office: Terminal, home: Home) -> None:
    before = offices.flip(home, -1)
    assert office("task", "list")[1]["error"]["code"] == "damaged"
    code, listed = answer = office("--even-damaged", "task", "list")
    assert code == 0 and listed["total"] == 1 and "hỏng" in answer.said
    assert office("--even-damaged", "task", "add", "x")[1]["error"]["code"] == "damaged_only_read"
    code, found = office("check")
    assert code == 1 and [one["code"] for one in found["findings"]] == ["file_damaged"]
    assert home.database.read_bytes() == before


def test_salvage_in_place(office: Terminal, home: Home) -> None:
    before = offices.flip(home, -1)
    code, saved = office("salvage")
    assert code == 0 and {table["table"]: table["lost"] for table in saved["tables"]}["tasks"] == 0
    assert (Path(saved["aside"]) / home.database.name).read_bytes() == before
    assert "Nhiệm vụ" in Path(saved["report"]).read_text("utf-8-sig")
    assert office("task", "list")[1]["total"] == 1
    assert office("salvage")[1]["error"]["code"] == "not_damaged"


def test_salvage_report_not_writable(office: Terminal, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    offices.flip(home, -1)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("models.access.rescue.write_file", full)
    code, saved = office("salvage")
    assert code == 0 and saved["report"] is None


def test_set_wal_aside(office: Terminal, home: Home) -> None:
    assert office("set-wal-aside")[1]["error"]["code"] == "no_foreign_wal"
    wal.beside(home.database).write_bytes(b"rubbish" * 1000)
    assert "-wal" in office("task", "list")[1]["error"]["what"]
    assert office("set-wal-aside")[0] == 0
    assert office("task", "list")[1]["total"] == 1
    assert len(list(home.folder.glob("tep-wal-la-*/so-cchc.db-wal"))) == 1


def test_set_wal_aside_names_folder(office: Terminal, home: Home) -> None:
    wal.beside(home.database).write_bytes(b"rubbish" * 1000)
    (first, *_rest) = office.lines("set-wal-aside")
    (folder,) = home.folder.glob("tep-wal-la-*")
    assert folder.name in first


def test_notices_beside_answer(office: Terminal, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    old = home.database.read_bytes()
    office("task", "add", "mới")
    home.database.write_bytes(old)
    monkeypatch.setattr(data_folder, "system", lambda: LinuxDisks("/dev/sdb1 / vfat"))
    code, listed = answer = office("task", "list")
    assert code == 0 and listed["total"] == 1 and "bản cũ" in answer.said and "FAT" in answer.said
