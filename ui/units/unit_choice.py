"""The official list of units to choose from when an office is founded: districts with their communes, to check."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from models.base.paths import RESOURCES
from models.base.text import clean, fold
from models.base.words import _
from ui.base import theme
from ui.kit.cells import TickDelegate
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
            (_("Lào Cai, trước 01/7/2025: huyện và xã"), "laocai_2023.csv"),
            (_("Lào Cai, từ 01/7/2025: xã, phường"), "laocai_2025.csv"),
        )
        self._list = choice_field(_("Danh mục đơn vị hành chính"), lists)
        self._search = SearchField(_("Tìm huyện, xã (có dấu hoặc không dấu)"))
        self._tree = QTreeWidget()
        self._tree.setHeaderLabels([_("Đơn vị"), _("Mã")])
        self._tree.setAccessibleName(_("Danh sách đơn vị trực thuộc"))
        self._tree.setMinimumHeight(theme.em(9))
        self._tree.setUniformRowHeights(True)
        self._tree.setItemDelegate(TickDelegate(self._tree))
        self._count = plain_label(role="muted")
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._list)
        top.addWidget(self._search, 1)
        foot.addWidget(self._count, 1)
        foot.addWidget(button(_("Bỏ chọn hết"), self.choose_nothing))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._tree, 1)
        column.addLayout(foot)
        self._list.activated.connect(self._picked)
        self._search.searched.connect(self._filter)
        self._tree.itemChanged.connect(lambda *_what: self._counted())
        self.setFocusProxy(self._search)
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
        for place in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(place)
            if group is not None and fold(group.text(0)) in wanted and group.childCount():
                group.setCheckState(0, Qt.CheckState.Checked)
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
        if len(groups) == 1:
            self._tree.expandAll()
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, self._tree.header().ResizeMode.Stretch)
        self._tree.blockSignals(False)
        self._counted()

    def _item(self, name: str, code: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, code])
        item.setData(0, _CODE, code)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _leaves(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(place)
            if group is not None and self._groups:
                yield group
            elif group is not None:
                yield from _children(group)

    def _filter(self, words: str) -> None:
        wanted = fold(words)
        for place in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(place)
            if group is None:
                continue
            whole = wanted in fold(group.text(0))
            shown = 0
            for child in _children(group):
                hidden = not whole and wanted not in fold(child.text(0)) and wanted not in child.text(1)
                child.setHidden(hidden)
                shown += not hidden
            group.setHidden(not shown and not whole)
            group.setExpanded(bool(wanted) and bool(shown))

    def choose_nothing(self) -> None:
        """Uncheck everything."""
        for place in range(self._tree.topLevelItemCount()):
            group = self._tree.topLevelItem(place)
            if group is not None:
                group.setCheckState(0, Qt.CheckState.Unchecked)

    def _counted(self) -> None:
        number = len(self.chosen())
        words = _("Đã chọn {n} đơn vị.").format(n=number)
        self._count.setText(words if number else self._nothing)
        self.changed.emit()


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (group.child(number) for number in range(group.childCount()))
    return [child for child in found if child is not None]


def official_list(path: Path) -> list[tuple[str, str, str, str]]:
    """(group's code, group's name, unit's code, unit's name) of a list in `resources/units`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [(row[0], clean(row[1]), row[2], clean(row[3])) for row in rows]
