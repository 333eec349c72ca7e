"""The keys of the page on screen work also while the keyboard is beside it: in the list of pages, in a notice."""

from __future__ import annotations

import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.frame.page import Page


class PageKeys:
    """`around` holds the page and what stands beside it."""

    def __init__(self, around: QWidget) -> None:
        self._around = around
        self._lent: list[QAction] = []

    def follow(self, page: Page | None) -> None:
        """Another page is on screen, or none: while the book is closed no key of a page works."""
        for action in self._lent:
            if shiboken6.isValid(action):
                self._around.removeAction(action)
        self._lent = page.own_keys() if page is not None else []
        self._around.addActions(self._lent)
