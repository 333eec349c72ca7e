"""What the tests of commands are run with."""

from __future__ import annotations

import pytest
from terminal import LANS, PASSPHRASE, Answer, RunAs, Terminal

from models.base.paths import Home
from ui.commands import opened
from ui.commands.account import NEW_VARIABLE


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cheap_keys: None) -> Terminal:
    """`run("task", "list")` gives the exit code and the JSON; the office's passphrase is in the environment."""
    monkeypatch.setenv(opened.OFFICE_VARIABLE, PASSPHRASE)
    monkeypatch.delenv(opened.KEY_VARIABLE, raising=False)
    return Terminal(home, capsys)


@pytest.fixture
def run_as(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> RunAs:
    """`run_as(LANS, "task", "list")` is run by whoever has that passphrase: the administrator or Lan."""

    def call(passphrase: str, *arguments: str, new: str = LANS) -> Answer:
        monkeypatch.setenv(opened.OFFICE_VARIABLE, passphrase)
        monkeypatch.setenv(NEW_VARIABLE, new)
        return run(*arguments)

    assert call(PASSPHRASE, "office", "init", "--name", "Phòng Nội vụ", "--code", "1", "--level", "huyen")[0] == 0
    assert call(PASSPHRASE, "account", "add", "Trần Thị Lan", "--role", "chuyen_vien")[0] == 0
    return call
