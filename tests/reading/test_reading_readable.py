"""Letters that are no words: pages of a PDF whose fonts have no map are named or refused, and nothing else is."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from printed_pages import DUTIES, FOLDER, LEFT, paper, pdf, put
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from models.base.errors import AppError
from models.reading.files.pdf_file import read_pdf
from models.reading.files.readable import is_readable
from models.reading.read import read_text
from models.reading.syllables import divided, is_syllable
from models.reading.unread_pages import is_mark, mark_of

PLACES = (
    "Đắk Lắk, Krông Pắk, Ea H’leo, Cư M’gar, Pleiku, Kbang, Chư Prông, Ia Grai, Kon Plông, Tu Mơ Rông, M’Drắk, "
    "Buôn Đôn, Sìn Hồ, Mù Cang Chải, Y Tý, Si Ma Cai, Xín Mần, Pác Nặm, Mường Tè, Nậm Pồ, Hơ Moong, Đạ Tẻh, Rơ Kơi, "
    "Ya Xiêr, Ngọk Wang, Măng Ri, Ayun, Glar, Ia Hlốp"
)
ENGLISH = (
    "The consultant shall review the workflow of each office and submit a report before 30 June, with strengths, risks "
    "and recommendations; questions are answered by office@example.org or www.example.org/help."
)
SHORT = (
    "UBND, HĐND, TTHC, CCHC, KSTTHC, VPUBND, TTPVHCC, CNTT, CSDL, QLNN, BCĐ, PAR INDEX, SIPAS, PAPI, DDCI, VNeID, "
    "iOffice, LGSP, IOC, STC, SNV, SYT, SGDĐT, SNN&PTNT, SVHTTDL, NQ-CP, ThS, TTr"
)
FIGURES = "1 12 1.234,5 99,2% 17/19 0 4 I 2 31/12/2024 56,0 II 7 8a 9b 12/TB 100% 3.450.000 đồng"


@pytest.mark.parametrize("words", [*DUTIES, PLACES, ENGLISH, SHORT, FIGURES, "12 345 678", "Ký"])
def test_words_of_every_kind_are_readable(words):
    assert is_readable([words, words.upper()])


def without_own_letters(words):
    """A map that lacks the letters only Vietnamese has."""
    return "".join(char if ord(char) < 0x100 else " " for char in words)


def shifted(words):
    """Numbers of a font's letters taken for codes: all letters a fixed way off."""
    return "".join(char if char == " " else chr(33 + (ord(char) - 29) % 90) for char in words)


def numbered(words):
    """The letters of a part of a font, numbered as they first came."""
    seen: dict[str, str] = {}
    return "".join(char if char == " " else seen.setdefault(char, chr(33 + len(seen))) for char in words)


def other_letters(words):
    """Signs of other scripts where the marked letters were."""
    return "".join(char if ord(char) < 0x100 else chr(0x4C0 + ord(char) % 60) for char in words)


def private(words):
    """Codes of a font's own area."""
    return "".join(char if char == " " else chr(0xF000 + ord(char) % 256) for char in words)


def exchanged(words):
    """Each letter another one, marks kept."""
    letters = list("abcdeghiklmnopqrstuvxy")
    other = dict(zip(letters, random.Random(3).sample(letters, len(letters)), strict=True))
    swapped = "".join(other.get(char, char) for char in unicodedata.normalize("NFD", words.lower()))
    return unicodedata.normalize("NFC", swapped)


@pytest.mark.parametrize("garbled", [without_own_letters, shifted, numbered, other_letters, private, exchanged])
def test_garbage_of_every_kind_is_not_readable(garbled):
    assert not is_readable([garbled(words) for words in DUTIES])


def test_syllables_by_how_they_are_built():
    good = "nghiêng quỳnh quyết giếng gì khuỷu thuở ngoằn yến ý oanh huyện xã hoà hòa uỷ kỹ quốc phường"
    bad = "ngh ch zàm các̀ hoaj tươnf bòp gàc nhaân xxa quyetj ưâ"
    assert [word for word in good.split() if not is_syllable(word)] == []
    assert [word for word in bad.split() if is_syllable(word)] == []


@pytest.mark.parametrize(
    ("together", "apart"),
    [("KẾHOẠCH", "KẾ HOẠCH"), ("PHƯƠNGÁN", "PHƯƠNG ÁN"), ("BANHÀNH", "BAN HÀNH"), ("QUYẾTĐỊNH", "QUYẾT ĐỊNH")],
)
def test_syllables_written_together_are_told_apart(together, apart):
    places = divided(together)
    assert places is not None
    assert " ".join(together[a:b] for a, b in zip(places, [*places[1:], None], strict=True)) == apart
    assert divided("UBND") is None


def without_map(data, font):
    """The PDF whose font of that name tells no more which letters it shows."""
    objects = re.split(rb"(?=\d+ 0 obj)", data)
    return b"".join(
        one.replace(b"/ToUnicode", b"/ToNothing") if font.encode() in one and b"/ToUnicode" in one else one
        for one in objects
    )


def with_page_in_bold(canvas):
    registerFont(TTFont("Heavy", str(FOLDER / "LiberationSerif-Bold.ttf")))
    paper(canvas)
    canvas.showPage()
    canvas.setFont("Heavy", 13)
    for place, words in enumerate(DUTIES * 2):
        canvas.drawString(LEFT, 760 - 18 * place, words[:60])


def test_document_without_a_readable_page_is_refused_with_advice():
    with pytest.raises(AppError) as refused:
        read_pdf(without_map(pdf(paper), "LiberationSerif"))
    assert refused.value.code == "pdf_no_letters"
    assert "Word" in refused.value.do and "OCR" in refused.value.do


def test_good_pages_are_kept_and_bad_ones_named():
    found = read_pdf(without_map(pdf(with_page_in_bold), "LiberationSerif-Bold"))
    (remark,) = found.warnings
    assert "Trang 2" in remark and "Word" in remark
    assert DUTIES[0] in found.text and "Trưởng" not in found.text
    assert found.text.rstrip().endswith("Lò Văn Tám\n\n[trang 2 không đọc được]")
    whole = read_text(found.text.replace("[trang 2 không đọc được]", ""))
    assert [task.text for task in read_text(found.text).tasks] == [task.text for task in whole.tasks]


def test_single_words_that_cannot_be_read_are_told():
    def draw(canvas):
        registerFont(TTFont("Heavy", str(FOLDER / "LiberationSerif-Bold.ttf")))
        paper(canvas)
        canvas.setFont("Heavy", 13)
        canvas.drawString(LEFT, 100, "Phụ lục kèm theo")

    (remark,) = read_pdf(without_map(pdf(draw), "LiberationSerif-Bold")).warnings
    assert "Trang 1" in remark and "\ufffd" in remark


def picture(canvas):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def test_scanned_page_among_others_is_named_and_an_empty_one_is_not():
    def draw(canvas):
        paper(canvas)
        canvas.showPage()
        picture(canvas)
        put(canvas, 400, 820, "Ký bởi: Phòng Nội vụ", 8)
        put(canvas, 400, 810, "Ngày ký: 12/06/2024 10:00:00", 8)
        canvas.showPage()
        canvas.showPage()
        put(canvas, LEFT, 700, "Hết.")

    found = read_pdf(pdf(draw))
    (remark,) = found.warnings
    assert "Trang 2 " in remark
    assert found.text.rstrip().endswith("\n\n[trang 2 không đọc được]\n\nHết.")


def test_mark_of_pages_is_no_words_of_the_document():
    words = "1. Phòng Nội vụ sơn lại cổng chào\n\n{mark}\n\n2. Phòng Tư pháp quét sân trước ngày 20/3/2024."
    with_mark = read_text(words.format(mark=mark_of(2, 4)))
    assert [task.text for task in with_mark.tasks] == [task.text for task in read_text(words.format(mark="")).tasks]
    assert is_mark(mark_of(7, 7)) and not is_mark("[trang bìa không đọc được]")


def test_scan_that_carries_only_a_stamp_is_refused():
    def draw(canvas):
        picture(canvas)
        put(canvas, 400, 820, "Người ký: Ủy ban nhân dân huyện Ba Suối", 8)
        put(canvas, 400, 810, "Thời gian ký: 12/06/2024 10:00:00 +07:00", 8)

    with pytest.raises(AppError) as refused:
        read_pdf(pdf(draw))
    assert refused.value.code == "pdf_no_text"
