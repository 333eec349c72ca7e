"""Another passphrase for the office: the present one, the new one twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm
from ui.kit.to_field import go_to

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from ui.base.jobs import Jobs


class PassphraseChange(Dialog):
    """Nothing typed stays in the fields once the dialog is closed."""

    def __init__(self, owner: QWidget, jobs: Jobs) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Đổi mật khẩu"))
        self._owner, self._jobs = owner, jobs
        self.old = PassphraseForm(_("Mật khẩu hiện tại"))
        self.new = PassphraseForm(_("Mật khẩu mới"), new=True)
        self.ok = button(_("Đổi mật khẩu"), self.do)
        fields = QWidget()
        theme.mark(fields, "clear")
        inside = QVBoxLayout(fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.em(0.6))
        inside.addWidget(self.old)
        inside.addWidget(self.new)
        note = _("Mã khôi phục và việc nhớ trên máy này vẫn giữ như cũ. Nên tắt bộ gõ tiếng Việt khi nhập.")
        inside.addWidget(plain_label(note, "muted", wrap=True))
        column = QVBoxLayout(self)
        column.addWidget(scrolled(fields), 1)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.ok))
        fit(self, theme.letters(64))
        self.old.setFocus()
        jobs.with_office(_names, self, self.new.know, lambda _unread: None)

    def missing(self) -> QWidget | None:
        """The present one, the new one, the new one again."""
        forms = (form for form in (self.old, self.new) if form.complaint())
        return next((form.to_fill() for form in forms), None)

    def do(self) -> None:
        """Change it; a wrong present passphrase keeps the dialog open."""
        complaint = self.old.complaint() or self.new.complaint()
        if complaint:
            self.show_error(AppError("incomplete", complaint))
            (self.missing() or self.old).setFocus()
            return
        self.banner.hide()
        self._wait(True)
        old, new = self.old.text(), self.new.text()

        def work(office: OpenOffice) -> None:
            from models.access import own_ways

            own_ways.change_passphrase(office, old, new)

        self._jobs.with_office(work, self, lambda _none: self._changed(), self._refused)

    def show_error(self, failure: AppError) -> None:
        """What was refused, above the fields."""
        self.banner.error(failure)

    def show_done(self, text: str, undo_operation: str | None) -> None:
        """What was done is said on the page."""
        messages.show_done(self._owner, text, undo_operation)

    def done(self, result: int) -> None:
        """However it is closed, nothing stays in the fields."""
        self.old.forget()
        self.new.forget()
        super().done(result)

    def _changed(self) -> None:
        self.accept()
        messages.show_done(self._owner, _("Đã đổi mật khẩu. Lần mở sổ sau hãy dùng mật khẩu mới."))

    def _refused(self, failure: AppError) -> None:
        self._wait(False)
        self.show_error(failure)
        if failure.code == "wrong_passphrase":
            self.old.wrong()
        elif failure.code == "weak_passphrase":
            go_to(self.new)

    def _wait(self, on: bool) -> None:
        self.ok.setEnabled(not on)
        self.ok.setText(_("Đang đổi…") if on else _("Đổi mật khẩu"))


def _names(office: OpenOffice) -> tuple[str, ...]:
    from models.work import office as offices

    with office.store.read() as session:
        return (office.account.name, *offices.names(session))
