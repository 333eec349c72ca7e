"""Where things are on the screen, and the wheel of the mouse over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from ui.kit.banner import Banner


def places(root: QWidget) -> dict[QWidget, QRect]:
    """Where everything in sight lies, messages apart."""
    messages = root.findChildren(Banner)
    return {
        widget: QRect(widget.mapTo(root, QPoint()), widget.size())
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.window() is root.window() and not any(m.isAncestorOf(widget) for m in messages)
    }


def used_places(root: QWidget) -> dict[QWidget, QRect]:
    """Where everything lies that is pressed, typed in or read, of lists their rows; messages apart."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QLabel)
    found = {widget: rect for widget, rect in places(root).items() if isinstance(widget, kinds)}
    return found | {view: rows_of(root, view) for view in in_lists(root)}


def in_lists(root: QWidget) -> list[QAbstractItemView]:
    """The lists in sight."""
    return [v for v in root.findChildren(QAbstractItemView) if v.isVisible() and not isinstance(v, QHeaderView)]


def rows_of(root: QWidget, view: QAbstractItemView) -> QRect:
    """The first rows of a list, as far as they are seen."""
    index = view.indexAt(QPoint(2, 2))
    return view.visualRect(index).translated(view.viewport().mapTo(root, QPoint()))


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
