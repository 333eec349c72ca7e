"""Cells that are more than text: a state as a coloured word, and how far something is as a bar with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QTreeWidgetItem,
    QWidget,
)

from ui.base import theme
from ui.kit.rows import AnyIndex, Column, Rows


def draw_badge(painter: QPainter, room: QRectF, text: str, tone: str) -> None:
    """A word on a coloured ground at the left of `room`; colour never says it alone."""
    metrics = painter.fontMetrics()
    height = min(room.height(), metrics.height() * 1.25)
    pad = metrics.height() * 0.4
    width = min(room.width(), metrics.horizontalAdvance(text) + 2 * pad)
    badge = QRectF(room.left(), room.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone}_back"))
    painter.drawRoundedRect(badge, height * 0.18, height * 0.18)
    painter.setPen(theme.colour(tone))
    inside = badge.adjusted(pad, 0, -pad, 0)
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(inside.width()) + 1)
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)


def draw_bar(painter: QPainter, room: QRectF, part: int, text: str) -> None:
    """A bar filled to `part` of 100 at the left of `room`, its number at the right."""
    metrics = painter.fontMetrics()
    words = metrics.horizontalAdvance("100 %") + metrics.height() * 0.4
    thick = max(4.0, metrics.height() * 0.3)
    bar = QRectF(room.left(), room.center().y() - thick / 2, max(0.0, room.width() - words), thick)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("track"))
    painter.drawRoundedRect(bar, thick / 2, thick / 2)
    filled = QRectF(bar)
    filled.setWidth(bar.width() * min(max(part, 0), 100) / 100)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(filled, thick / 2, thick / 2)
    painter.setPen(theme.colour("text"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)


class TickDelegate(QStyledItemDelegate):
    """Cells with boxes to tick that are seen on a dark ground as well."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Outline the box."""
        super().initStyleOption(option, index)
        theme.outline_ticks(option.palette)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """On a selected cell the style sheet's ground takes the outline away: the box is drawn once more."""
        super().paint(painter, option, index)
        box = QStyleOptionViewItem(option)
        self.initStyleOption(box, index)
        shown = QStyle.StateFlag.State_Selected
        if not box.state & shown or not box.features & box.ViewItemFeature.HasCheckIndicator:
            return
        style = box.widget.style() if box.widget is not None else QApplication.style()
        box.rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, box, box.widget)
        states = {
            Qt.CheckState.Checked: QStyle.StateFlag.State_On,
            Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
        }
        box.state = (box.state & ~shown) | states.get(box.checkState, QStyle.StateFlag.State_Off)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter)


class EvenRows(QStyledItemDelegate):
    """Lines of a tree that are of one height from the beginning: Qt measures them before it knows the style, and after
    the next search again.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A line of words and the room that the style gives it."""
        return QSize(super().sizeHint(option, index).width(), row_height())


class EvenTicks(TickDelegate):
    """The same with boxes to tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As of lines without boxes."""
        return QSize(super().sizeHint(option, index).width(), row_height())


def row_height() -> int:
    """The height of a line of a tree."""
    return theme.em() + 2 * theme.em(0.22)


class TintedCell(QTableWidgetItem):
    """A cell whose words have the colour of a role, also after the look has changed."""

    def __init__(self, words: str, tone: str = "text") -> None:
        super().__init__(words)
        self.tone = tone

    def data(self, role: int) -> Any:  # noqa: ANN401 - whatever the role is made of
        """The colour as it is now; all else is kept as usual."""
        return QBrush(theme.colour(self.tone)) if role == Qt.ItemDataRole.ForegroundRole else super().data(role)


class TintedLine(QTreeWidgetItem):
    """The same for a line of a tree: `tones` by column."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__([*words])
        self.tones: dict[int, str] = {}

    def data(self, column: int, role: int) -> Any:  # noqa: ANN401
        """The colour of the words comes from the column's tone; all else is as Qt has it."""
        if role == Qt.ItemDataRole.ForegroundRole and column in self.tones:
            return QBrush(theme.colour(self.tones[column]))
        return super().data(column, role)


class CellDelegate(QStyledItemDelegate):
    """Draws the columns of kind `badge` and `bar`; the ground (selection, hover) stays the style's."""

    def __init__(self, column: Column[Any], rows: Rows[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The ground first, then the badge or the bar."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text, ground.text = ground.text, ""
        style = ground.widget.style() if ground.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        row = self._rows.row_at(index.row())
        if row is None or not text:
            return
        pad = theme.em(0.45)
        room = QRectF(option.rect).adjusted(pad, 0, -pad, 0)
        painter.save()
        painter.setFont(option.font)
        if self._column.kind == "badge":
            draw_badge(painter, room, text, self._column.tone(row) if self._column.tone else "quiet")
        else:
            part = self._column.part(row) if self._column.part else None
            draw_bar(painter, room, part or 0, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Room for the word and the ground around it."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.em(1.2), hint.height())
