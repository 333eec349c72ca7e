"""The fields of a task, to fill in and correct. It reads and writes plain values; nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from models.base import clock
from models.base.text import clean, read_number, show_number
from models.base.words import _
from models.work import short_names, unit_names
from models.work.unit_catalogue import UnitCatalogue
from ui.base import theme
from ui.kit.day_field import DayField, WrongDayError, wrong_day
from ui.kit.fields import choose, line_field, words_box
from ui.kit.hint_line import HintLine
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.name_line import NameLine
from ui.kit.whole_line import show_whole
from ui.tasks import task_choices
from ui.tasks.since_when import SinceWhen

if TYPE_CHECKING:
    from models.work.indicators import IndicatorRow
    from models.work.tasks import TaskFields


@dataclass(frozen=True)
class FormChoices:
    """What the boxes offer: units, and documents as (id, label); `given`: since when each document's tasks exist."""

    units: UnitCatalogue
    directives: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, date], ...] = ()


_NAMES = 30_000  # letters: a province gives a task to all its communes


class TaskForm(QWidget):
    """`edited` is emitted for every change by a person; `dirty` says whether there is something to save."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices = FormChoices(UnitCatalogue(), ())
        self._kept: dict[str, str] = {}
        self._directive: tuple[str | None, str, tuple[int, int] | None] = (None, "", None)
        self._since_kept: tuple[str, ...] | None = (
            None  # of a kept task: how often, on which day, since when, by which document
        )
        self.text = words_box(_("Nội dung"), _("Việc phải làm, như văn bản giao ghi"), 3)
        self.ref = line_field(_("Mục trong văn bản"), _("ví dụ: 3.2"), longest=40)
        self.ref.setMaximumWidth(theme.letters(18))
        self.short = HintLine(_("Tên gọi tắt"), _("dùng trong báo cáo"), 150)
        self.area = task_choices.area_box()
        self.source = task_choices.box(_("Văn bản giao"), [(_("Không có văn bản trong sổ"), "")])
        self.assigned = DayField(_("Ngày giao"))
        self.whose = task_choices.whose_box()
        self.lead, self.helping = _names_line(_("Chủ trì")), _names_line(_("Phối hợp"))
        self.pick = QPushButton(_("Chọn đơn vị…"))
        self.pick.setAutoDefault(False)
        self.unknown = ShortLabel(role="warn")  # its line is kept: a name that is left moves nothing below
        self.deadline = line_field(
            _("Thời hạn theo văn bản"), _("nguyên văn, ví dụ: trước ngày 15/3/2024"), longest=300
        )
        self.due = DayField(_("Hạn hoàn thành"))
        self.recurrence, self.due_day = task_choices.recurrence_box(), task_choices.due_day_box()
        self.product = line_field(_("Sản phẩm"), _("ví dụ: Kế hoạch, Báo cáo, Quyết định"), longest=500)
        self.note = words_box(_("Ghi chú"), "", 2)
        self.measure = line_field(_("Chỉ số"), _("ví dụ: Tỷ lệ hồ sơ giải quyết đúng hạn"), longest=300)
        self.unit_of_measure = line_field(_("Đơn vị tính"), _("%, hồ sơ…"), longest=40)
        self.unit_of_measure.setMinimumWidth(theme.letters(15))
        self.baseline = line_field(_("Số liệu gốc"), longest=20)
        self.target = line_field(_("Mục tiêu"), longest=20)
        self.direction = task_choices.direction_box()
        self._lay_out()
        self._connect()
        self._explain_recurrence()
        self._look_for_units()
        self._kept = self._now()

    # Filling and reading

    def show_choices(self, choices: FormChoices) -> None:
        """Offer units and documents."""
        self._choices = choices
        for line in (self.lead, self.helping):
            line.offer(choices.units.names)
        kept = self.source.currentData()
        while self.source.count() > 1:
            self.source.removeItem(1)
        for key, label in choices.directives:
            self.source.addItem(label, key)
        choose(self.source, kept)
        self._look_for_units()

    def show_task(self, fields: TaskFields, measure: IndicatorRow | None, *, new: bool) -> None:
        """Show a task. The document of a kept task is part of where it came from and stays."""
        self.text.setPlainText(fields.text)
        show_whole(self.short, fields.short_name)
        self._propose_short()
        show_whole(self.ref, fields.ref)
        choose(self.area, fields.area or "")
        show_whole(self.lead, unit_names.joined(fields.lead))
        show_whole(self.helping, unit_names.joined(fields.with_units))
        show_whole(self.deadline, fields.deadline_text)
        self.due.show_day(fields.due_on)
        choose(self.recurrence, fields.recurrence or "")
        choose(self.due_day, str(fields.due_day or ""))
        show_whole(self.product, fields.product)
        self.note.setPlainText(fields.note)
        self._directive = (fields.directive_id, fields.source_text, fields.source)
        choose(self.source, fields.directive_id or "")
        self.rows.setRowVisible(self.source, new)
        self.assigned.show_day(fields.assigned_on)
        choose(self.whose, fields.whose)
        show_whole(self.measure, measure.name if measure else "")
        show_whole(self.unit_of_measure, measure.measure if measure else "")
        show_whole(self.baseline, show_number(measure.baseline) if measure else "")
        show_whole(self.target, show_number(measure.target) if measure else "")
        choose(self.direction, measure.direction if measure else "up")
        self._kept = self._now()
        kept = (fields.recurrence or "", str(fields.due_day or ""), self.assigned.text(), fields.directive_id or "")
        self._since_kept = None if new else kept
        self._look_for_units()
        self._explain_recurrence()

    def fields(self) -> TaskFields:
        """What is filled in. Call only when there is no `complaint`."""
        from models.work.tasks import TaskFields

        directive, source_text, source = self._directive
        lead, helping = self.roles()
        chosen = self.source.currentData()
        if not self.source.isHidden() and chosen:
            directive, source_text = chosen, self.source.currentText()
        return TaskFields(
            text=clean(self.text.toPlainText()),
            ref=self.ref.text(),
            area=self.area.currentData() or None,
            lead=lead,
            with_units=helping,
            deadline_text=self.deadline.text(),
            due_on=self.due.day(),
            recurrence=self.recurrence.currentData() or None,
            due_day=self._day_of_month(),
            product=self.product.text(),
            short_name=self.short.text(),
            note=self.note.toPlainText(),
            directive_id=directive or None,
            source_text=source_text,
            source=source,
            assigned_on=self.assigned.day(),
            whose=str(self.whose.currentData()),
        )

    def indicator(self) -> IndicatorRow | None:
        """The indicator filled in, or None. Call only when there is no `complaint`."""
        from models.work.indicators import IndicatorRow

        name = clean(self.measure.text())
        if not name:
            return None
        return IndicatorRow(
            task_id="",
            name=name,
            measure=clean(self.unit_of_measure.text()),
            target=_number(self.target.text()),
            baseline=_number(self.baseline.text()),
            direction=str(self.direction.currentData()),
        )

    def complaint(self) -> tuple[str, QWidget] | None:
        """What keeps it from being saved, and where."""
        if not clean(self.text.toPlainText()):
            return _("Hãy nhập nội dung nhiệm vụ."), self.text
        for line in (self.lead, self.helping):
            if half := line.half_typed():
                words = _("“{words}” chưa phải tên đơn vị: Enter để lấy đơn vị đang hiện, Esc để giữ nguyên chữ.")
                return words.format(words=half), line
        for day in (self.assigned, self.due):
            if (wrong := wrong_day(day)) is not None:
                return wrong
        for field in (self.baseline, self.target):
            try:
                _number(field.text())
            except ValueError:
                words = _("{name}: “{text}” không phải là số. Hãy gõ dạng 1.234,5.")
                return words.format(name=field.accessibleName(), text=field.text()), field
        extra = (self.unit_of_measure, self.baseline, self.target)
        if not clean(self.measure.text()) and any(field.text().strip() for field in extra):
            return _("Chỉ số chưa có tên."), self.measure
        return None

    def keep(self) -> None:
        """What stands in the fields has been saved."""
        self._kept = self._now()

    def dirty(self) -> bool:
        """Whether something differs from what was shown."""
        return self._now() != self._kept

    def show_roles(self, lead: Sequence[str], helping: Sequence[str]) -> None:
        """Take over what was ticked in the list of units."""
        show_whole(self.lead, unit_names.joined(lead))
        show_whole(self.helping, unit_names.joined(helping))
        self._look_for_units()
        self.edited.emit()

    def roles(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who leads and who helps, by name."""
        known = self._choices.units.names
        return unit_names.typed(self.lead.text(), known), unit_names.typed(self.helping.text(), known)

    def units(self) -> UnitCatalogue:
        """The units to choose from."""
        return self._choices.units

    # Inside

    def _now(self) -> dict[str, str]:
        lines: Mapping[str, QLineEdit | QPlainTextEdit | QComboBox | DayField] = self._widgets()
        return {key: _value(widget) for key, widget in lines.items()}

    def _widgets(self) -> dict[str, QLineEdit | QPlainTextEdit | QComboBox | DayField]:
        names = ["text", "short", "ref", "area", "source", "assigned", "whose", "lead", "helping", "deadline"]
        names += ["due", "recurrence", "due_day", "product", "note"]
        names += ["measure", "unit_of_measure", "baseline", "target", "direction"]
        return {name: getattr(self, name) for name in names}

    def _connect(self) -> None:
        for widget in self._widgets().values():
            if isinstance(widget, DayField):
                widget.edited.connect(self.edited)
            elif isinstance(widget, QComboBox):
                widget.activated.connect(lambda _place: self.edited.emit())
            else:
                widget.textChanged.connect(lambda *_text: self.edited.emit())
        for line in (self.lead, self.helping):
            line.editingFinished.connect(self._look_for_units)
        self.text.textChanged.connect(self._propose_short)
        for box in (self.recurrence, self.due_day, self.source, self.whose):
            box.currentIndexChanged.connect(lambda _place: self._explain_recurrence())
        self.edited.connect(self._explain_recurrence)

    def _propose_short(self) -> None:
        """What the report will call the task where nobody wrote a name, in grey."""
        proposed = short_names.proposed(self.text.toPlainText())
        self.short.show_hint(proposed or _("dùng trong báo cáo"))

    def _lay_out(self) -> None:
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, theme.em(0.4), 0)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rows.setVerticalSpacing(theme.em(0.4))
        self._add(self.text)
        self._add(self.short)
        self._pair(self.ref, self.area)
        self._add(self.source)
        self._add(self.assigned)
        who = QWidget()
        across = QHBoxLayout(who)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.lead, 1)
        across.addWidget(self.pick)
        self._add(self.lead, who)
        self._add(self.helping)
        self.rows.addRow(self.unknown)
        self._add(self.deadline)
        self._add(self.due)
        self.since = SinceWhen(self.recurrence)
        self.since.from_today.connect(self._count_from_today)
        self._add(self.recurrence, self.since)
        self._add(self.due_day)
        self._add(self.product)
        self._add(self.whose)
        self._add(self.note)
        self._add(self.measure)
        self._pair(self.unit_of_measure, self.direction)
        self._pair(self.baseline, self.target)

    def _add(self, widget: QWidget, shown: QWidget | None = None) -> None:
        self.rows.addRow(plain_label(_name(widget), buddy=widget), shown or widget)

    def _pair(self, first: QWidget, second: QWidget) -> None:
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.em(0.5))
        across.addWidget(first, 1)
        across.addWidget(plain_label(_name(second), buddy=second))
        across.addWidget(second, 2)
        self.rows.addRow(plain_label(_name(first), buddy=first), both)

    def _look_for_units(self) -> None:
        units = self._choices.units
        lead, helping = self.roles()
        strange = [name for name in (*lead, *helping) if units.meant(name) is None] if units.names else []
        words = _("Ngoài danh mục, ghi bằng chữ, không tính vào đơn vị nào: {names}")
        self.unknown.setText(words.format(names="; ".join(strange)) if strange else "")

    def _day_of_month(self) -> int | None:
        day = self.due_day.currentData() if self.recurrence.currentData() else ""
        return int(day) if day else None

    def _explain_recurrence(self) -> None:
        directive = str(self.source.currentData() or self._directive[0] or "")
        recurrence = str(self.recurrence.currentData() or "")
        self.rows.setRowVisible(self.due_day, bool(recurrence))
        now = (recurrence, str(self.due_day.currentData() or ""), self.assigned.text(), directive)
        try:
            day = self.assigned.day()
        except WrongDayError:
            return  # half typed
        told = self._since_kept != now and self.whose.currentData() == "ours"
        self.since.explain(
            recurrence,
            self._day_of_month(),
            day or dict(self._choices.given).get(directive),
            of_directive=bool(directive),
            single_day=bool(self.due.text().strip()),
            told=told,
        )

    def _count_from_today(self) -> None:
        self.assigned.show_day(clock.today())
        self.assigned.line.setFocus()
        self.edited.emit()


def new_fields(known: Mapping[str, str]) -> TaskFields:
    """An empty task with what is known of it already: area, unit, document."""
    from models.work.codes import AREAS
    from models.work.tasks import TaskFields

    area, lead = known.get("area"), known.get("lead")
    return TaskFields(
        text="",
        area=area if area in AREAS else None,
        lead=(lead,) if lead else (),
        directive_id=known.get("directive"),
    )


def _names_line(name: str) -> NameLine:
    line = NameLine(name, _("tên đơn vị; cách nhau bằng dấu ;"))
    line.setMaxLength(_NAMES)
    return line


def _name(widget: QWidget) -> str:
    return (widget.line if isinstance(widget, DayField) else widget).accessibleName()


def _number(text: str) -> Decimal | None:
    return read_number(text) if text.strip() else None


def _value(widget: QLineEdit | QPlainTextEdit | QComboBox | DayField) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    return widget.text()
