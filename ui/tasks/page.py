"""Nhiệm vụ: the list of all tasks, found, narrowed, sorted and dealt with. One task's own view is a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from models.base.text import show_number
from models.base.words import _
from models.work.codes import MOST_URGENT_FIRST, TIMELINESS, timeliness_name, timeliness_whole
from ui.base import theme
from ui.frame.page import Page
from ui.kit.cards import CardCount, CountCards
from ui.kit.day_watch import DayWatch
from ui.kit.empty import ListArea
from ui.kit.list_actions import of_table
from ui.kit.rows import Rows, RowSlice
from ui.kit.table import ListTable
from ui.tasks.saved_views import View, ViewButton, packed, unpacked
from ui.tasks.task_actions import ActionBar, TaskActions
from ui.tasks.task_columns import task_columns
from ui.tasks.task_filters import TaskFilterBar, as_filter, without_timeliness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_list import TaskFilter, TaskRow
    from models.work.units import UnitRow
    from ui.tasks.task_view import TaskView

_ALL = _("Mọi nhiệm vụ trong danh sách, cả nhiệm vụ theo dõi và chủ trương, là loại không được xét thời hạn")


class TasksPage(Page):
    """Cards that count, a search, filters and views, the list, and a bar for what is chosen."""

    key = "tasks"
    help_text = _(
        "Danh sách mọi nhiệm vụ của cơ quan. Các ô số ở trên cho biết có bao nhiêu nhiệm vụ quá hạn, sắp đến hạn, "
        "trong hạn…; bấm vào một ô để chỉ xem các nhiệm vụ đó, bấm lại để xem tất cả.\n\n"
        "Ô tìm kiếm nhận cả chữ có dấu và không dấu, tìm trong nội dung, lĩnh vực, đơn vị, văn bản giao, sản phẩm, ghi "
        "chú, và theo tình trạng: gõ “quá hạn”, “sắp đến hạn”, “đang thực hiện”… Mũi tên xuống đưa từ ô tìm vào danh "
        "sách. Danh sách xếp việc quá hạn trước, rồi việc sắp đến hạn, trong hạn và các việc còn lại. "
        "Các hộp bên cạnh lọc theo lĩnh vực, đơn vị chủ trì, trạng thái. “Bộ lọc đã lưu” giữ lại một bộ lọc hay "
        "dùng.\n\n"
        "Enter hoặc F2 mở nhiệm vụ. Chọn một hay nhiều dòng (Ctrl, Shift, Ctrl+A) rồi dùng các nút bên dưới hoặc bấm "
        "chuột phải: Giao (Ctrl+G), Cập nhật tiến độ (Ctrl+T), Hoàn thành (Ctrl+Enter), Gia hạn (Ctrl+H), Hủy (Del). "
        "Mọi việc làm xong đều hoàn tác được.\n\n"
        "Bấm tên cột để sắp xếp, kéo để đổi chỗ, bấm chuột phải vào tên cột để chọn cột. Ctrl+C chép các dòng đang "
        "chọn sang Excel. “Xuất” chép cả danh sách đang lọc sang Excel, lưu thành tệp (Ctrl+E), hoặc in (Ctrl+P).\n\n"
        "Nội dung nhiệm vụ hiện trên hai dòng khi cửa sổ đủ cao; menu Xem đổi được thành một dòng hoặc cả nội dung. "
        "Cửa sổ thấp thì nút và bộ lọc được thu gọn sau “Nút và bộ lọc”; mọi nút vẫn có trong menu Thao tác."
    )

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        self.add_action(_("Thêm nhiệm vụ"), self.add_task, primary=True, keys="Ctrl+N", may="task.add")
        self._dialog: TaskView | None = None
        self._counts: dict[str, int] | None = None
        self._known = False  # how many tasks there are
        self.cards = CountCards(
            [CardCount("", _("Tất cả nhiệm vụ"), whole=_ALL), *map(_card, MOST_URGENT_FIRST)], keeps=True, stacked=True
        )
        self.cards.picked.connect(self._card_pressed)
        self.rows: Rows[TaskRow] = Rows(self.jobs, task_columns(), lambda row: row.id, self)
        self.table = ListTable(self.rows, "tasks", self.context.settings, self.jobs)
        self.table.setAccessibleName(_("Danh sách nhiệm vụ"))
        self.filters = TaskFilterBar()
        self.filters.search.lead_to(self.table)
        self.views = ViewButton(self.context.settings, self._view_on_screen)
        self.filters.add(self.views)
        self.area = ListArea(self.table)
        self.open_action = QAction(_("Mở"), self)
        self.open_action.setShortcut(QKeySequence("F2"))
        self.open_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.open_action.triggered.connect(lambda _on: self._open_chosen())
        self.actions_of = TaskActions(self, self.context, self.table.with_chosen)
        for word, action in self.actions_of.words():
            self.only_for(word, action)
        for action in (self.open_action, *self.actions_of.all()):
            self.table.addAction(action)
        self.add_actions(self.open_action, *self.actions_of.all())
        self.add_list_actions(lambda: of_table(self.table), lambda: "; ".join(self.filters.chips.words()))
        for widget in (self.cards, self.filters):
            self.body.addWidget(widget)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(ActionBar(self.actions_of, [self.open_action]))
        self.folding.changed.connect(self._folded)
        self.folding.keep(self.filters.line)
        self._connect()
        self._use_view(self.views.view(), ask=False)
        self._chose()

    def reload(self) -> None:
        """Fetch what is shown again; the first time, ask for it."""
        if self.rows.source is None:
            self._ask()
        else:
            self.rows.again()
        self._count()
        self.jobs.read(_surroundings, self, self._surrounded, slot="around")

    def place(self) -> dict[str, str]:
        """What the list is narrowed to, and the task that the keyboard is on."""
        row = self.table.current()
        kept = {key: value for key, value in self.filters.chosen().items() if key != "search"}
        return kept | ({"row": row.id} if row is not None else {})

    def go_back(self, place: Mapping[str, str]) -> None:
        """The same list again, on the same task where that is near its beginning."""
        self.filters.show_chosen({key: value for key, value in place.items() if key != "search"})
        self.cards.mark(self.filters.chosen().get("timeliness", ""))
        if place.get("row"):
            self.table.choose(place["row"])

    def last_view(self) -> Callable[[Session], dict[str, Any]]:
        """The first rows and the numbers of the question on screen."""
        question, wanted = self._question(), self._wanted()

        def query(session: Session) -> dict[str, Any]:
            found = _slice(session, wanted, 0, _LAST_VIEW_ROWS)
            counts = _counted(session, without_timeliness(wanted))
            rows = [asdict(row) for row in found.rows]
            return {"question": question, "total": found.total, "rows": rows, "counts": counts}

        return query

    def show_last_view(self, seen: dict[str, Any]) -> None:
        """The same rows again, where the page opens with the same question."""
        if seen["question"] == self._question():
            # Plain rows with the same names: their own class would load the whole relational layer.
            self.rows.show_kept(seen["total"], [cast("TaskRow", SimpleNamespace(**row)) for row in seen["rows"]])
            self._counted(seen["counts"])

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """The list that a number elsewhere stands for; `{"task": id}` opens that task, `{"new": ...}` an empty one."""
        if chosen.get("task") or chosen.get("new"):
            self._show_dialog(chosen.get("task"), {})
            return
        self.filters.show_chosen(chosen)
        self._filtered()

    def first_focus(self) -> QWidget | None:
        """The list: arrows and Enter work at once, Ctrl+F goes to the search."""
        return self.table

    def search_field(self) -> QWidget | None:
        """The search."""
        return self.filters.search

    def unsaved(self) -> bool:
        """Whether the task that is open was changed."""
        return self._dialog is not None and self._dialog.form.dirty()

    def may_leave(self) -> bool:
        """The task that is open may hold typing."""
        return self._dialog is None or self._dialog.may_leave()

    # What a person does

    def add_task(self) -> None:
        """An empty task; the area and unit that the list is narrowed to are filled in."""
        chosen = self.filters.chosen()
        known: dict[str, str] = {key: chosen[key] for key in chosen if key in {"area", "directive"}}
        self._show_dialog(None, {**known, "lead": self.filters.name_of(chosen.get("unit", ""))})

    def open_task(self, task_id: str) -> None:
        """One task's own view."""
        self._show_dialog(task_id, {})

    def step(self, task_id: str, by: int, ok: Callable[[str | None, str], object]) -> None:
        """Choose the task `by` lines below `task_id` in the list and hand its id to `ok`; or None and why."""
        place = self.rows.places({task_id}).get(task_id)
        source = self.rows.source
        if place is None or source is None:
            ok(None, _("Nhiệm vụ này không còn trong danh sách đang lọc."))
            return
        line = place + by
        if not 0 <= line < self.rows.total:
            ok(None, _("Đã ở đầu danh sách.") if by < 0 else _("Đã ở cuối danh sách."))
            return
        self.table.selectRow(line)
        known = self.rows.id_at(line)
        if known is not None:
            ok(known, "")
            return
        end = _("Đã ở cuối danh sách.")
        self.jobs.read(
            lambda session: source(session, line, 1).rows,
            self,
            lambda found: ok(found[0].id, "") if found else ok(None, end),
            slot="step",
        )

    # Inside, what is asked

    def _folded(self, low: bool, folded: bool) -> None:
        """On a low page (1366x768 at 150 %) the list needs the room of the cards; their numbers go into a box."""
        self.cards.setVisible(not low)
        self.filters.show_compact(low=low, folded=folded)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filtered)
        self.views.picked.connect(lambda view: self._use_view(view, ask=True))
        self.views.removed.connect(self._view_removed)
        self.views.restored.connect(self._view_restored)
        self.table.sort_changed.connect(lambda _word, _down: self._ask())
        self.table.opened.connect(lambda row: self.open_task(row.id))
        self.table.choice_changed.connect(self._chose)
        self.rows.arrived.connect(lambda _fresh: self._arrived())
        self._days = DayWatch(self)
        self._days.turned.connect(self.refresh)

    def _wanted(self) -> TaskFilter:
        return as_filter(self.filters.chosen(), *self.table.sort())

    def _question(self) -> list[Any]:
        return [self.filters.chosen(), *self.table.sort()]

    def _ask(self) -> None:
        wanted = self._wanted()
        self.rows.ask(lambda session, first, count: _slice(session, wanted, first, count))

    def _filtered(self) -> None:
        self.cards.mark(self.filters.chosen().get("timeliness", ""))
        self._ask()
        self._count()

    def _count(self) -> None:
        wanted = without_timeliness(self._wanted())
        self.jobs.read(lambda session: _counted(session, wanted), self, self._counted, slot="counts")

    def _counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self.cards.show_numbers(counts)
        self.filters.show_numbers(counts)

    def _surrounded(self, found: tuple[str, list[UnitRow], dict[str, str]]) -> None:
        subtitle, units, directives = found
        self.set_subtitle(subtitle)
        self.filters.show_names(units, directives)

    # Inside, what is shown

    def _arrived(self) -> None:
        self._known = True
        if self.rows.total:
            self.area.show_list()
        elif self.filters.chosen():
            self.area.show_empty(
                _("Không có nhiệm vụ nào khớp"),
                _("Danh sách đang được lọc; thử bớt điều kiện hoặc gõ chữ khác."),
                _("Bỏ lọc"),
                self.filters.clear,
            )
        else:
            self.area.show_empty(
                _("Sổ chưa có nhiệm vụ nào"),
                _(
                    "Đọc văn bản của cấp trên ở trang Văn bản chỉ đạo để chương trình đề xuất nhiệm vụ, "
                    "hoặc tự thêm nhiệm vụ đầu tiên."
                ),
                _("Thêm nhiệm vụ"),
                self.add_task if self.context.may("task.add") else None,
            )
        self._chose()

    def _chose(self) -> None:
        count = self.table.chosen_count()
        self.actions_of.show_for(self.table.chosen() if count <= _LOOKED_AT else [], count)
        self.open_action.setEnabled(count == 1)
        words = _("{n} nhiệm vụ").format(n=show_number(self.rows.total)) if self._known else ""
        self.set_status(words + (" · " + _("đang chọn {n} nhiệm vụ").format(n=show_number(count)) if count else ""))

    def _card_pressed(self, key: str) -> None:
        now = self.filters.chosen().get("timeliness", "")
        self.filters.put("timeliness", "" if key == now else key)
        self.cards.mark(self.filters.chosen().get("timeliness", ""))

    def _view_on_screen(self) -> View:
        word, down = self.table.sort()
        state = bytes(self.table.widths.state().data())
        return {"chosen": self.filters.chosen(), "sort": word, "descending": down, "columns": packed(state)}

    def _use_view(self, view: View, *, ask: bool) -> None:
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        if view.get("columns"):
            self.table.widths.restore(QByteArray(unpacked(view["columns"])))
        if ask or view.get("sort"):
            place = next((n for n, c in enumerate(self.rows.columns) if c.sort and c.sort == view.get("sort")), -1)
            down = Qt.SortOrder.DescendingOrder if view.get("descending") else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(place, down)
        header.blockSignals(False)
        chosen = view.get("chosen")
        self.filters.show_chosen(chosen if isinstance(chosen, dict) else {})
        self.cards.mark(self.filters.chosen().get("timeliness", ""))
        if ask:
            self._filtered()

    def _view_removed(self, name: str, back: Callable[[], object]) -> None:
        self.banner.say(_("Đã xóa bộ lọc “{name}”.").format(name=name), _("Hoàn tác"), back)

    def _view_restored(self, name: str) -> None:
        said = _("Đã lấy lại bộ lọc “{name}”.").format(name=name)
        self.banner.say(said, _("Làm lại"), lambda: self.views.remove(name))

    # Inside, one task and the whole list

    def _open_chosen(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_task(row.id)

    def _show_dialog(self, task_id: str | None, known: Mapping[str, str]) -> None:
        from ui.tasks.task_view import TaskView

        if self._dialog is not None:
            return
        self._dialog = TaskView(self.context, self, task_id, known, self.step)
        self._dialog.saved.connect(self.table.choose)
        self._dialog.finished.connect(lambda _code: self._dialog_closed())
        self._dialog.open()

    def _dialog_closed(self) -> None:
        self._dialog = None
        self.table.setFocus()


_LAST_VIEW_ROWS = 60  # rows kept for the next start: more than any screen shows
_LOOKED_AT = 1000  # chosen rows that are looked at to know what can be done to them


def _card(code: str) -> CardCount:
    tone = theme.TIMELINESS_TONES[code]
    return CardCount(code, timeliness_name(code), "" if tone == "quiet" else tone, timeliness_whole(code))


def _slice(session: Session, wanted: TaskFilter, first: int, count: int) -> RowSlice[TaskRow]:
    from models.work import task_list, timeliness

    now = timeliness.today(session)
    rows = task_list.page(session, wanted, now, offset=first, limit=count)
    whole = len(rows) < count and (rows or not first)  # the end was reached: counting would only cost
    return RowSlice(first + len(rows) if whole else task_list.count(session, wanted, now), rows)


def _counted(session: Session, wanted: TaskFilter) -> dict[str, int]:
    from models.work import task_list, timeliness

    now = timeliness.today(session)
    # In the list are also tasks that no card of a timeliness counts: followed ones, orientations, cancelled ones.
    counts = dict.fromkeys(TIMELINESS, 0) if wanted.state == "cancelled" else task_list.counts(session, wanted, now)
    return {"": task_list.count(session, wanted, now), **counts}


def _surroundings(session: Session) -> tuple[str, list[UnitRow], dict[str, str]]:
    """The line beside the title, the units to filter by, and the names of documents."""
    from models.base import clock
    from models.work import directives, periods, units

    period = periods.containing(session, clock.today())
    words = _("Kỳ {name} ({first} – {last}) · {state}").format(
        name=period.name[0].lower() + period.name[1:],
        first=f"{period.from_on.day}/{period.from_on.month}",
        last=f"{period.to_on.day}/{period.to_on.month}",
        state=_("đã chốt") if period.closed else _("chưa chốt"),
    )
    return words, units.rows(session), directives.labels(session)
