"""Plain paragraphs below an item tell something and ask nobody; those that ask are duties all the same."""

from __future__ import annotations

import time

import pytest

from models.reading.read import read_text

ABOVE = "I. NHIỆM VỤ\n1. Sở Nội vụ rà soát vị trí việc làm, hoàn thành trước ngày 15/6/2024.\n"
BELOW = "\n2. Sở Y tế lập hồ sơ.\n"


@pytest.mark.parametrize("after", [BELOW, "\n"])
@pytest.mark.parametrize(
    "told",
    [
        "Tổng số hồ sơ trễ hạn năm 2023 là 1.245 hồ sơ.",
        "Năm 2023 toàn tỉnh có 1.245 hồ sơ trễ hạn.",
        "Kinh phí thực hiện lấy từ nguồn chi thường xuyên.",
        "Kinh phí thực hiện do ngân sách huyện bảo đảm.",
        "Số liệu cập nhật trước ngày 31/12/2024.",
        "Điện thoại liên hệ: 0263.3822.111.",
        "Đầu mối liên hệ: Phòng Tư pháp; email: tuphap@mau.vn.",
        "Thông tin chi tiết xin liên hệ ông Trần Văn Mẫu, Phòng Tổ chức.",
        "Chi tiết tại Phụ lục 01.",
        "Mã số định danh gồm 12 chữ số.",
        "Đoạn này nói về tình hình chung.",
        "Biểu mẫu có tại trang mau.vn.",
    ],
)
def test_plain_paragraph_after_an_item_is_no_task_and_changes_none(told, after):
    alone = read_text(ABOVE + after).tasks
    with_told = read_text(f"{ABOVE}{told}{after}").tasks
    assert [(one.text, one.lead, one.due_on) for one in with_told] == [
        (one.text, one.lead, one.due_on) for one in alone
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "Báo cáo kết quả về tỉnh trước ngày 25/4/2024.",
        "Sẵn sàng lực lượng khi có yêu cầu.",
        "Nội dung 2: Kiểm tra việc niêm yết thủ tục.",
        "Các tổ trưởng chuyên môn nộp hồ sơ trước ngày 05/9/2024.",
        "Trong quý II, tổ chức lấy ý kiến nhân dân.",
        "Thời gian tới, tập trung kiểm tra hồ sơ.",
        "Tài liệu phải nộp trước ngày 20/5/2024.",
    ],
)
def test_paragraph_after_an_item_that_asks_for_something_is_a_task(asked):
    assert asked in [task.text for task in read_text(f"{ABOVE}{asked}{BELOW}").tasks]


def test_time_of_reading_plain_paragraphs_grows_with_their_number_only():
    def seconds(count):
        lines = "".join(f"Đoạn số {number} nói về tình hình chung của huyện.\n\n" for number in range(count))
        begun = time.process_time()
        assert len(read_text(ABOVE + lines).tasks) == 1
        return time.process_time() - begun

    seconds(50)  # what is worked out once is worked out here
    assert seconds(1600) < 16 * max(seconds(200), 0.01)
