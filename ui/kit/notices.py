"""What concerns the whole book and not one page: a strip above the pages for each thing, until it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base.errors import AppError
from ui.base import theme
from ui.kit.banner import Banner


class Notices(QWidget):
    """One strip for each `kind`; a newer one of the same kind takes its place."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._strips: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.em(1.1), theme.em(0.5), theme.em(1.1), 0)
        self._column.setSpacing(theme.em(0.4))
        self.hide()

    def note(self, kind: str, text: str, more: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Something worth knowing; the person may close it."""
        self._strip(kind).note(text, more, action, act)

    def warn(self, kind: str, failure: AppError, action: str, act: Callable[[], object]) -> None:
        """Something that stays as long as it is so: it cannot be closed, and its action can be chosen again."""
        strip = self._strip(kind)
        strip.error(failure, action, act)
        strip.stay()

    def texts(self) -> dict[str, str]:
        """What is shown now, by kind."""
        return {kind: strip.text() for kind, strip in self._strips.items() if strip.text()}

    def press(self, kind: str) -> None:
        """Do what a strip offers."""
        self._strips[kind].press()

    def clear(self) -> None:
        """The book is closed: nothing of it stays."""
        for strip in self._strips.values():
            self._column.removeWidget(strip)
            strip.deleteLater()
        self._strips.clear()
        self.hide()

    def _strip(self, kind: str) -> Banner:
        if kind not in self._strips:
            self._strips[kind] = Banner()
            self._column.addWidget(self._strips[kind])
        self.show()
        return self._strips[kind]
