"""What a person types as a proposal's deadline: a day, or, of what recurs, a day of each month (`trước ngày 10`)."""

from __future__ import annotations

from typing import Any

from models.base.text import clean, show_date
from models.reading.proposal import ProposedTask
from ui.kit.day_field import read_day


def due_typed(text: str, recurrence: str | None) -> dict[str, Any]:
    """The fields of the proposal that the words stand for. Raises ValueError with a sentence for the person."""
    text = clean(text)
    if not text:
        return {"due_on": None, "due_day": None}
    day = _day_of_month(text) if recurrence is not None else None
    return {"due_on": read_day(text)} if day is None else {"due_on": None, "due_day": day}


def due_begun(task: ProposedTask) -> str:
    """What the editor of a deadline begins with."""
    from models.work.codes import due_day_words

    return show_date(task.due_on) or due_day_words(task.due_day)


def _day_of_month(text: str) -> int | None:
    from models.reading.passage import plain
    from models.reading.words.due_days import due_day_in

    words = plain(text)
    return due_day_in(f"vào {words}" if words.startswith("ngày") else words, "monthly")[0]
