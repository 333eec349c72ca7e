"""What Word keeps outside the text: which font a run really has, and the automatic number before a paragraph."""

from __future__ import annotations

from models.reading.files.docx_package import A, Package, Tree, W

_DEEPEST = 20  # styles may name each other in a ring
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BULLET = "-"
_MOST_COUNTED = 10_000


class RunFonts:
    """Answers which font a run is shown in: run, its style, its paragraph's style, the default, the theme."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Tree] = {}
        self._default: str | None = None
        self._usual_style: str | None = None
        self._theme = _theme_fonts(package)
        styles = package.beside("styles.xml")
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name:
                self._styles.setdefault(name, style)
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                    self._usual_style = name
        self._default = self._named(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def of_run(self, run: Tree, paragraph: Tree) -> str | None:
        """The font's name, or None when nothing in the file names one."""
        own = run.find(f"{W}rPr")
        if font := self._named(own):
            return font
        for properties, tag in ((own, "rStyle"), (paragraph.find(f"{W}pPr"), "pStyle")):
            style = properties.find(f"{W}{tag}") if properties is not None else None
            if style is not None and (font := self._by_style(style.get(f"{W}val"))):
                return font
        return self._by_style(self._usual_style) or self._default

    def style(self, name: str | None) -> Tree | None:
        """The style of that id."""
        return self._styles.get(name) if name else None

    def _by_style(self, name: str | None) -> str | None:
        for _step in range(_DEEPEST):
            style = self.style(name)
            if style is None:
                return None
            if font := self._named(style.find(f"{W}rPr")):
                return font
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        return None

    def _named(self, properties: Tree | None) -> str | None:
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        if fonts is None:
            return None
        for kind in ("ascii", "hAnsi", "cs"):
            if font := fonts.get(f"{W}{kind}"):
                return str(font)
            theme = fonts.get(f"{W}{kind}Theme")
            if theme and (font := self._theme.get("major" if str(theme).startswith("major") else "minor")):
                return font
        return None


def _theme_fonts(package: Package) -> dict[str, str]:
    theme = package.beside("theme/theme1.xml")
    found: dict[str, str] = {}
    if theme is None:
        return found
    for kind in ("major", "minor"):
        latin = theme.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = str(latin.get("typeface"))
    return found


class AutomaticNumbers:
    """Writes out the numbers that Word counts by itself and keeps out of the text (`1.`, `a)`, `-`)."""

    def __init__(self, package: Package, fonts: RunFonts) -> None:
        self._fonts = fonts
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        tree = package.beside("numbering.xml")
        if tree is None:
            return
        for abstract in tree.iter(f"{W}abstractNum"):
            levels = {_whole(level.get(f"{W}ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[str(abstract.get(f"{W}abstractNumId"))] = levels
        for number in tree.iter(f"{W}num"):
            link = number.find(f"{W}abstractNumId")
            if link is not None:
                self._abstract_of[str(number.get(f"{W}numId"))] = str(link.get(f"{W}val"))

    def before(self, paragraph: Tree) -> str:
        """The number in front of a paragraph, with a blank after it; empty for none."""
        properties = self._properties(paragraph)
        if properties is None:
            return ""
        ident = _value(properties, "numId")
        abstract = self._abstract_of.get(ident or "0")
        if abstract is None or ident == "0":
            return ""
        depth = min(max(_whole(_value(properties, "ilvl")), 0), 8)
        levels = self._levels.get(abstract, {})
        shape, pattern, first = levels.get(depth, ("decimal", f"%{depth + 1}.", 1))
        counts = self._counts.setdefault(ident or "", [0] * 9)
        counts[depth] = min((counts[depth] or first - 1) + 1, _MOST_COUNTED)
        counts[depth + 1 :] = [0] * (8 - depth)
        if shape == "none":
            return ""
        if shape == "bullet":
            return f"{_BULLET if not pattern.strip() or pattern.strip() not in '+*-–' else pattern.strip()} "
        for place in range(depth + 1):
            shown = levels.get(place, ("decimal", "", 1))
            pattern = pattern.replace(f"%{place + 1}", _shown(max(counts[place], shown[2]), shown[0]))
        return f"{pattern.strip()} " if pattern.strip() else ""

    def _properties(self, paragraph: Tree) -> Tree | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return own
        link = paragraph.find(f"{W}pPr/{W}pStyle")
        name = link.get(f"{W}val") if link is not None else None
        for _step in range(_DEEPEST):
            style = self._fonts.style(name)
            if style is None:
                return None
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
            based = style.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None
        return None


def _level(level: Tree) -> tuple[str, str, int]:
    return (
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or "",
        max(_whole(_value(level, "start") or "1"), 0),
    )


def _value(tree: Tree, tag: str) -> str | None:
    found = tree.find(f"{W}{tag}")
    return found.get(f"{W}val") if found is not None else None


def _whole(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _shown(number: int, shape: str) -> str:
    if shape in {"lowerLetter", "upperLetter"}:
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1 if number <= _MOST_COUNTED // 100 else 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"}:
        roman = _roman(min(number, 89))
        return roman.lower() if shape == "lowerRoman" else roman
    if shape == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * (tens if tens < 5 else 0) + ("L" + "X" * (tens - 5) if tens >= 5 else "") + _ONES[ones]


_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
