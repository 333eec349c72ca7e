"""Makes and proves backups by itself: after half an hour of changes, and when the program closes.

The rules are in `models.store.backups.retention`, the work in `models.store.backups.safety`; both run on the tool
thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.base import clock
from models.base.errors import AppError, CancelledError
from ui.base.context import Context

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.base.paths import Home
    from models.store.backups.safety import RoundResult
    from ui.base.jobs import BackgroundWork, Jobs

_LOOK_EVERY = 60_000  # milliseconds
_SECOND_RESTS = timedelta(minutes=30)  # after it refused


class AutoBackup(QObject):
    """Looks every minute whether a backup is due, and says in the footer how safe the book is."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._working = False
        self._changed = False
        self._second_waits: datetime | None = None  # until when, after the second place refused
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self.look)
        context.jobs.opened.connect(self._clock.start)
        context.jobs.closed.connect(self._clock.stop)
        context.jobs.committed.connect(self._note_change)

    def _note_change(self, _commit: object) -> None:
        self._changed = True

    def look(self) -> None:
        """Make a backup if one is due, open the newest again if that was long ago, bring it to the second place."""
        office = self._context.office
        if office is None or office.damage is not None or self._working:
            return
        self._working = True
        changed, self._changed = self._changed, False
        place, days = self._context.second_place()
        bring = self._second_waits is None or clock.now() >= self._second_waits

        def work(task: BackgroundWork) -> RoundResult:
            from models.store.backups import safety

            if office.damage is not None:
                raise CancelledError  # found damaged while this waited
            return safety.tend(office.home, office.data_key, place, days, task.check, changed=changed, bring=bring)

        self._context.jobs.tool(work, self, self._tended, self._failed, progress=_quietly, ended=self._ended)

    def _tended(self, found: RoundResult) -> None:
        self._changed = self._changed or found.waits
        if self._context.office is not None:
            self._context.show_backup(found.safety)
        if found.refused is not None:
            self._second_waits = clock.now() + _SECOND_RESTS
            self._tell(found.refused)

    def _failed(self, failure: AppError) -> None:
        self._changed = True
        self._tell(failure)

    def _tell(self, failure: AppError) -> None:
        current = getattr(self.parent(), "current_page", None)
        page = current() if callable(current) else None
        if page is not None:  # behind a lock it is said the next time
            page.show_error(failure)

    def _ended(self) -> None:
        self._working = False


def back_up_before(
    work: str, jobs: Jobs, owner: QObject, go: Callable[[], object], fail: Callable[[AppError], object] | None = None
) -> None:
    """Do something risky (an import) only after what was saved is in a backup that is named after it.

    Without room for the backup it is not done, and `fail` is told.
    """

    def safe(office: OpenOffice) -> None:
        from models.store.backups import backup_list

        backup_list.catch_up(office.home, office.data_key, f"truoc-{work}-")

    jobs.with_office(safe, owner, lambda _none: go(), fail)


def last_actions(context: Context, look: Callable[[OpenOffice], None] | None) -> Callable[[OpenOffice], None] | None:
    """What is done with the open book when every change is in: keep the last look, and back up what changed."""
    if context.office is None:
        return look
    if context.office.damage is not None:
        return None  # what is damaged is neither copied nor kept to be shown

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

    from models.store.backups import backup_list

    try:
        backup_list.catch_up(office.home, office.data_key)
    except AppError as failure:
        logging.getLogger(__name__).warning("no backup at closing: %s", failure.code)


def bring_when_gone(context: Context, home: Home) -> bool:
    """Bring the newest backup to the second place; whether it is there now. Comes back in a few seconds in any case.

    Called when the person has closed the program: the window is gone, the book is closed, another start may have it.
    """
    place, _days = context.second_place()
    office = context.office
    if not place or (office is not None and office.damage is not None):
        return False
    from models.store.backups import backup_on_exit

    return backup_on_exit.bring(home, place, office.data_key if office is not None else None)


def _quietly(_task: object) -> None:
    """It goes on behind the work: no panel."""
