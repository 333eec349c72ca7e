"""Going through the proposals of a document: edit, merge, split, drop, add, each of which can be taken back.

Plain values only, no database and no screen; `directives` keeps what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.base.errors import AppError
from models.base.text import clean, say_date
from models.base.undo_stack import UndoStack, Way
from models.base.words import _
from models.reading.proposal import Ground, ProposedTask, Source
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


@dataclass(frozen=True)
class ReviewStep:
    """What there was before a step; `operation` is the id of what was saved to the book by it, "" for a change here."""

    items: tuple[ReviewItem, ...]
    operation: str = ""


class Review:
    """The proposals of one document in its order. A change replaces `items`; the ones before are kept for undo.

    What was saved by itself (accepting, the document's own fields) stands among the changes in its order: it is taken
    back in the book, and the items come back from there (`saved`, `went`, `take_in`).
    """

    def __init__(self, text: str, items: Iterable[ReviewItem], issued_on: date | None = None) -> None:
        self.text = text
        self.items = tuple(items)
        self.issued_on = issued_on
        self.stranger: Callable[[str], str] = lambda _name: ""  # why to look at a name that a person gave; "" for none
        self._stack: UndoStack[ReviewStep] = UndoStack()
        self._awaits = False  # items that the book has changed by a step that is known here
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

    def saved_step(self, way: Way) -> str:
        """The operation that has to be taken back in the book to go this way; "" where the next step is one here."""
        step = self._stack.next(way)
        return step.operation if step is not None else ""

    # What the book says

    def saved(self, operation: str) -> None:
        """Something about this document was saved by an operation of its own; what it made of the items follows."""
        self._stack.did(ReviewStep(self.items, operation))
        self._awaits = True

    def went(self, taken: str, by: str) -> bool:
        """Whether the operation `taken` was a step of this review: it was taken back, or done again, `by` another."""
        known = self._stack.holds(lambda step: step.operation == taken)
        if known:  # out of its turn it leaves nothing to take back: what was done since rests on it
            self._stack.went(lambda step: step.operation == taken, lambda _step: ReviewStep(self.items, by))
            self._awaits = True
        return known

    def take_in(self, items: Iterable[ReviewItem]) -> None:
        """The items as the book has them now. Where no step here made them so, none before can be taken back."""
        items = tuple(items)
        if items != self.items and not self._awaits:
            self._stack.clear()
        self._awaits = False
        self.items = items
        self._last_key = max((self._last_key, *(int(item.key) for item in items if item.key.isdigit())))

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
        self._replace({i.key: replace(i, task=self._given(i.task, **changes)) for i in self._waiting(keys)})

    def give(self, roles: Mapping[str, Held]) -> None:
        """Who leads and who helps with each of the waiting ones of these keys, in one step to take back."""
        changed = {}
        for item in self._waiting(roles):
            lead, helping = roles[item.key]
            changed[item.key] = replace(item, task=self._given(item.task, lead=lead, with_units=helping))
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

    def _given(self, task: ProposedTask, **changes: Any) -> ProposedTask:  # noqa: ANN401 - values of FIELDS
        """The task with other fields; a name that a person gave and that is no unit is one to look at."""
        changed = _changed(task, **changes)
        doubts: list[Ground] = []
        for what, old, new in (("lead", task.lead, changed.lead), ("with", task.with_units, changed.with_units)):
            left = {ground.how for ground in task.grounds if ground.what == what and not ground.sure}
            names = {name: self.stranger(name) for name in new} if new != old else {}
            given = [why for name, why in names.items() if why and (name not in old or why in left)]
            doubts += [Ground(what, None, why, sure=False) for why in given]
        return replace(changed, grounds=(*changed.grounds, *doubts)) if doubts else changed

    def _take(self, way: Way) -> None:
        if self.saved_step(way):
            return
        before = self._stack.take(way)
        if before is not None:
            self._stack.took(way, ReviewStep(self.items))
            self.items = before.items

    def _waiting(self, keys: Collection[str]) -> list[ReviewItem]:
        return [item for item in self.items if item.key in keys and item.waiting]

    def _replace(self, changed: Mapping[str, ReviewItem]) -> None:
        self._put(tuple(changed.get(item.key, item) for item in self.items))

    def _put(self, items: tuple[ReviewItem, ...]) -> None:
        if items != self.items:
            self._stack.did(ReviewStep(self.items))
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
