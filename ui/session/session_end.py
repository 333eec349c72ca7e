"""Locks the open book, or leaves it in order, when the person's session in Windows is locked or ends."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog

from ui.frame.page import Page
from ui.frame.window import Window
from ui.session.entrance import Entrance


class SessionEnd:
    """The open book to be locked or closed for `windows_session`. It never asks the person: nobody may be there."""

    def __init__(self, window: Window, entrance: Entrance) -> None:
        self._window = window
        self.lock_now = entrance.lock_now
        self.lock_idle = entrance.lock_idle
        self.person_back = entrance.person_back

    def unsaved(self) -> bool:
        """Whether typing is left. Every page is asked, for each saves what it can meanwhile."""
        pages = [page.unsaved() for page in self._window.findChildren(Page)]
        return any(pages) or any(_dirty(dialog) for dialog in self._dialogs())

    def end(self) -> None:
        """Leave the book in order. Windows does not wait: what closing backs up is left to the next start."""
        if self._window.context.drafts is not None:
            self._window.context.drafts.look()
        self._window.finish()

    def _dialogs(self) -> list[QDialog]:
        every = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]
        return [dialog for dialog in every if dialog.isVisible() or self._window.covered()]


def _dirty(dialog: QDialog) -> bool:
    asked = getattr(dialog, "dirty", None)
    return bool(asked()) if callable(asked) else False
