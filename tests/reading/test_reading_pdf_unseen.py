"""What nobody sees on a PDF's page, or what was struck out there, is no part of its text, and the page is named."""

from __future__ import annotations

from io import BytesIO

import pytest
from printed_pages import LEFT, pdf, put, stringWidth
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.lib.utils import ImageReader

from models.reading.files.pdf_file import read_pdf

SEEN = "1. Phòng Tư pháp rà soát quy chế tiếp công dân trước ngày 20/7/2024."
OTHER = "2. Phòng Y tế báo cáo số liệu tiêm chủng trước ngày 05/8/2024."


def hidden_as(way):
    """A page with one line that is seen and one that is not."""

    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        WAYS[way](canvas)

    return pdf(draw)


def words_in_mode(canvas, mode):
    text = canvas.beginText(LEFT, 660)
    text.setFont("Page", 13)
    text.setTextRenderMode(mode)
    text.textLine(OTHER)
    text.setTextRenderMode(0)
    canvas.drawText(text)


def in_colour(canvas, *colour):
    canvas.setFillColorRGB(*colour)
    put(canvas, LEFT, 660, OTHER)
    canvas.setFillColorRGB(0, 0, 0)


def clipped(canvas):
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0)
    put(canvas, LEFT, 660, OTHER)
    canvas.restoreState()


def on_a_box_of_its_colour(canvas):
    canvas.setFillColorRGB(0.2, 0.3, 0.5)
    canvas.rect(LEFT - 5, 650, 440, 30, stroke=0, fill=1)
    in_colour(canvas, 0.2, 0.3, 0.5)


def under_a_box(canvas, *colour):
    put(canvas, LEFT, 660, OTHER)
    canvas.setFillColorRGB(*colour)
    canvas.rect(LEFT - 5, 650, 440, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def under_a_picture(canvas):
    put(canvas, LEFT, 660, OTHER)
    canvas.drawImage(picture((255, 255, 255)), LEFT - 5, 650, 440, 30)


def picture(colour):
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (8, 8), colour).save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


WAYS = {
    "drawn without ink": lambda canvas: words_in_mode(canvas, 3),
    "white": lambda canvas: in_colour(canvas, 1, 1, 1),
    "almost white": lambda canvas: in_colour(canvas, 0.99, 0.99, 0.99),
    "of the colour of its ground": on_a_box_of_its_colour,
    "tiny": lambda canvas: put(canvas, LEFT, 660, OTHER, 0.7),
    "below the page": lambda canvas: put(canvas, LEFT, -30, OTHER),
    "beside the page": lambda canvas: put(canvas, 700, 660, OTHER),
    "clipped": clipped,
    "under white": lambda canvas: under_a_box(canvas, 1, 1, 1),
    "under black": lambda canvas: under_a_box(canvas, 0, 0, 0),
    "under a picture": under_a_picture,
}


@pytest.mark.parametrize("way", WAYS)
def test_words_that_nobody_sees_are_not_read_and_their_page_is_named(way):
    found = read_pdf(hidden_as(way))
    assert found.text.strip() == SEEN
    (remark,) = found.warnings
    assert remark.startswith("Trang 1 có chữ bị che")


def test_words_outside_of_what_a_page_shows_are_not_read():
    def draw(canvas):
        canvas.setCropBox((60, 680, 560, 800))
        put(canvas, LEFT, 700, SEEN)
        put(canvas, LEFT, 660, OTHER)

    assert read_pdf(pdf(draw)).text.strip() == SEEN


def looks(canvas, way):
    if way == "white on dark":
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(LEFT - 5, 650, 440, 30, stroke=0, fill=1)
        in_colour(canvas, 1, 1, 1)
    elif way == "highlighted":
        put(canvas, LEFT, 660, OTHER)
        canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
        canvas.rect(LEFT - 5, 650, 440, 30, stroke=0, fill=1)
    elif way == "yellow":
        in_colour(canvas, 0.75, 0.65, 0)
    elif way == "small":
        put(canvas, LEFT, 660, OTHER, 5)
    elif way == "clipped to itself":
        path = canvas.beginPath()
        path.rect(LEFT - 5, 600, 500, 90)
        canvas.saveState()
        canvas.clipPath(path, stroke=0)
        put(canvas, LEFT, 660, OTHER)
        canvas.restoreState()
    else:  # the outline of a box stands over the words
        put(canvas, LEFT, 660, OTHER)
        canvas.rect(LEFT - 5, 650, 440, 30, stroke=1, fill=0)


@pytest.mark.parametrize("way", ["white on dark", "highlighted", "yellow", "small", "clipped to itself", "in a frame"])
def test_words_that_are_seen_are_read(way):
    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        looks(canvas, way)

    found = read_pdf(pdf(draw))
    assert OTHER in found.text and not found.warnings


def test_words_recognised_on_a_scan_are_read():
    def draw(canvas):
        canvas.drawImage(picture((250, 250, 250)), 0, 0, 595, 842)
        words_in_mode(canvas, 3)

    found = read_pdf(pdf(draw))
    assert found.text.strip() == OTHER and not found.warnings


@pytest.mark.parametrize("colour", [(1, 1, 1), (0.9, 0.9, 0.9)])
def test_date_typed_over_a_covered_one_is_the_date(colour):
    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        start = LEFT + stringWidth(SEEN.removesuffix("20/7/2024."), "Page", 13)
        canvas.setFillColorRGB(*colour)
        canvas.rect(start - 1, 696, 70, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        put(canvas, start, 700, "15/9/2024.")

    found = read_pdf(pdf(draw))
    assert found.text.strip() == SEEN.replace("20/7", "15/9")
    assert "Trang 1 có chữ bị che" in found.warnings[0]


def test_words_with_a_line_through_them_are_not_read_and_are_quoted():
    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        put(canvas, LEFT, 660, OTHER)
        canvas.line(LEFT, 664, LEFT + stringWidth(OTHER, "Page", 13), 664)
        put(canvas, LEFT, 620, "3. Phòng Nội vụ theo dõi.")
        canvas.line(LEFT, 618, LEFT + 60, 618)  # an underline

    found = read_pdf(pdf(draw))
    assert [line for line in found.text.split("\n") if line] == [SEEN, "3. Phòng Nội vụ theo dõi."]
    (remark,) = found.warnings
    assert "Trang 1 có chữ gạch ngang" in remark and OTHER in remark


def test_line_through_a_word_in_a_cell_makes_no_row():
    def draw(canvas):
        for x in (85, 300, 500):
            canvas.line(x, 700, x, 640)
        for y in (700, 670, 640):
            canvas.line(85, y, 500, y)
        for y, words in ((680, ("Nhiệm vụ", "Chủ trì")), (650, ("Rà soát quy chế", "Phòng Y tế"))):
            put(canvas, 90, y, words[0])
            put(canvas, 305, y, words[1])
        put(canvas, 305 + stringWidth("Phòng Y tế ", "Page", 13), 650, "cũ")
        canvas.line(305, 654, 305 + stringWidth("Phòng Y tế", "Page", 13), 654)

    assert read_pdf(pdf(draw)).text.split("\n")[1] == "Rà soát quy chế | cũ"


def numbers(*values):
    return generic.ArrayObject([generic.FloatObject(value) for value in values])


def with_note(data, note, look=None):
    """The PDF with a note on its first page, which looks like the form `look`."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    if look is not None:
        shown = generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(look)})
        note[generic.pdf_name("/AP")] = shown
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_words_marked_as_struck_out_are_not_read():
    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        put(canvas, LEFT, 660, OTHER)

    mark = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/StrikeOut"),
            generic.pdf_name("/Rect"): numbers(LEFT, 656, 540, 672),
            generic.pdf_name("/QuadPoints"): numbers(LEFT, 672, 540, 672, LEFT, 656, 540, 656),
        }
    )
    found = read_pdf(with_note(pdf(draw), mark))
    assert found.text.strip() == SEEN and OTHER in found.warnings[0]


def test_note_without_a_look_is_named_and_not_read():
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): numbers(LEFT, 656, 540, 672),
            generic.pdf_name("/Contents"): generic.TextStringObject(OTHER),
        }
    )
    found = read_pdf(with_note(pdf(lambda canvas: put(canvas, LEFT, 700, SEEN)), note))
    assert found.text.strip() == SEEN
    (remark,) = found.warnings
    assert "Trang 1 có ghi chú chèn thêm" in remark and OTHER in remark


@pytest.mark.parametrize(
    "subtype, look, remark",
    [
        ("/Square", b"1 1 1 rg 0 0 440 30 re f", "Trang 1 có chữ bị che"),
        ("/Redact", b"0 0 0 rg 0 0 440 30 re f", "Trang 1 có chữ bị che"),
        ("/Line", b"1 w 5 14 m %d 14 l S", "Trang 1 có chữ gạch ngang"),
    ],
)
def test_shape_that_a_person_laid_over_words_covers_them_or_strikes_them_out(subtype, look, remark):
    def draw(canvas):
        put(canvas, LEFT, 700, SEEN)
        put(canvas, LEFT, 660, OTHER)

    head = {"/Type": "/XObject", "/Subtype": "/Form"}
    form = generic.StreamObject(
        {generic.pdf_name(key): generic.pdf_name(value) for key, value in head.items()}
        | {generic.pdf_name("/BBox"): numbers(0, 0, 440, 30)},
        stream_data=look.replace(b"%d", b"%d" % (5 + stringWidth(OTHER, "Page", 13))),
    )
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name(subtype),
            generic.pdf_name("/Rect"): numbers(LEFT - 5, 650, LEFT + 435, 680),
            generic.pdf_name("/F"): generic.NumberObject(4),
        }
    )
    found = read_pdf(with_note(pdf(draw), note, form))
    assert found.text.strip() == SEEN and found.warnings[0].startswith(remark)
