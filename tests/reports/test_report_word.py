"""The Word copy of a report: the measures of NĐ 30/2020, the same words as the PDF, and a file that others can open."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from page_reading import pages
from report_sample import sample_report, sample_tasks

from models.base.errors import AppError
from models.reports.data import ReportData
from models.reports.docx_report import make_docx
from models.reports.pdf import make_pdf


@pytest.fixture(scope="module")
def word() -> Any:
    return Document(BytesIO(make_docx(sample_report())))


def opened(data: ReportData) -> Any:
    return Document(BytesIO(make_docx(data)))


def paragraphs(document: Any) -> list[Any]:
    """Of the body and of its tables, in order."""
    return list(document.element.body.iter(qn("w:p")))


def text(part: Any) -> str:
    return "".join(words.text or "" for words in part.iter(qn("w:t")))


def size(part: Any) -> float:
    return int(part.find(".//" + qn("w:sz")).get(qn("w:val"))) / 2


def find(document: Any, words: str) -> Any:
    return next(part for part in paragraphs(document) if text(part).startswith(words))


def test_word_paper_margins_page_numbers(word: Any) -> None:
    shapes = [(section.orientation, round(section.page_width.mm)) for section in word.sections]
    upright = (WD_ORIENT.PORTRAIT, 210)
    assert shapes == [upright, upright, (WD_ORIENT.LANDSCAPE, 297)]
    for section in word.sections:
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert all(abs(side - wanted) < Pt(0.1) for side, wanted in zip(sides, map(Mm, (20, 20, 30, 20)), strict=True))
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        number = section.header.paragraphs[0]
        assert "PAGE" in number._p.xml
        assert (size(number._p), number.alignment) == (13, 1)
        assert text(section.first_page_header._element) == ""


def test_word_sizes(word: Any) -> None:
    looks = {
        "UBND HUYỆN": (13, False, False),
        "PHÒNG NỘI VỤ": (13, True, False),
        "CỘNG HÒA": (13, True, False),
        "Độc lập": (14, True, False),
        "Số:": (13, False, False),
        "Bắc Hà, ngày": (14, False, True),
        "BÁO CÁO": (14, True, False),
        "I. CÔNG TÁC": (14, True, False),
        "Nơi nhận:": (12, True, True),
        "- Lưu: VT": (11, False, False),
    }
    for words, look in looks.items():
        part = find(word, words)
        found = (size(part), part.find(".//" + qn("w:b")) is not None, part.find(".//" + qn("w:i")) is not None)
        assert found == look, words
    body = find(word, "Thực hiện")
    assert body.find(".//" + qn("w:jc")).get(qn("w:val")) == "both"
    assert body.find(".//" + qn("w:ind")).get(qn("w:firstLine")) == "720"  # 1.27 cm
    assert {font.get(qn("w:ascii")) for font in word.element.body.iter(qn("w:rFonts"))} == {"Times New Roman"}


def test_word_keep_with_next(word: Any) -> None:
    for words in ("I. CÔNG TÁC", "1. Cải cách thể chế", "Trên đây"):
        assert find(word, words).find(".//" + qn("w:keepNext")) is not None, words
    last = find(word, "Trên đây")
    assert text(last).endswith("./.")
    assert last.getnext().tag == qn("w:tbl")


def test_word_table_head_repeated(word: Any) -> None:
    rows = word.tables[-1]._tbl.findall(qn("w:tr"))
    heads = [row.find(".//" + qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True] + [False] * (len(rows) - 1)
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)
    assert len(rows) == 1 + 7 + len(sample_tasks())
    assert len(word.inline_shapes) == 1


def test_word_same_words_as_pdf(word: Any) -> None:
    with pages(make_pdf(sample_report())) as read:
        printed = "".join("".join(page.text.split()) for page in read)
    for part in paragraphs(word):
        if "".join(text(part).split()) not in printed:
            pytest.fail(text(part))


def test_word_without_tasks_and_hostile_words() -> None:
    document = opened(sample_report(tasks=(), subject="Kết quả <w:p/> &amp; “tháng 3”", opening=("</w:t>",)))
    assert len(document.sections) == 1
    assert text(find(document, "Kết quả <w:p/> &amp;"))
    assert text(find(document, "</w:t>"))
    with pytest.raises(AppError) as refused:
        make_docx(sample_report(copies=("Nơi nhận 你",)))
    assert refused.value.code == "letter_missing"


@pytest.mark.parametrize("tasks", [0, 21])
def test_word_end_of_run_asks_for_no_page(tasks: int) -> None:
    """After a table Word wants a paragraph; one of a full line's height became an empty page for some lengths."""
    body = opened(sample_report(tasks=sample_tasks(tasks))).element.body
    blocks = [block for block in body if block.tag in {qn("w:p"), qn("w:tbl")}]
    after_tables = [block for before, block in pairwise(blocks) if before.tag == qn("w:tbl") and not text(block)]
    assert blocks[-1] in after_tables
    ends = [block for block in blocks if block.find(qn("w:pPr") + "/" + qn("w:sectPr")) is not None]
    assert len(ends) == (2 if tasks else 0)
    for end in [*ends, blocks[-1]]:
        spacing = end.find(qn("w:pPr")).find(qn("w:spacing"))
        kept = {key: spacing.get(qn(f"w:{key}")) for key in ("before", "after", "line", "lineRule")}
        assert kept == {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}


def test_word_foot_stays_with_end_of_its_run(word: Any) -> None:
    foot = next(part for part in word.element.body.iter(qn("w:tbl")) if "Nơi nhận:" in text(part))
    assert all(part.find(qn("w:pPr")).find(qn("w:keepNext")) is not None for part in foot.iter(qn("w:p")))


@pytest.mark.parametrize(
    ("superior", "beside"), [(None, ["ỦY BAN NHÂN DÂN", "HUYỆN BẮC HÀ"]), ("UBND tỉnh", ["UBND TỈNH"])]
)
def test_word_letterhead_begins_beside_the_name_of_the_state(superior: str | None, beside: list[str]) -> None:
    report = sample_report()
    head = replace(report.letterhead, issuer="UBND huyện Bắc Hà", superior=superior)
    cell = opened(replace(report, letterhead=head)).tables[0].cell(0, 0)
    assert [paragraph.text for paragraph in cell.paragraphs][: len(beside)] == beside
