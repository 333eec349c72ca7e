"""The field to search in: it waits for a pause in typing and never touches what is being typed (UniKey, Telex)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from models.base.text import clean
from models.base.words import _
from ui.base import theme

_ONCE = Qt.ConnectionType.SingleShotConnection
_PAUSE = 200  # milliseconds after the last letter: Telex types one letter in several keys


class SearchField(QLineEdit):
    """Emits `searched` with the text, cleaned, after a pause in typing or at once on Enter."""

    searched = Signal(str)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(_("Gõ có dấu hoặc không dấu · Ctrl+F"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(theme.letters(28))
        self._said = ""
        self._list: QAbstractItemView | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._say)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._say)

    def query(self) -> str:
        """What is searched for now."""
        return self._said

    def show_query(self, text: str) -> None:
        """Put `text` in from elsewhere (a number that was clicked), searched at once."""
        self.setText(text)
        self._say()

    def search_now(self) -> None:
        """Search for what has been typed without waiting for a pause."""
        self._say()

    def lead_to(self, found: QAbstractItemView) -> None:
        """Down in the field goes to `found`, the list that is searched, whatever stands between them."""
        self._list = found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on into the list; Esc only takes back the whole search when nothing is half typed."""
        if event.key() == Qt.Key.Key_Down:
            self._say()
            if self._list is not None:
                enter(self._list)
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # it searches, and does not answer the dialog that it is in

    def _say(self) -> None:
        self._pause.stop()
        text = clean(self.text())
        if text != self._said:
            self._said = text
            self.searched.emit(text)


def enter(found: QAbstractItemView) -> None:
    """Bring the keyboard to the line of a list that it was on, else to the first, also while lines are yet to come."""
    found.setFocus(Qt.FocusReason.ShortcutFocusReason)
    _stand_on_a_line(found)
    reset = found.model().modelReset
    reset.connect(lambda: QTimer.singleShot(0, found, lambda: _stand_on_a_line(found)), _ONCE)


def _stand_on_a_line(found: QAbstractItemView) -> None:
    """On the line of the keyboard, else on the first that is not hidden; in a grid, where something can be entered."""
    at = found.currentIndex()
    if not found.hasFocus():
        return
    if at.isValid() and found.visualRect(at).isValid():
        _stand_in(found, at.row(), stay=at)
        return
    for line in range(found.model().rowCount()):
        if _stand_in(found, line):
            return


def _stand_in(found: QAbstractItemView, line: int, stay: QModelIndex | None = None) -> bool:
    """On the first cell of a line that takes an entry, else on its first; False where none of it is in sight."""
    model = found.model()
    cells = [model.index(line, column) for column in range(model.columnCount())]
    seen = [index for index in cells if found.visualRect(index).isValid()]
    entered = [index for index in seen if model.flags(index) & Qt.ItemFlag.ItemIsEditable]
    if stay is None or (entered and stay not in entered):
        for index in (entered or seen)[:1]:
            found.setCurrentIndex(index)
    return bool(seen)
