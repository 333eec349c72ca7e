"""A list to choose one of, by typing some letters of it (with or without marks) or by opening it: for many choices.

UniKey makes a letter of several keys, so the list waits for a pause, and only Enter, Tab or a click takes an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from models.base.name_match import matching
from models.base.paths import RESOURCES
from models.base.text import clean
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.entering import ENTER
from ui.kit.offer_list import STEPS, Offer, OfferList

_PAUSE = 200  # milliseconds after the last letter, as in `ui.kit.search`
_MOST = 300  # entries listed: more are found by a further letter
_NOTHING = object()  # what an entry stands for that cannot be taken


class PickLine(QLineEdit):
    """Emits `picked` with the value when a person takes another entry. Esc, and leaving, keep what was chosen."""

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]] = (), chosen: Any = None) -> None:  # noqa: ANN401
        """`choices` are pairs of value and words."""
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._choices: tuple[tuple[Any, str], ...] = ()
        self._value: Any = chosen
        self._typed = False
        self._letters = 20  # of an entry, that are seen
        self._list = OfferList(self, _("{name}: các mục khớp").format(name=name))
        self._list.taken.connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(self._being_typed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTextMargins(0, 0, theme.em(1), 0)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; what is chosen stays if it is still there, else the first is."""
        self._choices = tuple(choices)
        self.pick(self._value)

    def value(self) -> Any:  # noqa: ANN401 - whatever the entries stand for
        """What is chosen."""
        return self._value

    def words(self) -> list[str]:
        """All entries, in their order."""
        return [words for _value, words in self._choices]

    def offered(self) -> list[str]:
        """What the open list shows; nothing while it is closed."""
        return self._list.words()

    def pick(self, value: Any) -> None:  # noqa: ANN401
        """Choose from elsewhere, without a signal; an unknown value chooses the first entry."""
        known = [each for each, _words in self._choices]
        self._value = value if value in known else next(iter(known), None)
        if not self._typed:
            self._show_chosen()

    def pick_words(self, words: str) -> None:
        """Choose the entry of these words, if there is one."""
        value = next((each for each, told in self._choices if told == words), self._value)
        self.pick(value)

    def show_letters(self, count: int) -> None:
        """How many letters of an entry are to be seen."""
        self._letters = count
        self.updateGeometry()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As wide as its letters and the arrow."""
        return QSize(theme.letters(self._letters) + theme.em(2), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(theme.letters(11), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list first; an Enter that takes an entry does nothing else."""
        if self._use_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list, or close it again; what is typed next takes the place of what stands there."""
        was_open = self._list.is_open()
        if self._typed or self.isReadOnly() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif was_open:
            self._let_be()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.selectAll()
            self._look(everything=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand that shakes while it clicks chooses no letters."""
        if self._typed:
            super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if not self._typed:
            self.selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the entry that was found, and goes on."""
        if self._typed:
            self._finish()
            self._let_be()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere with the mouse has not chosen."""
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._let_be()
        super().focusOutEvent(event)
        if not self._typed:
            self.deselect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow of a list."""
        super().paintEvent(event)
        side = theme.em(0.65)
        room = QRect(self.width() - theme.em(0.45) - side, (self.height() - side) // 2, side, side)
        QIcon(str(RESOURCES / "icons" / "down.png")).paint(QPainter(self), room)

    # Inside

    def _use_key(self, event: QKeyEvent) -> bool:
        key, is_open = event.key(), self._list.is_open()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        opens = key == Qt.Key.Key_F4 or (key in STEPS and abs(STEPS[Qt.Key(key)]) == 1)
        if self.isReadOnly() or held & ~Qt.KeyboardModifier.AltModifier or (held and not opens):
            return False
        if not is_open and opens:
            self._look(everything=not self._typed)
        elif is_open and key in STEPS:
            self._list.step(STEPS[Qt.Key(key)])
        elif key in ENTER and (self._typed or is_open):
            self._finish()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_F4} and (self._typed or is_open):
            self._let_be()
        else:
            return False
        return True

    def _being_typed(self) -> None:
        self._typed = True
        self._pause.start()

    def _look(self, everything: bool = False) -> None:
        self._pause.stop()
        typed = "" if everything else clean(self.text())
        found = dict.fromkeys(matching(self.words(), typed)[:_MOST])
        offers = [Offer(words, value) for name in found for value, words in self._choices if words == name]
        at = next((n for n, offer in enumerate(offers) if everything and offer.value == self._value), 0)
        if not offers:
            offers = [Offer(_("Không có mục nào khớp “{words}”").format(words=typed), _NOTHING, "warn")]
        self._list.show(offers, at)

    def _finish(self) -> None:
        """Take the entry that the keyboard is on; where nothing fits, the list says so and nothing is taken."""
        if self._pause.isActive() or not self._list.is_open():
            self._look()
        self._take(self._list.value())

    def _take(self, value: Any) -> None:  # noqa: ANN401
        if value is _NOTHING:
            return
        before, self._value = self._value, value
        self._let_be()
        if value != before:
            self.picked.emit(value)

    def _let_be(self) -> None:
        """Show what is chosen, whatever was typed."""
        self._pause.stop()
        self._list.close()
        self._typed = False
        self._show_chosen()

    def _show_chosen(self) -> None:
        words = next((told for value, told in self._choices if value == self._value), "")
        if self.text() != words:
            self.setText(words)
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()  # what is typed next takes its place
        self.setToolTip(plain_tip(f"{self._name}: {words}\n" + _("Gõ vài chữ để tìm, có dấu hoặc không dấu")))
