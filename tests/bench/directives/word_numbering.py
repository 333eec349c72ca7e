"""Word's automatic numbers: a list for each run of items, on an abstract list of its own or on a shared one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .paper import Layout, Paragraph, Table

_BULLETS = {"dash": "-", "plus": "+", "star": "*"}
_LATIN = 4  # Word's letters go a, b, c, d, e; the fifth of a Vietnamese list is "đ" and has to be typed


class WordLists:
    """The lists of one document, made for it before its paragraphs are written."""

    def __init__(self, document: Any, parts: Iterable[Paragraph | Table], layout: Layout, rng: Random) -> None:
        self._root = document.part.numbering_part.element
        self._styles = document.styles.element
        self._shared = rng.random() < 0.5
        self._linked = layout.linked_lists
        self._by_style = layout.styled_lists is not None
        self._level_alone = layout.styled_lists == "level alone"
        self._styled: set[str] = set()
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

    def mark(self, paragraph: Any, part: Paragraph) -> bool:
        """Let Word number the paragraph, directly or by its style. False when its marker has to be typed."""
        listed = self._id_of(part)
        if listed is None:
            return False
        number, level = listed
        properties = paragraph._p.get_or_add_pPr()
        if self._by_style:
            properties.insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{self._style(number, level)}"/>'))
            return True
        inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>"))
        return True

    def _style(self, number: int, level: int) -> str:
        """A style that numbers; in some documents it has only the level, and its list is that of the style below it."""
        name = f"Muc{number}"
        if name not in self._styled:
            self._styled.add(name)
            its_level, its_list = f'<w:ilvl w:val="{level}"/>', f'<w:numId w:val="{number}"/>'
            alone = ((f"Goc{number}", "Normal", its_list), (name, f"Goc{number}", its_level))
            for one, base, inside in alone if self._level_alone else ((name, "Normal", its_level + its_list),):
                self._styles.append(
                    parse_xml(
                        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{one}">'
                        f'<w:name w:val="{one}"/><w:basedOn w:val="{base}"/><w:pPr><w:numPr>{inside}</w:numPr></w:pPr>'
                        "</w:style>"
                    )
                )
        return name

    def _id_of(self, part: Paragraph) -> tuple[int, int] | None:
        return (self._ids[part.run], part.depth) if part.run in self._ids and part.scheme else None

    def _list(self, first: Paragraph) -> int:
        scheme = first.scheme
        assert scheme is not None and scheme.word is not None
        text = _BULLETS.get(scheme.name) or scheme.shape.format(f"%{first.depth + 1}")
        if scheme.above:
            text = f"{first.marker.rstrip('.').rsplit('.', 1)[0]}.%{first.depth + 1}."
        key = f"{first.depth}|{scheme.word}|{text}"
        if not self._shared or key not in self._abstract:
            self._abstract[key] = self._abstract_list(first.depth, scheme.word, text)
        again = (
            f'<w:lvlOverride w:ilvl="{first.depth}"><w:startOverride w:val="1"/></w:lvlOverride>'
            if self._shared
            else ""
        )
        return self._number(self._abstract[key], again)

    def _abstract_list(self, depth: int, shape: str, text: str) -> int:
        """A new abstract list; in some documents one that only names a style, which leads to the real one."""
        number = self._taken()
        if not self._linked:
            self._root.insert(0, parse_xml(_abstract(number, depth, shape, text)))
            return number
        style = f"DanhSach{number}"
        self._root.insert(0, parse_xml(_abstract(number, depth, shape, text, f'<w:styleLink w:val="{style}"/>')))
        listed = self._number(number, "")
        self._styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="{style}"><w:name w:val="{style}"/>'
                f'<w:pPr><w:numPr><w:numId w:val="{listed}"/></w:numPr></w:pPr></w:style>'
            )
        )
        linking = self._taken()
        self._root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{linking}"><w:numStyleLink w:val="{style}"/>'
                "</w:abstractNum>"
            ),
        )
        return linking

    def _number(self, abstract: int, inside: str) -> int:
        number = self._taken()
        self._root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inside}</w:num>')
        )
        return number

    def _taken(self) -> int:
        self._next += 1
        return self._next - 1


def _automatic(item: Paragraph) -> bool:
    scheme = item.scheme
    if scheme is None or scheme.word is None:
        return False
    return scheme.word != "lowerLetter" or item.count <= _LATIN


def _abstract(number: int, depth: int, shape: str, text: str, link: str = "") -> str:
    level = (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{link}{level}'
        "</w:abstractNum>"
    )
