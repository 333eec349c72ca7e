"""Điều chỉnh sau khi chốt: a line of a closed period corrected, with the reason, to be told in the next report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.base.text import clean, show_number
from models.base.words import _
from models.work.codes import state_name
from models.work.month_cells import CHOICES, EDITABLE, column_name, may_edit, read, show
from ui.kit.edit_dialog import Change, EditDialog
from ui.kit.fields import choice_field, line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.whole_line import show_whole

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.month import GridRow
    from models.work.periods import PeriodRow
    from ui.base.jobs import Jobs


class AdjustDialog(EditDialog):
    """What the line says now stands in the fields; what is changed there is corrected, with one reason for all."""

    operation = "period.adjust"
    page = "month"

    def __init__(self, owner: QWidget, jobs: Jobs, period: PeriodRow, row: GridRow, column: str = "") -> None:
        """`column` is where the person stood: its field has the keyboard."""
        about = [(_("{period}, {unit}").format(period=period.name, unit=row.unit), "muted"), (_task(row), "strong")]
        super().__init__(owner, jobs, _("Điều chỉnh sau khi chốt"), _("Ghi điều chỉnh"), about)
        self._period, self._row = period, row
        self._fields: dict[str, QLineEdit] = {}
        self.state = choice_field(column_name("state"), [("", None), *((state_name(c), c) for c in CHOICES)], row.state)
        for name in EDITABLE:
            if name == "state":
                self._add(name, self.state)
            elif may_edit(row, name):
                self._fields[name] = line_field(column_name(name))
                show_whole(self._fields[name], show(row, name))
                self._add(name, self._fields[name])
        hint = _("Vì sao số liệu đã chốt phải sửa; được nêu trong báo cáo sau")
        self.reason = words_box(_("Lý do điều chỉnh"), hint, 2)
        self.form.addRow(plain_label(_("Lý do điều chỉnh"), buddy=self.reason), self.reason)
        note = _("{period} giữ nguyên như đã chốt; điều chỉnh được nêu ở báo cáo của kỳ chưa chốt kế tiếp.")
        self.form.addRow(plain_label(note.format(period=period.name), "muted", wrap=True))
        (self.state if column == "state" else self._fields.get(column, self.reason)).setFocus()

    def about_what(self) -> str:
        """The period, the task and the unit."""
        return ":".join((self._period.key, self._row.task_id, self._row.unit_id))

    def complaint(self) -> tuple[str, QWidget] | None:
        """Figures that can be read, something new, and why."""
        for name in self._changed():
            if name in self._fields:
                try:
                    self._value(name)
                except ValueError as wrong:
                    return str(wrong), self._fields[name]
        if not self._changed():
            return _("Chưa có số liệu nào khác với số liệu đã chốt."), next(iter(self._fields.values()))
        if not clean(self.reason.toPlainText()):
            return _("Hãy ghi lý do điều chỉnh."), self.reason
        return None

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        about = {
            "wrong_percent": "percent",
            "done_in_future": "done_on",
            "done_after_period": "done_on",
            "promise_passed": "promised_on",
        }
        return self.reason if code == "reason_missing" else self._fields.get(about.get(code, ""))

    def change(self) -> Change:
        """Correct what was changed."""
        key, row, reason = self._period.key, self._row, self.reason.toPlainText()
        given = {name: self._value(name) for name in self._changed()}

        def adjust(session: Session) -> None:
            from models.work import adjustments
            from models.work.progress import NewProgress

            adjustments.adjust(session, row.task_id, key, NewProgress(**given), reason, row.unit_id)

        return adjust

    def done_words(self) -> str:
        """What was done."""
        words = _("Đã điều chỉnh {n} số liệu của {period}; báo cáo kỳ sau sẽ nêu.")
        return words.format(n=show_number(len(self._changed())), period=_lower(self._period.name))

    def dirty(self) -> bool:
        """Anything typed."""
        return bool(self._changed() or self.reason.toPlainText().strip())

    # Inside

    def _add(self, name: str, field: QWidget) -> None:
        """The field with what the closed period says below it."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(field)
        now = show(self._row, name) or _("để trống")
        column.addWidget(plain_label(_("Đang ghi: {now}").format(now=now), "muted", wrap=True))
        self.form.addRow(plain_label(column_name(name), buddy=field, wrap=True), both)

    def _changed(self) -> list[str]:
        changed = ["state"] if self.state.currentData() != self._row.state else []
        return changed + [n for n, field in self._fields.items() if field.text().strip() != show(self._row, n)]

    def _value(self, name: str) -> Any:  # noqa: ANN401 - a value of the column
        if name == "state":
            return self.state.currentData()
        return read(self._row, name, self._fields[name].text(), self._period, sure=True)


def _task(row: GridRow) -> str:
    text = " ".join(row.text.split())
    return f"{row.ref} {text if len(text) <= 220 else f'{text[:219]}…'}".strip()


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
