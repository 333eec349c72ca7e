"""The words of a .docx in reading order: paragraphs, layout tables cell by cell, plan tables row by row with bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.base.text import nfc
from models.reading.files.docx_package import Package, Tree, W
from models.reading.files.docx_styles import AutomaticNumbers, RunFonts
from models.reading.files.found import FoundText
from models.reading.files.legacy_fonts import coding_of_font, to_unicode
from models.reading.plan_table import SAME, names_columns

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}instrText", f"{W}txbxContent"}
_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
_OFF = {"0", "false", "off"}
# Letters that no old code has: the paragraph was typed in Unicode and only its style still names an old font.
_UNICODE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_WIDEST = 63  # columns Word allows in a table


def read_docx(data: bytes) -> FoundText:
    """The words of a .docx, converted run by run where the run's font is of before Unicode. Raises AppError."""
    package = Package(data)
    reader = _Reader(package)
    body = package.main().find(f"{W}body")
    lines = list(reader.blocks(body)) if body is not None else []
    return FoundText(nfc("\n".join(lines)), package.remarks(), tuple(sorted(reader.legacy)))


class _Reader:
    def __init__(self, package: Package) -> None:
        self._fonts = RunFonts(package)
        self._numbers = AutomaticNumbers(package, self._fonts)
        self.legacy: set[str] = set()
        self._typed_in_unicode = False

    def blocks(self, parent: Tree) -> Iterator[str]:
        """The lines of everything under `parent`; an empty line between paragraphs keeps them apart."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
                yield ""
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
                yield ""
            elif child.tag in _THROUGH:
                yield from self.blocks(child)

    def paragraph(self, paragraph: Tree) -> list[str]:
        """The lines of one paragraph, with its automatic number; a text box stands after the words it floats over."""
        self._typed_in_unicode = any(
            _UNICODE.search("".join(_letters(run))) and coding_of_font(self._fonts.of_run(run, paragraph))
            for run in paragraph.iter(f"{W}r")
        )
        words = "".join(self._words(paragraph, paragraph))
        number = self._numbers.before(paragraph) if words.strip() else ""
        lines = (number + words).split("\n")
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(up.tag == _FALLBACK for up in box.iterancestors()):
                lines += [line for line in self.blocks(box) if line.strip()]
        return lines

    def _words(self, parent: Tree, paragraph: Tree) -> Iterator[str]:
        for child in parent:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                yield from self._run(child, paragraph)
            elif child.tag not in {f"{W}pPr", f"{W}p", f"{W}tbl"}:
                yield from self._words(child, paragraph)

    def _run(self, run: Tree, paragraph: Tree) -> Iterator[str]:
        hidden = run.find(f"{W}rPr/{W}vanish")
        # What the page does not show is not what the leader signed.
        if hidden is not None and hidden.get(f"{W}val") not in _OFF:
            return
        words = "".join(_letters(run))
        if not words:
            return
        font = self._fonts.of_run(run, paragraph)
        coding = coding_of_font(font)
        if coding is None or self._typed_in_unicode:
            yield words.replace("\u00ad", "")
            return
        shown = to_unicode(words, coding)
        if shown != words and font:
            self.legacy.add(font)
        yield shown

    def _table(self, table: Tree) -> Iterator[str]:
        rows = [list(self._row(row)) for row in _rows(table)]
        plain = [[" ".join(" ".join(cell).split()) for cell in row] for row in rows]
        if any(names_columns(row) for row in plain[:3]):
            for cells in plain:
                yield " | ".join(cell.replace("|", "/") for cell in cells)
            return
        for row in rows:
            for cell in row:
                yield from (line for line in cell if line != SAME)
                yield ""

    def _row(self, row: Tree) -> Iterator[list[str]]:
        for cell in row.iter(f"{W}tc"):
            if _nearest(cell, f"{W}tr") is not row:
                continue
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val") != "restart":
                yield [SAME]
            else:
                yield [line for line in self.blocks(cell) if line.strip()]
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = str(span.get(f"{W}val") or "1") if span is not None else "1"
            for _more in range(min(int(width), _WIDEST) - 1 if width.isdigit() and len(width) < 4 else 0):
                yield []


def _rows(table: Tree) -> Iterator[Tree]:
    for row in table.iter(f"{W}tr"):
        if _nearest(row, f"{W}tbl") is table:
            yield row


def _nearest(tree: Tree, tag: str) -> Tree | None:
    return next(tree.iterancestors(tag), None)


def _letters(run: Tree) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag == f"{W}tab":
            yield "\t"
        elif piece.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif piece.tag == f"{W}noBreakHyphen":
            yield "-"
        elif piece.tag == f"{W}softHyphen":
            yield "\u00ad"  # nothing in Unicode text, but the letter ư in TCVN3
