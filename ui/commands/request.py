"""What a command is asked and what it answers, and the way to speak to the person meanwhile."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
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


def counted(words: str) -> Callable[[int, int], None]:
    """Shows how far long work is, in `words` with `{done}` and `{total}`, on one line of stderr.

    Only on a terminal: in a file, or for a program that reads it, such a line says nothing.
    """

    def told(done: int, total: int) -> None:
        if sys.stderr is None or not sys.stderr.isatty():
            return
        end = "\n" if done >= total else ""
        print("\r" + shown(words.format(done=done, total=total)), end=end, file=sys.stderr, flush=True)

    return told
