"""Odd terminals and odd places: letters in pieces, nowhere to print, a home that cannot be one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from patience import LONG

from models.base.paths import Home
from ui import cli

ROOT = Path(__file__).parents[2]


def test_terminal_without_utf8(capsys: pytest.CaptureFixture[str]) -> None:
    halves = "Số hóa".encode().decode("ascii", "surrogateescape")
    assert cli.parse(["task", "add", halves]).options.text == "Số hóa"
    with pytest.raises(SystemExit) as ended:
        cli.parse(["task", "add", "\udcff"])
    assert ended.value.code == 2
    assert "bảng mã" in capsys.readouterr().err


def test_home_missing_or_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.parse(["--home", "~nobody-here/x", "check"]).home.folder.is_absolute()
    (tmp_path / "tệp").write_bytes(b"keep")
    spec = ("--name", "A", "--code", "1", "--level", "xa")
    for command in (("check",), ("office", "init", *spec), ("backup", "list")):
        assert cli.run(cli.parse(["--json", "--home", str(tmp_path / "tệp"), *command])) == 1
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "home_is_file"
    assert (tmp_path / "tệp").read_bytes() == b"keep"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("target", "code"), [("/dev/full", 1), (None, 0)])
def test_output_not_writable_without_traceback(home: Home, target: str | None, code: int) -> None:
    command = f"{sys.executable} {ROOT / 'main.py'} --home '{home.folder}' --json backup list"
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} >{target or '&-'}"], capture_output=True, text=True, check=False, timeout=LONG
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert ("không ghi được kết quả" in done.stderr) == (target is not None)
