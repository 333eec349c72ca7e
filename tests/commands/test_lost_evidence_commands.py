"""Evidence that opens nowhere is counted and named by every command that speaks of backups; what was mended is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from terminal import PASSPHRASE, RunAs, Terminal

from models.base.paths import Home

MISSING = {"missing_evidence": 1, "missing_names": ["Biên bản họp.pdf"]}
NONE = {"missing_evidence": 0, "missing_names": []}


@pytest.fixture
def office(run_as: RunAs, run: Terminal, tmp_path: Path) -> Terminal:
    """An office with a task and its evidence."""
    (tmp_path / "Biên bản họp.pdf").write_bytes(b"%PDF " * 99)
    assert run_as(PASSPHRASE, "task", "add", "Rà soát thủ tục")[0] == 0
    assert run("task", "attach", "1", tmp_path / "Biên bản họp.pdf")[0] == 0
    return run


def scramble(folder: Path) -> None:
    """Random bytes, one more than there were."""
    for path in folder.glob("??/*"):
        path.write_bytes(os.urandom(path.stat().st_size + 1))


def told(answer: tuple[int, dict[str, object]]) -> dict[str, object]:
    assert answer[0] == 0
    return {name: answer[1][name] for name in NONE}


def test_lost_evidence_in_backup_commands(office: Terminal, home: Home, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    assert office("setting", "set", "second_place", stick)[0] == 0
    assert told(office("backup", "make", tmp_path / "1" / "sao.cchc")) == NONE
    scramble(home.evidence)
    made = office("backup", "make", tmp_path / "2" / "sao.cchc")
    assert told(made) == MISSING and len(made[1]["missing"]) == 1
    assert told(office("backup", "bring")) == MISSING
    assert [one["missing_evidence"] for one in office("backup", "list")[1]["backups"]] == [1, 1]
    assert told(office("backup", "compare", tmp_path / "2" / "sao.cchc")) == MISSING
    assert told(office("backup", "compare", tmp_path / "1" / "sao.cchc")) == NONE
    lines = office.lines("backup", "compare", tmp_path / "2" / "sao.cchc")
    assert "Biên bản họp.pdf" in lines[-1] and not any("không mất gì" in line for line in lines)
    assert any("Biên bản họp.pdf" in line for line in office.lines("backup", "make", tmp_path / "2" / "sao.cchc"))
    assert any("thiếu 1 minh chứng" in line for line in office.lines("backup", "list"))
    code, checked = office("check")
    assert (code, checked["ok"]) == (1, False) and "evidence_damaged" in {one["code"] for one in checked["findings"]}
    assert told(office("backup", "restore", tmp_path / "2" / "sao.cchc")) == MISSING
    assert told(office("backup", "restore", tmp_path / "1" / "sao.cchc")) == NONE
    assert office("check")[1]["ok"]


def test_scrambled_stick_told_by_compare(office: Terminal, home: Home, tmp_path: Path) -> None:
    assert office("backup", "make", tmp_path / "usb" / "sao.cchc")[0] == 0
    scramble(tmp_path / "usb" / "minh-chung")
    code, compared = office("backup", "compare", tmp_path / "usb" / "sao.cchc")
    assert (code, compared["missing_evidence"], compared["spoilt_evidence"]) == (0, 0, 1)
    assert any("bị mất hoặc hỏng" in line for line in office.lines("backup", "compare", tmp_path / "usb" / "sao.cchc"))
    shutil.rmtree(home.evidence)
    assert told(office("backup", "compare", tmp_path / "usb" / "sao.cchc")) == MISSING


def test_mended_evidence_is_no_failure(office: Terminal, home: Home, tmp_path: Path) -> None:
    assert office("setting", "set", "second_place", tmp_path)[0] == 0
    assert office("backup", "bring")[0] == 0
    scramble(home.evidence)
    code, checked = office("check")
    assert (code, checked["ok"]) == (0, True)
    assert [one["code"] for one in checked["findings"]] == ["evidence_mended"]
    assert "Biên bản họp.pdf" in checked["findings"][0]["what"]
    assert office("check")[1]["findings"] == []


def test_scrambled_evidence_listed_with_its_hash(office: Terminal, home: Home, tmp_path: Path) -> None:
    assert office("backup", "make", home.backups / "sao.cchc")[0] == 0
    scramble(home.evidence)
    (one,) = office("task", "files", "1")[1]["files"]
    assert one["sha256"] is not None  # fetched from beside the backup
