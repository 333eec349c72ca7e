"""The N-th operation on the disk fails, or the process dies at it, for every N: old state or new, never between."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import scenes
import shim
from scenes import Scene

from models.base.errors import AppError

WAYS = {
    "full, once": (shim.ONCE, errno.ENOSPC),
    "full from then on": (shim.ALWAYS, errno.ENOSPC),
    "I/O error, once": (shim.ONCE, errno.EIO),
    "I/O error from then on": (shim.ALWAYS, errno.EIO),
    "killed": (shim.KILL, 0),
    "killed in mid-write": (shim.TORN, 0),
}
DONE, REFUSED, FAULT = 0, 1, 3
LONGEST = 10.0  # seconds


@dataclass
class Tally:
    """What came of one scene in one way."""

    steps: int = 0
    states: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


def run(names: tuple[str, ...] = (), every: int = 1) -> Iterator[tuple[str, str, Tally]]:
    """Yields scene, way and tally; with `every` > 1 only each so-manieth step is tried."""
    with tempfile.TemporaryDirectory(prefix="so-cchc-every-") as place:
        for scene, template in scenes.prepared(Path(place), names):
            for way in WAYS:
                yield scene.name, way, tried(scene, way, template, Path(place) / "thử", every)


def tried(scene: Scene, way: str, template: Path, folder: Path, every: int) -> Tally:
    """One scene, failing in one way at each step until it runs to its end untouched."""
    mode, error = WAYS[way]
    tally = Tally()
    step = 0
    while True:
        step += every
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        began = time.monotonic()
        fate, touched = _child(scene, folder, mode, step, error)
        tally.slowest = max(tally.slowest, time.monotonic() - began)
        if not touched:
            return tally
        tally.steps += 1
        tally.fates[fate.split(":")[0]] += 1
        try:
            state = scene.state(folder)
        except AppError as refusal:
            state, said = "BETWEEN", f"{refusal.code} {refusal.why}"
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is a finding
            state, said = "BETWEEN", repr(failure)
        else:
            said = ""
        tally.states[state] += 1
        if said or fate.startswith(("fault", "hung")) or (fate == "done" and state == "old"):
            tally.wrong.append(f"step {step}: {fate} -> {state} {said}"[:300])


def _child(scene: Scene, folder: Path, mode: int, step: int, error: int) -> tuple[str, bool]:
    """The fate of the scene in a forked process, and whether the fault was met at all."""
    reading, writing = os.pipe()
    gc.freeze()
    child = os.fork()
    if child == 0:
        os.close(reading)
        said = _acted(scene, folder, mode, step, error)
        os.write(writing, said.encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        heard = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) or not heard:
        return f"killed by {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "fault: silent", True
    fate, _bar, count = heard.rpartition("|")
    return fate, int(count) >= step


def _acted(scene: Scene, folder: Path, mode: int, step: int, error: int) -> str:
    temporary = folder / "tạm"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    try:
        scene.act(folder, lambda: shim.arm(folder, mode, step, error))
        fate = "done"
    except AppError as refusal:
        fate = f"refused:{refusal.code}"
    except OSError as failure:  # the two doors, window and commands, turn these into words (store.faults)
        fate = f"refused:{failure.errno}"
    except BaseException as failure:  # noqa: BLE001 - as above
        fate = "fault: " + "".join(traceback.format_exception_only(failure)).strip() + _where(failure)
    return f"{fate}|{shim.disarm()}"


def _where(failure: BaseException) -> str:
    ours = [f for f in traceback.extract_tb(failure.__traceback__) if "/models/" in f.filename]
    return f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
