"""What the signatures of a file are worth, in words: each one's signer, time, state, whole file or not, trust."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from models.base import clock
from models.base.text import clean, show_date
from models.base.words import _
from models.signing import verdict_words
from ui.base import theme
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.labels import plain_label
from ui.kit.section import Section

if TYPE_CHECKING:
    from models.signing.verdict import SignatureFinding, Verdict


class VerdictDialog(Dialog):
    """Shows a verdict; trust is said apart from the content, and unknown is not valid."""

    trust_asked = Signal()  # to choose the certificate of an issuer that the office trusts
    trust_dropped = Signal()
    another_wanted = Signal()  # another file is to be checked

    def __init__(self, path: Path, verdict: Verdict, parent: QWidget | None = None, *, trusted: int = 0) -> None:
        """`trusted` is how many issuers' certificates the verdict was weighed against."""
        super().__init__(parent)
        self.setWindowTitle(_("Kiểm tra chữ ký: {name}").format(name=clean(path.name)))
        body = QWidget()
        theme.mark(body, "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.7))
        words, role = verdict_words.summary(verdict)
        column.addWidget(plain_label(words, role, wrap=True))
        for finding in verdict.signatures:
            column.addWidget(_card(finding))
        if verdict.data is not None:
            column.addWidget(plain_label(data_words(verdict), wrap=True))
        for remark in verdict.remarks:
            column.addWidget(plain_label(remark, "warn", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        another = buttons.addButton(_("Tệp khác…"), QDialogButtonBox.ButtonRole.ActionRole)
        another.setToolTip(_("Kiểm tra chữ ký của một tệp PDF khác"))
        another.clicked.connect(self.another_wanted)
        if verdict.signatures:
            add = buttons.addButton(_("Thêm tổ chức chứng thực tin cậy…"), QDialogButtonBox.ButtonRole.ActionRole)
            add.setToolTip(_("Chọn tệp chứng thư gốc do tổ chức chứng thực công bố, để biết chữ ký dẫn đến ai"))
            add.clicked.connect(self.trust_asked)
        if trusted:
            drop = _("Bỏ {n} tổ chức chứng thực tin cậy").format(n=trusted)
            buttons.addButton(drop, QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(self.trust_dropped)
        outer = QVBoxLayout(self)
        outer.addWidget(scrolled(body), 1)
        outer.addWidget(buttons)
        fit(self, theme.em(44))


def trust_words(trust: str) -> str:
    """What is known of the certificate."""
    return {
        "trusted": _("Tin cậy: chứng thư do tổ chức chứng thực tin cậy cấp"),
        "unknown": _("Chưa rõ: chưa có chứng thư gốc của tổ chức chứng thực để đối chiếu"),
        "invalid": _("Không hợp lệ: chữ ký hoặc chứng thư sai, bị thu hồi hay không dùng để ký"),
        "expired": _("Hết hạn: chứng thư không còn hiệu lực lúc ký"),
    }[trust]


def data_words(verdict: Verdict) -> str:
    """What the embedded figures are of, when a signature vouches for them and they are ours."""
    data = verdict.data or {}
    unit, period = data.get("unit"), data.get("period")
    if not isinstance(unit, dict) or not isinstance(period, dict):
        return _("Tệp có kèm số liệu của chương trình khác.")
    words = _("Số liệu kèm theo: báo cáo kỳ {period} của {unit}, từ {first} đến {last}.")
    first, last = (_day(period.get(end)) for end in ("from", "to"))
    told = words.format(period=period.get("id"), unit=unit.get("name"), first=first, last=last)
    head = data.get("audit_head")
    if not isinstance(head, str) or not head:
        return told
    from models.journal.journal import short_code

    return " ".join((told, _("Mã đối chiếu nhật ký lúc lập báo cáo: {code}.").format(code=short_code(head))))


def _day(written: object) -> str:
    try:
        return show_date(date.fromisoformat(str(written)))
    except ValueError:  # another program's
        return str(written)


def _card(finding: SignatureFinding) -> QWidget:
    card = Section()
    card.body.addWidget(plain_label(verdict_words.signer(finding), "strong", wrap=True))
    form = QFormLayout()
    when = f"{clock.local(finding.signed_at):%d/%m/%Y %H:%M:%S}" if finding.signed_at else _("không ghi")
    rows = [
        (_("Tổ chức chứng thực"), finding.issuer, ""),
        (_("Thời gian ký"), _("{when} (theo đồng hồ máy người ký)").format(when=when), ""),
        (
            _("Nội dung"),
            _("Còn nguyên vẹn") if finding.intact else _("ĐÃ BỊ SỬA"),
            "good" if finding.intact else "danger",
        ),
        (_("Phạm vi"), verdict_words.scope(finding), ""),
        (_("Chứng thư"), trust_words(finding.trust), "good" if finding.trust == "trusted" else "warn"),
    ]
    if finding.weak:
        rows.append((_("Độ mạnh"), verdict_words.strength(finding), "warn"))
    for name, value, role in rows:
        form.addRow(plain_label(name, "muted"), plain_label(value, role, wrap=True))
    card.body.addLayout(form)
    return card
