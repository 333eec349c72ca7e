"""How the printed page of a PDF becomes words: letters from two fonts, merged cells, what a page's end broke."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from models.reading.files.pdf_file import read_pdf
from models.reading.read import read_file

FACE = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "LiberationSerif-Regular.ttf"


@pytest.fixture(autouse=True)
def _face():
    registerFont(TTFont("Page", str(FACE)))


def drawn(canvas, x, y, words, size=13):
    """A line as a program draws it whose font lacks letters: in one go without them, then they alone in the gaps."""
    shown, gaps = [], []
    at = x
    for char in words:
        try:
            shown.append(f"<{char.encode('cp1252').hex()}>")
            at += stringWidth(char, "Times-Roman", size)
        except UnicodeEncodeError:
            width = stringWidth(char, "Page", size)
            shown.append(str(-1000 * width / size))
            gaps.append((at, char))
            at += width
    canvas.setFont("Times-Roman", size)
    canvas.addLiteral(f"BT 1 0 0 1 {x} {y} Tm [{' '.join(shown)}] TJ ET")
    canvas.setFont("Page", size)
    for at, char in gaps:
        canvas.drawString(at, y, char)


def read(tmp_path, draw):
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Page", 13)
    draw(canvas)
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(buffer.getvalue())
    return read_file(tmp_path / "a.pdf")


def test_letters_from_second_font_stand_in_their_words(tmp_path):
    def draw(canvas):
        for row, words in enumerate(
            ("1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát hồ sơ quá hạn,", "hoàn thành trước ngày 15/6/2024.")
        ):
            drawn(canvas, 85, 700 - 18 * row, words)

    (task,) = read(tmp_path, draw).tasks
    assert task.text == (
        "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát hồ sơ quá hạn, hoàn thành trước ngày 15/6/2024."
    )
    assert (task.lead, task.with_units) == (("Sở Nội vụ",), ("Sở Tư pháp",))


def ruled(canvas, xs, ys, *, upright, level):
    """A table's borders; `upright(row, column)` and `level(row, column)` say which are drawn."""
    for row in range(len(ys) - 1):
        for column in range(len(xs)):
            if upright(row, column):
                canvas.line(xs[column], ys[row], xs[column], ys[row + 1])
    for row in range(len(ys)):
        for column in range(len(xs) - 1):
            if level(row, column):
                canvas.line(xs[column], ys[row], xs[column + 1], ys[row])


HEADER = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
XS, YS = (85, 120, 330, 440, 540), (700, 670, 640, 610, 580)


def table_words(canvas, rows):
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            canvas.drawString(XS[column] + 4, YS[row] - 18, words)


def test_cell_merged_downwards_holds_for_its_rows(tmp_path):
    def draw(canvas):
        table_words(
            canvas,
            [
                HEADER,
                ("1", "Rà soát thủ tục hành chính", "Sở Tư pháp", "Quý I/2024"),
                ("2", "Công khai thủ tục hành chính", "", "Quý II/2024"),
                ("3", "Bố trí kinh phí", "Sở Tài chính", "Quý II/2024"),
            ],
        )
        ruled(canvas, XS, YS, upright=lambda *_: True, level=lambda row, column: (row, column) != (2, 2))

    reading = read(tmp_path, draw)
    assert [task.lead for task in reading.tasks] == [("Sở Tư pháp",), ("Sở Tư pháp",), ("Sở Tài chính",)]


def test_title_merged_across_stays_one_title(tmp_path):
    def draw(canvas):
        table_words(
            canvas,
            [
                HEADER,
                ("I", "CẢI CÁCH THỂ CHẾ VÀ THEO DÕI THI HÀNH PHÁP LUẬT NĂM NAY", "", ""),
                ("1", "Tự kiểm tra văn bản", "Sở Tư pháp", "Quý I/2024"),
                ("2", "Xử lý kiến nghị", "Sở Tư pháp", "Quý II/2024"),
            ],
        )
        inside = {2, 3}
        ruled(canvas, XS, YS, upright=lambda r, c: r != 1 or c not in inside, level=lambda *_: True)

    reading = read(tmp_path, draw)
    assert [(task.text, task.area) for task in reading.tasks] == [
        ("Tự kiểm tra văn bản", "institution"),
        ("Xử lý kiến nghị", "institution"),
    ]


def test_sentence_that_page_broke_is_one(tmp_path):
    long = "1. Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị liên quan và Văn phòng"

    def draw(canvas):
        canvas.drawString(85, 120, "Các cơ quan thực hiện một số nhiệm vụ cụ thể trong thời gian tới như sau đây:")
        canvas.drawString(85, 90, long)
        canvas.showPage()
        canvas.setFont("Page", 13)
        canvas.drawString(300, 800, "2")
        canvas.drawString(85, 740, "UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này.")

    (task,) = read(tmp_path, draw).tasks
    assert task.text.endswith("liên quan và Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này.")


def test_number_divided_at_lines_end_is_one_word(tmp_path):
    def draw(canvas):
        canvas.drawString(85, 700, "1. Sở Tư pháp rà soát các quy định theo Nghị quyết rất quan trọng số 68/NQ-")
        canvas.drawString(85, 682, "CP ngày 12/5/2020 của Chính phủ trước ngày 30/6/2023.")
        canvas.drawString(85, 664, "2. Sở Tài chính bố trí kinh phí.")

    reading = read(tmp_path, draw)
    assert "68/NQ-CP ngày" in reading.tasks[0].text
    assert [task.ref for task in reading.tasks] == ["1", "2"]


def test_boxes_of_a_form_are_no_table(tmp_path):
    def draw(canvas):
        canvas.drawString(85, 700, "Số:")
        canvas.drawString(135, 700, "/TB-UBND")
        canvas.drawString(300, 700, "Ba Suối, ngày")
        canvas.drawString(405, 700, "tháng")
        canvas.drawString(470, 700, "năm 2024")
        canvas.drawString(250, 660, "THÔNG BÁO")
        for x, words in ((108, "31"), (380, "12"), (440, "6")):
            canvas.rect(x - 2, 697, 24, 15)
            canvas.drawString(x + 2, 700, words)

    reading = read(tmp_path, draw)
    assert (reading.head.number, reading.head.symbol, str(reading.head.issued_on)) == ("31", "TB-UBND", "2024-06-12")
    assert "|" not in reading.text


def test_offices_on_lines_of_their_own_in_a_cell_stay_apart_and_a_broken_name_is_whole(tmp_path):
    def draw(canvas):
        table_words(
            canvas, [HEADER, ("1", "Rà soát thủ tục", "", "Quý I/2024"), ("2", "Bố trí kinh phí", "", "Quý II")]
        )
        # Lower lines first, as some programs write a cell whose words stand at its bottom.
        for drop, words in ((26, "Phòng Y tế"), (13, "Phòng Tư pháp"), (56, "và Đào tạo"), (43, "Sở Giáo dục")):
            canvas.drawString(XS[2] + 4, YS[1] - drop, words)
        ruled(canvas, XS, YS[:4], upright=lambda *_: True, level=lambda *_: True)

    assert read(tmp_path, draw).text.split("\n")[1:3] == [
        "1 | Rà soát thủ tục | Phòng Tư pháp; Phòng Y tế | Quý I/2024",
        "2 | Bố trí kinh phí | Sở Giáo dục và Đào tạo | Quý II",
    ]


def test_line_that_ended_with_room_left_ends_its_paragraph_and_a_centred_title_does_not_go_on(tmp_path):
    def draw(canvas):
        canvas.drawCentredString(296, 740, "Kết luận của Chủ tịch tại cuộc họp về công tác tiếp công dân quý III")
        canvas.drawString(85, 722, "Sau khi nghe các đơn vị báo cáo và ý kiến của các đại biểu dự họp, Chủ tịch kết")
        canvas.drawString(85, 704, "luận như sau, đề nghị các cơ quan, đơn vị thực hiện nghiêm và báo cáo")
        canvas.drawString(85, 686, "Việc khác giao Văn phòng theo dõi, tổng hợp và báo cáo Chủ tịch trước ngày 5/7")

    lines = [line for line in read(tmp_path, draw).text.split("\n") if line]
    assert [line.split()[0] for line in lines] == ["Kết", "Sau", "Việc"]


RAISED = [  # before, the raised figures, behind, what is read
    ("1. Phòng Y tế lập danh mục trong tháng 6", "2", " năm 2024.", "trong tháng 6 năm 2024."),
    ("1. Phòng Y tế lập danh mục trước ngày 15/6/2024", "3", ".", "ngày 15/6/2024."),
    ("1. Phòng Y tế báo cáo trước ngày 15/6/2024", "1,2", "; theo dõi.", "ngày 15/6/2024; theo dõi."),
    ("1. Phòng Tài chính", "12", " thẩm định dự toán.", "Phòng Tài chính thẩm định"),
    ("1. Phòng Y tế rà soát theo Nghị quyết số 76", "4", "/NQ-CP.", "số 76/NQ-CP."),
    ("1. Phòng Y tế rà soát theo Nghị quyết số 76(", "4", ")/NQ-CP.", "số 76/NQ-CP."),
    ("1. Xã Ba nghiệm thu 1.200 m", "2", " nhà làm việc.", "1.200 m2 nhà làm việc."),
    ("1. Xã Ba nghiệm thu 40m", "3", " nước sạch.", "40m3 nước sạch."),
    ("1. Xã Ba khảo sát 12 km", "2", ", báo cáo.", "12 km2, báo cáo."),
    ("Số: ", "31", "/TB-UBND ngày 12 tháng 6", "Số: 31/TB-UBND"),
]


@pytest.mark.parametrize("before, figures, behind, shown", RAISED)
@pytest.mark.parametrize("size, rise", [(7, 5), (8, 6), (9, 4)])
def test_raised_mark_of_a_note_is_no_part_of_a_word_and_a_square_metre_stays(
    before, figures, behind, shown, size, rise
):
    def draw(canvas):
        x = 85
        for words, points, up in ((before, 13, 0), (figures, size, rise), (behind, 13, 0)):
            canvas.setFont("Page", points)
            canvas.drawString(x, 700 + up, words)
            x += stringWidth(words, "Page", points)

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    assert shown in read_pdf(buffer.getvalue()).text


def test_number_of_rows_goes_on_after_a_group_where_the_title_of_its_column_was_broken(tmp_path):
    def draw(canvas):
        table_words(
            canvas,
            [
                ("", *HEADER[1:]),
                ("1", "Rà soát quy chế", "Sở Y tế", "Quý I/2024"),
                ("", "Nhóm việc khác", "", ""),
                ("2", "Bố trí kinh phí", "Sở Tài chính", "Quý II/2024"),
            ],
        )
        canvas.drawString(XS[0] + 4, YS[0] - 13, "ST")
        canvas.drawString(XS[0] + 4, YS[0] - 26, "T")
        ruled(canvas, XS, YS, upright=lambda *_: True, level=lambda *_: True)

    assert [task.ref.split(".")[-1] for task in read(tmp_path, draw).tasks] == ["1", "2"]


def test_capitals_with_two_marks_make_no_other_paragraph(tmp_path):
    """A line with an `Ủ` reaches higher than one without, and both are of one size."""

    def draw(canvas):
        canvas.drawString(113, 700, "1. Rà soát hồ sơ vay còn vướng ở bến chợ và xã ven sông, giao sổ kho cũ")
        canvas.drawString(85, 683, "Ủy ban Ổi Ấm xem xét, ghi sổ trước ngày 15/6/2024 và trả lời cho cả ba thôn")
        canvas.drawString(85, 666, "Nam, Trung, Xa.")

    (task,) = read(tmp_path, draw).tasks
    assert task.text.endswith("Nam, Trung, Xa.")
