"""The commands on accounts, and that a passphrase of a role with fewer rights is refused what it may not do."""

from __future__ import annotations

from terminal import LANS, PASSPHRASE, RunAs


def test_passphrase_selects_account(run_as: RunAs) -> None:
    found = run_as(LANS, "account", "list")[1]["accounts"]
    assert [(row["name"], row["role"], row["me"]) for row in found] == [
        ("Quản trị", "quan_tri", False),
        ("Trần Thị Lan", "chuyen_vien", True),
    ]


def test_clerk_rights(run_as: RunAs) -> None:
    assert run_as(LANS, "task", "add", "Rà soát thủ tục")[0] == 0
    for refused in (
        ("period", "close", "2024-03"),
        ("account", "add", "X", "--role", "quan_tri"),
        ("account", "recovery"),
    ):
        code, answer = run_as(LANS, *refused)
        assert (code, answer["error"]["code"]) == (1, "not_allowed"), refused
    assert run_as(PASSPHRASE, "account", "change", "lan", "--role", "lanh_dao")[1]["role"] == "lanh_dao"
    assert run_as(LANS, "period", "close", "2024-03")[0] == 0
    assert run_as(LANS, "task", "add", "Việc nữa")[1]["error"]["code"] == "not_allowed"


def test_account_disabled_reset_changed(run_as: RunAs) -> None:
    assert run_as(PASSPHRASE, "account", "disable", "Trần Thị Lan")[1]["active"] is False
    assert run_as(LANS, "account", "list")[1]["error"]["code"] == "wrong_passphrase"
    assert run_as(PASSPHRASE, "account", "reset", "lan", new="một con vịt xoè")[1]["active"] is True
    assert run_as("một con vịt xoè", "account", "passphrase", new="hai con thằn lằn con")[0] == 0
    assert run_as("hai con thằn lằn con", "account", "list")[0] == 0
    assert run_as(PASSPHRASE, "account", "disable", "Quản trị")[1]["error"]["code"] == "own_account"
    assert run_as(PASSPHRASE, "account", "disable", "ai đó")[1]["error"]["code"] == "account_unknown"


def test_renewed_recovery_code_opens(run_as: RunAs) -> None:
    code = run_as(PASSPHRASE, "account", "recovery")[1]["recovery_code"]
    assert run_as(code, "account", "list")[1]["accounts"][0]["me"] is True
