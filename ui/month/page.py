"""Cập nhật kỳ: one reporting month as a spreadsheet, task by task and unit by unit, saved cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from models.base.text import say_date, show_number, sort_key
from models.base.words import _
from models.work.codes import AREAS, area_name
from models.work.month_cells import COLUMNS
from ui.base import messages
from ui.frame.page import Page
from ui.kit.day_watch import DayWatch
from ui.kit.empty import ListArea
from ui.kit.filters import FilterBox
from ui.kit.flow import FlowLayout
from ui.kit.labels import ShortLabel
from ui.kit.search import SearchField
from ui.month.adjusting import Adjusting
from ui.month.closed_words import BesideLines, closed_words
from ui.month.month_export import of_month
from ui.month.month_grid import MonthGrid
from ui.month.month_problems import MonthProblems
from ui.month.month_query import MonthData, month_key, read
from ui.month.month_rows import MonthFilter, MonthRows
from ui.month.month_saver import Cell, CellAddress, GridOperation, MonthSaver, step_words
from ui.month.period_bar import PeriodBar


class MonthPage(Page):
    """The period above, then filters, the grid, where the keyboard is, and what could not be kept."""

    key = "month"
    help_text = _(
        "Mỗi dòng là một nhiệm vụ của một đơn vị trong kỳ. Gõ thẳng vào ô như trong Excel; ô được lưu ngay khi rời ô. "
        "Góc ô màu xanh: vừa lưu; màu vàng: đang lưu; màu đỏ: chưa lưu được, chữ đã gõ vẫn còn nguyên trong ô và được "
        "liệt kê ở dưới kèm lý do.\n\n"
        "Enter xuống dòng, Tab sang ô kế tiếp, phím mũi tên để đi lại, F2 sửa tiếp nội dung đang có, Delete xóa trống. "
        "Ctrl+C, Ctrl+V chép và dán cả khối từ Excel (số kiểu 12,5; tỷ lệ 80 %; ngày 5/3/2024); khối có tên nhiệm vụ, "
        "đơn vị thì số liệu vào đúng dòng đó; số hay ngày đọc được hai cách thì được hỏi. Ctrl+D điền xuống, "
        "Ctrl+; ghi ngày hôm nay, F4 mở danh sách trạng thái. Ctrl+Z hoàn tác, Ctrl+Y hoặc Ctrl+Shift+Z làm lại; một "
        "lần dán là một thao tác.\n\n"
        "Trạng thái gõ được không dấu, một phần chữ (“dang”, “ho”) hoặc bằng số trong danh sách F4; chưa rõ thì danh "
        "sách mở ra để chọn. Ngày gõ tắt được, ví dụ 5/3. Ghi tỷ lệ thì trạng thái được đề xuất theo: 0 là chưa thực "
        "hiện, 1 đến 99 là đang thực hiện, 100 là đã hoàn thành và được hỏi ngày hoàn thành.\n\n"
        "Dòng quá hạn thì Tab dừng cả ở “Nguyên nhân chủ yếu” và “Hẹn hoàn thành”; đã ghi thì giữ cho các kỳ sau tới "
        "khi ghi khác. Bấm chuột phải ở tên cột để ẩn hay hiện cột.\n\n"
        "Mở lại là ở kỳ và ô đã xem lần trước; Ctrl+Shift+PgUp về kỳ hiện tại. Danh sách kỳ cho biết kỳ nào chưa chốt, "
        "đã chốt, có báo cáo, đã ký.\n\n"
        "Khi đủ số liệu, bấm “Chốt kỳ” để khóa số liệu của kỳ; mở lại kỳ phải ghi lý do và được lưu trong nhật ký. "
        "Kỳ đã chốt mà số liệu sai thì bấm “Điều chỉnh…”: kỳ giữ nguyên, báo cáo kỳ sau nêu điều chỉnh và lý do."
    )

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        self._key = ""
        self._found: MonthData | None = None
        self._waiting: MonthData | None = None  # read while somebody was typing in a cell
        self._jump: CellAddress | None = None
        self._unit_wanted = ""  # before it is known which units there are
        self._days = self.add_action(_("Sửa ngày của kỳ…"), self.ask_days, may="period.days")
        self._close = self.add_action(_("Chốt kỳ…"), self.ask_close, keys="Ctrl+Shift+K", may="period.close")
        self.saver = MonthSaver(self.jobs, self)
        self.rows = MonthRows(self.saver, self)
        self.grid = MonthGrid(self.rows, self.context.settings)
        self.grid.setAccessibleName(_("Bảng cập nhật kỳ"))
        self.adjusting = Adjusting(self, self.grid)
        self.bar = PeriodBar()
        self.search = SearchField(_("Tìm chữ, đơn vị, trạng thái"))
        self.search.lead_to(self.grid)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.unit = FilterBox(_("Đơn vị"), _("Mọi đơn vị"))
        self.area = FilterBox(_("Lĩnh vực"), _("Mọi lĩnh vực"), [(code, area_name(code)) for code in AREAS])
        self.todo = QCheckBox(_("Chỉ dòng chưa cập nhật"))
        self._line = FlowLayout()
        for widget in (self.search, self.unit, self.area, self.todo):
            self._line.addWidget(widget)
        self.folding.changed.connect(self._folded)
        self.folding.keep(self._line, self.unit, self.area, self.todo)
        self.where = ShortLabel(role="muted")
        self.beside = BesideLines()
        self.problems = MonthProblems()
        self.list = ListArea(self.grid)
        self.body.addWidget(self.bar)
        self.body.addLayout(self._line)
        self.body.addWidget(self.beside)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(self.problems.beside(self.where))
        self.add_actions(*self.grid.grid_actions)
        self.add_list_actions(lambda: of_month(self.rows))
        self._connect()

    def reload(self) -> None:
        """Read the period again; what is typed and not kept stays."""
        key = self._key
        self.jobs.read(lambda session: read(session, key), self, self._arrived, slot="grid")

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """Open at `{"period": "2024-03", "unit": id, "area": code, "todo": "1"}`; each may be missing."""
        self._key = chosen.get("period", self._key)
        self._unit_wanted = chosen.get("unit", "")
        self.unit.pick(self._unit_wanted)
        self.area.pick(chosen.get("area", ""))
        self.todo.setChecked(bool(chosen.get("todo")))
        self._narrow()
        self.refresh()

    def place(self) -> dict[str, str]:
        """The period, what it is narrowed to, and the cell."""
        kept = {"period": self._key, "unit": self.unit.code(), "area": self.area.code()}
        cell = self.grid.place()
        if cell is not None:
            kept |= {"task": cell.task_id, "of": cell.unit_id, "column": cell.column}
        return kept

    def go_back(self, place: Mapping[str, str]) -> None:
        """The same cell of the same period; today's is a key away."""
        self._key = month_key(place.get("period", ""))
        self._unit_wanted = place.get("unit", "")
        self.area.pick(place.get("area", ""))
        cell = (place.get("task", ""), place.get("of", ""), place.get("column", ""))
        if self._key and all(cell) and cell[2] in COLUMNS:
            self._jump = CellAddress(self._key, *cell)

    def first_focus(self) -> QWidget | None:
        """The grid."""
        return self.grid

    def search_field(self) -> QWidget | None:
        """The search."""
        return self.search

    def unsaved(self) -> bool:
        """Keep what stands in the open cell; what is wrong in others cannot be kept."""
        self.grid.flush()
        return bool(self.saver.wrong())

    def may_leave(self) -> bool:
        """Keep what stands in the open cell; ask only about what could not be kept."""
        self.grid.flush()
        wrong = self.saver.wrong()
        return not wrong or messages.ask(
            self,
            _("Còn {n} ô chưa lưu được. Vẫn rời đi?").format(n=len(wrong)),
            _("Nội dung đã gõ chờ ở trang Cập nhật kỳ; đóng chương trình hoặc khóa sổ thì những ô ấy bị bỏ."),
            yes=_("Rời đi"),
            no=_("Ở lại sửa"),
            danger=True,
        )

    # What a person does

    def choose_period(self, key: str) -> None:
        """Go to another period."""
        self.grid.flush()
        self._key = key
        self.reload()

    def go_to(self, place: CellAddress) -> None:
        """Put the keyboard on a cell, also in another period or behind a filter."""
        if self.rows.period is None or place.period != self.rows.period.key:
            self._jump = place
            self.choose_period(place.period)
        elif not self.grid.show_place(place):
            self._clear_filters()
            self.grid.show_place(place)

    def ask_days(self) -> None:
        """The dialog of the period's days."""
        from ui.month.period_days import PeriodDaysDialog

        if self.rows.period is not None:
            key = self.rows.period.key
            dialog = PeriodDaysDialog(self, self.jobs, self.rows.period)
            dialog.committed.connect(lambda commit: self.saver.did(commit, key))
            dialog.open()

    def ask_close(self) -> None:
        """Close the period, or open a closed one again."""
        from ui.month import period_closing

        self.grid.flush()
        period = self.rows.period
        if period is None or self._found is None:
            return
        notice = self._found.notice
        if period.closed:
            period_closing.ask_reopen(self, period, notice)
        elif self.saver.wrong():
            words = _("Còn ô chưa lưu được; hãy sửa hoặc bỏ các ô đó trước khi chốt kỳ.")
            self.banner.note(words, holds=self.saver.wrong)
        else:
            missing = self.rows.total() - self.rows.filled()
            period_closing.ask_close(self, period, missing, notice, self.choose_period)

    # Inside

    def _folded(self, _low: bool, folded: bool) -> None:
        """On a low page the choice of the period stands in one line with the search."""
        self.bar.show_compact(folded)
        if folded:
            self._line.add_first(self.bar)
        else:
            self.body.insertWidget(0, self.bar)

    def _connect(self) -> None:
        self.bar.picked.connect(self.choose_period)
        self.search.searched.connect(lambda _text: self._narrow())
        self.unit.picked.connect(lambda _code: self._narrow())
        self.area.picked.connect(lambda _code: self._narrow())
        self.todo.toggled.connect(lambda _on: self._narrow())
        self.rows.typed.connect(lambda cells: self._put(cells, ""))
        self.rows.counted.connect(self._counted)
        self.grid.block.entered.connect(self._put)
        self.grid.block.refused.connect(self._explain)
        self.grid.stopped_editing.connect(self._catch_up)
        self.grid.moved.connect(self._show_place)
        self.saver.changed.connect(lambda _places: self.problems.show_problems(self.saver.wrong()))
        self.saver.taken_back.connect(self._show_taken_back)
        self.saver.went.connect(self._say_way)
        self.saver.dated.connect(self._ask_day)
        self.problems.picked.connect(self.go_to)
        self.problems.retried.connect(self._retry)
        self.problems.dropped.connect(self._drop)
        self._watch = DayWatch(self)
        self._watch.turned.connect(self.refresh)
        self.bar.choice.give_keys(self)

    def _heard(self, tables: frozenset[str]) -> None:
        # The grid already shows what it has just saved itself; reading it all again for each cell only costs.
        if self.saver.speaking != "put":
            super()._heard(tables)

    def _put(self, cells: list[Cell], said: str) -> None:
        period = self.rows.period
        if period is None:
            return
        self.saver.put(period, cells)
        if said:
            self.banner.say(said, _("Hoàn tác"), self.saver.undo)

    def _ask_day(self, place: CellAddress, day: date) -> None:
        """Somebody wrote that a task is done and not when: the day that was put in is a proposal."""
        index = self.rows.index_of(place)
        ref = self.rows.line(index.row()).ref if index.isValid() else ""
        words = _("Hoàn thành ngày nào? Đang ghi {day}.")
        if ref:
            words = _("Mục {ref} hoàn thành ngày nào? Đang ghi {day}.")
        mend = _("Sửa ngày hoàn thành")
        self.banner.say(words.format(ref=ref, day=say_date(day)), mend, lambda: self._edit_at(place))

    def _edit_at(self, place: CellAddress) -> None:
        self.go_to(place)
        self.grid.edit_current()

    def _say_way(self, way: str, step: GridOperation) -> None:
        if way == "undo":
            words = _("Đã hoàn tác: {what}.").format(what=step_words(step))
            self.banner.say(words, _("Làm lại"), self.saver.redo)
        else:
            words = _("Đã làm lại: {what}.").format(what=step_words(step))
            self.banner.say(words, _("Hoàn tác"), self.saver.undo)

    def _explain(self, sentence: str) -> None:
        at = self.grid.currentIndex()
        self.banner.note(sentence, holds=lambda: self.grid.currentIndex() == at)

    def _arrived(self, found: MonthData) -> None:
        if self.grid.is_editing() and self.rows.period is not None:
            self._waiting = found
            return
        self._show(found)

    def _catch_up(self) -> None:
        found, self._waiting = self._waiting, None
        if found is not None:
            self.reload()

    def _show(self, found: MonthData) -> None:
        self._found = found
        grid = found.grid
        self._key = grid.period.key
        self.bar.show_period(grid.period, found.listed)
        units = {row.by: row.unit for row in grid.rows}
        self.unit.show_choices(sorted(units.items(), key=lambda pair: sort_key(pair[1])))
        wanted, self._unit_wanted = self._unit_wanted, ""
        if wanted:
            self.unit.pick(wanted)
        self._narrow()
        self.rows.only_shown = not self.context.may("progress.put")
        self.rows.show_grid(grid.period, grid.rows, found.folded)
        self.grid.show_measures(any(row.indicator for row in grid.rows))
        self._close.setText(_("Mở lại kỳ…") if grid.period.closed else _("Chốt kỳ…"))
        self._days.setEnabled(not grid.period.closed)
        self._days.setVisible(not grid.period.closed and self.context.may("period.days"))
        self.adjusting.show_period(grid.period, found.adjustments)
        self.set_subtitle(closed_words(found))
        self.beside.show_month(found)
        if not self.grid.currentIndex().isValid() and self.rows.rowCount():
            self.grid.setCurrentIndex(self.rows.index(0, 4))
        jump, self._jump = self._jump, None
        if jump is not None and jump.period == self._key:
            self.go_to(jump)

    def _narrow(self) -> None:
        wanted = MonthFilter(self.search.query(), self.unit.code(), self.area.code(), self.todo.isChecked())
        if wanted != self.rows.narrowing:
            self.grid.flush()
            cell = self.grid.place()
            self.rows.narrow(wanted)
            self.grid.stay(cell)
            self._show_place()

    def _clear_filters(self) -> None:
        self.search.show_query("")
        self.unit.pick("")
        self.area.pick("")
        self.todo.setChecked(False)
        self._narrow()

    def _counted(self) -> None:
        self.bar.show_count(self.rows.filled(), self.rows.total())
        shown = _("{n} dòng").format(n=show_number(self.rows.rowCount()))
        self.set_status(shown)
        if self.rows.rowCount():
            self.list.show_list()
        elif self.rows.total():
            self.list.show_empty(
                _("Không có dòng nào khớp"),
                _("Bảng đang được lọc; thử bớt điều kiện."),
                _("Bỏ lọc"),
                self._clear_filters,
            )
        else:
            self.list.show_empty(
                _("Kỳ này chưa có nhiệm vụ nào"),
                _("Nhiệm vụ chưa hoàn thành hoặc hoàn thành trong kỳ sẽ hiện ở đây."),
                _("Tới trang Nhiệm vụ"),
                lambda: self.context.open_list("tasks", {}),
            )

    def _show_place(self) -> None:
        index = self.grid.currentIndex()
        if not index.isValid():
            self.where.setText("")
            return
        from models.work.month_cells import indicator_words

        line = self.rows.line(index.row())
        parts = (line.ref, line.text, line.unit, indicator_words(line))
        self.where.setText(" · ".join(part for part in parts if part))

    def _show_taken_back(self, step: GridOperation) -> None:
        # Also in another month or behind a filter: nothing is changed out of sight.
        places = step.places
        if not places and self._key != step.period:
            self.choose_period(step.period)
        if places and not any(self.rows.index_of(place).isValid() for place in places):
            self.go_to(places[0])
        self.grid.show_places(places)

    def _retry(self) -> None:
        period = self.rows.period
        if period is not None:
            cells = [(d.row, p.column, d.text) for p, d in self.saver.wrong() if p.period == period.key]
            self.saver.put(period, cells, retried=True)

    def _drop(self) -> None:
        wrong = self.saver.wrong()
        if messages.ask(
            self,
            _("Bỏ {n} ô chưa lưu được?").format(n=len(wrong)),
            _("Các ô đó hiện lại số liệu đang lưu trong sổ."),
            yes=_("Bỏ ô chưa lưu"),
            no=_("Quay lại"),
            danger=True,
        ):
            self.saver.drop([place for place, _draft in wrong])
