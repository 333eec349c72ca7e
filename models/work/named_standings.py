"""States and timeliness that a search names: "quá hạn" finds what is overdue, though no task has the words in it.

Only codes and dates say how a task stands, and what they say changes with the day, so the index of words cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from models.base.text import fold
from models.work.codes import STATES, TIMELINESS, state_name, timeliness_name, timeliness_whole

_LEAST: Final = 2  # words of a name that is not typed to its end: one alone is in the text of every other task


def named_in(query: str) -> tuple[tuple[str, ...], str]:
    """The codes that a search names, in full or as far as it is typed, and the words besides; no codes for no name.

    The longest name counts: "đang thực hiện rà soát" names `doing` and leaves "rà soát".
    """
    words = query.split()
    folded = [fold(word.strip('.,;:"“”')) for word in words]
    begun = [start for start, word in enumerate(folded) if word in _first_words()]  # seldom one: a search asks each key
    longest = max(len(name) for _code, name in _names())
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for start in begun:
        for length in range(min(len(words) - start, longest), best[0], -1):
            run = folded[start : start + length]
            ends = start + length == len(words)
            codes = tuple(dict.fromkeys(code for code, name in _names() if _names_it(run, name, ends)))
            if codes:
                best = (length, start, codes)
                break
    length, start, codes = best
    return codes, " ".join(words[:start] + words[start + length :]) if codes else ""


def _names_it(run: Sequence[str], name: Sequence[str], ends: bool) -> bool:
    if list(run) == list(name):
        return True
    typed = ends and _LEAST <= len(run) <= len(name)
    return typed and list(run[:-1]) == list(name[: len(run) - 1]) and name[len(run) - 1].startswith(run[-1])


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each code with a name of it, as its words; what has a short name and a whole one stands there with both."""
    spoken: list[tuple[Sequence[str], Callable[[str], str]]] = [
        (STATES, state_name),
        (TIMELINESS, timeliness_name),
        (TIMELINESS, timeliness_whole),
    ]
    return tuple((code, tuple(fold(name(code).replace(",", "")).split())) for codes, name in spoken for code in codes)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name[0] for _code, name in _names())
