"""`unit group list|save|remove`: sets of units that are given work together, from a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def office(run: Terminal, tmp_path: Path) -> Terminal:
    children = tmp_path / "units.csv"
    children.write_text("code,name\n1,Xã Bản Phố\n2,Xã Na Hối\n3,Xã Lùng Phình\n", "utf-8")
    made = ("--name", "Phòng Nội vụ", "--code", "085", "--level", "huyen", "--children", str(children))
    assert run("office", "init", *made)[0] == 0
    return run


def names(found: dict) -> list[str]:  # type: ignore[type-arg]
    return [unit["name"] for unit in found["units"]]


def test_group_saved_listed_renamed_removed(office: Terminal) -> None:
    code, made = office("unit", "group", "save", "Vùng cao", "--unit", "Lùng Phình", "--unit", "ban pho")
    assert (code, made["name"], names(made)) == (0, "Vùng cao", ["Xã Bản Phố", "Xã Lùng Phình"])
    assert office("unit", "group", "list") == (0, {"groups": [made]})
    code, named = office("unit", "group", "save", "vung cao", "--name", "Các xã vùng cao")
    assert (code, named["id"], named["name"]) == (0, made["id"], "Các xã vùng cao")
    code, changed = office("unit", "group", "save", "Các xã vùng cao", "--unit", "Na Hối")
    assert (code, changed["id"], names(changed)) == (0, made["id"], ["Xã Na Hối"])
    code, gone = office("unit", "group", "remove", "Các xã vùng cao")
    assert (code, gone) == (0, {"removed": {"id": made["id"], "name": "Các xã vùng cao"}})
    assert office("unit", "group", "list") == (0, {"groups": []})
    assert office("journal", "list", "--kind", "unit_groups")[1]["total"] == 4


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (("save", "Vùng cao"), "nothing_to_set"),
        (("save", "Vùng cao", "--unit", "Xã Không Có"), "unit_unknown"),
        (("save", "Vùng cao", "--name", "Khác"), "group_unknown"),
        (("remove", "Vùng cao"), "group_unknown"),
        (("save", " ", "--unit", "Na Hối"), "group_name_missing"),
    ],
)
def test_group_refused(office: Terminal, arguments: tuple[str, ...], refused: str) -> None:
    code, found = office("unit", "group", *arguments)
    assert (code, found["error"]["code"]) == (1, refused)
    assert office("unit", "group", "list")[1] == {"groups": []}
