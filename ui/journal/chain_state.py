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
        self._where = plain_label(role="muted", wrap=True)
        self._where.setToolTip(
            _("Mỗi sự kiện mang dấu của sự kiện trước. Mã này được in trong báo cáo và bản sao lưu để đối chiếu.")
        )
        self._proof = plain_label(wrap=True)
        self._newest = 0  # event
        self._proven = 0  # up to this event the chain was found whole; 0 while nothing is known
        self._button = QPushButton(_("Kiểm tra chuỗi"))
        self._button.setToolTip(_("Tính lại dấu của mọi sự kiện từ đầu để biết nhật ký có bị sửa ngoài chương trình"))
        self._button.clicked.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._where, 2)
        row.addWidget(self._proof, 1)
        row.addWidget(self._button)

    def show_chain(self, chain: Chain) -> None:
        """Number and code of the newest event."""
        words = _("Chuỗi nhật ký: {n} sự kiện · mã cuối {code}")
        if chain.derived:
            words = _("Chuỗi nhật ký: {n} sự kiện ({own} do chương trình tự tính, không liệt kê) · mã cuối {code}")
        own = show_number(chain.derived)
        self._where.setText(words.format(n=show_number(chain.number), own=own, code=chain.code))
        self._newest = chain.number
        if self._proven:
            self._say_whole()

    def show_proof(self, broken: int | None, newest: int) -> None:
        """The chain is whole up to the event `newest`, or the first event at which it is not."""
        self._button.setEnabled(True)
        self._newest = max(self._newest, newest)
        self._proven = newest if broken is None else 0
        if broken is None:
            self._say_whole()
            return
        theme.mark(self._proof, "danger")
        words = _("Chuỗi bị đứt ở sự kiện số {n}. Hãy chép lại thư mục dữ liệu và báo người phụ trách.")
        self._proof.setText(words.format(n=show_number(broken)))

    def _say_whole(self) -> None:
        """What was proven is said of what was proven only: events that came since are not among it."""
        since = self._newest - self._proven
        theme.mark(self._proof, "muted" if since else "good")
        if not since:
            self._proof.setText(_("Chuỗi nguyên vẹn, không sự kiện nào bị sửa hay bị xóa."))
            return
        words = _("Nguyên vẹn tới sự kiện số {last}; {n} sự kiện mới hơn chưa được kiểm tra.")
        self._proof.setText(words.format(last=show_number(self._proven), n=show_number(since)))

    def failed(self) -> None:
        """The proof could not be made; why is said elsewhere."""
        self._proven = 0
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
