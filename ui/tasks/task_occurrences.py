"""The occurrences of a recurring duty: what came of each; one that was missed is told as done later, or waived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.base import clock
from models.base.text import clean, show_date, show_number
from models.base.words import _
from ui.base import theme
from ui.base.context import Context
from ui.base.permissions import only_for
from ui.kit.day_field import DayField, wrong_day
from ui.kit.edit_dialog import Change
from ui.kit.fields import button, choice_field, line_field, words_box
from ui.kit.labels import plain_label
from ui.kit.read_table import ReadTable
from ui.tasks.task_dialog import TaskDialog, named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.task_detail import TaskDetail
    from models.work.task_list import TaskRow
    from models.work.task_occurrences import OccurrenceRow
    from ui.base.jobs import Jobs

_EVERYBODY = ""


class TaskOccurrences(QWidget):
    """Newest first, with the sum of all above them. `owner` gives the view that the dialogs belong to.

    What is told is told of the rows that are selected, of all of them at once; with none selected the dialog asks.
    """

    def __init__(self, context: Context, owner: Callable[[], QWidget]) -> None:
        super().__init__()
        self._context, self._owner = context, owner
        self._row: TaskRow | None = None
        self._every: tuple[OccurrenceRow, ...] = ()
        titles = [_("Kỳ"), _("Thời hạn"), _("Kết quả"), _("Đơn vị còn lại / lý do miễn")]
        self.list = ReadTable(
            _("Các kỳ thực hiện"), titles, _("Nhiệm vụ này không lặp lại theo kỳ."), right=frozenset({1})
        )
        self.sum = plain_label("", "strong", wrap=True)
        self.done = button(_("Ghi đã hoàn thành…"), self._tell_done)
        self.waive = button(_("Miễn thực hiện…"), self._waive)
        self.list.table.itemSelectionChanged.connect(self._allow)
        only_for(context, "progress.put", self.done)
        only_for(context, "task.waive", self.waive)
        foot = QHBoxLayout()
        foot.addWidget(self.done)
        foot.addWidget(self.waive)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(0.4), 0, 0)
        column.addWidget(self.sum)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_detail(self, detail: TaskDetail) -> None:
        """Show those of a task."""
        from models.work.task_occurrences import result_words, sums_words

        same = self._row is not None and self._row.id == detail.row.id
        kept = {self._every[place].period for place in self.list.chosen()} if same else set()
        self._row, self._every = detail.row, detail.occurrences
        self.sum.setText(sums_words(detail.occurrences, clock.today()))
        self.sum.setVisible(bool(self.sum.text()))
        self.list.show_lines(
            [
                [one.name, show_date(one.due_on), result_words(one), one.waived or "; ".join(n for _id, n in one.left)]
                for one in detail.occurrences
            ]
        )
        self.list.choose(place for place, one in enumerate(self._every) if one.open and one.period in kept)
        self._allow()

    def _chosen(self) -> tuple[OccurrenceRow, ...]:
        return tuple(one for place in self.list.chosen() if (one := self._every[place]).open)

    def _allow(self) -> None:
        """There is nothing to tell of what is done or waived."""
        some = bool(self._chosen()) if self.list.chosen() else any(one.open for one in self._every)
        for each in (self.done, self.waive):
            each.setEnabled(some)

    def _tell_done(self) -> None:
        self._ask(LateDoneDialog)

    def _waive(self) -> None:
        self._ask(WaiveDialog)

    def _ask(self, dialog: type[WaiveDialog | LateDoneDialog]) -> None:
        open_ones = [one for one in self._every if one.open]
        if self._row is not None and open_ones:
            dialog(self._owner(), self._context.jobs, self._row, open_ones, self._chosen()).open()


class PeriodBox(QComboBox):
    """The occurrences that are open, the oldest first: that is what the duty is late by. Before them, where several
    are chosen, all of these.
    """

    def __init__(self, open_ones: Sequence[OccurrenceRow], chosen: Sequence[OccurrenceRow]) -> None:
        super().__init__()
        self.setAccessibleName(_("Kỳ"))
        if len(chosen) > 1:
            first, last = min(chosen, key=lambda one: one.due_on), max(chosen, key=lambda one: one.due_on)
            words = _("{n} kỳ đang chọn: {first} – {last}").format(
                n=show_number(len(chosen)), first=first.name, last=last.name
            )
            self.addItem(words, [one.period for one in reversed(chosen)])
        for one in reversed(open_ones):
            self.addItem(_("{name} (hạn {day})").format(name=one.name, day=show_date(one.due_on)), [one.period])
        if len(chosen) == 1:
            self.setCurrentIndex([self.itemData(place) for place in range(self.count())].index([chosen[0].period]))

    def meant(self) -> list[str]:
        """The periods of those that are meant, the oldest first."""
        return list(self.currentData())


class WaiveDialog(TaskDialog):
    """Miễn thực hiện: which occurrences nobody has to make, why, by whose leave."""

    operation = "task.waive"

    def __init__(
        self,
        owner: QWidget,
        jobs: Jobs,
        row: TaskRow,
        open_ones: Sequence[OccurrenceRow],
        chosen: Sequence[OccurrenceRow] = (),
    ) -> None:
        super().__init__(owner, jobs, [row], _("Miễn thực hiện theo kỳ"), _("Ghi là được miễn"))
        self.period, self._open = PeriodBox(open_ones, chosen), tuple(open_ones)
        self.who = plain_label(role="muted", wrap=True)
        self.reason = words_box(_("Lý do"), _("Vì sao kỳ này không phải thực hiện; được giữ lại để giải trình"))
        self.leave = line_field(_("Người cho phép"), _("tên hoặc chức vụ"), longest=300)
        self.form.addRow(plain_label(_("Kỳ"), buddy=self.period), self.period)
        self.form.addRow(self.who)
        for words, field in ((_("Lý do"), self.reason), (_("Người cho phép"), self.leave)):
            self.form.addRow(plain_label(words, buddy=field), field)
        self.period.currentIndexChanged.connect(self._say_who)
        self._say_who()
        self.reason.setFocus()

    def _say_who(self) -> None:
        keys = self.period.meant()
        left = list(dict.fromkeys(name for one in self._open if one.period in keys for _id, name in one.left))
        words = _("Miễn cho đơn vị chưa hoàn thành: {names}. Kết quả của đơn vị đã hoàn thành vẫn được tính.")
        self.who.setText(words.format(names="; ".join(left)) if left else "")

    def complaint(self) -> tuple[str, QWidget] | None:
        """A reason, and who allowed it."""
        if not clean(self.reason.toPlainText()):
            return _("Hãy ghi lý do được miễn."), self.reason
        if not clean(self.leave.text()):
            return _("Hãy ghi tên hoặc chức vụ người cho phép."), self.leave
        return None

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"reason_missing": self.reason, "approver_missing": self.leave}.get(code)

    def change(self) -> Change:
        """Waive all that are meant."""
        task_id, keys = self.rows[0].id, self.period.meant()
        reason, leave = self.reason.toPlainText(), self.leave.text()

        def waive(session: Session) -> None:
            from models.work import waiving

            for period in keys:
                waiving.waive(session, task_id, period, reason, leave)

        return waive

    def done_words(self) -> str:
        """What was done."""
        return _("Đã ghi {what} được miễn {period}.").format(what=named(self.rows), period=self.period.currentText())

    def dirty(self) -> bool:
        """Words that were typed."""
        return bool(self.reason.toPlainText().strip() or self.leave.text().strip())


class LateDoneDialog(TaskDialog):
    """Ghi đã hoàn thành: when occurrences were done, by one of the units that are left or by all of them."""

    operation = "progress.put"

    def __init__(
        self,
        owner: QWidget,
        jobs: Jobs,
        row: TaskRow,
        open_ones: Sequence[OccurrenceRow],
        chosen: Sequence[OccurrenceRow] = (),
    ) -> None:
        super().__init__(owner, jobs, [row], _("Ghi đã hoàn thành theo kỳ"), _("Ghi là đã hoàn thành"))
        self._left = {one.period: one.left for one in open_ones}
        self.period = PeriodBox(open_ones, chosen)
        self.unit = choice_field(_("Đơn vị"))
        self.day = DayField(_("Ngày hoàn thành"), needed=True)
        self.day.show_day(clock.today())
        for words, field, buddy in (
            (_("Kỳ"), self.period, self.period),
            (_("Đơn vị"), self.unit, self.unit),
            (_("Ngày hoàn thành"), self.day, self.day.line),
        ):
            self.form.addRow(plain_label(words, buddy=buddy), field)
        note = _("Hoàn thành sau ngày đến hạn được tính là sau thời hạn, với số ngày chậm. Kỳ đã chốt giữ nguyên.")
        self.form.addRow(plain_label(note, "muted", wrap=True))
        self.period.currentIndexChanged.connect(lambda _place: self._show_units())
        self._show_units()
        self.day.line.setFocus()

    def complaint(self) -> tuple[str, QWidget] | None:
        """A day that there is."""
        return wrong_day(self.day)

    def field_of(self, code: str) -> QWidget | None:
        """What is to be put right."""
        return {"done_in_future": self.day.line, "period_closed": self.day.line}.get(code)

    def change(self) -> Change:
        """Say it of the unit, or of all that are left; of the office where nobody leads."""
        task_id, day = self.rows[0].id, self.day.day()
        chosen = str(self.unit.currentData() or "")
        parts: list[tuple[str, str | None]] = []
        for period in self.period.meant():
            left: list[str | None] = [unit for unit, _name in self._left[period]]
            parts += [(period, unit) for unit in left or [None] if not chosen or unit == chosen]

        def put(session: Session) -> None:
            from models.work import progress

            for period, unit in parts:
                progress.put(session, task_id, period, progress.NewProgress(done_on=day), unit)

        return put

    def done_words(self) -> str:
        """What was done."""
        period, day = self.period.currentText(), show_date(self.day.day())
        return _("Đã ghi {what} hoàn thành {period}, ngày {day}.").format(what=named(self.rows), period=period, day=day)

    def _show_units(self) -> None:
        left = list(dict.fromkeys(unit for period in self.period.meant() for unit in self._left[period]))
        self.unit.clear()
        if len(left) != 1:
            self.unit.addItem(_("Mọi đơn vị chưa hoàn thành") if left else _("Cơ quan"), _EVERYBODY)
        for unit, name in left:
            self.unit.addItem(name, unit)
