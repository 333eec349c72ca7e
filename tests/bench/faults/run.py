"""Breaks the office's file in every way there is and prints what came of it, as one table.

python tests/bench/faults/run.py [--quick] [name ...]
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1]), str(HERE.parents[1] / "hostile"), str(HERE)]
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import shim  # noqa: E402

NAMES = ("steps", "kills", "disk", "mutants", "walk")


def main(arguments: list[str]) -> int:
    """Run the named parts (default: all); 1 when anything was found wrong."""
    quick = "--quick" in arguments
    wanted = [name for name in arguments if not name.startswith("-")] or list(NAMES)
    if unknown := [name for name in wanted if name.split(":")[0] not in NAMES]:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(NAMES)}")
        return 2
    if any(name.startswith("steps") for name in wanted):
        if why := shim.possible():
            print(f"steps: left out, because {why}")
            wanted = [name for name in wanted if not name.startswith("steps")]
        elif not shim.under_layer():
            return shim.start_again()
    _quick_places()
    wrong = 0
    for name in wanted:
        began = time.monotonic()
        part, _colon, only = name.partition(":")
        wrong += _part(part, tuple(filter(None, only.split(","))), quick=quick)
        print(f"{part}: {time.monotonic() - began:.0f} s\n", flush=True)
    return 1 if wrong else 0


def _quick_places() -> None:
    """Keys without their cost, and a disk in memory where there is one: what is tried is the order of the writes."""
    import tempfile

    import offices

    from models.store.keys import key_slots

    key_slots.COST = offices.CHEAP
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK):
        tempfile.tempdir = str(memory)


def _part(name: str, only: tuple[str, ...], *, quick: bool) -> int:
    if name == "steps":
        return _steps(only, 7 if quick else 1)
    module = __import__({"kills": "kills", "disk": "small_disk", "mutants": "mutants", "walk": "walk"}[name])
    lines, wrong = module.run(quick=quick, only=only)
    for line in lines:
        print(line, flush=True)
    return wrong


def _steps(only: tuple[str, ...], every: int) -> int:
    import every_step

    print(f"{'scene':<11} {'way':<23} {'steps':>5}  {'old/new':<28} {'slowest':>8}  fates")
    wrong = 0
    for scene, way, tally in every_step.run(only, every):
        states = ", ".join(f"{name} {n}" for name, n in sorted(tally.states.items()))
        fates = ", ".join(f"{name} {n}" for name, n in sorted(tally.fates.items()))
        print(f"{scene:<11} {way:<23} {tally.steps:>5}  {states:<28} {tally.slowest:>6.2f} s  {fates}", flush=True)
        for line in tally.wrong[:6]:
            print(f"    WRONG {line}")
        wrong += len(tally.wrong)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
