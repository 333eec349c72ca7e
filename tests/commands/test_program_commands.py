"""`update` and `diagnostics`: what a script learns of a setup and of this computer, and what it must not learn."""

from __future__ import annotations

import getpass
import logging
from pathlib import Path

import offices
import pytest
from terminal import PASSPHRASE, Terminal

from models.access import opening
from models.base import policy, windows
from models.base.paths import Home
from models.base.version import VERSION
from ui.support import log


@pytest.fixture
def book(home: Home, run: Terminal) -> None:
    """An office with a task, a log with a fault in it, and a folder of the person's own."""
    spec = opening.OfficeSpec("Phòng Bí Ẩn", "huyen", parent="UBND huyện Không Tên")
    offices.new(home, spec, PASSPHRASE).close()
    assert run("task", "add", "Việc không ai được biết")[0] == 0
    handler = log.start(home.logs)
    logging.getLogger("so-cchc").error("failed in %s, passphrase=%s", home.database, PASSPHRASE.split(maxsplit=1)[0])
    log.stop(handler)


@pytest.mark.expects_log("failed in")
def test_diagnostics_contents(run: Terminal, book: None) -> None:
    code, found = run("diagnostics")
    text = found["text"]
    assert code == 0
    for wanted in (
        f"Sổ CCHC {VERSION}",
        "Python 3.",
        "SQLite 3.",
        "LiberationSerif-Regular.ttf",
        "so-cchc.db: ",
        "pyHanko ",
    ):
        assert wanted in text
    assert "failed in" in text


@pytest.mark.expects_log("failed in")
def test_diagnostics_without_office_data(run: Terminal, book: None, home: Home, tmp_path: Path) -> None:
    target = tmp_path / "chẩn đoán.txt"
    code, _found = run("diagnostics", "--out", target)
    assert code == 0
    text = target.read_text("utf-8-sig")
    secrets = ("Bí Ẩn", "Không Tên", "không ai được biết", "mèo", str(home.folder), home.folder.name)
    for secret in (*secrets, str(Path.home()) + "/"):
        assert secret not in text
    assert "<thư mục dữ liệu>" in text
    assert f"Users\\{getpass.getuser()}" not in text


def test_diagnostics_of_windows(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pretended(windows.Answers):
        def disks(self) -> list[windows.DiskDrive]:
            return [
                windows.DiskDrive("C:\\", 3, "NTFS", 256_000_000_000, 1_500_000_000),
                windows.DiskDrive("E:\\", 2, "", 0, 0),
            ]

    monkeypatch.setattr(windows, "answers", Pretended())
    fixed = policy.Policy({"ParentUnit": "UBND huyện Không Tên"}, {"ParentUnit": "HKLM\\x"}, ("SoCCHC.ini: X",))
    monkeypatch.setattr(policy, "current", lambda: fixed)
    text = run("diagnostics")[1]["text"]
    assert "C:\\ ổ cứng, NTFS, trống 1.500 / 256.000 MB" in text
    assert "E:\\ USB, ổ rời, ?, trống 0 / 0 MB" in text
    assert "ParentUnit (HKLM\\x)" in text
    assert "SoCCHC.ini: X" in text
    assert "Không Tên" not in text


def test_update_refuses_other_files(run: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "setup.exe"
    other.write_bytes(b"MZ" + bytes(2000))
    code, found = run("update", other)
    assert (code, found["error"]["code"]) == (1, "not_our_setup")
