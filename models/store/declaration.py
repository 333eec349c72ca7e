"""The declaration that each table class carries: words, rights, bin, search and pages, once, beside its columns.

Rights, search, journal, undo, bin and the reloading of pages are derived from it. It knows no table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

ALL: Final = frozenset({"*"})  # every column


@dataclass(frozen=True)
class ColumnParts:
    """A column that the journal shows part by part. `label` takes `{part}`; `read` gives each part its words."""

    label: str
    read: Callable[[str | None], dict[str, str]]


@dataclass(frozen=True)
class Declaration:
    """One table. Words are Vietnamese, for people; columns are named as in the class."""

    title: str  # what kind of thing a row is, in the journal and the bin
    rank: int  # where it stands in lists of kinds
    write: str  # the word of `rights` for changing it
    words: Mapping[str, str] = field(default_factory=dict)  # columns that people are told of, in this order
    untold: frozenset[str] = frozenset()  # columns that only the program needs; each column is here or in `words`
    writes: Mapping[str, str] = field(default_factory=dict)  # columns whose change has a word of its own
    made_along: bool = False  # a row that only others refer to: whoever may change those may make it
    subject: tuple[str, ...] = ()  # columns that say what a row is about; those that point elsewhere by what is there
    name: Callable[[Mapping[str, Any]], str] | None = None  # their words; None joins what they point to
    values: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)  # where the column's type says too little
    parts: Mapping[str, ColumnParts] = field(default_factory=dict)
    search: tuple[str, ...] = ()  # columns in the full-text search; needs an integer column `number`
    sought: tuple[str, ...] = ()  # columns by which the journal finds what an event is about, where there is no search
    folded: bool = False  # whether those hold folded text
    in_bin: bool = False  # somebody removes it by itself, and it comes back from the bin
    part_of: str = ""  # the column that points to what it hangs on: it goes and comes back with that
    tally: str = ""  # how many of it went along, with `{n}`
    in_history: bool = True  # told in the history of what it hangs on
    counted: frozenset[str] = frozenset()  # columns that the figures of a period are counted from
    derived: frozenset[str] = frozenset()  # columns that follow from other rows: nobody's to write or to take back
    undoable: bool = True
    in_journal: bool = True
    at_start: bool = False  # few rows that much hangs on: compared with the journal whenever the book is opened
    pages: frozenset[str] = frozenset()  # keys of the pages that show it and read it again when it changes

    def columns(self) -> set[str]:
        """Every column that is named here."""
        named = {
            *self.words,
            *self.untold,
            *self.writes,
            *self.subject,
            *self.values,
            *self.parts,
            *self.search,
            *self.sought,
        }
        return named | self.derived | (self.counted - ALL) | ({self.part_of} - {""})
