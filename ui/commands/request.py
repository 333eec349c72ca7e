"""What a command is asked and what it answers, and the way to speak to the person meanwhile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.base.paths import Home
from models.base.text import shown

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3  # exit codes


@dataclass(frozen=True)
class Request:
    """What was asked: `command` is None for the window. `home_given` tells a chosen home from the usual one."""

    command: Any
    home: Home
    home_given: bool
    as_json: bool
    file: Path | None  # to be opened in the window
    options: argparse.Namespace
    even_damaged: bool = False
    account: str = ""  # whose passphrase it is, if that was said: a name, a part of one, or an id


@dataclass(frozen=True)
class Answer:
    """What a command found: `data` for `--json`, `lines` for a person, and the exit code."""

    data: Any
    lines: Sequence[str]
    code: int = DONE


def say(text: str) -> None:
    """A message for the person, on stderr, so that stdout holds only results."""
    print(shown(text), file=sys.stderr)
