"""The choice after how long the book locks itself: shorter is everybody's, longer an administrator's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from models.base import lock_minutes, policy
from models.base.errors import AppError
from models.base.words import _
from ui.base.context import Context
from ui.kit.fields import choice_field
from ui.settings.passphrase_asked import PassphraseAsked

if TYPE_CHECKING:
    from models.access.opening import OpenOffice

_TIMES = (5, 15, 30, 60, 0)


class LockChoice:
    """What an administrator chooses is the office's longest time; others choose up to that for their computer."""

    def __init__(self, context: Context, page: QWidget, refused: Callable[[AppError], object]) -> None:
        self._context, self._page, self._refused = context, page, refused
        self.field: QComboBox = choice_field(_("Tự khóa khi không ai dùng máy"))
        self.field.setEnabled(policy.current().get("LockMinutes") is None)
        self.field.activated.connect(lambda _row: self._choose(int(self.field.currentData())))
        self.show()

    def show(self) -> None:
        """What counts now."""
        now = self._context.lock_minutes()
        self.field.clear()
        for minutes in (*_TIMES, *({now} - {*_TIMES})):
            self.field.addItem(lock_minutes.words(minutes), minutes)
        self.field.setCurrentIndex(self.field.findData(now))

    def _choose(self, minutes: int) -> None:
        may = self._context.may(lock_minutes.LOCK)
        if not lock_minutes.longer(minutes, self._context.lock_longest):
            self._keep(minutes)
            if may and minutes != self._context.lock_longest:
                self._shorten(minutes)
        elif may:
            self._ask(minutes)
        else:
            self._refused(lock_minutes.too_long(self._context.lock_longest))
            self.show()

    def _ask(self, minutes: int) -> None:
        why = _(
            "Chọn “{time}” thì trong thời gian đó ai tới máy cũng xem, sửa được sổ dưới tên người đang mở. Các "
            "máy khác cũng được chọn tới mức này."
        )

        def work(office: OpenOffice, passphrase: str) -> None:
            from models.access import lock_time

            lock_time.put(office, minutes, passphrase)

        title, told = _("Kéo dài thời gian tự khóa"), why.format(time=lock_minutes.words(minutes))
        dialog = PassphraseAsked(self._page, self._context.jobs, title, told, _("Kéo dài"), work)
        dialog.given.connect(lambda _none: self._allowed(minutes))
        dialog.finished.connect(lambda _result: self.show())
        dialog.open()

    def _shorten(self, minutes: int) -> None:
        def work(office: OpenOffice) -> None:
            from models.access import lock_time

            lock_time.put(office, minutes)

        def kept(_none: None) -> None:
            self._context.lock_longest = minutes

        self._context.jobs.with_office(work, self._page, kept, self._refused)

    def _allowed(self, minutes: int) -> None:
        self._context.lock_longest = minutes
        self._keep(minutes)
        self.show()

    def _keep(self, minutes: int) -> None:
        self._context.settings.put("lock_minutes", minutes)
