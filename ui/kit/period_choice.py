"""Which period is looked at: one on or back, any of the list with what has become of it, and today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from models.base.words import _
from ui.base import theme
from ui.kit.fields import choice_field, step_button

if TYPE_CHECKING:
    from models.work.period_list import PeriodList


class PeriodChoice(QWidget):
    """Emits `picked` with the key of another period. `now` leads to today's; it is shown while another one is."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = self._present = ""
        self._box = choice_field(_("Kỳ báo cáo"))
        # As wide as its longest entry, the months that are closed and reported among them.
        self._box.setMinimumContentsLength(16)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._box.setMaxVisibleItems(16)
        self._box.activated.connect(lambda _place: self._pick(str(self._box.currentData())))
        self.now = QPushButton(_("Về kỳ hiện tại"))
        theme.mark(self.now, "link")
        self.now.setToolTip(_("Kỳ có ngày hôm nay · Ctrl+Shift+PgUp"))
        self.now.clicked.connect(self._go_to_present)
        self.now.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.3))
        row.addWidget(step_button("‹", _("Kỳ trước"), lambda: self._step(-1), "Ctrl+PgUp"))
        row.addWidget(self._box)
        row.addWidget(step_button("›", _("Kỳ sau"), lambda: self._step(1), "Ctrl+PgDn"))

    def show_periods(self, found: PeriodList, key: str, issuer: str = "") -> None:
        """Show the period `key` among the others, with the reports of `issuer`, or of whoever made one."""
        from models.work import period_list

        self._key, self._present = key, found.present
        self._box.clear()
        self._box.addItem(_("‹ Năm {year}").format(year=found.earlier[:4]), found.earlier)
        for one in found.rows:
            words = _("{name} ({state})").format(name=one.period.name, state=period_list.state_words(one, issuer))
            self._box.addItem(words, one.period.key)
        self._box.addItem(_("Năm {year} ›").format(year=found.later[:4]), found.later)
        self._box.setCurrentIndex(self._box.findData(key))
        self.now.setVisible(key != found.present)

    def away(self) -> bool:
        """Whether another period than today's is shown."""
        return self._key != self._present

    def give_keys(self, page: QWidget) -> None:
        """Let the keys named beside the buttons work on the whole page."""
        ways = (("Ctrl+PgUp", lambda: self._step(-1)), ("Ctrl+PgDown", lambda: self._step(1)))
        for keys, go in (*ways, ("Ctrl+Shift+PgUp", self._go_to_present)):
            action = QAction(page)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, go=go: go())
            page.addAction(action)

    # Inside

    def _step(self, by: int) -> None:
        from models.work import periods

        if self._key:
            self._pick(periods.neighbour(self._key, by))

    def _go_to_present(self) -> None:
        if self._present:
            self._pick(self._present)

    def _pick(self, key: str) -> None:
        if key != self._key:
            self.picked.emit(key)
