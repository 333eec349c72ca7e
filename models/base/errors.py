"""The kinds of failure a person can meet. Anything that is not one of these is a fault of ours."""

from __future__ import annotations

from typing import Final

from models.base.text import shown

_LONGEST: Final = 800  # characters of one sentence


class AppError(Exception):
    """A refusal that the person can act on: what happened, why, and what to do, each one Vietnamese sentence.

    `code` is a stable machine word (`wrong_passphrase`, `file_empty`, ...) that scripts read from `--json`.
    """

    def __init__(self, code: str, what: str, why: str = "", do: str = "") -> None:
        super().__init__(code)
        self.code = code
        # Names of files stand in these, and a name may hold letters that turn the words after them.
        self.what, self.why, self.do = _shortened(what), _shortened(why), _shortened(do)

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.do) if part)

    def as_dict(self) -> dict[str, str]:
        """The shape that a refused command prints under `--json` (`{"error": ...}`)."""
        return {"code": self.code, "what": self.what, "why": self.why, "do": self.do}


def _shortened(words: str) -> str:
    """A sentence stays one: what a person typed by the page is quoted from its beginning and its end only."""
    words = shown(words)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 150]}…{words[-149:]}"


class CancelledError(Exception):
    """The person called the work off; nobody needs to be told."""
