"""A module that stands in for the workers that read strangers' files, with any body for its work."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.base import sandbox


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, work: str, *, before: str = "") -> str:
    """A worker whose `work(request)` has this body; `before` is carried out before it is confined."""
    body = "\n    ".join(work.splitlines())
    (folder / "standing_in.py").write_text(
        f"import sys, os, time\nsys.path.insert(0, {str(sandbox.PROGRAM)!r})\nfrom models.base import sandbox_worker\n"
        f"{before}\ndef work(request):\n    {body}\nsys.exit(sandbox_worker.serve(work))",
        "utf-8",
    )
    monkeypatch.setattr(sandbox, "PROGRAM", folder)
    return "standing_in"
