"""One account: name and role, and a passphrase where a new one is given; and the renewed recovery code, shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from models.base.text import clean
from models.base.words import _
from models.work import rights
from ui.base import messages, theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.fields import choice_field, line_field
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm
from ui.kit.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.access.opening import OpenOffice
    from models.work.accounts import AccountRow
    from ui.base.jobs import Jobs


class AccountDialog(EditDialog):
    """Thêm người dùng, sửa người dùng, đặt lại mật khẩu."""

    operation = "account.change"
    keeps_typing = False

    def __init__(
        self, owner: QWidget, jobs: Jobs, office: OpenOffice, account: AccountRow | None, *, reset: bool = False
    ) -> None:
        title = _("Thêm người dùng") if account is None else _("Sửa người dùng")
        title = _("Đặt lại mật khẩu của {name}").format(name=account.name) if reset and account else title
        super().__init__(owner, jobs, title, _("Thêm") if account is None else _("Lưu"))
        self._office, self._account, self._reset = office, account, reset
        self.name = line_field(_("Họ và tên"), longest=100, text=account.name if account else "")
        roles = ((rights.role_name(code), code) for code in rights.ROLES)
        self.role = choice_field(_("Vai trò"), roles, account.role if account else rights.CLERK)
        self._about = plain_label(role="muted", wrap=True)
        self.role.currentIndexChanged.connect(lambda _row: self._say_role())
        self.passphrase = PassphraseForm(_("Mật khẩu mới"), new=True)
        self.name.textChanged.connect(lambda _text: self._know())
        self._names: tuple[str, ...] = ()
        jobs.read(_office_names, self, self._learn, lambda _unread: None, slot="names")
        self._say_role()
        why = _("Người này nên tự đổi mật khẩu ở lần mở sổ đầu tiên.")
        if reset:
            why += " " + _("Nếu mật khẩu cũ có thể đã lộ, sau đó hãy bấm “Đổi khóa mã hóa…”.")
        self._advice = plain_label(why, "muted", wrap=True)
        self._rows(named=not reset, secret=reset or account is None)
        self._before = self._typed()
        (self.passphrase if reset else self.name).setFocus()

    def _rows(self, *, named: bool, secret: bool) -> None:
        self.form.addRow(plain_label(_("Họ và tên"), buddy=self.name), self.name)
        self.form.addRow(plain_label(_("Vai trò"), buddy=self.role), self.role)
        self.form.addRow(self._about)
        self.form.addRow(self.passphrase)
        self.form.addRow(self._advice)
        for place, there in enumerate((named, named, named, secret, secret)):
            self.form.setRowVisible(place, there)

    def complaint(self) -> tuple[str, QWidget] | None:
        """A name, and a passphrase where one is given."""
        if not clean(self.name.text()):
            return _("Hãy nhập họ và tên."), self.name
        missing = self.passphrase.complaint() if self._reset or self._account is None else ""
        return (missing, self.passphrase.to_fill()) if missing else None

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"account_exists": self.name, "weak_passphrase": self.passphrase}.get(code)

    def change(self) -> Change:
        """The row and the key slot together."""
        office, account, reset = self._office, self._account, self._reset
        name, role, passphrase = self.name.text(), str(self.role.currentData()), self.passphrase.text()

        def change(session: Session) -> None:
            from models.access import account_keys

            if account is None:
                account_keys.add(session, office, name, role, passphrase)
            elif reset:
                account_keys.reset(session, office, account.id, passphrase)
            else:
                account_keys.change(session, office, account.id, name=name, role=role)

        return change

    def done_words(self) -> str:
        """What was done."""
        name = clean(self.name.text())
        if self._reset:
            return _("Đã đặt lại mật khẩu của {name}.").format(name=name)
        return _("Đã lưu người dùng {name}.").format(name=name)

    def show_done(self, text: str, undo_operation: str | None) -> None:  # noqa: ARG002
        """Without Undo: a destroyed way in does not come back."""
        messages.show_done(self._owner, text, None)

    def dirty(self) -> bool:
        """Anything that differs from what was shown."""
        return self._typed() != self._before

    def done(self, result: int) -> None:
        """However it is closed, no passphrase stays in the fields."""
        self.passphrase.forget()
        super().done(result)

    def _learn(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._know()

    def _know(self) -> None:
        self.passphrase.know((*self._names, self.name.text()))

    def _typed(self) -> tuple[str, ...]:
        return self.name.text(), str(self.role.currentData()), self.passphrase.text()

    def _say_role(self) -> None:
        self._about.setText(
            {
                rights.ADMIN: _("Làm được mọi việc, quản lý người dùng và thông tin cơ quan."),
                rights.CLERK: _("Đọc văn bản, giao và cập nhật nhiệm vụ, nhập kỳ, lập báo cáo."),
                rights.LEADER: _("Xem mọi trang, chốt kỳ, mở lại kỳ, ký báo cáo."),
                rights.REGISTRAR: _("Xem mọi trang, ghi số và ngày, lập lại tệp, ký số của cơ quan."),
                rights.READER: _("Xem mọi trang, không sửa gì."),
            }[str(self.role.currentData())]
        )


def _office_names(session: Session) -> tuple[str, ...]:
    from models.work import office

    return office.names(session)


class NewRecoveryCode(Dialog):
    """The renewed code, until the person says that it was written down."""

    def __init__(self, owner: QWidget, code: str, office: str) -> None:
        super().__init__(owner.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Mã khôi phục mới"))
        self.code = RecoveryCode()
        self.code.show_code(code, office)
        self.ok = QPushButton(_("Xong"))
        theme.mark(self.ok, "primary")
        self.ok.setEnabled(False)
        self.code.noted.connect(self.ok.setEnabled)
        self.ok.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        why = _("Mã cũ không còn dùng được. Mã mới chỉ hiện một lần này; các bản sao lưu cũ vẫn mở bằng mã cũ.")
        column.addWidget(plain_label(why, wrap=True))
        column.addWidget(self.code)
        column.addWidget(self.ok, 0, Qt.AlignmentFlag.AlignRight)
        fit(self, theme.letters(64))

    def reject(self) -> None:
        """Esc closes it only when the code was written down."""
        if self.ok.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        self.code.forget()
        super().done(result)
