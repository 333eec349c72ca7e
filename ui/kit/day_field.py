"""A day as people type it, dd/mm/yyyy, or pick it from a calendar with Vietnamese names."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.base import clock
from models.base.text import clean, show_date
from models.base.typed_day import YEARS, NoSuchDayError, typed_day
from models.base.words import _
from ui.base import theme
from ui.kit.complaint import Complaint


class WrongDayError(ValueError):
    """Words that are no day: a whole sentence for the person, and `short` what has room beside a field."""

    def __init__(self, sentence: str, short: str) -> None:
        super().__init__(sentence)
        self.short = short


class DayField(QWidget):
    """A line to type in and a calendar beside it. What is wrong is said beside it when it is left, and nothing moves.

    `edited` is emitted for every change by a person. The line is only rewritten (5/3/2024 -> 05/03/2024) when left.
    """

    edited = Signal()

    def __init__(self, name: str, *, needed: bool = False) -> None:
        super().__init__()
        self._needed = needed
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(day_hint())
        self.line.setMaxLength(30)
        self.line.setFixedWidth(theme.letters(16) + theme.em(1))
        self._open = QToolButton()
        self._open.setText(_("Lịch"))
        self._open.setAccessibleName(_("Mở lịch: {name}").format(name=name))
        self._open.setToolTip(_("Chọn ngày trên lịch (F4)"))
        theme.mark(self._open, "button")
        self.wrong = Complaint(self, self.line)
        self._popup: CalendarPopup | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(0.3))
        row.addWidget(self.line)
        row.addWidget(self._open)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)
        self.line.installEventFilter(self)
        self._open.clicked.connect(self.open_calendar)

    def day(self) -> date | None:
        """The day, or None when the line is empty. Raises WrongDayError with a sentence when it is no day."""
        text = self.line.text().strip()
        if not text and not self._needed:
            return None
        return read_day(text)

    def show_day(self, day: date | None) -> None:
        """Put a day in from elsewhere."""
        self.line.setText(show_date(day))
        self.wrong.say("")

    def complaint(self) -> str:
        """What is wrong with what was typed, said beside the line in short; "" when it is a day."""
        try:
            self.day()
        except WrongDayError as wrong:
            self.wrong.say(wrong.short)
            return str(wrong)
        self.wrong.say("")
        return ""

    def text(self) -> str:
        """What stands in the line, day or not."""
        return self.line.text().strip()

    def open_calendar(self) -> None:
        """Show the calendar under the line."""
        try:
            day = self.day()
        except ValueError:
            day = None
        self._popup = CalendarPopup(self, day or clock.today())
        self._popup.picked.connect(self._picked)
        self._popup.show_under(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F4 and Alt+Down open the calendar, as in Windows' own date fields."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.key() == Qt.Key.Key_F4 or alt_down:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.wrong.say("")
        self.edited.emit()

    def _left(self) -> None:
        if not self.complaint() and self.text():
            shown = show_date(self.day())
            if shown != self.line.text():
                self.line.setText(shown)

    def _picked(self, day: date) -> None:
        self.show_day(day)
        self.line.setFocus()
        self.edited.emit()


class CalendarPopup(QFrame):
    """A calendar that goes away when a day is picked, or on Esc."""

    picked = Signal(object)  # date

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.mark(self, "card")
        self._calendar = QCalendarWidget()
        self._calendar.setLocale(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour("danger"))
        for name in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(name, weekend)
        today = clock.today()
        now = QTextCharFormat()
        now.setFontWeight(700)
        now.setForeground(theme.colour("accent"))
        self._calendar.setDateTextFormat(QDate(today.year, today.month, today.day), now)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._calendar)

    def show_under(self, line: QWidget) -> None:
        """Open below `line`, or above it where the screen ends."""
        self.adjustSize()
        at = line.mapToGlobal(QPoint(0, line.height()))
        screen = line.screen().availableGeometry()
        if at.y() + self.height() > screen.bottom():
            at.setY(max(screen.top(), line.mapToGlobal(QPoint(0, 0)).y() - self.height()))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        self.move(at)
        self.show()
        self._calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def wrong_day(*fields: DayField) -> tuple[str, QWidget] | None:
    """What is wrong with the first of `fields` that is no day, and the line to go to; None when all are."""
    for field in fields:
        wrong = field.complaint()
        if wrong:
            return wrong, field.line
    return None


def day_hint() -> str:
    """What stands in every field for a day while it is empty."""
    return _("ngày/tháng/năm")


def read_day(text: str) -> date:
    """The day that a person typed. Raises WrongDayError with a sentence for the person."""
    if not text.strip():
        nothing = _("Chưa nhập ngày.")
        raise WrongDayError(nothing, nothing)
    try:
        day = typed_day(text)
    except NoSuchDayError:
        what = _("Ngày {day} không có trên lịch. Hãy kiểm tra lại ngày và tháng.").format(day=clean(text))
        raise WrongDayError(what, _("Không có ngày này.")) from None
    except ValueError:
        what = _("Hãy gõ ngày dạng ngày/tháng/năm, ví dụ 15/3/2024.")
        raise WrongDayError(what, _("Gõ như 15/3/2024.")) from None
    if day.year not in YEARS:
        what = _("Năm {year} có vẻ gõ nhầm. Hãy kiểm tra lại.").format(year=day.year)
        raise WrongDayError(what, _("Năm có vẻ gõ nhầm."))
    return day
