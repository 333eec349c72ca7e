"""Numbers that open their list: a row of cards, each with a count, what it counts, and a colour by role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from models.base.text import show_number
from ui.base import theme


class CardCount(NamedTuple):
    """One card: its key, what it counts, and the tone of its number (`theme.Tone`, or "" for plain).

    `whole` is what it counts without shortening, if there is more than `words`.
    """

    key: str
    words: str
    tone: str = ""
    whole: str = ""


class CountCard(QPushButton):
    """A number and what it counts; a button, so that the keyboard reaches it."""

    def __init__(self, count: CardCount, *, stacked: bool = False) -> None:
        super().__init__()
        self._count = count
        self._stacked = stacked
        self._number: int | None = None
        theme.mark(self, "count")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._big = theme.font(1.75, bold=True)
        self.show_number(None)

    def show_number(self, number: int | None) -> None:
        """The number, or None while it is not known."""
        self._number = number
        self.setAccessibleName(f"{self._shown()} {self._count.words}")
        self.setToolTip(self._count.whole or self._count.words)
        self.update()

    def sizeHint(self) -> QSize:
        """The number and its words on one line."""
        big = QFontMetrics(self._big)
        words = self.fontMetrics().horizontalAdvance(self._count.words)
        if self._stacked:
            return QSize(max(big.horizontalAdvance("1.000"), words) + theme.em(0.8), theme.em(3))
        return QSize(big.horizontalAdvance("1.000") + words + theme.em(2), theme.em(2.7))

    def minimumSizeHint(self) -> QSize:
        """The number, and the words shortened."""
        return QSize(theme.letters(16), theme.em(3 if self._stacked else 2.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's ground, then the number large and the words beside it, or under it when stacked."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(theme.em(0.75), 0, -theme.em(0.5), 0)
        centre = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if self._stacked:
            half = round(self.height() * 0.5)
            room.setRect(theme.em(0.5), theme.em(0.2), self.width() - theme.em(0.75), half)
        painter.setFont(self._big)
        painter.setPen(theme.colour(self._count.tone if self._count.tone and self._number else "text"))
        painter.drawText(room, centre, self._shown())
        if self._stacked:
            room.setRect(room.left(), half, room.width(), self.height() - half - theme.em(0.15))
        else:
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(self._shown()) + theme.em(0.4))
        painter.setFont(self.font())
        painter.setPen(theme.colour("muted"))
        words = self.fontMetrics().elidedText(self._count.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, centre, words)

    def _shown(self) -> str:
        return "–" if self._number is None else show_number(self._number)


class CountCards(QWidget):
    """A row of cards that breaks into more rows where the window is narrow. Emits the key of the card pressed."""

    picked = Signal(str)

    def __init__(self, counts: Sequence[CardCount], *, keeps: bool = False, stacked: bool = False) -> None:
        """With `keeps`, the pressed card stays marked as the filter that is on (`mark`).

        `stacked` cards have their words under the number: narrower, where there are many.
        """
        super().__init__()
        self._cards = {count.key: CountCard(count, stacked=stacked) for count in counts}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.em(0.55))
        for key, card in self._cards.items():
            card.setCheckable(keeps)
            card.clicked.connect(lambda _on=False, which=key: self._pressed(which))
        self._arrange(len(self._cards))

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """The numbers by key; a key that is missing is not known."""
        for key, card in self._cards.items():
            card.show_number(numbers.get(key))

    def mark(self, key: str) -> None:
        """Show `key` as the filter that is on; "" for none."""
        for name, card in self._cards.items():
            card.setChecked(name == key)

    def card(self, key: str) -> CountCard:
        """One card."""
        return self._cards[key]

    def minimumSizeHint(self) -> QSize:
        """One card wide: the grid breaks before it is squeezed."""
        return QSize(theme.letters(20), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        wish = max((card.sizeHint().width() for card in self._cards.values()), default=1) + self._grid.spacing()
        fit = max(1, min(len(self._cards), self.width() // max(1, min(wish, theme.letters(25)))))
        if fit < len(self._cards):
            rows = -(-len(self._cards) // fit)
            fit = -(-len(self._cards) // rows)  # even rows look better than a full one and a rest
        self._arrange(fit)

    def _pressed(self, key: str) -> None:
        if self._cards[key].isCheckable():
            self.mark(key)
        self.picked.emit(key)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        self._columns = columns
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)
