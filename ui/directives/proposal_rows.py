"""The proposals of one document as rows of a table: what each cell shows, and what a typed value becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from models.base.errors import AppError
from models.base.text import clean, show_date
from models.base.words import _
from models.reading.proposal import Ground, ProposedTask, Source
from models.work import unit_names
from models.work.codes import area_name, recurring_words, whose_name
from models.work.review import Review, ReviewItem
from models.work.unit_catalogue import UnitCatalogue
from ui.base.plain_tips import plain_tip
from ui.directives.proposal_due import due_begun, due_typed
from ui.directives.proposal_order import ProposalOrder
from ui.kit.rows import AnyIndex

REF, TEXT, AREA, CLASS, LEAD, DUE, WORDS, OFTEN, HELP, PRODUCT = range(10)
FIELD = {
    TEXT: "text",
    AREA: "area",
    CLASS: "whose",
    LEAD: "lead",
    DUE: "due_on",
    WORDS: "deadline_text",
    OFTEN: "recurrence",
    HELP: "with_units",
    PRODUCT: "product",
}
# `Ground.what` of each column
_GROUND = {AREA: "area", LEAD: "lead", DUE: "due", WORDS: "due", OFTEN: "due", HELP: "with", PRODUCT: "product"}


class ProposalRows(QAbstractTableModel):
    """Shows a `Review`; every change goes through it. `changed` is emitted after each, `refused` with an AppError."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.only_shown = False  # to somebody who may not change anything
        self.review = Review("", ())
        self._order = ProposalOrder()
        self._units = UnitCatalogue()
        self._known: dict[str, bool] = {}
        self._tasks: Mapping[str, int] = {}

    # What the review shows

    def show_review(
        self, review: Review, units: UnitCatalogue, tasks: Mapping[str, int], *, same: bool = False
    ) -> None:
        """Show another review, or the `same` one after it was saved, whose rows stay where they are."""
        self.beginResetModel()
        self.review = review
        if not same:
            self._order.forget()
        self._order.arrange(review.items)
        self._know(units, tasks)
        self.endResetModel()

    def show_names(self, units: UnitCatalogue, tasks: Mapping[str, int]) -> None:
        """The same review, after units or tasks elsewhere were changed."""
        if (units, tasks) != (self._units, self._tasks) and self.rowCount():
            self._know(units, tasks)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, PRODUCT))

    def again(self) -> None:
        """The review was changed: show it anew."""
        self.beginResetModel()
        self._order.arrange(self.review.items)
        self.endResetModel()
        self.changed.emit()

    def item(self, row: int) -> ReviewItem:
        """The item in this row."""
        return self.review.items[self._order.places[row]]

    def items(self) -> list[ReviewItem]:
        """All of them from top to bottom."""
        return [self.review.items[place] for place in self._order.places]

    def row_of(self, key: str) -> int | None:
        """Where an item is."""
        return next((row for row, item in enumerate(self.items()) if item.key == key), None)

    def order(self, *, unsure_first: bool) -> None:
        """Show those that need a look first, or all as on the paper."""
        self.beginResetModel()
        self._order.choose(self.review.items, unsure_first=unsure_first)
        self.endResetModel()

    def origin(self, row: int, column: int) -> Source | None:
        """The words of the document that gave what is in a cell; None where nothing else than the task's own did."""
        task = self.item(row).task
        ground = ground_of(task, column)
        source = ground.source if ground else None
        return source if source != task.source else None

    def is_known(self, name: str) -> bool:
        """Whether a unit is called so."""
        if name not in self._known:
            self._known[name] = self._units.meant(name) is not None
        return self._known[name]

    def unit_names(self) -> Sequence[str]:
        """The units to choose from."""
        return self._units.names

    def notes(self, item: ReviewItem) -> list[tuple[str, str]]:
        """What is said under the words, as (tone, words): the task it became, that it was dropped, remarks."""
        if item.task_id is not None:
            number = self._tasks.get(item.task_id)
            return [("good", _("✓ Đã nhận: nhiệm vụ số {number}").format(number=number) if number else _("✓ Đã nhận"))]
        if item.dropped:
            return [("quiet", _("Đã bỏ · chọn “Lấy lại” nếu cần"))]
        why = _("{whose}: {why}").format(whose=whose_name(item.task.whose), why=item.task.why)
        return [*(("warn", f"▲ {doubt}") for doubt in item.task.doubts), *([("muted", why)] if item.task.why else [])]

    def tone(self, item: ReviewItem) -> str:
        """The colour that stands for the item's state; the words stand beside it."""
        if item.task_id is not None:
            return "good"
        if item.dropped:
            return "quiet"
        return "info" if item.task.sure else "warn"

    # Qt's own

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """All proposals, also the dropped ones."""
        return 0 if parent.isValid() else len(self._order.places)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """The number and the fields."""
        return 0 if parent.isValid() else PRODUCT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Titles above."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return titles()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == DUE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only what still waits can be changed."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() != REF and not self.only_shown and self.item(index.row()).waiting:
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Words for people; `EditRole` is what an editor begins with."""
        if not index.isValid():
            return None
        item, column = self.item(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(item, column)
        if role == Qt.ItemDataRole.EditRole:
            if column in {LEAD, HELP}:
                return shown(item, column)
            value = getattr(item.task, FIELD.get(column, "ref"))
            return due_begun(item.task) if column == DUE else value or ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(item, column))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            ground = ground_of(item.task, column)
            return ground.how if ground else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{titles()[column]}: {shown(item, column) or _('trống')}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take what was typed or picked; a value that cannot be is told and leaves the cell as it was."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        item = self.item(index.row())
        try:
            self.review.edit([item.key], **meant(index.column(), value, item.task))
        except AppError as failure:
            self.refused.emit(failure)
            return False
        if self.item(index.row()) is not item:
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), PRODUCT))
            self.changed.emit()
        return True

    def _know(self, units: UnitCatalogue, tasks: Mapping[str, int]) -> None:
        self._units, self._known, self._tasks = units, {}, tasks
        self.review.stranger = units.stranger

    def _tip(self, item: ReviewItem, column: int) -> str:
        ground = ground_of(item.task, column)
        return "\n\n".join(part for part in (self._tip_of_value(item, column), ground.how if ground else "") if part)

    def _tip_of_value(self, item: ReviewItem, column: int) -> str:
        if column in {LEAD, HELP}:
            names = item.task.lead if column == LEAD else item.task.with_units
            lines = [
                _("{name}: có trong danh mục đơn vị").format(name=name)
                if self.is_known(name)
                else _("{name}: chưa có trong danh mục, Enter để gõ tên đơn vị, F4 để chọn nhiều đơn vị").format(
                    name=name
                )
                for name in names
            ]
            return "\n".join(lines) or _("Văn bản không ghi. Enter để gõ tên đơn vị, F4 để chọn nhiều đơn vị.")
        if column == CLASS:
            return item.task.why or _("Enter để đổi loại; chọn nhiều mục rồi Ctrl+U để đổi cùng lúc.")
        if column == DUE and item.task.deadline_text:
            return _("Văn bản ghi: {words}").format(words=item.task.deadline_text)
        notes = "\n".join(words for _tone, words in self.notes(item)) if column in {REF, TEXT} else ""
        return "\n\n".join(part for part in (shown(item, column), notes) if part) or _("Văn bản không ghi")


def ground_of(task: ProposedTask, column: int) -> Ground | None:
    """What a cell was read from; None where a person decided it, or nothing is in it."""
    return next((ground for ground in task.grounds if ground.what == _GROUND.get(column)), None)


def titles() -> tuple[str, ...]:
    """The titles of the columns."""
    return (
        _("Mục"),
        _("Nhiệm vụ"),
        _("Lĩnh vực"),
        _("Loại"),
        _("Chủ trì"),
        _("Hạn"),
        _("Văn bản ghi về hạn"),
        _("Định kỳ"),
        _("Phối hợp"),
        _("Sản phẩm"),
    )


def shown(item: ReviewItem, column: int) -> str:
    """The words of a cell; "" where there is nothing."""
    task = item.task
    if column == REF:
        return task.ref or _("Thêm")
    if column in {LEAD, HELP}:
        return unit_names.joined(task.lead if column == LEAD else task.with_units)
    value = getattr(task, FIELD[column])
    if column == AREA:
        return area_name(value)
    if column == CLASS:
        return whose_name(value)
    if column == OFTEN:
        return recurring_words(value, task.due_day)
    if column == DUE:
        return show_date(value) or recurring_words(task.recurrence, task.due_day)
    return str(value or "")


def meant(column: int, value: Any, task: ProposedTask) -> dict[str, Any]:  # noqa: ANN401 - what an editor gives
    """The fields of a task that a typed or picked value stands for. Raises AppError `wrong_day`."""
    if column in {LEAD, HELP}:
        return {FIELD[column]: unit_names.typed(value) if isinstance(value, str) else tuple(value)}
    text = clean(str(value or ""))
    if column == DUE:
        try:
            return due_typed(text, task.recurrence)
        except ValueError as wrong:
            raise AppError("wrong_day", _("Chưa nhận hạn “{text}”.").format(text=text), str(wrong)) from None
    return {FIELD[column]: text if column in {TEXT, CLASS} else text or None}


_OF_OTHERS = {"followed": _("{n} theo dõi"), "orientation": _("{n} chủ trương")}


def summary(items: Sequence[ReviewItem]) -> str:
    """How far the review is: `18 đề xuất · 14 chờ nhận · 1 cần xem · 4 đã nhận`."""
    waiting = [item for item in items if item.waiting]
    parts = [
        (len(items), _("{n} đề xuất")),
        (len(waiting), _("{n} chờ nhận")),
        (sum(not item.task.sure for item in waiting), _("{n} cần xem")),
        *((sum(i.task.whose == code for i in waiting), words) for code, words in _OF_OTHERS.items()),
        (sum(item.task_id is not None for item in items), _("{n} đã nhận")),
        (sum(item.dropped for item in items), _("{n} đã bỏ")),
    ]
    return " · ".join(words.format(n=number) for place, (number, words) in enumerate(parts) if number or not place)
