"""Whose passphrase it is: the account that was named, or that opened the book last, is tried before the others."""

from __future__ import annotations

import pytest
from terminal import LANS, PASSPHRASE, RunAs

from models.base.paths import Home
from models.store.keys import key_slots, login_throttle, slot_keys

NEXT = "bảy con vịt qua cầu"
WRONG = "không phải câu này"


@pytest.fixture
def stretched(run_as: RunAs, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A word for each time that a passphrase was stretched, with five accounts in the book."""
    for number in range(3):
        assert (
            run_as(PASSPHRASE, "account", "add", f"Người {number}", "--role", "chi_xem", new=f"{NEXT} {number}")[0] == 0
        )
    done: list[str] = []
    argon = slot_keys.Argon2id

    def counted(**given: object) -> object:
        done.append("x")
        return argon(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(slot_keys, "Argon2id", counted)
    return done


def me(answer: tuple[int, dict[str, list[dict[str, object]]]]) -> object:
    assert answer[0] == 0, answer
    return next(row["name"] for row in answer[1]["accounts"] if row["me"])


@pytest.mark.parametrize("name", ["Trần Thị Lan", "tran thi lan", "lan"])
def test_named_account_is_the_one_tried(run_as: RunAs, stretched: list[str], name: str) -> None:
    assert me(run_as(LANS, "--account", name, "account", "list")) == "Trần Thị Lan"
    assert len(stretched) == 1


def test_account_named_by_the_environment(run_as: RunAs, stretched: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_ACCOUNT", "Lan")
    assert me(run_as(LANS, "account", "list")) == "Trần Thị Lan"
    assert len(stretched) == 1


def test_who_opened_last_is_tried_first(run_as: RunAs, stretched: list[str]) -> None:
    for passphrase in (PASSPHRASE, LANS, f"{NEXT} 0"):
        run_as(passphrase, "account", "list")
        stretched.clear()
        assert run_as(passphrase, "account", "list")[0] == 0
        assert len(stretched) == 1


def test_named_account_with_a_wrong_passphrase(run_as: RunAs, stretched: list[str], home: Home) -> None:
    for passphrase in (WRONG, PASSPHRASE):  # another's passphrase is wrong for this one
        code, answer = run_as(passphrase, "--account", "Lan", "account", "list")
        assert (code, answer["error"]["code"]) == (1, "wrong_passphrase")
    assert len(stretched) == 2
    for _time in range(2):
        run_as(WRONG, "--account", "Lan", "account", "list")
    assert run_as(LANS, "--account", "Lan", "account", "list")[1]["error"]["code"] == "too_many_tries"
    assert login_throttle.wait(home.login_attempts)


def test_unknown_name(run_as: RunAs, stretched: list[str], home: Home) -> None:
    code, answer = run_as(PASSPHRASE, "--account", "Không có ai", "account", "list")
    assert (code, answer["error"]["code"]) == (1, "account_unknown")
    assert run_as(WRONG, "--account", "Không có ai", "account", "list")[1]["error"]["code"] == "wrong_passphrase"
    assert home.login_attempts.exists()
    assert me(run_as(PASSPHRASE, "account", "list")) == "Quản trị"  # nothing is held


def test_renamed_account(run_as: RunAs, stretched: list[str], home: Home) -> None:
    """By the new name at once; by one that only the book knows, because the key file is an older one, all the same."""
    before = home.keys.read_bytes()
    assert run_as(PASSPHRASE, "account", "change", "lan", "--name", "Nguyễn Thị Huệ")[0] == 0
    stretched.clear()
    assert me(run_as(LANS, "--account", "Huệ", "account", "list")) == "Nguyễn Thị Huệ"
    assert len(stretched) == 1
    assert run_as(LANS, "--account", "Lan", "account", "list")[1]["error"]["code"] == "account_unknown"
    home.keys.write_bytes(before)
    assert me(run_as(LANS, "--account", "Huệ", "account", "list")) == "Nguyễn Thị Huệ"


def test_hidden_names(run_as: RunAs, home: Home) -> None:
    keys = key_slots.load(home.keys)
    key_slots.save(home.keys, key_slots.with_names(keys, {}, hidden=True))
    assert me(run_as(LANS, "--account", "Lan", "account", "list")) == "Trần Thị Lan"
    assert run_as(PASSPHRASE, "--account", "Lan", "account", "list")[1]["error"]["code"] == "account_unknown"
