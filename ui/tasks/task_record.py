"""What was reported about a task, how its deadline was moved, what was done to it: tables to read only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QStackedLayout, QTableWidget, QTableWidgetItem, QWidget

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.work.codes import extended_words, state_name
from ui.base import theme
from ui.base.plain_tips import plain_tip
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.journal.task_history import TaskEvent
    from models.work.task_detail import EntryRow, ExtensionRow, SourcePassage, TaskDetail


_FEW, _SEEN = 10, 18  # letters of free words, and of the last column, that are always seen


class ReadTable(QWidget):
    """Rows of plain words with the last column wide; in place of no rows, a sentence."""

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        empty: str,
        *,
        right: frozenset[int] = frozenset(),
        free: frozenset[int] = frozenset(),
    ) -> None:
        """`right` columns hold numbers and days, `free` ones words that give way where room is short."""
        super().__init__()
        self._right = right
        self.table = QTableWidget(0, len(titles))
        self._high = QTimer(self)
        self._high.setSingleShot(True)
        self._high.setInterval(0)
        self._high.timeout.connect(self.table.resizeRowsToContents)
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        letters = dict.fromkeys(free, _FEW) | {len(titles) - 1: _SEEN}
        self._widths = ColumnWidths(self.table, (len(titles) - 1,), lambda view: of_cells(view, letters))
        self.table.horizontalHeader().sectionResized.connect(lambda *_what: self._high.start())
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._empty = plain_label(empty, "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        self._stack.setCurrentWidget(self.table if lines else self._empty)
        self.table.setRowCount(len(lines))
        for number, line in enumerate(lines):
            for place, words in enumerate(line):
                item = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if place in self._right else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(plain_tip(words) if len(words) > 60 else "")
                self.table.setItem(number, place, item)
        self._widths.renew()
        self.table.resizeRowsToContents()

    def lines(self) -> list[list[str]]:
        """What is shown."""
        return [
            [item.text() if (item := self.table.item(line, place)) else "" for place in range(self.table.columnCount())]
            for line in range(self.table.rowCount())
        ]


def entries_table() -> ReadTable:
    """What units reported, period by period."""
    titles = [_("Kỳ"), _("Đơn vị"), _("Tiến độ"), _("Giá trị"), _("Trạng thái"), _("Ngày hoàn thành")]
    titles += [_("Nguyên nhân chủ yếu"), _("Hẹn hoàn thành"), _("Tình hình")]
    return ReadTable(
        _("Tiến độ từng kỳ"),
        titles,
        _("Chưa có số liệu kỳ nào. Dùng “Cập nhật tiến độ” hoặc trang Cập nhật kỳ."),
        right=frozenset({2, 3, 5, 7}),
        free=frozenset({1, 6}),
    )


def entry_lines(entries: Sequence[EntryRow]) -> list[list[str]]:
    """The entries in words."""
    return [
        [
            entry.period,
            entry.unit,
            "" if entry.percent is None else f"{entry.percent} %",
            show_number(entry.value),
            state_name(entry.state) if entry.state else "",
            show_date(entry.done_on),
            entry.reason or "",
            show_date(entry.promised_on),
            entry.note,
        ]
        for entry in entries
    ]


def extensions_table() -> ReadTable:
    """How the deadline was moved."""
    titles = [_("Ngày ghi"), _("Hạn cũ"), _("Hạn mới"), _("Người phê duyệt gia hạn"), _("Lý do")]
    return ReadTable(
        _("Các lần gia hạn"), titles, _("Chưa gia hạn lần nào."), right=frozenset({0, 1, 2}), free=frozenset({3})
    )


def extension_lines(extensions: Sequence[ExtensionRow]) -> list[list[str]]:
    """The extensions in words."""
    return [
        [show_date(x.on), show_date(x.old_due_on) or _("chưa có"), show_date(x.new_due_on), x.approved_by, x.reason]
        for x in extensions
    ]


def history_table() -> ReadTable:
    """Who did what, when, from what to what."""
    titles = [_("Lúc"), _("Ai"), _("Việc"), _("Thay đổi")]
    return ReadTable(_("Lịch sử"), titles, _("Chưa có gì được ghi."), free=frozenset({1, 2}))


def history_lines(history: Sequence[TaskEvent]) -> list[list[str]]:
    """The happenings in words, a line for each changed thing."""
    return [
        [f"{clock.local(h.at):%d/%m/%Y %H:%M}", h.by, h.operation, "\n".join(_short(line) for line in h.lines)]
        for h in history
    ]


def _short(line: str) -> str:
    return line if len(line) <= 300 else f"{line[:299]}…"


class PassageView(QPlainTextEdit):
    """The document around a task's source, with the passage marked; read only."""

    def __init__(self) -> None:
        super().__init__()
        self._passage: SourcePassage | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Đoạn trong văn bản giao"))

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._passage is not None:
            self.show_passage(self._passage)

    def show_passage(self, passage: SourcePassage | None) -> None:
        """Show it, and bring the marked words into view."""
        self._passage = passage
        if passage is None or not passage.words:
            self.setPlainText("")
            self.setPlaceholderText(_("Nhiệm vụ này không gắn với đoạn nào trong văn bản đã đọc vào sổ."))
            return
        self.setPlainText("")
        plain, marked = QTextCharFormat(), QTextCharFormat()
        marked.setBackground(theme.colour("warn_back"))
        plain.setForeground(theme.colour("muted"))
        cursor = self.textCursor()
        cursor.insertText(passage.before, plain)
        start = cursor.position()
        cursor.insertText(passage.words, marked)
        cursor.insertText(passage.after, plain)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.centerCursor()


def summary(detail: TaskDetail) -> str:
    """The state, how far, and that the deadline was extended, in a sentence."""
    extended = detail.row.extended_to
    parts = [state_name(detail.row.state), f"{detail.row.percent} %", extended_words(extended) if extended else ""]
    return " · ".join(filter(None, parts))
