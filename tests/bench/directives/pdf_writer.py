"""A paper as printed pages by ReportLab, in the project's own typeface; or by LibreOffice from Word, where that is."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .paper import Paper, Paragraph, Table

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
PLAIN, BOLD = "DrawnSerif", "DrawnSerif-Bold"
LEFT, RIGHT, TOP, BOTTOM = 85.0, A4[0] - 42.0, A4[1] - 57.0, 62.0
SIZE, LINE = 13.0, 17.0
CELL, CELL_LINE = 10.5, 13.0
ROWS_ON_SIDE = 10  # so many fit on a page that lies on its side
OFFICE = "soffice"


@lru_cache(maxsize=1)
def _fonts() -> None:
    for name, file in ((PLAIN, "LiberationSerif-Regular.ttf"), (BOLD, "LiberationSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def as_pdf(paper: Paper, rng: Random) -> bytes:
    """The paper as a PDF with text; `rng` draws only what a page looks like."""
    _fonts()
    pages = _Pages(paper, rng)
    pages.letterhead()
    pages.title()
    pages.addressed()
    for part in paper.parts:
        pages.part(part)
    pages.tail()
    if paper.appendix:
        pages.turn()
        for part in paper.appendix:
            pages.part(part)
    return pages.finished()


def has_office() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which(OFFICE) is not None


def pdf_of_word(word: bytes) -> bytes:
    """The Word file as LibreOffice prints it. Raises CalledProcessError when it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(word)
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120)
        return source.with_suffix(".pdf").read_bytes()


class _Pages:
    """The pen: knows the page, how far down it is, and what every page carries."""

    def __init__(self, paper: Paper, rng: Random) -> None:
        self.paper, self.rng = paper, rng
        # What Word calls a hyphen of another kind is printed as any hyphen.
        self.number = re.sub("[\u2011\u00ad]", "-", paper.letterhead.number)
        self.written = io.BytesIO()
        self.canvas = Canvas(self.written, pagesize=A4, invariant=1)
        self.page, self.x, self.y = 1, LEFT, TOP
        self.first_indent = rng.choice((0.0, 28.0))
        self.at_top = rng.random() < 0.7
        self.notes: list[str] = []
        self.noted = 0
        self._frame()

    def _frame(self) -> None:
        layout = self.paper.layout
        self.y = TOP
        self.canvas.setFont(PLAIN, 10)
        if layout.running_head and self.page > 1:
            self.canvas.drawString(LEFT, A4[1] - 34, layout.running_head)
        if layout.page_numbers and self.page > 1:
            height = A4[1] - 40 if self.at_top else 34
            self.canvas.drawCentredString(A4[0] / 2, height, layout.page_numbers.format(self.page))
        if layout.stamp and self.page == 1:
            for number, line in enumerate(layout.stamp.split("\n")):
                self.canvas.drawRightString(A4[0] - 10, A4[1] - 16 - 11 * number, line)
        if layout.arrival and self.page == 1:
            for number, line in enumerate(layout.arrival.split("\n")):
                self.canvas.drawString(20, A4[1] - 14 - 11 * number, line)
        if layout.watermark:
            self._watermark(layout.watermark)

    def _watermark(self, words: str) -> None:
        self.canvas.saveState()
        self.canvas.setFillGray(0.9)
        self.canvas.setFont(BOLD, 60)
        self.canvas.translate(A4[0] / 2, A4[1] / 2)
        self.canvas.rotate(45)
        self.canvas.drawCentredString(0, 0, words)
        self.canvas.restoreState()

    def turn(self) -> None:
        """The next page."""
        self._print_notes()
        self.canvas.showPage()
        self.page += 1
        self._frame()

    def _print_notes(self) -> None:
        """The footnotes of this page under their rule, in small type."""
        if not self.notes:
            return
        y = BOTTOM - 10
        self.canvas.line(LEFT, y + 4, LEFT + 140, y + 4)
        for number, words in enumerate(self.notes):
            mark = str(self.noted - len(self.notes) + number + 1)
            self.canvas.setFont(PLAIN, 6)
            self.canvas.drawString(LEFT, y - 5 - 11 * number, mark)
            self.canvas.setFont(PLAIN, 9)
            self.canvas.drawString(LEFT + 5, y - 8 - 11 * number, words)
        self.notes = []

    def room(self, height: float) -> None:
        """Turn the page when less than this is left."""
        if self.y - height < BOTTOM:
            self.turn()

    def letterhead(self) -> None:
        """Two columns, or one below the other."""
        head = self.paper.letterhead
        if self.paper.layout.letterhead == "stacked":
            for line in [*head.left, *head.right, self.number, head.dated, *head.below]:
                self._centred(line, A4[0] / 2, RIGHT - LEFT)
            return
        top = self.y
        wide = self.rng.choice((190.0, 210.0))
        right = 165.0 if self.paper.layout.narrow_motto else RIGHT - LEFT - wide + 5
        low = top
        for lines, last, middle, width in (
            ([*head.left], [self.number, *head.below], LEFT - 20 + wide / 2, wide),
            ([*head.right], [head.dated], (LEFT - 10 + wide + RIGHT) / 2, right),
        ):
            self.y = top
            for line in lines:
                self._centred(line, middle, width, 12 if line.isupper() else SIZE)
            for line in last:
                if self.paper.layout.number_in_field and line not in head.below:
                    self._with_fields(line, middle)
                else:
                    self._centred(line, middle, width)
            low = min(low, self.y)
        self.y = low - LINE

    def _centred(self, line: str, middle: float, width: float, size: float = SIZE) -> None:
        font = BOLD if line.isupper() else PLAIN
        for piece in simpleSplit(line, font, size, width):
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(middle, self.y, piece)
            self.y -= LINE

    def _with_fields(self, line: str, middle: float) -> None:
        """The line with its digits not printed but as what form fields look like."""
        x = middle - pdfmetrics.stringWidth(line, PLAIN, SIZE) / 2
        for piece in re.split(r"(\d+)", line):
            width = pdfmetrics.stringWidth(piece, PLAIN, SIZE)
            if piece.isdigit():
                self.canvas.acroForm.textfield(
                    value=piece, x=x - 1, y=self.y - 4, width=width + 3, height=16, fontSize=SIZE - 1, borderWidth=0,
                    name=f"f{x:.0f}", forceBorder=False, fontName="Times-Roman", fieldFlags="readOnly",
                )  # fmt: skip
            else:
                self.canvas.setFont(PLAIN, SIZE)
                self.canvas.drawString(x, self.y, piece)
            x += width
        self.y -= LINE

    def title(self) -> None:
        """The kind and the subject."""
        head = self.paper.letterhead
        if head.kind:
            for line in (head.kind, *head.subject):
                for piece in simpleSplit(line, BOLD, 14, RIGHT - LEFT - 40):
                    self.canvas.setFont(BOLD, 14)
                    self.canvas.drawCentredString((LEFT + RIGHT) / 2, self.y, piece)
                    self.y -= LINE
        self.y -= LINE / 2

    def addressed(self) -> None:
        """Kính gửi, or the list of a telegram."""
        if not self.paper.recipients:
            return
        wired = self.paper.letterhead.kind == "CÔNG ĐIỆN"
        self._lines(f"{self.paper.letterhead.left[-1]} điện:" if wired else "Kính gửi:", 60)
        last = len(self.paper.recipients) - 1
        for number, name in enumerate(self.paper.recipients):
            self._lines(f"- {name}{'.' if number == last else ';'}", 80)
        self.y -= LINE / 2

    def part(self, part: Paragraph | Table) -> None:
        """A paragraph or a table."""
        if isinstance(part, Table):
            self._table(part)
        elif part.role == "centre":
            self._centred(part.words, (LEFT + RIGHT) / 2, RIGHT - LEFT)
        else:
            self._lines(part.printed, self.first_indent, BOLD if part.role == "heading" else PLAIN)
            if part.footnote:
                self._mark(part.footnote)
            self.y -= self.rng.choice((2.0, 4.0))

    def _mark(self, note: str) -> None:
        """A raised number after the words that were printed last, and its note for the end of the page."""
        self.noted += 1
        self.notes.append(note)
        self.canvas.setFont(PLAIN, 7)
        self.canvas.drawString(self.x + 1, self.y + LINE + 5, str(self.noted))

    def _lines(self, words: str, indent: float, font: str = PLAIN) -> None:
        first, *_rest = simpleSplit(words, font, SIZE, RIGHT - LEFT - indent)
        rest = simpleSplit(words[len(first) :].strip(), font, SIZE, RIGHT - LEFT)
        lines = [first, *rest]
        for number, line in enumerate(lines):
            self.room(LINE)
            self.canvas.setFont(font, SIZE)
            left = LEFT + (indent if number == 0 else 0)
            if self.paper.layout.justified and number < len(lines) - 1:
                self._justified(line, left, font)
            else:
                self.canvas.drawString(left, self.y, line)
            self.x = left + pdfmetrics.stringWidth(line, font, SIZE)
            self.y -= LINE

    def _justified(self, line: str, left: float, font: str) -> None:
        """The line stretched to the margin, each word put in its place, as word processors do."""
        words = line.split()
        widths = [pdfmetrics.stringWidth(word, font, SIZE) for word in words]
        gap = (RIGHT - left - sum(widths)) / max(len(words) - 1, 1)
        x = left
        for word, width in zip(words, widths, strict=True):
            self.canvas.drawString(x, self.y, word)
            x += width + gap

    def _table(self, table: Table) -> None:
        turned = self.paper.layout.turned if len(table.rows) <= ROWS_ON_SIDE else None
        if turned:
            self.turn()
            if turned == "page":  # ReportLab swaps the sides of a page that is turned; here the sheet stays upright
                self.canvas.setPageSize((A4[1], A4[0]))
                self.canvas.setPageRotation(90)
            self.canvas.saveState()
            self.canvas.translate(A4[0], 0)
            self.canvas.rotate(90)
        left, right = (50.0, A4[1] - 50) if turned else (LEFT - 20, RIGHT)
        top = A4[0] - 60 if turned else self.y
        self.y = self._rows(table, left, right, top, bool(turned))
        if turned:
            self.canvas.restoreState()
            self.canvas.showPage()
            self.canvas.setPageRotation(0)
            self.canvas.setPageSize(A4)
            self.page += 1
            self._frame()

    def _rows(self, table: Table, left: float, right: float, top: float, turned: bool) -> float:
        edges = _edges(table, left, right)
        y = top
        for number, row in enumerate(table.rows):
            at, cells = int(number in table.late), []
            for cell in row:
                width = edges[at + cell.span] - edges[at] - 6
                words = "" if cell.goes_on else cell.words
                cells.append((at, cell, [part for line in words.split("\n") if line for part in _fit(line, width)]))
                at += cell.span
            height = max((len(lines) for _at, _cell, lines in cells), default=1) or 1
            height = height * CELL_LINE + 6
            if y - height < BOTTOM and not turned:
                self.turn()
                y = self.y
            self._row(cells, edges, y, height)
            y -= height
        return y - LINE

    def _row(self, cells: list, edges: list[float], y: float, height: float) -> None:
        self.canvas.setFont(PLAIN, CELL)
        for at, cell, lines in cells:
            end = edges[at + cell.span]
            self.canvas.line(edges[at], y, edges[at], y - height)
            self.canvas.line(end, y, end, y - height)
            if not cell.goes_on:
                self.canvas.line(edges[at], y, end, y)
            self.canvas.line(edges[at], y - height, end, y - height)
            for number, line in enumerate(lines):
                self.canvas.drawString(edges[at] + 3, y - CELL_LINE * (number + 1) + 2, line)

    def tail(self) -> None:
        """Recipients left, signature right."""
        tail = self.paper.tail
        if tail is None:
            return
        last = len(tail.recipients) - 1
        names = [f"- {name}{'.' if at == last else ';'}" for at, name in enumerate(tail.recipients)]
        self.room(LINE * (3 + max(len(names), len(tail.titles) + 2)))
        self.y -= 0 if self.paper.layout.tight else LINE
        for number, line in enumerate(["Nơi nhận:", *names]):
            self.canvas.setFont(BOLD if number == 0 else PLAIN, 11)
            self.canvas.drawString(LEFT, self.y - 13 * number, line)
        for number, line in enumerate(tail.titles):
            self.canvas.setFont(BOLD, SIZE)
            self.canvas.drawCentredString(RIGHT - 110, self.y - LINE * number, line)
        self.canvas.drawCentredString(RIGHT - 110, self.y - LINE * (len(tail.titles) + 2), tail.signer)
        self.y -= LINE * (len(tail.titles) + 4)

    def finished(self) -> bytes:
        """The file."""
        self._print_notes()
        self.canvas.save()
        return self.written.getvalue()


def _fit(words: str, width: float) -> list[str]:
    return simpleSplit(words, PLAIN, CELL, width)


def _edges(table: Table, left: float, right: float) -> list[float]:
    """Where the columns begin: the duty's widest, the count's narrowest."""
    named: dict[int, str] = {}
    for row in table.rows[: table.heads]:
        at = 0
        for cell in row:
            named.setdefault(at, cell.words)
            at += cell.span
    weights = []
    for at in range(table.width):
        name = named.get(at, "").lower()
        weights.append(
            0.45 if "tt" in name.split() or name == "stt" else 2.6 if "nội dung" in name or "nhiệm vụ" in name else 1.25
        )
    unit = (right - left) / sum(weights)
    edges = [left]
    for weight in weights:
        edges.append(edges[-1] + weight * unit)
    return edges
