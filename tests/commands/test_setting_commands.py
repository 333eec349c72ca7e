"""`setting list` and `setting set`: what the settings page does, from a script."""

from __future__ import annotations

import pytest
from terminal import Terminal

from models.base import policy
from models.base.paths import Home
from models.base.settings import Settings


def test_setting_listed_and_kept(run: Terminal, home: Home) -> None:
    assert run("setting", "set", "lock_minutes", "30") == (0, {"name": "lock_minutes", "value": 30})
    assert run("setting", "set", "look", "dark")[0] == 0
    assert run("setting", "set", "export_folder", "/mnt/báo cáo")[0] == 0
    code, found = run("setting", "list")
    assert (code, found["pinned"], found["faults"]) == (0, [], [])
    expected = {"lock_minutes": 30, "look": "dark", "export_folder": "/mnt/báo cáo"}
    expected |= {"text_lines": "two", "second_place": "", "second_days": 7, "long_report": 60}
    assert found["settings"] == expected
    assert Settings(home.settings).get("look") == "dark"


@pytest.mark.parametrize(
    ("name", "value"), [("lock_minutes", "-1"), ("lock_minutes", "1441"), ("look", "có"), ("text_lines", "three")]
)
def test_setting_wrong_type_refused(run: Terminal, home: Home, name: str, value: str) -> None:
    code, found = run("setting", "set", name, value)
    assert (code, found["error"]["code"]) == (1, "wrong_setting")
    assert not home.settings.exists()


def test_setting_fixed_by_policy_refused(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = policy.Policy({"LockMinutes": 5}, {"LockMinutes": "HKLM\\x"}, ("SoCCHC.ini: X = 1: không có tên này",))
    monkeypatch.setattr(policy, "current", lambda: fixed)
    code, found = run("setting", "list")
    assert found["settings"]["lock_minutes"] == 5
    assert found["pinned"] == [{"name": "LockMinutes", "value": 5, "source": "HKLM\\x"}]
    assert found["faults"] == list(fixed.faults)
    code, found = run("setting", "set", "lock_minutes", "60")
    assert (code, found["error"]["code"]) == (1, "pinned")
