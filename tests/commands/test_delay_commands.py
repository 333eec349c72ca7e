"""Why it is late, until when it is promised, and who let a deadline move, told at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import Terminal

CSV = "code,name\n02842,Xã Lùng Cải\n02866,Xã Bản Phố\n"


@pytest.fixture(autouse=True)
def _known_day(hold_clock: Callable[[datetime], None], cheap_keys: None) -> None:
    hold_clock(datetime(2024, 3, 16, 2, 0, tzinfo=UTC))


@pytest.fixture
def office(run: Terminal, tmp_path: Path) -> Terminal:
    """The same, with an office founded."""
    children = tmp_path / "xã.csv"
    children.write_text(CSV, "utf-8-sig")
    code, found = run(
        *("office", "init", "--name", "Phòng Nội vụ", "--code", "085-NV", "--level", "huyen"),
        *("--parent", "UBND huyện Bắc Hà", "--place", "Bắc Hà", "--children", children),
    )
    assert (code, found["children"]) == (0, 2)
    return run


def test_reason_promise_and_extension(office: Terminal) -> None:
    office("task", "add", "Số hóa hồ sơ", "--lead", "Lùng Cải", "--due", "2024-03-01")
    told = ("--reason", "Thiếu kinh phí", "--promised", "2024-05-20")
    assert office("progress", "set", "1", "--period", "2024-03", *told)[0] == 0
    for period in ("2024-03", "2024-04"):
        ((part,),) = [task["units"] for task in office("period", "result", period)[1]["tasks"]]
        assert (part["reason"], part["promised_on"]) == ("Thiếu kinh phí", "2024-05-20")
    assert "extended_to" not in part
    granted = ("task", "extend", "1", "--until", "2024-04-30", "--reason", "Mưa lũ")
    assert office(*granted, "--by", " ")[1]["error"]["code"] == "approver_missing"
    early = office(*granted, "--by", "Chủ tịch UBND huyện", "--granted", "2030-01-01")
    assert early[1]["error"]["code"] == "wrong_granted_day"
    assert office(*granted, "--by", "Chủ tịch UBND huyện", "--granted", "2024-03-16")[1]["due_on"] == "2024-04-30"
    assert office("period", "close", "2024-03")[0] == 0
    correction = ("period", "adjust", "1", "--period", "2024-03", "--delay", "Mất điện", "--reason", "Ghi nhầm")
    (one,) = office(*correction)[1]["adjustments"]
    assert (one["field"], one["before"], one["after"]) == ("reason", "Thiếu kinh phí", "Mất điện")


def test_task_called_off_by_its_own_command(office: Terminal) -> None:
    office("task", "add", "Số hóa hồ sơ", "--lead", "Lùng Cải", "--due", "2024-03-01")
    assert office("task", "cancel", "1", "--reason", " ")[1]["error"]["code"] == "reason_missing"
    assert office("task", "cancel", "1", "--reason", "Thu hồi văn bản")[1]["state"] == "cancelled"
    said = office("progress", "set", "1", "--period", "2199", "--state", "doing")
    assert said[1]["error"]["code"] == "task_cancelled"
    with pytest.raises(SystemExit):
        office("progress", "set", "1", "--period", "2024-03", "--state", "cancelled")
