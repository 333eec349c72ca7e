"""The few shapes that a Word document by NĐ 30/2020 is built of: paragraphs, rule lines, tables, page numbers.

They are written as WordprocessingML, because python-docx looks a table up anew for each cell. No words are chosen here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from models.base.text import whole_shares
from models.reports import nd30

FACE: Final = "Times New Roman"
_TWENTIETHS: Final = 20  # of a point, Word's unit of length
_EIGHTHS: Final = 8  # of a point, Word's unit of line weights
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class ParagraphLook:
    """How a paragraph stands; lengths in points. `together` keeps it on the page of what follows."""

    size: float = nd30.BODY
    bold: bool = False
    italic: bool = False
    align: str = "left"  # left, center, right, both
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float | None = None  # exact height of a line; single spacing without
    together: bool = False


END: Final = ParagraphLook(size=1, line=1)  # after a table Word wants a paragraph, which takes no room to speak of


def element(name: str, **values: object) -> Any:  # noqa: ANN401 - lxml has no types here
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def paragraph(text: str, look: ParagraphLook) -> Any:  # noqa: ANN401
    """One paragraph of plain text."""
    made = element("p")
    made.append(_shape(look))
    if text:
        made.append(run(look, text))
    return made


def run(look: ParagraphLook, text: str = "") -> Any:  # noqa: ANN401
    """A stretch of text in one face."""
    made = element("r")
    face = element("rPr")
    face.append(element("rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE))
    for name, on in (("b", look.bold), ("i", look.italic)):
        if on:
            face.append(element(name))
    face.append(element("sz", val=round(2 * look.size)))
    made.append(face)
    if text:
        words = element("t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = whole_shares(text)
        made.append(words)
    return made


def _shape(look: ParagraphLook) -> Any:  # noqa: ANN401
    shape = element("pPr")
    if look.together:
        shape.append(element("keepNext"))
    shape.append(element("widowControl"))
    spacing = {"before": _length(look.before), "after": _length(look.after), "line": 240, "lineRule": "auto"}
    if look.line is not None:
        spacing |= {"line": _length(look.line), "lineRule": "exact"}
    shape.append(element("spacing", **spacing))
    indent = {"left": _length(look.left), "right": _length(look.right)}
    indent |= {"hanging": _length(-look.first)} if look.first < 0 else {"firstLine": _length(look.first)}
    shape.append(element("ind", **indent))
    shape.append(element("jc", val=look.align))
    return shape


def rule(length: float, width: float) -> Any:  # noqa: ANN401
    """A line of `length` points in the middle of a column of `width`: the upper edge of an empty paragraph."""
    side = max(0.0, (width - length) / 2)
    made = paragraph("", ParagraphLook(left=side, right=side, before=2, line=4))
    edges = element("pBdr")
    edges.append(element("top", val="single", sz=round(nd30.LINE * _EIGHTHS), space=1, color="000000"))
    made.pPr.insert_element_before(edges, "w:spacing")
    return made


def page_number(look: ParagraphLook) -> Any:  # noqa: ANN401
    """A paragraph that Word fills with the number of the page."""
    made = paragraph("", look)
    for kind, code in (("begin", None), (None, " PAGE "), ("end", None)):
        part = run(look)
        if code is None:
            part.append(element("fldChar", fldCharType=kind))
        else:
            words = element("instrText")
            words.text = code
            part.append(words)
        made.append(part)
    return made


def table(widths: Sequence[float], *, lines: bool) -> Any:  # noqa: ANN401
    """An empty table of fixed columns (points), with all lines drawn or none."""
    made = element("tbl")
    shape = element("tblPr")
    shape.append(element("tblW", w=_length(sum(widths)), type="dxa"))
    shape.append(element("jc", val="center"))
    edges = element("tblBorders")
    for edge in _EDGES:
        edges.append(element(edge, val="single" if lines else "nil", sz=4, space=0, color="000000"))
    shape.append(edges)
    shape.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=_length(3.0 if lines else 0.0), type="dxa"))
    shape.append(margins)
    made.append(shape)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=_length(width)))
    made.append(grid)
    return made


def row(cells: Iterable[tuple[float, Sequence[Any]]], *, head: bool = False, whole: bool = True, span: int = 1) -> Any:  # noqa: ANN401
    """One row of (width, paragraphs). `head` repeats it on each page, `whole` keeps it on one; the last cell spans."""
    made = element("tr")
    shape = element("trPr")
    if whole:
        shape.append(element("cantSplit"))
    if head:
        shape.append(element("tblHeader"))
    made.append(shape)
    for width, paragraphs in cells:
        cell = element("tc")
        inside = element("tcPr")
        inside.append(element("tcW", w=_length(width), type="dxa"))
        if head:
            inside.append(element("shd", val="clear", color="auto", fill="EDEDED"))
            inside.append(element("vAlign", val="center"))
        cell.append(inside)
        cell.extend(paragraphs)
        made.append(cell)
    if span > 1:
        made[-1].tcPr.insert_element_before(
            element("gridSpan", val=span), "w:vMerge", "w:tcBorders", "w:shd", "w:vAlign"
        )
    return made


def _length(points: float) -> int:
    return round(points * _TWENTIETHS)
