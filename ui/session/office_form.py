"""Who the office is: name, level, the body above it, place and abbreviation, with the usual ones proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QWidget

from models.base import policy
from models.base.text import clean
from models.base.words import _
from models.work.codes import LEVELS, level_name
from models.work.place_names import place_of
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.fields import choice_field, line_field
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.access.opening import OfficeSpec


class OfficeForm(QWidget):
    """Fields with labels above them; `spec` makes what `opening.found` takes."""

    def __init__(self) -> None:
        super().__init__()
        self._name = line_field(_("Tên cơ quan"), _("ví dụ: Phòng Nội vụ"), longest=200)
        above = _("ví dụ: UBND huyện Bắc Hà; để trống nếu không có")
        self._parent = line_field(_("Cơ quan chủ quản"), above, longest=200)
        self._place = line_field(_("Địa danh ghi trên văn bản"), _("ví dụ: Bắc Hà"), longest=200)
        letters = _("ví dụ: PNV; để trống sẽ lấy chữ đầu của tên")
        self._symbol = line_field(_("Chữ viết tắt trong ký hiệu"), letters, longest=200)
        fixed = policy.current().get("ParentUnit")
        if fixed is not None:
            self._parent.setText(fixed)
            self._parent.setReadOnly(True)
            source = policy.current().sources["ParentUnit"]
            self._parent.setToolTip(plain_tip(_("Do quản trị máy đặt: {source}").format(source=source)))
        self._level = choice_field(_("Cấp"), ((level_name(code), code) for code in LEVELS), "huyen")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.em(0.55))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for widget in (self._name, self._level, self._parent, self._place, self._symbol):
            form.addRow(plain_label(widget.accessibleName(), buddy=widget), widget)
        for told in (self._name, self._parent):
            told.textChanged.connect(lambda _text: self._propose_place())
        self.setFocusProxy(self._name)

    def names(self) -> list[str]:
        """What everybody will know the office by."""
        return [line.text() for line in (self._name, self._parent, self._place, self._symbol) if line.text()]

    def name(self) -> str:
        """The office's name."""
        return clean(self._name.text())

    def parent_name(self) -> str:
        """The body above it, "" for none."""
        return clean(self._parent.text())

    def place(self) -> str:
        """The place of the date line."""
        return clean(self._place.text())

    def level(self) -> str:
        """`xa`, `huyen` or `tinh`."""
        return str(self._level.currentData())

    def complaint(self) -> str:
        """What is still missing, as a sentence."""
        return "" if self.name() else _("Hãy nhập tên cơ quan.")

    def spec(self, children: tuple[tuple[str | None, str], ...]) -> Callable[[], OfficeSpec]:
        """How to make the spec; called on the database thread, where its module is imported."""
        name, level, parent, place = self.name(), self.level(), self.parent_name(), self.place()
        symbol = clean(self._symbol.text())

        def make() -> OfficeSpec:
            from models.access.opening import OfficeSpec

            return OfficeSpec(name, level, parent=parent or None, place=place, symbol=symbol, children=children)

        return make

    def _propose_place(self) -> None:
        """`UBND huyện Bắc Hà` is at Bắc Hà: said in the empty field, where nothing that is typed runs into it."""
        found = place_of(self.name(), self.parent_name())
        usual = _("để trống sẽ ghi: {place}").format(place=found) if found else _("ví dụ: Bắc Hà")
        self._place.setPlaceholderText(usual)
