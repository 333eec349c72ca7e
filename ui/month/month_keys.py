"""What the keys mean in the monthly grid while no line is open in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

CURSOR = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Left: QAbstractItemView.CursorAction.MoveLeft,
    Qt.Key.Key_Right: QAbstractItemView.CursorAction.MoveRight,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}
_EDGES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def to_edge(event: QKeyEvent) -> tuple[int, int] | None:
    """Ctrl and an arrow lead to the edge: how much down and right; None for any other key."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return _EDGES.get(Qt.Key(event.key())) if control else None


def types(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & control


def way(event: QKeyEvent) -> str | None:
    """Which way Enter and Tab lead; None for any other key."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    ways = {
        Qt.Key.Key_Return: "up" if shift else "down",
        Qt.Key.Key_Enter: "up" if shift else "down",
        Qt.Key.Key_Tab: "right",
        Qt.Key.Key_Backtab: "left",
    }
    return ways.get(Qt.Key(event.key()))
