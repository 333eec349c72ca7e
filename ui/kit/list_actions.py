"""What can be done to a whole list, the same for each: copy it to Excel, save it as a file, print it, its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from models.base import clock
from models.base.csv_text import csv_bytes
from models.base.errors import AppError
from models.base.text import fold, show_number
from models.base.words import _
from ui.base import clipboard, messages
from ui.base.context import Context
from ui.kit.menu_button import MenuButton
from ui.kit.rows import Column
from ui.kit.table import ListTable, as_tsv

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


_INSET = "    "  # before the name of what is below another
Shape = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True)
class ListContent:
    """A list as it stands on the screen: its columns, how many rows it has, and a way to hand all of them over.

    `hand(shape, take)` gives what `shape` makes of the rows to `take`; `shape` runs where they are read.
    """

    columns: Callable[[], Sequence[Column[Any]]]
    total: Callable[[], int]
    hand: Callable[[Shape, Callable[[Any], object]], object]
    table: ListTable | None = None  # where columns can be chosen


def of_table(table: ListTable) -> ListContent:
    """All rows of the question on screen, also those that have not been fetched."""

    def hand(shape: Shape, take: Callable[[Any], object]) -> None:
        source, total = table.rows.source, table.rows.total

        def every(session: Session) -> Any:  # noqa: ANN401 - whatever it is shaped into
            return shape(source(session, 0, total).rows if source is not None else ())

        table.jobs.read(every, table, take, slot="whole")

    return ListContent(table.columns_on_screen, lambda: table.rows.total, hand, table)


def of_tree(tree: QTreeWidget) -> ListContent:
    """The lines of a tree from top to bottom, those of closed branches, too; what is below another is set in."""

    def columns() -> list[Column[Any]]:
        head = tree.headerItem()
        right = Qt.AlignmentFlag.AlignRight
        return [
            Column(
                str(place),
                head.text(place),
                itemgetter(place),
                tree.columnWidth(place),
                right=bool(head.textAlignment(place) & right),
            )
            for place in range(tree.columnCount())
        ]

    def lines() -> list[list[str]]:
        return list(_lines(tree.invisibleRootItem(), ""))

    def hand(shape: Shape, take: Callable[[Any], object]) -> None:
        take(shape(lines()))

    return ListContent(columns, lambda: len(lines()), hand)


def _lines(above: QTreeWidgetItem, inset: str) -> Iterator[list[str]]:
    for place in range(above.childCount()):
        item = above.child(place)
        if item is None:
            continue
        texts = [item.text(column) for column in range(item.columnCount())]
        yield [inset + texts[0], *texts[1:]]
        yield from _lines(item, inset + _INSET)


class ListActions(QObject):
    """The actions as actions, for the page's menu, and behind one button in the page's head."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        title: str,
        listed: Callable[[], ListContent],
        filtered: Callable[[], str] = str,
    ) -> None:
        """`listed` gives the list that is in front, `filtered` what it is narrowed to, in words.

        `page` shows messages (`messages.MessageArea`); `title` names the list on paper and in files.
        """
        super().__init__(page)
        self._page = page
        self._context = context
        self._title = title
        self._listed = listed
        self._filtered = filtered
        self._button: MenuButton | None = None
        self.copy = self._action(_("Chép cả danh sách sang Excel"), self._copy)
        self.save = self._action(_("Lưu thành tệp CSV…"), self._save, "Ctrl+E")
        self.print = self._action(_("In danh sách…"), self._print, "Ctrl+P")
        self.columns = QAction(_("Cột hiển thị"), page)
        self._column_menu = QMenu()
        self._column_menu.aboutToShow.connect(self._fill_columns)
        self.columns.setMenu(self._column_menu)
        self.destroyed.connect(self._column_menu.deleteLater)

    def actions(self) -> list[QAction]:
        """All of them."""
        return [self.copy, self.save, self.print, *([self.columns] if self._listed().table is not None else [])]

    def button(self) -> MenuButton:
        """The button that offers them."""
        made = MenuButton()
        made.setText(_("Xuất ▾"))
        made.setAccessibleName(_("Xuất danh sách"))
        made.setToolTip(_("Chép sang Excel, lưu thành tệp, in danh sách đang lọc"))
        menu = QMenu(made)
        menu.addActions(self.actions())
        made.setMenu(menu)
        self._button = made
        return made

    def set_available(self, on: bool) -> None:
        """Whether the list is in front, so that something can be done to it."""
        for action in (self.copy, self.save, self.print, self.columns):
            action.setVisible(on)
        if self._button is not None:
            self._button.setVisible(on)

    # Inside

    def _action(self, text: str, slot: Callable[[], object], keys: str = "") -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(lambda _on=False: slot())
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._page.addAction(action)
        return action

    def _copy(self) -> None:
        listed = self._listed()
        columns = listed.columns()

        def take(text: str) -> None:
            clipboard.put_text(text)
            said = _("Đã chép {n} dòng, dán được vào Excel.")
            messages.show_done(self._page, said.format(n=show_number(text.count("\n"))))

        self._unless_empty(listed, lambda rows: as_tsv(columns, rows, with_titles=True), take)

    def _save(self) -> None:
        listed = self._listed()
        columns = listed.columns()

        def content(rows: Sequence[Any]) -> tuple[int, bytes]:
            lines = ([column.show(row) for column in columns] for row in rows)
            return len(rows), csv_bytes([[column.title for column in columns], *lines])

        def take(made: tuple[int, bytes]) -> None:
            suggested = (
                self._context.export_folder() / f"{'-'.join(fold(self._title).split())}-{clock.today():%Y-%m-%d}.csv"
            )
            kinds = [(_("Tệp CSV, mở được bằng Excel"), "*.csv")]
            path = messages.save_file(self._page, _("Lưu danh sách"), suggested, kinds)
            if path is not None:
                self._write(path, *made)

        self._unless_empty(listed, content, take)

    def _write(self, path: Path, count: int, content: bytes) -> None:
        try:
            messages.write_out(path, content)
        except AppError as refusal:
            messages.error(self._page, refusal)
            return
        messages.show_done(self._page, _("Đã lưu {n} dòng: {path}").format(n=show_number(count), path=path))

    def _print(self) -> None:
        from ui.kit.print_rows import print_rows, too_long

        listed = self._listed()
        refusal = too_long(listed.total())
        if refusal is not None:
            messages.error(self._page, refusal)
            return
        columns = listed.columns()

        def out(rows: Sequence[Any]) -> None:
            print_rows(self._page, self._title, columns, rows, self._filtered())

        self._unless_empty(listed, list, out)

    def _unless_empty(self, listed: ListContent, shape: Shape, take: Callable[[Any], object]) -> None:
        if listed.total():
            listed.hand(shape, take)
        else:
            what = _("Danh sách đang trống nên không có gì để chép, lưu hay in.")
            messages.error(self._page, AppError("empty_list", what, "", _("Thử bớt điều kiện lọc.")))

    def _fill_columns(self) -> None:
        self._column_menu.clear()
        table = self._listed().table
        if table is not None:
            table.column_menu(self._column_menu)
