"""What a reading gives back: frozen, plain values that any thread may hold. How they are found is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Source:
    """Where words stand in `Reading.text`: character offsets, the end not included (JSON names `from`, `to`)."""

    start: int
    end: int


@dataclass(frozen=True)
class Ground:
    """Why a proposal says what it says of one thing.

    `what` is `task`, `lead`, `with`, `due`, `area` or `product`; `source` the words that gave it, None where it was
    concluded from the whole; `how` one sentence for the official; `sure` is false where a person should look.
    """

    what: str
    source: Source | None
    how: str
    sure: bool


@dataclass(frozen=True)
class ProposedTask:
    """One duty that the document lays on somebody, for the official to accept, change or drop.

    `ref` counts as a person counts on the paper: 3.1 is the sentence that opens item 3, 3.2 its first dash. A sentence
    broken over two dashes keeps the number of the first, and the number of the second stays unused.

    `whose` is `ours`, `followed` or `orientation` (codes of a task); `why` says what that was read from, and is empty
    for `ours` and for what a person decided.

    `due_day` is the day of its month on which a recurring duty is due, None for the last of each period.
    """

    ref: str
    text: str
    area: str | None
    lead: tuple[str, ...]
    with_units: tuple[str, ...]
    deadline_text: str | None
    due_on: date | None
    recurrence: str | None
    source: Source
    product: str | None = None
    flags: tuple[str, ...] = ()
    whose: str = "ours"
    why: str = ""
    grounds: tuple[Ground, ...] = ()
    due_day: int | None = None

    @property
    def sure(self) -> bool:
        """Whether nothing about this proposal asks for a second look."""
        return not self.doubts

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person should look at it, each reason once in a sentence; () when nothing asks for it."""
        unsure = (ground.how for ground in self.grounds if not ground.sure)
        return tuple(dict.fromkeys((*self.flags, *unsure)))


@dataclass(frozen=True)
class ProposedTarget:
    """A goal that the document sets in figures: `value` of `measure` (`%`, `mô hình`) for `name`, by a day or by none.

    `direction` is `up` when more is better, as an indicator has it. `text` are the words as they stand, numbered like
    tasks are.
    """

    ref: str
    text: str
    name: str
    value: Decimal
    measure: str
    direction: str
    by: date | None
    source: Source


@dataclass(frozen=True)
class LeftOut:
    """Words of the body that no proposal was made of: of which kind they are (`left_out`), where they stand."""

    kind: str
    ref: str
    source: Source


@dataclass(frozen=True)
class DirectiveHead:
    """What the document says about itself. None where it says nothing: a field is never guessed from outside."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The whole result: the text that `Source` offsets point into, the head, the tasks, remarks, and legacy fonts.

    `targets` are the goals in figures, which are nobody's task by themselves; `left_out` is what is neither of them,
    nor a heading, nor says anything of a task.
    """

    text: str
    head: DirectiveHead
    tasks: tuple[ProposedTask, ...]
    warnings: tuple[str, ...] = ()
    converted_fonts: tuple[str, ...] = ()
    targets: tuple[ProposedTarget, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
