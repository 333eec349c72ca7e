"""Columns that hold many things (a report's words, a document's proposals), told part by part in the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from models.base.text import show_date
from models.base.words import _
from models.work import review
from models.work.review import Item

_LONGEST: Final = 400  # letters of one part


def told(column: str, before: str | None, after: str | None) -> list[tuple[str, str, str]] | None:
    """The parts that differ as (label, before, after), each "" where there was none; None for any other column."""
    reader = _READERS.get(column)
    if reader is None:
        return None
    label, old, new = _label(column), reader(before), reader(after)
    keys = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    return [(label.format(part=key), _short(old.get(key, "")), _short(new.get(key, ""))) for key in keys]


def _sections(kept: str | None) -> dict[str, str]:
    words: Mapping[str, Any] = json.loads(kept or "{}")
    return {code: "\n".join(paragraphs) for code, paragraphs in words.items()}


def _proposals(kept: str | None) -> dict[str, str]:
    return {_place(item): _item(item) for item in review.from_plain(json.loads(kept or "[]"))}


def _place(item: Item) -> str:
    return f"{item.task.ref} ({item.key})" if item.task.ref else item.key


def _item(item: Item) -> str:
    task = item.task
    state = _("đã nhận") if item.task_id else _("đã bỏ") if item.dropped else _("chờ nhận")
    due = show_date(task.due_on) if task.due_on else task.deadline_text or ""
    return " · ".join(part for part in (state, "; ".join((*task.lead, *task.with_units)), due, task.text) if part)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _label(column: str) -> str:
    return _("Lời mục {part}") if column == "sections" else _("Đề xuất {part}")


_READERS: Final[dict[str, Callable[[str | None], dict[str, str]]]] = {"sections": _sections, "proposals": _proposals}
