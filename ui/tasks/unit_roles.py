"""A list of units to say who leads and who helps, found by typing, with room for names that the list lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from models.base.text import clean, fold
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_name
from ui.kit.cells import TickDelegate, TintedCell
from ui.kit.labels import plain_label
from ui.kit.search import SearchField

_LEAD, _HELP = 1, 2  # columns
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_FEW = 8  # names that are written out


class UnitRoles(QWidget):
    """A unit either leads or helps. `changed` is emitted for every change by a person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drawing = False
        self.search = SearchField(_("Tìm đơn vị (có dấu hoặc không dấu)"))
        self._other = QPushButton()
        self._other.setAutoDefault(False)
        self._other.hide()
        self._other.clicked.connect(self._add_other)
        self._table = QTableWidget(0, 3)
        self._table.setHorizontalHeaderLabels([_("Đơn vị"), _("Chủ trì"), _("Phối hợp")])
        self._table.setAccessibleName(_("Đơn vị chủ trì và phối hợp"))
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(theme.em(1.7))
        self._table.setShowGrid(False)
        self._table.setItemDelegate(TickDelegate(self._table))
        self._table.setTabKeyNavigation(False)
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self._table.setMinimumHeight(theme.em(11))
        head = self._table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # as names and ticks stand
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (_LEAD, _HELP):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            self._table.setColumnWidth(place, theme.letters(11) + theme.em(1))
        self._sum = plain_label(role="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        for widget in (self.search, self._other, self._table, self._sum):
            column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.searched.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._offer())
        self._table.itemChanged.connect(self._ticked)
        self._table.installEventFilter(self)

    def show_units(self, names: Sequence[str], lead: Sequence[str], helping: Sequence[str]) -> None:
        """Offer `names`; those in `lead` and `helping` are ticked, and stand first, also when the list lacks them."""
        first = [*lead, *(name for name in helping if name not in set(lead))]
        rest = [name for name in names if name not in set(first)]
        self._drawing = True
        self._table.setRowCount(0)
        for name in (*first, *rest):
            self._add(name, known=name in set(names))
        for line, name in enumerate(first):
            self._item(line, _LEAD if name in set(lead) else _HELP).setCheckState(_ON)
        self._drawing = False
        self._tell()

    def lead(self) -> tuple[str, ...]:
        """Who leads, from top to bottom."""
        return tuple(self._names(_LEAD))

    def helping(self) -> tuple[str, ...]:
        """Who helps."""
        return tuple(self._names(_HELP))

    def tick(self, name: str, *, leads: bool) -> None:
        """Tick one unit, as a person does; a name that the list lacks is added. Ticking again takes it off."""
        line = next((n for n in range(self._table.rowCount()) if self._item(n, 0).text() == name), None)
        if line is None:
            line = self._add(name, known=False)
        item = self._item(line, _LEAD if leads else _HELP)
        item.setCheckState(_OFF if item.checkState() == _ON else _ON)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space or Enter on a name ticks `Chủ trì`; letters typed in the list go on in the search."""
        if watched is self._table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            line, place = self._table.currentRow(), self._table.currentColumn()
            if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and line >= 0:
                self.tick(self._item(line, 0).text(), leads=place != _HELP)
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _add(self, name: str, *, known: bool) -> int:
        before, self._drawing = self._drawing, True
        line = self._table.rowCount()
        self._table.insertRow(line)
        shown = TintedCell(name, "text" if known else "muted")
        if not known:
            shown.setToolTip(_("Không có trong danh mục đơn vị: ghi bằng chữ, không tính vào số liệu theo đơn vị."))
        self._table.setItem(line, 0, shown)
        for place in (_LEAD, _HELP):
            box = QTableWidgetItem()
            box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            box.setCheckState(_OFF)
            box.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{name}: {_('chủ trì') if place == _LEAD else _('phối hợp')}"
            )
            self._table.setItem(line, place, box)
        self._drawing = before
        return line

    def _item(self, line: int, place: int) -> QTableWidgetItem:
        item = self._table.item(line, place)
        if item is None:
            raise IndexError(line)
        return item

    def _names(self, place: int) -> Iterable[str]:
        for line in range(self._table.rowCount()):
            if self._item(line, place).checkState() == _ON:
                yield self._item(line, 0).text()

    def _ticked(self, item: QTableWidgetItem) -> None:
        if self._drawing or item.column() == 0:
            return
        if item.checkState() == _ON:
            other = self._item(item.row(), _HELP if item.column() == _LEAD else _LEAD)
            self._drawing = True
            other.setCheckState(_OFF)
            self._drawing = False
        self._tell()
        self.changed.emit()

    def _filter(self, words: str) -> None:
        wanted = fold(words).split()
        first = -1
        for line in range(self._table.rowCount()):
            folded = fold(self._item(line, 0).text())
            hidden = not all(word in folded for word in wanted)
            self._table.setRowHidden(line, hidden)
            if not hidden and first < 0:
                first = line
        if first >= 0:
            self._table.setCurrentCell(first, _LEAD)

    def _offer(self) -> None:
        """Offer to take the typed name itself when no unit is called so."""
        name = clean(self.search.text())
        known = {fold(self._item(line, 0).text()) for line in range(self._table.rowCount())}
        self._other.setVisible(bool(name) and fold(name) not in known)
        self._other.setText(plain_name(_("Dùng tên khác: “{name}” chủ trì").format(name=name)))

    def _add_other(self) -> None:
        name = clean(self.search.text()).replace(";", ",")
        self.search.show_query("")
        if name:
            self.tick(name, leads=True)
            self._table.scrollToBottom()
        self._other.hide()

    def _tell(self) -> None:
        lead, helping = _named(self.lead()), _named(self.helping())
        words = _("Chủ trì: {names}").format(names=lead or _("chưa chọn"))
        self._sum.setText(words + (" · " + _("Phối hợp: {names}").format(names=helping) if helping else ""))


def _named(names: Sequence[str]) -> str:
    """The names, or how many there are and the first: a line must not become a page."""
    if len(names) <= _FEW:
        return "; ".join(names)
    return _("{n} đơn vị ({names}…)").format(n=len(names), names="; ".join(names[:3]))
