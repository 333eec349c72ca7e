"""A short list of tasks: its badge, whose it is and its words, each a way to the task; for pages that only point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.text import say_date
from models.base.words import _
from models.work.codes import extended_words
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import draw_badge
from ui.kit.labels import plain_label
from ui.kit.table_look import give_way
from ui.tasks.task_columns import badge_tone, badge_words, lead_words

if TYPE_CHECKING:
    from models.work.task_list import TaskRow

_LINE = 1.35  # line heights
_WHO = 0.42  # of the room beside the badge


class TaskLine(QPushButton):
    """What the dates say, who answers, the task. A button, so that the keyboard reaches it."""

    def __init__(self, row: TaskRow) -> None:
        super().__init__()
        self._row = row
        self._who = lead_words(row)
        theme.mark(self, "number")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{badge_words(row)}: {row.text} · {self._who}")
        due = _("hạn {day}").format(day=say_date(row.due_on)) if row.due_on else ""
        extended = extended_words(row.extended_to) if row.extended_to is not None else ""
        self.setToolTip(plain_tip("\n".join(part for part in (row.text, self._who, due, extended) if part)))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.letters(40), theme.em(_LINE))

    def minimumSizeHint(self) -> QSize:
        """The badge, and a few letters of each."""
        return QSize(theme.letters(30), theme.em(_LINE))

    def badge_width(self) -> int:
        """How much the badge needs."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(badge_words(self._row)) + round(metrics.height() * 0.85)

    def who_width(self) -> int:
        """How much who answers would need."""
        return QFontMetrics(theme.font(bold=True)).horizontalAdvance(self._who) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge, the unit in bold, then as much of the task as there is room for."""
        super().paintEvent(event)
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(theme.em(0.3), 0, -theme.em(0.3), 0)
        parent = self.parentWidget()
        wide, named = parent.widths() if isinstance(parent, TaskLines) else (self.badge_width(), self.who_width())
        draw_badge(painter, room.adjusted(0, 0, wide - room.width(), 0), badge_words(self._row), badge_tone(self._row))
        room.setLeft(room.left() + wide + theme.em(0.5))
        painter.setPen(theme.colour("text"))
        named = min(named, round(room.width() * _WHO))
        _draw(painter, self._who, QRectF(room.left(), room.top(), named, room.height()), bold=True)
        _draw(painter, self._row.text, room.adjusted(named + theme.em(0.5), 0, 0, 0))


class TaskLines(QWidget):
    """As many lines as the height has room for. `opened` carries a task's id; `all_wanted` asks for the whole list."""

    opened = Signal(str)
    all_wanted = Signal()

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = plain_label(empty, "muted", wrap=True)
        self._empty.hide()  # until it is known
        self._all = QPushButton()
        theme.mark(self._all, "link")
        self._all.clicked.connect(self.all_wanted)
        self._all.hide()
        self._lines: list[TaskLine] = []
        self._total = 0
        self._least = 2
        head = QHBoxLayout()
        head.addWidget(plain_label(name, "strong"), 1)
        head.addWidget(self._all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        give_way(self)

    def show_rows(self, rows: Sequence[TaskRow], total: int) -> None:
        """Show these of `total` tasks."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = []
        self._total = total
        for place, row in enumerate(rows):
            made = TaskLine(row)
            made.clicked.connect(lambda _on=False, which=row.id: self.opened.emit(which))
            self._column.insertWidget(1 + place, made)
            self._lines.append(made)
        self._empty.setVisible(not rows)
        self._all.setText(_("Xem cả {n} nhiệm vụ").format(n=total))
        self.setMaximumHeight(self._height(max(1, len(rows))))
        self._fit()

    def show_least(self, lines: int) -> None:
        """So many lines are seen, if there are as many, however low the page is."""
        self._least = lines
        self._fit()

    def lines(self) -> list[str]:
        """What is listed, in words."""
        return [line.accessibleName() for line in self._lines]

    def widths(self) -> tuple[int, int]:
        """The widest badge and who, so that the words stand below each other."""
        seen = [line for line in self._lines if not line.isHidden()]
        badge = max((line.badge_width() for line in seen), default=0)
        return badge, max((line.who_width() for line in seen), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A line that would be cut is left to the whole list."""
        super().resizeEvent(event)
        self._fit()

    # Inside

    def _fit(self) -> None:
        self.setMinimumHeight(self._height(max(1, min(self._least, len(self._lines)))))
        fit = (self.height() - self._head()) // theme.em(_LINE)
        for place, line in enumerate(self._lines):
            line.setVisible(place < fit)
        self._all.setVisible(self._total > min(fit, len(self._lines)))

    def _head(self) -> int:
        return max(self._all.sizeHint().height(), theme.em(1))

    def _height(self, lines: int) -> int:
        return self._head() + lines * theme.em(_LINE)


def _draw(painter: QPainter, text: str, room: QRectF, *, bold: bool = False) -> None:
    painter.setFont(theme.font(bold=bold))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)
