"""The line at the bottom of the journal: the audit chain's newest event, and a check of the whole chain on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.journal.journal import Chain


class ChainState(QWidget):
    """Emits `proof_wanted`."""

    proof_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._where = plain_label(role="muted")
        self._where.setToolTip(
            _("Mỗi sự kiện mang dấu của sự kiện trước. Mã này được in trong báo cáo và bản sao lưu để đối chiếu.")
        )
        self._proof = plain_label(wrap=True)
        self._button = QPushButton(_("Kiểm tra chuỗi"))
        self._button.setToolTip(_("Tính lại dấu của mọi sự kiện từ đầu để biết nhật ký có bị sửa ngoài chương trình"))
        self._button.clicked.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._where)
        row.addWidget(self._proof, 1)
        row.addWidget(self._button)

    def show_chain(self, chain: Chain) -> None:
        """Number and code of the newest event."""
        words = _("Chuỗi nhật ký: {n} sự kiện · mã cuối {code}")
        self._where.setText(words.format(n=show_number(chain.number), code=chain.code))

    def show_proof(self, broken: int | None) -> None:
        """The chain is whole, or the first event at which it is not."""
        self._button.setEnabled(True)
        theme.mark(self._proof, "good" if broken is None else "danger")
        if broken is None:
            self._proof.setText(_("Chuỗi nguyên vẹn, không sự kiện nào bị sửa hay bị xoá."))
            return
        words = _("Chuỗi bị đứt ở sự kiện số {n}. Hãy chép lại thư mục dữ liệu và báo người phụ trách.")
        self._proof.setText(words.format(n=show_number(broken)))

    def failed(self) -> None:
        """The proof could not be made; why is said elsewhere."""
        self._button.setEnabled(True)
        self._proof.setText("")

    def text(self) -> str:
        """What is shown."""
        return " ".join(part for part in (self._where.text(), self._proof.text()) if part)

    def _pressed(self) -> None:
        self._button.setEnabled(False)
        theme.mark(self._proof, "muted")
        self._proof.setText(_("Đang kiểm tra…"))
        self.proof_wanted.emit()
