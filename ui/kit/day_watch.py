"""Tells when the day has changed in Việt Nam: what is late is another list after midnight."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from models.base import clock

_EVERY = 20_000  # milliseconds. A timer set for midnight would sleep through it together with the computer.


class DayWatch(QObject):
    """Emits `turned` soon after midnight, also when the computer slept over it."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._day = clock.today()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Compare the day now with the day last seen."""
        today = clock.today()
        if today != self._day:
            self._day = today
            self.turned.emit()
