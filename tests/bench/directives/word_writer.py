"""A paper as Word keeps it: real lists, styles, merged cells, header part, content controls, tracked words."""

from __future__ import annotations

import io
import re
from random import Random
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from .paper import Paper, Paragraph, Table
from .word_notes import WordNotes
from .word_numbering import WordLists

_HYPHENS = {"\u2011": "w:noBreakHyphen", "\u00ad": "w:softHyphen"}
HIDDEN = "Ghi chú của người soạn: đề nghị phòng chuyên môn bổ sung trước ngày 01/01."


def as_word(paper: Paper, rng: Random) -> bytes:
    """The paper as a .docx file; `rng` draws only what Word keeps beside the words."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    _hidden_style(document)
    room = _header_room(document, paper)
    _letterhead(room, paper, rng)
    _title(document, paper, rng)
    _addressed(document, paper)
    parts = [*paper.parts, *paper.appendix]
    lists = WordLists(document, parts if paper.layout.auto_numbers else [], paper.layout, rng)
    notes = WordNotes()
    _parts(document, paper.parts, lists, notes, rng, paper)
    _tail(document, paper, rng)
    _parts(document, paper.appendix, lists, notes, rng, paper)
    _running(document, paper)
    notes.put_into(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _hidden_style(document: Any) -> None:
    style = document.styles.add_style("Ghi chu an", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True


def _header_room(document: Any, paper: Paper) -> Any:
    """Where the letterhead goes: the body, or the header of the first page."""
    if not paper.layout.head_in_header:
        return document
    section = document.sections[0]
    section.different_first_page_header_footer = True
    return section.first_page_header


def _letterhead(room: Any, paper: Paper, rng: Random) -> None:
    head = paper.letterhead
    left = [*head.left, head.number, *head.below]
    right = [*head.right, head.dated]
    if paper.layout.letterhead_box:
        _boxed(room, left, right)
        return
    if paper.layout.letterhead == "stacked":
        for line in [*head.left, *head.right, head.number, head.dated, *head.below]:
            _words(room.add_paragraph(), line, rng)
        return
    rows = rng.choice((1, 2))
    table = room.add_table(rows, 2, *([docx.shared.Cm(16)] if room.__class__.__name__ == "_Header" else []))
    halves = ((left, right),) if rows == 1 else ((head.left, head.right), (left[len(head.left) :], [head.dated]))
    for row, (one, two) in zip(table.rows, halves, strict=True):
        for cell, lines in zip(row.cells, (one, two), strict=True):
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                _words(paragraph, line, rng)


def _boxed(room: Any, left: list[str], right: list[str]) -> None:
    """Each column a text box that hangs on an empty paragraph."""
    paragraph = room.add_paragraph()
    for lines in (left, right):
        inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
                f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            )
        )


def _words(paragraph: Any, words: str, rng: Random) -> None:
    """The words as runs; a non-breaking hyphen is the element that Word makes of it, and runs end where they will."""
    cut = rng.randrange(1, len(words)) if len(words) > 8 and rng.random() < 0.3 else len(words)
    for piece in (words[:cut], words[cut:]):
        if not piece:
            continue
        run = paragraph.add_run()
        for part in re.split("([\u2011\u00ad])", piece):
            if part in _HYPHENS:
                run._r.append(OxmlElement(_HYPHENS[part]))
            elif part:
                run._r.append(_text(part))


def _text(words: str) -> Any:
    element = OxmlElement("w:t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def _title(document: Any, paper: Paper, rng: Random) -> None:
    head = paper.letterhead
    if not head.kind:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(head.kind).bold = True
    if rng.random() < 0.5:
        for line in head.subject:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(line).bold = True
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, line in enumerate(head.subject):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)


def _addressed(document: Any, paper: Paper) -> None:
    if not paper.recipients:
        return
    called = f"{paper.letterhead.left[-1]} điện:" if paper.letterhead.kind == "CÔNG ĐIỆN" else "Kính gửi:"
    document.add_paragraph(called)
    last = len(paper.recipients) - 1
    for number, name in enumerate(paper.recipients):
        document.add_paragraph(f"- {name}{'.' if number == last else ';'}")


def _parts(
    document: Any, parts: list[Paragraph | Table], lists: WordLists, notes: WordNotes, rng: Random, paper: Paper
) -> None:
    before = None
    for part in parts:
        if isinstance(part, Table):
            _table(document, part)
            document.add_paragraph()
            before = None
            continue
        bare = part.role == "label" and not part.marker
        if bare and before is not None and paper.layout.soft_labels:
            before.add_run().add_break()
            _words(before, part.words, rng)
            continue
        paragraph = _paragraph(document, part, lists, rng, paper)
        if part.footnote:
            paragraph._p.append(notes.reference(part.footnote))
        before = paragraph if bare else None


def _paragraph(document: Any, part: Paragraph, lists: WordLists, rng: Random, paper: Paper) -> Any:
    paragraph = document.add_paragraph()
    if part.role == "centre":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not lists.mark(paragraph, part) and part.marker:
        paragraph.add_run(part.marker + rng.choice((" ", " ", "\t")))
    if part.role == "heading":
        paragraph.add_run(part.words).bold = True
    else:
        _running_words(paragraph, part.words, rng)
    if paper.layout.in_control and rng.random() < 0.3:
        _into_control(paragraph)
    return paragraph


def _running_words(paragraph: Any, words: str, rng: Random) -> None:
    """The words with what Word may keep among them: hidden ones, deleted ones, inserted ones, a break by hand."""
    draw = rng.random()
    blank = words.find(" ", len(words) // 2)
    if draw < 0.04 and blank > 0:
        paragraph.add_run(words[:blank]).add_break()
        paragraph.add_run(words[blank + 1 :])
    elif draw < 0.07:
        _words(paragraph, words, rng)
        paragraph.add_run(f" {HIDDEN}", style="Ghi chu an")
    elif draw < 0.1 and blank > 0:
        _words(paragraph, words[:blank], rng)
        paragraph._p.append(_tracked("del", " hoặc giao đơn vị khác"))
        _words(paragraph, words[blank:], rng)
    elif draw < 0.13 and blank > 0:
        _words(paragraph, words[:blank], rng)
        paragraph._p.append(_tracked("ins", words[blank:]))
    else:
        _words(paragraph, words, rng)


def _tracked(how: str, words: str) -> Any:
    text = "delText" if how == "del" else "t"
    return parse_xml(
        f'<w:{how} {nsdecls("w")} w:id="7" w:author="Nguoi soan" w:date="2026-01-05T08:00:00Z"><w:r>'
        f'<w:{text} xml:space="preserve">{words}</w:{text}></w:r></w:{how}>'
    )


def _into_control(paragraph: Any) -> None:
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    paragraph._p.addprevious(control)
    control[1].append(paragraph._p)


def _table(document: Any, table: Table) -> None:
    width = table.width
    rows = []
    for number, row in enumerate(table.rows):
        late = number in table.late
        before = '<w:gridBefore w:val="1"/>' if late else ""
        head = "<w:tblHeader/>" if number < table.heads else ""
        cells, at = [], int(late)
        for cell in row:
            below = table.rows[number + 1] if number + 1 < len(table.rows) else []
            merge = "<w:vMerge/>" if cell.goes_on else ""
            if not cell.goes_on and _goes_on_below(below, at, number + 1 in table.late):
                merge = '<w:vMerge w:val="restart"/>'
            span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
            words = "" if cell.goes_on else cell.words
            inside = "".join(
                f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in words.split("\n")
            )
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>")
            at += cell.span
        rows.append(f"<w:tr><w:trPr>{before}{head}</w:trPr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="1400"/>' * width
    body = document.element.body
    body.insert(
        len(body) - 1,
        parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"),
    )


def _goes_on_below(row: list[Any], at: int, late: bool) -> bool:
    place = int(late)
    for cell in row:
        if place == at:
            return bool(cell.goes_on)
        place += cell.span
    return False


def _tail(document: Any, paper: Paper, rng: Random) -> None:
    tail = paper.tail
    if tail is None:
        return
    last = len(tail.recipients) - 1
    left = ["Nơi nhận:", *(f"- {name}{'.' if at == last else ';'}" for at, name in enumerate(tail.recipients))]
    right = [*tail.titles, "", "", tail.signer]
    if paper.layout.letterhead == "stacked" and rng.random() < 0.5:
        for line in (*left, *right):
            document.add_paragraph(line)
        return
    table = document.add_table(1, 2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.add_run(line)


def _running(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    if paper.layout.running_head:
        section.header.paragraphs[0].add_run(paper.layout.running_head)
    if paper.layout.page_numbers:
        before, after = paper.layout.page_numbers.split("{}")
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run(before)
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        paragraph.add_run(after)
