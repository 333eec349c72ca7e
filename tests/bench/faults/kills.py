"""kill -9 at any moment of random work through the public functions: nothing acknowledged is lost, `check` is clean."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import scenes
from sqlalchemy import select, text

from models.access.opening import OpenOffice
from models.base.errors import AppError
from models.journal import undo
from models.store import audit
from models.store.backups import backup
from models.work import attachments, progress, tasks
from models.work.progress import NewProgress
from models.work.tasks import Task, TaskFields

LIVES = 25  # kills of one office before a new one is taken, so that looking stays quick
LONGEST = 0.30  # seconds of a process's work


def run(*, quick: bool, only: tuple[str, ...] = ()) -> tuple[list[str], int]:
    """Kill 1,000 times (10 when quick); the lines to print and how many findings."""
    kills = int(only[0]) if only else 10 if quick else 1000
    dice = random.Random(2024)
    wrong: list[str] = []
    acknowledged = working = 0
    with tempfile.TemporaryDirectory(prefix="so-cchc-kills-") as place:
        template, folder = Path(place) / "mẫu", Path(place) / "sổ"
        scenes.begin(template)
        for number in range(kills):
            if number % LIVES == 0:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(template, folder)
                known: list[tuple[int, str]] = []
            said, alive = _killed(folder, dice)
            known += said
            acknowledged += len(said)
            working += alive
            wrong += [f"kill {number}: {finding}" for finding in _lost(folder, known)]
    lines = [f"kills: {kills}, of them {working} in the midst of work; {acknowledged} operations acknowledged"]
    lines.append(f"lost or broken: {len(wrong)}")
    return lines + [f"    WRONG {line}" for line in wrong[:10]], len(wrong)


def _killed(folder: Path, dice: random.Random) -> tuple[list[tuple[int, str]], bool]:
    """Let a process work for a while and kill it; what it had acknowledged, and whether it was still at work."""
    reading, writing = os.pipe()
    seed, patience = dice.random(), dice.uniform(0.01, LONGEST)
    child = os.fork()
    if child == 0:
        os.close(reading)
        with suppress(BaseException):
            _work(folder, random.Random(seed), lambda line: os.write(writing, line))
        os._exit(1)
    os.close(writing)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        heard = pipe.read().decode().splitlines()
    _pid, status = os.waitpid(child, 0)
    return [tuple(json.loads(line)) for line in heard], os.WIFSIGNALED(status)


def _work(folder: Path, dice: random.Random, say: Callable[[bytes], object]) -> None:
    office = scenes.opened(folder)
    operations: list[str] = []
    while True:
        with suppress(AppError):
            done = _one(office, folder, dice, operations)
            if done:
                operations.append(done)
        with office.store.read() as session:
            head = audit.head(session)
        # What is said here is what a screen would have said: it was saved.
        say(json.dumps(head).encode() + b"\n")


def _one(office: OpenOffice, folder: Path, dice: random.Random, operations: list[str]) -> str | None:
    kind = dice.choice(["add", "add", "progress", "progress", "finish", "attach", "undo", "backup"])
    if kind == "backup":
        if dice.random() < 0.2:
            backup.make(scenes.home_of(folder), office.data_key, folder / "usb" / "sao.cchc")
        return None
    with office.store.write(f"task.{kind}") as write:
        s = write.session
        numbers = list(s.scalars(select(Task.id)))
        if kind == "add":
            tasks.add(s, TaskFields(f"Việc {dice.random()}", lead=("Xã Lùng Cải",), note="chữ " * dice.randrange(900)))
        elif kind == "progress":
            progress.put(s, dice.choice(numbers), "2024-03", NewProgress(percent=dice.randrange(101)))
        elif kind == "finish":
            tasks.finish(s, dice.choice(numbers))
        elif kind == "attach":
            attachments.attach(
                s, office.evidence, dice.choice(numbers), "x.pdf", dice.randbytes(dice.randrange(1, 200_000))
            )
        elif operations:
            undo.undo(s, operations.pop())
    return write.operation_id if kind != "undo" else None


def _lost(folder: Path, known: list[tuple[int, str]]) -> list[str]:
    """What of the acknowledged is not there, and what `check` finds."""
    try:
        scenes.looked_at(folder)
        office = scenes.opened(folder)
    except (AppError, scenes.BetweenError) as failure:
        return [repr(failure) + " " + str(failure)]
    try:
        with office.store.read() as session:
            rows = session.execute(text("SELECT number, hash FROM audit_events")).all()
            there = {row.number: row.hash for row in rows}
        backup.prove(folder / "usb" / "sao.cchc", office.data_key)
    except AppError as refusal:
        return [f"backup: {refusal.code}"]
    finally:
        office.close()
    return [f"event {number} was acknowledged and is not there" for number, head in known if there.get(number) != head]
