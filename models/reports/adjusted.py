"""Corrections of closed periods (điều chỉnh) in words: which figure of whose, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base.text import say_date, show_number
from models.base.words import _
from models.reports.naming import period_words
from models.reports.sentence_case import lower_first, upper_first
from models.work import short_names
from models.work.codes import percent_words, state_name
from models.work.progress import Progress
from models.work.result_parts import Correction
from models.work.tasks import Task


def lines(session: Session, told: Iterable[Correction]) -> list[str]:
    """A line for each correction that this report tells."""
    told = list(told)
    rows = session.scalars(select(Task).where(Task.id.in_({one.task for one in told})))
    names = {row.id: row.short_name or short_names.proposed(row.text) for row in rows}
    return [_line(one, names.get(one.task, _("nhiệm vụ đã xóa"))) for one in told]


def _line(one: Correction, name: str) -> str:
    words = _("- {period}, {task} ({unit}): {field} từ {before} thành {after}; lý do: {reason}.")
    return words.format(
        period=upper_first(period_words(one.period)),
        task=name,
        unit=one.unit,
        field=field_name(one.field),
        before=shown(one.field, one.before),
        after=shown(one.field, one.after),
        reason=lower_first(one.reason.rstrip(" .;")),
    )


def field_name(field: str) -> str:
    """`ngày hoàn thành`: what the figure is called inside a sentence."""
    return Progress.__declared__.words[field].lower()


def shown(field: str, value: str) -> str:
    """A figure as it is kept in a correction, in words."""
    if not value:
        return _("chưa có")
    if field == "percent":
        return percent_words(int(value))
    if field == "state":
        return f"“{state_name(value)}”"
    if field == "value":
        return show_number(Decimal(value))
    if field.endswith("_on"):
        return say_date(date.fromisoformat(value))
    return f"“{value}”"
