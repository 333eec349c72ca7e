"""What is printed when the body above issues a report that this office writes: place, symbol, recipients, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit.fields import line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.whole_line import show_whole

if TYPE_CHECKING:
    from models.work.issuers import Issuer


class AboveCard(QWidget):
    """Hidden while the office issues by itself alone. `changed` tells of every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = plain_label(role="strong", wrap=True)
        self.place = line_field(_("Địa danh khi cấp trên ban hành"), longest=100)
        self.symbol = line_field(_("Ký hiệu khi cấp trên ban hành"), _("ví dụ UBND trong BC-UBND"), longest=100)
        self.report_to = words_box(_("Kính gửi khi cấp trên ban hành"), _("mỗi nơi một dòng"), 2)
        self.copies_to = words_box(_("Nơi nhận khi cấp trên ban hành"), _("mỗi nơi một dòng"), 2)
        form = QFormLayout(self)
        form.setContentsMargins(0, theme.em(0.6), 0, 0)
        form.setVerticalSpacing(theme.em(0.45))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._title)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Địa danh"), self.place),
            (_("Ký hiệu"), self.symbol),
            (_("Kính gửi"), self.report_to),
            (_("Nơi nhận"), self.copies_to),
        )
        for name, field in fields:
            form.addRow(plain_label(name, buddy=field), field)
        for line in (self.place, self.symbol):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self.report_to, self.copies_to):
            box.textChanged.connect(self.changed)
        self.hide()

    def show_issuer(self, issuer: Issuer | None, *, fill: bool) -> None:
        """What is printed now, kept or proposed; with `fill` over what stands in the fields."""
        self.setVisible(issuer is not None)
        if issuer is None or not fill:
            return
        self._title.setText(_("Khi {name} ban hành").format(name=issuer.name))
        show_whole(self.place, issuer.place)
        show_whole(self.symbol, issuer.symbol)
        put(self.report_to, "\n".join(issuer.report_to))
        put(self.copies_to, "\n".join(issuer.copies_to))

    def typed(self) -> tuple[str, str, str, str]:
        """Place, symbol, recipients and copies as they stand in the fields."""
        return (self.place.text(), self.symbol.text(), self.report_to.toPlainText(), self.copies_to.toPlainText())


def put(box: QPlainTextEdit, text: str) -> None:
    """Show `text`; setting the same again would move the caret of whoever stands in it."""
    if box.toPlainText() != text:
        box.setPlainText(text)
