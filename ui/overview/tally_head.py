"""The head of a table of numbers, which is also the legend of its bars: each column is underlined in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from models.work.codes import timeliness_name
from ui.base import theme

# From what hurts to what is well: the eye begins at the left.
ORDER = ("overdue", "due_soon", "in_time", "no_deadline", "done_late", "done_on_time")
FIRST = 1  # the column of the first number
LINE = 0.2  # line heights: how thick a bar is


def part_brush(code: str) -> QBrush:
    """How a part of a bar is painted; late but done is hatched, so that it is not told from the others by hue alone."""
    roles = {
        "overdue": "danger",
        "due_soon": "warn",
        "in_time": "accent",
        "no_deadline": "line",
        "done_on_time": "good",
        "done_late": "good",
    }
    colour = QColor(theme.colour(roles[code]))
    return QBrush(colour, Qt.BrushStyle.Dense5Pattern) if code == "done_late" else QBrush(colour)


class TallyHead(QHeaderView):
    """Heads of two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The words, and under them the colour that stands for them in a bar."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        place = section - FIRST
        if 0 <= place < len(ORDER):
            thick, pad = theme.em(LINE), theme.em(0.2)
            strip = QRectF(rect.left() + pad, rect.bottom() - thick - 1, rect.width() - 2 * pad, thick)
            painter.fillRect(strip, part_brush(ORDER[place]))


def two_lines(words: str) -> str:
    """`Sắp đến hạn` in the two lines that part it best."""
    parts = words.split(" ")
    cuts = (("\n".join((" ".join(parts[:n]), " ".join(parts[n:])))) for n in range(1, len(parts)))
    return min(cuts, key=lambda cut: max(map(len, cut.split("\n"))), default=words)


def titles(first: str, last: str) -> list[str]:
    """The heads of all columns: what a line is of, the parts, the sum."""
    return [first, *(two_lines(timeliness_name(code)) for code in ORDER), last]
