"""Which units of ours answer for names that are none of ours: what general names mean here, and who is not listed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.base.text import show_number
from models.base.words import _
from models.work.review_doubts import Doubts
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme
from ui.directives.lead_choice import LeadChoice
from ui.kit.fields import button
from ui.kit.labels import plain_label


class LeadQuestions(QWidget):
    """One question for each distinct name of the whole document; each may be left unanswered."""

    changed = Signal()

    def __init__(self, doubts: Doubts, units: UnitCatalogue) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._doubts, self._units = doubts, units
        self._choices: dict[str, LeadChoice] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        self.left = plain_label("", "strong")
        column.addWidget(self.left)
        self._sum = plain_label(_several(doubts), "muted", wrap=True)
        self._sum.setVisible(bool(self._sum.text()))
        column.addWidget(self._sum)
        why = _(
            "Mục giữ lời văn bản vẫn được nhận, là “chưa giao đơn vị” cho tới khi được giao. Đơn vị trong danh mục đã "
            "chọn cho mục ấy vẫn được giao."
        )
        column.addWidget(plain_label(why, "muted", wrap=True))
        column.addWidget(self._rows())
        foot = QHBoxLayout()
        ours = _("Giao tất cả cho đơn vị của ta ({name})").format(name=units.own)
        foot.addWidget(button(ours, self.give_all_to_ours))
        foot.addWidget(button(_("Giữ lời văn bản cho tất cả"), self.keep_all))
        foot.addStretch(1)
        column.addLayout(foot)
        self._count_left()
        self.changed.connect(self._count_left)

    def instead(self) -> dict[str, Sequence[str]]:
        """The units that lead instead of the names that are none of ours; () where that is another's task."""
        return dict(self._doubts.answered(self._given()))

    def give_all_to_ours(self) -> None:
        """Our unit answers for all that no unit of ours does."""
        for choice in self._choices.values():
            choice.choose_own()

    def keep_all(self) -> None:
        """Leave the document's words everywhere."""
        for choice in self._choices.values():
            choice.keep()

    # Inside

    def _given(self) -> dict[str, tuple[str, ...]]:
        return {name: given for name, choice in self._choices.items() if (given := choice.given()) is not None}

    def _count_left(self) -> None:
        """How many items still have nobody of ours: those of the names that were not answered."""
        answered = self._given()
        left = self._doubts.led(name for name in self._doubts.strange if name not in answered)
        words = _("{n} mục chưa rõ đơn vị nào của ta chủ trì").format(n=show_number(left))
        self.left.setText(words if left else _("Mọi mục đã có câu trả lời"))

    def _rows(self) -> QWidget:
        """A line for each name: the name, how many it leads, and who is to lead instead."""
        area = QWidget()
        theme.mark(area, "clear")
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        general = self._doubts.general
        others = [name for name in self._doubts.strange if name not in general]
        if general:
            self._caption(grid, _("Cụm từ chung: ở đây là đơn vị nào của ta?"))
        for name in general:
            self._row(grid, name)
        if general and others:
            self._caption(grid, _("Ngoài danh mục đơn vị, hoặc văn bản không ghi ai chủ trì"))
        for name in others:
            self._row(grid, name)
        return area

    def _caption(self, grid: QGridLayout, words: str) -> None:
        grid.addWidget(plain_label(words, "caption", wrap=True), grid.rowCount(), 0, 1, 3)

    def _row(self, grid: QGridLayout, name: str) -> None:
        line = grid.rowCount()
        choice = LeadChoice(name, self._units)
        shown = f"“{name}”" if name else _("(văn bản không ghi ai chủ trì)")
        count = _("{n} mục").format(n=show_number(len(self._doubts.strange[name])))
        if choice.given() is not None:
            count = _("{count}, như lần trước").format(count=count)
        grid.addWidget(plain_label(shown, wrap=True, buddy=choice), line, 0)
        grid.addWidget(plain_label(count, "muted"), line, 1)
        grid.addWidget(choice, line, 2)
        # A pick is known once it is activated; the rest is shown by the choice itself.
        choice.activated.connect(lambda _place: self.changed.emit())
        choice.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._choices[name] = choice


def _several(doubts: Doubts) -> str:
    """Why the numbers of the names come to more than the items there are; "" where they do not."""
    named = sum(map(len, doubts.strange.values()))
    items = doubts.led(doubts.strange)
    words = _("Số mục ở các dòng cộng lại là {named}, vì có mục do nhiều đơn vị chủ trì: tất cả là {n} mục.")
    return words.format(named=show_number(named), n=show_number(items)) if named != items else ""
