"""The numbers that Word counts by itself and keeps out of the text (`1.`, `a)`, `-`), as ECMA-376 part 1, 17.9 says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from models.reading.files.docx_package import Package, Tree, W
from models.reading.files.docx_styles import Styles, on, value_of

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BULLET = "-"
_BULLETS_KEPT = "+*-–"
_MOST_COUNTED = 10_000
_DEEPEST = 9  # levels of a list
_LINKS = 10  # lists may name each other in a ring
_ROMANS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
           (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(frozen=True)
class _Level:
    shape: str = "decimal"
    pattern: str = ""
    first: int = 1
    legal: bool = False  # shows the numbers of all levels in figures
    restarts_after: int | None = None  # the level, from 1, whose use begins this one anew; 0 for none; None for any
    style: str | None = None  # the paragraph style that stands for this level


@dataclass
class _Series:
    """One count: all lists on the same abstract list go on where the last of them stopped."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _DEEPEST)


@dataclass
class _List:
    series: _Series
    levels: dict[int, _Level]
    starts: dict[int, int]  # level to its number where this list first uses it


class AutomaticNumbers:
    """Writes out the numbers of a document's paragraphs, asked one after the other."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        self._series: dict[str, _Series] = {}
        self._lists: dict[str, _List] = {}
        tree = package.beside("numbering.xml")
        if tree is None:
            return
        abstracts = {str(one.get(f"{W}abstractNumId")): one for one in tree.iter(f"{W}abstractNum")}
        links = {str(one.get(f"{W}numId")): value_of(one, "abstractNumId") or "" for one in tree.iter(f"{W}num")}
        for number in tree.iter(f"{W}num"):
            ident = str(number.get(f"{W}numId"))
            name = self._linked(abstracts, links, links[ident])
            if name not in abstracts:
                continue
            series = self._series.setdefault(name, _Series(_levels(abstracts[name])))
            self._lists[ident] = _overridden(number, series)

    def before(self, paragraph: Tree) -> str:
        """The number in front of a paragraph, with a blank after it; empty for none. Counts it too."""
        ident, depth = self._place(paragraph)
        listed = self._lists.get(ident or "0")
        if listed is None or ident == "0":
            return ""
        level = listed.levels.get(depth, _Level(pattern=f"%{depth + 1}."))
        _count(listed, depth, level)
        shown = _shown_pattern(listed, depth, level)
        return f"{shown} " if shown else ""

    def _place(self, paragraph: Tree) -> tuple[str | None, int]:
        """The list and the level of a paragraph: each may be said by the paragraph, by its style, or by a style that
        this one is based on, and a style's level may be said by the list alone.
        """
        ident = depth = None
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            ident, depth = value_of(own, "numId"), value_of(own, "ilvl")
        for style in () if ident and depth else self._styles.of_paragraph(paragraph):
            said = style.find(f"{W}pPr/{W}numPr")
            if said is None:
                continue
            ident = ident or value_of(said, "numId")
            depth = depth or self._level_of_style(ident, style.get(f"{W}styleId")) or value_of(said, "ilvl")
            if ident and depth:
                break
        return ident, min(max(_whole(depth), 0), _DEEPEST - 1)

    def _level_of_style(self, ident: str | None, style: str | None) -> str | None:
        listed = self._lists.get(ident or "")
        found = [depth for depth, level in listed.levels.items() if level.style == style] if listed and style else []
        return str(found[0]) if found else None

    def _linked(self, abstracts: dict[str, Tree], links: dict[str, str], name: str) -> str:
        """The abstract list that holds the levels: another may only name a list style (17.9.21, `numStyleLink`)."""
        for _step in range(_LINKS):
            abstract = abstracts.get(name)
            link = value_of(abstract, "numStyleLink")
            if link is None:
                break
            said = next((s.find(f"{W}pPr/{W}numPr") for s in self._styles.chain(link)), None)
            by_style = links.get(value_of(said, "numId") or "")
            by_name = next((n for n, one in abstracts.items() if value_of(one, "styleLink") == link), None)
            target = by_style if by_style in abstracts and by_style != name else by_name
            if target is None or target == name:
                break
            name = target
        return name


def _levels(tree: Tree) -> dict[int, _Level]:
    return {_whole(level.get(f"{W}ilvl")): _level(level) for level in tree.findall(f"{W}lvl")}


def _level(level: Tree) -> _Level:
    shape = value_of(level, "numFmt")
    if shape is None:  # a shape of newer Words, with one that all know beside it
        choices = level.findall(f"{_ALTERNATIVE}AlternateContent/{_ALTERNATIVE}Fallback")
        shape = next((found for choice in choices if (found := value_of(choice, "numFmt"))), "decimal")
    restart = value_of(level, "lvlRestart")
    return _Level(
        shape,
        value_of(level, "lvlText") or "",
        max(_whole(value_of(level, "start") or "1"), 0),
        bool(on(level, "isLgl")),
        _whole(restart) if restart is not None else None,
        value_of(level, "pStyle"),
    )


def _overridden(number: Tree, series: _Series) -> _List:
    levels = dict(series.levels)
    starts: dict[int, int] = {}
    for change in number.findall(f"{W}lvlOverride"):
        depth = _whole(change.get(f"{W}ilvl"))
        own = change.find(f"{W}lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = value_of(change, "startOverride")
        if start is not None:
            starts[depth] = max(_whole(start), 0)
            levels[depth] = replace(levels.get(depth, _Level(pattern=f"%{depth + 1}.")), first=starts[depth])
    return _List(series, levels, starts)


def _count(listed: _List, depth: int, level: _Level) -> None:
    counts = listed.series.counts
    start = listed.starts.pop(depth, None)
    before = counts[depth]
    if start is not None:
        counts[depth] = start
    else:
        counts[depth] = level.first if before is None else min(before + 1, _MOST_COUNTED)
    for above in range(depth):
        if counts[above] is None:
            counts[above] = listed.levels.get(above, _Level()).first
    for below in range(depth + 1, _DEEPEST):
        after = listed.levels.get(below, _Level()).restarts_after
        if after is None or depth < after:
            counts[below] = None


def _shown_pattern(listed: _List, depth: int, level: _Level) -> str:
    pattern = level.pattern
    if level.shape == "bullet":
        return pattern.strip() if pattern.strip() in _BULLETS_KEPT and pattern.strip() else _BULLET
    for place in range(depth + 1):
        shape = listed.levels.get(place, _Level()).shape
        if level.legal and shape != "none":
            shape = "decimal"
        pattern = pattern.replace(f"%{place + 1}", _shown(listed.series.counts[place] or 0, shape))
    return pattern.strip() if any(char.isalnum() for char in pattern) or pattern.strip() in _BULLETS_KEPT else ""


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _shown(number: int, shape: str) -> str:
    if shape == "none":
        return ""
    if shape in {"lowerLetter", "upperLetter"} and number > 0:
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1 if number <= _MOST_COUNTED // 100 else 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"} and number > 0:
        return _roman(number).lower() if shape == "lowerRoman" else _roman(number)
    if shape == "decimalZero":
        return f"{number:02d}"
    if shape == "vietnameseCounting":
        return _counted(number)
    return str(number)


def _roman(number: int) -> str:
    shown = ""
    for worth, sign in _ROMANS:
        shown += sign * (number // worth)
        number %= worth
    return shown


def _counted(number: int) -> str:
    """A number below 100 in Vietnamese words, as far as lists go."""
    tens, ones = divmod(number, 10)
    if tens == 0 or tens > len(_DIGITS) - 1:
        return _DIGITS[ones] if tens == 0 else str(number)
    said = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return said
    return f"{said} {'lăm' if ones == 5 else 'mốt' if ones == 1 and tens > 1 else _DIGITS[ones]}"
