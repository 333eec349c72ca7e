"""Tables of a .docx as lines: a layout table cell by cell, a plan table row by row. Paragraphs are not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.reading.files.cell_lines import in_one_line
from models.reading.files.docx_package import Tree, W
from models.reading.files.docx_styles import value_of
from models.reading.plan_table import SAME, names_columns

_WIDEST = 63  # columns Word allows in a table
_LOOKED_AT = 8  # rows; so many tell whether a table is a plan

Blocks = Callable[[Tree], Iterator[str]]


def nearest(tree: Tree, tag: str) -> Tree | None:
    """The innermost element of that kind around `tree`."""
    return next(tree.iterancestors(tag), None)


def lines(table: Tree, blocks: Blocks) -> Iterator[str]:
    """The lines of a table; `blocks` gives those of a cell."""
    rows = [list(_row(row, blocks)) for row in _rows(table)]
    plain = [[in_one_line(cell) for cell in row] for row in rows]
    if names_columns(*plain[:_LOOKED_AT]):
        for cells in plain:
            yield " | ".join(cells)
        return
    for row in rows:
        for cell in row:
            yield from (line for line in cell if line != SAME)
            yield ""


def _rows(table: Tree) -> Iterator[Tree]:
    for row in table.iter(f"{W}tr"):
        if nearest(row, f"{W}tbl") is table and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _row(row: Tree, blocks: Blocks) -> Iterator[list[str]]:
    yield from _empty(value_of(row.find(f"{W}trPr"), "gridBefore"))
    for cell in row.iter(f"{W}tc"):
        if nearest(cell, f"{W}tr") is not row:
            continue
        properties = cell.find(f"{W}tcPr")
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        if merged is not None and merged.get(f"{W}val") != "restart":
            yield [SAME]
        else:
            yield [line for line in blocks(cell) if line.strip()]
        yield from _empty(value_of(properties, "gridSpan"), covered=1)
    yield from _empty(value_of(row.find(f"{W}trPr"), "gridAfter"))


def _empty(width: str | None, covered: int = 0) -> Iterator[list[str]]:
    """As many cells without words as a row leaves out, or as a cell is wider than `covered` columns."""
    if width is not None and width.isdecimal() and len(width) < 4:
        for _column in range(min(int(width), _WIDEST) - covered):
            yield []
