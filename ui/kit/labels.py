"""Labels: plain text always, and one that shortens its text where room is short. No input here."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from models.base.words import _
from ui.base import clipboard, theme
from ui.base.plain_tips import plain_name, plain_tip


def plain_label(text: str = "", role: str = "", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """A label that never reads its text as markup, nor, in front of its `buddy`, an `&` as the mark of a key."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text if buddy is None else plain_name(text))
    label.setWordWrap(wrap)
    if role:
        theme.mark(label, role)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


class ShortLabel(QLabel):
    """A label of one line that ends in `…` where room is short; the whole text is then its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            theme.mark(self, role)

    def sizeHint(self) -> QSize:
        """One line, and as wide as the text would like to be."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + theme.em(0.2), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """One line of a few letters."""
        return QSize(theme.letters(4), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip(plain_tip(self.text()) if short != self.text() else "")
        if short == "…":
            return  # says nothing
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), short)


class PathLabel(QLabel):
    """A path in as many lines as it needs, broken anywhere: it has few spaces. Its menu copies it."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        copy = QAction(_("Chép"), self)
        copy.triggered.connect(lambda _on: clipboard.put_to_stay(self.text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def sizeHint(self) -> QSize:
        """All in one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """A few letters wide."""
        return QSize(theme.letters(16), self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """As many lines as it breaks into."""
        return self._drawn(QRect(0, 0, width, 10_000)).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Every letter."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), _ANYWHERE, self.text())

    def _drawn(self, room: QRect) -> QRect:
        return self.fontMetrics().boundingRect(room, _ANYWHERE, self.text())


_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
