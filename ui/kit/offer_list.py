"""What fits to the words in a line, listed below it while the line keeps the keyboard and the input method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.base import theme

ROWS = 8  # entries seen at once
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
_VALUE = Qt.ItemDataRole.UserRole


class Offer(NamedTuple):
    """One entry: its words, what it stands for (None: nothing of the list), and a tone of `theme` ("" as usual)."""

    words: str
    value: Any
    tone: str = ""


class OfferList(QObject):
    """`taken` carries the value of an entry that was clicked."""

    taken = Signal(object)

    def __init__(self, line: QLineEdit, name: str) -> None:
        super().__init__(line)
        self._line, self._name = line, name
        self._list: QListWidget | None = None
        self._watched: list[QWidget] = []
        line.installEventFilter(self)

    def show(self, offers: Sequence[Offer], current: int = 0) -> None:
        """List these, the keyboard on the entry of this number."""
        shown = self._made()
        shown.clear()
        for offer in offers:
            item = QListWidgetItem(offer.words, shown)
            item.setData(_VALUE, offer.value)
            if offer.tone:
                item.setForeground(theme.colour(offer.tone))
        shown.setCurrentRow(current)
        self.place()
        shown.show()
        shown.raise_()

    def words(self) -> list[str]:
        """What is listed now, from top to bottom; nothing while it is closed."""
        shown = self._list
        return [] if shown is None or shown.isHidden() else [shown.item(n).text() for n in range(shown.count())]

    def is_open(self) -> bool:
        """Whether something is listed."""
        return bool(self.words())

    def value(self) -> Any:  # noqa: ANN401 - whatever the entries stand for
        """What the entry stands for that the keyboard is on; None for nothing."""
        entry = self._list.currentItem() if self._list is not None and self.is_open() else None
        return entry.data(_VALUE) if entry is not None else None

    def step(self, by: int) -> None:
        """Go so many entries down."""
        shown = self._made()
        shown.setCurrentRow(min(max(shown.currentRow() + by, 0), shown.count() - 1))

    def close(self) -> None:
        """Take it from the screen."""
        if self._list is not None:
            self._list.hide()
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []

    def place(self) -> None:
        """Below the line, or above it where there is more room."""
        shown, line, window = self._made(), self._line, self._line.window()
        if not self._watched:
            around = line.parentWidget()
            while around is not None:
                around.installEventFilter(self)
                self._watched.append(around)
                around = around.parentWidget() if around is not window else None
        here = QRect(line.mapTo(window, QPoint(0, 0)), line.size())
        row = max(1, shown.sizeHintForRow(0))
        height = row * min(ROWS, shown.count()) + 2 * shown.frameWidth()
        width = min(max(here.width(), theme.letters(52)), window.width() - theme.em(1))
        below = here.bottom() + 1 + height <= window.height() or window.height() - here.bottom() > here.top()
        top = here.bottom() + 1 if below else max(0, here.top() - height)
        left = here.left() if here.left() + width <= window.width() else max(0, here.right() + 1 - width)
        shown.setGeometry(left, top, width, min(height, window.height() - top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It goes where its line goes, also where something around that moves, and away with it."""
        kind = event.type()
        if kind in {QEvent.Type.Move, QEvent.Type.Resize} and self.is_open():
            self.place()
        elif kind == QEvent.Type.Hide and watched is self._line:
            self.close()
            if self._list is not None:
                self._list.deleteLater()
                self._list = None
        return False

    def _made(self) -> QListWidget:
        """No window of its own: the keyboard stays in the line, and no input method is interrupted."""
        if self._list is None:
            made = QListWidget(self._line.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAccessibleName(self._name)
            made.setUniformItemSizes(True)
            theme.mark(made, "offer")
            made.hide()
            made.itemClicked.connect(lambda item: self.taken.emit(item.data(_VALUE)))
            self._list = made
        return self._list
