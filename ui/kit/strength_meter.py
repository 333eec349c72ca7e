"""A bar that shows how hard a passphrase is to guess. Why stands in words beside it: colour alone says nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.base.words import _
from ui.base import theme

_PARTS = 4
_COLOURS = ("danger", "warn", "info", "good")  # by level


class StrengthMeter(QWidget):
    """Empty until a level is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._level: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Độ mạnh của mật khẩu"))

    def show_level(self, level: int | None, word: str) -> None:
        """Fill one part for level 0, all four for level 3; None is nothing typed. `word` is read aloud."""
        self._level = level
        self.setAccessibleDescription(word)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(theme.letters(20), theme.em(0.35))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts, the filled ones in the level's colour."""
        painter = QPainter(self)
        gap = theme.em(0.2)
        width = (self.width() - gap * (_PARTS - 1)) / _PARTS
        level = -1 if self._level is None else self._level
        for part in range(_PARTS):
            colour = theme.colour(_COLOURS[level] if part <= level else "track")
            painter.fillRect(QRectF(part * (width + gap), 0, width, self.height()), colour)
