"""Going through the proposals of a document: edit, merge, split, drop, add, each of which can be taken back.

Plain values only, no database and no screen; `directives` keeps what comes out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.base.errors import AppError
from models.base.text import clean, say_date, show_date
from models.base.undo_stack import UndoStack, Way
from models.base.words import _
from models.reading.proposal import Ground, ProposedTask, Source
from models.work.codes import whose_name
from models.work.unit_roles import Held

FIELDS = ("text", "area", "lead", "with_units", "deadline_text", "due_on", "recurrence", "due_day", "product", "whose")


@dataclass(frozen=True)
class ReviewItem:
    """A proposal under review. `key` names it for as long as the document is kept; `task_id` is the task it became."""

    key: str
    task: ProposedTask
    dropped: bool = False
    task_id: str | None = None

    @property
    def waiting(self) -> bool:
        """Neither dropped nor a task yet."""
        return not self.dropped and self.task_id is None

    @property
    def held(self) -> Held:
        """Who leads and who helps by its words."""
        return self.task.lead, self.task.with_units

    def led(self, instead: Mapping[str, Sequence[str]]) -> ReviewItem:
        """This with other names for those who lead: `instead` gives some for a name; for "", where nobody leads.

        No name at all instead of one says that this is no unit of ours: its words stay, and what only such lead is
        followed. What is another's, or only guides, stays that: who is meant was asked of our own tasks. The official
        decides about such a one in its own class or lead.
        """
        if self.task.whose != "ours":
            return self
        old = self.task.lead or ("",)
        if all(name in instead and not instead[name] for name in old):
            return replace(self, task=replace(self.task, whose="followed", why=""))
        lead = tuple(dict.fromkeys(new for name in old for new in instead.get(name) or (name,) if new))
        helping = tuple(name for name in self.task.with_units if name not in lead)
        if lead == self.task.lead:
            return self
        return replace(self, task=_changed(self.task, lead=lead, with_units=helping))


class Review:
    """The proposals of one document in its order. A change replaces `items`; the ones before are kept for undo."""

    def __init__(self, text: str, items: Iterable[ReviewItem], issued_on: date | None = None) -> None:
        self.text = text
        self.items = tuple(items)
        self.issued_on = issued_on
        self._stack: UndoStack[tuple[ReviewItem, ...]] = UndoStack()
        self._last_key = max((int(item.key) for item in self.items if item.key.isdigit()), default=0)

    # Asking

    def item(self, key: str) -> ReviewItem:
        """The item with this key. Raises KeyError."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def waiting(self) -> list[ReviewItem]:
        """What can still become a task."""
        return [item for item in self.items if item.waiting]

    def waiting_after(self, key: str, shown: Sequence[ReviewItem] = ()) -> str:
        """The next that waits behind this one as they are `shown`, else the first that does; "" where none is left."""
        items = shown or self.items
        place = next((number for number, item in enumerate(items) if item.key == key), 0)
        around = (*items[place:], *items[:place])
        return next((item.key for item in around if item.waiting), "")

    def accepted_in(self, items: Iterable[ReviewItem]) -> set[str]:
        """The keys of those that wait here and are tasks among `items`."""
        waiting = {item.key for item in self.waiting()}
        return {item.key for item in items if item.task_id is not None and item.key in waiting}

    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._stack.can("undo")

    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self._stack.can("redo")

    # Changing

    def edit(self, keys: Collection[str], **changes: Any) -> None:  # noqa: ANN401 - values of FIELDS
        """Correct fields of waiting proposals. Raises AppError `task_text_missing`."""
        if not set(changes) <= set(FIELDS):
            raise KeyError(*changes)
        if "text" in changes:
            changes["text"] = clean(changes["text"])
            if not changes["text"]:
                raise _no_text()
        if "whose" in changes:
            changes["why"] = ""  # what a person decides needs no reason of the reader's
        self._replace({i.key: replace(i, task=_changed(i.task, **changes)) for i in self._waiting(keys)})

    def give(self, roles: Mapping[str, Held]) -> None:
        """Who leads and who helps with each of the waiting ones of these keys, in one step to take back."""
        changed = {}
        for item in self._waiting(roles):
            lead, helping = roles[item.key]
            changed[item.key] = replace(item, task=_changed(item.task, lead=lead, with_units=helping))
        self._replace(changed)

    def fill_down(self, keys: Sequence[str], name: str) -> None:
        """Give the field `name` of the first of `keys` to the others, as a spreadsheet fills down."""
        if len(keys) > 1:
            self.edit(keys[1:], **{name: getattr(self.item(keys[0]).task, name)})

    def seen(self, keys: Collection[str]) -> None:
        """The remarks on these, and what they were read from, have been looked at."""
        self._replace({i.key: replace(i, task=_looked_at(i.task)) for i in self._waiting(keys) if not i.task.sure})

    def drop(self, keys: Collection[str]) -> None:
        """These are no tasks; they stay in sight and can be taken back."""
        self._replace({i.key: replace(i, dropped=True) for i in self._waiting(keys)})

    def take_back(self, keys: Collection[str]) -> None:
        """These are tasks after all."""
        self._replace({i.key: replace(i, dropped=False) for i in self.items if i.key in keys and i.dropped})

    def merge(self, keys: Collection[str]) -> str:
        """Make one proposal of several; its key. Raises AppError `merge_needs_two`."""
        chosen = self._waiting(keys)
        if len(chosen) < 2:
            raise AppError(
                "merge_needs_two",
                _("Chưa chọn đủ mục để gộp."),
                _("Gộp cần ít nhất hai mục còn chờ nhận."),
                _("Giữ Ctrl hoặc Shift để chọn thêm mục rồi gộp lại."),
            )
        merged = replace(chosen[0], task=_merged([item.task for item in chosen]))
        gone = {item.key for item in chosen[1:]}
        self._put(tuple(merged if i.key == merged.key else i for i in self.items if i.key not in gone))
        return merged.key

    def split(self, key: str, at: int) -> tuple[str, str]:
        """Cut a proposal's words in two at `at`; both keys. Raises AppError `split_nothing`."""
        item = self.item(key)
        first, second = clean(item.task.text[:at]), clean(item.task.text[at:])
        if not item.waiting or not any(map(str.isalnum, first)) or not any(map(str.isalnum, second)):
            raise AppError(
                "split_nothing",
                _("Chưa tách được mục này."),
                _("Chỗ tách phải nằm giữa lời của một mục còn chờ nhận."),
                _("Hãy đặt con trỏ vào trước chữ mở đầu phần thứ hai rồi tách lại."),
            )
        self._last_key += 1
        parts = _parted(self.text, item.task, (first, second), at)
        names = _two_refs(item.task.ref, {i.task.ref for i in self.items if i.key != key})
        pair = (
            replace(item, task=replace(parts[0], ref=names[0])),
            ReviewItem(str(self._last_key), replace(parts[1], ref=names[1])),
        )
        place = self.items.index(item)
        self._put(self.items[:place] + pair + self.items[place + 1 :])
        return pair[0].key, pair[1].key

    def place_of(self, key: str, offset: int) -> int | None:
        """Where in the words of a proposal the place `offset` of the document is; None when they differ from it."""
        from models.reading.fragment import place_in_words

        task = self.item(key).task
        words, place = place_in_words(self.text, task.source.start, task.source.end, offset)
        return place if words == task.text else None

    def add(self, start: int, end: int) -> str:
        """Propose a stretch of the document that the reader left out; its key. Raises AppError `task_text_missing`."""
        from models.reading.fragment import read_fragment

        task = read_fragment(self.text, start, end, self.issued_on)
        if task is None:
            raise _no_text()
        self._last_key += 1
        item = ReviewItem(str(self._last_key), task)
        place = sum(1 for i in self.items if i.task.source.start <= task.source.start)
        self._put((*self.items[:place], item, *self.items[place:]))
        return item.key

    def undo(self) -> None:
        """Take the last change back; without one nothing happens."""
        self._take("undo")

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._take("redo")

    # Inside

    def _take(self, way: Way) -> None:
        before = self._stack.take(way)
        if before is not None:
            self._stack.took(way, self.items)
            self.items = before

    def _waiting(self, keys: Collection[str]) -> list[ReviewItem]:
        return [item for item in self.items if item.key in keys and item.waiting]

    def _replace(self, changed: Mapping[str, ReviewItem]) -> None:
        self._put(tuple(changed.get(item.key, item) for item in self.items))

    def _put(self, items: tuple[ReviewItem, ...]) -> None:
        if items != self.items:
            self._stack.did(self.items)
            self.items = items


def _changed(task: ProposedTask, **changes: Any) -> ProposedTask:  # noqa: ANN401 - values of FIELDS
    """The task with other fields. Who is given what was proposed as another's takes it over."""
    decided = {_GROUND_OF[name] for name in _GROUND_OF if name in changes and changes[name] != getattr(task, name)}
    left = tuple(ground for ground in task.grounds if ground.what not in decided)  # a person needs no ground
    if "recurrence" in changes and changes["recurrence"] is None:
        changes["due_day"] = None
    changed = replace(task, grounds=left, **changes)
    if task.why and task.whose == "followed" and changed.lead != task.lead:
        return replace(changed, whose="ours", why="")
    return changed


_GROUND_OF = {
    "text": "task",
    "lead": "lead",
    "with_units": "with",
    "deadline_text": "due",
    "due_on": "due",
    "recurrence": "due",
    "due_day": "due",
    "area": "area",
    "product": "product",
}


def _looked_at(task: ProposedTask) -> ProposedTask:
    return replace(task, flags=(), grounds=tuple(replace(ground, sure=True) for ground in task.grounds))


def _no_text() -> AppError:
    return AppError(
        "task_text_missing",
        _("Nhiệm vụ chưa có nội dung."),
        _("Nội dung nhiệm vụ được in trong báo cáo nên không thể để trống."),
        _("Hãy nhập nội dung, hoặc bỏ mục này bằng phím Delete."),
    )


def _merged(tasks: Sequence[ProposedTask]) -> ProposedTask:
    first = tasks[0]
    lead = tuple(dict.fromkeys(name for task in tasks for name in task.lead))
    helping = dict.fromkeys(name for task in tasks for name in task.with_units)
    days = sorted({task.due_on for task in tasks if task.due_on})
    flags = list(dict.fromkeys(flag for task in tasks for flag in task.flags))
    again = next((task for task in tasks if task.recurrence), None)
    if len(days) > 1:
        shown = "; ".join(map(say_date, days))
        flags.append(_("Các mục gộp có hạn khác nhau ({days}); đã lấy hạn sớm nhất, cần kiểm tra.").format(days=shown))
    return replace(
        first,
        text=_joined([task.text for task in tasks]),
        area=next((task.area for task in tasks if task.area), None),
        lead=lead,
        with_units=tuple(name for name in helping if name not in lead),
        deadline_text="; ".join(dict.fromkeys(task.deadline_text for task in tasks if task.deadline_text)) or None,
        due_on=days[0] if days else None,
        recurrence=again.recurrence if again else None,
        due_day=again.due_day if again else None,
        product="; ".join(dict.fromkeys(task.product for task in tasks if task.product)) or None,
        source=Source(min(task.source.start for task in tasks), max(task.source.end for task in tasks)),
        flags=tuple(flags),
        grounds=tuple(dict.fromkeys(ground for task in tasks for ground in task.grounds)),
        **({} if len({task.whose for task in tasks}) == 1 else {"whose": "ours", "why": ""}),
    )


def _joined(texts: Sequence[str]) -> str:
    """Sentences one after the other; what did not end like one gets a semicolon."""
    whole = texts[0]
    for text in texts[1:]:
        whole += (" " if whole[-1:] in ".;:,!?" else "; ") + text
    return whole


def _parted(text: str, task: ProposedTask, words: tuple[str, str], at: int) -> tuple[ProposedTask, ProposedTask]:
    """The two halves: each keeps the deadline and the product that its own words name, both keep the rest."""
    sources = _parted_source(text, task, at)
    halves = []
    for mine, other, source in zip(words, reversed(words), sources, strict=True):
        half = replace(task, text=mine, source=source, flags=())
        if task.deadline_text and task.deadline_text in other and task.deadline_text not in mine:
            half = replace(half, deadline_text=None, due_on=None, recurrence=None, due_day=None)
        if task.product and task.product in other and task.product not in mine:
            half = replace(half, product=None)
        halves.append(half)
    return halves[0], halves[1]


def _parted_source(text: str, task: ProposedTask, at: int) -> tuple[Source, Source]:
    """Where the halves stand in the document; the whole stretch for both once the words were changed by hand."""
    from models.reading.passage import passage

    body = passage(text, task.source.start, task.source.end)
    first, second = body.cut(0, at), body.cut(at)
    if body.words != task.text or not first or not second:
        return task.source, task.source
    return first.source, second.source


def _two_refs(ref: str, taken: Collection[str]) -> tuple[str, str]:
    """`3.1` gives `3.1a` and `3.1b`; `3.1b` keeps its name and gives the next free letter."""
    if not ref:
        return "", ""
    lettered = len(ref) > 1 and ref[-1] in _LETTERS and ref[-2].isdigit()
    stem = ref[:-1] if lettered else ref
    first = ref if lettered else f"{stem}a"
    free = (f"{stem}{letter}" for letter in _LETTERS if f"{stem}{letter}" > first and f"{stem}{letter}" not in taken)
    return first, next(free, f"{stem}z")


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


# The form in which items are kept


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
