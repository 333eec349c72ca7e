"""What Word keeps in its styles and not in the text: a run's font, and whether it is shown, struck out or raised."""

from __future__ import annotations

from collections.abc import Iterator

from models.reading.files.docx_package import A, Package, Tree, W

_DEEPEST = 20  # styles may name each other in a ring
_OFF = {"0", "false", "off"}


def on(properties: Tree | None, tag: str) -> bool | None:
    """A switch of Word: True, False, or None where `properties` do not speak of it."""
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return None if found is None else found.get(f"{W}val") not in _OFF


def value_of(tree: Tree | None, tag: str) -> str | None:
    """The value of a child such as `<w:numId w:val="3"/>`."""
    found = tree.find(f"{W}{tag}") if tree is not None else None
    return found.get(f"{W}val") if found is not None else None


class Styles:
    """The styles of a document, and what a run has from them."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Tree] = {}
        self._defaults: Tree | None = None
        self._usual: str | None = None
        self._theme = _theme_fonts(package)
        styles = package.beside("styles.xml")
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name:
                self._styles.setdefault(name, style)
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                    self._usual = name
        self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, name: str | None) -> Iterator[Tree]:
        """The style of that id and those it is based on, the nearest first."""
        for _step in range(_DEEPEST):
            style = self._styles.get(name) if name else None
            if style is None:
                return
            yield style
            name = value_of(style, "basedOn")

    def of_paragraph(self, paragraph: Tree) -> Iterator[Tree]:
        """The chain of a paragraph's style; of the usual one when it names none."""
        return self.chain(value_of(paragraph.find(f"{W}pPr"), "pStyle") or self._usual)

    def font(self, run: Tree, paragraph: Tree) -> str | None:
        """The name of the font a run is shown in, or None when nothing in the file names one."""
        own = run.find(f"{W}rPr")
        if font := self._named(own):
            return font
        for style in (*self.chain(value_of(own, "rStyle")), *self.of_paragraph(paragraph), *self.chain(self._usual)):
            if font := self._named(style.find(f"{W}rPr")):
                return font
        return self._named(self._defaults)

    def hidden(self, properties: Tree | None, paragraph: Tree) -> bool:
        """Whether a run with these properties (`rPr`) is not shown."""
        return self._switched("vanish", properties, paragraph)

    def struck(self, properties: Tree | None, paragraph: Tree) -> bool:
        """Whether a line goes through a run with these properties."""
        return any(self._switched(tag, properties, paragraph) for tag in ("strike", "dstrike"))

    def raised(self, properties: Tree | None, paragraph: Tree) -> bool:
        """Whether a run with these properties is set higher than its line."""
        for own in self._properties(properties, paragraph):
            if (place := value_of(own, "vertAlign")) is not None:
                return place == "superscript"
            if (height := value_of(own, "position")) is not None:
                return height.isdecimal() and int(height) > 0
        return False

    def _switched(self, tag: str, properties: Tree | None, paragraph: Tree) -> bool:
        """Whether a switch of Word is on for a run.

        ECMA-376 part 1, 17.7.3: what a run says itself counts; switched on by its own style and by its paragraph's
        style at once it is off again.
        """
        own = on(properties, tag)
        if own is not None:
            return own
        run_style = self._first_said(tag, self.chain(value_of(properties, "rStyle")))
        paragraph_style = self._first_said(tag, self.of_paragraph(paragraph))
        return bool(on(self._defaults, tag)) or bool(run_style) != bool(paragraph_style)

    def _properties(self, own: Tree | None, paragraph: Tree) -> Iterator[Tree]:
        """A run's own properties and those of the styles it has, the nearest first."""
        if own is not None:
            yield own
        for style in (*self.chain(value_of(own, "rStyle")), *self.of_paragraph(paragraph)):
            if (properties := style.find(f"{W}rPr")) is not None:
                yield properties

    @staticmethod
    def _first_said(tag: str, chain: Iterator[Tree]) -> bool | None:
        said = (on(style.find(f"{W}rPr"), tag) for style in chain)
        return next((switched for switched in said if switched is not None), None)

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
