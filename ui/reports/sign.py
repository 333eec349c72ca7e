"""Signing a report: the key file, its passphrase, whose certificate it is, and only then the signature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from ui.base import messages, theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.dialog import Dialog
from ui.kit.fields import answers, button, choice_field, line_field
from ui.kit.labels import plain_label
from ui.kit.passphrase import PassphraseField
from ui.kit.signature_picture import SignaturePicture

if TYPE_CHECKING:
    from models.signing.signing_key import SigningKey


class SignDialog(Dialog):
    """Asks for a PKCS#12 file and its passphrase, shows the certificate, and signs `source` into a new file.

    `image` is the leader's own picture; for the agency one of the seal can be chosen (NĐ 30/2020, Phụ lục I, ô 7c, 8).
    After `exec()` gives Accepted, `signed` is the new file. The passphrase is dropped as soon as the key is open.
    """

    def __init__(self, jobs: Jobs, source: Path, image: bytes | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source = source
        self._pictures = {"lanh-dao": image, "co-quan": None}
        self._key: SigningKey | None = None
        self._signing: BackgroundWork | None = None
        self.signed: Path | None = None
        self.setWindowTitle(_("Ký số báo cáo"))
        self._file = line_field(_("Tệp chứng thư số"))
        self._secret = PassphraseField(_("Mật khẩu của tệp chứng thư số"))
        roles = ((_("Lãnh đạo ký"), "lanh-dao"), (_("Cơ quan (văn thư) ký"), "co-quan"))
        self._role = choice_field(_("Vai trò ký"), roles)
        self._picture = SignaturePicture(jobs)
        self._picture.show_content(image)
        self._about = plain_label("", wrap=True)
        self._refusal = plain_label("", "danger", wrap=True)
        self._open = button(_("Mở chứng thư"), self._open_key)
        self._sign = button(_("Ký"), self._make)
        self._sign.setEnabled(False)
        self._lay_out()
        self._file.textChanged.connect(self._forget_key)
        self._role.currentIndexChanged.connect(self._role_chosen)
        self._picture.changed.connect(self._picture_chosen)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._file, 1)
        row.addWidget(button(_("Chọn…"), self._browse))
        secret = QHBoxLayout()
        secret.addWidget(self._secret, 1)
        secret.addWidget(self._open)
        self._of_picture = plain_label(_("Ảnh chữ ký"))
        form = QFormLayout()
        form.addRow(_("Báo cáo"), plain_label(self._source.name, "strong"))
        form.addRow(_("Chứng thư số (.p12)"), row)
        form.addRow(_("Mật khẩu"), secret)
        form.addRow(_("Vai trò"), self._role)
        form.addRow(self._of_picture, self._picture)
        form.addRow("", self._about)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.7))
        column.addLayout(form)
        column.addWidget(self._refusal)
        column.addLayout(answers(button(_("Thôi"), self.reject), self._sign))
        self.setMinimumWidth(theme.em(36))

    def _browse(self) -> None:
        chosen = messages.open_file(self, _("Chọn tệp chứng thư số"), ((_("Tệp chứng thư số"), "*.p12 *.pfx"),))
        if chosen is not None:
            self._file.setText(str(chosen))
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _role_chosen(self) -> None:
        leader = self._role.currentData() == "lanh-dao"
        self._of_picture.setText(_("Ảnh chữ ký") if leader else _("Ảnh con dấu"))
        self._picture.show_content(self._pictures[self._role.currentData()])

    def _picture_chosen(self) -> None:
        self._pictures[self._role.currentData()] = self._picture.content()

    def _forget_key(self) -> None:
        self._key = None
        self._sign.setEnabled(False)
        self._about.clear()

    def _open_key(self) -> None:
        path, secret = Path(self._file.text().strip()), self._secret.text()
        self._secret.clear()
        self._refusal.clear()
        self._forget_key()

        def work(_task: object) -> SigningKey:
            from models.base import clock
            from models.base.files import read
            from models.signing import limits
            from models.signing.certificates import refuse_unusable
            from models.signing.signing_key import open_p12

            key = open_p12(read(path, limits.KEY), secret)
            refuse_unusable(key.certificate, clock.now())
            return key

        self._jobs.tool(work, self, self._opened, self._refused, progress=lambda _task: None)

    def _opened(self, key: SigningKey) -> None:
        self._key = key
        about = key.certificate
        lines = [
            _("Chủ thể: {name}").format(name=", ".join(filter(None, (about.subject, about.title, about.organisation)))),
            _("Nơi cấp: {issuer}").format(issuer=about.issuer),
            _("Hiệu lực: {first} đến {last}").format(
                first=show_date(clock.local(about.valid_from).date()),
                last=show_date(clock.local(about.valid_to).date()),
            ),
            _("Số hiệu: {serial}").format(serial=about.serial),
        ]
        self._about.setText("\n".join(lines))
        self._grow()
        self._sign.setEnabled(True)
        self._sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grow(self) -> None:
        """A window does not make room by itself for words that came later."""
        column = self.layout()
        if column is not None:
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def _make(self) -> None:
        key, role, source, image = self._key, self._role.currentData(), self._source, self._picture.content()
        if key is None:
            return
        if self._picture.opening():
            self._refusal.setText(_("Ảnh đang được mở; hãy chờ một chút rồi ký."))
            return
        self._sign.setEnabled(False)
        self._refusal.clear()

        def work(task: BackgroundWork) -> Path:
            from models.signing.sign import sign_file, target_name

            target = target_name(source)
            sign_file(source, target, key, role=role, image=image, check=task.check)
            return target

        self._signing = self._jobs.tool(work, self, self._done, self._refused, progress=lambda _task: None)

    def main_button(self) -> QPushButton:
        """First the key is opened, then the report is signed."""
        return self._open if self._key is None else self._sign

    def reject(self) -> None:
        """Whoever leaves wants no signature either: one that is being made is called off."""
        if self._signing is not None:
            self._signing.cancel()
        super().reject()

    def _done(self, signed: Path) -> None:
        self.signed = signed
        self.accept()

    def _refused(self, refusal: AppError) -> None:
        self._refusal.setText(str(refusal))
        self._grow()
        self._sign.setEnabled(self._key is not None)
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)
