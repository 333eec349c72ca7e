"""What stands on a page and not in its text: running heads, notes, stamps, watermarks; pages turned or laid over."""

from __future__ import annotations

import pytest
from printed_pages import (
    DUTIES,
    HEIGHT,
    LEFT,
    WIDTH,
    centred,
    duties,
    ending,
    letterhead,
    lines_of,
    paper,
    paragraph,
    pdf,
    put,
    stringWidth,
    with_looks,
)

from models.reading.files.pdf_file import read_pdf
from models.reading.read import read_content


def proven(data, count=3):
    """The reading, after a look that it is the whole paper and nothing more."""
    reading = read_content(data)
    head = reading.head
    assert (head.number, head.symbol, str(head.issued_on)) == ("31", "TB-NV", "2024-06-12")
    assert (head.kind, head.issuer, head.signer) == ("Thông báo", "PHÒNG NỘI VỤ", "Lò Văn Tám")
    assert [task.ref for task in reading.tasks] == [str(place + 1) for place in range(count)]
    assert [task.text for task in reading.tasks] == [DUTIES[place % 3] for place in range(count)]
    return reading


HEADS = {
    "small": lambda c, n: (centred(c, 297, 815, "Thông báo số 31/TB-NV", 9), centred(c, 297, 30, f"Trang {n}/3", 9)),
    "as large as the text": lambda c, n: (
        centred(c, 297, 812, "PHÒNG NỘI VỤ HUYỆN BA SUỐI"),
        centred(c, 297, 40, f"{n}"),
    ),
    "with the page's number": lambda c, n: put(c, LEFT, 36, f"Phòng Nội vụ | Trang {n}", 10),
    "of two lines": lambda c, _n: (put(c, 200, 822, "UBND huyện Ba Suối", 10), put(c, 180, 810, "Lưu hành nội bộ", 10)),
}


@pytest.mark.parametrize("shape", HEADS)
@pytest.mark.parametrize("count", [7, 12])  # of two pages, with one head, and of three
def test_running_head_is_no_part_of_the_duty_that_the_page_broke(shape, count):
    def draw(canvas):
        page = [1]

        def new_page(canvas):
            page[0] += 1
            HEADS[shape](canvas, page[0])

        ending(canvas, duties(canvas, letterhead(canvas), count, new_page))

    proven(pdf(draw), count)


@pytest.mark.parametrize("size", [9, 13])
@pytest.mark.parametrize("count", [7, 12])
def test_foot_that_stands_on_the_first_page_too_is_no_part_of_the_duty_that_the_page_broke(size, count):
    def draw(canvas):
        page = [1]

        def foot(canvas):
            put(canvas, LEFT, 36, f"Lưu hành nội bộ, tờ số {page[0]}, phòng Nội vụ", size)

        def new_page(canvas):
            page[0] += 1
            foot(canvas)

        y = letterhead(canvas)
        foot(canvas)
        ending(canvas, duties(canvas, y, count, new_page))

    proven(pdf(draw), count)


def test_line_of_the_text_that_two_pages_have_at_the_same_place_is_read():
    def draw(canvas):
        for words in ("xã Ba Suối", "phòng Y tế", "trường Lưng Đèo"):
            for row, line in enumerate(
                ("hoàn thành trong quý III năm 2024.", f"Giao {words} rà soát quy chế", "nội bộ.")
            ):
                put(canvas, LEFT, 770 - 18 * row, line)
            canvas.showPage()

    assert read_pdf(pdf(draw)).text.count("hoàn thành trong quý III") == 3


def test_title_at_the_same_place_of_two_pages_is_no_running_head():
    def draw(canvas):
        paper(canvas)
        for number in (1, 2):
            canvas.showPage()
            centred(canvas, 297, 780, f"PHỤ LỤC {number}")
            put(canvas, LEFT, 750, "Danh sách kèm theo thông báo của phòng")

    text = read_pdf(pdf(draw)).text
    assert "PHỤ LỤC 1" in text and "PHỤ LỤC 2" in text


def noted(mark, *, rule=True, second=""):
    def draw(canvas):
        y = paragraph(canvas, letterhead(canvas), f"1. {DUTIES[0]}")
        put(canvas, LEFT + stringWidth(lines_of(f"1. {DUTIES[0]}")[-1], "Page", 13), y + 28, mark.strip("()[]"), 8)
        for place in (1, 2):
            y = paragraph(canvas, y, f"{place + 1}. {DUTIES[place]}")
        ending(canvas, y)
        if rule:
            canvas.line(LEFT, 120, 230, 120)
        raised = mark.strip("()[]") == mark
        put(canvas, LEFT, 110 if raised else 106, mark, 6 if raised else 10)
        put(canvas, 102, 106, "Theo Báo cáo số 12/BC-NV về thủ tục quá hạn trong các quý vừa qua tại", 10)
        put(canvas, LEFT, 94, "các xã vùng cao.", 10)
        if second:
            put(canvas, LEFT, 84, "2", 6)
            put(canvas, 90, 80, second, 10)

    return pdf(draw)


def notes_told(reading):
    return [remark for remark in reading.warnings if "Chú thích" in remark]


@pytest.mark.parametrize(
    ("mark", "rule"), [("1", True), ("1", False), ("*", True), ("*", False), ("(1)", True), ("[1]", True)]
)
def test_note_at_the_foot_of_a_page_is_no_text(mark, rule):
    reading = proven(noted(mark, rule=rule))
    assert "12/BC-NV" not in reading.text and notes_told(reading) == []


def test_note_that_charges_somebody_is_told():
    words = "Giao Phòng Y tế báo cáo bổ sung trước ngày 01/7/2024."
    (remark,) = notes_told(proven(noted("1", second=words)))
    assert words in remark and "Chú thích 2" in remark


def test_small_raised_figure_without_a_note_stays():
    def draw(canvas):
        put(canvas, LEFT, 700, "Diện tích trụ sở mới của xã là 250 m")
        put(canvas, LEFT + stringWidth("Diện tích trụ sở mới của xã là 250 m", "Page", 13), 705, "2", 8)

    assert read_pdf(pdf(draw)).text == "Diện tích trụ sở mới của xã là 250 m2"


SIGNED = (
    "Người ký: PHÒNG NỘI VỤ",
    "Email: noivu@basuoi.vn",
    "Cơ quan: UBND huyện",
    "Thời gian ký: 12.06.2024 10:11:12 +07:00",
)
VALID = ("Signature Valid", "Digitally signed by Lò Văn Tám", "Date: 2024.06.12 10:00:00", "Reason: phê duyệt")
RECEIVED = ("CÔNG VĂN ĐẾN", "Số: 977", "Ngày: 15/8/2024", "Chuyển: P. NV")


@pytest.mark.parametrize(
    ("lines", "x", "y", "size"),
    [
        (SIGNED, 400, 830, 8),
        (SIGNED, 340, 560, 8),
        (VALID, 380, 560, 9),
        (("Ký bởi: Lò Văn Tám", "Ngày ký: 12/06/2024 10:00:00"), 340, 300, 13),
        (RECEIVED, 60, 722, 9),
        (("SỞ TÀI CHÍNH", *RECEIVED), 60, 726, 9),
        (("ĐẾN", "Số: ...977...", "Ngày: 15/8/2024"), 60, 722, 10),
    ],
)
def test_stamp_says_nothing_in_the_text(lines, x, y, size):
    def draw(canvas):
        ending(canvas, duties(canvas, letterhead(canvas)))
        for place, words in enumerate(lines):
            put(canvas, x, y - place * (size + 1), words, size)

    text = proven(pdf(draw)).text
    assert not [words for words in lines[1:] if words in text]


def test_watermark_is_no_text():
    def draw(canvas):
        paper(canvas)
        put(canvas, 120, 560, "BẢN SAO", 60)
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(40)
        put(canvas, 0, 0, "DỰ THẢO", 60)
        canvas.restoreState()

    text = proven(pdf(draw)).text
    assert "BẢN SAO" not in text and "DỰ THẢO" not in text


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("page_too", [False, True])
def test_turned_page_is_read_as_its_reader_holds_it(turn, page_too):
    def draw(canvas):
        across = turn != 180
        # ReportLab changes the sides of a page itself when it turns it.
        canvas.setPageSize((HEIGHT, WIDTH) if across and not page_too else (WIDTH, HEIGHT))
        if page_too:
            canvas.setPageRotation(turn)
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn])
        canvas.rotate(turn)
        paper(canvas)

    proven(pdf(draw))


def test_words_along_the_margin_stand_after_the_text_and_words_in_narrow_cells_in_their_cells():
    def draw(canvas):
        ending(canvas, duties(canvas, letterhead(canvas)))
        canvas.saveState()
        canvas.translate(50, 200)
        canvas.rotate(90)
        put(canvas, 0, 0, "Lưu tại kho của phòng")
        canvas.restoreState()
        canvas.showPage()
        rows = (("", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Rà soát quy chế", "Phòng Y tế", "Quý III/2024"))
        xs, ys = (85, 115, 330, 440, 540), (700, 650, 620)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        for place, y in enumerate(ys):
            canvas.line(xs[0], y, xs[-1], y)
            for x, words in zip(xs, rows[place] if place < 2 else (), strict=False):
                put(canvas, x + 4, y - 20, words)
        canvas.saveState()
        canvas.translate(104, 660)
        canvas.rotate(90)
        put(canvas, 0, 0, "STT")
        canvas.restoreState()

    lines = read_pdf(pdf(draw)).text.split("\n")
    assert lines.index("Lưu tại kho của phòng") > lines.index("Lò Văn Tám")
    assert "STT | Nhiệm vụ | Chủ trì | Thời gian" in lines


GAP = " " * 7


def gaps(gap=GAP):
    """Where number, day and month belong in a paper that was printed with blanks for them."""
    number, date = f"Số: {gap}/TB-NV", f"Ba Suối, ngày {gap} tháng {gap} năm 2024"
    left = 400 - stringWidth(date, "Page", 13) / 2
    return (
        170 - stringWidth(number, "Page", 13) / 2 + stringWidth("Số: ", "Page", 13) + 3,
        left + stringWidth("Ba Suối, ngày ", "Page", 13) + 3,
        left + stringWidth(f"Ba Suối, ngày {gap} tháng ", "Page", 13) + 3,
    )


def blank(canvas, gap=GAP):
    ending(canvas, duties(canvas, letterhead(canvas, gap, gap, gap)))


@pytest.mark.parametrize("subtype", ["/Widget", "/FreeText", "/Stamp"])
def test_number_and_date_that_only_a_field_or_a_signature_shows_are_read(subtype):
    looks = [(x, 738, words) for x, words in zip(gaps(), ("31", "12", "6"), strict=True)]
    proven(with_looks(pdf(blank), looks, subtype=subtype))


def test_hidden_field_shows_nothing():
    looks = [(x, 738, words) for x, words in zip(gaps(), ("31", "12", "6"), strict=True)]
    assert read_content(with_looks(pdf(blank), looks, subtype="/Widget", flags=2)).head.number is None


@pytest.mark.parametrize("gap", [GAP, "......."])
def test_number_and_date_written_into_the_printed_paper_are_read(gap):
    def draw(canvas):
        blank(canvas, gap)
        for x, words in zip(gaps(gap), ("31", "12", "6"), strict=True):
            put(canvas, x, 741, words, 12)

    proven(pdf(draw))


@pytest.mark.parametrize("next_line", ["Nơi nhận:", "KT. TRƯỞNG PHÒNG"])
def test_line_that_reaches_the_margin_does_not_take_the_end_along(next_line):
    def draw(canvas):
        y = duties(canvas, letterhead(canvas))
        closing = "Trên đây là kết luận cuộc họp, đề nghị các phòng, ban nghiêm túc triển khai thực hiện./."
        put(canvas, LEFT, y, closing, 13 * 455 / stringWidth(closing, "Page", 13))
        put(canvas, LEFT, y - 18, next_line)
        put(canvas, LEFT, y - 36, "- Lưu: VT." if next_line == "Nơi nhận:" else "PHÓ TRƯỞNG PHÒNG")
        if next_line == "Nơi nhận:":
            centred(canvas, 420, y - 18, "TRƯỞNG PHÒNG")
        centred(canvas, 420, y - 80, "Lò Văn Tám")

    proven(pdf(draw))


@pytest.mark.parametrize("title", ["T H Ô N G B Á O", "T H Ô N G  B Á O", "T H Ô N G    B Á O"])
def test_title_in_spaced_letters_is_known(title):
    def spaced(canvas):
        for x, drop, words in ((170, 0, "PHÒNG NỘI VỤ"), (170, 40, "Số: 31/TB-NV"), (297, 70, title)):
            centred(canvas, x, 780 - drop, words)
        centred(canvas, 297, 692, "Kết luận giao ban")
        ending(canvas, duties(canvas, 665))

    assert read_content(pdf(spaced)).head.kind == "Thông báo"


def test_title_whose_letters_are_only_set_apart_is_known():
    def draw(canvas):
        centred(canvas, 297, 780, "Số: 31/TB-NV")
        canvas.setFont("Page", 13)
        canvas.drawString(200, 710, "THÔNG BÁO", charSpace=6)
        centred(canvas, 297, 692, "Kết luận giao ban")
        ending(canvas, duties(canvas, 665))

    assert "\nTHÔNG BÁO\n" in read_pdf(pdf(draw)).text
