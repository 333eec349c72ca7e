"""On which day the tasks of a document were given: they exist from that day. Asked where the document has no date, or
where duties that recur would have been missed for months at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.work.occurrences import passed
from ui.base import theme
from ui.kit.day_field import DayField, WrongDayError
from ui.kit.fields import button
from ui.kit.labels import plain_label


@dataclass(frozen=True)
class KnownDays:
    """What is known of it: when the document came, the day of the meeting that it tells of, and `stated`, its own date
    or what was said before.
    """

    received_on: date
    met_on: date | None = None
    stated: date | None = None

    @property
    def proposed(self) -> date:
        """The likeliest."""
        return self.stated or self.met_on or self.received_on

    @property
    def usual(self) -> date:
        """What counts where nobody says anything."""
        return self.stated or self.received_on


class GivenDay(QWidget):
    """Proposes the document's date, else the day of the meeting, else the day on which the document came; an empty
    field means the first of these but the meeting's.

    How many occurrences of recurring duties a day makes missed at once is said, with the day on which the document
    came one press away.
    """

    def __init__(self, known: KnownDays) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._known = known
        self._recurring: tuple[tuple[str, int | None], ...] = ()
        self.field = DayField(_("Ngày giao"))
        self.field.show_day(known.proposed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addWidget(plain_label(_question(known), "strong"))
        line = QHBoxLayout()
        line.addWidget(plain_label(_("Ngày giao"), buddy=self.field))
        line.addWidget(self.field)
        line.addWidget(plain_label(_source(known), "muted"))
        line.addStretch(1)
        column.addLayout(line)
        why = _("Nhiệm vụ không có trong kỳ nào đã hết trước ngày giao. Để trống thì lấy ngày nhận văn bản, {day}.")
        if known.stated is not None:
            why = _("Nhiệm vụ không có trong kỳ nào đã hết trước ngày giao. Để trống thì lấy ngày {day}.")
        column.addWidget(plain_label(why.format(day=show_date(known.usual)), "muted", wrap=True))
        self._missed = plain_label(role="warn", wrap=True)
        self._later = button(
            _("Tính từ ngày nhận văn bản, {day}").format(day=show_date(known.received_on)), self._take_received
        )
        column.addWidget(self._missed)
        column.addWidget(self._later, 0, Qt.AlignmentFlag.AlignLeft)
        self.field.edited.connect(self._warn)
        self.field.line.editingFinished.connect(self._warn)
        self._warn()

    def show_recurring(self, recurring: Sequence[tuple[str, int | None]]) -> None:
        """Which duties would count from the day: how often each comes due, on which day of its month."""
        self._recurring = tuple(recurring)
        self._warn()

    def day(self) -> date | None:
        """The day in the field, the day on which the document came where it is empty; None while it is no day."""
        if self.field.complaint():
            return None
        return self.field.day() or self._known.usual

    # Inside

    def _warn(self) -> None:
        try:
            day = self.field.day() or self._known.usual
        except WrongDayError:
            return  # half typed
        missed = sum(passed(recurrence, day, clock.today(), due_day) for recurrence, due_day in self._recurring)
        words = _("▲ {n} nhiệm vụ định kỳ sẽ tính từ ngày {day}: {missed} kỳ đã qua chưa có kết quả, là quá hạn ngay.")
        self._missed.setText(
            words.format(n=show_number(len(self._recurring)), day=show_date(day), missed=show_number(missed))
        )
        self._missed.setVisible(bool(missed))
        self._later.setVisible(bool(missed) and day < self._known.received_on)

    def _take_received(self) -> None:
        self.field.show_day(self._known.received_on)
        self.field.setFocus()
        self._warn()


def _question(known: KnownDays) -> str:
    if known.stated is None:
        return _("Văn bản không ghi ngày: các nhiệm vụ được giao ngày nào?")
    return _("Có nhiệm vụ định kỳ tính từ nhiều kỳ trước: các nhiệm vụ được giao ngày nào?")


def _source(known: KnownDays) -> str:
    if known.stated is not None:
        return _("ngày của văn bản, hoặc đã ghi trước đây")
    return _("ngày họp nêu trong văn bản") if known.met_on else _("ngày nhận văn bản")
