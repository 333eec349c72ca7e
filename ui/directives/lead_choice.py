"""Who leads instead of a name that is no unit of ours: nobody (the words stay), our own unit, many at once, others."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from models.base.name_match import nearest
from models.base.words import _
from models.reading.words.levels import is_many
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme

Given = tuple[str, ...] | None  # the units that lead; () is another's task, None leaves the document's words


class LeadChoice(QComboBox):
    """Begins with what the name meant the last time, else with the document's words: nobody is given anything then."""

    def __init__(self, name: str, units: UnitCatalogue) -> None:
        super().__init__()
        self._name, self._units = name, units
        self._given: Given = None
        self._entries: list[tuple[Given, str]] = []
        self.setAccessibleName(_("Giao cho ai, thay cho “{name}”").format(name=name or _("không ghi")))
        self.setMinimumWidth(theme.letters(38))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._show(units.meaning(name))
        self.activated.connect(lambda _place: self._picked())

    def given(self) -> Given:
        """What was chosen."""
        return self._given

    def choose_own(self) -> None:
        """Our own unit leads."""
        self._show((self._units.own,) if self._units.own else None)

    def keep(self) -> None:
        """The document's words stay."""
        self._show(None)

    # Inside

    def _show(self, given: Given) -> None:
        """The entries, with `given` as the one that is picked."""
        self._given = given
        self._entries = [(None, _("Giữ lời văn bản, chưa giao đơn vị"))]
        if self._units.own:
            own = _("Giao cho đơn vị của ta: {name}").format(name=self._units.own)
            self._entries.append(((self._units.own,), own))
        near = nearest(self._units.names, self._name) if self._name and not is_many(self._name) else []
        self._entries += [((name,), _("Có phải: {name}").format(name=name)) for name in near]
        levels = (group for group in self._units.groups if group.kind in {"named", "level"})
        self._entries += [(group.units, f"{group.name} ({len(group.units)})") for group in levels]
        if self._name:
            self._entries.append(((), _("Không phải việc của ta, chỉ theo dõi")))
        if given not in [found for found, _words in self._entries]:
            self._entries.append((given, "; ".join(given or ())))
        self.clear()
        self.addItems([words for _given, words in self._entries])
        self.addItem(_("Đơn vị khác…"))
        self.setCurrentIndex([found for found, _words in self._entries].index(given))

    def _picked(self) -> None:
        place = self.currentIndex()
        if place < len(self._entries):
            self._given = self._entries[place][0]
            return
        from ui.tasks.assign import Assignable, RolesDialog

        self._show(self._given)
        found = Assignable(self._units, ((self._given or (), ()),))
        RolesDialog(self, found, None, lambda given: self._show(given[0][0] or None), only_lead=True).open()
