"""Words of a report: plain text in, the same Vietnamese out, and no letter that the font cannot draw."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_reading import pages, text_of
from report_sample import sample_report, sample_tasks

from models.base.errors import AppError
from models.base.text import clean
from models.reports import fonts, letters
from models.reports.data import Letterhead, ReportData, ReportSection, Signer
from models.reports.docx_report import make_docx
from models.reports.pdf import make_pdf
from models.reports.reader import embedded_data, read_data
from models.work.result_parts import UnitPart

VOWELS = "aăâeêioôơuưy"
LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
)
ALPHABET = LETTERS + LETTERS.upper() + "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX0123456789“”‘’–—…/%()+-₂"
HOSTILE = (
    '<img src="/etc/passwd"/>',
    "<b>đậm</b> & <i>nghiêng</i>",
    "&lt;para&gt; &amp; &#169;",
    "<a href='http://x'>x</a>",
    "</para><para>",
    "<!-- -->]]>",
    "{unit} %s %(x)s \\n",
    "a<b>c",
)


def one_section(text: str) -> ReportData:
    return sample_report(sections=(ReportSection("I", 1, "Kết quả", (text,)),), tasks=())


def printed(text: str) -> str:
    """What of a paragraph comes back from the PDF, without blanks, which a line's end may swallow."""
    found = text_of(make_pdf(one_section(text)))
    start, end = found.index("I. KẾT QUẢ") + len("I. KẾT QUẢ"), found.index("Trên đây là")
    # pdfium gives a hyphen that ends a line as U+FFFE (or U+0002).
    return "".join(found[start:end].replace("\ufffe", "-").replace("\x02", "-").split())


def test_vietnamese_letters_round_trip() -> None:
    decomposed = unicodedata.normalize("NFD", ALPHABET)
    found = printed(decomposed)
    assert found == ALPHABET
    assert unicodedata.is_normalized("NFC", found)


@pytest.mark.parametrize("face", [fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC])
def test_faces_have_vietnamese_letters(face: str) -> None:
    fonts.refuse_missing([ALPHABET], face)


def test_bundled_fonts_complete_with_licence() -> None:
    family = fonts.font_family(Path("/no-such-folder"))
    assert all(file.is_file() for file in family.files())
    folder = family.regular.parent
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
    assert "2.1.5" in (folder / "NOTICE").read_text("utf-8")


def test_times_new_roman_needs_four_faces(tmp_path: Path) -> None:
    for name in ("times.ttf", "timesbd.ttf", "timesi.ttf"):
        (tmp_path / name).touch()
    assert fonts.font_family(tmp_path).regular.name == "LiberationSerif-Regular.ttf"
    (tmp_path / "timesbi.ttf").touch()
    assert fonts.font_family(tmp_path).files() == tuple(
        tmp_path / name for name in ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_printed_as_written(text: str) -> None:
    assert printed(text) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(ALPHABET + "<>&;\"'=/#[]{}!?*_ \n\t"), min_size=1, max_size=200))
def test_any_text_round_trip(text: str) -> None:
    assert printed(text) == "".join(clean(text).split())


def test_hostile_text_in_every_field() -> None:
    text = '<img src="/etc/passwd"/> & <b>'
    task = sample_tasks(1)[0]
    data = sample_report(
        subject=text,
        recipients=(text, text),
        bases=(text,),
        opening=(text,),
        closing=text,
        copies=(text,),
        archive=text,
        signer=Signer((text,), text),
        letterhead=Letterhead(text, text, text, text),
        tasks=(type(task)(**{**vars(task), "short": text, "lead": (text,), "directive": text, "notes": (text,)}),),
    )
    found = "".join(text_of(make_pdf(data)).split())
    assert found.count("passwd") >= 12


@pytest.mark.parametrize(
    ("letter", "name"), [("字", "U+5B57"), ("😀", "U+1F600"), ("\u2011", "U+2011"), ("\ue000", "U+E000")]
)
def test_missing_letter_named(letter: str, name: str) -> None:
    with pytest.raises(AppError) as refused:
        make_pdf(one_section(f"Ban Chỉ đạo {letter} họp"))
    assert refused.value.code == "letter_missing"
    assert name in refused.value.what
    assert "Ban Chỉ đạo" in refused.value.why


def test_every_missing_letter_named_with_its_place() -> None:
    rows = list(sample_tasks(9))
    rows[2] = replace(rows[2], short="Số hóa 😀 hồ sơ", notes=("xong ✔",))
    rows[7] = replace(rows[7], lead=("Phòng 字",))
    data = sample_report(tasks=tuple(rows), closing="Hết ⁂")
    for make in (make_pdf, make_docx):
        with pytest.raises(AppError) as refused:
            make(data)
        what, why = refused.value.what, refused.value.why
        assert [letter in what for letter in ("😀", "✔", "字", "⁂")] == [True] * 4
        assert "nhiệm vụ 3 (mục 3.3): “Số hóa 😀 hồ sơ”" in why
        assert "nhiệm vụ 8 (mục 8.4): “Phòng 字”" in why
        assert "phần kết: “Hết ⁂./.”" in why
    assert {one.target for one in letters.missing(data)} == {f"task:{rows[2].id}", f"task:{rows[7].id}", "directives"}


def test_many_places_named_short_and_others_counted() -> None:
    rows = tuple(replace(task, notes=("字",)) for task in sample_tasks(40))
    with pytest.raises(AppError) as refused:
        make_pdf(sample_report(tasks=rows))
    assert "nhiệm vụ 20 (mục 2.4): 字; và 20 chỗ khác." in refused.value.why


FIELDS = (
    {"subject": "字"},
    {"recipients": ("字",)},
    {"recipients": ("a", "字")},
    {"bases": ("字",)},
    {"opening": ("字",)},
    {"closing": "字"},
    {"copies": ("字",)},
    {"archive": "字"},
    {"signer": Signer(("字",), "A")},
    {"signer": Signer(("A",), "字")},
    {"letterhead": Letterhead("字", "b", "c")},
    {"letterhead": Letterhead("a", "字", "c")},
    {"letterhead": Letterhead("a", "b", "字")},
    {"letterhead": Letterhead("a", "b", "c", "字")},
)


@pytest.mark.parametrize("change", FIELDS)
def test_missing_letters_in_fields(change: dict) -> None:
    with pytest.raises(AppError, match="U\\+5B57"):
        make_pdf(sample_report(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"short": "字"},
        {"directive": "字"},
        {"ref": "字"},
        {"measured": "字"},
        {"notes": ("字",)},
        {"lead": ("字",)},
        {"deadline_text": "字"},
        {"parts": (UnitPart("字", "no_deadline", 0, None, None, 0, ""),)},
        {"parts": (UnitPart("A", "open_overdue", 0, date(2024, 3, 1), None, 13, "字"),)},
    ],
)
def test_missing_letters_in_tasks(change: dict) -> None:
    with pytest.raises(AppError, match="U\\+5B57"):
        make_pdf(sample_report(tasks=(replace(sample_tasks(1)[0], **change),)))


def test_invisible_characters_removed() -> None:
    pdf = make_pdf(one_section("Kỳ\u200b họp\u202e thứ\u00a0hai\u00ad"))
    content = embedded_data(pdf)
    assert content is not None
    assert read_data(content)["sections"][0]["paragraphs"] == ["Kỳ họp thứ hai"]
    assert "Kỳ họp thứ hai" in text_of(pdf)


def test_fonts_embedded() -> None:
    pdf = make_pdf(sample_report())
    assert b"/Helvetica" not in pdf
    assert b"/Type1" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") >= 4


LONG = "Trung tâm Dịch vụ nông nghiệp và Phát triển nông thôn kiêm Ban Quản lý rừng phòng hộ huyện Bắc Hà tỉnh Lào Cai"
EXTREMES = {
    "recipients": {"recipients": tuple(f"UBND xã thứ {n}" for n in range(300))},
    "copies": {"copies": tuple(f"{LONG} {n}" for n in range(300))},
    "issuer": {"letterhead": Letterhead(LONG, LONG, "BC-PNV", LONG)},
    "subject": {"subject": LONG * 5},
    "word": {"opening": ("x" * 4000,)},
    "paragraph": {"opening": ("Công tác cải cách hành chính. " * 700,)},
    "closing": {"closing": "Công tác cải cách hành chính " * 300},
    "authority": {"signer": Signer((LONG.upper(),) * 2, LONG)},
}


@pytest.mark.parametrize("name", EXTREMES)
def test_long_words_inside_margins(name: str) -> None:
    with pages(make_pdf(sample_report(**EXTREMES[name]))) as opened:
        for page in opened:
            left, bottom, right, _top = page.ink()
            assert left >= 84
            assert bottom >= 55
            assert right <= page.width - 55


def test_task_taller_than_page_split() -> None:
    task = sample_tasks(1)[0]
    words = " ".join(f"từ{number}" for number in range(3000))
    tall = type(task)(**{**vars(task), "short": words, "lead": (LONG,) * 30, "notes": ("x" * 800,)})
    found = "".join(text_of(make_pdf(sample_report(tasks=(tall, *sample_tasks(3))))).split())
    assert "từ0từ1từ2" in found
    assert all(f"từ{number}" in found for number in range(0, 3000, 7))
    assert found.count(LONG.replace(" ", "")) >= 20 or LONG.split(maxsplit=1)[0] in found
