"""A pattern of very many alternatives as a table by their first word: only those of the word there are tried.

One alternation of 700 verbs costs 20 ms to compile and tries each verb at each word. Here a word that begins none of
them costs one look into a table, and alternatives are compiled once their first word was met.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final

_WORD: Final = re.compile(r"\w+")
_LITERALS: Final = re.compile(r"\w+")
_BOUNDARY: Final = re.compile(r"$| |\\s|,|-|/|\(\?: ")  # a word ends where one of these must follow
_GROUPS: Final = ("(?:", "(?-i:")
_ASIDES: Final = ("(?!", "(?=", "(?<!", "(?<=")


class FirstWords:
    """Matches like `re.compile(f"(?:{pattern}){after}", flags)` at the beginning of a word, and gives its match.

    Groups are known only in what the alternatives of one first word name. `after` must forbid a letter.
    """

    def __init__(self, pattern: str, flags: int = 0, after: str = r"(?!\w)") -> None:
        self._flags, self._after = flags, after
        self._all: list[tuple[str, str]] = [(_first_word(one), one) for one in _alternatives(pattern)]
        self._anywhere = any(not first for first, _one in self._all)
        self.words: Final = frozenset(first for first, _one in self._all if first)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def match(self, words: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match at `at`, or None."""
        found = _WORD.match(words, at, end)
        first = found[0].lower() if found else ""
        if first not in self.words:
            if not self._anywhere:
                return None
            first = ""
        return (self._compiled.get(first) or self._compile(first)).match(words, at, end)

    def _compile(self, first: str) -> re.Pattern[str]:
        tried = "|".join(one for word, one in self._all if word in {first, ""})
        self._compiled[first] = re.compile(f"(?:{tried}){self._after}", self._flags)
        return self._compiled[first]


def words_in(plain: str) -> Iterator[re.Match[str]]:
    """Each word, one after another."""
    return _WORD.finditer(plain)


def _alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern in their order, those of a group that it begins with apart as well."""
    for one in _parted(pattern):
        opening = next((group for group in _GROUPS if one.startswith(group)), None)
        if opening is None:
            yield one
            continue
        end = _closing(one)
        inside, rest = one[len(opening) : end], one[end + 1 :]
        if rest[:1] in {"*", "+", "{"} or rest[:2] == "??":
            yield one
            continue
        optional = rest.startswith("?")
        rest = rest[1:] if optional else rest
        same = opening == "(?:"
        for first in _alternatives(inside):
            yield (first if same else f"(?-i:{first})") + rest
        if optional:
            yield from _alternatives(rest)


def _parted(pattern: str) -> list[str]:
    parts, depth, start, place = [], 0, 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif char == "[":
            place = pattern.index("]", place + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            parts.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*parts, pattern[start:]]


def _closing(pattern: str) -> int:
    """Where the group ends that a pattern begins with."""
    depth = place = 0
    while True:
        char = pattern[place]
        if char == "\\":
            place += 1
        elif char == "[":
            place = pattern.index("]", place + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return place
        place += 1


def _first_word(one: str) -> str:
    """The whole word that an alternative must begin with, in small letters; "" where that cannot be told."""
    while one.startswith((*_ASIDES, "(?-i:")):
        if one.startswith("(?-i:"):
            end = _closing(one)
            one = one[5:end] + one[end + 1 :]
        else:
            one = one[_closing(one) + 1 :]
    found = _LITERALS.match(one)
    if found is None:
        return ""
    rest = one[found.end() :]
    while rest.startswith(_ASIDES):
        rest = rest[_closing(rest) + 1 :]
    return found[0].lower() if _BOUNDARY.match(rest) else ""
