"""The command that exchanges the data key: who may, what it says, and what it removes."""

from __future__ import annotations

from pathlib import Path

from terminal import LANS, PASSPHRASE, RunAs, Terminal

from models.base.paths import Home


def test_rekey_by_administrator_only(run_as: RunAs, home: Home) -> None:
    before = home.database.read_bytes()
    assert run_as(LANS, "rekey")[1]["error"]["code"] == "not_allowed"
    assert home.database.read_bytes() == before


def test_rekey_says_what_was_done_and_what_is_left(run_as: RunAs, home: Home, tmp_path: Path) -> None:
    (stick := tmp_path / "usb").mkdir()
    file = tmp_path / "minh chứng.pdf"
    file.write_bytes(b"%PDF-1.4 evidence")
    assert run_as(PASSPHRASE, "task", "add", "Rà soát thủ tục")[0] == 0
    assert run_as(PASSPHRASE, "task", "attach", "Rà soát", file)[0] == 0
    run_as(PASSPHRASE, "setting", "set", "second_place", str(stick))
    assert run_as(PASSPHRASE, "backup", "bring")[0] == 0
    code, answer = run_as(PASSPHRASE, "rekey")
    (old,) = answer.pop("old_copies")
    assert (code, Path(old).suffix) == (0, ".cchc")
    assert answer == {
        "rekeyed": True,
        "evidence": 1,
        "unread": 0,
        "backups": 1,
        "recovery_code": None,
        "ended": [],
        "removed": 0,
    }
    assert run_as(LANS, "account", "list")[0] == 0
    code, answer = run_as(PASSPHRASE, "rekey", "--remove-old")
    assert (code, answer["removed"], answer["old_copies"]) == (0, 1, [])
    assert len(list(stick.rglob("*.cchc"))) == 1
    assert run_as(PASSPHRASE, "check")[1] == {"ok": True, "findings": []}


def test_rekey_names_books_moved_aside(run: Terminal, run_as: RunAs, home: Home) -> None:
    aside = home.folder / "truoc-khoi-phuc-20240101-000000"
    aside.mkdir()
    assert run_as(PASSPHRASE, "account", "list")[0] == 0
    lines = run.lines("rekey")
    assert lines[0].startswith("Đã đổi khóa mã hóa của sổ")
    assert lines[-1] == f"- {aside}"
