"""The quick form of `tests/bench/faults`: a part of what is tried there at length, so that it is tried each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="forks processes, which Windows does not")
@pytest.mark.parametrize("part", ["kills", "steps:evidence,restore", "mutants"])
def test_office_survives_fault_at_every_step(part: str) -> None:
    command = [sys.executable, "tests/bench/faults/run.py", "--quick", part]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n") >= 2
