"""`check`: its shape to the letter, an older book found each time until it is accepted, doubts of a wrong clock."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import LANS, PASSPHRASE, RunAs

from models.base import clock
from models.base.paths import Home


def test_older_book_is_a_finding_until_accepted(run_as: RunAs, home: Home, tmp_path: Path) -> None:
    assert run_as(PASSPHRASE, "check") == (0, {"ok": True, "findings": []})
    shutil.copyfile(home.database, tmp_path / "cũ.db")
    assert run_as(PASSPHRASE, "task", "add", "Rà soát thủ tục")[0] == 0
    shutil.copyfile(tmp_path / "cũ.db", home.database)
    for _time in range(3):
        code, found = run_as(PASSPHRASE, "check")
        assert (code, found["ok"]) == (1, False)
        (finding,) = found["findings"]
        assert finding.keys() == {"code", "what"} and finding["code"] == "chain_cut"
    assert run_as(LANS, "check", "--accept")[1]["error"]["code"] == "not_allowed"
    accepted = run_as(PASSPHRASE, "check", "--accept")
    assert accepted == (0, {"ok": True, "findings": []}) and "ghi vào nhật ký" in accepted.said
    assert run_as(PASSPHRASE, "check")[0] == 0
    assert run_as(PASSPHRASE, "check", "--accept")[1]["error"]["code"] == "nothing_to_accept"
    newest = run_as(PASSPHRASE, "journal", "list", "--limit", "1")[1]["events"][0]
    assert newest["operation"] == "Chấp nhận sổ bản cũ"


@pytest.mark.parametrize("place", [True, False])
def test_backup_of_a_wrong_clock_is_doubted(run_as: RunAs, home: Home, tmp_path: Path, place: bool) -> None:
    (tmp_path / "USB").mkdir()
    assert run_as(PASSPHRASE, "setting", "set", "second_place", str(tmp_path / "USB") if place else "")[0] == 0
    with clock.fixed(datetime(2031, 5, 1, tzinfo=UTC)):
        made = run_as(PASSPHRASE, "backup", "make", str(home.backups / "2031.cchc"))
        assert made[0] == 0
    assert run_as(PASSPHRASE, "task", "add", "Rà soát thủ tục")[0] == 0
    assert run_as(PASSPHRASE, "backup", "make", str(home.backups / "nay.cchc"))[0] == 0
    listed = run_as(PASSPHRASE, "backup", "list")[1]["backups"]
    assert [(Path(one["file"]).name, one["doubted"]) for one in listed] == [("nay.cchc", False), ("2031.cchc", True)]
    checked = run_as(PASSPHRASE, "check")
    assert checked[0] == 0 and "2031.cchc mang ngày giờ chưa tới" in checked.said
