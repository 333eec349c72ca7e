"""Asks an administrator for the passphrase before the book stays open for longer with nobody there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base import lock_minutes
from models.base.errors import AppError
from models.base.words import _
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from ui.base.jobs import Jobs


class LongerLock(Dialog):
    """Emits `allowed` with the minutes once the book has them. Nothing typed stays once the dialog is closed."""

    allowed = Signal(int)

    def __init__(self, owner: QWidget, jobs: Jobs, minutes: int) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Kéo dài thời gian tự khoá"))
        self._jobs, self._minutes = jobs, minutes
        self.passphrase = PassphraseForm(_("Mật khẩu của anh/chị"))
        self.ok = button(_("Kéo dài"), self.do)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        said = _(
            "Chọn “{time}” thì trong thời gian đó ai tới máy cũng xem, sửa được sổ dưới tên người đang mở. Các "
            "máy khác cũng được chọn tới mức này."
        )
        column.addWidget(plain_label(said.format(time=lock_minutes.words(minutes)), wrap=True))
        column.addWidget(self.passphrase)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.ok))
        fit(self, theme.letters(64))
        self.passphrase.setFocus()

    def missing(self) -> QWidget | None:
        """The passphrase."""
        return self.passphrase.to_fill() if self.passphrase.complaint() else None

    def do(self) -> None:
        """Allow it; a wrong passphrase keeps the dialog open."""
        complaint = self.passphrase.complaint()
        if complaint:
            self.banner.error(AppError("incomplete", complaint))
            self.passphrase.setFocus()
            return
        self.banner.hide()
        self.ok.setEnabled(False)
        minutes, typed = self._minutes, self.passphrase.text()

        def work(office: OpenOffice) -> None:
            from models.access import lock_time

            lock_time.put(office, minutes, typed)

        self._jobs.with_office(work, self, lambda _none: self._done(), self._refused)

    def done(self, result: int) -> None:
        """However it is closed, nothing stays in the field."""
        self.passphrase.forget()
        super().done(result)

    def _done(self) -> None:
        self.allowed.emit(self._minutes)
        self.accept()

    def _refused(self, failure: AppError) -> None:
        self.ok.setEnabled(True)
        self.banner.error(failure)
        if failure.code == "wrong_passphrase":
            self.passphrase.wrong()
