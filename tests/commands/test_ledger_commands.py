"""The bin and the journal by command, as the window has them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from terminal import LANS, PASSPHRASE, RunAs


@pytest.fixture
def emptied(run_as: RunAs) -> RunAs:
    """An office with one task, removed by Lan."""
    assert run_as(LANS, "task", "add", "Công khai thủ tục", "--note", "=1+1")[0] == 0
    assert run_as(LANS, "task", "remove", "1")[1]["removed"]["number"] == 1
    return run_as


def test_bin_listed_and_restored(emptied: RunAs) -> None:
    listed = emptied(PASSPHRASE, "bin", "list")[1]
    (row,) = listed["removed"]
    assert (listed["total"], row["kind"], row["removed_by"]) == (1, "tasks", "Trần Thị Lan")
    assert emptied(PASSPHRASE, "bin", "list", "--search", "khong co")[1]["total"] == 0
    code, answer = emptied(LANS, "bin", "restore", str(row["id"]))
    assert (code, answer["restored"][0]["kind"]) == (0, "Nhiệm vụ")
    assert emptied(PASSPHRASE, "task", "list")[1]["total"] == 1
    code, answer = emptied(LANS, "bin", "restore", str(row["id"]))
    assert (code, answer["error"]["code"]) == (1, "bin_unknown")


def test_bin_rights(emptied: RunAs) -> None:
    number = str(emptied(PASSPHRASE, "bin", "list")[1]["removed"][0]["id"])
    assert emptied(PASSPHRASE, "account", "change", "lan", "--role", "lanh_dao")[0] == 0
    for refused in (("bin", "restore", number), ("task", "remove", "1"), ("journal", "undo", number)):
        code, answer = emptied(LANS, *refused)
        assert code == 1, refused
        assert answer["error"]["code"] in {"not_allowed", "task_unknown"}, refused


def test_journal_filtered_exported_undone(emptied: RunAs, tmp_path: Path) -> None:
    listed = emptied(PASSPHRASE, "journal", "list", "--by", "Trần Thị Lan", "--kind", "tasks")[1]
    assert [event["operation"] for event in listed["events"]] == ["Xóa nhiệm vụ", "Thêm nhiệm vụ"]
    assert emptied(PASSPHRASE, "journal", "list", "--until", "01/01/2020")[1]["total"] == 0
    target = tmp_path / "nhật ký.csv"
    assert emptied(PASSPHRASE, "journal", "export", str(target), "--kind", "tasks")[0] == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert {line[4] for line in lines[1:]} == {"Nhiệm vụ"}
    assert "'=1+1" in {line[7] for line in lines}
    removal = str(listed["events"][0]["number"])
    assert emptied(PASSPHRASE, "journal", "undo", removal)[0] == 0
    assert emptied(PASSPHRASE, "bin", "list")[1]["total"] == 0
    assert emptied(PASSPHRASE, "journal", "undo", removal)[1]["error"]["code"] == "undo_overtaken"
    assert emptied(PASSPHRASE, "journal", "undo", "99999")[1]["error"]["code"] == "event_unknown"


def test_undo_refused_in_closed_period(run_as: RunAs) -> None:
    run_as(LANS, "task", "add", "Rà soát thủ tục")
    run_as(LANS, "progress", "set", "1", "--period", "2024-03", "--percent", "40")
    newest = str(run_as(PASSPHRASE, "journal", "list", "--limit", "1")[1]["events"][0]["number"])
    assert run_as(PASSPHRASE, "period", "close", "2024-03")[0] == 0
    code, answer = run_as(PASSPHRASE, "journal", "undo", newest)
    assert (code, answer["error"]["code"]) == (1, "undo_closed")
    assert "tháng 3/2024 đã chốt" in answer["error"]["what"]
    assert run_as(PASSPHRASE, "task", "remove", "1")[1]["error"]["code"] == "task_reported"
