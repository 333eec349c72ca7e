"""On which day the tasks of a document without a date were given: they exist from that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.base.text import show_date
from models.base.words import _
from ui.base import theme
from ui.kit.day_field import DayField
from ui.kit.labels import plain_label


@dataclass(frozen=True)
class KnownDays:
    """What is known in place of a date: the day of the meeting that the document tells of, and when it came."""

    received_on: date
    met_on: date | None = None


class GivenDay(QWidget):
    """Proposes the day of the meeting, else the day on which the document came; an empty field means that one."""

    def __init__(self, known: KnownDays) -> None:
        super().__init__()
        theme.mark(self, "clear")
        self._known = known
        self.field = DayField(_("Ngày giao"))
        self.field.show_day(known.met_on or known.received_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.4))
        column.addWidget(plain_label(_("Văn bản không ghi ngày: các nhiệm vụ được giao ngày nào?"), "strong"))
        line = QHBoxLayout()
        line.addWidget(plain_label(_("Ngày giao"), buddy=self.field))
        line.addWidget(self.field)
        about = _("ngày họp nêu trong văn bản") if known.met_on else _("ngày nhận văn bản")
        line.addWidget(plain_label(about, "muted"))
        line.addStretch(1)
        column.addLayout(line)
        why = _("Nhiệm vụ không có trong kỳ nào đã hết trước ngày giao. Để trống thì lấy ngày nhận văn bản, {day}.")
        column.addWidget(plain_label(why.format(day=show_date(known.received_on)), "muted", wrap=True))

    def day(self) -> date | None:
        """The day in the field, the day on which the document came where it is empty; None while it is no day."""
        if self.field.complaint():
            return None
        return self.field.day() or self._known.received_on
