"""The kinds of failure a person can meet. Anything that is not one of these is a fault of ours."""

from __future__ import annotations


class AppError(Exception):
    """A refusal that the person can act on: what happened, why, and what to do, each one Vietnamese sentence.

    `code` is a stable machine word (`wrong_passphrase`, `file_empty`, ...) that scripts read from `--json`.
    """

    def __init__(self, code: str, what: str, why: str = "", do: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.why = why
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.do) if part)

    def as_dict(self) -> dict[str, str]:
        """The shape that a refused command prints under `--json` (contracts: `{"error": ...}`)."""
        return {"code": self.code, "what": self.what, "why": self.why, "do": self.do}


class CancelledError(Exception):
    """The person called the work off; nobody needs to be told."""
