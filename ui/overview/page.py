"""Tổng quan: how many tasks stand how, by unit, area and month, what is due soon, what is late and whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from models.base.text import say_date, show_date, show_number
from models.base.words import _
from models.work.codes import MOST_URGENT_FIRST, timeliness_name, timeliness_whole
from ui.base import theme
from ui.frame.page import Page
from ui.kit.cards import CardCount, CountCards
from ui.kit.day_watch import DayWatch
from ui.kit.empty import ListArea
from ui.kit.labels import plain_label
from ui.overview.tally_table import TallyLine, TallyTable
from ui.overview.task_lines import TaskLines
from ui.tasks.task_filters import NO_AREA

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.work.overview import OtherDue, Overview, Tally
    from models.work.periods import PeriodRow

_FEW_UNITS, _UNITS = 4, 12  # lines of the units' table that are seen before it scrolls, beside and above the others
_LINES = 8  # tasks of a list, where the page scrolls
_WIDE = 50  # line heights: from here on the tables stand beside each other


@dataclass(frozen=True)
class OverviewData:
    """The numbers, and the day and period that they are of. `ever` is how many tasks the book has at all."""

    numbers: Overview
    period: PeriodRow
    day: date
    since: date
    ever: int


class OverviewPage(Page):
    """Every number is a way to its list on the page of tasks."""

    key = "overview"
    help_text = _(
        "Trang này trả lời: đang có bao nhiêu nhiệm vụ quá hạn, sắp đến hạn, đã hoàn thành; lĩnh vực nào, đơn vị nào "
        "đang chậm; việc gì sắp đến hạn (số ngày đặt ở Cài đặt, thường là 3); từng tháng trong năm báo cáo có "
        "bao nhiêu việc hoàn thành đúng hạn, sau thời hạn.\n\n"
        "Mỗi con số là một lối đi: bấm (hoặc Enter khi đang đứng ở số đó) để mở đúng các nhiệm vụ ấy ở trang Nhiệm "
        "vụ.\n\n"
        "Số liệu gồm mọi việc chưa hoàn thành và việc đã hoàn thành trong năm báo cáo này (từ 15/12 năm trước). "
        "Nhiệm vụ đã hủy, nhiệm vụ chỉ theo dõi và chủ trương không được tính. Một nhiệm vụ do nhiều đơn vị chủ trì "
        "được tính cho từng đơn vị theo phần của chính đơn vị đó: đơn vị đã hoàn thành không bị tính chậm theo đơn vị "
        "khác; nhiệm vụ chưa giao là một dòng riêng. Vạch màu dưới mỗi tên cho thấy tỷ lệ, màu như vạch dưới tên "
        "cột.\n\n"
        "Bảng theo tháng xếp nhiệm vụ vào tháng có hạn của nó; việc định kỳ được tính theo kỳ sớm nhất còn phải làm; "
        "việc không quy "
        "định thời hạn hoặc có hạn ở năm khác là dòng riêng, để cộng lại đúng bằng tổng số."
    )

    def build(self) -> None:
        """Lay everything out; nothing is read yet."""
        self._seen: OverviewData | None = None
        self.cards = CountCards(
            [*map(_card, MOST_URGENT_FIRST), CardCount("unassigned", _("Chưa giao đơn vị"), "warn")], stacked=True
        )
        self.cards.picked.connect(self._card_pressed)
        self._cut_off = plain_label(role="strong", wrap=True)
        self.areas = TallyTable(_("Theo lĩnh vực"), _("Lĩnh vực"))
        self.units = TallyTable(_("Theo đơn vị chủ trì"), _("Đơn vị chủ trì"), _("Phần việc"))
        self.months = TallyTable(_("Theo tháng đến hạn"), _("Tháng báo cáo"))
        self.soon = TaskLines(_("Sắp đến hạn"), _("Không có nhiệm vụ nào sắp đến hạn."))
        self.late = TaskLines(_("Nhiệm vụ quá hạn theo đơn vị"), _("Không có nhiệm vụ nào quá hạn."))
        self.areas.opened.connect(lambda key, code: self._open_line("area", key or NO_AREA, code))
        self.units.opened.connect(self._open_unit)
        self.months.opened.connect(self._open_month)
        for lines in (self.soon, self.late):
            lines.opened.connect(lambda task_id: self.context.open_list("tasks", {"task": task_id}))
        self.soon.all_wanted.connect(self._open_soon)
        self.late.all_wanted.connect(lambda: self.context.open_list("tasks", {"timeliness": "overdue"}))
        content = QWidget()
        theme.mark(content, "clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(0.6))
        column.addWidget(self._cut_off)
        column.addWidget(self.cards)
        column.addLayout(self._parts(), 1)
        self.area = ListArea(content)
        self.body.addWidget(self.area, 1)
        self._days = DayWatch(self)
        self._days.turned.connect(self.refresh)

    def reload(self) -> None:
        """Count again."""
        self.jobs.read(_read, self, self._show, slot="overview")

    def first_focus(self) -> QWidget | None:
        """The first number."""
        return self.cards.card("overdue")

    # Inside

    def _parts(self) -> QBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._shared = plain_label(role="muted", wrap=True)
        self._shared.hide()
        lists = QFrame()
        theme.mark(lists, "section")
        inside = QVBoxLayout(lists)
        inside.setContentsMargins(theme.em(0.5), theme.em(0.2), theme.em(0.5), theme.em(0.2))
        inside.setSpacing(theme.em(0.2))
        for lines in (self.late, self.soon):
            inside.addWidget(lines, 1)
        for column, widgets in ((left, (self.units, self._shared, self.areas)), (right, (self.months, lists))):
            column.setSpacing(theme.em(0.5))
            for widget in widgets:
                column.addWidget(widget, 0 if widget is self._shared else 100)
            column.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(theme.em(0.6))
        self._both.addLayout(left, 11)
        self._both.addLayout(right, 10)
        return self._both

    def _show(self, seen: OverviewData) -> None:
        self._seen = seen
        numbers = seen.numbers
        self._say_day()
        if not seen.ever:
            self._say_empty()
            return
        self.area.show_list()
        self.cards.show_numbers({**numbers.whole.numbers, "unassigned": numbers.unassigned})
        self.areas.show_lines([_line(tally, _("Chưa ghi lĩnh vực")) for tally in numbers.by_area])
        self.units.show_lines([_line(tally, _("Chưa giao đơn vị")) for tally in numbers.by_unit])
        self._shared.setText(shared_words(numbers))
        self._shared.setVisible(bool(self._shared.text()))
        months = [TallyLine(month.period.key, month.period.name, month.numbers) for month in numbers.by_month]
        others = [TallyLine(other.key, _other_due(other), other.numbers) for other in numbers.other_due]
        self.months.show_lines([*months, *(line for line in others if any(line.numbers.values()))])
        self.late.show_rows(numbers.late, numbers.late_total)
        self.soon.show_rows(numbers.soon, numbers.soon_total)
        self._arrange()
        self.set_status(
            _("{n} nhiệm vụ trong năm báo cáo, tính từ {day}").format(
                n=show_number(numbers.whole.total), day=say_date(seen.since)
            )
        )

    def _say_empty(self) -> None:
        self.area.show_empty(
            _("Sổ chưa có nhiệm vụ nào"),
            _(
                "Bắt đầu bằng việc đọc một văn bản chỉ đạo: chương trình đề xuất nhiệm vụ, hạn và đơn vị để kiểm tra "
                "rồi nhận. Cũng có thể tự thêm từng nhiệm vụ ở trang Nhiệm vụ."
            ),
            _("Tới trang Văn bản chỉ đạo"),
            lambda: self.context.open_list("directives", {}),
        )

    def _card_pressed(self, key: str) -> None:
        if self._seen is None:
            return
        if key == "unassigned":
            self.context.open_list("tasks", {"unassigned": "1", "unfinished": "1"})
        else:
            self.context.open_list("tasks", {"timeliness": key, **self._of_year()})

    def _open_line(self, kind: str, key: str, code: str) -> None:
        if self._seen is not None:
            self.context.open_list("tasks", {kind: key, **_of_code(code), **self._of_year()})

    def _open_unit(self, key: str, code: str) -> None:
        if key:
            self._open_line("unit", key, code)
        else:
            self._open_line("unassigned", "1", code)

    def _open_month(self, key: str, code: str) -> None:
        if self._seen is None:
            return
        numbers = self._seen.numbers
        spans = {month.period.key: (month.since, month.until) for month in numbers.by_month}
        first, last = (spans | {other.key: (other.since, other.until) for other in numbers.other_due})[key]
        days = {name: day.isoformat() for name, day in (("due_from", first), ("due_to", last)) if day is not None}
        self.context.open_list("tasks", {**_of_code(code), **(days or {"undated": "1"}), **self._of_year()})

    def _open_soon(self) -> None:
        self.context.open_list("tasks", {"timeliness": "due_soon"})

    def _of_year(self) -> dict[str, str]:
        return {"since": self._seen.since.isoformat()} if self._seen else {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists go under the tables where they have no room beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other all of it is seen at once, in as much height as there is; below each other it scrolls."""
        wide = self.width() >= theme.em(_WIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.units.show_least(_FEW_UNITS if wide else _UNITS)
        for table in (self.areas, self.months):
            table.show_least(table.rowCount())
        for lines in (self.late, self.soon):
            lines.show_least(1 if wide else _LINES)
        self._say_day()

    def _say_day(self) -> None:
        """Today and the period: beside the title where there is room."""
        if self._seen is None:
            return
        day, period = say_date(self._seen.day), cut_off_words(self._seen.period, self._seen.day)
        wide = self.width() >= theme.em(_WIDE)
        today = _("Hôm nay {day}").format(day=day)
        self.set_subtitle(f"{today} · {period}" if wide else today)
        self._cut_off.setText(period)
        self._cut_off.setVisible(not wide)


def _of_code(code: str) -> dict[str, str]:
    """What a number is of: one timeliness, or all of its line, and never what is not ours to do."""
    return {"timeliness": code} if code else {"whose": "ours"}


def cut_off_words(period: PeriodRow, day: date) -> str:
    """How long the period still runs: `Tháng 3/2024 (15/02/2024 – 14/03/2024): còn 5 ngày tới ngày chốt số liệu`."""
    left = (period.to_on - day).days
    name = f"{period.name} ({show_date(period.from_on)} – {show_date(period.to_on)})"
    if period.closed:
        return _("{name}: đã chốt số liệu").format(name=name)
    if left == 0:
        return _("{name}: hôm nay là ngày chốt số liệu").format(name=name)
    return _("{name}: còn {n} ngày tới ngày chốt số liệu").format(name=name, n=left)


def shared_words(numbers: Overview) -> str:
    """Why the units' lines come to more than there are tasks; empty where they do not."""
    lines = sum(tally.total for tally in numbers.by_unit)
    if lines == numbers.whole.total:
        return ""
    words = _(
        "Các dòng cộng lại {lines} phần việc, của {whole} nhiệm vụ: việc nhiều đơn vị cùng chủ trì tính ở từng đơn vị."
    )
    return words.format(lines=show_number(lines), whole=show_number(numbers.whole.total))


def _other_due(other: OtherDue) -> str:
    if other.until is not None:
        return _("Hạn ở năm trước")
    return _("Hạn ở năm sau") if other.since is not None else timeliness_name("no_deadline")


def _card(code: str) -> CardCount:
    tone = theme.TIMELINESS_TONES[code]
    return CardCount(code, timeliness_name(code), "" if tone == "quiet" else tone, timeliness_whole(code))


def _line(tally: Tally, nameless: str) -> TallyLine:
    return TallyLine(tally.key or "", tally.name or nameless, tally.numbers)


def _read(session: Session) -> OverviewData:
    from models.work import overview, periods, task_list, timeliness
    from models.work.task_list import TaskFilter

    now = timeliness.today(session)
    return OverviewData(
        numbers=overview.read(session, now),
        period=periods.containing(session, now.day),
        day=now.day,
        since=overview.year_start(session, now),
        ever=task_list.count(session, TaskFilter(), now),
    )
