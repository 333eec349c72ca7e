"""Turns plain text into ReportLab paragraphs and fitted lines, and checks that the font has each letter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from models.base.text import whole_shares
from models.reports import nd30
from models.reports.fonts import refuse_missing


def paragraph(text: str, style: str) -> Paragraph:
    """`text` as one paragraph in a style of `nd30`. Raises AppError for a letter that the font lacks.

    The text is handed over as a ready fragment, so ReportLab's markup reader never sees it: `<img src=...>` from
    outside is printed as it is written, and no time is spent on parsing.
    """
    look = nd30.style(style)
    text = whole_shares(text)
    refuse_missing((text,), look.fontName)
    return Paragraph(None, look, frags=[_fragment(style).clone(text=text)] if text.strip() else [])


@cache
def _fragment(style: str) -> ParaFrag:
    found: ParaFrag = Paragraph("x", nd30.style(style)).frags[0]
    return found


def pieces(text: str, style: str, width: float, height: float) -> list[Paragraph]:
    """`text` as paragraphs of at most `height` points each in a column of `width`: a table cell cannot span pages."""
    whole = paragraph(text, style)
    look = nd30.style(style)
    if len(text) * look.fontSize < width * (height / look.leading):  # a letter is no wider than its size
        return [whole]
    whole.wrap(width, height)
    parts = [whole]
    while parts[-1].height > height and len(split := parts[-1].split(width, height)) > 1:
        parts[-1:] = split
        parts[-1].wrap(width, height)
    return parts


def fit(text: str, face: str, sizes: Sequence[int], width: float) -> tuple[int, list[str]]:
    """The first of `sizes` (points) at which `text` stays on one line of `width`, else the last size and its lines."""
    refuse_missing((text,), face)
    for size in sizes:
        if stringWidth(text, face, size) <= width:
            return size, [text]
    return sizes[-1], wrap(text, face, sizes[-1], width)


def wrap(text: str, face: str, size: float, width: float) -> list[str]:
    """`text` in lines no wider than `width` points; a word longer than a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):  # a non-breaking blank stays in its word
        longer = f"{line} {word}" if line else word
        if stringWidth(longer, face, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, face, size, width)
        lines.extend(full)
    return [*lines, line] if line else lines


def _cut(word: str, face: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and stringWidth(pieces[-1] + char, face, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def widest(lines: Sequence[str], face: str, size: float) -> float:
    """The width in points of the longest of `lines`."""
    return max((stringWidth(line, face, size) for line in lines), default=0.0)


class ShortRule(Flowable):  # type: ignore[misc]
    """The line under a title, 1/3 to 1/2 as long as the title's own text (NĐ 30/2020, Phụ lục I, ô 5a)."""

    def __init__(self, title: Paragraph) -> None:
        super().__init__()
        self._title = title

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        self.width, self.height = avail_width, 6.0
        return self.width, self.height

    def draw(self) -> None:
        length = nd30.RULE_SHARE * max(self._title.getActualLineWidths0())
        rule(self.canv, self.width / 2, self.height / 2, length)


def rule(canvas: Any, centre: float, y: float, length: float) -> None:  # noqa: ANN401 - ReportLab ships no types
    """A horizontal line of `length` points about `centre`."""
    canvas.setLineWidth(nd30.LINE)
    canvas.line(centre - length / 2, y, centre + length / 2, y)
