"""A message inside a page: what was done (with Undo), or what was refused, why, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import theme
from ui.kit.labels import plain_label

_SAID_FOR = 12_000  # milliseconds: long enough to read it and reach for Undo


class Banner(QFrame):
    """One message at a time; the newest wins. What was done goes by itself, what was refused stays until closed.

    What was done is shown for `said_for` milliseconds.
    """

    def __init__(self, parent: QWidget | None = None, said_for: int = _SAID_FOR) -> None:
        super().__init__(parent)
        self.hide()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(said_for)
        self._clock.timeout.connect(self._leave)
        self._act: Callable[[], object] | None = None
        self._stays = False
        self._head = plain_label(role="strong", wrap=True)
        self._more = plain_label(wrap=True)
        for label in (self._head, self._more):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self._acted)
        self._close = QPushButton(_("Đóng"))
        self._close.setAccessibleName(_("Đóng thông báo"))
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(theme.em(0.15))
        words.addWidget(self._head)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.6), theme.em(0.4), theme.em(0.5), theme.em(0.4))
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What has been done; with an `action` such as Undo. It goes by itself unless the person is at it."""
        self._show("said", text, "", action, act)
        self._clock.start()

    def error(self, failure: AppError, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What was refused; stays until it is closed."""
        more = "\n".join(part for part in (failure.why, failure.do) if part)
        self._show("error", failure.what, more, action, act)
        self._clock.stop()

    def note(self, text: str, more: str = "", action: str = "", act: Callable[[], object] | None = None) -> None:
        """Something worth knowing, with what can be done about it; stays until it is closed."""
        self._show("note", text, more, action, act)
        self._clock.stop()

    def stay(self) -> None:
        """What is shown now is so until somebody changes it: it cannot be closed, and its action stays offered."""
        self._stays = True
        self._close.hide()

    def text(self) -> str:
        """What is shown now, or nothing."""
        if self.isHidden():
            return ""
        return "\n".join(part for part in (self._head.text(), self._more.text()) if part)

    def press(self) -> None:
        """Do what the banner offers (Undo)."""
        if not self.isHidden() and not self._button.isHidden():
            self._button.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it while the person is at it."""
        if event.key() == Qt.Key.Key_Escape and not self._stays:
            self.hide()
            return
        super().keyPressEvent(event)

    def _show(self, role: str, head: str, more: str, action: str, act: Callable[[], object] | None) -> None:
        theme.mark(self, role)
        self._stays = False
        self._close.show()
        self._head.setText(head)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._act = act
        self._button.setText(action)
        self._button.setVisible(act is not None)
        self.setAccessibleName(" ".join(part for part in (head, more) if part))
        self.show()

    def _acted(self) -> None:
        act = self._act
        if not self._stays:
            self._act = None
            self.hide()
        if act is not None:
            act()

    def _leave(self) -> None:
        if self._button.hasFocus() or self._close.hasFocus() or self.underMouse():
            self._clock.start()
            return
        self.hide()
