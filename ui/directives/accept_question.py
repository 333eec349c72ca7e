"""Before proposals become tasks: which of the doubtful ones do, who of ours answers, since when they exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.base.text import show_number
from models.base.words import _
from models.reading.proposal import ProposedTask
from models.work.review import ReviewItem
from models.work.review_doubts import Doubts
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.directives.accept_leads import LeadQuestions
from ui.directives.given_day import GivenDay, KnownDays
from ui.kit.cells import TickDelegate
from ui.kit.dialog import Dialog
from ui.kit.dialog_size import fit, scrolled
from ui.kit.fields import answers, button
from ui.kit.labels import plain_label

Accept = Callable[[Sequence[str], Mapping[str, Sequence[str]], date | None], object]
_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class AcceptQuestion(Dialog):
    """Calls `accept` with the keys to accept, the units instead of names and the day on which the tasks were given, or
    `look` with a key to look at first. `days` is what is known where the document has no date.
    """

    def __init__(
        self,
        parent: QWidget,
        items: Sequence[ReviewItem],
        doubts: Doubts,
        units: UnitCatalogue,
        accept: Accept,
        look: Callable[[str], object],
        days: KnownDays,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Nhận nhiệm vụ"))
        self._items, self._doubts = tuple(items), doubts
        self._accept, self._look = accept, look
        self._remarked = QListWidget(self)
        self._remarked.setVisible(bool(doubts.remarked))
        self._leads = LeadQuestions(doubts, units) if doubts.strange else None
        self._day = GivenDay(days) if doubts.undated or doubts.missed else None
        self._others = plain_label("", "muted", wrap=True)
        number = show_number(len(doubts.remarked))
        self.seen = QCheckBox(_("Tôi đã xem cả {n} mục cần xem").format(n=number))
        self.seen.setVisible(bool(doubts.remarked))
        self.seen.clicked.connect(self._tick_all)
        self._left = plain_label("", "warn", wrap=True)
        self.yes = button("", self.take)
        column = QVBoxLayout(self)
        column.setSpacing(theme.em(0.6))
        column.addWidget(scrolled(self._questions()), 1)
        column.addWidget(self.seen)
        column.addWidget(self._left)
        column.addLayout(answers(button(_("Thôi"), self.reject), self.yes))
        self._count()
        if self._leads is not None:
            self._leads.changed.connect(self._count)
        fit(self, theme.letters(96))
        self.yes.setFocus()

    def keys(self) -> list[str]:
        """Those that become tasks: all but the doubtful ones that are not ticked."""
        boxes = (self._remarked.item(line) for line in range(self._remarked.count()))
        left = {box.data(_KEY) for box in boxes if box.checkState() != _ON}
        return [item.key for item in self._items if item.key not in left]

    def take(self) -> None:
        """Accept, as it is chosen here; a day that is none keeps the question open."""
        day = self._day.day() if self._day is not None else None
        if self._day is not None and day is None:
            self._day.field.setFocus()
            return
        keys, instead = self.keys(), self._leads.instead() if self._leads is not None else {}
        self.accept()
        self._accept(keys, instead, day)

    # Inside

    def _questions(self) -> QWidget:
        """All that is asked, one below the other."""
        content = QWidget()
        theme.mark(content, "clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.em(0.3), 0)
        column.setSpacing(theme.em(0.6))
        if self._day is not None:
            column.addWidget(self._day)
        if self._doubts.remarked:
            self._lay_remarked(column)
        if self._leads is not None:
            column.addWidget(self._leads)
        column.addWidget(self._others)
        column.addStretch(1)
        return content

    def _lay_remarked(self, column: QVBoxLayout) -> None:
        number = len(self._doubts.remarked)
        column.addWidget(plain_label(_("▲ {n} mục cần xem").format(n=show_number(number)), "strong"))
        why = _("Mục không được đánh dấu ở đây thì để lại chờ nhận, không mất.")
        column.addWidget(plain_label(why, "muted", wrap=True))
        self._remarked.setAccessibleName(_("Các mục cần xem: đánh dấu để nhận"))
        self._remarked.setItemDelegate(TickDelegate(self._remarked))
        self._remarked.setWordWrap(True)
        for item in self._doubts.remarked:
            words = _("{ref} · {text}\n▲ {flags}").format(
                ref=item.task.ref or _("Thêm"), text=_short(item.task.text), flags=" ▲ ".join(item.task.doubts)
            )
            line = QListWidgetItem(words, self._remarked)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(_OFF)
            line.setData(_KEY, item.key)
            line.setToolTip(plain_tip(item.task.text))
        self._remarked.setCurrentRow(0)
        self._remarked.setMinimumHeight(theme.em(3.6))
        self._remarked.setMaximumHeight(theme.em(min(10, 0.5 + 3.1 * number)))
        self._remarked.itemChanged.connect(lambda _item: self._count())
        column.addWidget(self._remarked)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Đi tới mục đang chọn"), self._go))
        foot.addStretch(1)
        column.addLayout(foot)

    def _tick_all(self, on: bool) -> None:
        for line in range(self._remarked.count()):
            self._remarked.item(line).setCheckState(_ON if on else _OFF)

    def _go(self) -> None:
        line = self._remarked.currentItem()
        if line is not None:
            self.reject()
            self._look(str(line.data(_KEY)))

    def _count(self) -> None:
        keys = set(self.keys())
        number = len(keys)
        instead = self._leads.instead() if self._leads is not None else {}
        taken = [item.led(instead).task for item in self._items if item.key in keys]
        others = _of_others(taken)
        self._others.setText(others)
        self._others.setVisible(bool(others))
        if self._day is not None:
            ours = [task for task in taken if task.whose == "ours"]
            self._day.show_recurring([(task.recurrence, task.due_day) for task in ours if task.recurrence])
        words = _("Nhận {n} nhiệm vụ").format(n=show_number(number)) if number else _("Chưa có mục nào để nhận")
        waiting = len(self._items) - number
        self.seen.setChecked(not waiting)
        left = _("{n} mục cần xem chưa đánh dấu, để lại chờ nhận.").format(n=show_number(waiting))
        self._left.setText(left if waiting else "")
        self._left.setVisible(bool(waiting))
        self.yes.setText(words)
        self.yes.setAccessibleName(words)
        self.yes.setEnabled(bool(number))


def _of_others(taken: Sequence[ProposedTask]) -> str:
    """How many of these are not ours to do; "" for none."""
    counted = {code: sum(task.whose == code for task in taken) for code in ("followed", "orientation")}
    words = {"followed": _("{n} mục theo dõi"), "orientation": _("{n} mục chủ trương")}
    said = ", ".join(words[code].format(n=show_number(number)) for code, number in counted.items() if number)
    words_of_all = _("Trong đó {said}: được nhận để biết, không tính vào số liệu.")
    return words_of_all.format(said=said) if said else ""


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
