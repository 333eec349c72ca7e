"""When backups are made and proven while the window is open: after half an hour of changes, and at the end.

The rules are in `models.store.keeping`, the work in `models.store.shelf`; both run on the tool thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.base.errors import AppError
from ui.desk import Desk

if TYPE_CHECKING:
    from models.work.opening import OpenOffice
    from ui.jobs import Task

_LOOK_EVERY = 60_000  # milliseconds


class Keeper(QObject):
    """Looks every minute whether a backup is due, and says in the footer when the newest proven one was made."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = False
        self._changed = False
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.look)
        desk.jobs.opened.connect(self._clock.start)
        desk.jobs.closed.connect(self._clock.stop)
        desk.jobs.committed.connect(self._note_change)

    def _note_change(self, _commit: object) -> None:
        self._changed = True

    def look(self) -> None:
        """Make a backup if one is due, and open the newest again if that was long ago."""
        office = self._desk.office
        if office is None or self._working:
            return
        self._working = True
        changed, self._changed = self._changed, False

        def work(_task: Task) -> tuple[bool, datetime | None]:
            return tend(office, changed=changed)

        self._desk.jobs.tool(work, self, self._tended, self._failed, progress=_quietly, ended=self._ended)

    def _tended(self, result: tuple[bool, datetime | None]) -> None:
        waits, proven_at = result
        self._changed = self._changed or waits
        if self._desk.office is not None:
            self._desk.show_backup(proven_at)

    def _failed(self, failure: AppError) -> None:
        self._changed = True
        current = getattr(self.parent(), "current_page", None)
        page = current() if callable(current) else None
        if page is not None:  # behind a lock it is said the next time
            page.show_error(failure)

    def _ended(self) -> None:
        self._working = False


def tend(office: OpenOffice, *, changed: bool) -> tuple[bool, datetime | None]:
    """Back up if it is due, prove if it is due; whether changes still wait, and when the newest proven one was made."""
    from models.base import clock
    from models.store import keeping, shelf

    made = max((one.made_at for one in shelf.kept(office.home.backups)), default=None)
    if keeping.due(clock.now(), made, changed=changed):
        shelf.make(office.home, office.data_key)
        changed = False
    return changed, shelf.prove_due(office.home, office.data_key)


def last_deeds(desk: Desk, look: Callable[[OpenOffice], None] | None) -> Callable[[OpenOffice], None] | None:
    """What is done with the open book when every change is in: keep the last look, and back up what changed."""
    if desk.office is None:
        return look

    def last(office: OpenOffice) -> None:
        if look is not None:
            look(office)
        at_close(office)

    return last


def at_close(office: OpenOffice) -> None:
    """The last backup of the day, if anything was saved since the one before. What the disk refuses is only logged.

    Called on the database thread after the last change.
    """
    import logging

    from models.store import audit, shelf

    try:
        with office.store.read() as session:
            _number, head = audit.head(session)
        if shelf.changed_since(office.home, head)[0]:
            shelf.make(office.home, office.data_key)
    except AppError as failure:
        logging.getLogger(__name__).warning("no backup at closing: %s", failure.code)


def _quietly(_task: object) -> None:
    """It goes on behind the work: no panel."""
