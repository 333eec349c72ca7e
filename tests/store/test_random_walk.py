"""A random walk through the public functions: totals, history, links, the search index and the chain hold at each step.

`tests/bench/faults/run.py walk` walks it for hours (SO_CCHC_WALKS says how many walks).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import offices
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text

from models.access import opening
from models.base import clock
from models.base.errors import AppError
from models.base.paths import Home
from models.journal import bin as rubbish
from models.journal import undo
from models.store.backups import backup, restoring
from models.store.integrity import check
from models.work import attachments, extensions, period_closing, progress, task_removal, tasks, units
from models.work.progress import NewProgress
from models.work.task_list import numbers_matching
from models.work.tasks import Task, TaskFields

MOMENT = datetime(2024, 3, 16, 2, 0, tzinfo=UTC)
MONTHS = st.sampled_from(["2024-01", "2024-02", "2024-03"])
WORDS = st.sampled_from(["rà soát", "thủ tục", "Đề án 06", "hòa giải", "báo cáo", "=cmd", "<b>đậm</b>", "ﬁ", "a\u0301"])
WALKS = int(os.environ.get("SO_CCHC_WALKS", "4"))


class Walk(RuleBasedStateMachine):
    """One office; what its tasks should say is kept beside it in a dictionary."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.home = Home(self.place / "sổ")
        shutil.copytree(self.template, self.home.folder)
        self.held = clock.fixed(MOMENT)
        self.held.__enter__()
        self.office = opening.open_office(self.home, offices.PASSPHRASE)
        self.told: dict[str, str] = {}  # text by id
        self.undoable: list[tuple[str, dict[str, str]]] = []  # an operation, and what was told before it
        self.saved: dict[str, str] | None = None
        self.events = 0

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.close()
            self.held.__exit__(None, None, None)
            shutil.rmtree(self.place)

    def write(self, operation: str, change) -> object:
        """Do it; a refusal must leave everything as it was, which the invariants see."""
        before = dict(self.told)
        try:
            with self.office.store.write(operation) as write:
                made = change(write.session)
        except AppError:
            return None
        self.undoable.append((write.operation_id, before))
        return made

    def some(self, number: int) -> str | None:
        return sorted(self.told)[number % len(self.told)] if self.told else None

    @rule(words=st.lists(WORDS, min_size=1, max_size=3), due=st.dates(date(2024, 1, 1), date(2024, 12, 31)) | st.none())
    def add(self, words: list[str], due: date | None) -> None:
        lead = ("Xã Lùng Cải",) if due else ()
        task = self.write("task.add", lambda s: tasks.add(s, TaskFields(" ".join(words), due_on=due, lead=lead)))
        self.told[task.id] = task.text

    @precondition(lambda self: self.told)
    @rule(
        number=st.integers(0, 99), names=st.lists(st.sampled_from(["Lùng Cải", "Lùng Phình", "Thị trấn"]), max_size=3)
    )
    def assign(self, number: int, names: list[str]) -> None:
        key = self.some(number)
        self.write("task.assign", lambda s: tasks.assign(s, key, [units.find(s, name).id for name in names]))

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 99), month=MONTHS, percent=st.integers(-1, 101))
    def report(self, number: int, month: str, percent: int) -> None:
        key = self.some(number)
        self.write("progress.put", lambda s: progress.put(s, key, month, NewProgress(percent=percent)))

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 99), word=WORDS)
    def change(self, number: int, word: str) -> None:
        key = self.some(number)
        done = self.write("task.change", lambda s: tasks.change(s, key, TaskFields(word)) or True)
        if done:
            with self.office.store.read() as s:
                self.told[key] = s.get_one(Task, key).text

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 99), how=st.sampled_from(["finish", "cancel", "extend"]))
    def decide(self, number: int, how: str) -> None:
        key = self.some(number)
        actions = {
            "finish": lambda s: tasks.finish(s, key),
            "cancel": lambda s: tasks.cancel(s, key, "không làm nữa"),
            "extend": lambda s: extensions.extend(s, key, date(2025, 6, 1), "chờ hướng dẫn", "Chủ tịch"),
        }
        self.write(f"task.{how}", actions[how])

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 99), content=st.binary(min_size=1, max_size=50))
    def attach(self, number: int, content: bytes) -> None:
        key = self.some(number)
        self.write("task.attach", lambda s: attachments.attach(s, self.office.evidence, key, "tệp.pdf", content))

    @precondition(lambda self: self.told)
    @rule(number=st.integers(0, 99))
    def remove(self, number: int) -> None:
        key = self.some(number)
        if self.write("task.remove", lambda s: task_removal.remove(s, key) or True):
            del self.told[key]

    @rule(number=st.integers(0, 99))
    def bring_back(self, number: int) -> None:
        with self.office.store.read() as s:
            removed = rubbish.rows(s, table="tasks")
        if removed and self.write("bin.restore", lambda s: rubbish.restore(s, removed[number % len(removed)].number)):
            with self.office.store.read() as s:
                self.told = {row.id: row.text for row in s.execute(select(Task.id, Task.text))}

    @rule(month=MONTHS, again=st.booleans())
    def close_period(self, month: str, again: bool) -> None:
        if again:
            self.write("period.reopen", lambda s: period_closing.reopen(s, month, "nhập thiếu"))
        else:
            self.write("period.close", lambda s: period_closing.close(s, month, "Đức", before_end=True))

    @precondition(lambda self: self.undoable)
    @rule()
    def take_back(self) -> None:
        operation, before = self.undoable.pop()
        try:
            with self.office.store.write("undo") as write:
                undo.undo(write.session, operation)
        except AppError:
            return
        self.told = before

    @rule()
    def leave_and_come_back(self) -> None:
        self.office.close()
        self.office = opening.open_office(self.home, offices.PASSPHRASE)

    @rule()
    def back_up(self) -> None:
        backup.make(self.home, self.office.data_key, self.place / "usb" / "sao.cchc")
        self.saved = dict(self.told)

    @precondition(lambda self: self.saved is not None)
    @rule()
    def restore(self) -> None:
        self.office.close()
        restoring.restore(self.home, self.place / "usb" / "sao.cchc", offices.PASSPHRASE)
        self.office = opening.open_office(self.home, offices.PASSPHRASE)
        self.told, self.undoable, self.events = dict(self.saved), [], 0

    @invariant()
    def all_is_as_told(self) -> None:
        if not hasattr(self, "office"):
            return
        with self.office.store.read() as s:
            assert {row.id: row.text for row in s.execute(select(Task.id, Task.text))} == self.told
            events = s.execute(text("SELECT count(*) FROM audit_events")).scalar_one()
            # Each task's history, read from its beginning, ends in what the task says.
            for key, words in self.told.items():
                rows = s.execute(
                    text("SELECT after FROM audit_events WHERE table_name = 'tasks' AND row_id = :id ORDER BY number"),
                    {"id": key},
                )
                said = [after["text"] for (row,) in rows if row and "text" in (after := json.loads(row))]
                assert said[-1] == words
                assert s.get_one(Task, key).number in set(s.scalars(numbers_matching(words)))
        assert events >= self.events  # nothing is ever taken out of the trail
        self.events = events

    @invariant()
    def the_book_is_sound(self) -> None:
        if hasattr(self, "office"):
            assert check.everything(self.home, self.office.store, self.office.evidence, self.office.data_key) == []


def test_random_walk_keeps_office_sound(template: Path) -> None:
    Walk.template = template
    with offices.cheap_keys():
        run_state_machine_as_test(
            Walk,
            settings=settings(
                max_examples=WALKS,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
