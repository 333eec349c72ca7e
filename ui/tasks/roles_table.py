"""The units with two boxes each, for who leads and who helps; what several tasks have not in common is half ticked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from models.base.name_match import matching, same
from models.base.words import _
from models.work.unit_roles import Held, RoleChoice, gathered
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import TickDelegate, TintedCell
from ui.kit.column_widths import ColumnWidths, of_cells

LEAD, HELP = 1, 2  # columns
_ON, _SOME, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
_NAME = Qt.ItemDataRole.UserRole  # the unit's name; what is shown may say more
_AT_FIRST = Qt.ItemDataRole.UserRole + 1  # on a box: how many of the tasks have it so, while not all or none do
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ORDERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RolesTable(QTableWidget):
    """A unit either leads or helps. The last line offers words that are no unit's name, and says so."""

    changed = Signal()  # by a person
    other_wanted = Signal()  # the last line was taken
    search_wanted = Signal(object)  # the key that goes on in the search, or None for going back there

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._drawing = False
        self._many = 1
        self._known: set[str] = set()
        self.setHorizontalHeaderLabels([_("Đơn vị"), _("Chủ trì"), _("Phối hợp")])
        self.setAccessibleName(_("Đơn vị chủ trì và phối hợp"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.em(1.7))
        self.setShowGrid(False)
        self.setItemDelegate(TickDelegate(self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setMinimumHeight(theme.em(6))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # as names and ticks stand
        boxes = {LEAD: 1.2, HELP: 1.2}  # line heights of a box to tick beside its words
        self._widths = ColumnWidths(self, (0,), lambda view: of_cells(view, {0: 14}, boxes))
        self.itemChanged.connect(self._ticked)
        self.itemClicked.connect(lambda item: self.other_wanted.emit() if self._is_other(item.row()) else None)

    # What is chosen

    def show_units(self, names: Sequence[str], held: Sequence[Held]) -> None:
        """Offer `names`; the roles of the tasks in `held` are ticked, and stand first, also when `names` lacks them."""
        start = gathered(held)
        self._many, self._known = len(held), set(names)
        first = list(dict.fromkeys(name for lead, helping in held for name in (*lead, *helping)))
        counts = {
            role: {name: sum(name in one[role - LEAD] for one in held) for name in first} for role in (LEAD, HELP)
        }
        self._drawing = True
        self.clearSpans()
        self.setRowCount(0)
        for name in (*first, *(name for name in names if name not in set(first))):
            self._add(name)
        for line, name in enumerate(first):
            for role, on in ((LEAD, start.lead), (HELP, start.helping)):
                if name in on:
                    self._box(line, role).setCheckState(_ON)
                elif counts[role][name]:
                    self._make_mixed(self._box(line, role), counts[role][name])
        self._drawing = False
        self._widths.renew()

    def choice(self) -> RoleChoice:
        """What is ticked, from top to bottom, and what was left half ticked."""
        lead, helping = (tuple(self._names(role, _ON)) for role in (LEAD, HELP))
        some_lead, some_help = (frozenset(self._names(role, _SOME)) for role in (LEAD, HELP))
        return RoleChoice(lead, helping, some_lead, some_help)

    def mixed(self, role: int) -> list[str]:
        """Who has the role in some of the tasks, with in how many: `Phòng Tư pháp (2/5)`."""
        return [f"{name} ({self._box(self._line(name), role).text()})" for name in self._names(role, _SOME)]

    def put(self, names: Collection[str], role: int, on: bool) -> None:
        """Tick these units or take their ticks off, in one go; a name that the list lacks is added."""
        wanted = set(names)
        there = {self._name(line) for line in self._lines()}
        for name in names:
            if name not in there:
                self._add(name)
        self._drawing = True
        for line in self._lines():
            if self._name(line) in wanted and self._box(line, role).checkState() != (_ON if on else _OFF):
                self._set(line, role, _ON if on else _OFF)
        self._drawing = False
        self.changed.emit()

    def tick(self, name: str, role: int) -> None:
        """Tick one unit, as a click does; a name that the list lacks is added. Ticking again takes it off."""
        if self._line(name) < 0:
            self._add(name)
        self._turn(self._box(self._line(name), role))

    def is_ticked(self, names: Iterable[str], role: int) -> bool:
        """Whether all of these have the role."""
        return set(names) <= set(self._names(role, _ON))

    # What is searched

    def narrow(self, typed: str) -> None:
        """Show the units that are meant by `typed`, the likeliest being the current one, and at the end the words."""
        self._drop_other()
        found = matching(self.every(), typed)
        shown = set(found)
        for line in self._lines():
            self.setRowHidden(line, self._name(line) not in shown)
        if typed and not any(same(name, typed) for name in found):
            self._offer_other(typed)
        likeliest = [*(name for name in found if name in self._known), *found]  # a unit goes before other words
        line = self._line(likeliest[0]) if found and typed else -1
        line = line if line >= 0 else next(self._seen(), -1)
        self.setCurrentCell(line, 0 if self._is_other(line) else LEAD)

    def best(self) -> str | None:
        """The unit that the keyboard is on; None on the last line, which is no unit."""
        line = self.currentRow()
        return self._name(line) if line >= 0 and not self._is_other(line) and not self.isRowHidden(line) else None

    def shown(self) -> list[str]:
        """The units that the search leaves."""
        return [self._name(line) for line in self._seen() if not self._is_other(line)]

    def every(self) -> list[str]:
        """All units and names of the list."""
        return [self._name(line) for line in self._lines()]

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space or Enter on a name ticks `Chủ trì`; Up leads from the first line back; letters go on in the search."""
        line, place = self.currentRow(), self.currentColumn()
        if event.key() in {Qt.Key.Key_Space, *_ENTER} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self._is_other(line):
                self.other_wanted.emit()
            elif line >= 0:
                self._turn(self._box(line, HELP if place == HELP else LEAD))
        elif event.key() == Qt.Key.Key_Up and line == next(self._seen(), line):
            self.search_wanted.emit(None)
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & _ORDERS:
            self.search_wanted.emit(event)
        else:
            super().keyPressEvent(event)

    # Inside

    def _add(self, name: str) -> int:
        before, self._drawing = self._drawing, True
        line = self.rowCount() - self._has_other()
        self.insertRow(line)
        known = name in self._known
        words = name if known else _("{name} · ngoài danh mục").format(name=name)
        shown = TintedCell(words, "text" if known else "muted")
        shown.setData(_NAME, name)
        strange = _("Không có trong danh mục đơn vị: ghi bằng chữ, không tính vào số liệu theo đơn vị.")
        shown.setToolTip(plain_tip(name if known else strange))
        self.setItem(line, 0, shown)
        for role in (LEAD, HELP):
            box = QTableWidgetItem()
            box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            box.setCheckState(_OFF)
            said = _("chủ trì") if role == LEAD else _("phối hợp")
            box.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {said}")
            self.setItem(line, role, box)
        self._drawing = before
        return line

    def _make_mixed(self, box: QTableWidgetItem, count: int) -> None:
        box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserTristate)
        box.setData(_AT_FIRST, count)
        box.setToolTip(
            _("{n} trong {all} mục; để nguyên thì mỗi mục giữ đơn vị của mình").format(n=count, all=self._many)
        )
        self._show_state(box, _SOME)

    def _show_state(self, box: QTableWidgetItem, state: Qt.CheckState) -> None:
        box.setCheckState(state)
        box.setText(f"{box.data(_AT_FIRST)}/{self._many}" if state == _SOME else "")

    def _set(self, line: int, role: int, state: Qt.CheckState) -> None:
        """One box, and with it the other: who leads does not help; what is mixed again is so in both."""
        other = self._box(line, HELP if role == LEAD else LEAD)
        self._show_state(self._box(line, role), state)
        if state == _ON:
            self._show_state(other, _OFF)
        elif state == _SOME:
            self._show_state(other, _SOME if other.data(_AT_FIRST) else _OFF)

    def _turn(self, box: QTableWidgetItem) -> None:
        after = {_SOME: _ON, _ON: _OFF, _OFF: _SOME if box.data(_AT_FIRST) else _ON}
        box.setCheckState(after[box.checkState()])

    def _ticked(self, item: QTableWidgetItem) -> None:
        if self._drawing or item.column() == 0:
            return
        self._drawing = True
        self._set(item.row(), item.column(), item.checkState())
        self._drawing = False
        self.changed.emit()

    def _offer_other(self, typed: str) -> None:
        words = _("“{name}” không có trong danh mục đơn vị: Enter ở dòng này để ghi bằng chữ").format(name=typed)
        self._drawing = True
        line = self.rowCount()
        self.insertRow(line)
        cell = TintedCell(words, "warn")
        cell.setToolTip(plain_tip(words))
        self.setItem(line, 0, cell)
        self.setSpan(line, 0, 1, 3)
        self._drawing = False

    def _drop_other(self) -> None:
        if self._has_other():
            self.clearSpans()
            self.removeRow(self.rowCount() - 1)

    def _has_other(self) -> bool:
        return self._is_other(self.rowCount() - 1)

    def _is_other(self, line: int) -> bool:
        cell = self.item(line, 0)
        return cell is not None and cell.data(_NAME) is None

    def _box(self, line: int, role: int) -> QTableWidgetItem:
        item = self.item(line, role)
        if item is None:
            raise IndexError(line)
        return item

    def _name(self, line: int) -> str:
        return str(self._box(line, 0).data(_NAME))

    def _line(self, name: str) -> int:
        return next((line for line in self._lines() if self._name(line) == name), -1)

    def _lines(self) -> range:
        return range(self.rowCount() - self._has_other())

    def _seen(self) -> Iterator[int]:
        return (line for line in range(self.rowCount()) if not self.isRowHidden(line))

    def _names(self, role: int, state: Qt.CheckState) -> list[str]:
        return [self._name(line) for line in self._lines() if self._box(line, role).checkState() == state]
