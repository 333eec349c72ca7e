"""A line to type in whose hint is proposed by the program and may be longer than the line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui.base import theme
from ui.base.plain_tips import plain_tip


class HintLine(QLineEdit):
    """Where the hint does not fit it ends in `…`, and the whole of it is the tooltip."""

    def __init__(self, name: str, hint: str, longest: int) -> None:
        super().__init__()
        self._hint = hint
        self.setAccessibleName(name)
        self.setMaxLength(longest)
        self._fit_hint()

    def hint(self) -> str:
        """The whole hint."""
        return self._hint

    def show_hint(self, hint: str) -> None:
        """Show another hint while the line is empty."""
        self._hint = hint
        self._fit_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the hint as there is room for now."""
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        room = self.contentsRect().width() - theme.em(1)
        short = self.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, room)
        self.setPlaceholderText(short)
        self.setToolTip(plain_tip(self._hint) if short != self._hint else "")
