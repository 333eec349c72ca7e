"""`setting set lock_minutes`: longer than the office allows only by an administrator with the passphrase."""

from __future__ import annotations

from terminal import LANS, PASSPHRASE, RunAs

from models.base.paths import Home
from models.base.settings import Settings


def test_lock_lengthened_by_administrator(run_as: RunAs, home: Home) -> None:
    code, found = run_as(LANS, "setting", "set", "lock_minutes", "60")
    assert (code, found["error"]["code"]) == (1, "not_allowed")
    assert Settings(home.settings).get("lock_minutes") == 15
    assert run_as(PASSPHRASE, "setting", "set", "lock_minutes", "60")[0] == 0
    assert run_as(LANS, "setting", "set", "lock_minutes", "5")[0] == 0
    assert run_as(LANS, "setting", "set", "lock_minutes", "60")[0] == 0  # the office allows it by now
    code, found = run_as(LANS, "setting", "set", "lock_minutes", "0")
    assert (code, found["error"]["code"]) == (1, "not_allowed")


def test_lock_shortened_without_passphrase(run_as: RunAs, home: Home) -> None:
    assert run_as("sai hẳn", "setting", "set", "lock_minutes", "5")[0] == 0
    assert Settings(home.settings).get("lock_minutes") == 5
