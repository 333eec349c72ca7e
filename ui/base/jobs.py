"""Runs what takes time outside the GUI thread: one database thread, one tool thread, results on the GUI thread.

No widgets and no rules of the office live here; what is done to the data is a named function of `models/work`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from models.base.errors import AppError, CancelledError
from models.base.words import _
from ui.base import outcome
from ui.base.commit import Commit, taken_back
from ui.base.worker import Job, Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.access.opening import OpenOffice

T = TypeVar("T")
Ok = Callable[[T], object]
Fail = Callable[[AppError], object]

_LONG = 600  # milliseconds: shorter waiting is not noticed
_TELL_EVERY = 0.05  # seconds between two progress reports: more often than that only costs


class BackgroundWork:
    """A tool's work under way: the work tells its progress here, the person calls it off here. Any thread may ask."""

    def __init__(self, title: str, tell: Callable[[BackgroundWork], None]) -> None:
        self.title = title
        self.done = 0
        self.total = 0
        self.text = ""
        self._cancelled = False
        self._tell = tell
        self._told = 0.0

    def progress(self, done: int, total: int, text: str = "") -> None:
        """So much of `total` is done; `text` says what is in hand. Raises CancelledError once it was called off."""
        self.check()
        self.done, self.total, self.text = done, total, text or self.text
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY or done >= total:
            self._told = now
            self._tell(self)

    def check(self) -> None:
        """Raises CancelledError once the person called the work off."""
        if self._cancelled:
            raise CancelledError

    def cancelled(self) -> bool:
        """Whether the person called the work off."""
        return self._cancelled

    def cancel(self) -> None:
        """Call the work off; it ends at its next `progress` or `check`."""
        self._cancelled = True


class Jobs(QObject):
    """Reads, writes and tools. All methods are called on the GUI thread, and all callbacks come back there.

    A result whose `owner` has been deleted is dropped; what becomes of a failure is said in `outcome`.
    """

    changed = Signal(object)  # frozenset[str]: the tables of each commit; a page reloads when it shows one of them
    committed = Signal(object)  # Commit
    opened = Signal()  # an office has been opened
    closed = Signal()  # the office has been closed (locked)
    refused = Signal(object)  # AppError: every refusal of work, whoever else hears of it
    waiting = Signal(bool)  # the person has been waiting for the database for a noticeable time
    work_started = Signal(object)  # Task
    work_moved = Signal(object)  # Task
    work_ended = Signal(object)  # Task
    _read = Signal(object)  # Job of the database thread
    _arrived = Signal(object)  # Job of the tool thread
    _progressed = Signal(object)  # Task

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by: str | None = None  # who works; None leaves it to the store
        self._office: OpenOffice | None = None
        self._latest: dict[tuple[int, str], Job] = {}
        self._database = Worker("database", self._read.emit)
        self._tools = Worker("tool", self._arrived.emit)
        self._tasks: dict[BackgroundWork, tuple[QObject, Callable[[BackgroundWork], object] | None]] = {}
        self._stopped = False
        self._names: dict[str, str] = {}  # what each operation of this session did, by its id
        self._back: set[str] = set()  # the operations that took something back
        self._pending = 0  # database jobs that are still to be delivered
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG)
        self._long.timeout.connect(lambda: self.waiting.emit(True))
        self._read.connect(self._database_done, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._moved, Qt.ConnectionType.QueuedConnection)

    # Reading and changing

    def read(
        self,
        query: Callable[[Session], T],
        owner: QObject,
        ok: Ok[T] | None = None,
        fail: Fail | None = None,
        *,
        slot: str = "",
    ) -> None:
        """Run `query` on the database thread and hand what it returns (plain rows, no ORM objects) to `ok`.

        With `slot`, only the newest read of this owner and slot counts: older ones are not run, or not delivered.
        """

        def run() -> T:
            with self._open_office().store.read() as session:
                return query(session)

        self._put(Job(run, owner, ok, fail, slot=slot))

    def write(
        self,
        operation: str,
        change: Callable[[Session], T],
        owner: QObject,
        ok: Ok[T] | None = None,
        fail: Fail | None = None,
        *,
        said: str | Callable[[T], str] = "",
        ended: Callable[[], object] | None = None,
        kept: Callable[[Commit], object] | None = None,
        of: str = "",
        named: str | Callable[[T], str] = "",
    ) -> None:
        """Run `change` in one transaction under the stable word `operation` (`task.finish`), then tell who shows it.

        `said` is what the banner on the owner's page says, with Undo. `ended` is called after success and failure.
        `kept` hears of the commit before anybody else does: for an owner with an undo of its own. `of` is what an undo
        takes back. `named` says what was done and to what, for who takes it back; without it the journal's words do.
        """

        def run() -> tuple[T, Commit]:
            from models.base import clock

            with self._open_office().store.write(operation, by=self.by) as write:
                result = change(write.session)
            name = named if isinstance(named, str) else named(result)
            return result, Commit(operation, write.operation_id, write.changed, clock.now(), of, name)

        def after(pair: tuple[T, Commit]) -> T:
            result, commit = pair
            self._tell(commit, owner, kept)
            if said and shiboken6.isValid(owner):
                _say(owner, said if isinstance(said, str) else said(result), commit)
            return result

        job = Job(run, owner, ok, fail, ended=ended, keep=True)
        job.after = after
        self._put(job)

    def took_back(self, operation_id: str) -> bool:
        """Whether this operation of this session took another one back, so that taking it back does that one again."""
        return operation_id in self._back

    def name_of(self, operation_id: str) -> str:
        """What this operation of this session did; "" of one that nobody knows here."""
        return self._names.get(operation_id, "")

    def undo(
        self,
        operation_id: str,
        owner: QObject,
        said: str | None = None,
        ended: Callable[[], object] | None = None,
        *,
        ok: Ok[None] | None = None,
        kept: Callable[[Commit], object] | None = None,
    ) -> None:
        """Take one operation back, as a new operation of its own; the rest is as `write` has it.

        Without `said` the banner says what was taken back, or done again where it was itself a taking back.
        """
        again, name = self.took_back(operation_id), self.name_of(operation_id)
        words = said if said is not None else taken_back(name, again=again)

        def change(session: Session) -> None:
            from models.journal import undo

            undo.undo(session, operation_id)

        self.write("undo", change, owner, ok, said=words, ended=ended, kept=kept, of=operation_id, named=name)

    # The office's file as a whole

    def open(
        self,
        opener: Callable[[], OpenOffice],
        owner: QObject,
        ok: Ok[OpenOffice] | None = None,
        fail: Fail | None = None,
    ) -> None:
        """Call `opener` on the database thread; all that is asked after uses its store. Heavy imports belong in it."""

        def run() -> OpenOffice:
            before, self._office = self._office, opener()
            if before is not None and before is not self._office:
                before.close()
            return self._office

        def after(office: OpenOffice) -> OpenOffice:
            self.opened.emit()
            return office

        job = Job(run, owner, ok, fail)
        job.after = after
        self._put(job)

    def close(self, owner: QObject, ok: Ok[None] | None = None) -> None:
        """Close the office after everything queued before; what is asked afterwards fails with AppError `not_open`."""
        job = Job(self._close_office, owner, ok, None, keep=True)
        job.after = lambda _none: self.closed.emit()
        self._put(job)

    def with_office(
        self, work: Callable[[OpenOffice], T], owner: QObject, ok: Ok[T] | None = None, fail: Fail | None = None
    ) -> None:
        """Run `work` on the database thread with the whole office (evidence, backup, check). Reads wait meanwhile."""
        self._put(Job(lambda: work(self._open_office()), owner, ok, fail))

    def prepare(self, work: Callable[[], T], owner: QObject, ok: Ok[T] | None = None, fail: Fail | None = None) -> None:
        """Run `work` on the database thread, also while no office is open (restore one from a backup)."""
        self._put(Job(work, owner, ok, fail))

    # Long work

    def tool(
        self,
        work: Callable[[BackgroundWork], T],
        owner: QObject,
        ok: Ok[T] | None = None,
        fail: Fail | None = None,
        progress: Callable[[BackgroundWork], object] | None = None,
        *,
        title: str = "",
        ended: Callable[[], object] | None = None,
    ) -> BackgroundWork:
        """Run `work` on the tool thread (reading a document, making or signing a report); `cancel()` calls it off.

        Without `progress` the window shows a panel with `title` when the work takes longer than 600 ms.
        """
        task = BackgroundWork(title, self._progressed.emit)
        self._tasks[task] = (owner, progress)

        def run() -> T:
            task.check()
            return work(task)

        job = Job(run, owner, ok, fail, ended=ended)
        job.always = lambda: self._task_over(task)
        self._tools.put(job)
        if progress is None:
            self.work_started.emit(task)
        return task

    def busy(self) -> bool:
        """Whether a tool is at work."""
        return bool(self._tasks)

    # The end

    def settle(self, seconds: float = 120.0) -> bool:
        """Wait until nothing is under way and every result has been delivered. For closing, and for tests."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            idle = [w.wait_idle(max(0.0, end - time.monotonic())) for w in (self._database, self._tools)]
            asked = self._database.accepted + self._tools.accepted
            QCoreApplication.sendPostedEvents(self)
            # Results may have asked for more, whose own results may have come too late for these events.
            if all(idle) and asked == self._database.accepted + self._tools.accepted:
                return True
        return False

    def stop(self, last: Callable[[OpenOffice], object] | None = None, tool_seconds: float = 5.0) -> None:
        """Finish pending changes, call tools off, close the office, end both threads. Nothing is taken afterwards.

        `last` is run on the database thread when all changes are in, if an office is open.
        """
        if self._stopped:
            return
        self._stopped = True
        self._long.stop()
        for task in self._tasks:
            task.cancel()
        self._tools.stop(tool_seconds)
        if last is not None:
            self._database.put(Job(lambda: last(self._office) if self._office else None, self, None, None, keep=True))
        self._database.put(Job(self._close_office, self, None, None, keep=True))
        self._database.stop()
        QCoreApplication.sendPostedEvents(self)

    # Inside

    def _tell(self, commit: Commit, owner: QObject, first: Callable[[Commit], object] | None) -> None:
        if not commit.tables:
            return
        self._names[commit.operation_id or ""] = commit.name
        if commit.of and commit.operation_id is not None and not self.took_back(commit.of):
            self._back.add(commit.operation_id)
        if first is not None and shiboken6.isValid(owner):
            first(commit)
        self.committed.emit(commit)
        self.changed.emit(commit.tables)

    def _put(self, job: Job) -> None:
        if job.slot:
            self._latest[id(job.owner), job.slot] = job
        self._pending += self._database.put(job)
        if self._pending and not self._long.isActive():
            self._long.start()

    def _open_office(self) -> OpenOffice:
        if self._office is None:
            raise AppError(
                "not_open",
                _("Sổ chưa được mở nên chưa đọc hay ghi được."),
                _("Sổ đang khóa hoặc vừa được đóng."),
                _("Hãy mở khóa sổ rồi làm lại."),
            )
        return self._office

    def _close_office(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()

    def _task_over(self, task: BackgroundWork) -> None:
        del self._tasks[task]
        self.work_ended.emit(task)

    @Slot(object)
    def _moved(self, task: BackgroundWork) -> None:
        if task not in self._tasks:
            return
        owner, progress = self._tasks[task]
        if progress is None:
            self.work_moved.emit(task)
        elif shiboken6.isValid(owner):
            progress(task)

    @Slot(object)
    def _database_done(self, job: Job) -> None:
        self._pending -= 1
        if not self._pending:
            self._long.stop()
            self.waiting.emit(False)
        self._deliver(job)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        alive = shiboken6.isValid(job.owner)
        if job.slot:
            key = (id(job.owner), job.slot)
            newest = self._latest.get(key) is job
            if newest:
                del self._latest[key]
            alive = alive and newest
        outcome.meet(job, alive, self.refused.emit)


def _say(owner: QObject, text: str, commit: Commit) -> None:
    from ui.base import messages

    messages.show_done(owner, text, undo_operation=commit.operation_id if commit.tables else None)
