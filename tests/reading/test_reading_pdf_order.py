"""In which order the words of a PDF's page are read: by where they stand, whatever the order they were drawn in."""

from __future__ import annotations

import random

import pytest
from printed_pages import LEFT, centred, pdf, put, with_looks

from models.reading.files.pdf_file import read_pdf
from models.reading.read import read_content

LETTERHEAD = (
    (170, 780, "UBND HUYỆN BA SUỐI"), (400, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (170, 763, "PHÒNG NỘI VỤ"),
    (400, 763, "Độc lập - Tự do - Hạnh phúc"), (170, 740, "Số: 31/TB-NV"),
    (400, 740, "Ba Suối, ngày 12 tháng 6 năm 2024"), (297, 710, "THÔNG BÁO"), (297, 692, "Kết luận giao ban"),
)  # fmt: skip
BODY = (
    (LEFT, 660, "1. Phòng Tư pháp chủ trì, phối hợp với Phòng Y tế rà soát quy chế tiếp công dân và nội"),
    (LEFT, 642, "quy của trụ sở, hoàn thành trước ngày 20/7/2024."),
    (LEFT, 620, "2. UBND các xã niêm yết thủ tục hành chính tại trụ sở và nhà văn hóa, báo cáo kết quả"),
    (LEFT, 602, "về Phòng Nội vụ trong tháng 8/2024."),
)
END = (
    (LEFT, 570, "Nơi nhận:"), (LEFT, 556, "- Như trên;"), (LEFT, 542, "- Lưu: VT."),
    (400, 570, "TRƯỞNG PHÒNG"), (400, 500, "Lò Văn Tám"),
)  # fmt: skip


def drawn(lines):
    def draw(canvas):
        for x, y, words in lines:
            (put if x == LEFT else centred)(canvas, x, y, words)

    return pdf(draw)


@pytest.mark.parametrize("seed", range(6))
def test_lines_drawn_in_any_order_are_read_from_the_top_down(seed):
    lines = [*LETTERHEAD, *BODY, *END]
    usual = read_content(drawn(lines))
    assert [task.ref for task in usual.tasks] == ["1", "2"]
    random.Random(seed).shuffle(lines)
    reading = read_content(drawn(lines))
    assert (reading.head, reading.tasks) == (usual.head, usual.tasks)


COLUMNS = (
    ("1. Phòng Tư pháp chủ trì rà soát các", "quy chế tiếp công dân và nội quy của", "trụ sở trước ngày 20/7/2024.",
     "2. UBND các xã niêm yết thủ tục tại", "nhà văn hóa trong tháng 8/2024."),
    ("3. Phòng Tài chính bố trí kinh phí để", "mua máy quét cho bộ phận một cửa", "các xã vùng cao trong năm 2024.",
     "4. Phòng Y tế báo cáo số liệu tiêm", "chủng của các xã trước ngày 5/9/2024."),
)  # fmt: skip


@pytest.mark.parametrize("drawing", ["column by column", "line by line", "shuffled"])
@pytest.mark.parametrize("lower", [0, 7])  # points; the lines of the columns need not stand at the same heights
def test_two_columns_are_read_one_after_the_other(drawing, lower):
    lines = [
        (x, 700 - 18 * row - drop, words)
        for x, drop, column in ((LEFT, 0, COLUMNS[0]), (325, lower, COLUMNS[1]))
        for row, words in enumerate(column)
    ]
    if drawing == "line by line":
        lines.sort(key=lambda line: (-line[1], line[0]))
    elif drawing == "shuffled":
        random.Random(1).shuffle(lines)

    def draw(canvas):
        for line in lines:
            put(canvas, *line)

    shown = [line for line in read_pdf(pdf(draw)).text.split("\n") if line]
    assert " ".join(shown) == " ".join(words for column in COLUMNS for words in column)


def test_rows_of_short_cells_are_no_columns_of_text():
    rows = (("Tên xã", "Số hồ sơ"), *((f"Xã thứ {place}", f"{place}00") for place in range(1, 8)))

    def draw(canvas):
        for place, (name, count) in enumerate(rows):
            put(canvas, LEFT, 700 - 18 * place, name)
            put(canvas, 325, 700 - 18 * place, count)

    assert read_pdf(pdf(draw)).text.split("\n")[1] == "Xã thứ 1\t100"


def test_note_typed_onto_the_page_is_read_where_it_stands():
    lines = [*LETTERHEAD, *BODY[:2], *END]
    data = with_looks(drawn(lines), [(LEFT, 605, "2. Xa A.")], subtype="/FreeText")
    shown = [line for line in read_pdf(data).text.split("\n") if line]
    place = shown.index("2. Xa A.")
    assert shown[place - 1].endswith("20/7/2024.") and shown[place + 1].startswith("Nơi nhận:")
