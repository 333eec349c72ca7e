"""The numbering of a paper: a scheme for each depth, and counters that go on or begin anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .paper import Paragraph, Scheme

LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m")
WORDS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Schemes by depth: sections, items, what stands under an item, and what stands under that.
SECTIONS = (Scheme("roman", "{}.", "upperRoman"), Scheme("roman", "{}-", None), Scheme("capital", "{}.", "upperLetter"))
ITEMS = (
    Scheme("number", "{}.", "decimal"),
    Scheme("number", "{}.", "decimal"),
    Scheme("number", "{}-", None),
    Scheme("number", "{}/", None),
    Scheme("number", "{})", "decimal"),
)
ODD_ITEMS = (Scheme("number", "({})", "decimal"), Scheme("word", "{} là,", None), Scheme("word", "{} là:", None))
PARTS = (
    Scheme("letter", "{})", "lowerLetter"),
    Scheme("letter", "{}.", "lowerLetter"),
    Scheme("number", "{}.", "decimal", above=True),
    Scheme("number", "{}-", None, above=True),
    Scheme("dash", "-", "bullet"),
    Scheme("dash", "-", "bullet"),
    Scheme("plus", "+", "bullet"),
)
DASHES = (Scheme("plus", "+", "bullet"), Scheme("dash", "-", "bullet"), Scheme("star", "*", None))
ARTICLE = Scheme("article", "Điều {}.", None)


def label(scheme: Scheme, count: int) -> str:
    """The mark without its punctuation: "3", "b", "IV", "Hai"; empty for dashes."""
    by_scheme = {"roman": ROMAN, "letter": LETTERS, "word": WORDS, "capital": "ABCDEFGHIK"}
    if scheme.name in by_scheme:
        return by_scheme[scheme.name][count - 1]
    return str(count) if "{}" in scheme.shape else ""


@dataclass
class Numbering:
    """Counts the items of each depth. `chosen[depth]` is the scheme that is in use there."""

    rng: Random
    chosen: list[Scheme] = field(default_factory=list)
    going_on: bool = False  # items count on over the sections
    first_run: int = 0  # a second numbering of the same paper begins beyond the lists of the first
    _counts: list[int] = field(default_factory=lambda: [0] * 4)
    _runs: list[int] = field(default_factory=lambda: [0] * 4)
    _labels: list[str] = field(default_factory=lambda: [""] * 4)
    _last_run: int = 0

    def __post_init__(self) -> None:
        rng = self.rng
        self._last_run = self.first_run
        self._runs = [self.first_run] * 4
        parts = rng.choice(PARTS)
        deepest = rng.choice([one for one in DASHES if one.name != parts.name])
        if parts.above and rng.random() < 0.4:
            deepest = parts
        self.chosen = self.chosen or [rng.choice(SECTIONS), rng.choice(ITEMS), parts, deepest]
        self.going_on = rng.random() < 0.1

    def open(self, depth: int, scheme: Scheme | None = None) -> None:
        """Begin a new list at this depth; those below begin anew with it."""
        if scheme:
            self.chosen[depth] = scheme
        for below in range(depth, 4):
            self._last_run += 1
            self._counts[below], self._runs[below], self._labels[below] = 0, self._last_run, ""

    def item(self, depth: int, words: str, role: str = "item") -> Paragraph:
        """The next item of the list at this depth."""
        scheme = self.chosen[depth]
        self._counts[depth] += 1
        count = self._counts[depth]
        own = label(scheme, count)
        if scheme.above:
            own = f"{self._labels[depth - 1] or self._counts[depth - 1]}.{count}"
        self._labels[depth] = own
        marker = scheme.shape.format(own)
        run = self._runs[depth]
        for below in range(depth + 1, 4):
            if below == 1 and self.going_on:
                continue
            self._last_run += 1
            self._counts[below], self._runs[below], self._labels[below] = 0, self._last_run, ""
        return Paragraph(words, role, marker, depth, scheme, run, count)

    def ref(self, depth: int) -> str | None:
        """The number of the last item as a person says it ("II.3.b"), or None where it might be said otherwise."""
        used = [at for at in range(depth + 1) if self._counts[at]]
        schemes = [self.chosen[at] for at in used]
        if any(one.name not in {"roman", "number", "letter"} or one.shape.startswith("(") for one in schemes):
            return None
        parts = [self._labels[at].rsplit(".", 1)[-1] for at in used]
        return ".".join(parts) or None
