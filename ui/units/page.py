"""Đơn vị: the office, what is above and below it, what each has to do; and the people whose names are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from models.base.errors import AppError
from models.base.text import show_number
from models.base.words import _
from ui.backup import auto_backup
from ui.base import hand, messages, theme
from ui.frame.page import Page
from ui.kit.day_watch import DayWatch
from ui.kit.empty import ListArea
from ui.kit.flow import FlowLayout
from ui.kit.list_actions import of_tree
from ui.kit.search import SearchField
from ui.units.people_list import PeopleList
from ui.units.unit_tree import UnitTree

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.people import PersonRow
    from models.work.unit_list import UnitList
    from models.work.units import UnitRow


class UnitsPage(Page):
    """Two lists, each with a bar of what can be done to the chosen line."""

    key = "units"
    help_text = _(
        "Cây đơn vị: cơ quan dùng sổ này (chữ đậm), cơ quan cấp trên và các đơn vị trực thuộc. Số ở cột “Đang thực "
        "hiện” và “Quá hạn” là nhiệm vụ đơn vị chủ trì; bấm vào số để mở danh sách.\n\n"
        "Mã đơn vị hành chính được dùng lại cho tên khác từ 1/7/2025, vì vậy mỗi đơn vị có thời gian hiệu lực. Đơn vị "
        "đã có nhiệm vụ hoặc số liệu thì không xóa; hãy ghi ngày hết hiệu lực.\n\n"
        "“Nhập từ danh mục” thêm nhiều xã, phường, huyện cùng lúc. “Nhập từ tệp” đọc danh sách lưu từ Excel dạng CSV "
        "UTF-8 với hai cột code,name. “Xuất” chép danh sách đang xem sang Excel, lưu thành tệp (Ctrl+E) hoặc in "
        "(Ctrl+P).\n\n"
        "Thẻ “Người” giữ họ tên, chức vụ, thẩm quyền ký (KT., TM., TL.) và ảnh chữ ký để in trong báo cáo."
    )

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        self._book: UnitList | None = None
        self._left = ""  # the unit to come back to
        self.add_action(
            _("Nhập từ tệp…"), self.import_file, tip=_("Thêm đơn vị từ tệp CSV có hai cột code,name"), may="unit.add"
        )
        self.add_action(
            _("Nhập từ danh mục…"), self.import_list, tip=_("Thêm xã, phường, huyện từ danh mục có sẵn"), may="unit.add"
        )
        self._new = self.add_action(_("Thêm"), self.add, primary=True, keys="Ctrl+N", may="unit.add")
        self.search = SearchField(_("Tìm đơn vị, mã, người (có dấu hoặc không dấu)"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ended = QCheckBox(_("Cả đơn vị đã hết hiệu lực"))
        self.tree, self.people = UnitTree(), PeopleList()
        self._units_area, self._people_area = ListArea(self.tree), ListArea(self.people)
        self._bars = (self._unit_actions(), self._people_actions())
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.addTab(self._tab(self._units_area, self._bars[0]), _("Đơn vị"))
        self.tabs.addTab(self._tab(self._people_area, self._bars[1]), _("Người"))
        line = FlowLayout()
        line.addWidget(self.search)
        line.addWidget(self.ended)
        self.body.addLayout(line)
        self.body.addWidget(self.tabs, 1)
        self.add_list_actions(
            lambda: of_tree(self.people if self.tabs.currentIndex() else self.tree), self.search.query
        )
        self._connect()

    def reload(self) -> None:
        """Read units and people again."""

        def query(session: Session) -> UnitList:
            from models.work import unit_list

            return unit_list.read(session)

        self.jobs.read(query, self, self._arrived, slot="book")

    def show_filter(self, chosen: Mapping[str, str]) -> None:
        """The people for `{"people": "1"}`, else the units, at `{"unit": ...}`: an id, `own` or what is `above` it."""
        self.tabs.setCurrentIndex(1 if chosen.get("people") else 0)
        self._left = chosen.get("unit", "")
        if self._book is not None:
            self._come_back(self._book)

    def place(self) -> dict[str, str]:
        """The list in front and the unit that the keyboard is on."""
        return {"unit": self.tree.chosen_id(), "people": "1" if self.tabs.currentIndex() else ""}

    def go_back(self, place: Mapping[str, str]) -> None:
        """The same list and unit again."""
        self.tabs.setCurrentIndex(1 if place.get("people") else 0)
        self._left = place.get("unit", "")

    def fill_actions(self, menu: QMenu) -> None:
        """What can be done to the list in front, besides what every page offers."""
        super().fill_actions(menu)
        menu.addSeparator()
        menu.addActions(self._bars[self.tabs.currentIndex()])

    def first_focus(self) -> QWidget | None:
        """The list in front."""
        return self.people if self.tabs.currentIndex() else self.tree

    def search_field(self) -> QWidget | None:
        """The search."""
        return self.search

    # What a person does

    def add(self) -> None:
        """A new unit, or on the other tab a new person."""
        if self.tabs.currentIndex():
            self._person_dialog(None)
        else:
            self._unit_dialog(None)

    def edit_unit(self, unit_id: str) -> None:
        """The dialog of one unit."""
        self._unit_dialog(self._unit(unit_id))

    def edit_person(self, person_id: str) -> None:
        """The dialog of one person."""
        self._person_dialog(self._person(person_id))

    def import_list(self) -> None:
        """Many units from the official list."""
        from ui.units.unit_import import UnitImportDialog

        book = self._book
        own = self._unit(book.own) if book is not None else None
        if book is not None and own is not None:
            self.tabs.setCurrentIndex(0)
            UnitImportDialog(self, self.jobs, own, book.rows, book.seat).open()

    def import_file(self) -> None:
        """Many units from a CSV file, below the body that the office works for."""
        book = self._book
        path = messages.open_file(self, _("Chọn danh sách đơn vị"), [(_("Danh sách CSV"), "*.csv")])
        if path is None or book is None:
            return
        from models.work import unit_csv

        try:
            found = unit_csv.read_units(path)
        except AppError as refusal:
            self.show_error(refusal)
            return
        level = "huyen" if book.level == "tinh" else "xa"

        def change(session: Session) -> tuple[int, int]:
            from models.work import unit_list

            return unit_list.add_many(session, found, level, book.seat)

        def go() -> None:
            self.jobs.write("unit.add", change, self, said=_counted)

        auto_backup.back_up_before("nhap-don-vi", self.jobs, self, go)

    def remove_chosen(self) -> None:
        """Take the chosen line out; that can be undone."""
        if self.tabs.currentIndex():
            self._remove_person()
        else:
            self._remove_unit()

    # Inside

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._show())
        self.ended.toggled.connect(lambda _on: self._show())
        self.tree.opened.connect(self.edit_unit)
        self.tree.tasks_wanted.connect(self._open_tasks)
        self.people.opened.connect(self.edit_person)
        self.tree.choice_changed.connect(self._chose)
        self.people.choice_changed.connect(self._chose)
        self.tabs.currentChanged.connect(lambda _n: self._turned())
        self._turned()
        self._watch = DayWatch(self)
        self._watch.turned.connect(self.refresh)

    def _turned(self) -> None:
        self.search.lead_to(self.people if self.tabs.currentIndex() else self.tree)
        self._chose()

    def _arrived(self, book: UnitList) -> None:
        self._book = book
        self._show()
        self._come_back(book)

    def _come_back(self, book: UnitList) -> None:
        left, self._left = self._left, ""
        own = self._unit(book.own)
        known = {"own": book.own, "above": (own.parent_id if own is not None else None) or book.own}
        if left:
            self.tree.choose(known.get(left, left))

    def _show(self) -> None:
        book, words = self._book, self.search.query()
        if book is None:
            return
        shown = self.tree.show_book(book, words, with_ended=self.ended.isChecked())
        people = self.people.show_people(book.people, words)
        self.tabs.setTabText(0, _("Đơn vị ({n})").format(n=show_number(shown)))
        self.tabs.setTabText(1, _("Người ({n})").format(n=show_number(people)))
        if shown:
            self._units_area.show_list()
        else:
            self._units_area.show_empty(
                _("Không có đơn vị nào khớp"),
                _("Thử gõ chữ khác, hoặc xem cả đơn vị đã hết hiệu lực."),
            )
        if people:
            self._people_area.show_list()
        elif book.people:
            self._people_area.show_empty(_("Không có ai khớp"), _("Thử gõ chữ khác."))
        else:
            self._people_area.show_empty(
                _("Chưa có người nào"),
                _("Thêm lãnh đạo được ký báo cáo: họ tên và chức vụ được in ở phần chữ ký."),
                _("Thêm người"),
                (lambda: self._person_dialog(None)) if self.context.may("person.save") else None,
            )
        self._chose()

    def _chose(self) -> None:
        book = self._book
        people = bool(self.tabs.currentIndex())
        self.ended.setVisible(not people)
        load = book.loads.get(self.tree.chosen_id()) if book is not None else None
        self._running.setEnabled(bool(load and load.running))
        self._overdue.setEnabled(bool(load and load.overdue))
        listed = len(book.people if people else book.rows) if book is not None else None
        words = _("{n} người") if people else _("{n} đơn vị")
        self.set_status("" if listed is None else words.format(n=show_number(listed)))

    def _unit(self, unit_id: str) -> UnitRow | None:
        rows = self._book.rows if self._book is not None else ()
        return next((row for row in rows if row.id == unit_id), None)

    def _person(self, person_id: str) -> PersonRow | None:
        people = self._book.people if self._book is not None else ()
        return next((person for person in people if person.id == person_id), None)

    def _unit_dialog(self, unit: UnitRow | None) -> None:
        from ui.units.unit_edit import UnitDialog

        book = self._book
        if book is not None:
            level = "huyen" if book.level == "tinh" else "xa"
            UnitDialog(self, self.jobs, unit, book.rows, parent_id=book.seat, level=level).open()

    def _person_dialog(self, person: PersonRow | None) -> None:
        from ui.units.person_edit import PersonDialog

        if self.context.office is not None:
            PersonDialog(self, self.jobs, self.context.office.evidence, person).open()

    def _remove_unit(self) -> None:
        unit = self._unit(self.tree.chosen_id())
        if unit is None:
            return

        def change(session: Session) -> None:
            from models.work import unit_list

            unit_list.remove(session, unit.id)

        self.jobs.write("unit.remove", change, self, said=_("Đã xóa đơn vị “{name}”.").format(name=unit.name))

    def _remove_person(self) -> None:
        person = self._person(self.people.chosen_id())
        if person is None:
            return

        def change(session: Session) -> None:
            from models.work import people

            people.remove(session, person.id)

        self.jobs.write("person.remove", change, self, said=_("Đã xóa {name}.").format(name=person.name))

    def _open_tasks(self, unit_id: str, overdue: bool) -> None:
        chosen = {"timeliness": "overdue"} if overdue else {"unfinished": "1", "whose": "ours"}
        self.context.open_list("tasks", {"unit": unit_id, **chosen})

    # The bars

    def _unit_actions(self) -> list[QAction]:
        edit = self._action(self.tree, _("Sửa"), "F2", lambda: self.edit_unit(self.tree.chosen_id()))
        remove = self._action(self.tree, _("Xóa"), "Del", self.remove_chosen)
        self.only_for("unit.change", edit)
        self.only_for("unit.remove", remove)
        self._running = self._action(
            self.tree,
            _("Nhiệm vụ đang thực hiện"),
            "Ctrl+Return",
            lambda: self._open_tasks(self.tree.chosen_id(), False),
        )
        self._overdue = self._action(
            self.tree, _("Nhiệm vụ quá hạn"), "Ctrl+Shift+Return", lambda: self._open_tasks(self.tree.chosen_id(), True)
        )
        return [edit, self._running, self._overdue, remove]

    def _people_actions(self) -> list[QAction]:
        edit = self._action(self.people, _("Sửa"), "F2", lambda: self.edit_person(self.people.chosen_id()))
        remove = self._action(self.people, _("Xóa"), "Del", self.remove_chosen)
        self.only_for("person.save", edit)
        self.only_for("person.remove", remove)
        return [edit, remove]

    def _action(self, view: QWidget, text: str, keys: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, view)
        action.setShortcuts(hand.keys(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on=False: slot())
        view.addAction(action)
        return action

    def _tab(self, area: ListArea, actions: list[QAction]) -> QWidget:
        made = QWidget()
        theme.mark(made, "clear")
        bar = FlowLayout()
        for action in actions:
            button = QPushButton(action.text())
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{action.text()} · {keys}")
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda b=button, a=action: b.setEnabled(a.isEnabled()))
            action.visibleChanged.connect(lambda b=button, a=action: b.setVisible(a.isVisible()))
            bar.addWidget(button)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.em(0.5), 0, 0)
        column.addWidget(area, 1)
        column.addLayout(bar)
        view = actions[0].parent()
        if isinstance(view, QWidget):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(lambda where: _menu(view, actions, where))
        return made


def _menu(view: QWidget, actions: list[QAction], where: QPoint) -> None:
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(actions)
    menu.popup(view.mapToGlobal(where))


def _counted(numbers: tuple[int, int]) -> str:
    added, known = numbers
    words = _("Đã thêm {n} đơn vị.").format(n=show_number(added))
    return words + (" " + _("{n} đơn vị đã có nên bỏ qua.").format(n=show_number(known)) if known else "")
