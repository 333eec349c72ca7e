"""What to ask before proposals become tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from models.reading.words.levels import is_many
from models.work.review import ReviewItem


@dataclass(frozen=True)
class Doubts:
    """What to ask about before proposals become tasks.

    `remarked` are those with a remark that nobody has looked at; `strange` the leads that are no unit of the office's,
    each with the proposals of ours that it leads, and under "" those that nobody leads. Names that mean many offices
    (`general`) come first. `undated`: the document has no date, and nobody has said on which day the tasks were given.
    """

    remarked: tuple[ReviewItem, ...]
    strange: Mapping[str, tuple[ReviewItem, ...]]
    undated: bool = False

    def __bool__(self) -> bool:
        return bool(self.remarked or self.strange or self.undated)

    @property
    def general(self) -> tuple[str, ...]:
        """The names that mean many offices, and among them ours."""
        return tuple(name for name in self.strange if is_many(name))

    def of_one(self) -> Doubts:
        """What is asked about a single proposal: its remarks and its lead stand before one's eyes."""
        return Doubts((), {name: self.strange[name] for name in self.general}, self.undated)


def doubts(items: Iterable[ReviewItem], is_known: Callable[[str], bool], *, undated: bool = False) -> Doubts:
    """What is doubtful in these; `is_known` says whether a name is a unit of the office's."""
    items = tuple(items)
    strange: dict[str, list[ReviewItem]] = {}
    for item in items:
        for name in item.task.lead or ("",):
            if item.task.whose == "ours" and (not name or not is_known(name)):
                strange.setdefault(name, []).append(item)
    ordered = sorted(strange, key=lambda name: not is_many(name))
    return Doubts(
        tuple(item for item in items if item.task.flags), {name: tuple(strange[name]) for name in ordered}, undated
    )
