"""Which report, and what văn thư and the leader add to it: kind, period, number, date, signer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from models.base.text import show_date
from models.base.words import _
from ui.base import theme
from ui.base.permissions import lock
from ui.kit.action_button import action_button
from ui.kit.complaint import Complaint
from ui.kit.day_field import WrongDayError, day_hint, read_day
from ui.kit.fields import choice_field, choose, line_field, step_button
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft


class ReportHead(QWidget):
    """Emits `period_changed(step)` (0 for another kind) and `filled(values)` when a field has been left."""

    period_changed = Signal(int)
    filled = Signal(dict)

    def __init__(self, others: QAction) -> None:
        """`others` leads to the reports that were made before."""
        super().__init__()
        from models.work.report_kinds import REPORT_KINDS

        self._kind = choice_field(_("Loại báo cáo"), ((kind.name, kind.code) for kind in REPORT_KINDS.values()))
        self._period = plain_label("", "strong")
        self._number = _short(line_field(_("Số")), 6)
        self._day = _short(line_field(_("Ngày ban hành"), day_hint()), 17)
        self._signer = choice_field(_("Người ký"))
        self._signer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._signer.setMaximumWidth(theme.em(22))
        self._wrong = Complaint(self._day, self._day)
        self._shown: tuple[str, date | None, str | None] = ("", None, None)
        self._lay_out(others)
        self._kind.activated.connect(lambda _row: self.period_changed.emit(0))
        self._number.editingFinished.connect(self._left)
        self._day.editingFinished.connect(self._left)
        self._signer.activated.connect(lambda _row: self._left())

    def kind(self) -> str:
        """The kind chosen."""
        return str(self._kind.currentData())

    def choose_kind(self, kind: str) -> None:
        """Choose from elsewhere, without a signal."""
        choose(self._kind, kind)

    def allow(self, *, number: bool, signer: bool) -> None:
        """Who may not give number and date, or choose the signer, reads them only."""
        for field in (self._number, self._day):
            lock(field, not number)
        self._signer.setEnabled(signer)

    def focus(self, field: str) -> None:
        """Put the keyboard into `number`, `date` or `signer`."""
        widget = {"number": self._number, "date": self._day, "signer": self._signer}[field]
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_draft(self, draft: ReportDraft) -> None:
        """Show what is kept; a field that is being typed in keeps what is typed."""
        from models.work import periods

        self._period.setText(periods.name(draft.period_key))
        self._shown = (draft.number, draft.issued_on, draft.signer_id)
        if not self._number.hasFocus():
            self._number.setText(draft.number)
        if not self._day.hasFocus():
            self._day.setText(show_date(draft.issued_on))
        named = _("Mặc định: {name}").format(name=draft.data.signer.name)
        usual = _("Người ký mặc định") if draft.signer_id else named
        self._show_signers([(person.id, f"{person.name} ({person.title})") for person in draft.signers], usual)

    def _show_signers(self, signers: Sequence[tuple[str, str]], usual: str) -> None:
        self._signer.clear()
        self._signer.addItem(usual if signers else _("Chưa có người ký"), None)
        for person_id, words in signers:
            self._signer.addItem(words, person_id)
        choose(self._signer, self._shown[2])
        self._signer.updateGeometry()

    def _left(self) -> None:
        """Hand over number, date and signer if one of them is new; a date that is none is said in place."""
        try:
            day = read_day(self._day.text()) if self._day.text().strip() else None
        except WrongDayError as wrong:
            self._wrong.say(wrong.short)
            return
        self._wrong.say("")
        values: dict[str, Any] = {"number": self._number.text().strip(), "issued_on": day}
        values["signer_id"] = self._signer.currentData()
        if (values["number"], day, values["signer_id"]) != self._shown:
            self._shown = (values["number"], day, values["signer_id"])
            self.filled.emit(values)

    def _lay_out(self, others: QAction) -> None:
        row = FlowLayout(self)
        row.addWidget(self._kind)
        row.addWidget(step_button("‹", _("Kỳ trước"), lambda: self.period_changed.emit(-1)))
        row.addWidget(self._period)
        row.addWidget(step_button("›", _("Kỳ sau"), lambda: self.period_changed.emit(1)))
        for name, widget in ((_("Số"), self._number), (_("Ngày"), self._day), (_("Người ký"), self._signer)):
            row.addWidget(_named(name, widget))
        row.addWidget(action_button(others))


def _named(name: str, widget: QWidget) -> QWidget:
    """A field with its name, which go to the next line together."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.em(0.4))
    row.addWidget(plain_label(name, "muted", buddy=widget))
    row.addWidget(widget)
    return pair


def _short(line: QLineEdit, width: int) -> QLineEdit:
    line.setMaximumWidth(theme.letters(width) + theme.em(1.2))
    return line
