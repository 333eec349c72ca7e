"""Ticking many units at once: all communes, those below one unit, of an area, those found, those of the last time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models.base.words import _
from models.work.unit_catalogue import UnitGroup
from models.work.unit_roles import Held
from ui.base import theme
from ui.base.plain_tips import plain_name, plain_tip
from ui.kit.fields import button
from ui.kit.flow import FlowLayout
from ui.kit.menu_button import MenuButton
from ui.tasks.roles_table import HELP, LEAD, RolesTable


class QuickPick(QWidget):
    """A menu for each role, the last choice, and none; what they tick is the table's."""

    def __init__(self, table: RolesTable, roles: Sequence[int]) -> None:
        super().__init__()
        self._table = table
        self._groups: tuple[UnitGroup, ...] = ()
        self._last_time: Held = ((), ())
        theme.mark(self, "clear")
        self._flow = flow = FlowLayout(self)
        flow.setSpacing(theme.em(0.35))
        words = {LEAD: _("Chọn nhanh chủ trì ▾"), HELP: _("Chọn nhanh phối hợp ▾")}
        for role in roles:
            flow.addWidget(self._menu_button(role, words[role]))
        self._last: QPushButton = button(_("Như lần trước"), self._as_last_time)
        self._none: QPushButton = button(_("Bỏ chọn hết"), self._nobody)
        flow.addWidget(self._last)
        flow.addWidget(self._none)
        self.show_groups((), ((), ()))

    def add(self, widget: QWidget) -> None:
        """One more at the end of the line."""
        self._flow.addWidget(widget)

    def show_groups(self, groups: Sequence[UnitGroup], last_time: Held) -> None:
        """Offer these groups, and who was chosen the last time."""
        self._groups, self._last_time = tuple(groups), last_time
        lead, helping = last_time
        number = len(lead) + len(helping)
        self._last.setEnabled(bool(number))
        words = _("Như lần trước ({n} đơn vị)").format(n=number) if number else _("Như lần trước")
        self._last.setText(words)
        self._last.setAccessibleName(words)
        said = ((_("Chủ trì: {names}"), lead), (_("Phối hợp: {names}"), helping))
        lines = (line.format(names="; ".join(names)) for line, names in said if names)
        self._last.setToolTip(plain_tip("\n".join(lines) or _("Chưa có lần chọn nào trước đây")))

    # Inside

    def _menu_button(self, role: int, words: str) -> MenuButton:
        made = MenuButton()
        made.setText(words)
        made.setAccessibleName(words.removesuffix(" ▾"))
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu, role))
        made.setMenu(menu)
        return made

    def _fill(self, menu: QMenu, role: int) -> None:
        menu.clear()
        shown = self._table.shown()
        self._entry(menu, role, UnitGroup("shown", _("Các đơn vị đang hiện trong danh sách"), tuple(shown)))
        kind = "shown"
        for group in self._groups:
            if group.kind != kind:
                menu.addSeparator()
                kind = group.kind
            self._entry(menu, role, group)

    def _entry(self, menu: QMenu, role: int, group: UnitGroup) -> None:
        """An entry that ticks its units, or takes their ticks off where all of them have one."""
        entry = menu.addAction(plain_name(f"{group.name} ({len(group.units)})"))
        entry.setToolTip(plain_tip("; ".join(group.units)))
        entry.setCheckable(True)
        entry.setChecked(bool(group.units) and self._table.is_ticked(group.units, role))
        entry.setEnabled(bool(group.units))
        entry.triggered.connect(lambda on: self._table.put(group.units, role, on))

    def _as_last_time(self) -> None:
        """Those of the last time and nobody else."""
        self._nobody()
        for role, names in zip((LEAD, HELP), self._last_time, strict=True):
            if names:
                self._table.put(names, role, on=True)

    def _nobody(self) -> None:
        for role in (LEAD, HELP):
            self._table.put(self._table.every(), role, on=False)
