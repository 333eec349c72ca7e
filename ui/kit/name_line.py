"""A line for names separated by `;`: while one is typed, those that fit are listed below, and none is put in unasked.

UniKey makes a letter of several keys, so the list waits for a pause, and only a key that asks for it (Enter, Tab, `;`)
or a click puts a name in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.base.name_match import matching, same
from models.base.text import clean
from models.base.words import _
from ui.kit.entering import ENTER
from ui.kit.offer_list import STEPS, Offer, OfferList

_PAUSE = 200  # milliseconds after the last letter, as in `ui.kit.search`
_MOST = 300  # names listed: more are found by a further letter


class NameLine(QLineEdit):
    """Down opens the list and goes through it; the words as typed come last, and are told to be no known name."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._names: Sequence[str] = ()
        self._typed = False  # whether the name at the caret is still being typed
        self._list = OfferList(self, _("Tên khớp với chữ đang gõ"))  # "" stands for the words as they were typed
        self._list.taken.connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(self._being_typed)

    def offer(self, names: Sequence[str]) -> None:
        """The names to choose from."""
        self._names = names

    def offered(self) -> list[str]:
        """What the list shows now, from top to bottom; nothing while it is closed."""
        return self._list.words()

    def half_typed(self) -> str:
        """What is being typed, while it only may be one of the names; "" where nothing has to be decided."""
        start, end = self._part()
        typed = clean(self.text()[start:end])
        found = matching(self._names, typed) if self._typed and typed else []
        return typed if found and not any(same(name, typed) for name in found) else ""

    def finish(self) -> bool:
        """Put in the chosen name, if one is being typed; whether the line is ready to be left.

        It is not when nothing fits what was typed and the person has not seen that yet: the list then says so.
        """
        if not self._choosing():
            return True
        seen = self._list.is_open() and not self._pause.isActive()
        if not seen:
            self._look()
        name = self._list.value()
        if name is None or name or seen:
            self._take(name)
            return True
        return False

    def use_key(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the list. Enter and Tab are the caller's, after `finish`."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        open_now = self._list.is_open()
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and not open_now:
            self._look(everything=not self._typed)
        elif event.key() in STEPS and open_now:
            self._list.step(STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and open_now:
            self._take(None)
        elif event.text() == ";" and self._typed and self.cursorPosition() == len(self.text()):
            if self.finish():
                self.insert("; ")
        else:
            return False
        return True

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list first; Enter that puts a name in does nothing else."""
        if self.use_key(event):
            event.accept()
        elif event.key() in ENTER and self._choosing():
            self.finish()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab puts the chosen name in and goes on."""
        return (self._choosing() and not self.finish()) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere with the mouse has not chosen: what was typed stays as it is."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._typed = False
            self._close()
        super().focusOutEvent(event)

    # Inside

    def _choosing(self) -> bool:
        return self._typed or self._list.is_open()

    def _being_typed(self) -> None:
        self._typed = True
        self._pause.start()

    def _part(self) -> tuple[int, int]:
        """Where the name at the caret begins and ends."""
        caret, text = self.cursorPosition(), self.text()
        start = text.rfind(";", 0, caret) + 1
        end = text.find(";", caret)
        return start, len(text) if end < 0 else end

    def _look(self, everything: bool = False) -> None:
        self._pause.stop()
        start, end = self._part()
        typed = "" if everything else clean(self.text()[start:end])
        found = matching(self._names, typed)[:_MOST] if typed or everything else []
        if not found and not typed:
            self._close()
            return
        offers = [Offer(name, name) for name in found]
        if typed and not any(same(name, typed) for name in found):
            words = _("“{name}”: không có trong danh mục, ghi bằng chữ").format(name=typed)
            offers.append(Offer(words, "", "warn"))
        self._list.show(offers)

    def _take(self, name: str | None) -> None:
        """Put the name in the place of what was typed, as typing does (Ctrl+Z); None or "" leaves the words."""
        if name:
            start, end = self._part()
            self.setSelection(start, end - start)
            self.insert(f" {name}" if start else name)
        self._typed = False
        self._close()

    def _close(self) -> None:
        self._pause.stop()
        self._list.close()
