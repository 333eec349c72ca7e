"""Keeps the keyboard where the work is, when what had it is put out of use or out of sight by what was done with it.

Qt gives it to whatever comes next, in the end to the list of pages: arrow keys then leave the page.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ui.frame.page import Page


class FocusKeeper(QObject):
    """For one window: `page` gives the page on screen, None while there is none."""

    def __init__(self, window: QWidget, page: Callable[[], Page | None]) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._last: QWidget | None = None  # what had the keyboard here last
        self._waited_for: QWidget | None = None  # out of use for now: it gets the keyboard back
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when what had the keyboard can be used again."""
        waited = self._waited_for if event.type() == QEvent.Type.EnabledChange else None
        if waited is not None and watched is waited and waited.isEnabled():
            self._wait_for(None)
            if self._window.focusWidget() is self._last:
                waited.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not shiboken6.isValid(self._window) or now.window() is not self._window:
            return
        last, self._last = self._last, now
        page = self._page()
        if page is None or last is None or not shiboken6.isValid(last) or last is now or not page.isAncestorOf(last):
            self._wait_for(None)
            return
        if last.isEnabled() and last.isVisible():
            self._wait_for(None)
            return
        home = page.first_focus()
        if isinstance(home, QAbstractItemView) and home.isVisible() and home.isEnabled():
            if home is not now:
                home.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if last.isVisible():
            self._wait_for(last)
        if not page.isAncestorOf(now):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait_for(self, widget: QWidget | None) -> None:
        if self._waited_for is not None and shiboken6.isValid(self._waited_for):
            self._waited_for.removeEventFilter(self)
        self._waited_for = widget
        if widget is not None:
            widget.installEventFilter(self)
