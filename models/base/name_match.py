"""Which of many names a person means while typing: with or without marks, any of its words, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from models.base.text import clean, fold, has_marks, one_tone_place

_LIKE: Final = 0.6  # of the letters in common: a wrong or missing letter or two in a short name
_BEHIND: Final = re.compile(r"(?:\s*\([^()]*\))+$")


def matching(names: Iterable[str], typed: str) -> list[str]:
    """Those of `names` in which every typed word occurs, the likeliest first; all of them while nothing is typed.

    Marks that were typed count as soon as a name has them (Sa Pa and Sa Pả are two); half typed ones shut nothing out.
    Names that fit equally well stay in their order.
    """
    typed = clean(typed)
    wanted = fold(typed)
    words = wanted.split()
    found = [name for name in names if _has(fold(name), words)]
    if has_marks(typed):
        exact = one_tone_place(typed).split()
        found = [name for name in found if _has(one_tone_place(name), exact)] or found
    return sorted(found, key=lambda name: _distance(fold(name), wanted, words))


def same(name: str, typed: str) -> bool:
    """Whether `typed` is the whole of `name`: its case does not matter, marks only where some were typed."""
    name, typed = clean(name), clean(typed)
    return one_tone_place(name) == one_tone_place(typed) or (not has_marks(typed) and fold(name) == fold(typed))


def same_person(name: str, holder: str) -> bool:
    """Whether a certificate's `holder` bears this name: what stands behind it in brackets is no part of a name.

    Certificates are often issued in capitals or without marks.
    """
    bare = _BEHIND.sub("", clean(holder))
    return same(name, bare) or same(bare, name)


def meant(names: Iterable[str], typed: str) -> str | None:
    """The one name that `typed` is the whole of; of two that fit, none. Marks decide between names that differ by them.

    The rule of `models.work.units.by_name`, for names that are already at hand.
    """
    fitting = [name for name in names if same(name, typed)]
    exact = [name for name in fitting if one_tone_place(clean(name)) == one_tone_place(clean(typed))]
    found = exact or fitting
    return found[0] if len(found) == 1 else None


def nearest(names: Sequence[str], typed: str, most: int = 3) -> list[str]:
    """The few of `names` that somebody may have meant who wrote `typed`: those it is part of, then those like it."""
    found = matching(names, typed) if clean(typed) else []
    if not found:
        forms = {fold(name): name for name in names}
        found = [forms[form] for form in get_close_matches(fold(clean(typed)), forms, most, _LIKE)]
    return found[:most]


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _distance(name: str, wanted: str, words: Sequence[str]) -> int:
    """How far a name is from what was typed: the whole, its beginning, its end, words of it, parts of words."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {name}".endswith(f" {wanted}"):
        return 2
    if f" {wanted}" in f" {name}":
        return 3
    return 4 if all(f" {word}" in f" {name}" for word in words) else 5
