"""Tables that no upright lines divide: their columns and rows are told by what stands free between the words."""

from __future__ import annotations

import random

import pytest
from printed_pages import LEFT, lines_of, pdf, put, stringWidth

from models.reading.files.pdf_file import read_pdf
from models.reading.read import read_content

HEADER = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
ROWS = (
    ("1", "Rà soát, công bố công khai danh mục thủ tục của các xã vùng cao", "Sở Nội vụ", "Tháng 3/2024"),
    ("2", "Bố trí kinh phí mua máy quét", "Sở Tài chính", "Tháng 4/2024"),
    ("3", "Kiểm tra việc niêm yết thủ tục tại trụ sở và nhà văn hóa", "Sở Tư pháp", "Quý III/2024"),
)
GROUP = "II. NHÓM NHIỆM VỤ VỀ CẢI CÁCH TÀI CHÍNH CÔNG"
AFTER = "Các đơn vị báo cáo kết quả thực hiện về Sở Nội vụ để tổng hợp, theo dõi, đôn đốc."


def cell_lines(words, width):
    lines = [""]
    for word in words.split():
        if lines[-1] and stringWidth(f"{lines[-1]} {word}", "Page", 12) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def printed(rows, *, widths=(28, 200, 110, 100), pad=6, rule="none", number="top", by_column=False, after=AFTER):
    """The rows as a program prints a table without upright lines, and a paragraph under it."""

    def draw(canvas):
        pieces = []
        y = 740
        for place, row in enumerate(rows):
            if isinstance(row, str):
                pieces.append((LEFT + 3, y, row))
                y -= 16 + 2 * pad
                continue
            cells = [cell_lines(words, width - 8) for words, width in zip(row, widths, strict=True)]
            high = 15 * max(map(len, cells))
            x = LEFT
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                lower = (high - 15 * len(cell)) / 2 if number == "middle" and column != 1 else 0
                pieces += [(x + 3, y - lower - 15 * line, words) for line, words in enumerate(cell)]
                x += width
            if rule == "each row" or (rule == "header" and place == 0):
                canvas.line(LEFT, y - high + 12 - pad / 2, x, y - high + 12 - pad / 2)
            y -= high + pad
        if by_column:
            pieces.sort(key=lambda piece: piece[0])
        for piece in pieces:
            put(canvas, *piece, 12)
        for line in lines_of(after):
            put(canvas, LEFT, y - 20, line)
            y -= 18

    return pdf(draw)


def shown(rows):
    return [" | ".join(row) for row in rows]


@pytest.mark.parametrize("rule", ["none", "each row", "header"])
@pytest.mark.parametrize("number", ["top", "middle"])
@pytest.mark.parametrize("by_column", [False, True])
def test_columns_and_rows_are_told_without_upright_lines(rule, number, by_column):
    lines = read_pdf(printed((HEADER, *ROWS), rule=rule, number=number, by_column=by_column)).text.split("\n")
    assert lines[:4] == shown((HEADER, *ROWS))
    assert " ".join(line for line in lines[4:] if line) == AFTER


def test_its_rows_are_tasks():
    tasks = read_content(printed((HEADER, *ROWS))).tasks
    assert [(task.text, task.lead, task.ref.split(".")[-1]) for task in tasks[:3]] == [
        (row[1], (row[2],), row[0]) for row in ROWS
    ]


def test_rows_without_room_between_are_told_by_their_numbers():
    assert read_pdf(printed((HEADER, *ROWS), pad=0)).text.split("\n")[:4] == shown((HEADER, *ROWS))


@pytest.mark.parametrize("first, narrowest", [("STT", 32), ("TT", 26), ("Số TT", 26)])
@pytest.mark.parametrize("seed", range(4))
def test_columns_of_any_width(first, narrowest, seed):
    chance = random.Random(seed)
    widths = (
        chance.randint(narrowest, 50), chance.randint(150, 200), chance.randint(85, 125), chance.randint(80, 100)
    )  # fmt: skip
    rows = ((first, *HEADER[1:]), *ROWS)
    data = printed(rows, widths=widths, pad=chance.choice((4, 8, 12)), rule=chance.choice(("none", "header")))
    assert read_pdf(data).text.split("\n")[:4] == shown(rows)


def test_title_of_a_group_that_runs_over_the_columns_is_a_row_of_its_own():
    lines = read_pdf(printed((HEADER, ROWS[0], GROUP, *ROWS[1:]))).text.split("\n")
    assert lines[:2] == shown((HEADER, ROWS[0])) and lines[3:5] == shown(ROWS[1:])
    assert lines[2].replace(" | ", " ").split() == GROUP.split()


def test_items_under_a_line_that_only_looks_like_a_header_are_no_table():
    words = "TT Nội dung và thời hạn do đơn vị chủ trì báo cáo"

    def draw(canvas):
        for place, line in enumerate((words, "1. Sở Nội vụ rà soát.", "2. Sở Tài chính bố trí.")):
            put(canvas, LEFT, 700 - 18 * place, line)

    assert "|" not in read_pdf(pdf(draw)).text


def test_rows_that_only_upright_lines_divide_are_told_by_their_numbers():
    xs, rows = (85, 115, 330, 440, 540), (HEADER, ("1", "Rà soát quy chế", "Sở Nội vụ", "Tháng 3/2024"), ROWS[1])

    def draw(canvas):
        for x in xs:
            canvas.line(x, 720, x, 640)
        for y in (720, 640):
            canvas.line(xs[0], y, xs[-1], y)
        for place, row in enumerate(rows):
            for x, words in zip(xs, row, strict=False):
                put(canvas, x + 4, 705 - 22 * place, words, 12)

    assert read_pdf(pdf(draw)).text.split("\n")[:3] == shown(rows)
