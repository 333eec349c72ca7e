"""A plain thread with a queue, and what may be asked of it. No widgets, no database."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject


class Job:
    """One piece of work with the people who wait for it.

    `run` is called on the worker's thread, all else on the GUI thread. `slot` names the place that a newer job of
    the same owner takes over. `keep` marks a change, which is finished even when the program closes.
    """

    __slots__ = ("after", "always", "ended", "fail", "failure", "keep", "ok", "owner", "result", "run", "slot")

    def __init__(
        self,
        run: Callable[[], Any],
        owner: QObject,
        ok: Callable[[Any], object] | None,
        fail: Callable[[Any], object] | None,
        *,
        ended: Callable[[], object] | None = None,
        slot: str = "",
        keep: bool = False,
    ) -> None:
        self.run = run
        self.owner = owner
        self.ok = ok
        self.fail = fail
        self.ended = ended
        self.slot = slot
        self.keep = keep
        self.after: Callable[[Any], Any] | None = None  # after success, even when the owner is gone
        self.always: Callable[[], object] | None = None  # after success or failure, even when the owner is gone
        self.result: Any = None
        self.failure: BaseException | None = None


class Worker:
    """Runs jobs one after another on a thread of its own and hands each finished job to `deliver`."""

    def __init__(self, name: str, deliver: Callable[[Job], None]) -> None:
        self._deliver = deliver
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._running: Job | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._started = False
        self.accepted = 0  # jobs ever put

    def put(self, job: Job) -> int:
        """Queue `job`; one still waiting for the same owner and slot is dropped. Refused silently once stopping.

        Gives by how many the jobs to deliver have grown (1, 0 or less).
        """
        with self._changed:
            if self._stopping:
                return 0
            before = len(self._queue)
            if job.slot:
                self._queue = deque(j for j in self._queue if j.owner is not job.owner or j.slot != job.slot)
            self._queue.append(job)
            self.accepted += 1
            if not self._started:
                self._started = True
                self._thread.start()
            self._changed.notify_all()
            return len(self._queue) - before

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is queued or running. False when that took longer than `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue and self._running is None, seconds)

    def stop(self, seconds: float | None = None) -> bool:
        """Finish the changes that are queued, drop the rest, end the thread. False when it is still running then."""
        with self._changed:
            self._stopping = True
            self._queue = deque(job for job in self._queue if job.keep)
            self._changed.notify_all()
        if self._started:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        while True:
            with self._changed:
                self._running = None
                self._changed.notify_all()
                self._changed.wait_for(lambda: bool(self._queue) or self._stopping)
                if not self._queue:
                    return
                self._running = job = self._queue.popleft()
            try:
                job.result = job.run()
            except BaseException as failure:  # noqa: BLE001 - every failure travels to the GUI thread and is judged there
                job.failure = failure
            self._deliver(job)
            del job  # a waiting worker must not keep the last result alive
