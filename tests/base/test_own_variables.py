"""Passphrases given in the environment are taken out of it at the start, and asked for in one place."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from models.base import own_variables

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def nothing_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("CCHC_")]:
        monkeypatch.delenv(name)


def test_variables_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_TEST_ONLY", "một con vịt")
    monkeypatch.setenv("OTHER_TEST_ONLY", "ở lại")
    own_variables.take_over()
    assert "CCHC_TEST_ONLY" not in os.environ
    assert os.environ["OTHER_TEST_ONLY"] == "ở lại"
    assert own_variables.given("CCHC_TEST_ONLY") == "một con vịt"
    assert own_variables.given("CCHC_TEST_NEVER") is None


def test_variables_asked_in_one_place() -> None:
    """Who asks os.environ for one of ours finds nothing after the start."""
    asked = re.compile(r"(environ|getenv)\b.*(CCHC_|VARIABLE)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for top in ("models", "ui")
        for path in (ROOT / top).rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if asked.search(line) and path.name != "own_variables.py"
    ]
    assert found == []
