"""The first columns of a wide table, which stay in view while the others move: what a figure is about is never lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from models.base.words import _
from ui.base import theme

_SHARE = 0.55  # of the table's width: more would leave too little for what is filled in


class FrozenColumns(QTableView):
    """Lies over the left edge of `table` and shows its first `count` columns, or fewer where the table is narrow.

    It needs a delegate of its own: one that is shared would close its editors in both views.
    """

    def __init__(self, table: QTableView, count: int) -> None:
        super().__init__(table)
        self._table = table
        self._count = count
        self.setModel(table.model())
        own = self.selectionModel()
        self.setSelectionModel(table.selectionModel())
        own.deleteLater()
        self._look()
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self._placing = False
        self._scrolled = 0
        across = table.horizontalScrollBar()
        across.rangeChanged.connect(self._reach)
        across.valueChanged.connect(self._snap)
        self.horizontalHeader().sectionResized.connect(self._pulled)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        self._place()

    def width_shown(self) -> int:
        """How much of the table's width is covered; 0 where there is no room to freeze anything."""
        return 0 if self.isHidden() else self.width() - 1

    def scroll_clear(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Move the table so that a cell is not covered."""
        if index.column() >= self._count:
            hidden = self.width_shown() - self._table.visualRect(index).left()
            if hidden > 0:
                bar = self._table.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def _edges(self) -> list[int]:
        """Where the table may be scrolled to: then a whole column begins beside the frozen ones."""
        head, covered = self._table.horizontalHeader(), self.width_shown()
        starts = (head.sectionPosition(n) - covered for n in range(head.count()) if not head.isSectionHidden(n))
        return sorted({0, *(start for start in starts if start > 0)})

    def _reach(self, _least: int, most: int) -> None:
        """The table can be scrolled to the column's edge behind its end: no sliver is left at the frozen ones there."""
        whole = next((edge for edge in self._edges() if edge >= most), most)
        if whole > most:
            self._table.horizontalScrollBar().setMaximum(whole)

    def _snap(self, value: int) -> None:
        """On to the next column in the direction that it was scrolled in."""
        edges, back = self._edges(), value < self._scrolled
        before, after = [edge for edge in edges if edge <= value], [edge for edge in edges if edge >= value]
        goal = before[-1] if back or not after else after[0]
        if self._table.horizontalScrollBar().isSliderDown():  # where it is held tells no direction
            goal = min(edges, key=lambda edge: abs(edge - value))
        self._scrolled = goal
        if goal != value:
            self._table.horizontalScrollBar().setValue(goal)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the table's size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and a line where the frozen ones end."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("muted"))
        edge = self.viewport().rect().right()
        painter.drawLine(edge, 0, edge, self.viewport().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the table, also sideways."""
        self._table.wheelEvent(event)

    def _look(self) -> None:
        table = self._table
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; }")
        self.setFocusProxy(table)
        self.setAccessibleName(_("Các cột luôn hiện của bảng"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(table.selectionMode())
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(table.model(), header))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(table.customContextMenuRequested)
        for column in range(self._count, table.model().columnCount()):
            self.setColumnHidden(column, True)

    def _pulled(self, column: int, _old: int, new: int) -> None:
        # A column that is hidden reports a width of nothing, which is not its width in the table.
        if not self._placing and new:
            self._table.setColumnWidth(column, new)

    def _resized(self, column: int, _old: int, _new: int) -> None:
        if column < self._count and not self._placing:
            self._place()

    def _place(self) -> None:
        """As many columns as fit into the share, always the same ones from the left."""
        if self._placing:
            return
        table, room = self._table, self._table.viewport().width() * _SHARE
        shown = covered = 0
        while shown < self._count and covered + table.columnWidth(shown) <= room:
            covered += table.columnWidth(shown)
            shown += 1
        self._placing = True
        try:
            for column in range(self._count):
                self.setColumnHidden(column, column >= shown)
                if column < shown:
                    self.setColumnWidth(column, table.columnWidth(column))
        finally:
            self._placing = False
        frame = table.frameWidth()
        self.setVisible(shown > 0)
        self.setGeometry(frame, frame, covered + 1, table.viewport().height() + table.horizontalHeader().height())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
