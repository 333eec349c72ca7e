"""A program that is killed in the middle of its work has lost nothing that it said was saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import offices
from sqlalchemy import select

from models.access import opening
from models.access.opening import OpenOffice
from models.base.paths import Home
from models.store.integrity import check
from models.work.tasks import Task

ROOT = Path(__file__).parents[2]
ROUNDS = 10
# Says the text of each task, in UTF-8, after the write that made it has ended.
WRITER = """
import sys
from pathlib import Path
from models.base.paths import Home
from models.access import opening
from models.store.keys import key_slots
from models.work import attachments, tasks
from models.work.tasks import TaskFields
key_slots.COST = {"memory_kib": 64, "iterations": 1, "lanes": 1}
office = opening.open_office(Home(Path(sys.argv[1])), sys.argv[2])
number = 0
while True:
    name = f"{sys.argv[3]}-{number}"
    with office.store.write("task.add") as write:
        task = tasks.add(write.session, TaskFields(name, note="chữ " * (number % 400)))
        attachments.attach(write.session, office.evidence, task.id, name, name.encode() * 50)
    print(name, flush=True)
    number += 1
"""


def killed_in_the_middle(home: Home, name: str, after: int) -> list[str]:
    """What a writer said was saved before it was killed, some time behind its `after`th word."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home.folder), offices.PASSPHRASE, name],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert writer.stdout is not None
    first = "".join(writer.stdout.readline() for _word in range(after))
    writer.kill()
    rest, _nothing = writer.communicate()
    # The last word may have been cut off by the blow; then it was not said.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def test_saved_work_survives_kill(office: OpenOffice, home: Home) -> None:
    office.close()
    dice = random.Random(7)
    said: list[str] = []
    for number in range(ROUNDS):
        said += killed_in_the_middle(home, f"lần {number}", dice.randint(1, 12))
        again = opening.open_office(home, offices.PASSPHRASE)
        assert check.everything(home, again.store, again.evidence, again.data_key) == []
        with again.store.read() as session:
            there = set(session.scalars(select(Task.text)))
        again.close()
        assert set(said) <= there
        assert len(there) <= len(said) + number + 1  # at most the one that was being written in each round
    assert len(said) > ROUNDS
