"""The first run: a new office, the demonstration, or one from a backup. Each step is in its own file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import messages, theme
from ui.base.context import Context
from ui.kit.gate import GateView, primary
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm
from ui.kit.recovery_code import RecoveryCode
from ui.session.office_form import OfficeForm
from ui.units.unit_choice import UnitChoice

if TYPE_CHECKING:
    from pathlib import Path

    from models.access.opening import OpenOffice
    from ui.session.gateway import OfficeGateway

_CHOICE, _OFFICE, _UNITS, _KEY, _CODE, _BACKUP = range(6)


class FirstRun(GateView):
    """Emits `opened` with the open office, for a new one after the recovery code was written down."""

    opened = Signal(object)

    def __init__(self, context: Context, gateway: OfficeGateway) -> None:
        super().__init__("")
        self._context = context
        self._gateway = gateway
        self._step = _CHOICE
        self._named = ""
        self._office: OpenOffice | None = None
        self._backup: Path | None = None
        self._form = OfficeForm()
        self._units = UnitChoice(_("Chưa chọn đơn vị nào; có thể thêm sau ở trang Đơn vị."))
        self._key = PassphraseForm(_("Mật khẩu của cơ quan"), new=True)
        self._remember = QCheckBox(_("Nhớ trên máy này, lần sau không hỏi mật khẩu"))
        self._remember.setToolTip(_("Sổ đã khóa thì vẫn hỏi mật khẩu, kể cả khi tắt mở lại chương trình."))
        self._code = RecoveryCode()
        self._backup_key = PassphraseForm(_("Mật khẩu của sổ trong bản sao lưu"))
        self._backup_name = plain_label(role="muted", wrap=True)
        self._all_steps = (self._choice(), self._form, self._units, self._key_step(), self._code, self._backup_step())
        for step in self._all_steps:
            self.body.addWidget(step, 1)
        self._back = QPushButton(_("Quay lại"))
        self._next = primary(_("Tiếp tục"))
        self.buttons.addWidget(self._back)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self._next)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._code.noted.connect(self._next.setEnabled)
        # Whoever goes through a step with Tab and Enter goes on, not back.
        QWidget.setTabOrder(self._next, self._back)
        self._show_step(_CHOICE)

    # The steps

    def _choice(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.7))
        self._first = _way(
            column,
            _("Tạo cơ quan mới"),
            _("Khai báo tên cơ quan, các xã trực thuộc và đặt mật khẩu. Mất khoảng ba phút."),
            lambda: self._show_step(_OFFICE),
        )
        theme.mark(self._first, "primary")
        _way(
            column,
            _("Mở cơ quan mẫu (dữ liệu minh họa)"),
            _("Một huyện với nhiệm vụ và tiến độ giả định, để xem thử và tập dùng; không lẫn với sổ thật."),
            self._open_sample,
        )
        _way(
            column,
            _("Mở sổ có sẵn từ bản sao lưu"),
            _("Khi chuyển sang máy mới hoặc cài lại máy: chọn tệp .cchc đã sao lưu."),
            self._pick_backup,
        )
        column.addStretch(1)
        return step

    def _key_step(self) -> QWidget:
        return _stacked(
            self._key,
            plain_label(_("Nên tắt bộ gõ tiếng Việt khi nhập, để mật khẩu không bị bỏ dấu."), "muted", wrap=True),
            self._remember,
            plain_label(_("Chỉ chọn khi máy này có mật khẩu Windows riêng của anh/chị."), "muted", wrap=True),
        )

    def _backup_step(self) -> QWidget:
        return _stacked(self._backup_name, self._backup_key)

    def _show_step(self, step: int) -> None:
        self.banner.hide()
        self._step = step
        for place, widget in enumerate(self._all_steps):
            widget.setVisible(place == step)
        self.set_tall(step == _UNITS)
        if step == _KEY:
            self._key.know(self._form.names())
        title, words = _heading(step)
        self.say_step(title, words)
        self._back.setVisible(step in {_OFFICE, _UNITS, _KEY, _BACKUP})
        self._next.setVisible(step != _CHOICE)
        self._next.setEnabled(step != _CODE)
        self._next.setText(
            {_KEY: _("Tạo sổ"), _CODE: _("Bắt đầu dùng sổ"), _BACKUP: _("Khôi phục và mở")}.get(step, _("Tiếp tục"))
        )
        focus = {_CHOICE: self._first, _OFFICE: self._form, _UNITS: self._units, _KEY: self._key, _CODE: self._code}
        focused = focus.get(step, self._backup_key)
        self.setFocusProxy(focused)
        focused.setFocus()

    def missing(self) -> QWidget | None:
        """What the step asks for first, while it is not there."""
        if self._step == _OFFICE:
            return self._form if self._form.complaint() else None
        form = {_KEY: self._key, _BACKUP: self._backup_key}.get(self._step)
        return form.to_fill() if form is not None and form.complaint() else None

    def _go_back(self) -> None:
        step = self._step
        if step == _KEY and self._form.level() == "xa":
            self._show_step(_OFFICE)
        else:
            self._show_step({_UNITS: _OFFICE, _KEY: _UNITS}.get(step, _CHOICE))

    def _go_on(self) -> None:
        if not self._next.isEnabled():
            return
        step = self._step
        if step == _OFFICE:
            self._office_given()
        elif step == _UNITS:
            self._show_step(_KEY)
        elif step == _KEY:
            self._found()
        elif step == _CODE:
            self._done()
        elif step == _BACKUP:
            self._restore()

    # What the steps do

    def _office_given(self) -> None:
        complaint = self._form.complaint()
        if complaint:
            self.show_error(AppError("office_incomplete", complaint))
            self._form.setFocus()
            return
        if self._form.level() == "xa":
            self._show_step(_KEY)
            return
        self._units.show_level(self._form.level())
        named = f"{self._form.name()} {self._form.parent_name()}"
        if named != self._named:
            # Proposed once for a name: what the person has unchecked since stays unchecked.
            self._named = named
            self._units.choose_group(named)
        self._show_step(_UNITS)

    def _found(self) -> None:
        complaint = self._key.complaint()
        if complaint:
            self.show_error(AppError("weak_passphrase", complaint))
            self._key.setFocus()
            return
        spec = self._form.spec(self._units.chosen() if self._form.level() != "xa" else ())
        passphrase, remember = self._key.text(), self._remember.isChecked()
        code: list[str] = []

        def opener() -> OpenOffice:
            office, recovery = self._gateway.found(spec(), passphrase, remember=remember)
            code.append(recovery)
            return office

        self._wait(_("Đang tạo sổ…"))
        self._context.jobs.open(opener, self, lambda office: self._was_founded(office, code[0]), self._refused)

    def _was_founded(self, office: OpenOffice, code: str) -> None:
        self.setEnabled(True)
        self._office = office
        self._key.forget()
        self._code.show_code(code, self._form.name())
        self._show_step(_CODE)

    def _done(self) -> None:
        self._code.forget()
        if self._office is not None:
            self.opened.emit(self._office)

    def _open_sample(self) -> None:
        self._wait(_("Đang dựng cơ quan mẫu…"))
        self._context.jobs.open(self._gateway.sample, self, self.opened.emit, self._refused)

    def _pick_backup(self) -> None:
        kinds = [(_("Bản sao lưu của Sổ CCHC"), "*.cchc"), (_("Mọi tệp"), "*")]
        path = messages.open_file(self, _("Chọn bản sao lưu"), kinds)
        if path is not None:
            self.restore_from(path)

    def restore_from(self, path: Path) -> None:
        """Go to the step that asks for the passphrase of this backup."""
        self._backup = path
        self._backup_name.setText(_("Tệp: {path}").format(path=path))
        self._show_step(_BACKUP)

    def _restore(self) -> None:
        path, passphrase = self._backup, self._backup_key.text()
        if path is None or not passphrase:
            self.show_error(AppError("passphrase_missing", _("Chưa nhập mật khẩu.")))
            self._backup_key.setFocus()
            return
        self._wait(_("Đang khôi phục…"))
        from models.access.restore import RestoreWish

        wish = RestoreWish(path, passphrase)
        self._context.jobs.open(lambda: self._gateway.restore(wish), self, self._restored, self._refused)

    def _restored(self, office: OpenOffice) -> None:
        self._backup_key.forget()
        self.opened.emit(office)

    def _wait(self, words: str) -> None:
        self.banner.hide()
        self._next.setText(words)
        self.setEnabled(False)

    def _refused(self, failure: AppError) -> None:
        self.setEnabled(True)
        step = self._step
        self._show_step(step)
        self.show_error(failure)
        if step == _BACKUP and failure.code == "wrong_passphrase":
            self._backup_key.wrong()


def _heading(step: int) -> tuple[str, str]:
    return {
        _CHOICE: (_("Chào mừng đến với Sổ CCHC"), _("Sổ theo dõi nhiệm vụ cải cách hành chính của cơ quan.")),
        _OFFICE: (
            _("Cơ quan"),
            _("Tên ghi như trên văn bản của cơ quan; sửa được sau ở trang Đơn vị, Cài đặt."),
        ),
        _UNITS: (
            _("Đơn vị trực thuộc"),
            _("Chọn các xã, phường, thị trấn (hoặc huyện) sẽ nhận nhiệm vụ. Mã và tên lấy từ danh mục chính thức."),
        ),
        _KEY: (
            _("Mật khẩu"),
            _(
                "Dữ liệu được mã hóa bằng mật khẩu này. Quên mật khẩu và mất mã khôi phục thì không ai mở được sổ, "
                "kể cả người làm ra chương trình."
            ),
        ),
        _CODE: (
            _("Mã khôi phục"),
            _(
                "Mã này mở được sổ khi quên mật khẩu. Mã chỉ hiện một lần và không được lưu ở đâu; "
                "hãy in hoặc chép lại."
            ),
        ),
        _BACKUP: (_("Khôi phục từ bản sao lưu"), _("Nhập mật khẩu đang dùng lúc sao lưu.")),
    }[step]


def _way(column: QVBoxLayout, text: str, words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleDescription(words)
    button.clicked.connect(act)
    column.addWidget(button)
    column.addWidget(plain_label(words, "muted", wrap=True))
    return button


def _stacked(*widgets: QWidget) -> QWidget:
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(0.5))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return step
