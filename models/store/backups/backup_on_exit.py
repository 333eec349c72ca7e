"""The newest backup to the second place when the program goes: in a few seconds, or else at the next start.

The book is closed and nobody looks any more, but a stick may be slow, and a network share that is away may take half a
minute to say so. So the work has a thread of its own, which is called off when its time is up, and left behind when it
does not even hear that: it ends with the program. What it leaves on the stick then is not named like a backup, and
`offsite.bring` tidies it up.
"""

from __future__ import annotations

import threading
import time

from models.base.errors import AppError, CancelledError
from models.base.paths import Home
from models.store.backups import backup_list, offsite

ANSWER = 1.0  # seconds for the place to say that it is there
WHOLE = 4.0  # seconds for all of it
HEARS = 1.0  # seconds more to hear that it is called off, and to tidy up


def bring(
    home: Home, place: str, key: bytes | None, answer: float = ANSWER, whole: float = WHOLE, *, hears: float = HEARS
) -> bool:
    """Whether the second place has the newest proven backup now. Comes back within `whole` + `hears` seconds.

    `key` is the book's, None after a locked one: then a backup with evidence that is not there yet waits.
    What the place refuses is not said: the next start tries again, and says it.
    """
    until = time.monotonic() + whole
    going = _CopyOnExit(home, place, key, until)
    going.start()
    if not going.answered.wait(answer):
        going.left.set()
        return False
    going.join(max(0.0, until + hears - time.monotonic()))
    return going.brought


class _CopyOnExit(threading.Thread):
    def __init__(self, home: Home, place: str, key: bytes | None, until: float) -> None:
        super().__init__(name="backup on exit", daemon=True)
        self.answered, self.left = threading.Event(), threading.Event()
        self.brought = False
        self._home, self._place, self._key, self._until = home, place, key, until

    def run(self) -> None:
        """Look first; an answer that came too late is not acted on."""
        try:
            try:
                there = offsite.look(self._home, self._place)
            finally:
                self.answered.set()
            if there.there and not there.whole and backup_list.newest_proven(self._home) is not None:
                self._check()
                there = offsite.bring(self._home, self._place, self._key, self._check)
            self.brought = there.there and there.whole
        except (AppError, CancelledError, OSError):
            self.brought = False

    def _check(self) -> None:
        if self.left.is_set() or time.monotonic() > self._until:
            raise CancelledError
