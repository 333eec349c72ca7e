"""ReportData becomes a Word document by NĐ 30/2020: the copy that an office goes on writing. The report is the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.base import clock
from models.reports import docx_shapes, letters, nd30
from models.reports.body import styled_texts
from models.reports.data import Letterhead, ReportData
from models.reports.docx_appendix import tasks, totals
from models.reports.docx_shapes import ParagraphLook, element, paragraph, row, rule, table
from models.reports.fonts import BOLD, ITALIC, REGULAR, register
from models.reports.letterhead import date_line, issuer_lines, number_line, recipient_lines, superior_lines
from models.reports.pdf import cleaned
from models.reports.signoff import copy_lines
from models.reports.typeset import fit, widest

_LEFT: Final = 160.0  # points of the letterhead's left column; the right one holds Quốc hiệu on one line
_INDENT: Final = 12.7 * nd30.MM
_TEXT: Final = ParagraphLook(align="both", first=_INDENT, after=nd30.GAP, line=18)
_LOOKS: Final = {
    "body": _TEXT,
    "last": ParagraphLook(align="both", first=_INDENT, after=12, line=18, together=True),
    "basis": ParagraphLook(align="both", italic=True, first=_INDENT, after=nd30.GAP, line=18),
    "heading1": ParagraphLook(bold=True, first=_INDENT, after=nd30.GAP, line=18, together=True),
    "heading2": ParagraphLook(bold=True, first=_INDENT, after=nd30.GAP, line=18, together=True),
    "heading3": ParagraphLook(first=_INDENT, after=nd30.GAP, line=18, together=True),
}
_SIGNATURE_ROOM: Final = 84.0  # between chức vụ and họ tên
_MOST_COPIES: Final = 30  # lines of Nơi nhận that may be asked to stay on one page


def make_docx(data: ReportData) -> bytes:
    """The report as a .docx: A4, the margins, sizes and lines of NĐ 30/2020, appendices numbered apart, one across.

    Nothing in it is signed and no data.json is inside. Raises AppError for a letter that the report's font lacks.
    """
    register()
    data = cleaned(data)
    letters.refuse(data)
    document = Document()
    document.styles["Normal"].font.name = docx_shapes.FACE
    document.styles["Normal"].font.size = Pt(nd30.BODY)
    _describe(document, data)
    _paper(document.sections[0], nd30.PORTRAIT)
    body = document.element.body
    for block in _main(data):
        _add(body, block)
    if data.tasks:
        _paper(_new_run(document), nd30.PORTRAIT)
        totals(document, data)
        _paper(_new_run(document), nd30.LANDSCAPE)
        tasks(document, data)
    _add(body, paragraph("", docx_shapes.END))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(body: Any, block: Any) -> None:  # noqa: ANN401
    body.insert_element_before(block, "w:sectPr")


def _new_run(document: Any) -> Any:  # noqa: ANN401
    """Begin another run of pages. The run before ends in a paragraph of its own, which must not ask for a page."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    last = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1]
    end = last.pPr.sectPr
    last.getparent().replace(last, ended := paragraph("", docx_shapes.END))
    ended.pPr.append(end)
    return section


def _describe(document: Any, data: ReportData) -> None:  # noqa: ANN401
    about = document.core_properties
    about.title, about.author, about.subject = (
        f"Báo cáo: {data.subject}"[:255],
        data.unit.name[:255],
        data.subject[:255],
    )
    about.language, about.comments = "vi-VN", ""
    about.created = about.modified = clock.local(data.made_at).replace(tzinfo=None)


def _paper(section: Any, size: tuple[float, float]) -> None:  # noqa: ANN401
    """Paper and margins of one run of pages, numbered from 1 in the top margin, with no number on its first page."""
    section.orientation = WD_ORIENT.LANDSCAPE if size[0] > size[1] else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(size[0]), Pt(size[1])
    section.top_margin, section.bottom_margin = Pt(nd30.TOP), Pt(nd30.BOTTOM)
    section.left_margin, section.right_margin = Pt(nd30.LEFT), Pt(nd30.RIGHT)
    section.header_distance, section.footer_distance = Pt(10 * nd30.MM), Pt(10 * nd30.MM)
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    head = section.header._element
    for old in list(head):
        head.remove(old)
    head.append(docx_shapes.page_number(ParagraphLook(size=nd30.PAGE_NUMBER, align="center")))


def _main(data: ReportData) -> Iterator[Any]:
    yield _letterhead(data.letterhead, clock.local(data.made_at).year)
    bold = ParagraphLook(bold=True, align="center")
    yield paragraph(nd30.KIND, ParagraphLook(bold=True, align="center", before=12))
    yield paragraph(data.subject, bold)
    _size, lines = fit(data.subject, BOLD, (nd30.BODY,), nd30.WIDTH)
    yield rule(nd30.RULE_SHARE * widest(lines, BOLD, nd30.BODY), nd30.WIDTH)
    yield paragraph("", ParagraphLook(size=6))
    yield from _recipients(data.recipients)
    for style, text in styled_texts(data):
        yield paragraph(text, _LOOKS[style])
    yield _sign_off(data)


def _letterhead(head: Letterhead, year: int) -> Any:  # noqa: ANN401
    right = nd30.WIDTH - _LEFT
    size, superior = superior_lines(head, _LEFT)
    issuer_size, issuer = issuer_lines(head, _LEFT)
    motto = stringWidth(nd30.MOTTO, BOLD, nd30.MOTTO_SIZES[0])
    made = table((_LEFT, right), lines=False)
    # None stands above a People's Committee: an empty line would put its name beside the motto.
    above = superior if head.superior else []
    left_cell = [paragraph(line, ParagraphLook(size=size, align="center")) for line in above]
    left_cell += [paragraph(line, ParagraphLook(size=issuer_size, bold=True, align="center")) for line in issuer]
    left_cell.append(rule(nd30.RULE_SHARE * widest(issuer, BOLD, issuer_size), _LEFT))
    state = ParagraphLook(size=nd30.STATE_SIZES[0], bold=True, align="center")
    right_cell = [
        paragraph(nd30.STATE, state),
        paragraph(nd30.MOTTO, ParagraphLook(size=nd30.MOTTO_SIZES[0], bold=True, align="center")),
        rule(motto, right),
    ]
    made.append(row([(_LEFT, left_cell), (right, right_cell)]))
    number = paragraph(number_line(head), ParagraphLook(size=nd30.NUMBER_SIZE, align="center", before=4))
    day = date_line(head.place, head.issued_on, year)
    date_size, _lines = fit(day, ITALIC, nd30.DATE_SIZES, right)
    date = paragraph(day, ParagraphLook(size=date_size, italic=True, align="center", before=4))
    made.append(row([(_LEFT, [number]), (right, [date])]))
    return made


def _recipients(names: tuple[str, ...]) -> Iterator[Any]:
    lines = recipient_lines(names)
    if len(lines) == 1:
        yield paragraph(lines[0], ParagraphLook(align="center", before=4, after=12))
    elif lines:
        under_colon = stringWidth("Kính gửi", REGULAR, nd30.BODY)
        start = max(0.0, (nd30.WIDTH - under_colon - widest(lines[1:], REGULAR, nd30.BODY)) / 2)
        yield paragraph(lines[0], ParagraphLook(left=start))
        for line in lines[1:]:
            yield paragraph(line, ParagraphLook(left=start + under_colon + 10, first=-10))
        yield paragraph("", ParagraphLook(size=6))


def _sign_off(data: ReportData) -> Any:  # noqa: ANN401
    narrow = 0.44 * nd30.WIDTH
    wide = nd30.WIDTH - narrow
    copies = copy_lines(data)
    # On the page of the end of its run: that end alone would be an empty page.
    whole = len(copies) <= _MOST_COPIES
    left = [paragraph("Nơi nhận:", ParagraphLook(size=nd30.COPIES_TITLE, bold=True, italic=True, together=whole))]
    left += [paragraph(line, ParagraphLook(size=nd30.COPIES, together=whole)) for line in copies]
    lines = (*data.signer.authority, data.signer.name)
    size = min(fit(line, BOLD, nd30.AUTHORITY_SIZES, wide)[0] for line in lines)
    bold = ParagraphLook(size=size, bold=True, align="center", together=whole)
    right = [paragraph(line, bold) for line in data.signer.authority]
    right.append(paragraph("", ParagraphLook(line=_SIGNATURE_ROOM, together=whole)))
    right.append(paragraph(data.signer.name, bold))
    made = table((narrow, wide), lines=False)
    made.append(row([(narrow, left), (wide, right)], whole=whole))
    return made
