"""Nhật ký: all that was ever changed, newest first, in the office's words, with before and after side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QWidget

from models.base import clock
from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from models.store.history_words import show_moment
from ui.base import messages, theme
from ui.base.commit import taken_back
from ui.frame.page import Page
from ui.journal.chain_state import ChainState
from ui.journal.change_table import ChangeTable
from ui.kit.column_widths import COUNT, MOMENT
from ui.kit.day_field import DayField
from ui.kit.empty import ListArea
from ui.kit.entering import EnterDoes
from ui.kit.filters import FilterBox
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.rows import Column, Rows, RowSlice
from ui.kit.search import SearchField
from ui.kit.table import ListTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.journal.history import EventFilter
    from models.journal.journal import Chain, JournalRow, OperationStory


class AuditPage(Page):
    """Filters, the list, the chosen event in full, the chain."""

    key = "audit"
    help_text = _(
        "Nhật ký ghi lại mọi thay đổi trong sổ: ai, lúc nào, sửa gì, từ giá trị nào sang giá trị nào. Không ai sửa hay "
        "xóa được nhật ký.\n\n"
        "Lọc theo người, loại, khoảng ngày, hoặc tìm theo nhiệm vụ, đơn vị, thao tác (có dấu hoặc không dấu), hay chữ "
        "trong nội dung thay đổi (gõ đúng dấu). Chọn một dòng để xem trước và sau. “Hoàn tác thao tác này” trả mọi mục "
        "của thao tác về như cũ, nếu sau đó chưa ai sửa tiếp và chưa chốt kỳ; việc hoàn tác cũng được ghi vào nhật ký. "
        "Mục đã xóa thì khôi phục ở trang Thùng rác.\n\n"
        "Các sự kiện được nối thành chuỗi: sửa một sự kiện ngoài chương trình sẽ làm đứt chuỗi. “Kiểm tra chuỗi” tính "
        "lại từ đầu. “Xuất CSV” lưu các sự kiện đang lọc để mở bằng Excel."
    )

    def shows(self, changed: frozenset[str]) -> bool:
        """Every change leaves an event, whatever it touched."""
        return bool(changed)

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        self.add_action(_("Xuất CSV…"), self.export, tip=_("Lưu các sự kiện đang lọc thành tệp CSV"))
        self.search = SearchField(_("Tìm nhiệm vụ, đơn vị, thao tác, nội dung"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.person = FilterBox(_("Người"), _("Mọi người"))
        self.kind = FilterBox(_("Loại"), _("Mọi loại"))
        self.first, self.last = DayField(_("Từ ngày")), DayField(_("Đến ngày"))
        self.rows: Rows[JournalRow] = Rows(self.jobs, _columns(), lambda row: str(row.number), self)
        self.table = ListTable(self.rows, "audit", self.context.settings, self.jobs)
        self.table.setAccessibleName(_("Danh sách sự kiện"))
        self.search.lead_to(self.table)
        self.list = ListArea(self.table)
        self.change = ChangeTable()
        self.change.hide()
        self.only_for("undo", self.change.undo)
        self.chain = ChainState()
        filters = FlowLayout()
        days = (_with_word(_("Từ"), self.first), _with_word(_("đến"), self.last))
        others = (self.person, self.kind, *days)
        for widget in (self.search, *others):
            filters.addWidget(widget)
        self.folding.keep(filters, *others)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.change)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.em(14), theme.em(12)])
        self.body.addLayout(filters)
        self.body.addWidget(split, 1)
        self.body.addWidget(self.chain)
        self._connect()

    def reload(self) -> None:
        """Fetch what is shown again, the names to filter by, and where the chain stands."""
        if self.rows.source is None:
            self._ask()
        else:
            self.rows.again()

        def query(session: Session) -> tuple[list[str], list[tuple[str, str]], Chain]:
            from models.journal import history, journal

            return history.people(session), history.kinds(), journal.chain(session)

        self.jobs.read(query, self, self._surrounded, slot="around")

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """The events of `{"kind": table, "person": name, "search": words}`; {} is all."""
        self.kind.pick(chosen.get("kind", ""))
        self.person.pick(chosen.get("person", ""))
        self.search.show_query(chosen.get("search", ""))
        self._ask()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table

    def search_field(self) -> QWidget | None:
        """The search."""
        return self.search

    def export(self) -> None:
        """Write the filtered events to a CSV file of the person's choice."""
        folder = self.context.export_folder()
        suggested = folder / f"nhat-ky-{clock.today():%Y-%m-%d}.csv"
        path = messages.save_file(self, _("Xuất nhật ký"), suggested, [(_("Tệp CSV"), "*.csv")])
        if path is None:
            return
        wanted = self._wanted()

        def query(session: Session) -> bytes:
            from models.journal import journal

            return journal.export(session, wanted)

        self.jobs.read(query, self, lambda content: self._write(path, content), slot="export")

    # Inside

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(300)
        self._pause.timeout.connect(self._ask)
        self.search.searched.connect(lambda _text: self._ask())
        self.person.picked.connect(lambda _code: self._ask())
        self.kind.picked.connect(lambda _code: self._ask())
        for field in (self.first, self.last):
            field.edited.connect(self._pause.start)
            EnterDoes(field, self._ask)
        self.rows.arrived.connect(lambda _fresh: self._arrived())
        self.table.selectionModel().currentRowChanged.connect(lambda *_what: self._chose())
        self.change.undo_wanted.connect(self._undo)
        self.chain.proof_wanted.connect(self._prove)

    def _ask(self) -> None:
        self._pause.stop()
        wanted = self._wanted()

        def source(session: Session, first: int, count: int) -> RowSlice[JournalRow]:
            from models.journal import history, journal

            total = history.count(session, wanted)
            return RowSlice(total, journal.page(session, wanted, offset=first, limit=count))

        self.rows.ask(source)

    def _wanted(self) -> EventFilter:
        from models.journal import history

        since, until = history.moments(_day(self.first), _day(self.last))
        words, by, kind = self.search.query(), self.person.code(), self.kind.code()
        return history.EventFilter(words, by, kind, since=since, until=until)

    def _arrived(self) -> None:
        self.set_status(_("{n} sự kiện").format(n=show_number(self.rows.total)))
        if self.rows.total:
            self.list.show_list()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        else:
            self.list.show_empty(
                _("Không có sự kiện nào khớp"),
                _("Nhật ký đang được lọc; thử bớt điều kiện."),
                _("Bỏ lọc"),
                self._clear,
            )
        self._chose()

    def _clear(self) -> None:
        self.first.show_day(None)
        self.last.show_day(None)
        self.show_filter({})

    def _surrounded(self, found: tuple[list[str], list[tuple[str, str]], Chain]) -> None:
        people, kinds, chain = found
        self.person.show_choices([(name, name) for name in people])
        self.kind.show_choices(kinds)
        self.chain.show_chain(chain)

    def _chose(self) -> None:
        row = self.table.current() if self.rows.total else None
        self.change.show_row(row)
        if row is None:
            return
        operation_id = row.operation_id

        def query(session: Session) -> OperationStory:
            from models.journal import journal

            return journal.story(session, operation_id)

        self.jobs.read(query, self, lambda story: self.change.show_story(operation_id, story), slot="story")

    def _undo(self, operation_id: str) -> None:
        row = self.table.current() if self.rows.total else None
        known = row is not None and row.operation_id == operation_id
        name = " · ".join(filter(None, (row.operation, row.subject))) if row is not None and known else ""
        self.jobs.undo(operation_id, self, taken_back(name))

    def _prove(self) -> None:
        def query(session: Session) -> tuple[int | None, int]:
            from models.journal import journal

            return journal.first_broken(session), journal.chain(session).number

        self.jobs.read(query, self, lambda found: self.chain.show_proof(*found), self._not_proven, slot="proof")

    def _not_proven(self, refusal: AppError) -> None:
        self.chain.failed()
        self.show_error(refusal)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            messages.write_out(path, content)
        except AppError as refusal:
            messages.error(self, refusal)
            return
        self.banner.say(_("Đã xuất nhật ký: {path}").format(path=path))


def _columns() -> tuple[Column[JournalRow], ...]:
    return (
        Column("number", _("Số"), lambda r: str(r.number), 7, right=True, hidden=True, holds=(COUNT,)),
        Column("at", _("Thời gian"), lambda r: show_moment(r.at), 17, holds=(MOMENT,)),
        Column("by", _("Người"), lambda r: r.by, 14, least=9),
        Column("operation", _("Thao tác"), lambda r: r.operation, 22, least=12),
        Column("kind", _("Loại"), lambda r: r.kind, 15, kind="muted", least=9),
        Column("subject", _("Đối tượng"), lambda r: " ".join(r.subject.split()), 34, least=14),
        Column("summary", _("Thay đổi"), lambda r: " ".join(r.summary.split()), 60, stretch=True),
    )


def _with_word(word: str, field: DayField) -> QWidget:
    """A field and the word before it, which go to the next line together."""
    made = QWidget()
    theme.mark(made, "clear")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(plain_label(word, "muted", buddy=field.line))
    row.addWidget(field)
    return made


def _day(field: DayField) -> date | None:
    """What is typed, once it is a whole day."""
    try:
        return field.day()
    except ValueError:
        return None
