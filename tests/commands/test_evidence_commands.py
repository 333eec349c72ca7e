"""The evidence of a task by command: added, listed, saved out, taken off and back, refused as in the window."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from terminal import LANS, PASSPHRASE, RunAs, Terminal

from models.base import files
from models.base.paths import Home
from ui import cli

SCAN = b"%PDF-1.7 " + bytes(range(256)) * 20


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned document on the person's desk."""
    path = tmp_path / "Biên bản họp.pdf"
    path.write_bytes(SCAN)
    return path


@pytest.fixture
def office(run_as: RunAs) -> RunAs:
    """An office with two tasks."""
    for text in ("Rà soát thủ tục", "Công khai thủ tục"):
        assert run_as(LANS, "task", "add", text)[0] == 0
    return run_as


def evidence_of(office: RunAs, task: str = "1") -> list[dict[str, Any]]:
    code, answer = office(PASSPHRASE, "task", "files", task)
    assert code == 0
    found: list[dict[str, Any]] = answer["files"]
    return found


def test_evidence_added_listed_saved(office: RunAs, scan: Path, tmp_path: Path) -> None:
    other = tmp_path / "ảnh.png"
    other.write_bytes(b"picture")
    code, added = office(LANS, "task", "attach", "rà soát", str(scan), str(other))
    assert (code, added["task"]["number"]) == (0, 1)
    code, listed = office(PASSPHRASE, "task", "files", "1")
    assert (code, listed) == (0, added)
    first, second = listed["files"]
    assert set(first) == {"id", "name", "size", "sha256", "added_at"}
    assert (first["name"], first["size"]) == (scan.name, len(SCAN))
    assert first["sha256"] == hashlib.sha256(SCAN).hexdigest()
    assert (second["name"], second["sha256"]) == ("ảnh.png", hashlib.sha256(b"picture").hexdigest())
    assert evidence_of(office, "2") == []
    out = tmp_path / "ra" / "ngoài"
    code, saved = office(LANS, "task", "save-file", first["id"], "--out", str(out))
    assert (code, saved["file"], saved["sha256"]) == (0, str(out / scan.name), first["sha256"])
    assert (out / scan.name).read_bytes() == SCAN


def test_evidence_save_overwrites_nothing(office: RunAs, scan: Path, tmp_path: Path) -> None:
    (one,) = office(LANS, "task", "attach", "1", str(scan))[1]["files"]
    out = tmp_path / "ra"
    out.mkdir()
    (out / scan.name).write_bytes(b"another one")
    (out / "Biên bản họp-2.pdf").mkdir()
    for _again in range(2):  # the copy that is there already is no other file
        saved = office(LANS, "task", "save-file", one["id"], "--out", str(out))[1]["file"]
        assert saved == str(out / "Biên bản họp-3.pdf")
    assert (out / scan.name).read_bytes() == b"another one"
    assert (out / "Biên bản họp-3.pdf").read_bytes() == SCAN
    code, answer = office(LANS, "task", "save-file", one["id"], "--out", str(scan))
    assert (code, answer["error"]["code"]) == (1, "folder_unwritable")


def test_evidence_removed_and_restored(office: RunAs, scan: Path) -> None:
    (one,) = office(LANS, "task", "attach", "1", str(scan))[1]["files"]
    code, answer = office(LANS, "task", "detach", one["id"])
    assert (code, answer["detached"], answer["task"]["number"]) == (0, {"id": one["id"], "name": scan.name}, 1)
    assert evidence_of(office) == []
    code, answer = office(LANS, "task", "detach", one["id"])
    assert (code, answer["error"]["code"]) == (1, "task_file_unknown")
    (removed,) = office(PASSPHRASE, "bin", "list")[1]["removed"]
    assert (removed["kind"], removed["removed_by"]) == ("task_files", "Trần Thị Lan")
    assert office(LANS, "bin", "restore", str(removed["id"]))[0] == 0
    assert evidence_of(office) == [one]
    assert office(LANS, "task", "detach", one["id"])[0] == 0
    newest = office(PASSPHRASE, "journal", "list", "--limit", "1")[1]["events"][0]
    assert newest["operation"] == "Gỡ minh chứng"
    assert office(LANS, "journal", "undo", str(newest["number"]))[0] == 0
    assert evidence_of(office) == [one]


def test_evidence_batch_refused_whole(
    office: RunAs, scan: Path, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trống.pdf").write_bytes(b"")
    monkeypatch.setattr(files, "LARGEST_DOCUMENT", len(SCAN))
    (tmp_path / "lớn.pdf").write_bytes(SCAN + b"+")
    for name, code in (
        ("trống.pdf", "file_empty"),
        ("lớn.pdf", "file_too_large"),
        ("không có.pdf", "file_missing"),
        (".", "file_unreadable"),
    ):
        exit_code, answer = office(LANS, "task", "attach", "1", str(scan), str(tmp_path / name))
        assert (exit_code, answer["error"]["code"]) == (1, code), name
        assert all(answer["error"].values()), name
    assert evidence_of(office) == []
    assert office(LANS, "task", "attach", "khong co viec nay", str(scan))[1]["error"]["code"] == "task_unknown"


def test_evidence_rights_of_reader(office: RunAs, scan: Path, tmp_path: Path, home: Home) -> None:
    (one,) = office(LANS, "task", "attach", "1", str(scan))[1]["files"]
    assert office(PASSPHRASE, "account", "change", "lan", "--role", "chi_xem")[0] == 0
    (tmp_path / "mới.pdf").write_bytes(b"new")
    kept = sorted(home.evidence.rglob("*"))
    for refused in (("attach", "1", str(tmp_path / "mới.pdf")), ("detach", one["id"])):
        code, answer = office(LANS, "task", *refused)
        assert (code, answer["error"]["code"]) == (1, "not_allowed"), refused
    assert sorted(home.evidence.rglob("*")) == kept
    assert evidence_of(office) == [one]
    assert office(LANS, "task", "save-file", one["id"], "--out", str(tmp_path / "ra"))[0] == 0


def test_evidence_lost_content(office: RunAs, scan: Path, tmp_path: Path, home: Home) -> None:
    (one,) = office(LANS, "task", "attach", "1", str(scan))[1]["files"]
    (kept,) = (path for path in home.evidence.rglob("*") if path.is_file())
    kept.unlink()
    answer = office(LANS, "task", "files", "1")
    assert (answer[0], answer[1]["files"]) == (0, [{**one, "sha256": None}])
    assert "Không tìm thấy tệp đính kèm" in answer.said and scan.name in answer.said
    code, refused = office(LANS, "task", "save-file", one["id"], "--out", str(tmp_path / "ra"))
    assert (code, refused["error"]["code"]) == (1, "evidence_missing")
    assert not (tmp_path / "ra").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such name")
def test_evidence_name_stays_in_folder(office: RunAs, tmp_path: Path) -> None:
    sly = [tmp_path / "..\\..\\ra ngoài.pdf", tmp_path / "\u200b..", tmp_path / "\u200b"]
    for number, path in enumerate(sly):
        path.write_bytes(f"{number}".encode())
    listed = office(LANS, "task", "attach", "1", *map(str, sly))[1]["files"]
    out = tmp_path / "một" / "hai" / "ba"
    for number, one in enumerate(listed):
        code, saved = office(LANS, "task", "save-file", one["id"], "--out", str(out))
        assert (code, Path(saved["file"]).parent) == (0, out)
        assert Path(saved["file"]).read_bytes() == f"{number}".encode()
    assert {path.name for path in out.iterdir()} == {"ra ngoài.pdf", listed[1]["id"], listed[2]["id"]}


def test_evidence_lines_with_ids(
    run: Terminal, office: RunAs, home: Home, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def lines(*arguments: str) -> str:
        assert cli.run(cli.parse(["--home", str(home.folder), *arguments])) == 0
        return capsys.readouterr().out

    assert "chưa có tệp minh chứng" in lines("task", "files", "1")
    assert "Đã thêm 1 tệp minh chứng vào nhiệm vụ số 1." in lines("task", "attach", "1", str(scan))
    (line,) = lines("task", "files", "1").splitlines()
    words = line.split()
    assert (words[0], words[3:5]) == (evidence_of(office)[0]["id"], ["5", "KB"]) and line.endswith(scan.name)
    assert f"Đã gỡ tệp {scan.name} khỏi nhiệm vụ số 1" in lines("task", "detach", words[0])
