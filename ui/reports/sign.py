"""Signing a report: the key file, its passphrase, whose certificate it is, and only then the signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_date
from models.base.words import _
from models.reading.sandboxed_pages import picture_sandboxed, sizes_sandboxed
from models.work.signed_copies import SignedBy, copy_words
from ui.base import messages, theme
from ui.base.jobs import BackgroundWork, Jobs
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.fields import answers, button, choice_field, line_field
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.passphrase import PassphraseField
from ui.kit.pdf_view import PageDrawing, PdfView
from ui.kit.signature_picture import SignaturePicture

if TYPE_CHECKING:
    from models.reports.signing_order import SignSource
    from models.signing.signing_key import SigningKey


@dataclass(frozen=True)
class SignedReport:
    """What came of signing, to be kept and written to `target`. `shown` is the SHA-256 of the bytes that were shown."""

    content: bytes
    shown: str
    by: SignedBy
    target: Path


class SignDialog(Dialog):
    """Shows the pages to be signed, asks for a PKCS#12 file and its passphrase, shows the certificate, and signs.

    The pages are drawn from the bytes of `source`, and those are signed, whatever becomes of a file on the disk.

    The signed file will be written into `folder`. `image` is the leader's own picture; for the agency one of the seal
    can be chosen (NĐ 30/2020, Phụ lục I, ô 7c, 8). After `exec()` gives Accepted, `signed` is what to keep and write;
    `ANOTHER` means that the person wants another file signed, `LOOK_AGAIN` the same file after it was changed. The
    passphrase is dropped as soon as the key is open.
    """

    ANOTHER, LOOK_AGAIN = 2, 3

    def __init__(
        self, jobs: Jobs, source: SignSource, folder: Path, image: bytes | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source = source
        self._folder = folder
        self._pictures = {"lanh-dao": image, "co-quan": None}
        self._key: SigningKey | None = None
        self._shown = ""  # the SHA-256 of the bytes whose pages stand here, once they do
        self._signing: BackgroundWork | None = None
        self.signed: SignedReport | None = None
        self.setWindowTitle(_("Ký số báo cáo"))
        self._file = line_field(_("Tệp chứng thư số"))
        self._secret = PassphraseField(_("Mật khẩu của tệp chứng thư số"))
        roles = ((_("Lãnh đạo ký"), "lanh-dao"), (_("Cơ quan (văn thư) ký"), "co-quan"))
        self._role = choice_field(_("Vai trò ký"), roles)
        self._picture = SignaturePicture(jobs)
        self._picture.show_content(image)
        self._about = plain_label("", wrap=True)
        self._other = plain_label("", "warn", wrap=True)
        self._other.hide()
        self._refusal = plain_label("", "danger", wrap=True)
        self._open = button(_("Mở chứng thư"), self._open_key)
        self._sign = button(_("Ký"), self._make)
        self._sign.setEnabled(False)
        self._again = button(_("Xem lại tệp"), lambda: self.done(self.LOOK_AGAIN))
        self._again.hide()
        self._pages = PdfView(jobs, PageDrawing(sizes_sandboxed, picture_sandboxed))
        self._pages.opened.connect(self._seen)
        self._lay_out()
        self._file.textChanged.connect(self._forget_key)
        self._role.currentIndexChanged.connect(self._role_chosen)
        self._picture.changed.connect(self._picture_chosen)
        if "lanh-dao" in {copy.by.role for copy in source.on_top}:
            self._role.setCurrentIndex(self._role.findData("co-quan"))  # the agency signs last
        self._pages.show_pdf(source.content)
        self._file.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._file, 1)
        row.addWidget(button(_("Chọn…"), self._browse))
        secret = QHBoxLayout()
        secret.addWidget(self._secret, 1)
        secret.addWidget(self._open)
        self._of_picture = plain_label(_("Ảnh chữ ký"))
        self._form = form = QFormLayout()
        self._add_source(form)
        form.addRow(_("Chứng thư số (.p12)"), row)
        form.addRow(_("Mật khẩu"), secret)
        form.addRow(_("Vai trò"), self._role)
        form.addRow(self._of_picture, self._picture)
        form.addRow("", self._about)
        # On a small screen at 150 % the fields scroll, and what one answers with stays in sight.
        inner = QWidget()
        inner.setLayout(form)
        form.setContentsMargins(0, 0, theme.em(0.4), 0)
        self._scroll = scrolled(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(theme.em(29))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._scroll)
        split.addWidget(self._pages)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        refused = QHBoxLayout()
        refused.addWidget(self._refusal, 1)
        refused.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(split, 1)
        column.addWidget(self._other)
        column.addLayout(refused)
        column.addWidget(ShortLabel(_("Bản đã ký được lưu vào: {folder}").format(folder=self._folder), "muted"))
        column.addLayout(answers(button(_("Thôi"), self.reject), self._sign))
        fit(self, theme.em(78), theme.em(42))
        split.setSizes([theme.em(30), self.width() - theme.em(30)])

    def _add_source(self, form: QFormLayout) -> None:
        """What will be signed, on top of what, where it goes, and what speaks against signing it yet."""
        row = QHBoxLayout()
        row.addWidget(plain_label(self._source.name, "strong", wrap=True), 1)
        row.addWidget(button(_("Tệp khác…"), lambda: self.done(self.ANOTHER)))
        form.addRow(_("Báo cáo"), row)
        if self._source.on_top:
            signed = "\n".join(map(copy_words, self._source.on_top))
            form.addRow(_("Đã ký trước đó"), plain_label(signed, wrap=True))
        if self._source.doubts:
            worst = "danger" if any(doubt.state == "missing" for doubt in self._source.doubts) else "warn"
            form.addRow(
                _("Cần xem"), plain_label(" · ".join(doubt.text for doubt in self._source.doubts), worst, wrap=True)
            )

    def _doubts(self) -> str:
        return "\n".join(f"• {doubt.text}" for doubt in self._source.doubts)

    def _browse(self) -> None:
        chosen = messages.open_file(self, _("Chọn tệp chứng thư số"), ((_("Tệp chứng thư số"), "*.p12 *.pfx"),))
        if chosen is not None:
            self._file.setText(str(chosen))
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _role_chosen(self) -> None:
        leader = self._role.currentData() == "lanh-dao"
        self._of_picture.setText(_("Ảnh chữ ký") if leader else _("Ảnh con dấu"))
        self._picture.show_content(self._pictures[self._role.currentData()])
        self._show_other()

    def _picture_chosen(self) -> None:
        self._pictures[self._role.currentData()] = self._picture.content()

    def _seen(self) -> None:
        self._shown = self._source.sha256()
        self._allow()

    def _allow(self) -> None:
        """Only what was shown may be signed, and only with a certificate that was shown."""
        self._sign.setEnabled(self._key is not None and bool(self._shown) and self._again.isHidden())

    def _forget_key(self) -> None:
        self._key = None
        self._allow()
        self._about.clear()
        self._show_other()

    def _whose(self) -> str:
        """What speaks against this certificate for the role chosen."""
        from models.reports.signing_order import holder_doubt
        from models.signing.certificates import self_issued_doubt

        holder = self._key.certificate.subject if self._key is not None else ""
        if self._key is None:
            return ""
        other = holder_doubt(self._source, self._role.currentData(), holder) if holder else ""
        return "\n".join(filter(None, (other, self_issued_doubt(self._key.certificate))))

    def _show_other(self) -> None:
        self._other.setText(self._whose())
        self._other.setVisible(bool(self._other.text()))

    def missing(self) -> QWidget | None:
        """File and passphrase, before anything is tried."""
        if self._key is not None:
            return None
        return next((field for field in (self._file, self._secret) if not field.text().strip()), None)

    def _open_key(self) -> None:
        missing = self.missing()
        if missing is not None:
            named = missing is self._secret
            self._refusal.setText(_("Hãy nhập mật khẩu.") if named else _("Hãy chọn tệp chứng thư số (.p12, .pfx)."))
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
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
            _("Tổ chức chứng thực: {issuer}. Hiệu lực: {first} đến {last}").format(
                issuer=about.issuer,
                first=show_date(clock.local(about.valid_from).date()),
                last=show_date(clock.local(about.valid_to).date()),
            ),
            _("Số hiệu: {serial}").format(serial=about.serial),
        ]
        self._about.setText("\n".join(lines))
        self._show_other()
        self._allow()
        self._sign.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._about))

    def _make(self) -> None:
        if self._key is None:
            return
        if self._picture.opening():
            self._refusal.setText(_("Ảnh đang được mở; hãy chờ một chút rồi ký."))
            return
        if self._source.doubts and not messages.ask(
            self, _("Danh sách kiểm tra chưa đạt hết. Vẫn ký?"), self._doubts(), yes=_("Vẫn ký"), danger=True
        ):
            return
        other = self._whose()
        if other and not messages.ask(self, other, _("Vẫn ký bằng chứng thư này?"), yes=_("Vẫn ký"), danger=True):
            return
        self._start(self._key, again=False)

    def _start(self, key: SigningKey, *, again: bool) -> None:
        role, source, image = self._role.currentData(), self._source, self._picture.content()
        folder, shown = self._folder, self._shown
        self._sign.setEnabled(False)
        self._refusal.clear()

        def work(task: BackgroundWork) -> SignedReport:
            from models.reports import signing_order
            from models.signing.sandboxed_signing import sign_sandboxed
            from models.signing.signed_file import target_name

            if source.file is not None:
                signing_order.refuse_changed(source.file)
            target = target_name(folder / source.name)
            moment = clock.now().replace(microsecond=0)
            signed = sign_sandboxed(source.content, key, role=role, image=image, again=again, check=task.check)
            signing_order.refuse_other(source, signed, shown)
            return SignedReport(signed, shown, SignedBy(role, key.certificate.subject, moment), target)

        def refused(refusal: AppError) -> None:
            if refusal.code == "role_signed":
                self._ask_again(key, refusal)
            else:
                self._refused(refusal)

        self._signing = self._jobs.tool(work, self, self._done, refused, progress=lambda _task: None)

    def _ask_again(self, key: SigningKey, refusal: AppError) -> None:
        """A second signature of one role is seldom meant."""
        self._allow()
        who = "\n".join(copy_words(copy) for copy in self._source.on_top)
        why = "\n".join(part for part in (who, refusal.why) if part)
        if messages.ask(self, refusal.what, why, yes=_("Ký thêm"), danger=True):
            self._start(key, again=True)

    def main_button(self) -> QPushButton:
        """First the key is opened, then the report is signed."""
        return self._open if self._key is None else self._sign

    def reject(self) -> None:
        """Whoever leaves wants no signature either: one that is being made is called off."""
        if self._signing is not None:
            self._signing.cancel()
        super().reject()

    def _done(self, signed: SignedReport) -> None:
        self.signed = signed
        self.accept()

    def _refused(self, refusal: AppError) -> None:
        self._refusal.setText(str(refusal))
        self._again.setVisible(refusal.code == "file_changed_meanwhile")
        self._allow()
        field = self._secret if refusal.code in {"p12_wrong_passphrase", "p12_unreadable"} else self._file
        after = field if self._key is None else self._sign
        (self._again if self._again.isVisible() else after).setFocus(Qt.FocusReason.OtherFocusReason)
