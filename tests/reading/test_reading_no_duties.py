"""What a paper says and asks of nobody: what was agreed or adopted, wishes, appeals. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.read import read_text

LETTERHEAD = (
    "UBND TỈNH ĐÔNG HẢI\nSố: 15/{symbol}-UBND\nĐông Hải, ngày 05 tháng 3 năm 2027\n\n{kind}\nPhiên họp tháng 02\n\n"
)
NOTICE = LETTERHEAD.format(symbol="TB", kind="THÔNG BÁO")
DUTY = "Sở Y tế kiểm đếm giường bệnh trước ngày 10/4/2027."

speakers = st.sampled_from(
    ("", "UBND tỉnh ", "Hội nghị ", "Ban Thường vụ Đảng ủy ", "Tập thể lãnh đạo Sở ", "Chủ tịch UBND tỉnh Đông Hải ")
)
agreements = st.sampled_from(
    (
        "thống nhất thông qua Tờ trình số 20/TTr-SXD về chợ Bãi Dài",
        "thống nhất chủ trương xây chợ Bãi Dài",
        "đồng ý với phương án của Sở Xây dựng",
        "đồng ý chủ trương lập quỹ học bổng",
        "biểu quyết thông qua danh sách 12 hộ",
        "thông qua Báo cáo công tác quý I với 14 ý kiến góp ý",
        "thông qua dự thảo quy chế làm việc",
        "chưa xem xét đề nghị của Công ty Bến Cảng",
    )
)


@given(speakers, agreements, st.sampled_from(("1. {0}.\n2. {1}\n", "- {0};\n- {1}\n", "a) {0}.\nb) {1}\n")))
@settings(max_examples=40, deadline=None)
def test_what_a_meeting_agrees_to_or_adopts_is_no_task(speaker: str, agreement: str, items: str) -> None:
    words = speaker + agreement
    body = items.format(words[:1].upper() + words[1:], DUTY)
    assert [task.text for task in read_text(NOTICE + body).tasks] == [DUTY]


@pytest.mark.parametrize(
    "duty",
    [
        "Thông qua các buổi sinh hoạt chi đoàn, tuyên truyền về phòng cháy.",
        "Sở Nội vụ thông qua dự thảo quy chế trước ngày 10/4/2027.",
        "Thông qua quy chế làm việc trước ngày 10/4/2027.",
        "Chủ tịch UBND các xã báo cáo Đảng ủy thống nhất chủ trương xây nhà văn hóa.",
        "Đồng ý lập quỹ học bổng; Sở Tài chính thẩm định mức chi.",
    ],
)
def test_way_of_doing_it_and_what_is_still_to_be_agreed_are_tasks(duty: str) -> None:
    assert [task.text for task in read_text(f"{NOTICE}1. {duty}\n2. {DUTY}\n").tasks] == [duty, DUTY]


def test_plan_may_ask_to_adopt_a_paper() -> None:
    plan = LETTERHEAD.format(symbol="KH", kind="KẾ HOẠCH") + "II. NHIỆM VỤ\n1. Thông qua kế hoạch thu quỹ.\n"
    assert [task.text for task in read_text(plan).tasks] == ["Thông qua kế hoạch thu quỹ."]


closings = st.sampled_from(
    (
        "Rất mong nhận được sự quan tâm của Quý cơ quan./.",
        "Sở Y tế rất mong các đơn vị phối hợp chặt chẽ.",
        "Trân trọng./.",
        "Xin trân trọng cảm ơn./.",
        "Văn phòng Sở xin chân thành cảm ơn.",
        "Sở Xây dựng yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.",
        "Bộ Xây dựng đề nghị các địa phương quan tâm, phối hợp thực hiện.",
        "Yêu cầu các phòng, các thôn nghiêm túc thực hiện nội dung Thông báo này./.",
        "Các đơn vị nghiêm túc tổ chức, triển khai thực hiện các nội dung trên.",
        "Đề nghị Quý cơ quan quan tâm, phối hợp./.",
        "Mọi vướng mắc xin liên hệ ông Phạm Văn Bến, điện thoại 0900.000.111.",
        "Chỉ thị có hiệu lực kể từ ngày ký./.",
        "Hội nghị bế mạc vào 17 giờ cùng ngày.",
    )
)


@given(closings, st.sampled_from(("{0}\n", "{0}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n")), st.booleans())
@settings(max_examples=40, deadline=None)
def test_words_that_wind_the_paper_up_are_no_task(closing: str, end: str, numbered: bool) -> None:
    duties = f"1. {DUTY}\n2. Sở Tài chính cấp đủ vốn.\n" if numbered else f"- {DUTY}\n- Sở Tài chính cấp đủ vốn.\n"
    found = [task.text for task in read_text(NOTICE + duties + end.format(closing)).tasks]
    assert found == [DUTY, "Sở Tài chính cấp đủ vốn."]


def test_order_with_a_duty_of_its_own_is_no_appeal() -> None:
    order = "Yêu cầu Sở Y tế lập danh sách trạm y tế thiếu bác sĩ, gửi trước ngày 10/4/2027."
    assert [task.text for task in read_text(f"{NOTICE}1. {DUTY}\n\n{order}\n").tasks] == [DUTY, order]
