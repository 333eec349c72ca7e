"""What every dialog of the program does alike: its message lies over it, Enter and Ctrl+Enter do what it is for."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ui.base import hand, theme
from ui.kit.banner import Banner
from ui.kit.entering import ENTER, next_missing, with_ctrl
from ui.kit.floating import Floating, Spot


class Dialog(QDialog):
    """Enter on a button presses it and in a text of several lines begins a line; anywhere else it does what the dialog
    is for, or goes on to a field below that is still missing. Ctrl+Enter does it from everywhere.

    What the dialog is for is its button of the role `primary`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hand.keep()
        self.banner = Banner()
        Floating(self, self.banner, self._spots)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._listen)

    def missing(self) -> QWidget | None:
        """The field without which the dialog cannot do what it is for; None when all is there."""
        return None

    def main_button(self) -> QPushButton | None:
        """What the dialog is for now; with nothing to do but read, its way out."""
        primary = [b for b in self.findChildren(QPushButton) if b.property("role") == "primary" and b.isVisible()]
        if primary:
            return primary[0]
        boxes = self.findChildren(QDialogButtonBox)
        roles = (QDialogButtonBox.ButtonRole.AcceptRole, QDialogButtonBox.ButtonRole.RejectRole)
        answers = [b for role in roles for box in boxes for b in box.buttons() if box.buttonRole(b) == role]
        return next((b for b in answers if isinstance(b, QPushButton) and b.isEnabled()), None)

    def do_main(self) -> None:
        """Do what the dialog is for."""
        button = self.main_button()
        if button is not None and button.isEnabled():
            button.click()

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """No button becomes the one for Enter by being passed with Tab."""
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter as above; Esc closes a message that waits before it closes the dialog."""
        if event.key() in ENTER:
            self._entered(event)
        elif event.key() != Qt.Key.Key_Escape or not (self.banner.waits() and self.banner.put_away()):
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter before the field that has the keyboard and before any shortcut, whatever they make of it.

        No shortcut of its own: two of the same keys silence each other.
        """
        if event.type() not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
            return False
        if not isinstance(event, QKeyEvent) or not with_ctrl(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.do_main()
        return True

    # Inside

    def _listen(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
        if now is not None and now is not self and now.window() is self:
            now.installEventFilter(self)

    def _entered(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if with_ctrl(event):
            self.do_main()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        elif isinstance(focus, QPushButton | QToolButton):
            focus.click()
        elif not isinstance(focus, QPlainTextEdit | QTextEdit):
            self._do_or_go_to_missing(focus)

    def _do_or_go_to_missing(self, focus: QWidget | None) -> None:
        field = next_missing(self.missing(), focus)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.do_main()

    def _spots(self) -> Iterator[Spot]:
        """Beside the buttons at the foot, above them, at the top."""
        edge, width, bottom = theme.em(0.5), self.width(), self.height() - theme.em(0.4)
        foot = sorted(self._last_buttons(), key=QRect.left)
        left = edge
        gaps = []
        for rect in [*foot, QRect(width - edge, 0, 1, 1)]:
            gaps.append((rect.left() - theme.em(0.4) - left, left))
            left = max(left, rect.right() + theme.em(0.4))
        room, start = max(gaps)
        if room >= theme.em(14):
            yield Spot(start, bottom, room, rises=True)
        above = min((rect.top() for rect in foot), default=self.height()) - theme.em(0.3)
        yield Spot(edge, above, width - 2 * edge, rises=True)
        yield Spot(edge, theme.em(0.3), width - 2 * edge)

    def _last_buttons(self) -> list[QRect]:
        """Where the buttons of the last row are."""
        shown = [b for b in self.findChildren(QAbstractButton) if b.isVisible() and not self.banner.isAncestorOf(b)]
        rects = [QRect(b.mapTo(self, QPoint()), b.size()) for b in shown if b.window() is self]
        last = max((rect.bottom() for rect in rects), default=0)
        return [rect for rect in rects if rect.bottom() > last - theme.em(1) and last > self.height() - theme.em(3)]
