"""The parts of one task, each under a tab: its fields beside their source, progress, evidence, extensions, history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from models.base.words import _
from ui.base import theme
from ui.base.context import Context
from ui.kit.labels import plain_label
from ui.tasks.task_files import TaskFiles
from ui.tasks.task_form import TaskForm
from ui.tasks.task_occurrences import TaskOccurrences
from ui.tasks.task_record import (
    PassageView,
    entries_table,
    entry_lines,
    extension_lines,
    extensions_table,
    history_lines,
    history_table,
)

if TYPE_CHECKING:
    from models.journal.task_history import TaskEvent
    from models.work.task_detail import TaskDetail


_OCCURRENCES = 2  # place of their tab, which only a recurring duty shows


class TaskParts(QTabWidget):
    """A new task has only its fields yet: no tabs are shown. What is typed into `form` is for whoever saves it."""

    def __init__(self, context: Context, *, new: bool) -> None:
        super().__init__()
        self.form = TaskForm()
        self.files = TaskFiles(context)
        self._source = PassageView()
        self._label = plain_label("", "muted", wrap=True)
        self._entries, self._extensions, self._history = entries_table(), extensions_table(), history_table()
        self.occurrences = TaskOccurrences(context, self.window)
        self._names = [_("Thông tin"), _("Tiến độ"), _("Các kỳ"), _("Minh chứng"), _("Gia hạn"), _("Lịch sử")]
        self.setAccessibleName(_("Các phần của nhiệm vụ"))
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        first = self._scrolled() if new else self._beside_source()
        parts = (first, self._entries, self.occurrences, self.files, self._extensions, self._history)
        for name, widget in zip(self._names, parts, strict=True):
            self.addTab(widget, name)
        if new:
            self.tabBar().hide()
            for unused in (self._source, self._label):
                unused.setParent(self)
                unused.hide()

    def show_detail(self, detail: TaskDetail, history: Sequence[TaskEvent]) -> None:
        """Show all of a task but its fields, which may hold typing."""
        self._label.setText(detail.passage.label if detail.passage else _("Không gắn với văn bản nào"))
        self._source.show_passage(detail.passage)
        self._entries.show_lines(entry_lines(detail.entries))
        self._extensions.show_lines(extension_lines(detail.extensions))
        self._history.show_lines(history_lines(history))
        self.occurrences.show_detail(detail)
        self.setTabVisible(_OCCURRENCES, bool(detail.occurrences))
        self.files.show_files(detail.row.id, detail.files)
        hung = (detail.entries, detail.occurrences, detail.files, detail.extensions, history)
        counts = {place: len(rows) for place, rows in enumerate(hung, 1)}
        for place, count in counts.items():
            name = self._names[place]
            self.setTabText(place, _("{name} ({n})").format(name=name, n=count) if count else name)

    def _scrolled(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.mark(self.form, "clear")
        scroll.setWidget(self.form)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Never narrower than its fields, which would be cut: what is beside it gives way.
        room = self.form.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(room)
        return scroll

    def _beside_source(self) -> QSplitter:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.em(0.5), 0, 0, 0)
        column.addWidget(plain_label(_("Văn bản giao"), "strong"))
        column.addWidget(self._label)
        column.addWidget(self._source, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setContentsMargins(0, theme.em(0.4), 0, 0)
        both.addWidget(self._scrolled())
        both.addWidget(right)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setSizes([theme.em(38), theme.em(24)])
        return both
