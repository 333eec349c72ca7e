"""The unlock view: the office's passphrase, or the recovery code and then a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base.context import Context
from ui.kit.fields import line_field
from ui.kit.gate import GateView, link, primary
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from ui.session.gateway import OfficeGateway

_BROKEN = {
    "damaged", "database_missing", "keys_missing", "keys_damaged", "access_unread", "changed_outside",
    "journal_untrusted", "upgrade_failed", "newer_version",
}  # fmt: skip


class Unlock(GateView):
    """Emits `opened` with the open office."""

    opened = Signal(object)

    def __init__(self, context: Context, gateway: OfficeGateway) -> None:
        super().__init__(*_by_passphrase())
        self._context = context
        self._gateway = gateway
        self._by_code = False
        self._office: OpenOffice | None = None
        self._account = _Users()
        self._account_label = plain_label(_("Người dùng"), buddy=self._account)
        self._form = PassphraseForm(_("Mật khẩu"))
        self._new = PassphraseForm(_("Mật khẩu mới"), new=True)
        self._code = line_field(_("Mã khôi phục"))
        self._code_label = plain_label(_("Mã khôi phục (32 chữ và số, in ra khi tạo sổ)"), buddy=self._code)
        self._remember = QCheckBox(_("Nhớ trên máy này, lần sau không hỏi"))
        self._remember.setToolTip(
            _(
                "Chỉ chọn khi máy này có mật khẩu Windows riêng của anh/chị. Sổ đã khóa thì vẫn hỏi, kể cả khi tắt mở "
                "lại chương trình."
            )
        )
        self._go = primary(_("Mở khóa"))
        self._aside = link(_("Quên mật khẩu? Dùng mã khôi phục"))
        self._restore = link(_("Khôi phục từ bản sao lưu…"))
        self._restore.clicked.connect(self.restore)
        self._fill_body()
        self._connect()
        self.setFocusProxy(self._form)
        self._arrange()
        # A key file that cannot be read is said when it is opened.
        context.jobs.prepare(gateway.accounts, self, self._show_accounts, lambda _failure: None)

    def restore(self) -> None:
        """The list of backups, also for a book that no longer opens."""
        from ui.backup import restore

        restore.show(self._context, self)

    def show_failed(self, failure: AppError, again: Callable[[], object]) -> None:
        """Why the book did not open by itself, with what may help: its backups, or another try."""
        if failure.code in _BROKEN:
            self.banner.error(failure, _("Khôi phục từ bản sao lưu…"), self.restore)
        else:
            # It may open in a moment: a command ends, a stick is put back.
            self.banner.error(failure, _("Thử lại"), again)

    def missing(self) -> QWidget | None:
        """What opens the book, or the passphrase that is to open it from now on, while it is not typed."""
        if self._office is not None:
            return self._new.to_fill() if self._new.complaint() else None
        if self._by_code:
            return None if self._code.text() else self._code
        return self._form.to_fill() if self._form.complaint() else None

    def _fill_body(self) -> None:
        for widget in (
            self._account_label,
            self._account,
            self._form,
            self._code_label,
            self._code,
            self._new,
            self._remember,
        ):
            self.body.addWidget(widget)
        self.body.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.addWidget(self._aside)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._go)

    def _connect(self) -> None:
        self._go.clicked.connect(self._try)
        self._aside.clicked.connect(self._other_way)
        self._account.picked.connect(self._form.setFocus)

    def _show_accounts(self, known: list[tuple[str, str]]) -> None:
        for account, name in known:
            self._account.addItem(name, account)
        who = self._context.account.id if self._context.account is not None else self._context.settings.get("account")
        last = self._account.findData(who)
        self._account.setCurrentIndex(max(0, last))
        self._arrange()

    def _arrange(self) -> None:
        renewing = self._office is not None
        for widget in (self._account_label, self._account):
            widget.setVisible(self._account.count() > 1 and not self._by_code and not renewing)
        self._form.setVisible(not self._by_code and not renewing)
        self._code_label.setVisible(self._by_code and not renewing)
        self._code.setVisible(self._by_code and not renewing)
        self._new.setVisible(renewing)
        self._aside.setVisible(not renewing)
        self._remember.setVisible(not renewing)
        self._restore.setVisible(not renewing)
        self._aside.setText(_("Dùng mật khẩu") if self._by_code else _("Quên mật khẩu? Dùng mã khôi phục"))
        self._go.setText(_("Đặt mật khẩu và mở sổ") if renewing else _("Mở khóa"))

    def _other_way(self) -> None:
        self._by_code = not self._by_code
        self.banner.hide()
        self.say_step(*(_by_recovery_code() if self._by_code else _by_passphrase()))
        self._arrange()
        field = self._code if self._by_code else self._form
        self.setFocusProxy(field)
        field.setFocus()

    def _try(self) -> None:
        if not self._go.isEnabled():
            return
        self.banner.hide()
        if self._office is not None:
            self._renew(self._office)
            return
        typed = self._code.text() if self._by_code else self._form.text()
        if not typed.strip():
            self._refused(_nothing_typed(self._by_code))
            return
        self._wait(True)
        remember = self._remember.isChecked()
        account = None if self._by_code else self._account.currentData()

        def opener() -> OpenOffice:
            office = self._gateway.open(typed, account)
            if remember:
                self._gateway.remember(office)
            return office

        self._context.jobs.open(opener, self, self._inside, self._refused)

    def _inside(self, office: OpenOffice) -> None:
        self._wait(False)
        self._form.forget()
        self._code.clear()
        self._context.settings.put("account", office.account.id)
        if not self._by_code or office.damage is not None:
            self.opened.emit(office)
            return
        # Whoever needed the code has lost the passphrase: without a new one the next start ends here again.
        self._office = office
        self.say_step(_("Đặt mật khẩu mới"), _("Sổ đã mở bằng mã khôi phục. Mã khôi phục cũ vẫn dùng được."))
        self._arrange()
        self._new.setFocus()

    def _renew(self, office: OpenOffice) -> None:
        complaint = self._new.complaint()
        if complaint:
            self.show_error(AppError("weak_passphrase", complaint))
            self._new.setFocus()
            return
        self._wait(True)
        passphrase = self._new.text()
        self._context.jobs.prepare(
            lambda: self._gateway.new_passphrase(office, passphrase),
            self,
            lambda _none: self._renewed(office),
            self._refused,
        )

    def _renewed(self, office: OpenOffice) -> None:
        self._new.forget()
        self.opened.emit(office)

    def _refused(self, failure: AppError) -> None:
        self._wait(False)
        self.show_error(failure)
        if self._by_code:
            self._code.setFocus()
            self._code.selectAll()
        else:
            self._form.wrong()

    def _wait(self, on: bool) -> None:
        self._go.setEnabled(not on)
        self._go.setText(_("Đang mở…") if on else self._go.text())
        if not on:
            self._arrange()


class _Users(QComboBox):
    """Who unlocks. `picked`: a name was taken from the open list; arrows on a closed one only go through the names."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Người dùng"))
        self._opened = False
        self.activated.connect(self._taken)

    def showPopup(self) -> None:
        """The list opens."""
        self._opened = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed on the closed list is no pick from an open one."""
        self._opened = False
        super().keyPressEvent(event)

    def _taken(self) -> None:
        if self._opened:
            self._opened = False
            self.picked.emit()


def _by_passphrase() -> tuple[str, str]:
    return _("Mở khóa sổ"), _("Sổ của cơ quan được mã hóa. Nhập mật khẩu để mở.")


def _by_recovery_code() -> tuple[str, str]:
    return _("Mở khóa sổ"), _("Nhập mã khôi phục đã cất giữ khi tạo sổ; sổ mở rồi thì đặt mật khẩu mới.")


def _nothing_typed(by_code: bool) -> AppError:
    what = _("Chưa nhập mã khôi phục.") if by_code else _("Chưa nhập mật khẩu.")
    return AppError("passphrase_missing", what)
