"""The form in which the proposals of a document under review are kept, and what the journal says of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from models.base.text import show_date
from models.base.words import _
from models.reading.proposal import Ground, ProposedTask, Source
from models.work.codes import whose_name
from models.work.review import ReviewItem


def as_plain(items: Iterable[ReviewItem]) -> list[dict[str, Any]]:
    """What JSON can hold."""
    return [_item_plain(item) for item in items]


def from_plain(entries: Sequence[Mapping[str, Any]]) -> tuple[ReviewItem, ...]:
    """The items again."""
    return tuple(_item(entry) for entry in entries)


def _item_plain(item: ReviewItem) -> dict[str, Any]:
    task = {name: getattr(item.task, name) for name in ProposedTask.__dataclass_fields__}
    task["due_on"] = item.task.due_on.isoformat() if item.task.due_on else None
    task["source"] = [item.task.source.start, item.task.source.end]
    task["grounds"] = [_ground_plain(ground) for ground in item.task.grounds]
    return {"key": item.key, **task, "dropped": item.dropped, "task_id": item.task_id}


def _ground_plain(ground: Ground) -> list[Any]:
    place = [ground.source.start, ground.source.end] if ground.source else None
    return [ground.what, place, ground.how, ground.sure]


def _item(entry: Mapping[str, Any]) -> ReviewItem:
    kept = {name: entry[name] for name in ProposedTask.__dataclass_fields__ if name in entry}  # older ones have fewer
    kept["due_on"] = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    kept["source"] = Source(*kept["source"])
    kept |= {name: tuple(kept[name]) for name in ("lead", "with_units", "flags")}
    kept["grounds"] = tuple(
        Ground(what, Source(*place) if place else None, how, sure) for what, place, how, sure in kept.get("grounds", ())
    )
    return ReviewItem(entry["key"], ProposedTask(**kept), entry["dropped"], entry["task_id"])


def in_words(kept: str | None) -> dict[str, str]:
    """Each kept proposal in words, for the journal: `đã nhận · Phòng Tư pháp · 14/03/2024 · Rà soát …`."""
    return {_item_label(item): _item_in_words(item) for item in from_plain(json.loads(kept or "[]"))}


def _item_label(item: ReviewItem) -> str:
    return f"{item.task.ref} ({item.key})" if item.task.ref else item.key


def _item_in_words(item: ReviewItem) -> str:
    task = item.task
    state = _("đã nhận") if item.task_id else _("đã bỏ") if item.dropped else _("chờ nhận")
    due = show_date(task.due_on) if task.due_on else task.deadline_text or ""
    whose = whose_name(task.whose) if task.whose != "ours" else ""
    return " · ".join(
        part for part in (state, whose, "; ".join((*task.lead, *task.with_units)), due, task.text) if part
    )
