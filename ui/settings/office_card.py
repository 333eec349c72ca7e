"""What is printed on the office's documents, and its own rules: place, symbol, recipients, days of warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QSpinBox

from models.base.words import _
from ui.base import theme
from ui.kit.fields import line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.section import Section
from ui.kit.whole_line import show_whole
from ui.settings.above_card import AboveCard, put

if TYPE_CHECKING:
    from models.work.issuers import Issuer
    from models.work.office import OfficeCard


class OfficeCardForm(Section):
    """`changed` tells that there is, or no longer is, something to save (`dirty`)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Cơ quan"))
        self._shown: tuple[Any, ...] = ()
        self._name = plain_label(role="strong", wrap=True)
        self.place = line_field(_("Địa danh"), _("nơi ghi trên dòng ngày tháng, ví dụ: Bắc Hà"), longest=100)
        self.symbol = line_field(_("Ký hiệu"), _("viết tắt tên cơ quan, ví dụ PNV trong BC-PNV"), longest=100)
        self.report_to = words_box(_("Kính gửi"), _("mỗi nơi một dòng"), 2)
        self.copies_to = words_box(_("Nơi nhận"), _("mỗi nơi một dòng; “Như trên” và “Lưu: VT” được in tự động"), 2)
        self.days = QSpinBox()
        self.days.setRange(1, 30)
        self.days.setSuffix(_(" ngày"))
        self.days.setAccessibleName(_("Cảnh báo trước hạn"))
        self.days.setFixedWidth(theme.letters(14))
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(0.45))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(plain_label(_("Tên cơ quan")), self._name)
        self._name.setToolTip(_("Tên cơ quan sửa ở trang Đơn vị."))
        form.addRow(plain_label(_("Địa danh"), buddy=self.place), self.place)
        form.addRow(plain_label(_("Ký hiệu"), buddy=self.symbol), self.symbol)
        form.addRow(plain_label(_("Kính gửi"), buddy=self.report_to), self.report_to)
        form.addRow(plain_label(_("Nơi nhận"), buddy=self.copies_to), self.copies_to)
        form.addRow(plain_label(_("Cảnh báo trước hạn"), buddy=self.days), self.days)
        self.body.addLayout(form)
        self.above = AboveCard()
        self.above.changed.connect(self.changed)
        self.body.addWidget(self.above)
        for line in (self.place, self.symbol):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self.report_to, self.copies_to):
            box.textChanged.connect(self.changed)
        self.days.valueChanged.connect(lambda _n: self.changed.emit())

    def show_card(self, card: OfficeCard, above: Issuer | None) -> None:
        """Show what is kept, also for the body `above`; what somebody is changing is left alone."""
        parent = f"{card.parent} · " if card.parent else ""
        self._name.setText(f"{parent}{card.name}")
        self.above.show_issuer(above, fill=not self.dirty())
        if self.dirty():
            return
        show_whole(self.place, card.place)
        show_whole(self.symbol, card.symbol)
        put(self.report_to, "\n".join(card.report_to))
        put(self.copies_to, "\n".join(card.copies_to))
        self.days.setValue(card.due_soon_days)
        self._shown = self._typed()
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """What to keep, as `models.work.office.change` takes it."""
        names = ("place", "symbol", "report_to", "copies_to", "due_soon_days")
        *own, above = self._typed()
        from models.work.office import Printed

        return dict(zip(names, own, strict=True)) | {"above": None if self.above.isHidden() else Printed(*above)}

    def saved(self) -> None:
        """What stands in the fields is on the disk."""
        self._shown = self._typed()
        self.changed.emit()

    def forget(self) -> None:
        """What was typed is not wanted: the next `show_card` shows what is kept."""
        self._shown = ()
        self.changed.emit()

    def dirty(self) -> bool:
        """Whether something was typed that is not kept."""
        return bool(self._shown) and self._typed() != self._shown

    def _typed(self) -> tuple[Any, ...]:
        texts = (self.place.text(), self.symbol.text(), self.report_to.toPlainText(), self.copies_to.toPlainText())
        return (*texts, self.days.value(), self.above.typed())
