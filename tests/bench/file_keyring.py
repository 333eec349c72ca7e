"""A keyring in a plain file, for programs that a benchmark starts: the same `keyring` package as in real life."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """Keeps what it is given in the file that `BENCH_KEYRING` names. Nothing of it is secret."""

    priority = 1.0

    def _kept(self) -> dict[str, str]:
        path = Path(os.environ["BENCH_KEYRING"])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = {**self._kept(), f"{service}\n{username}": password}
        Path(os.environ["BENCH_KEYRING"]).write_text(json.dumps(kept), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        kept.pop(f"{service}\n{username}", None)
        Path(os.environ["BENCH_KEYRING"]).write_text(json.dumps(kept), "utf-8")
