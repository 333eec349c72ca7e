"""Which report, and what văn thư and the leader add to it: kind, period, number, date, signer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from models.base.text import show_date
from models.base.typed_number import report_number
from models.base.words import _
from ui.base import theme
from ui.base.permissions import lock
from ui.kit.action_button import action_button
from ui.kit.complaint import Complaint
from ui.kit.day_field import WrongDayError, day_hint, read_day
from ui.kit.fields import choice_field, choose, line_field
from ui.kit.flow import FlowLayout
from ui.kit.labels import plain_label
from ui.kit.period_choice import PeriodChoice
from ui.kit.whole_line import type_over

if TYPE_CHECKING:
    from models.reports.report_draft import ReportDraft


_NEW = "new"  # the entry that leads to somebody who is not listed yet; an id is no such word


class ReportHead(QWidget):
    """Emits `kind_chosen`, `period_chosen`, `issuer_chosen`, and `filled(values)` when a field has been left."""

    kind_chosen = Signal(str)
    period_chosen = Signal(str)
    filled = Signal(dict)
    new_signer_wanted = Signal()
    issuer_chosen = Signal(str)

    def __init__(self, others: QAction) -> None:
        """`others` leads to the reports that were made before."""
        super().__init__()
        from models.work.report_kinds import REPORT_KINDS

        self._kind = choice_field(_("Loại báo cáo"), ((kind.name, kind.code) for kind in REPORT_KINDS.values()))
        self._issuer = choice_field(_("Cơ quan ban hành"))
        self._issuer.setToolTip(_("Ai ban hành báo cáo này: tên, số ký hiệu, người ký, nơi nhận theo cơ quan đó"))
        self.period = PeriodChoice()
        self.period.picked.connect(self.period_chosen)
        self._number = _short(line_field(_("Số")), 6)
        self._day = _short(line_field(_("Ngày ban hành"), day_hint()), 17)
        self._signer = choice_field(_("Người ký"))
        for box in (self._issuer, self._signer):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(theme.em(22))
        self._complaints = {field: Complaint(field, field) for field in (self._number, self._day)}
        self._shown: tuple[str, date | None, str | None] = ("", None, None)
        self._report = ("", "", "")  # kind, period and issuer of the report that is shown
        self._symbol = ""
        self._unkept: set[QLineEdit] = set()  # fields with typing that is no number, or no day
        self._new_signer = False  # whether one may be entered
        self._lay_out(others)
        self._kind.activated.connect(lambda _row: self.kind_chosen.emit(str(self._kind.currentData())))
        self._number.editingFinished.connect(self._left)
        self._day.editingFinished.connect(self._left)
        self._signer.activated.connect(lambda _row: self._signer_picked())
        self._issuer.activated.connect(lambda _row: self._issuer_picked())

    def allow(self, *, number: bool, signer: bool, new_signer: bool) -> None:
        """Who may not give number and date, or choose the signer, reads them only; not everybody enters people."""
        self._new_signer = new_signer
        for field in (self._number, self._day):
            lock(field, not number)
        self._signer.setEnabled(signer)

    def focus(self, field: str) -> None:
        """Put the keyboard into `number`, `date` or `signer`."""
        widget = {"number": self._number, "date": self._day, "signer": self._signer}[field]
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_draft(self, draft: ReportDraft) -> None:
        """Show what is kept; a field that is being typed in keeps what is typed, unless another report is shown."""
        choose(self._kind, draft.kind)
        self.period.show_periods(draft.listed, draft.period_key, draft.issuer)
        self._shown = (draft.number, draft.issued_on, draft.signer_id)
        self._symbol = draft.data.letterhead.symbol
        self._show_issuers(draft)
        other = self._report != (draft.kind, draft.period_key, draft.issuer)
        if other:
            self._report = (draft.kind, draft.period_key, draft.issuer)
            self._say({})
        for field, kept in ((self._number, draft.number), (self._day, show_date(draft.issued_on))):
            typing = field.hasFocus() or field in self._unkept
            if (other or not typing) and field.text() != kept:
                field.setText(kept)
        named = _("Mặc định: {name}").format(name=draft.data.signer.name)
        usual = _("Người ký mặc định") if draft.signer_id else named
        self._show_signers([(person.id, f"{person.name} ({person.title})") for person in draft.signers], usual)

    def _show_issuers(self, draft: ReportDraft) -> None:
        """A choice where there are two; nothing where the office can only issue by itself."""
        if [self._issuer.itemData(row) for row in range(self._issuer.count())] != [one.key for one in draft.issuers]:
            self._issuer.clear()
            for one in draft.issuers:
                self._issuer.addItem("", one.key)
        for row, one in enumerate(draft.issuers):
            self._issuer.setItemText(row, one.name)
        choose(self._issuer, draft.issuer)
        self._issuer_pair.setVisible(len(draft.issuers) > 1)

    def _issuer_picked(self) -> None:
        chosen = str(self._issuer.currentData())
        if chosen != self._report[2]:
            self.issuer_chosen.emit(chosen)

    def _show_signers(self, signers: Sequence[tuple[str, str]], usual: str) -> None:
        self._signer.clear()
        self._signer.addItem(usual if signers else _("Chưa có người ký"), None)
        for person_id, words in signers:
            self._signer.addItem(words, person_id)
        if self._new_signer:
            self._signer.insertSeparator(self._signer.count())
            self._signer.addItem(_("Thêm người ký…"), _NEW)
        choose(self._signer, self._shown[2])
        self._signer.updateGeometry()

    def _signer_picked(self) -> None:
        if self._signer.currentData() == _NEW:
            choose(self._signer, self._shown[2])
            self.new_signer_wanted.emit()
        else:
            self._left()

    def _left(self) -> None:
        """Hand over number, date and signer if one of them is new; what is none is said in place and stays as kept."""
        wrong: dict[QLineEdit, str] = {}
        number, day, _signer = self._shown
        try:
            number = report_number(self._number.text(), self._symbol)
        except ValueError as why:
            wrong[self._number] = str(why)
        try:
            day = read_day(self._day.text()) if self._day.text().strip() else None
        except WrongDayError as why:
            wrong[self._day] = why.short
        self._say(wrong)
        if self._number not in wrong:
            type_over(self._number, number)
        values: dict[str, Any] = {"number": number, "issued_on": day, "signer_id": self._signer.currentData()}
        if tuple(values.values()) != self._shown:
            self._shown = (number, day, values["signer_id"])
            self.filled.emit(values)

    def _say(self, wrong: Mapping[QLineEdit, str]) -> None:
        """What is wrong with what was typed, beside its field, where it stays until it is right."""
        self._unkept = set(wrong)
        for field, complaint in self._complaints.items():
            complaint.say(wrong.get(field, ""))

    def _lay_out(self, others: QAction) -> None:
        row = FlowLayout(self)
        row.addWidget(self._kind)
        row.addWidget(self.period)
        row.addWidget(self.period.now)
        self._issuer_pair = _named(_("Cơ quan"), self._issuer)
        row.addWidget(self._issuer_pair)
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
