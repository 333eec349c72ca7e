"""A paper as plain text, as it comes out of "save as text" or a web page: columns by blanks or tabs, lines broken."""

from __future__ import annotations

import textwrap

from .paper import Cell, Paper, Paragraph, Table

RULE = "-------"
PAGE = 34  # lines
ROWS = 4  # of a table before a page ends inside it


def as_text(paper: Paper) -> str:
    """The whole paper."""
    lines = [*_letterhead(paper), *_title(paper), *_addressed(paper)]
    lines += _parts(paper, paper.parts)
    lines += _tail(paper)
    if paper.appendix:
        lines += ["", *_parts(paper, paper.appendix)]
    return "\n".join(lines) + "\n"


def _letterhead(paper: Paper) -> list[str]:
    head = paper.letterhead
    if paper.layout.letterhead == "stacked":
        return [*head.left, RULE, *head.right, RULE, head.number, head.dated, *head.below]
    rows = max(len(head.left), len(head.right))
    left = [*head.left, *[""] * (rows - len(head.left)), head.number]
    right = [*head.right, *[""] * (rows - len(head.right)), head.dated]
    if paper.layout.letterhead == "tabs":
        return [*(f"{one}\t{two}" for one, two in zip(left, right, strict=True)), *head.below]
    width = max(len(line) for line in left) + 6
    return [*(f"{one:{width}}{two}".rstrip() for one, two in zip(left, right, strict=True)), *head.below]


def _title(paper: Paper) -> list[str]:
    head = paper.letterhead
    return ["", head.kind, *head.subject, ""] if head.kind else [""]


def _addressed(paper: Paper) -> list[str]:
    if not paper.recipients:
        return []
    called = f"{paper.letterhead.left[-1]} điện:" if paper.letterhead.kind == "CÔNG ĐIỆN" else "Kính gửi:"
    if len(paper.recipients) == 1 and called == "Kính gửi:":
        return [f"{called} {paper.recipients[0]}.", ""]
    last = len(paper.recipients) - 1
    if called == "Kính gửi:" and paper.layout.tight:
        return [f"{called} {'; '.join(paper.recipients)}.", ""]
    return [called, *(f"- {name}{'.' if at == last else ';'}" for at, name in enumerate(paper.recipients)), ""]


def _parts(paper: Paper, parts: list[Paragraph | Table]) -> list[str]:
    lines: list[str] = []
    page = 0
    for part in parts:
        if isinstance(part, Table):
            lines += [*table_lines(part, paper.layout.cells, broken=paper.layout.broken_table), ""]
            continue
        if paper.layout.page_numbers and len(lines) // PAGE > page:
            page += 1
            lines += [
                "",
                paper.layout.page_numbers.format(page + 1),
                *([paper.layout.running_head] if paper.layout.running_head else []),
                "",
            ]
        wrap = paper.layout.wrap
        lines += textwrap.wrap(part.printed, wrap, break_on_hyphens=False) if wrap else [part.printed]
        if paper.layout.gaps:
            lines.append("")
    return lines


def table_lines(table: Table, glue: str, *, broken: bool) -> list[str]:
    """A line for each row. Below a merged cell of the body stands the sign for "as above", below a name nothing.

    A table `broken` over pages has a blank line there, and after it the naming rows again.
    """
    lines: list[str] = []
    for at, row in enumerate(table.rows):
        if broken and at > table.heads and at % ROWS == 0 and not any(cell.goes_on for cell in row):
            lines += ["", *lines[: table.heads if at % (2 * ROWS) == 0 else 0]]
        lines.append(glue.join(_texts(row, at in table.late, at < table.heads)).rstrip())
    return lines


def _texts(row: list[Cell], late: bool, heading: bool) -> list[str]:
    texts = [""] * late
    for cell in row:
        if cell.goes_on and not heading:
            texts.append("〃")
            continue
        texts += [cell.words.replace("\n", "; "), *[""] * (cell.span - 1)]
    if len(row) == 1:
        return [row[0].words]
    return texts


def _tail(paper: Paper) -> list[str]:
    if paper.tail is None:
        return []
    tail = paper.tail
    gap = [] if paper.layout.tight else [""]
    names = [f"- {name}{'.' if at == len(tail.recipients) - 1 else ';'}" for at, name in enumerate(tail.recipients)]
    if paper.layout.letterhead == "stacked":
        return [*gap, "Nơi nhận:", *names, *tail.titles, "", tail.signer]
    left, right = ["Nơi nhận:", *names], [*tail.titles, "", tail.signer]
    while len(right) < len(left):
        right.insert(len(right) - 1, "")
    left += [""] * (len(right) - len(left))
    if paper.layout.letterhead == "tabs":
        return [*gap, *(f"{one}\t{two}".rstrip() for one, two in zip(left, right, strict=True))]
    return [*gap, *(f"{one:36}{two}".rstrip() for one, two in zip(left, right, strict=True))]
