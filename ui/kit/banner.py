"""A message inside a page: what was done (with Undo), or what was refused, why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.words import _
from ui.base import theme
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from ui.base.jobs import Jobs

_SAID_FOR = 12_000  # milliseconds: long enough to read it and reach for Undo
_LOOKED_AT = 500  # milliseconds between two looks at whether a note is still so


class Banner(QFrame):
    """One message at a time; the newest wins. What was done goes by itself, what was refused stays until closed.

    What was done is shown for `said_for` milliseconds. It takes neither the keyboard nor Enter: Tab leads to its
    buttons, and when it goes the keyboard is where it was before.
    """

    def __init__(self, parent: QWidget | None = None, said_for: int = _SAID_FOR) -> None:
        super().__init__(parent)
        self.hide()
        self._clock, self._look = QTimer(self), QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(said_for)
        self._clock.timeout.connect(self._leave)
        self._look.setInterval(_LOOKED_AT)
        self._look.timeout.connect(self._still_so)
        self._act: Callable[[], object] | None = None
        self._holds: Callable[[], object] | None = None
        self._text = ""
        self._before: QWidget | None = None  # what had the keyboard before one of its buttons
        self._pointer = QPoint()  # where it was when this was said
        self._head = plain_label(role="strong", wrap=True)
        self._more = plain_label(wrap=True)
        for label in (self._head, self._more):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self._acted)
        self._second = QPushButton()  # another thing to do about it, without closing it
        self._second.clicked.connect(lambda _on: self._second_act() if self._second_act is not None else None)
        self._second_act: Callable[[], object] | None = None
        self._close = QPushButton(_("Đóng"))
        self._close.setAccessibleName(_("Đóng thông báo"))
        self._close.clicked.connect(self.hide)
        self._buttons = (self._second, self._button, self._close)
        for button in self._buttons:
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._head)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.em(0.6), theme.em(0.3), theme.em(0.5), theme.em(0.3))
        row.addLayout(words, 1)
        for button in self._buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What has been done; with an `action` such as Undo. It goes by itself unless the person is at it."""
        self._show("said", text, "", action, act)
        self._clock.start()

    def error(self, failure: AppError, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What was refused; stays until it is closed."""
        more = "\n".join(part for part in (failure.why, failure.do) if part)
        self._show("error", failure.what, more, action, act)
        self._more.setText(more.replace("\n", " "))  # as few lines as there is room for
        self._clock.stop()

    def note(
        self,
        text: str,
        more: str = "",
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        holds: Callable[[], object] | None = None,
    ) -> None:
        """Something worth knowing, with what can be done about it; stays until it is closed or no longer `holds`."""
        self._show("note", text, more, action, act)
        self._clock.stop()
        self._holds = holds
        if holds is not None:
            self._look.start()

    def done(
        self,
        text: str,
        operation: str | None,
        jobs: Jobs,
        owner: QWidget,
        also: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """What has been saved, with the way back: Undo, or after an undo the way forth again.

        `also` is something else to do about it, by its words; the message stays for it.
        """
        if operation is None:
            self.say(text)
        else:
            words = _("Làm lại") if jobs.took_back(operation) else _("Hoàn tác")
            self.say(text, words, lambda: jobs.undo(operation, owner))
        if also is not None:
            self._second_act = also[1]
            self._second.setText(also[0])
            self._second.show()
            self.updateGeometry()

    def text(self) -> str:
        """What is shown now, or nothing."""
        if self.isHidden():
            return ""
        return self._text

    def press(self) -> None:
        """Do what the banner offers (Undo)."""
        if not self.isHidden() and not self._button.isHidden():
            self._button.click()

    def waits(self) -> bool:
        """Whether something is shown that stays until the person closes it."""
        return not self.isHidden() and not self._clock.isActive()

    def put_away(self) -> bool:
        """Esc: close what can be closed. False where there is nothing to close."""
        if self.isHidden():
            return False
        self.hide()
        return True

    def sizeHint(self) -> QSize:
        """As wide as its words in one line each, so that it covers no more than it says."""
        lines = [(self._head, line) for line in self._head.text().split("\n")]
        lines += [(self._more, line) for line in self._more.text().split("\n")]
        words = max(label.fontMetrics().horizontalAdvance(line) for label, line in lines) + theme.em(0.4)
        shown = [button for button in self._buttons if not button.isHidden()]
        beside = sum(button.sizeHint().width() + theme.em(0.5) for button in shown)
        width = words + beside + theme.em(1.5)
        return QSize(width, self.heightForWidth(width))

    def setVisible(self, visible: bool) -> None:
        """Give the keyboard back before it goes."""
        focus = QApplication.focusWidget()
        if not visible and focus is not None and self.isAncestorOf(focus):
            before = self._before
            if before is not None and shiboken6.isValid(before) and before.isVisible() and before.isEnabled():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it while the person is at it, Enter presses the button that the keyboard is on."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.put_away():
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QPushButton):
            focus.click()
            return
        super().keyPressEvent(event)

    def _show(self, role: str, head: str, more: str, action: str, act: Callable[[], object] | None) -> None:
        theme.mark(self, role)
        self._look.stop()
        self._head.setText(head)
        self._more.setText(more)
        self._text = "\n".join(part for part in (head, more) if part)
        self._more.setVisible(bool(more))
        self._act = act
        self._second.hide()
        self._button.setText(action)
        self._button.setVisible(act is not None)
        self.setAccessibleName(" ".join(part for part in (head, more) if part))
        self._pointer = QCursor.pos()
        self.show()
        self.updateGeometry()
        # The keyboard stays where it is: who does not see the message hears it.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _acted(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _still_so(self) -> None:
        """Asked while it is on the screen or behind another page: what is no longer so is not told."""
        if self._holds is None or self.isHidden():
            self._look.stop()
        elif not self._holds():
            self._look.stop()
            self.hide()

    def _leave(self) -> None:
        # A pointer that only happens to lie there since it was said does not keep it.
        at_it = self.underMouse() and QCursor.pos() != self._pointer
        if any(button.hasFocus() for button in self._buttons) or at_it:
            self._clock.start()
            return
        self.hide()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now in self._buttons and old is not None and not self.isAncestorOf(old):
            self._before = old
