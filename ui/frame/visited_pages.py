"""The pages that somebody came from, to go back to one by one."""

from __future__ import annotations

from collections.abc import Callable

_REMEMBERED = 30


class VisitedPages:
    """Keys of pages, the last one left last."""

    def __init__(self) -> None:
        self._keys: list[str] = []

    def left(self, key: str) -> None:
        """The page `key` was left for another one."""
        self._keys = [*self._keys, key][-_REMEMBERED:]

    def back(self, go: Callable[[str], object]) -> None:
        """Go to the last one by `go`, which gives None where the present page may not be left."""
        before = self._keys[:-1]
        if self._keys and go(self._keys[-1]) is not None:
            self._keys = before

    def forget(self) -> None:
        """The book was closed."""
        self._keys.clear()
