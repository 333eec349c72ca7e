"""The way into the book: open it with what this computer remembers, or show the first run or the unlock view."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from models.base.errors import AppError
from models.base.words import _
from ui.backup.auto_backup import AutoBackup
from ui.backup.integrity_watch import IntegrityWatch
from ui.base import clipboard, hand, messages
from ui.base.context import Context
from ui.frame.lock_shortcut import LockShortcut
from ui.session.draft_autosave import DraftAutosave

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.access.opening import OpenOffice
    from models.access.restore import RestoreWish
    from models.store.backups.safety import BackupState
    from models.store.sqlite.damage import Notice
    from models.work.office import OfficeCard
    from ui.backup.rekey import RekeyWish
    from ui.frame.window import Window
    from ui.session.gateway import OfficeGateway
    from ui.session.unlock import Unlock


_ONLY_READ = _("Sổ đang mở chỉ để đọc.")
_SETTLED = {"older", "rewritten", "rows"}  # the kinds of notice that something is done about in the settings
_FIRST_PAINT = 30  # milliseconds from making a page to having it on the screen


class Entrance(QObject):
    """Leads from a painted window to an open book, and back to the unlock view when the book is locked."""

    def __init__(self, context: Context, window: Window, gateway: OfficeGateway) -> None:
        super().__init__(window)
        self._context = context
        self._home = context.home
        self._window = window
        self._gateway = gateway
        self._lock_waits = False
        context.lock_office = self.lock
        context.restore_office = self.restore
        context.rekey_office = self.rekey
        context.jobs.work_ended.connect(self._work_over)
        AutoBackup(context, window)
        LockShortcut(self, self.lock)
        self.integrity_watch = IntegrityWatch(context, window.notices, self._sealed, lambda: window.go("settings"))
        self._drafts = context.drafts = DraftAutosave(context, window.notices)

    def begin(self) -> None:
        """Open the book with what is remembered; called after the first paint.

        First what was on the screen last, if it is still so; loading what opens the book takes longer than showing it.
        """
        self._context.jobs.prepare(self._gateway.look, self, self._looked)

    def _looked(self, seen: dict[str, Any] | None) -> None:
        painted = threading.Event()
        if seen is None:
            painted.set()
        else:
            self._window.open_office(seen["name"], seen["parent"], seen)
            QTimer.singleShot(_FIRST_PAINT, painted.set)

        def opener() -> OpenOffice:
            # Loading would hold up the painting: both are Python, and take turns.
            painted.wait(1.0)
            return self._gateway.open(None)

        self._context.jobs.open(opener, self, self._opened, self._not_opened)

    def lock(self) -> None:
        """Close the file, drop its key and cover the window; pages keep what was typed for whoever locked them.

        The demonstration is not locked but left.
        """
        if self._context.home == self._home:
            if self._window.gate() is None and self._context.office is not None:
                # The cell that is being typed in is left by this, so it is saved before the file is closed.
                hand.finish_word()
                self._drafts.look()
                self._window.cover(self._unlock_view())
                clipboard.forget()
                self._gateway.set_aside()
                self._context.jobs.close(self, lambda _none: self._forget())
        elif self._window.may_leave():
            self._window.close_office()
            self._context.jobs.close(self, lambda _none: self._left())

    def restore(self, wish: RestoreWish) -> None:
        """Put a backup in the place of the book, be it open or locked, and open it."""
        if self._context.home != self._home:
            messages.error(self._window.current_page(), _only_a_sample())
            return
        open_now = self._window.gate() is None
        if not self._window.may_leave() if open_now else self._window.covered() and not _lose_typing(self._window):
            return

        def replace() -> OpenOffice:
            return self._gateway.restore(wish)

        def closed_to(_none: None) -> None:
            self._context.jobs.close(self, lambda _none: self._forget())
            self._context.jobs.open(replace, self, self._opened, self._not_opened)

        self._window.close_office()
        # A backup that is being made right now is finished first: it reads the file that is to be moved.
        self._context.jobs.tool(lambda _task: None, self, closed_to, progress=lambda _task: None)

    def rekey(self, wish: RekeyWish) -> None:
        """Exchange the data key of the open book; the dialog asked for it stays until it is over."""
        from ui.session.rekeying import Rekeying

        office = self._context.office
        if office is None or not self._window.may_leave():
            wish.over()
            return
        Rekeying(self._context, self._window, self._opened, self._not_opened).begin(office, wish)

    def lock_idle(self) -> None:
        """Nobody is here. Work under way is finished first, and the demonstration hides nothing."""
        self._lock_waits = self._context.jobs.busy()
        if not self._lock_waits:
            self.lock_now()

    def lock_now(self) -> None:
        """Lock whatever is going on, but for the demonstration."""
        if self._context.home == self._home:
            self.lock()

    def person_back(self) -> None:
        """Somebody is here again: a lock that waits for work to end is not wanted any more."""
        self._lock_waits = False

    def _work_over(self, _task: object) -> None:
        if self._lock_waits:
            self.lock_idle()

    def _forget(self) -> None:
        clipboard.forget()  # a copy that was under way when the book was locked came after the first time
        self._context.office = None

    def _left(self) -> None:
        # Whoever leaves the demonstration comes back to where it was chosen.
        self._forget()
        self._context.home = self._home
        self._context.account = None
        self.begin()

    def _not_opened(self, failure: AppError) -> None:
        self._window.close_office()
        if failure.code == "no_office":
            from ui.session.first_run import FirstRun

            first = FirstRun(self._context, self._gateway)
            first.opened.connect(self._opened)
            self._window.show_gate(first)
        else:
            self._show_unlock(None if failure.code == "locked" else failure)

    def _show_damaged(self, office: OpenOffice) -> None:
        from ui.backup.damaged import Damaged

        self._window.close_office()
        view = Damaged(self._context, office)
        view.opened.connect(self._opened)
        view.read_wanted.connect(lambda: self._enter(office))
        view.again.connect(lambda: self._context.jobs.close(self, lambda _none: self._begin_again()))
        self._window.show_gate(view)

    def _begin_again(self) -> None:
        self._forget()
        self.begin()

    def _show_unlock(self, failure: AppError | None = None) -> None:
        view = self._unlock_view()
        self._window.show_gate(view)
        if failure is not None:
            view.show_failed(failure, self.begin)

    def _unlock_view(self) -> Unlock:
        from ui.session.unlock import Unlock

        view = Unlock(self._context, self._gateway)
        view.opened.connect(self._opened)
        return view

    def _opened(self, office: OpenOffice) -> None:
        if office.damage is not None:
            self._show_damaged(office)
        else:
            self._enter(office)

    def _enter(self, office: OpenOffice) -> None:
        before, self._context.account = self._context.account, office.account
        self._context.home, self._context.office = office.home, office
        if self._window.covered():
            if before is not None and before.id == office.account.id and before.role == office.account.role:
                self._window.uncover()
                return
            # What another person typed is not this one's to see.
            self._window.close_office()
        self._context.jobs.read(_card, self, self._named)
        place, days = self._context.second_place()

        def safe(office: OpenOffice) -> BackupState:
            from models.store.backups import safety

            if office.damage is not None:
                return safety.look(office.home, place, days, changed=False)
            return safety.of_open_book(office.home, office.data_key, place, days)

        self._context.jobs.with_office(safe, self, self._context.show_backup)

    def _named(self, card: OfficeCard) -> None:
        self._window.open_office(card.name, card.parent or "")
        self._context.lock_longest = card.lock_minutes
        office = self._context.office
        if office is None:
            return
        if office.damage is not None:
            self._say_damaged(office)
        for notice in office.notices:
            self._say(notice)
        page = self._window.current_page()
        if card.sample and page is not None:
            page.banner.note(
                _("Đây là cơ quan mẫu: mọi tên và số liệu đều là giả định."),
                _("Cứ thử thoải mái. Khi muốn lập sổ thật, chọn Rời cơ quan mẫu."),
                _("Rời cơ quan mẫu"),
                self.lock,
            )
        self._drafts.begin()

    def _sealed(self, office: OpenOffice) -> None:
        """Damage was found while the book was open: what is on the screen stays, and nothing more is written."""
        self._context.account = office.account
        self._window.seal()
        self._say_damaged(office)

    def _say_damaged(self, office: OpenOffice) -> None:
        from models.store import diagnoses

        wrong = office.damage
        told = AppError("damaged", f"{wrong.what} {_ONLY_READ}" if wrong else "", diagnoses.only_read().why)

        def show() -> None:
            self._show_damaged(office)

        self._window.notices.warn("damaged", told, _("Chỉ để đọc"), _("Cách xử lý…"), show)

    def _say(self, notice: Notice) -> None:
        """What the file's owner should know; a place is spoken of until the person has accepted it."""
        accepted = self._context.settings.get("place_accepted")
        if notice.kind in accepted:
            return
        if not notice.place:
            look = (_("Xem ở Cài đặt"), lambda: self._window.go("settings")) if notice.kind in _SETTLED else ()
            self._window.notices.note(notice.kind, notice.text, notice.do, *look)
            return

        def accept() -> None:
            self._context.settings.put("place_accepted", [*accepted, notice.kind])

        self._window.notices.note(notice.kind, notice.text, notice.do, _("Đã hiểu, không nhắc lại"), accept)


def _lose_typing(window: Window) -> bool:
    what = _("Sổ đang khóa, có thể còn chữ nhập dở. Khôi phục?")
    why = _("Những gì đã lưu vẫn được giữ riêng; chữ đang nhập dở chưa lưu trong các ô sẽ mất.")
    return messages.ask(window, what, why, yes=_("Khôi phục"), no=_("Thôi"), danger=True)


def _only_a_sample() -> AppError:
    return AppError(
        "sample_office",
        _("Đang ở cơ quan mẫu nên không khôi phục gì."),
        _("Bản sao lưu được khôi phục vào sổ thật của cơ quan."),
        _("Hãy rời cơ quan mẫu rồi khôi phục."),
    )


def _card(session: Session) -> OfficeCard:
    from models.work import office

    return office.card(session)
