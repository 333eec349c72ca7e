"""The list of directives: search, columns, and what is said while there is none. Opening one is the page's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.base import clock
from models.base.text import fold, show_date, sort_key
from models.base.words import _
from ui.kit.column_widths import COUNT, DAY
from ui.kit.empty import ListArea
from ui.kit.rows import Column, Rows, RowSlice
from ui.kit.search import SearchField
from ui.kit.table import ListTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.base.settings import Settings
    from models.work.directive_view import ListedDirective
    from ui.base.jobs import Jobs


class DirectiveList(QWidget):
    """Rows are held in memory: an office gets a few hundred documents a year, and each is one short line."""

    opened = Signal(str)  # id
    removed = Signal(str)  # id
    read_wanted = Signal()

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._all: Sequence[ListedDirective] = ()
        self.may_read = True  # whether a new document is offered to whoever looks
        self.search = SearchField(_("Tìm số ký hiệu, cơ quan ban hành, trích yếu (có dấu hoặc không dấu)"))
        self.search.searched.connect(lambda _words: self._ask())
        self.rows: Rows[ListedDirective] = Rows(jobs, columns(), lambda one: one.row.id, self)
        self.table = ListTable(self.rows, "directives", settings, jobs)
        self.table.setAccessibleName(_("Danh sách văn bản chỉ đạo"))
        self.search.lead_to(self.table)
        self.table.opened.connect(lambda one: self.opened.emit(one.row.id))
        self.table.sort_changed.connect(lambda _word, _down: self._ask())
        self._action(_("Mở văn bản"), "", self._open)
        self.remove = self._action(_("Xóa văn bản chưa có nhiệm vụ"), "Del", self._remove)
        self._area = ListArea(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._area, 1)

    def show_all(self, listed: Sequence[ListedDirective]) -> None:
        """Show the office's directives, narrowed to what is searched for."""
        self._all = listed
        self._ask()

    def is_empty(self) -> bool:
        """Whether the panel stands in the place of the list."""
        return self._area.is_empty()

    def _ask(self) -> None:
        words = fold(self.search.query()).split()
        found = [one for one in self._all if all(word in _sought(one) for word in words)]
        by, down = self.table.sort()
        if by:
            found.sort(key=lambda one: _order(one, by), reverse=down)
        if not self._all:
            self._area.show_empty(
                _("Chưa có văn bản chỉ đạo nào"),
                _(
                    "Kéo thả tệp Word, PDF hoặc văn bản thường vào đây. Chương trình đọc văn bản, đề xuất các nhiệm vụ "
                    "kèm lĩnh vực, đơn vị chủ trì và thời hạn để anh/chị rà soát rồi nhận."
                ),
                _("Đọc văn bản mới"),
                self.read_wanted.emit if self.may_read else None,
            )
        elif not found:
            why = _("Không văn bản nào có đủ các từ “{words}”.").format(words=self.search.query())
            clear = self._clear
            self._area.show_empty(_("Không tìm thấy văn bản"), why, _("Xem tất cả văn bản"), clear)
        else:
            self._area.show_list()
        self.rows.ask(lambda _session, first, count: RowSlice(len(found), found[first : first + count]))

    def _clear(self) -> None:
        self.search.show_query("")

    def _open(self) -> None:
        one = self.table.current()
        if one is not None:
            self.opened.emit(one.row.id)

    def _remove(self) -> None:
        one = self.table.current()
        if one is not None:
            self.removed.emit(one.row.id)

    def _action(self, words: str, keys: str, slot: Callable[[], None]) -> QAction:
        action = QAction(words, self.table)
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked: slot())
        self.table.addAction(action)
        return action


def columns() -> list[Column[ListedDirective]]:
    """What the list says of each document."""
    return [
        Column("label", _("Văn bản"), lambda one: one.row.label, 30, sort="label", least=18),
        Column("issuer", _("Cơ quan ban hành"), lambda one: one.row.issuer, 22, sort="issuer", kind="muted", least=10),
        Column("subject", _("Trích yếu"), lambda one: one.row.subject, 40, sort="subject", stretch=True, wraps=True),
        Column("state", _("Rà soát"), state_words, 19, sort="waiting", kind="badge", tone=_tone, holds=_states()),
        Column("tasks", _("Nhiệm vụ"), lambda one: str(one.row.tasks), 9, right=True, sort="tasks", holds=(COUNT,)),
        Column("issued", _("Ngày ban hành"), _issued, 13, right=True, sort="issued", holds=(DAY, _("không ghi"))),
        Column("added", _("Ngày nhận"), _added, 11, right=True, sort="added", hidden=True, holds=(DAY,)),
    ]


def _states() -> tuple[str, ...]:
    return _("{n} mục chờ nhận").format(n=888), _("Đã rà soát xong"), _("Không nhận mục nào")


def state_words(one: ListedDirective) -> str:
    """How far the review of a document is."""
    if one.waiting:
        return _("{n} mục chờ nhận").format(n=one.waiting)
    return _("Đã rà soát xong") if one.row.tasks else _("Không nhận mục nào")


def _tone(one: ListedDirective) -> str:
    return "warn" if one.waiting else "good" if one.row.tasks else "quiet"


def _issued(one: ListedDirective) -> str:
    return show_date(one.row.issued_on) or _("không ghi")


def _added(one: ListedDirective) -> str:
    return show_date(clock.local(one.row.added_at).date())


def _sought(one: ListedDirective) -> str:
    row = one.row
    return fold(f"{row.label} {row.issuer} {row.subject} {show_date(row.issued_on)}")


def _order(one: ListedDirective, by: str) -> tuple[object, ...]:
    row = one.row
    if by in {"label", "issuer", "subject"}:
        return (sort_key(getattr(row, by)),)
    if by == "issued":
        return (row.issued_on is not None, row.issued_on or row.added_at.date())
    return ({"waiting": one.waiting, "tasks": row.tasks, "added": row.added_at.timestamp()}[by],)
