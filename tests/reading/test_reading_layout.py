"""How a paper is set and what that says: indents, broken lines, running heads, titles behind the signature's place."""

from __future__ import annotations

import pytest

from models.reading.read import read_text

HEAD = "UBND TỈNH ĐÔNG HẢI\nSố: 15/{kind}-UBND\n{about}Đông Hải, ngày 05 tháng 3 năm 2027\n\n"
NOTICE = HEAD.format(kind="TB", about="") + "THÔNG BÁO\nKết luận phiên họp thường kỳ tháng 02\n\n"
LETTER = (
    "UBND TỈNH ĐÔNG HẢI\nSỞ NỘI VỤ\nSố: 15/SNV-VP\nV/v kiểm đếm tàu cá\nĐông Hải, ngày 05 tháng 3 năm 2027\n\n"
    "Kính gửi:\n- Các sở, ban, ngành;\n- UBND các xã.\n\n"
)
WORK = ["Sửa chữa trạm bơm Bãi Dài.", "Kiểm đếm tàu cá hết hạn."]


def texts(text: str) -> list[str]:
    return [task.text for task in read_text(text).tasks]


@pytest.mark.parametrize(
    "word", ["hướng dẫn", "kế hoạch", "thông báo", "chương trình", "quyết định", "báo cáo", "nghị quyết", "chỉ thị"]
)
@pytest.mark.parametrize("written", [str.lower, str.capitalize])
def test_word_for_a_kind_alone_on_a_broken_line_is_no_title(word: str, written) -> None:
    body = f"Sở Nội vụ đề nghị các cơ quan thực hiện các việc sau:\n1. {WORK[0]}\n2. Nếu vướng, gọi số 19 để có\n"
    reading = read_text(f"{LETTER}{body}{written(word)}.\nTrân trọng./.\n")
    assert (reading.head.kind, reading.head.subject) == ("Công văn", "kiểm đếm tàu cá")
    assert reading.head.recipients == ("Các sở, ban, ngành", "UBND các xã")
    assert reading.tasks[0].text == WORK[0]


def test_indent_alone_begins_a_paragraph_after_a_list() -> None:
    body = (
        "    Giao Sở Xây dựng các việc sau, báo cáo kết quả về Văn phòng để tổng hợp\n"
        "chung toàn tỉnh, bảo đảm không bỏ sót:\n"
        "    - Sửa chữa trạm bơm Bãi Dài và các cống nhỏ dưới đê trước mùa mưa bão,\n"
        "không để nước tràn.\n"
        "    - Kiểm đếm tàu cá hết hạn.\n"
        "    Các nội dung khác theo Thông báo số 9/TB-UBND.\n"
    )
    assert texts(NOTICE + body)[-1] == "Kiểm đếm tàu cá hết hạn."


def test_hanging_indent_begins_no_paragraph() -> None:
    body = (
        "Giao Sở Xây dựng:\n"
        "- Sửa chữa trạm bơm Bãi Dài và\n  các cống nhỏ dưới đê của\n  UBND xã Bãi Dài.\n"
        "- Kiểm đếm tàu cá và\n  thuyền thúng hết hạn.\n"
    )
    assert texts(NOTICE + body) == [
        "Sửa chữa trạm bơm Bãi Dài và các cống nhỏ dưới đê của UBND xã Bãi Dài.",
        "Kiểm đếm tàu cá và thuyền thúng hết hạn.",
    ]


@pytest.mark.parametrize(
    "closing", ["Trên đây là kết luận phiên họp.", "Nhận được thông báo này, các sở thực hiện.", "Trân trọng./."]
)
def test_closing_is_no_part_of_an_item_without_a_stop(closing: str) -> None:
    long = "Sở Xây dựng sửa chữa trạm bơm Bãi Dài và các cống nhỏ"
    body = "".join(f"{number}. {long} số {number}\n" for number in range(1, 8))
    assert texts(f"{NOTICE}{body}{closing}\n")[-1] == f"{long} số 7"


@pytest.mark.parametrize("head", ["Dự thảo trình ký", "UBND tỉnh - Lưu hành nội bộ", "Họp thường kỳ tháng 02"])
@pytest.mark.parametrize("edge", ["{page}\n{head}\n\n", "{head}\n{page}\n\n"])
def test_running_head_beside_a_page_number_is_no_item(head: str, edge: str) -> None:
    pages = [edge.format(page=page, head=head) for page in (2, 3)]
    body = f"Giao Sở Xây dựng:\n- {WORK[0]}\n\n{pages[0]}- {WORK[1]}\n\n{pages[1]}- Vá đường liên xã.\n"
    assert texts(NOTICE + body) == [*WORK, "Vá đường liên xã."]


def test_first_words_of_a_page_are_kept_where_they_are_no_running_head() -> None:
    body = f"Giao Sở Xây dựng:\n- {WORK[0]}\n\n2\n- {WORK[1]}\n- Vá đường đi\n\n3\nbến cá Bãi Dài.\n"
    assert texts(NOTICE + body) == [*WORK, "Vá đường đi bến cá Bãi Dài."]


def test_number_of_the_sentence_at_the_beginning_of_a_line_opens_no_item() -> None:
    body = (
        "Sáng nay, Chủ tịch UBND tỉnh Đông Hải nghe báo cáo về việc kiểm đếm tàu\n"
        "45. Qua thảo luận, Chủ tịch kết luận và giao việc cho các sở như sau:\n"
        "1. Sở Xây dựng sửa chữa trạm bơm Bãi Dài trước mùa mưa bão năm nay, không\n"
        "để nước tràn qua đê.\n"
        "2. Sở Tài chính bố trí vốn cho các cống nhỏ dưới đê và báo cáo kết quả cho\n"
        "UBND tỉnh trong tháng này, gửi kèm danh mục các cống đã khảo sát xong.\n"
        "3. Công an tỉnh kiểm đếm tàu cá hết hạn tại các bến và lập danh sách để theo\n"
        "dõi.\n"
    )
    reading = read_text(NOTICE + body)
    assert [(task.ref, task.lead[0]) for task in reading.tasks] == [
        ("1", "Sở Xây dựng"),
        ("2", "Sở Tài chính"),
        ("3", "Công an tỉnh"),
    ]


@pytest.mark.parametrize("title", ["KẾ HOẠCH", "KẾ HOẠCH HÀNH ĐỘNG", "PHỤ LỤC", "CHƯƠNG TRÌNH"])
@pytest.mark.parametrize(
    "under",
    [
        "Nâng cao chất lượng nước sạch năm 2027 của tỉnh Đông Hải",
        "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/3/2027 của UBND tỉnh)",
        "Nâng cao chất lượng nước sạch\n\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND)",
    ],
)
def test_title_of_what_goes_with_a_decision_is_no_task(title: str, under: str) -> None:
    decision = (
        HEAD.format(kind="QĐ", about="")
        + "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch nước sạch\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n\n"
        "Điều 2. Chánh Văn phòng và Giám đốc các sở chịu trách nhiệm thi hành./.\n\n"
    )
    reading = read_text(f"{decision}{title}\n\n{under}\n\nI. NHIỆM VỤ\n1. {WORK[0]}\n2. {WORK[1]}\n")
    assert [(task.ref, task.text, task.lead) for task in reading.tasks] == [("I.1", WORK[0], ()), ("I.2", WORK[1], ())]


@pytest.mark.parametrize("name", ["LĐVP", "VPUB", "BGĐ", "Lưu: VT"])
def test_recipient_in_capitals_is_one(name: str) -> None:
    text = f"{NOTICE}1. Sở Xây dựng vá đường.\n\nNơi nhận:\n- Các sở;\n- {name};\n\nCHÁNH VĂN PHÒNG\n\nLê Văn Bãi\n"
    assert read_text(text).head.recipients == ("Các sở", name)
