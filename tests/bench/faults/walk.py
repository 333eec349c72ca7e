"""The random walk of `tests/store/test_random_walk.py`, for as long as one likes (MINUTES, 120 by itself)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(*, quick: bool, only: tuple[str, ...] = ()) -> tuple[list[str], int]:
    """Walk with new random steps each time until the time is over; the lines to print and how many findings."""
    minutes = float(only[0]) if only else float(os.environ.get("MINUTES", "0.5" if quick else "120"))
    until = time.monotonic() + minutes * 60
    walks, wrong, tails = 0, 0, []
    while time.monotonic() < until:
        command = [sys.executable, "-m", "pytest", "tests/store/test_random_walk.py", "--hypothesis-seed=random"]
        surroundings = {**os.environ, "SO_CCHC_WALKS": "20" if quick else "100"}
        done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
        walks += int(surroundings["SO_CCHC_WALKS"])
        if done.returncode:
            wrong += 1
            tails += done.stdout.splitlines()[-60:]
    return [f"walk: {walks} walks in {minutes:g} minutes; {wrong} rounds failed", *tails], wrong
