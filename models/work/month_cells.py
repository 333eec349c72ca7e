"""The cells of the monthly grid: how each is shown, how what a person types or pastes is read, and their saving.

Which lines there are is the business of `month`; what an entry means for its task is that of `progress`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.base import clock
from models.base.errors import AppError
from models.base.text import clean, fold, read_number, show_date, show_number
from models.base.words import _
from models.work import delays, month, month_days, periods, progress, tasks, timeliness
from models.work.codes import STATES, recurrence_name, state_name
from models.work.month import GridRow
from models.work.periods import Period, PeriodRow
from models.work.progress import NewProgress
from models.work.tasks import Assignment
from models.work.timeliness import Today

COLUMNS: Final = (
    *("ref", "text", "unit", "due_on", "state", "percent", "indicator", "value"),
    *("done_on", "note", "reason", "promised_on"),
)
EDITABLE: Final = ("state", "percent", "value", "done_on", "note", "reason", "promised_on")
DAYS: Final = frozenset({"done_on", "promised_on"})
WORDS: Final = frozenset({"reason", "note"})
LATE_ONLY: Final = frozenset({"reason", "promised_on"})  # not asked of what is done
# A task is called off with a reason, on its own page, and not by a word in a grid.
CHOICES: Final = tuple(state for state in STATES if state != "cancelled")
_LEAD = select(Assignment).where(
    Assignment.task_id == bindparam("task_id"), Assignment.unit_id == bindparam("unit_id"), Assignment.role == "lead"
)
_LONGEST_NOTE = 2000
_DIGITS = 15
_OTHER_WORDS: Final = {"xong": "accepted", "hoan thanh": "accepted", "da xong": "accepted", "dang lam": "doing"}


@dataclass(frozen=True)
class LineOutcome:
    """What became of a line's new values: the line as it is kept now, or the refusal."""

    task_id: str
    unit_id: str
    kept: dict[str, Any]
    refusal: AppError | None


def column_name(column: str) -> str:
    """The title of a column."""
    return {
        "ref": _("Mục"),
        "text": _("Nhiệm vụ"),
        "unit": _("Đơn vị"),
        "due_on": _("Thời hạn"),
        "state": _("Trạng thái"),
        "percent": _("Hoàn thành (%)"),  # as the forms that units fill have it
        "indicator": _("Chỉ số và mục tiêu"),
        "value": _("Kết quả"),
        "done_on": _("Ngày hoàn thành"),
        "reason": _("Nguyên nhân chủ yếu"),
        "promised_on": _("Hẹn hoàn thành"),
        "note": _("Ghi chú"),
    }[column]


def may_edit(row: GridRow, column: str) -> bool:
    """Whether the cell takes an entry; a result needs an indicator that says what is counted.

    Of what is done nobody asks why it is late and until when it is promised; what was told can be taken out.
    """
    if column in LATE_ONLY and row.done_on is not None:
        return bool(getattr(row, column))
    return column in EDITABLE and (column != "value" or bool(row.indicator) or row.value is not None)


def show(row: GridRow, column: str) -> str:
    """The cell as the screen and the clipboard have it, on one line."""
    value = getattr(row, column)
    if column == "due_on":
        return show_date(value) or row.deadline_text or recurrence_name(row.recurrence)
    if column == "indicator":
        return indicator_words(row)
    if value is None or value == "":
        return ""
    if column == "state":
        return state_name(value)
    if column == "percent":
        return f"{value} %"
    if column == "value":
        return show_number(value)
    return show_date(value) if column in DAYS else " ".join(str(value).split())


def exact(row: GridRow, column: str) -> str:
    """The cell for ourselves, read as the same again: a note with its lines, a day that has one reading."""
    value = getattr(row, column)
    if column in WORDS:
        return str(value)
    return value.isoformat() if column in DAYS and value is not None else show(row, column)


def indicator_words(row: GridRow) -> str:
    """`Hồ sơ nộp trực tuyến, mục tiêu 80 %`; empty without an indicator."""
    if not row.indicator:
        return ""
    if row.target is None:
        return f"{row.indicator} ({row.measure})" if row.measure else row.indicator
    target = " ".join(part for part in (show_number(row.target), row.measure) if part)
    return _("{name}, mục tiêu {target}").format(name=row.indicator, target=target)


def late(row: GridRow, period: PeriodRow) -> bool:
    """Whether the line is overdue at the end of the period, or today while that is still to come."""
    day = min(clock.today(), period.to_on)
    code, _last = timeliness.of(
        # The line's own last day is already that of the period, also for a duty that recurs.
        Today(day, day, {}),
        state=row.state or "new",
        due_on=row.due_on,
        done_on=row.done_on or row.part_done_on,
        recurrence=None,
        standing_period=None,
        next_due_on=None,
    )
    return code == "overdue"


def read(row: GridRow, column: str, text: str, period: PeriodRow, *, sure: bool = False) -> Any:  # noqa: ANN401 - a value of the column
    """What `text` means in this cell; nothing empties it. Raises ValueError with a sentence for the person.

    `sure` when the person was asked about this text and left it as it is.
    """
    if column in WORDS:
        text = "\n".join(map(clean, text.splitlines())).strip()
        if len(text) > _LONGEST_NOTE:
            words = _("{column} dài quá {n} ký tự; hãy rút gọn.")
            raise ValueError(words.format(column=column_name(column), n=show_number(_LONGEST_NOTE)))
        return text
    text = clean(text)
    if column == "value" and text and not row.indicator:
        raise ValueError(_("Nhiệm vụ này chưa có chỉ số. Thêm chỉ số ở trang Nhiệm vụ rồi nhập kết quả."))
    if not text:
        return None
    if column in DAYS:
        return month_days.read(text, period, sure=sure, promise=column == "promised_on")
    if column == "state":
        return _state(text)
    return _percent(text) if column == "percent" else _value(text, row.measure)


def put(session: Session, period_key: str, lines: Sequence[tuple[str, str, Mapping[str, Any]]]) -> list[LineOutcome]:
    """Save new values, (task, unit, column -> value) each, in one operation; a line that is refused stops no other.

    Raises AppError `period_closed`, `period_unknown`: then nothing is kept.
    """
    outcomes = []
    periods.kind_of(period_key)
    for task_id, unit_id, values in lines:
        try:
            entry = progress.put(session, task_id, period_key, NewProgress(**values), unit_id)
        except AppError as refusal:
            if refusal.code in {"period_closed", "period_unknown"}:
                raise
            outcomes.append(LineOutcome(task_id, unit_id, {}, refusal))
            continue
        task, period = tasks.get(session, task_id), periods.row_of(session.get_one(Period, entry.period_id))
        asked = [task] if task.done_on and not entry.done_on else []
        decided = month.decided_done(session, period, asked) if asked else set()
        delay = delays.of_entry(session, entry, period.from_on)
        lead = None if entry.speaks else _lead(session, task_id, unit_id)
        fields = month.told_of_part(task, entry, decided, delay, lead, period)
        outcomes.append(LineOutcome(task_id, unit_id, fields, None))
    return outcomes


def _lead(session: Session, task_id: str, unit_id: str) -> Assignment | None:
    return session.scalars(_LEAD, {"task_id": task_id, "unit_id": unit_id}).first()


def renewed(row: GridRow, outcome: LineOutcome) -> GridRow:
    """The line with what was kept."""
    return replace(row, **outcome.kept)


def filled(row: GridRow) -> bool:
    """Whether somebody has reported for this line; the same rule as `month.Grid.filled`."""
    return row.percent is not None or row.state is not None


def states_meant(text: str) -> list[str]:
    """The states that these words can mean: by the whole name, else its beginning, that of a word, any part of it."""
    wanted = fold(clean(text)).rstrip(".")
    names = {code: fold(state_name(code)) for code in CHOICES}
    whole = [code for code in CHOICES if wanted in {code, names[code]}] or [
        code for words, code in _OTHER_WORDS.items() if words == wanted
    ]
    begun = [code for code, name in names.items() if name.startswith(wanted)]
    word = [code for code, name in names.items() if f" {wanted}" in name]
    return whole or begun or word or [code for code, name in names.items() if wanted in name]


def numbered_state(text: str) -> str:
    """The name of the state with this number in the list of F4; other text as it is. For what is typed by hand.

    A number that was pasted is a figure in the wrong column.
    """
    number = text.strip()
    picked = number.isascii() and number.isdigit() and 0 < int(number) <= len(CHOICES)
    return state_name(CHOICES[int(number) - 1]) if picked else text


def _state(text: str) -> str:
    if fold(text).rstrip(".") in {fold(state_name("cancelled")), "huy"}:
        raise ValueError(_("Hủy nhiệm vụ ở trang Nhiệm vụ, vì phải ghi lý do."))
    found = states_meant(text)
    if len(found) == 1:
        return found[0]
    offered = ", ".join(state_name(code).lower() for code in (found or CHOICES))
    raise ValueError(_("Trạng thái “{text}” chưa rõ; hãy chọn: {offered}.").format(text=text, offered=offered))


def _percent(text: str) -> int:
    try:
        number = read_number(text)
    except ValueError:
        raise ValueError(_("“{text}” không phải số. Hãy nhập tỷ lệ từ 0 đến 100.").format(text=text)) from None
    if number != number.to_integral_value() or not 0 <= number <= 100:
        raise ValueError(_("Tỷ lệ {text} không hợp lệ. Hãy nhập số nguyên từ 0 đến 100.").format(text=text))
    return int(number)


def _value(text: str, measure: str) -> Decimal:
    if text.endswith("%") and "%" not in measure:
        raise ValueError(_("Chỉ số này tính bằng {measure}, không phải %.").format(measure=measure or _("số")))
    try:
        number = read_number(text)
    except ValueError:
        raise ValueError(_("“{text}” không phải số. Hãy nhập như 12,5 hoặc 1.250.").format(text=text)) from None
    if len(number.as_tuple().digits) > _DIGITS:
        raise ValueError(_("Số {text} dài quá, có vẻ gõ nhầm. Hãy kiểm tra lại.").format(text=text))
    return number
