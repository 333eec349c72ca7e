"""Ctrl+F in what is read: the words, which of the places is shown, on and back; Esc puts it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.base.text import show_number
from models.base.words import _
from ui.base import theme
from ui.kit.fields import step_button
from ui.kit.labels import plain_label
from ui.kit.search import SearchField


class FindBar(QWidget):
    """Hidden until it is asked for. Emits `wanted` with the words, `stepped` with 1 or -1, `closed` when put away."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field = SearchField(_("Tìm trong nội dung đang xem (có dấu hoặc không dấu)"))
        self._field.searched.connect(self.wanted)
        self._field.installEventFilter(self)
        self._count = plain_label("", "muted")
        # It takes the width that there is: what it says of the places found pushes nothing out.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.4))
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(step_button("‹", _("Chỗ trước (Shift+Enter)"), lambda: self.stepped.emit(-1)))
        row.addWidget(step_button("›", _("Chỗ sau (Enter)"), lambda: self.stepped.emit(1)))
        self.hide()

    def open(self) -> None:
        """Show it with the keyboard in it; what is typed next takes the place of the old words."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def words(self) -> str:
        """What is looked for now, "" while it is put away."""
        return "" if self.isHidden() else self._field.query()

    def show_found(self, place: int, of: int) -> None:
        """The `place`-th of so many is shown, counted from 1; 0 of 0 where the words are not there."""
        told = _("{place}/{of}").format(place=show_number(place), of=show_number(of)) if of else _("Không có")
        self._count.setText(told if self._field.query() else "")

    def put_away(self) -> None:
        """Forget the words and go."""
        self._field.show_query("")
        self._count.clear()
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field Enter looks for new words, and goes on from known ones, with Shift back."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or watched is not self._field:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            before = self._field.query()
            self._field.search_now()
            if self._field.query() == before:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
