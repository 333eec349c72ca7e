"""How many tasks stand how, a line for each area or unit: a bar to look at, numbers to read and to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.base.text import show_number
from models.base.words import _
from models.work.codes import timeliness_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import TintedCell
from ui.kit.flow import FlowLayout
from ui.kit.rows import AnyIndex

# From what hurts to what is well: the eye begins at the left.
ORDER = ("overdue", "due_soon", "in_time", "no_deadline", "done_late", "done_on_time")
_HEAD = 2.7  # line heights
_PARTS = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


class TallyLine(NamedTuple):
    """One line: the key that its list is filtered by, its name, and the numbers by timeliness code."""

    key: str
    name: str
    numbers: Mapping[str, int]


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


def draw_parts(painter: QPainter, room: QRectF, numbers: Mapping[str, int], whole: int) -> None:
    """One bar of stacked parts; `whole` is the number that fills the room."""
    left = room.left()
    painter.setPen(Qt.PenStyle.NoPen)
    for code in ORDER:
        wide = room.width() * numbers.get(code, 0) / max(1, whole)
        if wide > 0:
            part = QRectF(left, room.top(), max(1.5, wide - 1), room.height())
            painter.setBrush(theme.colour("surface"))
            painter.drawRect(part)
            painter.setBrush(part_brush(code))
            painter.drawRect(part)
        left += wide


class BarDelegate(QStyledItemDelegate):
    """The bar of a line, long by the line's share of the longest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The parts on the ground."""
        super().paint(painter, option, index)
        numbers, whole = index.data(_PARTS) or ({}, 1)
        pad = theme.em(0.45)
        painter.save()
        draw_parts(painter, QRectF(option.rect).adjusted(pad, pad, -pad, -pad), numbers, whole)
        painter.restore()


class TallyTable(QTableWidget):
    """`opened` carries a line's key and a timeliness code; "" as code means all of the line."""

    opened = Signal(str, str)

    def __init__(self, name: str, first: str) -> None:
        super().__init__(0, len(ORDER) + 3)
        self.setAccessibleName(name)
        self._names = theme.letters(25)
        self._widths: list[int] = []  # of the columns with numbers, as their heads like it
        titles = [first, "", *(_two_lines(timeliness_name(code)) for code in ORDER), _("Cộng")]
        self.setHorizontalHeaderLabels(titles)
        self.setItemDelegateForColumn(1, BarDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.em(1.6))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(theme.em(_HEAD))
        self._item(0, header=True).setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.em(2))
        self.cellClicked.connect(self._pressed)
        self.installEventFilter(self)
        self.setMouseTracking(True)

    def show_lines(self, lines: Sequence[TallyLine], most: int = 0) -> None:
        """Show these lines; the table is as high as they need, or `most` lines."""
        longest = max((sum(line.numbers.values()) for line in lines), default=1)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            total = sum(line.numbers.values())
            self._put(row, 0, line.name, line.key)
            bar = self._put(row, 1, "", line.key)
            bar.setData(_PARTS, (dict(line.numbers), longest))
            bar.setToolTip(in_words(line.numbers))
            for place, code in enumerate(ORDER, 2):
                number = line.numbers.get(code, 0)
                item = self._put(row, place, show_number(number) if number else "–", line.key)
                tone = {"overdue": "danger", "due_soon": "warn"}.get(code)
                item.tone = tone if tone and number else "text" if number else "muted"
                item.setToolTip(
                    _("{name}: mở {n} nhiệm vụ").format(name=timeliness_name(code), n=number) if number else ""
                )
                if code == "overdue" and number:
                    item.setFont(theme.font(bold=True))
            self._put(row, len(ORDER) + 2, show_number(total) if total else "–", line.key).setFont(
                theme.font(bold=True)
            )
        self._fit(len(lines), most)

    def numbers(self, row: int) -> list[str]:
        """The words of a line, as they stand on the screen."""
        return [self._item(place, row).text() for place in range(self.columnCount())]

    def press(self, row: int, code: str) -> None:
        """Open what a number stands for, as a click does."""
        self._pressed(row, ORDER.index(code) + 2 if code else self.columnCount() - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space open the number that the keyboard is on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self:
            keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
            if event.key() in keys and self.currentRow() >= 0:
                self._pressed(self.currentRow(), self.currentColumn())
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _pressed(self, row: int, place: int) -> None:
        key = str(self._item(0, row).data(_KEY))
        if 2 <= place < len(ORDER) + 2:
            if self._item(place, row).text() != "–":
                self.opened.emit(key, ORDER[place - 2])
        elif self._item(len(ORDER) + 2, row).text() != "–":
            self.opened.emit(key, "")

    def _put(self, row: int, place: int, words: str, key: str) -> TintedCell:
        item = TintedCell(words)
        item.setData(_KEY, key)
        side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if place == 0:
            item.setToolTip(plain_tip(words))
        self.setItem(row, place, item)
        return item

    def _item(self, place: int, row: int = 0, *, header: bool = False) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(place) if header else self.item(row, place)
        if item is None:
            raise IndexError(row)
        return item

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the names give way, then the numbers' heads draw closer: the numbers are looked for."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        least = theme.letters(14)
        head = self.horizontalHeader()
        left = self.viewport().width() - sum(self._widths) - head.minimumSectionSize()
        tight = left < least
        theme.mark(head, "tight" if tight else "")
        for place, width in enumerate(self._widths, 2):
            self.setColumnWidth(place, width - (theme.em(0.5) if tight else 0))
        self.setColumnWidth(0, min(self._names, max(least, left)))

    def _fit(self, lines: int, most: int) -> None:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self._item(0, row).text()) for row in range(lines)), default=0)
        self._names = min(widest + theme.em(1.2), theme.letters(25))
        bold = QFontMetrics(theme.font(bold=True))
        titles = [self._item(place, header=True).text().split("\n") for place in range(2, self.columnCount())]
        self._widths = [max(map(bold.horizontalAdvance, words)) + theme.em(0.95) for words in titles]
        self._share()
        shown = min(lines, most) if most else lines
        frame = 2 * self.frameWidth()
        self.setFixedHeight(theme.em(_HEAD) + theme.em(1.6) * max(1, shown) + frame)


class Legend(QWidget):
    """Which part of a bar is what, in the order of the parts."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        for code in ORDER:
            flow.addWidget(_LegendItem(code))


class _LegendItem(QWidget):
    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._name = timeliness_name(code)
        self.setAccessibleName(self._name)

    def sizeHint(self) -> QSize:
        """A square and the name."""
        return QSize(self.fontMetrics().horizontalAdvance(self._name) + theme.em(1.1), theme.em(1.1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square as the bar paints it."""
        painter = QPainter(self)
        size = theme.em(0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(part_brush(self._code))
        painter.drawRect(QRectF(0, (self.height() - size) / 2, size, size))
        painter.setPen(theme.colour("muted"))
        room = self.rect().adjusted(size + theme.em(0.3), 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._name)


def _two_lines(words: str) -> str:
    """`Sắp đến hạn` in the two lines that part it best."""
    parts = words.split(" ")
    cuts = (("\n".join((" ".join(parts[:n]), " ".join(parts[n:])))) for n in range(1, len(parts)))
    return min(cuts, key=lambda cut: max(map(len, cut.split("\n"))), default=words)


def in_words(numbers: Mapping[str, int]) -> str:
    """The bar in words: `2 quá hạn · 7 trong hạn`."""
    said = [f"{show_number(numbers[code])} {timeliness_name(code).lower()}" for code in ORDER if numbers.get(code)]
    return " · ".join(said) or _("không có nhiệm vụ")
