"""Every word, line and box of a report where it stands, in the PDF and in Word: nothing moves without being looked at.

The gold files were written by this program, not counted by hand: that the measures are those of NĐ 30/2020 is tried in
`test_report_layout` and `test_report_word`; here all the others are held. After a change of the look that is meant,
write them anew with `python tests/reports/test_report_look.py` and read what git shows of them.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest

GOLD = Path(__file__).parents[1] / "gold" / "reports"
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from docx import Document  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from report_sample import sample_report, sample_tasks  # noqa: E402

from models.reports import fonts  # noqa: E402
from models.reports.data import ReportData, ReportSection  # noqa: E402
from models.reports.docx_report import make_docx  # noqa: E402
from models.reports.pdf import make_pdf  # noqa: E402
from models.work.result_parts import UnitPart  # noqa: E402

SHORT = "Phòng Nội vụ đã tham mưu UBND huyện ban hành kế hoạch cải cách hành chính năm 2024 và đôn đốc các xã."


def report() -> ReportData:
    """Every element of the decree once: three levels of headings, bases, recipients, a number, both appendices."""
    sections = (
        ReportSection("I", 1, "Công tác chỉ đạo, điều hành", (SHORT,)),
        ReportSection("II", 1, "Kết quả thực hiện"),
        ReportSection("II.1", 2, "Cải cách thể chế", (SHORT * 3, "Đã hoàn thành:", "- Một việc.")),
        ReportSection("II.1.a", 3, "Rà soát văn bản", (SHORT,)),
        ReportSection("III", 1, "Kiến nghị", ("Không có.",)),
    )
    tasks = list(sample_tasks(16))
    nobody = UnitPart("", "no_deadline", 0, None, None, 0, "")
    tasks[3] = replace(tasks[3], area=None, lead=(), parts=(nobody,))
    tasks[4] = replace(tasks[4], state="paused", notes=("chờ mẫu biểu của tỉnh",), with_units=("A", "B"))
    head = replace(sample_report().letterhead, number=5, issued_on=date(2024, 2, 5))
    return sample_report(
        sections=sections,
        tasks=tuple(tasks),
        letterhead=head,
        bases=("Căn cứ Nghị định số 09/2019/NĐ-CP", "Căn cứ Kế hoạch số 12/KH-UBND"),
        recipients=("Ủy ban nhân dân huyện Bắc Hà", "Sở Nội vụ tỉnh Lào Cai"),
    )


# The PDF


def pdf_look(pdf: bytes) -> list[str]:
    """Each page: its words with place, size and face, then its lines and boxes with place, weight and colours."""
    lines = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            lines.append("page {}: {:.1f} x {:.1f}".format(number, *page.get_size()))
            lines += [*_words(page), *_shapes(page)]
            page.close()
    return lines


def _words(page: Any) -> Iterator[str]:
    text = page.get_textpage()
    for index in range(text.count_rects()):
        box = text.get_rect(index)
        first = text.get_index((box[0] + 0.5), (box[1] + box[3]) / 2, 3, 3)
        words = " ".join(text.get_text_bounded(*box).split())
        yield f"{box[0]:.1f} {box[1]:.1f} {box[2]:.1f} {_face(text, first or 0)}: {words}"
    text.close()


def _face(text: Any, index: int) -> str:
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(ctypes.c_int()))
    return f"{raw.FPDFText_GetFontSize(text, index):.0f} {name.value.decode().split('+')[-1]}"


def _shapes(page: Any) -> Iterator[str]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        weight = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(shape, ctypes.byref(weight))
        colours = [_colour(ask, shape) for ask in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor)]
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
        box = " ".join(f"{edge:.1f}" for edge in shape.get_bounds())
        inside, line = ("-" if not filled.value else colours[0]), ("-" if not stroked.value else colours[1])
        yield f"shape {box} weight {weight.value:.1f} inside {inside} line {line}"


def _colour(ask: Any, shape: Any) -> str:
    parts = [ctypes.c_uint() for _part in range(4)]
    ask(shape, *map(ctypes.byref, parts))
    return "#{:02x}{:02x}{:02x}".format(*(part.value for part in parts[:3]))


# Word


def word_look(docx: bytes) -> list[str]:
    """Each paragraph with its look, each table with its widths, each section with its paper, in their order."""
    document = Document(BytesIO(docx))
    lines = []
    for part in document.element.body.iter():
        kind = part.tag.rpartition("}")[2]
        if kind == "p":
            words = "".join(one.text or "" for one in part.iter(qn("w:t")))
            lines.append(f"p {_look(part)}: {words}")
        elif kind in {"tblGrid", "trPr", "tcPr", "tblPr", "sectPr"}:
            lines.append(f"{kind} {_look(part)}")
        elif kind == "extent":
            lines.append(f"picture {part.get('cx')} x {part.get('cy')}")
    lines += [f"head {_look(section.header._element)}" for section in document.sections]
    about = document.core_properties
    return [*lines, f"about {about.title} | {about.author} | {about.subject} | {about.language} | {about.created}"]


def _look(part: Any) -> str:
    """What a part says of its look: every element in it without words, with its values."""
    told = []
    for one in part.iter():
        kind = one.tag.rpartition("}")[2]
        if kind in {"t", "r", "p", "drawing", "inline", "tbl", "tr", "tc"} or "drawingml" in one.tag:
            continue
        if kind == "rFonts" and len(set(one.attrib.values())) == 1:
            told.append(f"font({one.get(qn('w:ascii'))})")
            continue
        values = [f"{key.rpartition('}')[2]}={value}" for key, value in one.attrib.items() if "rsid" not in key]
        told.append(f"{kind}({','.join(values)})" if values else kind)
    return " ".join(told[1:] if part.tag.endswith("Pr") else told)


LOOKS = {"look.pdf.txt": lambda: pdf_look(make_pdf(report())), "look.docx.txt": lambda: word_look(make_docx(report()))}


@pytest.mark.skipif(
    fonts.font_family().regular.name != "LiberationSerif-Regular.ttf", reason="laid out in another typeface"
)
@pytest.mark.parametrize("name", LOOKS)
def test_everything_stands_where_it_stood(name: str) -> None:
    assert LOOKS[name]() == (GOLD / name).read_text("utf-8").splitlines()


if __name__ == "__main__":
    for file, look in LOOKS.items():
        (GOLD / file).write_text("\n".join(look()) + "\n", "utf-8")
