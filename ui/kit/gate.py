"""The frame of the views shown while no book is open: one card in the middle, its messages, its steps."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.base.errors import AppError
from ui.base import hand, theme
from ui.kit.banner import Banner
from ui.kit.entering import ONE_LINE, next_missing, plain, with_ctrl
from ui.kit.floating import Floating, Spot
from ui.kit.labels import plain_label


class GateView(QWidget):
    """A title, a sentence, room for a message, `body`, and `buttons` at the foot. It scrolls on a small screen."""

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__()
        hand.keep()
        self.setAccessibleName(title)
        card = QFrame()
        theme.mark(card, "card")
        card.setMaximumWidth(theme.letters(92))
        self._title = plain_label(title, "title", wrap=True)
        self._words = plain_label(words, "muted", wrap=True)
        self._words.setVisible(bool(words))
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.em(0.5))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.em(0.5))
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.em(1.6), theme.em(1.2), theme.em(1.6), theme.em(1.2))
        column.setSpacing(theme.em(0.6))
        for widget in (self._title, self._words):
            column.addWidget(widget)
        column.addLayout(self.body, 1)
        column.addSpacing(theme.em(0.3))
        column.addLayout(self.buttons)
        self._lay_out(card)

    def say_step(self, title: str, words: str) -> None:
        """Another step of the same view."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(title)

    def show_error(self, failure: AppError) -> None:
        """What was refused, above the fields."""
        self.banner.error(failure)

    def show_done(self, text: str, _undo_operation: str | None) -> None:
        """What was done. There is no Undo before the book is open."""
        self.banner.say(text)

    def missing(self) -> QWidget | None:
        """The field without which the step cannot go on; None when all is there."""
        return None

    def go_on(self) -> None:
        """What the step is for: its own button."""
        for button in self.findChildren(QPushButton):
            if button.property("role") == "primary" and button.isVisible() and button.isEnabled():
                button.click()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on, or to a field below that is still missing; Esc closes the message."""
        focus = self.window().focusWidget()
        if with_ctrl(event):
            self.go_on()
        elif plain(event) and isinstance(focus, ONE_LINE):
            field = next_missing(self.missing(), focus)
            if field is not None:
                field.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.go_on()
        elif event.key() != Qt.Key.Key_Escape or not self.banner.put_away():
            super().keyPressEvent(event)

    def set_tall(self, tall: bool) -> None:
        """Whether the card takes the whole height (a list in it), or only what it needs."""
        self._column.setStretch(0, 0 if tall else 2)
        self._column.setStretch(1, 1 if tall else 0)
        self._column.setStretch(2, 0 if tall else 3)

    def _lay_out(self, card: QFrame) -> None:
        inner = QWidget()
        theme.mark(inner, "clear")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.em(1), theme.em(1), theme.em(1), theme.em(1))
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self._column = column
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._card = card
        Floating(self, self.banner, self._spots)

    def _spots(self) -> Iterator[Spot]:
        """Above the card, below it, over its title."""
        card = QRect(self._card.mapTo(self, QPoint()), self._card.size())
        yield Spot(card.left(), card.top() - theme.em(0.4), card.width(), rises=True)
        yield Spot(card.left(), card.bottom() + theme.em(0.4), card.width())
        yield Spot(card.left(), theme.em(0.3), card.width())


def primary(text: str) -> QPushButton:
    """The button that goes on; Enter in a field presses it."""
    button = QPushButton(text)
    theme.mark(button, "primary")
    return button


def link(text: str) -> QPushButton:
    """A button that looks like a way aside."""
    button = QPushButton(text)
    theme.mark(button, "link")
    return button
