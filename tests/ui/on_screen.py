"""Where things are on the screen, and the wheel of the mouse over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QTabBar, QWidget

from ui.kit.banner import Banner


def places(root: QWidget) -> dict[QWidget, QRect]:
    """Where everything in sight lies, messages apart."""
    messages = root.findChildren(Banner)
    return {
        widget: QRect(widget.mapTo(root, QPoint()), widget.size())
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.window() is root.window() and not any(m.isAncestorOf(widget) for m in messages)
    }


def wheel(widget: QWidget, turn: int) -> bool:
    """One notch (120) over the middle of `widget`; whether it was taken there."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def fields_turned(root: QWidget) -> list[tuple[Any, Callable[[], object]]]:
    """Every list, number, date and row of tabs in sight that Qt would let the wheel change, and how to read it."""
    found: list[tuple[Any, Callable[[], object]]] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QComboBox | QTabBar):
            found.append((widget, widget.currentIndex))
        elif isinstance(widget, QAbstractSpinBox):
            found.append((widget, widget.text))
    return found
