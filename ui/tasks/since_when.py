"""How often a task recurs, since when it counts, and how many occurrences would be missed at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from models.base import clock
from models.base.text import show_date, show_number
from models.base.words import _
from models.work.occurrences import passed
from ui.base import theme
from ui.kit.fields import button
from ui.kit.labels import ShortLabel, plain_label
from ui.tasks import task_choices


class SinceWhen(QWidget):
    """The box of recurrences, beside it what a recurrence means, below it what of it has passed already.

    Emits `from_today` where the person wants nothing to be missed.
    """

    from_today = Signal()

    def __init__(self, box: QComboBox) -> None:
        super().__init__()
        self._note = ShortLabel(role="muted")
        self._missed = plain_label(role="warn", wrap=True)
        self._later = button(_("Tính từ hôm nay"), self.from_today.emit)
        theme.mark(self._later, "link")
        self._words = ""
        beside = QHBoxLayout()
        beside.addWidget(box)
        beside.addWidget(self._note, 1)
        below = QHBoxLayout()
        below.addWidget(self._missed, 1)
        below.addWidget(self._later, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.2))
        column.addLayout(beside)
        column.addLayout(below)

    def explain(
        self,
        recurrence: str,
        due_day: int | None,
        day: date | None,
        *,
        of_directive: bool,
        single_day: bool,
        told: bool,
    ) -> None:
        """A task of this recurrence, "" for none, due on `due_day` of its month, None for the last of each period.

        It counts from `day`; None is the start of the reporting year.

        `told`: it is new, or counts otherwise than before, so that what is missed by it is said.
        """
        from models.work.periods import year_of_reporting

        since = day or year_of_reporting(clock.today())[0]
        words = [task_choices.due_words(due_day, recurrence)]
        if single_day:
            words.insert(0, _("Ngày ở ô Hạn hoàn thành không dùng cho nhiệm vụ định kỳ."))
        if day is None and not of_directive:
            start = _("Chưa ghi ngày giao: tính từ ngày {day}, đầu năm báo cáo.")
            words.insert(0, start.format(day=show_date(since)))
        self._note.setText(" ".join(words) if recurrence else "")
        missed = passed(recurrence, since, clock.today(), due_day) if recurrence and told else 0
        self._words = _missed_words(since, missed) if missed else ""
        ways = _("Việc chỉ tính về sau thì sửa ô Ngày giao; kỳ không phải làm thì miễn ở thẻ Các kỳ.")
        self._missed.setText(f"▲ {self._words} {ways}" if missed else "")
        for widget in (self._missed, self._later):
            widget.setVisible(bool(missed))

    def missed_words(self) -> str:
        """What is said once it is saved; "" where nothing is missed."""
        return self._words


def _missed_words(since: date, missed: int) -> str:
    words = _("Tính từ ngày {day}: {n} kỳ đã qua chưa có kết quả, là quá hạn ngay.")
    return words.format(day=show_date(since), n=show_number(missed))
