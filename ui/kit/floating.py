"""Where a message lies: where nothing is that a person reads or clicks, else on a strip that a list or a page lends.

Nothing moves for it, and what the person is at stays in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
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
    QTableView,
    QWidget,
)

from ui.base import theme
from ui.kit.banner import Banner
from ui.kit.lending import Lender
from ui.kit.search import SearchField

# What it costs to cover one of these; the pages of a report and what is empty cost nothing.
_IN_HAND, _MESSAGE, _SEARCH, _BUTTON, _FIELD, _LIST = 1000, 100, 50, 10, 3, 1
_TITLES = ("title", "heading")
_COSTS = (
    (Banner, _MESSAGE),
    (SearchField, _SEARCH),
    (QLabel, _LIST),
    (QAbstractButton, _BUTTON),
    (QComboBox, _BUTTON),
    (QTabBar, _BUTTON),
    (QLineEdit, _FIELD),
    (QPlainTextEdit, _FIELD),
    (QAbstractItemView, _LIST),
)

_FIELDS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)


@dataclass(frozen=True)
class Spot:
    """A place within the host, in its logical pixels: at `y` downwards, or with `rises` upwards from it."""

    x: int
    y: int
    width: int
    rises: bool = False


class Floating(QObject):
    """Lays `message` over `host`: at the first of the `spots` where it covers nothing that a person uses.

    Where there is none, a `Lender` gives it a strip; where none can, it goes where it covers least.
    """

    def __init__(self, host: QWidget, message: QWidget, spots: Callable[[], Iterable[Spot]]) -> None:
        super().__init__(message)
        self._host, self._message, self._spots = host, message, spots
        self._lender: Lender | None = None
        self._strip: QWidget | None = None  # what was lent
        message.setParent(host)
        message.hide()
        message.installEventFilter(self)
        host.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def place(self) -> None:
        """Go to where it is least in the way: when it is shown, says something else, or the host has another size."""
        if self._lender is None or not self._lender.isVisible():
            self._give_back()
            found = [self._rect(spot) for spot in self._spots()]
            used = list(self._used())
            best = min(found, key=lambda rect: _cost(rect, used), default=None)
            if best is None or not _cost(best, used) or not self._borrow():
                self._lie(best)
        elif not self._borrow():
            self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the host, the words of the message, and the strip that was lent."""
        kind = event.type()
        if watched is self._strip:
            if kind in {QEvent.Type.Move, QEvent.Type.Resize}:
                self._lie_on_strip()
            return False
        if watched is self._message:
            if kind == QEvent.Type.Hide and self._message.isHidden():
                self._give_back()
            follows = kind in {QEvent.Type.Show, QEvent.Type.LayoutRequest}
        else:
            follows = kind == QEvent.Type.Resize
        if follows and not self._message.isHidden():
            self.place()
        return False

    def _borrow(self) -> bool:
        """Lie on a strip of the largest list in sight; False where none can give up so much."""
        message, gap = self._message, theme.em(0.3)
        for lender in [self._lender] if self._lender is not None else _lenders(self._host):
            width = lender.width()
            height = message.heightForWidth(width) if message.hasHeightForWidth() else message.sizeHint().height()
            strip = lender.lend(message, height + gap)
            if strip is not None:
                if strip is not self._strip:
                    strip.installEventFilter(self)
                self._lender, self._strip = lender, strip
                self._lie_on_strip()
                return True
        self._lender = self._strip = None
        return False

    def _lie_on_strip(self) -> None:
        strip = self._strip
        if strip is not None and shiboken6.isValid(strip):
            corner, gap = strip.mapTo(self._host, QPoint()), theme.em(0.3)
            self._lie(QRect(corner.x(), corner.y() + gap, strip.width(), strip.height() - gap))

    def _lie(self, rect: QRect | None) -> None:
        if rect is not None:
            self._message.setGeometry(rect)
            self._message.raise_()

    def _give_back(self) -> None:
        lender, self._lender, self._strip = self._lender, None, None
        if lender is not None and shiboken6.isValid(lender):
            lender.give_back(self._message)

    def _rect(self, spot: Spot) -> QRect:
        message, room = self._message, self._host.size()
        width = max(1, min(message.sizeHint().width(), spot.width, room.width()))
        height = message.heightForWidth(width) if message.hasHeightForWidth() else message.sizeHint().height()
        height = min(max(height, 0), room.height())
        top = spot.y - height if spot.rises else spot.y
        return QRect(spot.x, max(0, min(top, room.height() - height)), width, height)

    def _used(self) -> Iterator[tuple[QRect, int]]:
        """What a person uses in this window, where it lies on the host, and what it costs to cover it."""
        window = self._host.window()
        focus = window.focusWidget()
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or widget.window() is not window or self._message.isAncestorOf(widget):
                continue
            if widget is focus and not widget.isAncestorOf(self._host):
                yield self._on_host(widget, in_hand(widget)), _IN_HAND
            cost = next((cost for kind, cost in _COSTS if isinstance(widget, kind)), 0)
            if cost == _LIST:
                cost, part = (_SEARCH if widget.property("role") in _TITLES else cost), _filled(widget)
                yield self._on_host(widget, part), cost
            elif cost:  # also where it is out of use for now
                yield self._on_host(widget, widget.rect()), cost

    def _on_host(self, widget: QWidget, part: QRect) -> QRect:
        """Where the `part` of `widget` that can be seen lies on the host."""
        seen, around = part, widget
        while (parent := around.parentWidget()) is not None and not around.isWindow():
            seen = seen.translated(around.pos()).intersected(parent.rect())
            around = parent
        return seen.translated(-self._host.mapTo(around, QPoint()))

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not shiboken6.isValid(self._message) or self._message.isHidden():
            return
        over = self._host.isAncestorOf(now) and not self._message.isAncestorOf(now)
        if over and self._on_host(now, in_hand(now)).intersects(self._message.geometry()):
            self.place()


def at_end_of_list(host: QWidget, edge: int) -> Iterator[Spot]:
    """Over the last rows of the largest list on `host`, where there is one: they are seldom what is looked at."""
    lists = [w for w in host.findChildren(QAbstractItemView) if w.isVisible() and not isinstance(w, QHeaderView)]
    largest = max(lists, key=lambda one: one.width() * one.height(), default=None)
    if largest is not None:
        corner = largest.mapTo(host, QPoint(0, largest.viewport().geometry().bottom()))
        yield Spot(corner.x() + edge, corner.y() - edge, largest.viewport().width() - 2 * edge, rises=True)


def _lenders(host: QWidget) -> list[Lender]:
    """The largest list first; then the page, which lends where it scrolls as a whole."""
    areas = [area for area in host.findChildren(Lender) if area.isVisible()]
    return sorted(areas, key=lambda area: (area.findChild(Lender) is None, area.width() * area.height()), reverse=True)


def _filled(widget: QWidget) -> QRect:
    """What of a list holds rows, and of a label words; the rest may be covered."""
    room = widget.rect()
    if isinstance(widget, QLabel):
        if not widget.text():
            return QRect()
        return room if widget.wordWrap() else room.intersected(QRect(room.topLeft(), widget.sizeHint()))
    if isinstance(widget, QTableView) and not widget.verticalScrollBar().maximum():
        rows = widget.model().rowCount() if widget.model() is not None else 0
        last = widget.rowViewportPosition(rows - 1) + widget.rowHeight(rows - 1) if rows else 0
        room.setBottom(widget.viewport().y() + last)
    return room


def in_hand(widget: QWidget) -> QRect:
    """What the person is at in a widget: the cell of a list, the line of a text, the whole of a field or button.

    In what is only read there is nothing in hand.
    """
    if isinstance(widget, QAbstractItemView):
        viewport = widget.viewport()
        return widget.visualRect(widget.currentIndex()).translated(viewport.pos()).intersected(viewport.geometry())
    if isinstance(widget, QPlainTextEdit):
        line = widget.cursorRect()
        return QRect(0, line.top(), widget.width(), line.height() + widget.viewport().y())
    return widget.rect() if isinstance(widget, _FIELDS) else QRect()


def _cost(rect: QRect, used: Iterable[tuple[QRect, int]]) -> int:
    return sum(cost for there, cost in used if rect.intersects(there))
