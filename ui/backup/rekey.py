"""Đổi khóa mã hóa: what it does, what nobody can take back, the person's passphrase, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.backup import rekey_words
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseForm

if TYPE_CHECKING:
    from models.access.opening import OpenOffice
    from models.access.rekey import LeftBehind
    from ui.base.context import Context
    from ui.base.jobs import BackgroundWork


@dataclass(frozen=True)
class RekeyWish:
    """What the person decided, and who wants to hear how far it is and that it is over."""

    passphrase: str = field(repr=False)
    end_old: bool
    remove_old: bool
    moved: Callable[[BackgroundWork], object]
    over: Callable[[], object]


class RekeyDialog(Dialog):
    """Emits `wanted` with a `RekeyWish` once the passphrase was tried; stays and shows the progress until it is over.

    `why` says what led to it: somebody was stopped, the recovery code was renewed.
    """

    wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, why: str = "") -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Đổi khóa mã hóa"))
        self._context = context
        self._task: BackgroundWork | None = None
        self._busy = False
        self.behind = plain_label(role="warn", wrap=True)
        self.end_old = QCheckBox(_("Hủy các mật khẩu này và đổi khóa ngay"))
        self.remove_old = QCheckBox(_("Xóa các bản cũ ở nơi sao lưu thứ hai (khi đang cắm) và sổ cũ cất trên máy này"))
        self.passphrase = PassphraseForm(_("Mật khẩu của anh/chị"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Tiến độ đổi khóa"))
        self.bar.setTextVisible(False)
        self.no = QPushButton(_("Để sau"))
        self.no.clicked.connect(self.reject)
        self.go = QPushButton(_("Đổi khóa"))
        theme.mark(self.go, "primary")
        self.go.clicked.connect(self.start)
        self._lay_out(why)
        context.jobs.with_office(_left_behind, self, self._know, self.banner.error)
        self.passphrase.setFocus()

    def missing(self) -> QWidget | None:
        """Whose passphrase it is must be shown first."""
        return None if self.passphrase.text() else self.passphrase

    def start(self) -> None:
        """Try the passphrase, then hand the wish over."""
        typed = self.passphrase.text()
        if not typed:
            self.banner.error(AppError("incomplete", self.passphrase.complaint()))
            self.passphrase.setFocus()
            return
        if not self.end_old.isHidden() and not self.end_old.isChecked():
            what = _("Chưa chọn làm gì với những mật khẩu ghi theo cách cũ.")
            do = _("Hãy bấm “Để sau” và chờ họ mở sổ một lần, hoặc chọn hủy các mật khẩu đó.")
            self.banner.error(AppError("incomplete", what, "", do))
            return
        self.banner.hide()
        self._wait(True)

        def known(office: OpenOffice) -> None:
            from models.access import own_ways

            own_ways.confirm(office, typed)

        self._context.jobs.with_office(known, self, lambda _none: self._hand_over(typed), self._refused)

    def reject(self) -> None:
        """While it is under way this calls it off; the dialog goes when that is heard."""
        if not self._busy:
            super().reject()
        elif self._task is not None:
            self._task.cancel()
            self.no.setEnabled(False)
            self.no.setText(_("Đang dừng…"))

    def done(self, result: int) -> None:
        """However it is closed, no passphrase stays in the field."""
        self.passphrase.forget()
        super().done(result)

    # Inside

    def _lay_out(self, why: str) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        self._words = scrolled(self._told(why))
        column.addWidget(self._words, 1)
        for widget in (self.end_old, self.remove_old, self.passphrase, self.bar):
            column.addWidget(widget)
        for told_later in (self.behind, self.end_old, self.bar):
            told_later.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.go)
        column.addLayout(buttons)
        fit(self, theme.letters(72))

    def _told(self, why: str) -> QWidget:
        """All there is to read before the passphrase is typed; on a low screen it scrolls."""
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.6))
        if why:
            column.addWidget(plain_label(why, wrap=True))
        column.addWidget(plain_label(rekey_words.about(), wrap=True))
        column.addWidget(plain_label(rekey_words.limits(), "warn", wrap=True))
        column.addWidget(self.behind)
        return told

    def _know(self, behind: LeftBehind) -> None:
        told = rekey_words.behind(behind)
        self.behind.setText(told)
        self.behind.setVisible(bool(told))
        self.end_old.setVisible(bool(behind.accounts))
        self._words.updateGeometry()
        fit(self, theme.letters(72))

    def _hand_over(self, typed: str) -> None:
        self.passphrase.forget()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.no.setText(_("Dừng lại"))
        self.wanted.emit(
            RekeyWish(typed, self.end_old.isChecked(), self.remove_old.isChecked(), self._moved, self._over)
        )

    def _moved(self, task: BackgroundWork) -> None:
        self._task = task
        self.bar.setRange(0, task.total)
        self.bar.setValue(task.done)

    def _over(self) -> None:
        self._busy = False
        self.accept()

    def _refused(self, failure: AppError) -> None:
        self._wait(False)
        self.banner.error(failure)
        self.passphrase.wrong()

    def _wait(self, on: bool) -> None:
        self._busy = on
        for widget in (self.go, self.passphrase, self.end_old, self.remove_old):
            widget.setEnabled(not on)
        self.go.setText(_("Đang đổi…") if on else _("Đổi khóa"))


def show(context: Context, parent: QWidget, why: str = "") -> RekeyDialog:
    """Open the dialog; what it leads to is the entrance's (`context.rekey_office`)."""
    dialog = RekeyDialog(context, parent, why)
    dialog.wanted.connect(context.rekey_office)
    dialog.open()
    return dialog


def _left_behind(office: OpenOffice) -> LeftBehind:
    from models.access import rekey

    return rekey.left_behind(office)
