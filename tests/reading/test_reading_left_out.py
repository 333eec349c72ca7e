"""Nothing of a body is lost in silence: what is no task, heading, goal or attribute is said to be left out, by kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.reading.head import read_head
from models.reading.lines import PrintedLine, printed_lines
from models.reading.proposal import Reading
from models.reading.read import read_file, read_text
from models.reading.tail import read_tail
from models.reading.words.labels import label_first

TESTS = Path(__file__).resolve().parents[1]
PAPERS = [
    *sorted((TESTS / "bench" / "papers").glob("*/*.txt")),
    *sorted((TESTS / "gold").glob("*.txt")),
]
HEAD = "Số: 15/{0}-UBND\nĐông Hải, ngày 05 tháng 3 năm 2027\n\n{1}\nCông tác năm 2027\n\n"
NOTICE, DECISION = HEAD.format("TB", "THÔNG BÁO"), HEAD.format("QĐ", "QUYẾT ĐỊNH")
DUTIES = "1. Sở Y tế kiểm đếm giường bệnh.\n2. Sở Tài chính cấp đủ vốn.\n"
FEWEST = 4  # words of a line that says something by itself


def body_of(reading: Reading) -> list[PrintedLine]:
    """The lines between the boxes above a body and those below it."""
    lines = printed_lines(reading.text)
    tail = read_tail(reading.text, lines)
    return lines[read_head(reading.text, lines, tail).body_from : tail.body_to]


def is_said_to_be_something(reading: Reading, line: PrintedLine) -> bool:
    """Whether a whole sentence is a task, a goal, a ground of one, an attribute, a lead-in, or left out."""
    words = line.words.words
    if words[-1] not in ".;" or len(words.split()) < FEWEST or label_first(line.words.plain) or ": " in words[:40]:
        return True
    named = [one.source for one in (*reading.tasks, *reading.targets, *reading.left_out)]
    named += [ground.source for task in reading.tasks for ground in task.grounds if ground.source]
    here = line.words.source
    return any(one.start < here.end and here.start < one.end for one in named)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_sentence_of_a_body_is_something(path: Path) -> None:
    reading = read_file(path)
    lost = [line.words.words for line in body_of(reading) if not is_said_to_be_something(reading, line)]
    assert lost == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("opening", f"Căn cứ Luật Đất đai năm 2024;\n\n{DUTIES}"),
        ("past", f"I. KẾT QUẢ\n- Đã sửa 12 km kênh.\n\nII. NHIỆM VỤ\n{DUTIES}"),
        ("purpose", f"I. MỤC ĐÍCH\n- Nâng cao nếp sống ở bến chợ.\n\nII. NHIỆM VỤ\n{DUTIES}"),
        ("money", f"{DUTIES}3. Kinh phí\nLấy từ quỹ của trạm bơm Bãi Dài.\n"),
        ("agreed", f"{DUTIES}3. Thống nhất chủ trương lập chợ phiên.\n"),
        ("closing", f"{DUTIES}\nTrân trọng./.\n"),
        ("rule", f"{DUTIES}3. Nếu bằng điểm thì bỏ phiếu kín.\n"),
        ("unclear", f"{DUTIES}3. Việc chia nước ở kênh Bãi Dài.\n"),
    ],
)
def test_what_is_left_out_is_told_by_its_kind(kind: str, body: str) -> None:
    reading = read_text(NOTICE + body)
    assert [task.text for task in reading.tasks] == [line[3:] for line in DUTIES.splitlines()]
    assert [one.kind for one in reading.left_out] == [kind]
    (remark,) = reading.warnings
    assert ("3" in remark) == (kind in {"rule", "unclear"}), remark


def test_sentence_before_the_duty_of_its_paragraph_is_left_out_and_the_duty_is_not() -> None:
    reading = read_text(
        f"{NOTICE}{DUTIES}3. Chợ Bến Cũ còn nhiều rác. Yêu cầu Ban Quản lý chợ dọn sạch trước 10/4/2027.\n"
    )
    assert [task.text for task in reading.tasks][2:] == ["Yêu cầu Ban Quản lý chợ dọn sạch trước 10/4/2027."]
    assert [(one.kind, one.ref) for one in reading.left_out] == [("past", "3")]


def test_paragraph_after_the_duties_that_nobody_understands_is_named_by_its_words() -> None:
    reading = read_text(f"{NOTICE}{DUTIES}\nKênh Bãi Dài thuộc ba xã ven biển.\n")
    assert any("“Kênh Bãi Dài thuộc ba xã…”" in remark for remark in reading.warnings)


def test_form_in_an_appendix_is_told() -> None:
    form = (
        "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nPhạm Văn Bến\n\n"
        "PHỤ LỤC\nĐỀ CƯƠNG BÁO CÁO\n1. Tình hình kênh.\n2. Kiến nghị.\n"
    )
    reading = read_text(NOTICE + DUTIES + form)
    assert [one.kind for one in reading.left_out] == ["appendix", "appendix"]
