"""Who leads instead of a name that is no unit of ours: nobody (the words stay), our own unit, many at once, others."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from models.base.words import _
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme


class LeadChoice(QComboBox):
    """Begins with the document's words; nothing is given to anybody before a person says so."""

    def __init__(self, name: str, units: UnitCatalogue) -> None:
        super().__init__()
        self._units = units
        self._names: tuple[str, ...] = ()
        self._entries: list[tuple[tuple[str, ...], str]] = []  # who leads, and the words for it
        self.setAccessibleName(_("Giao cho ai, thay cho “{name}”").format(name=name or _("không ghi")))
        self.setMinimumWidth(theme.letters(38))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._show(())
        self.activated.connect(lambda _place: self._picked())

    def names(self) -> tuple[str, ...]:
        """The units that are to lead; none while the document's words stay."""
        return self._names

    def choose_own(self) -> None:
        """Our own unit leads."""
        self._show((self._units.own,) if self._units.own else ())

    def keep(self) -> None:
        """The document's words stay."""
        self._show(())

    # Inside

    def _show(self, names: tuple[str, ...]) -> None:
        """The entries, with `names` as the one that is picked."""
        self._names = names
        self._entries = [((), _("Giữ lời văn bản"))]
        if self._units.own:
            own = _("Giao cho đơn vị của ta: {name}").format(name=self._units.own)
            self._entries.append(((self._units.own,), own))
        levels = (group for group in self._units.groups if group.kind in {"named", "level"})
        self._entries += [(group.units, f"{group.name} ({len(group.units)})") for group in levels]
        if names not in [found for found, _words in self._entries]:
            self._entries.append((names, "; ".join(names)))
        self.clear()
        self.addItems([words for _names, words in self._entries])
        self.addItem(_("Đơn vị khác…"))
        self.setCurrentIndex([found for found, _words in self._entries].index(names))

    def _picked(self) -> None:
        place = self.currentIndex()
        if place < len(self._entries):
            self._names = self._entries[place][0]
            return
        from ui.tasks.assign import Assignable, RolesDialog

        self._show(self._names)
        found = Assignable(self._units, ((self._names, ()),))
        RolesDialog(self, found, None, lambda given: self._show(given[0][0]), only_lead=True).open()
