"""`directive read` and `directive add`: whose each task is, when it was given, and how many nobody leads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from terminal import Terminal

from models.base import clock

REAL = Path(__file__).parents[3] / "shared" / "data" / "directive_lao_cai_2024.txt"
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "thong-bao-mau.txt"
OF_BAC_HA = ("--name", "Phòng Nội vụ", "--code", "PNV", "--level", "huyen", "--parent", "UBND huyện Bắc Hà")

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the province's notice is not beside the project")


@pytest.fixture
def office(run: Terminal) -> Terminal:
    assert run("office", "init", *OF_BAC_HA)[0] == 0
    return run


def test_classes_are_read_with_their_reasons(run: Terminal) -> None:
    tasks = {task["ref"]: task for task in run("directive", "read", REAL)[1]["tasks"]}
    assert [tasks[ref]["class"] for ref in ("1.1", "1.2", "2", "3.4", "9.1")] == [
        *("orientation", "orientation", "ours", "followed", "followed")
    ]
    assert "Sở Nội vụ" in tasks["9.1"]["class_reason"] and tasks["2"]["class_reason"] is None
    assert any("Theo dõi" in line for line in run.lines("directive", "read", REAL))


def test_undated_notice_is_given_on_the_day_received(office: Terminal) -> None:
    with clock.fixed(datetime(2024, 4, 2, 3, tzinfo=UTC)):
        answer = office("directive", "add", REAL, "--accept")
        assert (answer[0], answer[1]["unassigned"], len(answer[1]["tasks"])) == (0, 11, 18)
        assert "ngày nhận, 2/4/2024" in answer[1]["warnings"][-1].replace("02/04", "2/4")
        assert answer[1]["warnings"][-1] in answer.said
        assert office("period", "result", "2024-03")[1]["tasks"] == []
        found = office("period", "result", "2024-04")[1]
    classes = [task["class"] for task in found["tasks"]]
    assert (classes.count("ours"), classes.count("followed"), classes.count("orientation")) == (11, 5, 2)


def test_day_given_by_hand(office: Terminal) -> None:
    with clock.fixed(datetime(2024, 4, 2, 3, tzinfo=UTC)):
        answer = office("directive", "add", REAL, "--accept", "--assigned", "2024-03-05")
        assert not any("ngày nhận" in words for words in answer[1]["warnings"])
        assert len(office("period", "result", "2024-03")[1]["tasks"]) == 18
        assert office("period", "result", "2024-02")[1]["tasks"] == []


def test_dated_notice_says_nothing_of_the_day(office: Terminal) -> None:
    assert not any("ngày nhận" in words for words in office("directive", "add", SAMPLE, "--accept")[1]["warnings"])
    assert any("Chưa giao đơn vị" in line for line in office.lines("directive", "add", REAL, "--accept"))


def test_kept_without_accepting_gives_nothing(office: Terminal) -> None:
    answer = office("directive", "add", REAL)[1]
    assert (answer["tasks"], answer["unassigned"]) == ([], 0)
    assert not any("ngày nhận" in words for words in answer["warnings"])
