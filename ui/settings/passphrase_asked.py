"""Asks whoever is inside for the passphrase again, before what a passer-by at an open screen must not do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

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

Work = Callable[["OpenOffice", str], object]  # with the passphrase that was typed, which it tries itself


class PassphraseAsked(Dialog):
    """Does `work` with the passphrase, and emits `given` with what came of it. Nothing typed stays afterwards."""

    given = Signal(object)

    def __init__(self, owner: QWidget, jobs: Jobs, title: str, why: str, yes: str, work: Work) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._jobs, self._work = jobs, work
        self.passphrase = PassphraseForm(_("Mật khẩu của anh/chị"))
        self.ok = button(yes, self.do)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(plain_label(why, wrap=True))
        column.addWidget(self.passphrase)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.ok))
        fit(self, theme.letters(64))
        self.passphrase.setFocus()

    def missing(self) -> QWidget | None:
        """The passphrase."""
        return self.passphrase.to_fill() if self.passphrase.complaint() else None

    def do(self) -> None:
        """Do it, once; a wrong passphrase keeps the dialog open."""
        complaint = self.passphrase.complaint()
        if complaint:
            self.banner.error(AppError("incomplete", complaint))
            self.passphrase.setFocus()
            return
        if not self.ok.isEnabled():
            return  # it is being done
        self.banner.hide()
        self.ok.setEnabled(False)
        typed, work = self.passphrase.text(), self._work
        self._jobs.with_office(lambda office: work(office, typed), self, self._done, self._refused)

    def done(self, result: int) -> None:
        """However it is closed, nothing stays in the field."""
        self.passphrase.forget()
        super().done(result)

    def _done(self, found: object) -> None:
        self.accept()
        self.given.emit(found)

    def _refused(self, failure: AppError) -> None:
        self.ok.setEnabled(True)
        self.banner.error(failure)
        if failure.code == "wrong_passphrase":
            self.passphrase.wrong()
