"""What is wrong with a field, said beside it: it lies over what stands there, so that no line of the form moves."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from ui.base import theme
from ui.kit.floating import Floating, Spot
from ui.kit.labels import plain_label


class Complaint(QObject):
    """One line beside `field`, whose words are typed in `line`: at its right where there is room, else under it."""

    def __init__(self, field: QWidget, line: QWidget) -> None:
        super().__init__(field)
        self._field, self._line = field, line
        self._label: QLabel | None = None
        self._host: QWidget | None = None
        self._floating: Floating | None = None
        field.installEventFilter(self)

    def say(self, sentence: str) -> None:
        """Say what is wrong, in a few words; "" when all is well again."""
        theme.mark(self._line, "wrong" if sentence else "")
        self._line.setAccessibleDescription(sentence)
        if not sentence and self._label is None:
            return
        label = self._made()
        label.setText(sentence)
        self._show()

    def text(self) -> str:
        """What is said now; "" while nothing is."""
        label = self._label
        return "" if label is None or label.isHidden() else label.text()

    def place(self) -> QRect:
        """Where it lies on the screen."""
        label = self._made()
        return QRect(label.mapToGlobal(QPoint()), label.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It comes and goes with its field."""
        if watched is self._field and event.type() in {QEvent.Type.Show, QEvent.Type.Hide} and self._label is not None:
            self._show()
        return False

    # Inside

    def _show(self) -> None:
        label = self._made()
        label.setVisible(bool(label.text()) and self._field.isVisible())
        if self._floating is not None and not label.isHidden():
            self._floating.place()

    def _made(self) -> QLabel:
        """Made when it is first needed: by then the field stands where it is shown."""
        if self._label is None:
            self._host = _host(self._field)
            self._label = plain_label(role="complaint")
            self._floating = Floating(self._host, self._label, self._spots)
        return self._label

    def _spots(self) -> Iterator[Spot]:
        host, label = self._host, self._label
        if host is None or label is None:
            return
        here = QRect(self._field.mapTo(host, QPoint()), self._field.size())
        line = QRect(self._line.mapTo(host, QPoint()), self._line.size())
        wide, high, gap = label.sizeHint().width(), label.sizeHint().height(), theme.em(0.15)
        ends = max([line.right(), *(child.mapTo(host, QPoint(child.width(), 0)).x() for child in _beside(self._field))])
        if host.width() - ends - theme.em(0.3) >= wide:
            yield Spot(ends + theme.em(0.3), line.center().y() - high // 2, wide)
        left = max(0, min(here.left(), host.width() - wide))
        if line.bottom() + gap + high <= host.height():  # else it would be pushed up over its own line
            yield Spot(left, line.bottom() + gap, wide)
        yield Spot(left, line.top() - gap, wide, rises=True)


def _beside(field: QWidget) -> list[QWidget]:
    return [child for child in field.findChildren(QWidget) if child.isVisible() and child.parentWidget() is field]


def _host(field: QWidget) -> QWidget:
    """What scrolls with the field, else its window."""
    around = field.parentWidget()
    while around is not None and not around.isWindow():
        above = around.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QScrollArea) and area.widget() is around:
            return around
        around = above
    return field.window()
