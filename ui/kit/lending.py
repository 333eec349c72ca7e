"""Room for a message at the lower end of a list or a page: what is above it stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QScrollArea, QVBoxLayout, QWidget

from ui.base import theme

_LEAST, _LEAST_OF_PAGE = 4, 16  # line heights of a list, and of a page that scrolls as a whole, that are left


class Lender(QWidget):
    """Shows `view`, what scrolls, and lends strips of its height: less of it is seen then, and all can be scrolled to.

    Rows do not move when a strip is lent. Those that would come down under the pointer when it is given back wait until
    the pointer has left.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view
        self._lent: dict[QWidget, QWidget] = {}
        self._given_back: list[QWidget] = []
        # Not a stack: that is as high as the higher of its widgets.
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(view, 1)
        if isinstance(view, QAbstractScrollArea):
            view.viewport().installEventFilter(self)

    def lend(self, to: QWidget, height: int) -> QWidget | None:
        """An empty strip so high at the lower end, for `to` to lie on; None where it would take what stands fast."""
        before = self._lent[to].height() if to in self._lent else 0
        if not self._can_spare(height - before):
            self.give_back(to)
            return None
        if to not in self._lent:
            self._lent[to] = QWidget()
            self._column.addWidget(self._lent[to])
        strip = self._lent[to]
        strip.setFixedHeight(height)
        strip.show()
        self._column.activate()
        self._keep_in_sight()
        return strip

    def give_back(self, to: QWidget) -> None:
        """The strip is not needed any more."""
        strip = self._lent.pop(to, None)
        if strip is None:
            return
        self._given_back.append(strip)
        view = self._view
        bar = view.verticalScrollBar() if isinstance(view, QAbstractScrollArea) else None
        if bar is None or not view.underMouse() or bar.value() < bar.maximum() or not bar.maximum():
            self._take_back()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The pointer leaves what scrolls."""
        if event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self._take_back()
        return False

    def _can_spare(self, height: int) -> bool:
        view = self._view
        if not view.isVisible() or self.visibleRegion().boundingRect().height() < self.height():
            return False
        content = view.widget() if isinstance(view, QScrollArea) else None
        if isinstance(view, QScrollArea) and content is not None:
            # What does not scroll yet would be squeezed, and things would move.
            scrolls = content.height() > view.viewport().height()
            return scrolls and view.height() - height >= theme.em(_LEAST_OF_PAGE)
        return view.height() - height >= max(theme.em(_LEAST), view.minimumSizeHint().height(), view.minimumHeight())

    def _take_back(self) -> None:
        while self._given_back:
            strip = self._given_back.pop()
            strip.hide()
            self._column.removeWidget(strip)
            strip.deleteLater()
            self.updateGeometry()  # what stands around it had reckoned with the strip

    def _keep_in_sight(self) -> None:
        """The row that the person is at."""
        view = self._view
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex().isValid():
            view.scrollTo(view.currentIndex())
