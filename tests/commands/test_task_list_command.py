"""`task list` as a script asks it: a unit's own part, one class of tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def office(run: Terminal, tmp_path: Path, hold_clock: Callable[[datetime], None], cheap_keys: None) -> Terminal:
    """An office with two communes, on 16 March 2024."""
    hold_clock(datetime(2024, 3, 16, 2, 0, tzinfo=UTC))
    children = tmp_path / "xa.csv"
    children.write_text("code,name\n02842,Xã Lùng Cải\n02866,Xã Bản Phố\n", "utf-8-sig")
    run("office", "init", "--name", "Phòng Nội vụ", "--code", "085-NV", "--level", "huyen", "--children", children)
    return run


def test_task_list_judges_a_units_own_part(office: Terminal) -> None:
    names = ("Xã Lùng Cải", "Xã Bản Phố")
    led = [word for name in names for word in ("--lead", name)]
    office("task", "add", "Rà soát quy trình", "--due", "2024-03-01", *led)
    office("task", "add", "Việc của Sở", "--class", "followed", "--due", "2024-03-01", "--lead", names[0])
    office("progress", "set", "1", "--period", "2024-03", "--unit", names[0], "--done", "2024-02-29")
    late = [office("task", "list", "--unit", name, "--status", "overdue")[1]["total"] for name in names]
    assert late == [0, 1]
    (whole,) = office("task", "list", "--class", "ours")[1]["tasks"]
    assert (whole["class"], whole["parts"]) == ("ours", "1/2 hoàn thành; còn 01 xã: Bản Phố")
    assert [task["class"] for task in office("task", "list", "--class", "followed")[1]["tasks"]] == ["followed"]
