"""How a task is shown in a list: its columns, the words of its badge, the colours of its timeliness."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.base.text import say_date, show_date
from models.base.words import _
from models.work.codes import (
    NOBODY,
    RECURRENCES,
    STATES,
    TIMELINESS,
    WHOSE,
    area_name,
    due_day_words,
    extended_words,
    recurrence_name,
    recurring_words,
    state_name,
    timeliness_name,
    timeliness_whole,
    whose_name,
)
from ui.base import theme
from ui.kit.column_widths import COUNT, DAY, PERCENT
from ui.kit.rows import Column

if TYPE_CHECKING:
    from models.work.task_list import TaskRow


_REF = "III.18.8"  # the longest number of an item that is not cut


def badge_words(row: TaskRow) -> str:
    """What the dates say, in words: `Quá hạn · 2 ngày`, `Sắp đến hạn · hôm nay`, `Hằng tháng`."""
    if row.state == "cancelled":
        return state_name("cancelled")
    if row.whose != "ours":
        return whose_name(row.whose)
    name = timeliness_name(row.timeliness)
    if row.days_left is not None and row.timeliness == "overdue":
        return _("{name} · {n} ngày").format(name=name, n=-row.days_left)
    if row.days_left is not None and row.timeliness == "due_soon":
        left = _("hôm nay") if row.days_left == 0 else _("{n} ngày").format(n=row.days_left)
        return f"{name} · {left}"
    if row.recurrence and row.timeliness in {"in_time", "no_deadline"}:
        return recurrence_name(row.recurrence)
    return name


def badge_tone(row: TaskRow) -> str:
    """The colour that goes with `badge_words`."""
    if row.state == "cancelled" or row.whose != "ours":
        return "quiet"
    if row.recurrence and row.timeliness in {"in_time", "no_deadline"}:
        return "info"
    return theme.TIMELINESS_TONES[row.timeliness]


def badge_tip(row: TaskRow) -> str:
    """The whole story behind the badge."""
    parts = [badge_words(row)]
    if row.state != "cancelled" and timeliness_name(row.timeliness) != timeliness_whole(row.timeliness):
        parts.insert(0, timeliness_whole(row.timeliness))
    if row.recurrence:
        parts.append(
            _("Chu kỳ: {name}; hạn là {day} của kỳ sớm nhất chưa thực hiện").format(
                name=recurrence_name(row.recurrence), day=due_day_words(row.due_day) or _("ngày cuối")
            )
        )
    if row.parts:
        parts.append(row.parts)
    if row.done_on:
        parts.append(_("Hoàn thành ngày {day}").format(day=say_date(row.done_on)))
    return "\n".join(parts)


def due_tip(row: TaskRow) -> str:
    """The document's own words for the deadline, and that it was extended."""
    parts = [_("Văn bản ghi: {words}").format(words=row.deadline_text)] if row.deadline_text else []
    if row.extended_to is not None:
        parts.append(_("Thời hạn {extended}").format(extended=extended_words(row.extended_to)))
    return "\n".join(parts) or show_date(row.due_on) or _("Văn bản không quy định thời hạn")


def lead_words(row: TaskRow) -> str:
    """Who answers for it: of several units how many are done; of what is given to no unit, that it is."""
    told = row.parts or "; ".join(row.lead)
    if not row.nobody:
        return told
    return _("{nobody} ({told})").format(nobody=NOBODY, told=told) if told else NOBODY


def lead_tip(row: TaskRow) -> str:
    """All who answer for it."""
    return "\n".join((*([row.parts] if row.parts else []), *row.lead))


def heading(row: TaskRow) -> str:
    """How a task is called in titles: its number, and the item of the document."""
    if row.ref:
        return _("Nhiệm vụ số {number} · mục {ref}").format(number=row.number, ref=row.ref)
    return _("Nhiệm vụ số {number}").format(number=row.number)


def _badges() -> tuple[str, ...]:
    """The longest words of the badge: every state of the dates, those with days by the most days a book comes to."""
    late, soon = timeliness_name("overdue"), timeliness_name("due_soon")
    counted = (_("{name} · {n} ngày").format(name=late, n=8888), f"{soon} · {_('hôm nay')}")
    return (
        *counted,
        *map(timeliness_name, TIMELINESS),
        *map(recurrence_name, RECURRENCES),
        *map(whose_name, WHOSE),
        state_name("cancelled"),
    )


def task_columns() -> tuple[Column[TaskRow], ...]:
    """The columns of the list of tasks; what is not often needed waits in the column menu."""
    due: Column[TaskRow] = Column(
        "due", _("Thời hạn"), lambda r: show_date(r.due_on), 11, right=True, sort="due_on", tip=due_tip, holds=(DAY,)
    )
    return (
        Column("number", _("Số"), lambda r: str(r.number), 5, right=True, sort="number", hidden=True, holds=(COUNT,)),
        Column("ref", _("Mục"), lambda r: r.ref, 5, sort="ref", holds=(_REF,)),
        Column("text", _("Nhiệm vụ"), lambda r: r.text, 46, sort="text", stretch=True, wraps=True),
        Column("area", _("Lĩnh vực"), lambda r: area_name(r.area), 17, sort="area", kind="muted", least=8, spare=True),
        Column("lead", _("Chủ trì"), lead_words, 18, sort="lead", least=11, tip=lead_tip),
        due,
        *_state_columns(),
        Column("words", _("Thời hạn theo văn bản"), lambda r: r.deadline_text, 22, hidden=True),
        _recurrence_column(),
        _whose_column(),
        _extended_column(),
        Column("done", _("Ngày hoàn thành"), lambda r: show_date(r.done_on), 11, right=True, hidden=True, holds=(DAY,)),
        Column("source", _("Văn bản giao"), lambda r: r.source, 30, sort="source", kind="muted", hidden=True),
    )


def _state_columns() -> tuple[Column[TaskRow], ...]:
    """How the task stands by its dates, by its figures, and by what people decided."""
    return (
        Column(
            "timeliness",
            _("Tình trạng thời hạn"),
            badge_words,
            18,
            kind="badge",
            tone=badge_tone,
            tip=badge_tip,
            holds=_badges(),
        ),
        Column(
            "percent",
            _("Tiến độ"),
            lambda r: f"{r.percent} %",
            14,
            sort="percent",
            kind="bar",
            part=lambda r: r.percent,
            holds=(PERCENT,),
            spare=True,
        ),
        Column(
            "state",
            _("Trạng thái"),
            lambda r: state_name(r.state),
            18,
            sort="state",
            kind="badge",
            tone=lambda r: theme.STATE_TONES[r.state],
            hidden=True,
            holds=tuple(map(state_name, STATES)),
        ),
    )


def _whose_column() -> Column[TaskRow]:
    words = tuple(map(whose_name, WHOSE))
    return Column("whose", _("Loại nhiệm vụ"), lambda r: whose_name(r.whose), 14, hidden=True, holds=words)


def _recurrence_column() -> Column[TaskRow]:
    words = tuple(recurring_words(code, 30) for code in RECURRENCES)

    def shown(row: TaskRow) -> str:
        return recurring_words(row.recurrence, row.due_day)

    return Column("recurrence", _("Chu kỳ"), shown, 20, hidden=True, holds=words)


def _extended_column() -> Column[TaskRow]:
    day = date(2028, 12, 30)

    def shown(row: TaskRow) -> str:
        return extended_words(row.extended_to) if row.extended_to is not None else ""

    return Column("extended", _("Gia hạn"), shown, 22, hidden=True, holds=(extended_words(day),))
