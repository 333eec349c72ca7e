"""How many tasks stand how, a line for each area, unit or month: a bar to look at, numbers to read and to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from models.base.text import show_number
from models.base.words import _
from models.work.codes import timeliness_name, timeliness_whole
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import TintedCell
from ui.kit.column_widths import ColumnWidths, Need, cell_width, head_width
from ui.kit.rows import AnyIndex
from ui.kit.table_look import give_way
from ui.overview.tally_head import FIRST, LINE, ORDER, TallyHead, part_brush, titles, two_lines

_HEAD = 2.75  # line heights
_ROW = 1.3
_NAME, _WIDE_NAME = 14, 30  # letters of a name: seen always, and wished for
_SUM = FIRST + len(ORDER)  # the last column
_PARTS = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1


class TallyLine(NamedTuple):
    """One line: the key that its list is filtered by, its name, and the numbers by timeliness code."""

    key: str
    name: str
    numbers: Mapping[str, int]


def counted_once() -> str:
    """What a number here is of: a report counts each occurrence of a recurring duty, a list of tasks does not."""
    return _(
        "Đếm nhiệm vụ: mỗi nhiệm vụ định kỳ tính một lần, theo kỳ sớm nhất còn phải thực hiện. "
        "Báo cáo đếm từng kỳ; xem từng kỳ ở thẻ Các kỳ của nhiệm vụ."
    )


def draw_parts(painter: QPainter, room: QRectF, numbers: Mapping[str, int], whole: int) -> None:
    """One bar of stacked parts; `whole` is the number that fills the room."""
    left = room.left()
    painter.setPen(Qt.PenStyle.NoPen)
    for code in ORDER:
        wide = room.width() * numbers.get(code, 0) / max(1, whole)
        if wide > 0:
            part = QRectF(left, room.top(), max(1.5, wide - 1), room.height())
            painter.fillRect(part, theme.colour("surface"))
            painter.fillRect(part, part_brush(code))
        left += wide


class NameDelegate(QStyledItemDelegate):
    """The name of a line and below it its bar, long by the line's share of the longest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The words, then the parts along the lower edge."""
        above = QStyleOptionViewItem(option)
        above.rect.setBottom(above.rect.bottom() - theme.em(LINE))
        super().paint(painter, above, index)
        numbers, whole = index.data(_PARTS) or ({}, 1)
        pad, thick = theme.em(0.45), theme.em(LINE)
        room = QRectF(option.rect)
        painter.save()
        draw_parts(
            painter, QRectF(room.left() + pad, room.bottom() - thick, room.width() - 2 * pad, thick), numbers, whole
        )
        painter.restore()


class TallyTable(QTableWidget):
    """`opened` carries a line's key and a timeliness code; "" as code means all of the line."""

    opened = Signal(str, str)

    def __init__(self, name: str, first: str, summed: str = "") -> None:
        """`first` is what a line is of, `summed` what its numbers count: tasks, unless it says otherwise."""
        super().__init__(0, len(ORDER) + 2)
        self.setAccessibleName(name)
        self.setHorizontalHeader(TallyHead(self))
        self.setHorizontalHeaderLabels(titles(first, two_lines(summed or _("Nhiệm vụ"))))
        self.setItemDelegateForColumn(0, NameDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.em(_ROW))
        self.verticalHeader().setDefaultSectionSize(theme.em(_ROW))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setFixedHeight(theme.em(_HEAD))
        self._item(0, header=True).setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._item(_SUM, header=True).setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, code in enumerate(ORDER, FIRST):
            self._item(place, header=True).setToolTip(f"{timeliness_whole(code)}\n{counted_once()}")
        theme.mark(self.horizontalHeader(), "tight")
        give_way(self)
        self._widths = ColumnWidths(self, (0,), lambda view: view.needs())
        self.cellClicked.connect(self._pressed)
        self.installEventFilter(self)
        self.setMouseTracking(True)

    def show_lines(self, lines: Sequence[TallyLine]) -> None:
        """Show these lines."""
        longest = max((sum(line.numbers.values()) for line in lines), default=1)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            total = sum(line.numbers.values())
            named = self._put(row, 0, line.name, line.key)
            named.setData(_PARTS, (dict(line.numbers), longest))
            named.setToolTip(plain_tip(f"{line.name}: {in_words(line.numbers)}"))
            for place, code in enumerate(ORDER, FIRST):
                self._put_number(row, place, code, line)
            self._put(row, _SUM, show_number(total) if total else "–", line.key).setFont(theme.font(bold=True))
        self._widths.renew()
        self.setMaximumHeight(self._height(len(lines)))

    def show_least(self, lines: int) -> None:
        """So many lines are seen, if there are as many, however low the page is."""
        self.setMinimumHeight(self._height(min(lines, max(1, self.rowCount()))))

    def numbers(self, row: int) -> list[str]:
        """The words of a line, as they stand on the screen."""
        return [self._item(place, row).text() for place in range(self.columnCount())]

    def press(self, row: int, code: str) -> None:
        """Open what a number stands for, as a click does."""
        self._pressed(row, FIRST + ORDER.index(code) if code else _SUM)

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
        if FIRST <= place < _SUM:
            if self._item(place, row).text() != "–":
                self.opened.emit(key, ORDER[place - FIRST])
        elif self._item(_SUM, row).text() != "–":
            self.opened.emit(key, "")

    def _put_number(self, row: int, place: int, code: str, line: TallyLine) -> None:
        number = line.numbers.get(code, 0)
        item = self._put(row, place, show_number(number) if number else "–", line.key)
        tone = {"overdue": "danger", "due_soon": "warn"}.get(code)
        item.tone = tone if tone and number else "text" if number else "muted"
        item.setToolTip(_("{name}: mở {n} nhiệm vụ").format(name=timeliness_whole(code), n=number) if number else "")
        if code == "overdue" and number:
            item.setFont(theme.font(bold=True))

    def _put(self, row: int, place: int, words: str, key: str) -> TintedCell:
        item = TintedCell(words)
        item.setData(_KEY, key)
        side = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, place, item)
        return item

    def _item(self, place: int, row: int = 0, *, header: bool = False) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(place) if header else self.item(row, place)
        if item is None:
            raise IndexError(row)
        return item

    def needs(self) -> list[Need]:
        """The numbers are looked for: the names give way."""
        names = [self._item(0, row).text() for row in range(self.rowCount())]
        wish = min(cell_width(names), theme.letters(_WIDE_NAME))
        least = min(wish, theme.letters(_NAME) + theme.em(0.9))
        found = [Need(max(head_width(self._item(0, header=True).text()), least), wish, free=True)]
        for place in range(FIRST, _SUM + 1):
            head = head_width(self._item(place, header=True).text()) - theme.em(0.5)  # heads drawn close
            numbers = [self._item(place, row).text() for row in range(self.rowCount())]
            width = max(head, cell_width(["88", *numbers], bold=True))
            found.append(Need(width, width))
        return found

    def _height(self, lines: int) -> int:
        return theme.em(_HEAD) + theme.em(_ROW) * max(1, lines) + 2 * self.frameWidth()


def in_words(numbers: Mapping[str, int]) -> str:
    """The bar in words: `2 quá hạn · 7 trong hạn`."""
    said = [f"{show_number(numbers[code])} {timeliness_name(code).lower()}" for code in ORDER if numbers.get(code)]
    return " · ".join(said) or _("không có nhiệm vụ")
