"""Thùng rác: what was removed from the book, by whom and when, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.base.text import show_number, sort_key
from models.base.words import _
from models.store.history_words import show_moment
from ui.base import theme
from ui.frame.page import Page
from ui.kit.action_button import action_button
from ui.kit.column_widths import COUNT, MOMENT
from ui.kit.empty import ListArea
from ui.kit.filters import FilterBox
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.list_actions import of_table
from ui.kit.rows import Column, Rows, RowSlice
from ui.kit.search import SearchField
from ui.kit.table import ListTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.journal.bin import BinRow, RestoredRow


class BinPage(Page):
    """A search, the list, and one action."""

    key = "bin"
    help_text = _(
        "Mọi thứ bị xóa khỏi sổ ({kinds}) nằm ở đây, kèm tên người xóa và lúc xóa. Thùng rác không tự dọn và không ai "
        "dọn được.\n\n"
        "Chọn một hay nhiều dòng rồi bấm “Khôi phục” (Enter): mục trở lại sổ cùng những gì gắn với nó, ví dụ nhiệm vụ "
        "trở lại cùng phân công, số liệu từng kỳ, gia hạn và minh chứng.\n\n"
        "Mục gắn với một mục khác cũng đã xóa thì phải khôi phục mục kia trước; chương trình nói rõ đó là mục nào. "
        "Nhiệm vụ có số liệu của kỳ vừa chốt thì phải mở lại kỳ (ghi lý do) rồi mới khôi phục được."
    )

    def shows(self, changed: frozenset[str]) -> bool:
        """What people remove, and what goes along with it."""
        from models.journal import bin as bin_

        return bool(changed & (bin_.kinds().keys() | bin_.parts()))

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        from models.journal import bin as bin_

        self.help_text = self.help_text.format(kinds=", ".join(title.lower() for title in bin_.kinds().values()))
        self.search = SearchField(_("Tìm mục đã xóa (có dấu hoặc không dấu)"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind = FilterBox(_("Loại"), _("Mọi loại"))
        self.rows: Rows[BinRow] = Rows(self.jobs, _columns(), lambda row: str(row.number), self)
        self.table = ListTable(self.rows, "bin", self.context.settings, self.jobs)
        self.table.setAccessibleName(_("Danh sách mục đã xóa"))
        self.search.lead_to(self.table)
        self.list = ListArea(self.table)
        self.restore = QAction(_("Khôi phục"), self)
        self.restore.setShortcut(QKeySequence("Ctrl+R"))
        self.restore.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.restore.triggered.connect(lambda _on: self.table.with_chosen(self._restore))
        self.table.addAction(self.restore)
        self.only_for("bin.restore", self.restore)
        self.add_actions(self.restore)
        self.add_list_actions(lambda: of_table(self.table), self.search.query)
        filters, actions = FlowLayout(), FlowLayout()
        filters.addWidget(self.search)
        filters.addWidget(self.kind)
        button = action_button(self.restore)
        theme.mark(button, "primary")
        actions.addWidget(button)
        actions.addWidget(plain_label(_("Mục trở lại sổ cùng những gì đã gắn với nó."), "muted"))
        self.body.addLayout(filters)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(actions)
        self.search.searched.connect(lambda _text: self._ask())
        self.kind.picked.connect(lambda _code: self._ask())
        self.rows.arrived.connect(lambda _fresh: self._arrived())
        self.table.opened.connect(lambda row: self._restore([row]))
        self.table.sort_changed.connect(lambda _word, _down: self._ask())
        self.table.choice_changed.connect(self._chose)
        self._chose()

    def reload(self) -> None:
        """Fetch the list again; the first time, ask for it."""
        if self.rows.source is None:
            self.jobs.read(_kinds, self, self.kind.show_choices, slot="kinds")
            self._ask()
        else:
            self.rows.again()

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """What was removed of `{"kind": table, "search": words}`; {} is all."""
        self.kind.pick(chosen.get("kind", ""))
        self.search.show_query(chosen.get("search", ""))
        self._ask()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table

    def search_field(self) -> QWidget | None:
        """The search."""
        return self.search

    # Inside

    def _ask(self) -> None:
        words, kind, (by, down) = self.search.query(), self.kind.code(), self.table.sort()

        def source(session: Session, first: int, count: int) -> RowSlice[BinRow]:
            from models.journal import bin as bin_

            found = bin_.rows(session, words, kind)
            if by:
                found.sort(key=lambda row: row.at if by == "at" else sort_key(getattr(row, by)), reverse=down)
            return RowSlice(len(found), found[first : first + count])

        self.rows.ask(source)

    def _arrived(self) -> None:
        self.set_status(_("{n} mục trong thùng rác").format(n=show_number(self.rows.total)))
        if self.rows.total:
            self.list.show_list()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        elif self.search.query() or self.kind.code():
            why = _("Thùng rác đang được lọc; thử bớt điều kiện.")
            self.list.show_empty(_("Không tìm thấy mục nào"), why, _("Bỏ lọc"), lambda: self.show_filter({}))
        else:
            why = _("Những gì bị xóa khỏi sổ sẽ nằm ở đây và khôi phục được.")
            self.list.show_empty(_("Thùng rác trống"), why)
        self._chose()

    def _chose(self) -> None:
        self.restore.setEnabled(bool(self.rows.total) and self.table.chosen_count() > 0)

    def _restore(self, chosen: list[BinRow]) -> None:
        if not chosen or not self.context.may("bin.restore"):
            return

        def change(session: Session) -> list[RestoredRow]:
            from models.journal import bin as bin_

            return bin_.restore_all(session, [row.number for row in chosen])

        self.jobs.write("bin.restore", change, self, said=_restored_words)


def _restored_words(back: list[RestoredRow]) -> str:
    notes = [note for one in back for note in one.notes]
    if len(back) == 1:
        words = _("Đã khôi phục {kind} “{subject}”.").format(kind=back[0].kind.lower(), subject=back[0].subject)
    else:
        words = _("Đã khôi phục {n} mục.").format(n=show_number(len(back)))
    return " ".join([words, *notes])


def _kinds(_session: Session) -> list[tuple[str, str]]:
    from models.journal import bin as bin_

    return list(bin_.kinds().items())


def _columns() -> tuple[Column[BinRow], ...]:
    return (
        Column("kind", _("Loại"), lambda r: r.kind, 11, sort="kind", kind="muted", least=9),
        Column("subject", _("Nội dung"), lambda r: r.subject, 34, sort="subject", stretch=True),
        Column("by", _("Người xóa"), lambda r: r.by, 14, sort="by", least=9),
        Column("at", _("Lúc xóa"), lambda r: show_moment(r.at), 15, right=True, sort="at", holds=(MOMENT,)),
        Column("parts", _("Cùng với"), lambda r: r.parts, 24, kind="muted", tip=lambda r: r.parts, least=10),
        Column("number", _("Số"), lambda r: str(r.number), 7, right=True, hidden=True, holds=(COUNT,)),
    )
