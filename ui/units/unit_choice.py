"""The official list of units to choose from when an office is founded: districts with their communes, to check."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from models.base.name_match import matching
from models.base.paths import RESOURCES
from models.base.text import clean, fold
from models.base.words import _
from ui.base import theme
from ui.kit.cells import EvenTicks
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.fields import button, choice_field
from ui.kit.labels import plain_label
from ui.kit.search import SearchField

_CODE = Qt.ItemDataRole.UserRole
_FOLDER = RESOURCES / "units"


class UnitChoice(QWidget):
    """A tree of the official list. `chosen()` gives (code, name) in the list's order."""

    changed = Signal()
    source_changed = Signal()  # another list was picked

    def __init__(self, nothing: str) -> None:
        """`nothing` is said while no unit is chosen."""
        super().__init__()
        self._nothing = nothing
        self._level = "huyen"
        self._groups = False  # whether the groups themselves are chosen, not what is in them
        lists = (
            (_("Lào Cai, trước 1/7/2025: huyện và xã"), "laocai_2023.csv"),
            (_("Lào Cai, từ 1/7/2025: xã, phường"), "laocai_2025.csv"),
        )
        self._list = choice_field(_("Danh mục đơn vị hành chính"), lists)
        self._search = SearchField(_("Tìm huyện, xã"))
        self._tree = _tree()
        self._widths = ColumnWidths(self._tree, (0,), lambda view: of_cells(view, {0: 24}))
        self._count = plain_label(role="muted")
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._list)
        top.addWidget(self._search, 1)
        foot.addWidget(self._count, 1)
        self._all_shown = button(_("Chọn các đơn vị đang hiện"), self.choose_shown)
        foot.addWidget(self._all_shown)
        foot.addWidget(button(_("Bỏ chọn hết"), self.choose_nothing))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._tree, 1)
        column.addLayout(foot)
        self._list.activated.connect(self._picked)
        self._search.searched.connect(self._filter)
        self._search.installEventFilter(self)
        self._tree.itemChanged.connect(lambda item, _column: self._ticked(item))
        self.setFocusProxy(self._search)
        QWidget.setTabOrder(self._search, self._list)  # Tab would come in at the search and never to what is before it
        QWidget.setTabOrder(self._list, self._tree)
        self._load()

    def chosen(self) -> tuple[tuple[str | None, str], ...]:
        """The checked units, (official code, name)."""
        return tuple(
            (str(item.data(0, _CODE)) or None, item.text(0))
            for item in self._leaves()
            if item.checkState(0) == Qt.CheckState.Checked
        )

    def source(self) -> str:
        """The file of the list that is shown."""
        return str(self._list.currentData())

    def choose_group(self, name: str) -> bool:
        """Check everything of the group whose name occurs in `name` (`Phòng Nội vụ huyện Bắc Hà`). False for none."""
        wanted = fold(clean(name))
        for group in self._top():
            if fold(group.text(0)) in wanted and group.childCount():
                self._set(_children(group), Qt.CheckState.Checked)
                group.setExpanded(True)
                self._tree.scrollToItem(group, QTreeWidget.ScrollHint.PositionAtTop)
                return True
        return False

    def show_level(self, level: str) -> None:
        """Offer what lies below an office of this level: communes below a district, districts below a province."""
        if level != self._level:
            self._level = level
            self._load()

    def _picked(self) -> None:
        self._load()
        self.source_changed.emit()

    def _load(self) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        units = official_list(_FOLDER / str(self._list.currentData()))
        # Since 1 July 2025 communes stand right below the province: a list with one group is a list of communes.
        self._groups = self._level == "tinh" and len({row[0] for row in units}) > 1
        for group_code, group_name, code, name in units:
            if group_name not in groups:
                groups[group_name] = self._item(group_name, group_code)
                self._tree.addTopLevelItem(groups[group_name])
            if not self._groups:
                groups[group_name].setFlags(groups[group_name].flags() | Qt.ItemFlag.ItemIsAutoTristate)
                groups[group_name].addChild(self._item(name, code))
        self._widths.renew()
        self._filter(self._search.query())
        self._counted()

    def _item(self, name: str, code: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, code])
        item.setData(0, _CODE, code)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _leaves(self) -> Iterator[QTreeWidgetItem]:
        for group in self._top():
            if self._groups:
                yield group
            else:
                yield from _children(group)

    def _filter(self, words: str) -> None:
        self._tree.blockSignals(True)
        for group in self._top():
            whole = not words or bool(matching([group.text(0)], words))
            children = _children(group)
            found = set(matching([child.text(0) for child in children], words))
            for child in children:
                child.setHidden(not whole and child.text(0) not in found and words not in child.text(1))
            shown = [child for child in children if not child.isHidden()]
            group.setHidden(not shown and not whole)
            group.setExpanded(bool(shown) if words else len(self._top()) == 1)
            self._tick_only_shown(group, only=len(shown) < len(children))
        self._tree.blockSignals(False)
        likeliest = self._likeliest(words) if words else None
        if likeliest is not None:
            self._tree.setCurrentItem(likeliest)

    def _likeliest(self, words: str) -> QTreeWidgetItem | None:
        shown = [leaf for leaf in self._leaves() if not leaf.isHidden()]
        named = matching([leaf.text(0) for leaf in shown], words)[:1]
        return next((leaf for leaf in shown if leaf.text(0) in named), shown[0] if shown else None)

    def _tick_only_shown(self, group: QTreeWidgetItem, *, only: bool) -> None:
        """While the search hides some of a group, its box is for those that are seen: nobody ticks unseen units."""
        if self._groups or not group.childCount():
            return
        by_itself = Qt.ItemFlag.ItemIsAutoTristate
        group.setFlags(group.flags() & ~by_itself if only else group.flags() | by_itself)
        if only:
            group.setCheckState(0, _state_of(_children(group)))

    def _ticked(self, item: QTreeWidgetItem) -> None:
        if item.childCount() and not item.flags() & Qt.ItemFlag.ItemIsAutoTristate:
            seen = [child for child in _children(item) if not child.isHidden()]
            self._set(seen, item.checkState(0))
        else:
            self._set((), Qt.CheckState.Checked)

    def _set(self, leaves: Iterable[QTreeWidgetItem], state: Qt.CheckState) -> None:
        self._tree.blockSignals(True)
        for leaf in leaves:
            leaf.setCheckState(0, state)
        for group in self._top():
            if group.childCount() and not group.flags() & Qt.ItemFlag.ItemIsAutoTristate:
                group.setCheckState(0, _state_of(_children(group)))
        self._tree.blockSignals(False)
        self._counted()

    def choose_shown(self) -> None:
        """Check everything that the search leaves."""
        self._set([leaf for leaf in self._leaves() if not leaf.isHidden()], Qt.CheckState.Checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, Enter checks the unit that is found, and Down goes to the list."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() == Qt.Key.Key_Down:
                self._search.search_now()
                self._tree.setFocus()
                return True
            if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._search.text().strip():
                self._take_found()
                return True
        return super().eventFilter(watched, event)

    def _take_found(self) -> None:
        self._search.search_now()
        found = self._tree.currentItem()
        if found is not None:
            self._search.show_query("")
            found.setCheckState(0, Qt.CheckState.Checked)
            self._tree.scrollToItem(found)

    def _top(self) -> list[QTreeWidgetItem]:
        found = (self._tree.topLevelItem(place) for place in range(self._tree.topLevelItemCount()))
        return [group for group in found if group is not None]

    def choose_nothing(self) -> None:
        """Uncheck everything."""
        self._set(self._leaves(), Qt.CheckState.Unchecked)

    def _counted(self) -> None:
        number = len(self.chosen())
        words = _("Đã chọn {n} đơn vị.").format(n=number)
        self._count.setText(words if number else self._nothing)
        self.changed.emit()


def _state_of(children: Sequence[QTreeWidgetItem]) -> Qt.CheckState:
    """All, some or none of them."""
    states = {child.checkState(0) for child in children}
    return states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (group.child(number) for number in range(group.childCount()))
    return [child for child in found if child is not None]


def official_list(path: Path) -> list[tuple[str, str, str, str]]:
    """(group's code, group's name, unit's code, unit's name) of a list in `resources/units`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [(row[0], clean(row[1]), row[2], clean(row[3])) for row in rows]


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels([_("Đơn vị"), _("Mã")])
    tree.setAccessibleName(_("Danh sách đơn vị trực thuộc"))
    tree.setMinimumHeight(theme.em(9))
    tree.setUniformRowHeights(True)
    tree.setItemDelegate(EvenTicks(tree))
    return tree
