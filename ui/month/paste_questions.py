"""What a person is told and asked about a pasted block: whose lines it holds, how its numbers and days are read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.base.text import say_date, show_number
from models.base.words import _
from models.work import month_doubts
from models.work.month_cells import column_name
from models.work.month_doubts import Placed
from models.work.month_paste import Arrangement
from models.work.periods import PeriodRow
from ui.base import messages

_LONGEST = 60  # of a line's name in a question


def refusal(found: Arrangement) -> str:
    """Why nothing of the block can be entered; empty when something can."""
    if found.shifted:
        words = _(
            "Chưa dán gì: tên nhiệm vụ hoặc đơn vị trong khối rơi vào cột “{column}”. Hãy chọn ô ở cột “Mục” rồi dán, "
            "hoặc chép kèm dòng tên cột."
        )
        return words.format(column=column_name(found.shifted))
    if found.strangers and not found.cells:
        words = _(
            "Chưa dán gì: “{name}” không khớp đúng một dòng nào đang hiện. Hãy bỏ lọc rồi dán lại, hoặc chỉ chép các "
            "cột số liệu."
        )
        return words.format(name=_short(found.strangers[0]))
    return ""


def agreed(parent: QWidget, found: Arrangement) -> bool:
    """Whether to go on; asked where some lines of the block fit no line, or not just one."""
    if not found.strangers:
        return True
    lines = len({line for line, _column, _text in found.cells})
    what = _("{n} dòng của khối không khớp đúng một nhiệm vụ, đơn vị nào đang hiện, ví dụ “{name}”.")
    return messages.ask(
        parent,
        what.format(n=show_number(len(found.strangers)), name=_short(found.strangers[0])),
        _("Các dòng đó bị bỏ qua; những dòng khác vào đúng nhiệm vụ và đơn vị ghi trong khối."),
        yes=_("Dán {n} dòng khớp").format(n=show_number(lines)),
        danger=True,
    )


def settled(parent: QWidget, cells: Sequence[Placed], period: PeriodRow, *, own: bool) -> list[Placed] | None:
    """The cells without a number or a day that could be another; None when the person thinks better of it.

    What comes from this grid itself (`own`) has one reading only.
    """
    if own:
        return [*cells]
    mark: str | None = month_doubts.told_mark(cells)
    unclear = month_doubts.unclear_number(cells)
    if unclear:
        mark = _ask_mark(parent, unclear)
    if mark is None:
        return None
    numbers = month_doubts.with_mark(cells, mark)
    day = month_doubts.unclear_day(numbers, period)
    if day is None:
        return numbers
    text, readings = day
    swapped, usual = say_date(readings.swapped), say_date(readings.usual)
    choices = [_("{day} (ghi tháng/ngày)").format(day=swapped)]
    if usual:
        choices.append(_("{day} (ghi ngày/tháng)").format(day=usual))
    chosen = messages.choose(
        parent,
        _("“{text}” trong khối là ngày nào?").format(text=text),
        _("Excel tiếng Anh ghi tháng rồi mới đến ngày. Cách đọc được chọn dùng cho mọi ngày của khối."),
        choices,
    )
    return None if chosen is None else month_doubts.with_days(numbers, period, month_first=chosen == 0)


def left_out(found: Arrangement) -> list[str]:
    """The sentences about what went elsewhere than expected, or nowhere."""
    told = (
        (found.lines_over, _("{n} dòng cuối không có chỗ vì bảng đã hết dòng.")),
        (found.columns_over, _("{n} cột không có chỗ vì bảng đã hết cột.")),
        (found.unmeasured, _("{n} kết quả bỏ qua vì nhiệm vụ chưa có chỉ số.")),
        (found.deadlines, _("{n} thời hạn khác với sổ bỏ qua; sửa thời hạn ở trang Nhiệm vụ.")),
        (len(found.strangers), _("{n} dòng không khớp bỏ qua.")),
    )
    moved = [_("Số liệu vào đúng nhiệm vụ, đơn vị ghi trong khối, không theo dòng đang chọn.")]
    return [*(moved if found.by_names else ()), *(words.format(n=show_number(n)) for n, words in told if n)]


def _ask_mark(parent: QWidget, text: str) -> str | None:
    comma, dot = month_doubts.both_readings(text)
    whole, part = (comma, dot) if "." in text else (dot, comma)
    marks = (",", ".") if "." in text else (".", ",")
    chosen = messages.choose(
        parent,
        _("“{text}” trong khối là số nào?").format(text=text),
        _("Số này đọc được hai cách, các số khác không cho biết cách nào. Cách được chọn dùng cho mọi số của khối."),
        [
            _("{number} (hàng nghìn)").format(number=_plain(whole)),
            _("{number} (thập phân)").format(number=_plain(part)),
        ],
    )
    return None if chosen is None else marks[chosen]


def _plain(number: object) -> str:
    """Without a mark between thousands: that mark is what the question is about."""
    return format(number, "f").replace(".", ",")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
