"""Making a report: progress, calling it off, what the file says about itself, and what things are called."""

from __future__ import annotations

import pypdfium2
import pytest
from report_sample import sample_report, sample_tasks

from models.base.errors import AppError, CancelledError
from models.reports.body import basis_lines, ended, numbers, roman
from models.reports.charts import results_chart
from models.reports.data import Letterhead, ReportPeriod, ReportSection
from models.reports.figures import PartCounts, by_area
from models.reports.fonts import register
from models.reports.naming import file_name, period_words
from models.reports.pdf import make_pdf
from models.work.codes import area_name
from models.work.result_rules import Counts


def test_progress_by_page_within_estimate() -> None:
    seen: list[tuple[int, int]] = []
    pdf = make_pdf(sample_report(tasks=sample_tasks(150)), progress=lambda page, pages: seen.append((page, pages)))
    with pypdfium2.PdfDocument(pdf) as document:
        assert [page for page, _pages in seen] == list(range(1, len(document) + 1))
        assert all(page <= pages for page, pages in seen)
        assert 0.6 < seen[0][1] / len(document) < 1.7


def test_report_cancelled_between_pages() -> None:
    seen: list[int] = []
    with pytest.raises(CancelledError):
        make_pdf(
            sample_report(tasks=sample_tasks(150)),
            progress=lambda page, _pages: seen.append(page),
            cancelled=lambda: len(seen) >= 2,
        )
    assert seen == [1, 2]
    assert make_pdf(sample_report()) == make_pdf(sample_report())  # the next one is not harmed


def test_pdf_version_language_title() -> None:
    pdf = make_pdf(sample_report())
    assert pdf.startswith(b"%PDF-1.7\n")
    assert b"/Lang (vi-VN)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        about = document.get_metadata_dict()
    assert about["Title"] == "Báo cáo: Kết quả công tác cải cách hành chính tháng 3 năm 2024"
    assert about["CreationDate"] == about["ModDate"] == "D:20240315093000+07'00'"
    assert about["Author"] == "Phòng Nội vụ huyện Bắc Hà"
    assert about["Creator"] == "Sổ CCHC 0.1.0"


def test_name_filling_page_refused() -> None:
    with pytest.raises(AppError) as refused:
        make_pdf(sample_report(letterhead=Letterhead("Phòng Nội vụ " * 200, "Bắc Hà", "BC-PNV")))
    assert refused.value.code == "report_does_not_fit"


def test_chart_vectors_in_black_and_white() -> None:
    register()
    rows = [(area_name(area), counts) for area, counts in by_area(sample_tasks(70))]
    drawing = results_chart(rows)
    colours = {
        tuple(round(part, 3) for part in colour.rgb())
        for shape in _shapes(drawing)
        for colour in (getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None))
        if colour is not None
    }
    assert all(red == green == blue for red, green, blue in colours)
    words = [shape.text for shape in _shapes(drawing) if hasattr(shape, "text")]
    assert "Hoàn thành đúng hạn" in words
    assert {name for name, _counts in rows} <= set(words)
    assert all(
        shape.x >= 0 and shape.x + shape.width <= drawing.width for shape in _shapes(drawing) if hasattr(shape, "width")
    )
    assert b"/Subtype /Image" not in make_pdf(sample_report())


def _shapes(group: object) -> list:
    found = []
    for shape in group.contents:
        found += _shapes(shape) if hasattr(shape, "contents") else [shape]
    return found


@pytest.mark.parametrize("total", [0, 1, 6, 7, 61, 999, 12345])
def test_chart_fits_width(total: int) -> None:
    register()
    drawing = results_chart([("Thể chế", PartCounts(Counts(open_in_time=total)))])
    bars = [shape for shape in _shapes(drawing) if hasattr(shape, "width")]
    assert max(bar.x + bar.width for bar in bars) <= drawing.width
    ticks = [shape for shape in _shapes(drawing) if hasattr(shape, "text") and shape.text.isdigit()]
    assert 2 <= len(ticks) <= 9


def test_chart_without_missing_letters() -> None:
    with pytest.raises(AppError, match="U\\+5B57"):
        results_chart([("字", by_area(())[0][1])])


def test_report_file_names() -> None:
    assert file_name(sample_report()) == "BC-thang-2024-03-PNV.pdf"
    quarter = sample_report(
        kind="quy", period=ReportPeriod("2024-Q1", sample_report().period.first, sample_report().period.last)
    )
    assert file_name(quarter) == "BC-quy-2024-Q1-PNV.pdf"
    odd = sample_report(
        letterhead=Letterhead("a", "b", "BC-Đoàn thanh tra/../công vụ huyện Bắc Hà tỉnh Lào Cai năm 2024")
    )
    name = file_name(odd)
    assert len(name) <= 50
    assert name.isascii()
    assert name.endswith(".pdf")
    assert set(name[:-4]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_period_words() -> None:
    assert period_words("2024-02") == "tháng 02 năm 2024"  # months 1 and 2 keep the zero
    assert period_words("2024-03") == "tháng 3 năm 2024"
    assert period_words("2024-12") == "tháng 12 năm 2024"
    assert period_words("2024-Q3") == "quý III năm 2024"
    assert period_words("2024-H1") == "6 tháng đầu năm 2024"
    assert period_words("2024-9M") == "9 tháng năm 2024"
    assert period_words("2024") == "năm 2024"
    for wrong in ("2024-13", "2024-Q5", "24", ""):
        with pytest.raises(ValueError, match=wrong or ".*"):
            period_words(wrong)


def test_heading_numbers() -> None:
    levels = (1, 2, 2, 1, 2, 3, 3, 3, 3, 3, 3, 2, 3)
    printed = numbers(ReportSection("", level, "") for level in levels)
    assert printed == ["I.", "1.", "2.", "II.", "1.", "a)", "b)", "c)", "d)", "đ)", "e)", "2.", "a)"]
    assert numbers([ReportSection("", 3, "")] * 24)[22:] == ["y)", "aa)"]


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99, 399)] == ["I", "IV", "IX", "XIV", "XL", "XCIX", "CCCXCIX"]
    with pytest.raises(ValueError, match="400"):
        roman(400)


@pytest.mark.parametrize("text", ["báo cáo", "báo cáo.", "báo cáo ./.", "báo cáo;", "báo cáo./."])
def test_end_mark_once(text: str) -> None:
    assert ended(text) == "báo cáo./."


def test_basis_lines_punctuation() -> None:
    assert basis_lines(["Căn cứ A", "Căn cứ B;", "Căn cứ C;"]) == ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]
