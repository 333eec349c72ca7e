"""The body of a report: căn cứ, opening, numbered sections, closing. Words come from ReportData and stay plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from models.reports import nd30
from models.reports.data import ReportData, ReportSection
from models.reports.typeset import paragraph

_WHOLE: Final = 3  # lines; a shorter paragraph is never split
_SHORT: Final = 80  # characters; a line that ends with ":" belongs to what follows, as a heading does
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese list: đ) after d), and no f, j, w, z (NĐ 30, Phụ lục I)


def body(data: ReportData) -> list[Paragraph]:
    """Everything between Kính gửi and the signature; the last words, in the style "last", end with `./.`."""
    return [paragraph(text, style) for style, text in styled_texts(data)]


def styled_texts(data: ReportData) -> list[tuple[str, str]]:
    """The same as (style of `nd30`, text)."""
    texts = [("basis", text) for text in basis_lines(data.bases)]
    texts += [("body", text) for text in data.opening]
    for heading, section in zip(heading_lines(data.sections), data.sections, strict=True):
        texts.append((f"heading{section.level}", heading))
        texts += [("body", text) for text in section.paragraphs]
    texts += [("body", data.closing)]
    texts = [(style, text) for style, text in texts if text]
    if texts and texts[-1][0] == "body":
        texts[-1] = ("last", ended(texts[-1][1]))
    return texts


def heading_lines(sections: Sequence[ReportSection]) -> list[str]:
    """The headings as they are printed, with their numbers."""
    printed = [section.heading.upper() if section.level == 1 else section.heading for section in sections]
    return [f"{number} {heading}" for number, heading in zip(numbers(sections), printed, strict=True)]


def with_headings_kept(blocks: list[Paragraph]) -> list[Flowable]:
    """Before each run of headings, ask for room for them and the first lines of text: none is left at a page's foot."""
    kept: list[Flowable] = []
    room, below = 0.0, 0.0
    for block in reversed(blocks):
        if _announces(block):
            room = (room or below) + block.wrap(nd30.WIDTH, 0)[1] + block.style.spaceAfter
        elif room:
            kept.append(CondPageBreak(room))
            room = 0.0
        kept.append(block)
        below = _least(block)
    if room:
        kept.append(CondPageBreak(room))
    return kept[::-1]


def _least(block: Paragraph) -> float:
    """What of a paragraph must stay together: all of three lines, for neither end may be a line alone; else two."""
    height: float = block.wrap(nd30.WIDTH, 0)[1]
    lines = round(height / block.style.leading)
    return height if lines <= _WHOLE else 2.0 * block.style.leading


def _announces(block: Paragraph) -> bool:
    text = block.frags[0].text
    return block.style.name.startswith("heading") or (len(text) < _SHORT and text.endswith(":"))


def ended(text: str) -> str:
    """`text` with the decree's end mark (NĐ 30/2020, Phụ lục I, mục II khoản 6)."""
    return text.rstrip(" .;/") + nd30.END


def basis_lines(bases: Iterable[str]) -> list[str]:
    """Căn cứ, one a line, `;` after each and `.` after the last (ô 6)."""
    plain = [text.rstrip(" ;.,") for text in bases]
    return [f"{text}{'.' if index == len(plain) - 1 else ';'}" for index, text in enumerate(plain)]


def numbers(sections: Iterable[ReportSection]) -> list[str]:
    """What stands before each heading: `I.`, `1.`, `a)`, each counted anew under the heading above it."""
    printed = []
    counts = [0, 0, 0]
    for section in sections:
        level = section.level
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        place = counts[level - 1]
        printed.append((f"{roman(place)}.", f"{place}.", f"{_letter(place)})")[level - 1])
    return printed


def _letter(place: int) -> str:
    turns, index = divmod(place - 1, len(_LETTERS))
    return _LETTERS[index] * (turns + 1)


def roman(number: int) -> str:
    """A Roman numeral for 1 to 399. Raises ValueError beyond."""
    if not 1 <= number <= 399:
        raise ValueError(number)
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        turns, number = divmod(number, value)
        text += sign * turns
    return text
