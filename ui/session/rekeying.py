"""Exchanging the data key in the window: the book is closed, made anew away from the window, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.base.errors import AppError
from models.base.paths import Home
from models.base.words import _
from ui.backup import rekey_words
from ui.base.context import Context

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.store.keys.key_slots import Unlocked
    from ui.backup.rekey import RekeyWish
    from ui.base.jobs import BackgroundWork
    from ui.frame.window import Window


class Rekeying(QObject):
    """One for each time. `opened` and `not_opened` are the entrance's ways on."""

    def __init__(
        self,
        context: Context,
        window: Window,
        opened: Callable[[OpenOffice], object],
        not_opened: Callable[[AppError], object],
    ) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._opened, self._not_opened = opened, not_opened
        self._back: Callable[[], OpenOffice] | None = None

    def begin(self, office: OpenOffice, wish: RekeyWish) -> None:
        """Finish what is under way, close the book, and do it."""
        home, inside, place = office.home, _inside(office), self._context.second_place()[0]
        self._back = lambda: _as_before(home, inside)

        def work(task: BackgroundWork) -> tuple[OpenOffice, str]:
            from models.access import old_copies, opening, rekey
            from models.store.sqlite import damage

            found = opening.enter(home, inside)
            again, done = rekey.rekey(found, wish.passphrase, end_old=wish.end_old, progress=task.progress)
            removed, left = old_copies.tidied(again, place, remove=wish.remove_old)
            said, *more = rekey_words.lines(done, removed, left, with_code=False)
            again.notices = (damage.Notice("rekeyed", said, " ".join(more)), *again.notices)
            return again, done.code

        def closed(_none: None) -> None:
            self._context.office = None
            jobs.tool(work, self, self._done, self._failed, progress=wish.moved, ended=lambda: self._over(wish))

        jobs = self._context.jobs
        self._window.close_office()
        # A backup that is being made right now is finished first: it reads the file that is to be moved.
        jobs.tool(lambda _task: None, self, lambda _none: jobs.close(self, closed), progress=lambda _task: None)

    def _done(self, made: tuple[OpenOffice, str]) -> None:
        office, code = made
        self._back = None
        self._context.jobs.open(lambda: office, self, self._opened, self._not_opened)
        if code:
            from ui.settings.account_edit import NewRecoveryCode

            NewRecoveryCode(self._window, code, "").open()

    def _failed(self, failure: AppError) -> None:
        back, self._back = self._back, None

        def again() -> OpenOffice:
            from models.store.sqlite import damage

            office = back() if back is not None else None
            if office is None:
                raise failure
            said = damage.Notice("rekey_failed", failure.what, " ".join(filter(None, (failure.why, failure.do))))
            office.notices = (said, *office.notices)
            return office

        self._context.jobs.open(again, self, self._opened, self._not_opened)

    def _over(self, wish: RekeyWish) -> None:
        """Called off: neither done nor failed."""
        wish.over()
        if self._back is not None:
            self._context.jobs.open(self._back, self, self._opened, self._not_opened)


def _inside(office: OpenOffice) -> Unlocked:
    from models.store.keys import key_slots

    return key_slots.Unlocked(office.data_key, office.account.id, key_slots.load(office.home.keys))


def _as_before(home: Home, inside: Unlocked) -> OpenOffice:
    """The book as it was, if it is still that. Raises AppError `locked` when the new one stands already."""
    from models.access import opening
    from models.store.backups import swap
    from models.store.keys import key_slots

    if swap.interrupted(home) or key_slots.load(home.keys).generation != inside.keys.generation:
        raise AppError("locked", _("Sổ đang khóa."), "", _("Hãy nhập mật khẩu."))
    return opening.enter(home, inside)
