"""Word's automatic numbers: a list for each run of items, on an abstract list of its own or on a shared one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .paper import Paragraph, Table

_BULLETS = {"dash": "-", "plus": "+", "star": "*"}
_LATIN = 4  # Word's letters go a, b, c, d, e; the fifth of a Vietnamese list is "đ" and has to be typed


class WordLists:
    """The lists of one document. `id_of` says which list numbers a paragraph, None when its marker is typed."""

    def __init__(self, numbering: Any, parts: Iterable[Paragraph | Table], rng: Random) -> None:
        self._root = numbering
        self._shared = rng.random() < 0.5
        self._abstract: dict[str, int] = {}
        self._next = 100
        self._ids: dict[int, int] = {}
        runs: dict[int, list[Paragraph]] = defaultdict(list)
        for part in parts:
            if isinstance(part, Paragraph) and part.scheme is not None:
                runs[part.run].append(part)
        for run, items in runs.items():
            if all(_automatic(item) for item in items) and [item.count for item in items] == list(
                range(1, len(items) + 1)
            ):
                self._ids[run] = self._list(items[0])

    def id_of(self, part: Paragraph) -> tuple[int, int] | None:
        """The list and the level of a paragraph that Word numbers."""
        return (self._ids[part.run], part.depth) if part.run in self._ids and part.scheme else None

    def _list(self, first: Paragraph) -> int:
        scheme = first.scheme
        assert scheme is not None and scheme.word is not None
        text = _BULLETS.get(scheme.name) or scheme.shape.format(f"%{first.depth + 1}")
        if scheme.above:
            text = f"{first.marker.rstrip('.').rsplit('.', 1)[0]}.%{first.depth + 1}."
        key = f"{first.depth}|{scheme.word}|{text}"
        if not self._shared or key not in self._abstract:
            self._abstract[key] = self._next
            self._root.insert(0, parse_xml(_abstract(self._next, first.depth, scheme.word, text)))
            self._next += 1
        number = self._next
        self._next += 1
        again = (
            f'<w:lvlOverride w:ilvl="{first.depth}"><w:startOverride w:val="1"/></w:lvlOverride>'
            if self._shared
            else ""
        )
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{self._abstract[key]}"/>'
                f"{again}</w:num>"
            )
        )
        return number


def _automatic(item: Paragraph) -> bool:
    scheme = item.scheme
    if scheme is None or scheme.word is None:
        return False
    return scheme.word != "lowerLetter" or item.count <= _LATIN


def _abstract(number: int, depth: int, shape: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for level in [depth]
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
