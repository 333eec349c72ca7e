"""A list of units to say who leads and who helps, found by typing, with room for names that the list lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from models.base.settings import Settings
from models.base.text import clean
from models.base.words import _
from models.work.unit_catalogue import UnitCatalogue
from models.work.unit_roles import Held, RoleChoice
from ui.base import theme
from ui.kit.labels import plain_label
from ui.kit.search import SearchField
from ui.tasks.group_menu import GroupMenu
from ui.tasks.quick_pick import QuickPick
from ui.tasks.roles_table import HELP, LEAD, RolesTable

_FEW = 5  # names that are written out


class UnitRoles(QWidget):
    """A unit either leads or helps. `changed` is emitted for every change by a person."""

    changed = Signal()

    def __init__(self, settings: Settings | None = None, *, only_lead: bool = False) -> None:
        """`settings` remember the last choice, to make it again; with `only_lead` nobody is asked who helps."""
        super().__init__()
        self._catalogue = UnitCatalogue()
        self._settings = settings
        self.search = SearchField(_("Tìm đơn vị: gõ rồi Enter để chọn chủ trì (có dấu hoặc không dấu)"))
        self._table = RolesTable()
        self._table.setColumnHidden(HELP, only_lead)
        self._quick = QuickPick(self._table, (LEAD,) if only_lead else (LEAD, HELP))
        self._sum = plain_label(role="muted", wrap=True)
        self._sum.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._sum.setMinimumHeight(2 * self._sum.fontMetrics().lineSpacing())  # so that a tick moves no line above
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        self._groups = GroupMenu(self._ticked)
        self._groups.changed.connect(self._take_groups)
        self._quick.add(self._groups)
        for widget in (self.search, self._quick, self._table, self._sum):
            column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.searched.connect(self._table.narrow)
        self.search.installEventFilter(self)
        self._table.changed.connect(self._changed)
        self._table.other_wanted.connect(self._take_other)
        self._table.search_wanted.connect(self._back_to_search)

    def show_units(self, catalogue: UnitCatalogue, held: Sequence[Held]) -> None:
        """Offer the units; the roles of the tasks in `held` are ticked, and stand first, also when the list lacks them.

        What the tasks have not in common is half ticked.
        """
        self._catalogue = catalogue
        self._table.show_units(catalogue.names, held or [((), ())])
        self._quick.show_groups(catalogue.groups, self._last())
        self._groups.show_catalogue(catalogue)
        self._tell()

    def choice(self) -> RoleChoice:
        """What is ticked."""
        return self._table.choice()

    def lead(self) -> tuple[str, ...]:
        """Who leads all of the tasks, from top to bottom."""
        return self.choice().lead

    def helping(self) -> tuple[str, ...]:
        """Who helps with all of them."""
        return self.choice().helping

    def tick(self, name: str, *, leads: bool) -> None:
        """Tick one unit, as a person does; a name that the list lacks is added. Ticking again takes it off."""
        self._table.tick(name, LEAD if leads else HELP)

    def remember(self) -> None:
        """Keep what is ticked now for the next time, on this computer: the ids of units, no words."""
        if self._settings is not None:
            known = self._catalogue.ids
            chosen = {"lead": self.lead(), "help": self.helping()}
            ids = {role: [known[name] for name in names if name in known] for role, names in chosen.items()}
            if any(ids.values()):
                self._settings.put("last_units", ids)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, Enter takes the unit that is found, and Down goes to the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() == Qt.Key.Key_Down:
                self.search.search_now()
                self._table.setFocus()
                return True
            if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and clean(self.search.text()):
                self._take_found()
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """By now it stands in its dialog, which knows whose book it is."""
        super().showEvent(event)
        self._groups.show_catalogue(self._catalogue)

    # Inside

    def _ticked(self) -> list[str]:
        return [*self.lead(), *self.helping()]

    def _take_groups(self, catalogue: UnitCatalogue) -> None:
        self._catalogue = catalogue
        self._quick.show_groups(catalogue.groups, self._last())

    def _take_found(self) -> None:
        """The likeliest unit leads. Words that are no unit's name are not taken by the same key: the line says so."""
        self.search.search_now()
        name = self._table.best()
        if name is None:
            self._table.setFocus()
            return
        self.search.show_query("")
        self._table.put([name], LEAD, on=True)

    def _take_other(self) -> None:
        name = clean(self.search.text()).replace(";", ",")
        self.search.show_query("")
        if name:
            self._table.put([name], LEAD, on=True)
            self._table.scrollToBottom()
        self.search.setFocus()

    def _back_to_search(self, key: QKeyEvent | None) -> None:
        self.search.setFocus()
        if key is not None:
            QApplication.sendEvent(self.search, key)

    def _last(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        kept = self._settings.get("last_units") if self._settings is not None else {}
        lists = [kept.get(role) for role in ("lead", "help")]
        ids = [[one for one in found if isinstance(one, str)] if isinstance(found, list) else [] for found in lists]
        return self._catalogue.names_of(ids[0]), self._catalogue.names_of(ids[1])

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        words = _("Chủ trì: {names}").format(names=self._said(LEAD, self.lead()) or _("chưa chọn"))
        helping = self._said(HELP, self.helping())
        self._sum.setText(words + (" · " + _("Phối hợp: {names}").format(names=helping) if helping else ""))

    def _said(self, role: int, names: Sequence[str]) -> str:
        return listed([*names, *self._table.mixed(role)])


def listed(names: Sequence[str]) -> str:
    """The names, or how many there are and the first: a line must not become a page."""
    if len(names) <= _FEW:
        return "; ".join(names)
    return _("{n} đơn vị ({names}…)").format(n=len(names), names="; ".join(names[:3]))
