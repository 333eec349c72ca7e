"""A short list of tasks: whose it is, its badge and its words, each a way to the task; for pages that only point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.base.text import show_date
from models.base.words import _
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.cells import draw_badge
from ui.kit.labels import plain_label
from ui.tasks.task_columns import badge_tone, badge_words

if TYPE_CHECKING:
    from models.work.task_list import TaskRow


class TaskLine(QPushButton):
    """Who answers and what the dates say; below it the task. A button, so that the keyboard reaches it."""

    def __init__(self, row: TaskRow) -> None:
        super().__init__()
        self._row = row
        self._who = "; ".join(row.lead) or _("Chưa giao đơn vị nào")
        theme.mark(self, "number")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{badge_words(row)}: {row.text} · {self._who}")
        due = _("hạn {day}").format(day=show_date(row.due_on)) if row.due_on else ""
        self.setToolTip(plain_tip("\n".join(part for part in (row.text, self._who, due) if part)))

    def sizeHint(self) -> QSize:
        """Three lines of text."""
        return QSize(theme.letters(30), theme.em(3.9))

    def minimumSizeHint(self) -> QSize:
        """A few words of each."""
        return QSize(theme.letters(20), theme.em(3.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The unit in bold with its badge, then two lines of the task."""
        super().paintEvent(event)
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        room = QRectF(self.rect()).adjusted(theme.em(0.4), theme.em(0.15), -theme.em(0.4), -theme.em(0.15))
        line = room.height() / 3
        badge = badge_words(self._row)
        wide = metrics.horizontalAdvance(badge) + metrics.height() * 0.85
        draw_badge(painter, QRectF(room.right() - wide, room.top(), wide, line), badge, badge_tone(self._row))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(bold=True))
        first = QRectF(room.left(), room.top(), room.width() - wide - theme.em(0.5), line)
        painter.drawText(first, middle, _short(painter, self._who, first))
        painter.setFont(theme.font())
        for place, words in enumerate(_two_lines(painter, self._row.text, room.width()), 1):
            below = QRectF(room.left(), room.top() + place * line, room.width(), line)
            painter.drawText(below, middle, words)


class TaskLines(QWidget):
    """`opened` carries a task's id; `all_wanted` asks for the whole list."""

    opened = Signal(str)
    all_wanted = Signal()

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty = plain_label(empty, "muted", wrap=True)
        self._all = QPushButton()
        theme.mark(self._all, "link")
        self._all.clicked.connect(self.all_wanted)
        self._lines: list[TaskLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.hide()

    def show_rows(self, rows: Sequence[TaskRow], total: int) -> None:
        """Show these of `total` tasks."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = []
        for place, row in enumerate(rows):
            made = TaskLine(row)
            made.clicked.connect(lambda _on=False, which=row.id: self.opened.emit(which))
            self._column.insertWidget(place, made)
            self._lines.append(made)
        self._empty.setVisible(not rows)
        self._all.setText(_("Xem cả {n} nhiệm vụ").format(n=total))
        self._all.setVisible(total > len(rows))

    def lines(self) -> list[str]:
        """What is shown, in words."""
        return [line.accessibleName() for line in self._lines]


def _short(painter: QPainter, text: str, room: QRectF) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))


def _two_lines(painter: QPainter, text: str, width: float) -> list[str]:
    """As many whole words as fit into the first line, and what fits of the rest into the second."""
    words, metrics = text.split(), painter.fontMetrics()
    cut = len(words)
    while cut > 1 and metrics.horizontalAdvance(" ".join(words[:cut])) > width:
        cut -= 1
    rest = " ".join(words[cut:])
    return [
        metrics.elidedText(part, Qt.TextElideMode.ElideRight, int(width))
        for part in (" ".join(words[:cut]), rest)
        if part
    ]
