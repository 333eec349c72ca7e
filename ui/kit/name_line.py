"""A line for names separated by `;`: while one is typed, those that fit are listed below, and none is put in unasked.

UniKey makes a letter of several keys, so the list waits for a pause, and only a key that asks for it (Enter, Tab, `;`)
or a click puts a name in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from models.base.name_match import matching, same
from models.base.text import clean
from models.base.words import _
from ui.base import theme

_PAUSE = 200  # milliseconds after the last letter, as in `ui.kit.search`
_ROWS = 8  # names seen at once
_MOST = 300  # names listed: more are found by a further letter
_NAME = Qt.ItemDataRole.UserRole  # on an entry: the name, "" for the words as they were typed
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class NameLine(QLineEdit):
    """Down opens the list and goes through it; the words as typed come last, and are told to be no known name."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._names: Sequence[str] = ()
        self._typed = False  # whether the name at the caret is still being typed
        self._list: QListWidget | None = None
        self._watched: list[QWidget] = []
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
        shown = self._list
        return [] if shown is None or shown.isHidden() else [shown.item(n).text() for n in range(shown.count())]

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
        seen = bool(self.offered()) and not self._pause.isActive()
        if not seen:
            self._look()
        entry = self._list.currentItem() if self._list is not None and self.offered() else None
        if entry is None or entry.data(_NAME):
            self._take(entry)
            return True
        if seen:
            self._take(entry)
        return seen

    def use_key(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the list. Enter and Tab are the caller's, after `finish`."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        open_now = bool(self.offered())
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and not open_now:
            self._look(everything=not self._typed)
        elif event.key() in _STEPS and open_now:
            self._step(_STEPS[Qt.Key(event.key())])
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
        elif event.key() in _ENTER and self._choosing():
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

    def moveEvent(self, event: QMoveEvent) -> None:
        """The list goes where its line goes."""
        super().moveEvent(event)
        if self.offered():
            self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with its line."""
        self._close()
        if self._list is not None:
            self._list.deleteLater()
            self._list = None
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays below its line where something around that moves."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        return super().eventFilter(watched, event)

    # Inside

    def _choosing(self) -> bool:
        return self._typed or bool(self.offered())

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
        shown = self._made()
        shown.clear()
        for name in found:
            self._entry(name, name)
        if typed and not any(same(name, typed) for name in found):
            self._entry(_("“{name}”: không có trong danh mục, ghi bằng chữ").format(name=typed), "")
        shown.setCurrentRow(0)
        self._place()
        shown.show()
        shown.raise_()

    def _entry(self, words: str, name: str) -> None:
        item = QListWidgetItem(words, self._made())
        item.setData(_NAME, name)
        if not name:
            item.setForeground(theme.colour("warn"))

    def _made(self) -> QListWidget:
        """No window of its own: the keyboard stays in the line, and no input method is interrupted."""
        if self._list is None:
            made = QListWidget(self.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAccessibleName(_("Tên khớp với chữ đang gõ"))
            made.setUniformItemSizes(True)
            theme.mark(made, "offer")
            made.hide()
            made.itemClicked.connect(self._take)
            self._list = made
        return self._list

    def _step(self, by: int) -> None:
        shown = self._made()
        shown.setCurrentRow(min(max(shown.currentRow() + by, 0), shown.count() - 1))

    def _take(self, entry: QListWidgetItem | None) -> None:
        """Put the entry's name in the place of what was typed, as typing does (Ctrl+Z); None leaves the words."""
        name = str(entry.data(_NAME)) if entry is not None else ""
        if name:
            start, end = self._part()
            self.setSelection(start, end - start)
            self.insert(f" {name}" if start else name)
        self._typed = False
        self._close()

    def _close(self) -> None:
        self._pause.stop()
        if self._list is not None:
            self._list.hide()
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []

    def _place(self) -> None:
        """Below the line, or above it where there is more room."""
        shown, window = self._made(), self.window()
        if not self._watched:
            # Not on the line itself: a filter put in while the line is being handed a key hands it the key again.
            around = self.parentWidget()
            while around is not None:
                around.installEventFilter(self)
                self._watched.append(around)
                around = around.parentWidget() if around is not window else None
        line = QRect(self.mapTo(window, QPoint(0, 0)), self.size())
        row = max(1, shown.sizeHintForRow(0))
        height = row * min(_ROWS, shown.count()) + 2 * shown.frameWidth()
        width = min(max(line.width(), theme.letters(52)), window.width() - theme.em(1))
        below = line.bottom() + 1 + height <= window.height() or window.height() - line.bottom() > line.top()
        top = line.bottom() + 1 if below else max(0, line.top() - height)
        left = line.left() if line.left() + width <= window.width() else max(0, line.right() + 1 - width)
        shown.setGeometry(left, top, width, min(height, window.height() - top))
