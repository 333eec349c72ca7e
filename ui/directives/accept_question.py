"""Before proposals become tasks: which of the doubtful ones do, and which unit of ours answers where none is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.base.text import show_number
from models.base.words import _
from models.work.review import Doubts, ReviewItem
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme
from ui.base.plain_tips import plain_name, plain_tip
from ui.directives.lead_choice import LeadChoice
from ui.kit.cells import TickDelegate
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label

Accept = Callable[[Sequence[str], Mapping[str, Sequence[str]]], object]
_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class AcceptQuestion(Dialog):
    """Calls `accept` with the keys to accept and the units instead of names, or `look` with a key to look at first."""

    def __init__(
        self,
        parent: QWidget,
        items: Sequence[ReviewItem],
        doubts: Doubts,
        units: UnitCatalogue,
        accept: Accept,
        look: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Nhận nhiệm vụ"))
        self._items, self._doubts, self._units = tuple(items), doubts, units
        self._accept, self._look = accept, look
        self._remarked = QListWidget()
        self._leads: dict[str, LeadChoice] = {}
        self.yes = button("", self.take)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        if doubts.remarked:
            self._lay_remarked(column)
        if doubts.strange:
            self._lay_leads(column)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.yes))
        self._count()
        fit(self, theme.letters(96))
        self.yes.setFocus()

    def keys(self) -> list[str]:
        """Those that become tasks: all but the doubtful ones that are not ticked."""
        boxes = (self._remarked.item(line) for line in range(self._remarked.count()))
        left = {box.data(_KEY) for box in boxes if box.checkState() != _ON}
        return [item.key for item in self._items if item.key not in left]

    def instead(self) -> dict[str, tuple[str, ...]]:
        """The units that lead instead of the names that are none of ours."""
        return {name: names for name, choice in self._leads.items() if (names := choice.names())}

    def take(self) -> None:
        """Accept, as it is chosen here."""
        keys, instead = self.keys(), self.instead()
        self.accept()
        self._accept(keys, instead)

    def give_all_to_ours(self) -> None:
        """Our unit answers for all that no unit of ours does."""
        for choice in self._leads.values():
            choice.choose_own()

    def keep_all(self) -> None:
        """Leave the document's words everywhere."""
        for choice in self._leads.values():
            choice.keep()

    # Inside

    def _lay_remarked(self, column: QVBoxLayout) -> None:
        number = len(self._doubts.remarked)
        column.addWidget(plain_label(_("▲ {n} mục cần xem").format(n=show_number(number)), "strong"))
        why = _("Mục không được đánh dấu ở đây thì để lại chờ nhận, không mất.")
        column.addWidget(plain_label(why, "muted", wrap=True))
        self._remarked.setAccessibleName(_("Các mục cần xem: đánh dấu để nhận"))
        self._remarked.setItemDelegate(TickDelegate(self._remarked))
        self._remarked.setWordWrap(True)
        for item in self._doubts.remarked:
            words = _("{ref} · {text}\n▲ {flags}").format(
                ref=item.task.ref or _("Thêm"), text=_short(item.task.text), flags=" ▲ ".join(item.task.flags)
            )
            line = QListWidgetItem(words, self._remarked)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(_OFF)
            line.setData(_KEY, item.key)
            line.setToolTip(plain_tip(item.task.text))
        self._remarked.setCurrentRow(0)
        self._remarked.setMinimumHeight(theme.em(3.6))
        self._remarked.setMaximumHeight(theme.em(min(10, 0.5 + 3.1 * number)))
        self._remarked.itemChanged.connect(lambda _item: self._count())
        column.addWidget(self._remarked)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Đánh dấu tất cả"), self._tick_all))
        foot.addWidget(button(_("Đi tới mục đang chọn"), self._go))
        foot.addStretch(1)
        column.addLayout(foot)

    def _lay_leads(self, column: QVBoxLayout) -> None:
        led = {item.key for items in self._doubts.strange.values() for item in items}
        words = _("{n} mục có đơn vị chủ trì ngoài danh mục, hoặc chưa có").format(n=show_number(len(led)))
        column.addWidget(plain_label(words, "strong"))
        why = _(
            "Giữ lời văn bản thì nhiệm vụ vẫn được nhận; phần ngoài danh mục không tính vào số liệu của đơn vị nào. "
            "Đơn vị trong danh mục đã chọn cho mục ấy vẫn được giao."
        )
        column.addWidget(plain_label(why, "muted", wrap=True))
        column.addWidget(self._lead_rows(), 1)
        foot = QHBoxLayout()
        ours = _("Giao tất cả cho đơn vị của ta ({name})").format(name=self._units.own)
        foot.addWidget(button(plain_name(ours), self.give_all_to_ours))
        foot.addWidget(button(_("Giữ lời văn bản cho tất cả"), self.keep_all))
        foot.addStretch(1)
        column.addLayout(foot)

    def _lead_rows(self) -> QScrollArea:
        """A line for each name: the name, how many it leads, and who is to lead instead."""
        area = QWidget()
        theme.mark(area, "clear")
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for line, (name, items) in enumerate(self._doubts.strange.items()):
            shown = f"“{name}”" if name else _("(văn bản không ghi ai chủ trì)")
            count = _("{n} mục").format(n=show_number(len(items)))
            choice = LeadChoice(name, self._units)
            grid.addWidget(plain_label(shown, wrap=True, buddy=choice), line, 0)
            grid.addWidget(plain_label(count, "muted"), line, 1)
            grid.addWidget(choice, line, 2)
            self._leads[name] = choice
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(area)
        scroll.setMinimumHeight(theme.em(4.5))
        return scroll

    def _tick_all(self) -> None:
        for line in range(self._remarked.count()):
            self._remarked.item(line).setCheckState(_ON)

    def _go(self) -> None:
        line = self._remarked.currentItem()
        if line is not None:
            self.reject()
            self._look(str(line.data(_KEY)))

    def _count(self) -> None:
        number = len(self.keys())
        words = _("Nhận {n} nhiệm vụ").format(n=show_number(number)) if number else _("Chưa có mục nào để nhận")
        self.yes.setText(words)
        self.yes.setAccessibleName(words)
        self.yes.setEnabled(bool(number))


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
