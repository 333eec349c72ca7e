"""`check --put-back`: what was changed behind the program is named, and put back by an administrator."""

from __future__ import annotations

import behind
from terminal import LANS, PASSPHRASE, RunAs

from models.access import opening
from models.base.paths import Home


def spoil(home: Home, *statements: str) -> None:
    office = opening.open_office(home, PASSPHRASE)
    key = office.data_key
    office.close()
    behind.do(home.database, key, *statements)


def test_changed_rows_named_and_put_back(run_as: RunAs, home: Home) -> None:
    assert run_as(PASSPHRASE, "task", "add", "Rà soát thủ tục")[0] == 0
    spoil(home, "UPDATE tasks SET percent = 100", "UPDATE accounts SET role = 'lanh_dao' WHERE role = 'chuyen_vien'")
    checked = run_as(PASSPHRASE, "check")
    code, found = checked
    assert (code, found["ok"], found.keys()) == (1, False, {"ok", "findings"})
    assert [one["code"] for one in found["findings"]] == ["row_changed", "row_changed"]
    assert all(one.keys() == {"code", "what"} for one in found["findings"])
    said = " ".join(one["what"] for one in found["findings"])
    assert "Rà soát thủ tục" in said and "Trần Thị Lan" in said and "nhật ký ghi “Chuyên viên”" in said
    assert "Trần Thị Lan" in checked.said  # at the start of every command: rights hang on it
    assert run_as(LANS, "check", "--put-back")[1]["error"]["code"] == "not_allowed"
    put = run_as(PASSPHRASE, "check", "--put-back")
    assert put == (0, {"ok": True, "findings": [], "put_back": {"rows": 2, "parts": 0, "index": False}})
    assert "Đã đưa về đúng nhật ký 2 dòng" in put.said
    assert run_as(PASSPHRASE, "check") == (0, {"ok": True, "findings": []})
    assert run_as(PASSPHRASE, "check", "--put-back")[1]["error"]["code"] == "nothing_to_put_back"
    newest = run_as(PASSPHRASE, "journal", "list", "--limit", "2")[1]["events"]
    assert {one["operation"] for one in newest} == {"Đưa dữ liệu về đúng nhật ký"}


def test_put_back_from_broken_journal_refused(run_as: RunAs, home: Home) -> None:
    office = opening.open_office(home, PASSPHRASE)
    key = office.data_key
    office.close()
    behind.change_journal(home.database, key, "UPDATE audit_events SET by = 'ai đó' WHERE number = 2")
    refused = run_as(PASSPHRASE, "check", "--put-back")
    assert (refused[0], refused[1]["error"]["code"]) == (1, "journal_untrusted")
