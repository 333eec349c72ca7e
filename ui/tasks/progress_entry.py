"""Cập nhật tiến độ: one unit's entry for one task and period. The grid for all of them is the page Cập nhật kỳ."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from models.base.text import read_number, show_date, show_number
from models.base.words import _
from models.work.codes import STATES, state_name
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change
from ui.kit.fields import choose, line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.whole_line import show_whole
from ui.tasks.task_dialog import TaskDialog, named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_detail import EntryRow, TaskDetail
    from ui.base.jobs import Jobs


class ProgressDialog(TaskDialog):
    """Begins with what the unit has said for the period; only what was changed is written."""

    operation = "progress.put"

    def __init__(self, owner: QWidget, jobs: Jobs, detail: TaskDetail) -> None:
        super().__init__(owner, jobs, [detail.row], _("Cập nhật tiến độ"), _("Lưu tiến độ"))
        self._detail = detail
        self._before: dict[str, str] = {}
        self.period, self.unit, self.state = QComboBox(), QComboBox(), QComboBox()
        self.percent, self.value = QLineEdit(), QLineEdit()
        self.day = DayField(_("Ngày hoàn thành"))
        self.reason = line_field(_("Nguyên nhân chủ yếu"), _("vì sao chậm; giữ cho các kỳ sau tới khi ghi khác"))
        self.promise = DayField(_("Hẹn hoàn thành"))
        self.note = words_box(_("Tình hình thực hiện"), _("Đã làm gì, vướng gì; được in trong báo cáo"))
        self._fill_choices()
        self._lay_fields()
        for box in (self.period, self.unit):
            box.currentIndexChanged.connect(lambda _place: self._show_entry())
        self._show_entry()
        for changed in (self.day.line.textChanged, self.percent.textChanged, self.state.currentIndexChanged):
            changed.connect(lambda _what: self._offer_delay())
        self._offer_delay()
        self.percent.setFocus()

    def about_what(self) -> str:
        """The task, and the period that is spoken of."""
        return ":".join((str(self.period.currentData() or ""), *self.ids()))

    def complaint(self) -> tuple[str, QWidget] | None:
        """Figures that can be read, and something new to say."""
        percent = self.percent.text().strip().removesuffix("%").strip()
        if percent and not (percent.isascii() and percent.isdigit() and int(percent) <= 100):
            return _("Tiến độ là số nguyên từ 0 đến 100."), self.percent
        if self.value.text().strip():
            try:
                read_number(self.value.text())
            except ValueError:
                return _("Giá trị “{text}” không phải là số.").format(text=self.value.text()), self.value
        wrong = wrong_day(self.day) or (wrong_day(self.promise) if self._asks_delay() else None)
        if wrong is not None:
            return wrong
        if not self.dirty():
            return _("Chưa có gì thay đổi để lưu."), self.percent
        return None

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        fields = {"wrong_percent": self.percent, "done_in_future": self.day.line, "period_closed": self.period}
        return (fields | {"promise_passed": self.promise.line}).get(code)

    def change(self) -> Change:
        """Write the changed parts of the entry."""
        task_id, period, unit = self._detail.row.id, self.period.currentData(), self.unit.currentData()
        given = self._given()

        def put(session: Session) -> None:
            from models.work import progress

            progress.put(session, task_id, period, progress.NewProgress(**given), unit)

        return put

    def done_words(self) -> str:
        """What was done."""
        what, period = named(self.rows), self.period.currentText()
        return _("Đã lưu tiến độ {what}, {period}.").format(what=what, period=period)

    def dirty(self) -> bool:
        """Anything else than what is kept."""
        return self._now() != self._before

    # Inside

    def _fill_choices(self) -> None:
        for month in self._detail.months:
            self.period.addItem(
                _("{name} (đã chốt)").format(name=month.name) if month.closed else month.name, month.key
            )
        seen: set[str] = set()
        for party in (*self._detail.lead, self._detail.own, *self._detail.helping):
            if party.unit_id and party.unit_id not in seen:
                seen.add(party.unit_id)
                self.unit.addItem(party.name, party.unit_id)
        if not any(party.unit_id for party in self._detail.lead) or len(self._detail.lead) > 1:
            choose(self.unit, self._detail.own.unit_id)
        self.state.addItem(_("Tự tính theo tiến độ"), "")
        for code in STATES:
            if code not in {"cancelled", "new"}:
                self.state.addItem(state_name(code), code)

    def _lay_fields(self) -> None:
        measure = self._detail.indicator
        name = _("Giá trị chỉ số")
        if measure is not None:
            name = f"{measure.name} ({measure.measure})" if measure.measure else measure.name
        fields: list[tuple[str, QWidget]] = [
            (_("Kỳ"), self.period),
            (_("Đơn vị báo cáo"), self.unit),
            (_("Tiến độ (%)"), self.percent),
            (name, self.value),
            (_("Trạng thái"), self.state),
            (_("Ngày hoàn thành"), self.day),
            (_("Nguyên nhân chủ yếu"), self.reason),
            (_("Hẹn hoàn thành"), self.promise),
            (_("Tình hình thực hiện"), self.note),
        ]
        for words, field in fields:
            field.setAccessibleName(words)
            if field is not self.value or measure is not None:
                self.form.addRow(plain_label(words, buddy=field, wrap=True), field)
        if measure is None:
            self.value.setParent(self)
            self.value.hide()

    def _entry(self) -> EntryRow | None:
        here = (self.period.currentData(), self.unit.currentData())
        return next((e for e in self._detail.entries if (e.period_key, e.unit_id) == here), None)

    def _delay(self) -> tuple[str, date | None]:
        """Why it is late and until when it is promised, as it stands in the chosen period."""
        place = self.period.currentIndex()
        until = self._detail.months[place].to_on if place >= 0 else date.min
        return self._detail.delay_of(self.unit.currentData(), until)

    def _asks_delay(self) -> bool:
        """Of what is done nobody asks why it is late."""
        return not self.day.text() and self.state.currentData() != "accepted" and self._now()["percent"] != "100"

    def _offer_delay(self) -> None:
        """The fields keep their places: nothing may move under the hand that types a day or a figure."""
        asked = self._asks_delay()
        for field in (self.reason, self.promise):
            field.setEnabled(asked)
            self.form.labelForField(field).setEnabled(asked)

    def _show_entry(self) -> None:
        """Show what is kept for this unit and period; typing that is not saved yet stays as it is."""
        typed = self._now()
        touched = bool(self._before) and typed != self._before
        entry, (reason, promised_on) = self._entry(), self._delay()
        self._before = {
            "percent": "" if entry is None or entry.percent is None else str(entry.percent),
            "value": show_number(entry.value) if entry else "",
            "state": (entry.state or "") if entry else "",
            "done_on": entry.done_on.strftime("%d/%m/%Y") if entry and entry.done_on else "",
            "reason": reason,
            "promised_on": show_date(promised_on),
            "note": entry.note if entry else "",
        }
        if touched:
            return
        self.percent.setText(self._before["percent"])
        self.value.setText(self._before["value"])
        choose(self.state, self._before["state"])
        self.day.show_day(entry.done_on if entry else None)
        show_whole(self.reason, reason)
        self.promise.show_day(promised_on)
        self.note.setPlainText(self._before["note"])
        self._before = self._now()

    def _now(self) -> dict[str, str]:
        return {
            "percent": self.percent.text().strip().removesuffix("%").strip(),
            "value": self.value.text().strip(),
            "state": str(self.state.currentData() or ""),
            "done_on": self.day.text(),
            "reason": self.reason.text().strip(),
            "promised_on": self.promise.text(),
            "note": self.note.toPlainText().strip(),
        }

    def _given(self) -> dict[str, Any]:
        now = self._now()
        changed = {key for key, text in now.items() if text != self._before[key]}
        value: Decimal | None = read_number(now["value"]) if now["value"] else None
        typed: dict[str, Any] = {
            "percent": int(now["percent"]) if now["percent"] else None,
            "value": value,
            "state": now["state"] or None,
            "done_on": self.day.day(),
            "reason": now["reason"],
            "promised_on": self.promise.day(),
            "note": now["note"],
        }
        if not self._asks_delay():
            changed -= {"reason", "promised_on"}
        return {key: typed[key] for key in changed}
