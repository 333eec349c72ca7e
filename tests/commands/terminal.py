"""The program at a terminal: arguments in, an exit code and one JSON document out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from models.base.paths import Home
from ui import cli

PASSPHRASE = "câu mật khẩu của phòng nội vụ"
LANS = "mèo trèo cây cau"  # of the second account, a clerk's


class Answer(tuple[int, Any]):
    """The exit code and what stdout held as JSON; beside them `said`, what stderr held."""

    said: str


RunAs = Callable[..., Answer]


class Terminal:
    """Commands one after another in one home, in the test's own process."""

    def __init__(self, home: Home, capsys: pytest.CaptureFixture[str]) -> None:
        self._home, self._capsys = home, capsys

    def __call__(self, *arguments: object) -> Answer:
        code = cli.run(cli.parse(["--home", str(self._home.folder), "--json", *map(str, arguments)]))
        heard = self._capsys.readouterr()
        answer = Answer((code, json.loads(heard.out)))
        answer.said = heard.err
        return answer

    def lines(self, *arguments: object) -> list[str]:
        """What a person reads on stdout, without `--json`."""
        cli.run(cli.parse(["--home", str(self._home.folder), *map(str, arguments)]))
        return self._capsys.readouterr().out.splitlines()
