"""What was reported about a task, how its deadline was moved, what was done to it: tables to read only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.work.codes import extended_words, state_name
from ui.base import theme
from ui.kit.read_table import ReadTable

if TYPE_CHECKING:
    from models.journal.task_history import TaskEvent
    from models.work.task_detail import EntryRow, ExtensionRow, SourcePassage, TaskDetail


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
    titles = [_("Ngày cho phép"), _("Hạn cũ"), _("Hạn mới"), _("Người phê duyệt gia hạn"), _("Lý do")]
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
