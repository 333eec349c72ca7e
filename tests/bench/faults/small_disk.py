"""A disk that is full at every step: each scene on a small disk in memory, filled up to ever less room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import scenes

from models.base.errors import AppError
from models.store.local import free_space as disk_room

ROOMS = (*range(0, 64, 4), *range(64, 512, 16), *range(512, 2560, 64), *range(4096, 98_304, 8192))  # kilobytes left


def run(*, quick: bool, only: tuple[str, ...] = ()) -> tuple[list[str], int]:
    """Each scene with each room; the lines to print and how many findings."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return ["disk: left out, because only root on Linux may mount a small disk"], 0
    rooms = ROOMS[::5] if quick else ROOMS
    disk_room.LEAST = 0  # the program would stop before the disk is full
    lines, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix="so-cchc-disk-") as place:
        for scene, template in scenes.prepared(Path(place), only):
            states: Counter[str] = Counter()
            found: list[str] = []
            for room in rooms:
                state, said = _on_small_disk(scene, template, Path(place) / "ổ nhỏ", room)
                states[state] += 1
                found += [f"{room} KB left: {said}"] if said else []
            tried = ", ".join(f"{name} {n}" for name, n in sorted(states.items()))
            lines.append(f"disk {scene.name:<11} {len(rooms)} rooms: {tried}")
            lines += [f"    WRONG {line}" for line in found[:5]]
            wrong += len(found)
    return lines, wrong


def _on_small_disk(scene: scenes.Scene, template: Path, disk: Path, room: int) -> tuple[str, str]:
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(disk)], check=True)
    try:
        folder = disk / "sổ"
        shutil.copytree(template, folder)
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(max(shutil.disk_usage(disk).free - room * 1024, 0)))
        fate = _fate(scene, folder)
        ballast.unlink()
        try:
            state = scene.state(folder)
        except (AppError, scenes.BetweenError) as failure:
            return "BETWEEN", f"{fate} {failure!r} {failure}"
        return state, fate if fate.startswith("fault") else ""
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _fate(scene: scenes.Scene, folder: Path) -> str:
    child = os.fork()
    if child == 0:
        try:
            temporary = folder / "tạm"
            temporary.mkdir(exist_ok=True)
            tempfile.tempdir = str(temporary)
            scene.act(folder, lambda: None)
        except (AppError, OSError):
            os._exit(1)
        except BaseException:  # noqa: BLE001 - a fault of ours, whatever it is
            os._exit(3)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return {0: "done", 1: "refused"}.get(os.waitstatus_to_exitcode(status), f"fault {status}")
