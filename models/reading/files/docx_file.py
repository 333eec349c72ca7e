"""The words of a .docx in reading order: a letterhead kept in the page's header, paragraphs, tables.

A layout table is given cell by cell, a plan table row by row: cells with " | " between, 〃 in a cell merged with the
one above, nothing in a cell that a wider one covers or that the row begins or ends without. Offices on lines of
their own in one cell have "; " between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.base.errors import AppError
from models.base.text import nfc
from models.base.words import _
from models.reading.files import docx_table
from models.reading.files.asides import footnote_remarks
from models.reading.files.docx_chunks import chunk_lines, is_word
from models.reading.files.docx_fields import asks_for_words, chosen_in_control, chosen_in_field
from models.reading.files.docx_numbers import AutomaticNumbers
from models.reading.files.docx_package import Package, Tree, W
from models.reading.files.docx_pictures import remark_on_pictures, stands_for_words
from models.reading.files.docx_styles import Styles, on, value_of
from models.reading.files.docx_words import Piece, Struck, live_words, remark_on_struck
from models.reading.files.found import FoundText
from models.reading.files.legacy_fonts import coding_of_font, to_unicode

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_WORDS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}instrText", f"{W}txbxContent"}
_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
_NO_WORDS = {f"{W}pPr", f"{W}p", f"{W}tbl", f"{W}sdtPr"}
_MOST_CHUNKS = 50
_TAKEN_AWAY = ("del", "moveFrom")
# Letters that no old code has: the paragraph was typed in Unicode and only its style still names an old font.
_UNICODE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_LETTERHEAD = re.compile(r"cộng h(?:òa|oà) xã hội|đảng cộng sản việt nam|^số\s*:", re.IGNORECASE | re.MULTILINE)
_FOR_WHOM = re.compile(r"^nơi nhận", re.IGNORECASE | re.MULTILINE)
_CONTENTS = re.compile(r"toc (?:\d|heading)", re.IGNORECASE)
_PRIVATE = re.compile(r"F[0-9A-F]{3}", re.IGNORECASE)  # where the fonts of signs keep theirs
_DASH_SIGNS = {"\uf02d", "\uf0be"}  # the dash of the font Symbol


def read_docx(data: bytes) -> FoundText:
    """The words of a .docx, converted run by run where the run's font is of before Unicode. Raises AppError."""
    package = Package(data)
    reader = _Reader(package)
    main = package.main()
    body = main.find(f"{W}body")
    lines = list(reader.blocks(body)) if body is not None else []
    lines = [*reader.beside_page(main, "header", _LETTERHEAD), *lines, *reader.beside_page(main, "footer", _FOR_WHOM)]
    remarks = [*package.remarks(), *footnote_remarks(reader.footnotes()), *remark_on_struck(reader.struck)]
    remarks += remark_on_pictures(reader.pictures)
    if reader.unread or main.find(f".//{W}subDoc") is not None:
        if not any(char.isalnum() for line in lines for char in line):
            raise _all_elsewhere()
        remarks.append(
            _(
                "Một phần nội dung của tệp Word được ghép từ tệp khác (altChunk) nên chưa được đọc. Hãy mở tệp bằng "
                "Word, lưu lại thành .docx rồi đọc lại, hoặc so với bản in trước khi nhận."
            )
        )
    return FoundText(nfc("\n".join(lines)), tuple(remarks), tuple(sorted(reader.legacy)))


class _Reader:
    """`nested`: this file stands in another one as a piece of it (altChunk)."""

    def __init__(self, package: Package, *, nested: bool = False) -> None:
        self._package = package
        self._nested = nested
        self._chunks = 0
        self._last_words = ""
        self.pictures: list[str] = []  # what stands before each picture in the place of words
        self.unread = False  # whether words of other files were not to be had
        self._styles = Styles(package)
        self._numbers = AutomaticNumbers(package, self._styles)
        self.legacy: set[str] = set()
        self.struck: list[Struck] = []
        self._typed_in_unicode = False
        self._fields: list[bool] = []  # of each open field whether its result has begun

    def blocks(self, parent: Tree) -> Iterator[str]:
        """The lines of everything under `parent`; an empty line between paragraphs keeps them apart."""
        open_line: str | None = None  # of a paragraph whose end is hidden or deleted: the next one goes on in it
        for child in parent:
            if child.tag == f"{W}p":
                lines = self._paragraph(child, counted=open_line is None)
                lines[0] = (open_line or "") + lines[0]
                if self._ends(child):
                    open_line = None
                    yield from lines
                    yield ""
                else:
                    yield from lines[:-1]
                    open_line = lines[-1] or None
            elif child.tag == f"{W}tbl":
                yield from docx_table.lines(child, self.blocks)
                yield ""
            elif child.tag == f"{W}sdt" and asks_for_words(child):
                yield from (chosen_in_control(child), "")
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child)
            elif child.tag in _THROUGH:
                yield from self.blocks(child)
        if open_line is not None:
            yield open_line

    def _chunk(self, reference: Tree) -> list[str]:
        """The lines of a file that was put into this one as a whole (altChunk); none, and so noted, if unreadable."""
        self._chunks += 1
        lines: list[str] | None = None
        if self._chunks <= _MOST_CHUNKS:
            try:
                content = self._package.related_content(reference) or b""
                lines = self._of_word(content) if is_word(content) else chunk_lines(content)
            except AppError:
                lines = None
        self.unread = self.unread or lines is None
        return [line for one in lines or () for line in (one, "")]

    def _of_word(self, content: bytes) -> list[str] | None:
        if self._nested:
            return None  # a piece of a piece: files that hold themselves have no end
        package = Package(content)
        inner = _Reader(package, nested=True)
        body = package.main().find(f"{W}body")
        lines = list(inner.blocks(body)) if body is not None else None
        self.legacy |= inner.legacy
        self.struck += inner.struck
        self.pictures += inner.pictures
        self.unread = self.unread or inner.unread
        return lines

    def beside_page(self, main: Tree, part: str, wanted: re.Pattern[str]) -> list[str]:
        """The lines of the first page's `header` or `footer` when what belongs to the paper stands there.

        What does not match is a running head or a page number.
        """
        section = next(main.iter(f"{W}sectPr"), None)
        named = {} if section is None else {r.get(f"{W}type"): r for r in section.findall(f"{W}{part}Reference")}
        first = named.get("first") if on(section, "titlePg") else named.get("default")
        tree = self._package.related(first) if first is not None else None
        lines = list(self.blocks(tree)) if tree is not None else []
        return lines if wanted.search("\n".join(lines)) else []

    def footnotes(self) -> Iterator[tuple[str, str]]:
        """Each note at the foot of a page or at the end, as its number and its words."""
        for part, tag in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
            tree = self._package.beside(part)
            notes = tree.findall(f"{W}{tag}") if tree is not None else []
            for number, note in enumerate((n for n in notes if n.get(f"{W}type") in {None, "normal"}), 1):
                yield str(number), " ".join(" ".join(self.blocks(note)).split())

    def _ends(self, paragraph: Tree) -> bool:
        """Whether the paragraph's end is there: a hidden or deleted one lets the next paragraph go on in its line."""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return True
        return not on(mark, "vanish") and all(mark.find(f"{W}{tag}") is None for tag in _TAKEN_AWAY)

    def _paragraph(self, paragraph: Tree, *, counted: bool) -> list[str]:
        """The lines of one paragraph, with its automatic number; a text box stands after the words it floats over."""
        if any(_CONTENTS.match(value_of(style, "name") or "") for style in self._styles.of_paragraph(paragraph)):
            return [""]  # the table of contents says again what stands below
        self._typed_in_unicode = any(
            _UNICODE.search("".join(_letters(run))) and coding_of_font(self._styles.font(run, paragraph))
            for run in paragraph.iter(f"{W}r")
        )
        self._fields = []
        words, struck = live_words(list(self._words(paragraph, paragraph)))
        self.struck += struck
        if any(map(str.isalpha, words)):
            self._last_words = " ".join(words.split())
        elif not struck and stands_for_words(paragraph):
            self.pictures.append(self._last_words)
        lines = (self._number(paragraph, words, counted=counted) + words).split("\n")
        for box in paragraph.iter(f"{W}txbxContent"):
            inside = docx_table.nearest(box, f"{W}p") is paragraph
            if inside and not any(up.tag == _FALLBACK for up in box.iterancestors()):
                lines += [line for line in self.blocks(box) if line.strip()]
        return lines

    def _number(self, paragraph: Tree, words: str, *, counted: bool) -> str:
        if not counted or (not words.strip() and not self._ends(paragraph)):
            return ""
        number = self._numbers.before(paragraph)
        if words.strip():
            return number
        # An empty paragraph is counted, but its number is of use only in the column of numbers of a table.
        in_cell = docx_table.nearest(paragraph, f"{W}tc") is not None
        return number.strip() if in_cell and any(char.isalnum() for char in number) else ""

    def _words(self, parent: Tree, paragraph: Tree) -> Iterator[Piece]:
        for child in parent:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}sdt" and asks_for_words(child):
                yield Piece(chosen_in_control(child))
            elif child.tag == f"{W}r":
                yield from self._run(child, paragraph)
            elif child.tag == _MATH_WORDS:
                yield Piece(child.text or "")
            elif child.tag not in _NO_WORDS:
                yield from self._words(child, paragraph)

    def _run(self, run: Tree, paragraph: Tree) -> Iterator[Piece]:
        own = run.find(f"{W}rPr")
        chosen = self._follow_fields(run)
        # What the page does not show is not what the leader signed.
        if self._styles.hidden(own, paragraph):
            return
        words = "".join(_letters(run)) if all(self._fields) else chosen
        if not words or run.find(f"{W}footnoteReference") is not None or run.find(f"{W}endnoteReference") is not None:
            return  # beside a reference stands only a mark that somebody typed for it
        raised, struck = self._styles.raised(own, paragraph), self._styles.struck(own, paragraph)
        yield Piece(self._in_unicode(words, self._styles.font(run, paragraph)), raised, struck)

    def _in_unicode(self, words: str, font: str | None) -> str:
        coding = coding_of_font(font)
        if coding is None or self._typed_in_unicode:
            return words
        shown = to_unicode(words, coding)
        if shown != words and font:
            self.legacy.add(font)
        return shown

    def _follow_fields(self, run: Tree) -> str:
        """Words between a field's beginning and its result are its formula. Gives what a field's list has chosen."""
        chosen = ""
        for sign in run.findall(f"{W}fldChar"):
            kind = sign.get(f"{W}fldCharType")
            if kind == "begin":
                chosen += chosen_in_field(sign) if all(self._fields) else ""
                self._fields.append(False)
            elif kind == "separate" and self._fields:
                self._fields[-1] = True
            elif kind == "end" and self._fields:
                self._fields.pop()
        return chosen


def _letters(run: Tree) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag in {f"{W}tab", f"{W}ptab"}:
            yield "\t"
        elif piece.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif piece.tag == f"{W}noBreakHyphen":
            yield "-"
        elif piece.tag == f"{W}softHyphen":
            yield "\u00ad"  # a place where a word may be divided, but the letter ư in TCVN3
        elif piece.tag == f"{W}sym" and _PRIVATE.fullmatch(piece.get(f"{W}char") or ""):
            sign = chr(int(piece.get(f"{W}char"), 16))
            yield "-" if sign in _DASH_SIGNS else sign


def _all_elsewhere() -> AppError:
    return AppError(
        "file_alt_chunk",
        what=_("Tệp Word này không có chữ của chính nó."),
        why=_("Toàn bộ nội dung được ghép từ tệp khác (altChunk), chỉ Word mới ghép lại được."),
        do=_("Hãy mở tệp bằng Word, lưu thành (Save As) tệp .docx mới, rồi chọn lại."),
    )
