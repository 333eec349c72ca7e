"""The commands on accounts, and that a passphrase of a role with fewer rights is refused what it may not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from models.base.paths import Home
from models.store import keys
from ui import cli
from ui.commands import opened
from ui.commands.account import NEW_VARIABLE

ADMIN, LANS = "câu mật khẩu của phòng nội vụ", "mèo trèo cây cau"
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(passphrase, "account", "list", new=...)` gives the exit code and the JSON, in a founded office."""
    monkeypatch.setattr(keys, "COST", {"memory_kib": 64, "iterations": 1, "lanes": 1})

    def call(passphrase: str, *arguments: str, new: str = LANS) -> tuple[int, Any]:
        monkeypatch.setenv(opened.OFFICE_VARIABLE, passphrase)
        monkeypatch.setenv(NEW_VARIABLE, new)
        code = cli.run(cli.parse(["--home", str(home.folder), "--json", *arguments]))
        return code, json.loads(capsys.readouterr().out)

    assert call(ADMIN, "office", "init", "--name", "Phòng Nội vụ", "--code", "1", "--level", "huyen")[0] == 0
    assert call(ADMIN, "account", "add", "Trần Thị Lan", "--role", "chuyen_vien")[0] == 0
    return call


def test_the_passphrase_says_who_works(run: Run) -> None:
    found = run(LANS, "account", "list")[1]["accounts"]
    assert [(row["name"], row["role"], row["me"]) for row in found] == [
        ("Quản trị", "quan_tri", False),
        ("Trần Thị Lan", "chuyen_vien", True),
    ]


def test_a_clerk_works_and_neither_closes_nor_lets_people_in(run: Run) -> None:
    assert run(LANS, "task", "add", "Rà soát thủ tục")[0] == 0
    for refused in (
        ("period", "close", "2024-03"),
        ("account", "add", "X", "--role", "quan_tri"),
        ("account", "recovery"),
    ):
        code, answer = run(LANS, *refused)
        assert (code, answer["error"]["code"]) == (1, "not_allowed"), refused
    assert run(ADMIN, "account", "change", "lan", "--role", "lanh_dao")[1]["role"] == "lanh_dao"
    assert run(LANS, "period", "close", "2024-03")[0] == 0
    assert run(LANS, "task", "add", "Việc nữa")[1]["error"]["code"] == "not_allowed"


def test_disabled_reset_and_changed(run: Run) -> None:
    assert run(ADMIN, "account", "disable", "Trần Thị Lan")[1]["active"] is False
    assert run(LANS, "account", "list")[1]["error"]["code"] == "wrong_passphrase"
    assert run(ADMIN, "account", "reset", "lan", new="một con vịt xoè")[1]["active"] is True
    assert run("một con vịt xoè", "account", "passphrase", new="hai con thằn lằn con")[0] == 0
    assert run("hai con thằn lằn con", "account", "list")[0] == 0
    assert run(ADMIN, "account", "disable", "Quản trị")[1]["error"]["code"] == "own_account"
    assert run(ADMIN, "account", "disable", "ai đó")[1]["error"]["code"] == "account_unknown"


def test_a_renewed_code_opens(run: Run) -> None:
    code = run(ADMIN, "account", "recovery")[1]["recovery_code"]
    assert run(code, "account", "list")[1]["accounts"][0]["me"] is True
