"""One event of the journal in full: each field before and after, side by side, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from models.base.words import _
from models.store.history_words import show_moment
from ui.base import theme
from ui.kit.cells import TintedCell
from ui.kit.column_widths import ColumnWidths, of_cells
from ui.kit.labels import plain_label
from ui.kit.table_look import give_way

if TYPE_CHECKING:
    from models.journal.journal import JournalRow, OperationStory


class ChangeTable(QWidget):
    """Emits `undo_wanted` with the id of the operation shown."""

    undo_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._operation = ""
        self._head = plain_label(role="strong", wrap=True)
        self._about = plain_label(role="muted", wrap=True)
        self._table = QTableWidget(0, 3)
        self._table.setHorizontalHeaderLabels([_("Nội dung"), _("Trước"), _("Sau")])
        self._table.setAccessibleName(_("Nội dung thay đổi"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().hide()
        self._table.setMinimumHeight(theme.em(3.6))
        give_way(self._table)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._widths = ColumnWidths(self._table, (1, 2), lambda view: of_cells(view, {1: 14, 2: 14}))
        self.undo = QPushButton(_("Hoàn tác thao tác này"))
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self._operation))
        self._why = plain_label(role="muted", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addWidget(self._why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(0.4), 0, 0)
        column.setSpacing(theme.em(0.3))
        column.addWidget(self._head)
        column.addWidget(self._about)
        column.addWidget(self._table, 1)
        column.addLayout(foot)

    def show_row(self, row: JournalRow | None) -> None:
        """Show an event; what can be done about it comes with `show_story`."""
        self.setVisible(row is not None)
        if row is None:
            self._operation = ""
            return
        self._operation = row.operation_id
        self._head.setText(f"{row.operation} · {row.kind}" + (f" · {row.subject}" if row.subject else ""))
        self._about.setText(_("{by}, {at}").format(by=row.by, at=show_moment(row.at)))
        self._table.setRowCount(len(row.fields))
        for line, change in enumerate(row.fields):
            for column, text in enumerate((change.label, change.before, change.after)):
                item = TintedCell(text, "text" if column else "muted")
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(line, column, item)
        self._widths.renew()
        self._table.resizeRowsToContents()
        self.undo.setEnabled(False)
        self._why.setText("")

    def show_story(self, operation_id: str, story: OperationStory) -> None:
        """What can be done about the operation, if it is still the one shown."""
        if operation_id != self._operation:
            return
        self.undo.setEnabled(not story.obstacle)
        many = _("Thao tác này thay đổi {n} mục; hoàn tác trả lại tất cả.").format(n=story.size)
        self._why.setText(story.obstacle or (many if story.size > 1 else ""))

    def lines(self) -> list[tuple[str, str, str]]:
        """What is shown: field, before, after."""
        found = []
        for line in range(self._table.rowCount()):
            cells = [self._table.item(line, column) for column in range(3)]
            found.append(tuple(cell.text() if cell is not None else "" for cell in cells))
        return found  # type: ignore[return-value]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long values are as high as they need at this width."""
        super().resizeEvent(event)
        self._table.resizeRowsToContents()
        self._take_height()

    def event(self, event: QEvent) -> bool:
        """Other words need another height."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return done

    def _take_height(self) -> None:
        """A splitter knows nothing of words that wrap: what they need at this width is asked of it here."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.totalMinimumHeightForWidth(self.width())))
