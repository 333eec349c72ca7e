"""What stands behind the signature: annexes that give work are read, whatever they are called; forms are not."""

from __future__ import annotations

import pytest

from models.reading.read import read_text

BODY = """ỦY BAN NHÂN DÂN
HUYỆN BA SUỐI
Số: 14/KH-UBND
Ba Suối, ngày 12 tháng 02 năm 2024
KẾ HOẠCH
Cải cách hành chính năm 2024

I. NHIỆM VỤ
1. Phòng Nội vụ rà soát vị trí việc làm, hoàn thành trước ngày 15/6/2024.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đinh Văn Mẫu

"""
ITEMS = """1. Phòng Y tế kiểm tra các cơ sở khám bệnh, báo cáo trước ngày 30/9/2024.
2. Phòng Tư pháp công khai thủ tục hành chính trước ngày 20/4/2024.
"""


def read(annex):
    reading = read_text(BODY + annex)
    assert reading.head.recipients == ("UBND tỉnh", "Lưu: VT")
    assert reading.head.signer == "Đinh Văn Mẫu"
    return [task.ref for task in reading.tasks]


@pytest.mark.parametrize(
    "title",
    [
        "PHỤ LỤC",
        "Phụ lục 01",
        "PHỤ LỤC I\nNHIỆM VỤ CỤ THỂ",
        "PHỤ LỤC\n(Kèm theo Kế hoạch số 14/KH-UBND)",
        "PHỤ LỤC\n(Đính kèm Kế hoạch số 14/KH-UBND)",
        "DANH MỤC NHIỆM VỤ",
        "DANH MỤC NHIỆM VỤ\nNĂM 2024",
        "BẢNG PHÂN CÔNG",
        "BẢNG PHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 14/KH-UBND)",
        "BIỂU PHÂN CÔNG NHIỆM VỤ",
        "PHÂN CÔNG NHIỆM VỤ",
        "KẾ HOẠCH CHI TIẾT",
    ],
)
def test_annex_of_work_is_read_whatever_it_is_called(title):
    assert read(f"{title}\n{ITEMS}") == ["I.1", "PL.1", "PL.2"]


def test_annex_may_begin_with_a_numbered_heading_alone():
    assert read(f"II. NHIỆM VỤ BỔ SUNG\n{ITEMS}") == ["I.1", "PL.II.1", "PL.II.2"]
    assert read("II. NHIỆM VỤ BỔ SUNG\n1. Rà soát thủ tục hành chính.\n") == ["I.1", "PL.II.1"]


def test_annex_of_dashes_is_read():
    dashes = ITEMS.replace("1. ", "- ").replace("2. ", "- ")
    assert read(f"BẢNG PHÂN CÔNG\n{dashes}") == ["I.1", "PL.1", "PL.2"]


def test_annexes_one_behind_the_other_are_judged_apart():
    list_of_papers = "PHỤ LỤC II\nDANH MỤC HỒ SƠ\n1. Đơn đề nghị.\n2. Bản sao giấy phép.\n"
    assert read(f"PHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ\n{ITEMS}{list_of_papers}") == ["I.1", "PL.1", "PL.2"]


@pytest.mark.parametrize(
    "annex",
    [
        "PHỤ LỤC\nDANH MỤC HỒ SƠ\n1. Đơn đề nghị.\n2. Bản sao giấy phép.",
        "ĐỀ CƯƠNG BÁO CÁO\n1. Kết quả thực hiện nhiệm vụ.\n2. Kiến nghị, đề xuất.",
        "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n1. Rà soát thủ tục hành chính.\n2. Kiểm tra hồ sơ.",
        "PHỤ LỤC\nMẪU BÁO CÁO TÌNH HÌNH PHÂN CÔNG NHIỆM VỤ\n1. Rà soát thủ tục hành chính.",
        "PHỤ LỤC\nĐỀ CƯƠNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 14/KH-UBND)\n1. Rà soát thủ tục hành chính.",
        "PHỤ LỤC\n1. Phòng Y tế kiểm tra hồ sơ.\n2. Đơn đề nghị.\n3. Bản sao giấy phép.",
        "PHỤ LỤC\n1. Thành phần hồ sơ gồm các giấy tờ sau.\n2. Số lượng hồ sơ là một bộ.",
    ],
)
def test_annex_that_is_a_form_or_a_list_gives_no_task(annex):
    assert read(annex + "\n") == ["I.1"]


def test_recipients_behind_the_signature_are_no_annex():
    text = BODY.replace("Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n", "") + "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    reading = read_text(text)
    assert reading.head.recipients == ("UBND tỉnh", "Lưu: VT")
    assert [task.ref for task in reading.tasks] == ["I.1"]
