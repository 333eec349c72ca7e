"""A damaged book at the terminal: read with --even-damaged, checked, saved in its place; a foreign -wal set aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.base.paths import Home
from models.store import keys, place, wal
from models.store.disks import Posix
from models.work import opening
from models.work.opening import OfficeSpec
from ui import cli
from ui.commands import opened

PASSPHRASE = "câu mật khẩu của phòng nội vụ"
Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("task", "list")` on an office with one task: the exit code, stdout's JSON and stderr."""
    monkeypatch.setattr(keys, "COST", {"memory_kib": 64, "iterations": 1, "lanes": 1})
    monkeypatch.setenv(opened.OFFICE_VARIABLE, PASSPHRASE)
    opening.found(home, OfficeSpec("Phòng Nội vụ", "huyen"), PASSPHRASE)[0].close()

    def call(*arguments: object) -> tuple[int, Any, str]:
        code = cli.run(cli.parse(["--home", str(home.folder), "--json", *map(str, arguments)]))
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    assert call("task", "add", "Việc đã lưu")[0] == 0
    return call


def spoil(home: Home) -> bytes:
    content = bytearray(home.database.read_bytes())
    content[-2000] ^= 255
    home.database.write_bytes(content)
    return bytes(content)


def test_it_is_read_but_not_written(run: Run, home: Home) -> None:
    before = spoil(home)
    assert run("task", "list")[1]["error"]["code"] == "damaged"
    code, listed, said = run("--even-damaged", "task", "list")
    assert code == 0 and listed["total"] == 1 and "hỏng" in said
    assert run("--even-damaged", "task", "add", "x")[1]["error"]["code"] == "damaged_only_read"
    code, found, _said = run("check")
    assert code == 1 and [one["code"] for one in found["findings"]] == ["file_damaged"]
    assert home.database.read_bytes() == before


def test_it_goes_on_in_its_place(run: Run, home: Home) -> None:
    before = spoil(home)
    code, saved, _said = run("salvage")
    assert code == 0 and {table["table"]: table["lost"] for table in saved["tables"]}["tasks"] == 0
    assert (Path(saved["aside"]) / home.database.name).read_bytes() == before
    assert "Nhiệm vụ" in Path(saved["report"]).read_text("utf-8-sig")
    assert run("task", "list")[1]["total"] == 1
    assert run("salvage")[1]["error"]["code"] == "not_damaged"


def test_a_report_that_could_not_be_kept_is_no_file(run: Run, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(home)
    monkeypatch.setattr("models.work.rescue._kept_report", lambda _home, _words: None)
    code, saved, _said = run("salvage")
    assert code == 0 and saved["report"] is None


def test_a_foreign_wal_file_is_set_aside(run: Run, home: Home) -> None:
    assert run("set-wal-aside")[1]["error"]["code"] == "no_foreign_wal"
    wal.beside(home.database).write_bytes(b"rubbish" * 1000)
    assert "-wal" in run("task", "list")[1]["error"]["what"]
    assert run("set-wal-aside")[0] == 0
    assert run("task", "list")[1]["total"] == 1
    assert len(list(home.folder.glob("tep-wal-la-*/so-cchc.db-wal"))) == 1


def test_what_the_owner_should_know_is_said_beside_the_answer(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = home.database.read_bytes()
    run("task", "add", "mới")
    home.database.write_bytes(old)
    monkeypatch.setattr(place, "system", lambda: Posix("/dev/sdb1 / vfat"))
    code, listed, said = run("task", "list")
    assert code == 0 and listed["total"] == 1 and "bản cũ" in said and "FAT" in said
