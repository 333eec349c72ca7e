"""What is a task and what is not: headings, lead-ins, goals, rules, reports, broken lines. Each text is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.reading.proposal import Reading
from models.reading.read import read_text

HEAD = (
    "UBND TỈNH ĐÔNG HẢI\nSố: 15/TB-UBND\nĐông Hải, ngày 05 tháng 3 năm 2027\n\n"
    "THÔNG BÁO\nKết luận phiên họp thường kỳ tháng 02\n\n"
)
TWO = "{0} Sửa chữa trạm bơm Bãi Dài.\n{1} Kiểm đếm tàu cá hết hạn.\n"


def read(body: str) -> Reading:
    return read_text(HEAD + body)


def texts(body: str) -> list[str]:
    return [task.text for task in read(body).tasks]


def leads(body: str) -> list[tuple[str, ...]]:
    return [task.lead for task in read(body).tasks]


BOTH = ["Sửa chữa trạm bơm Bãi Dài.", "Kiểm đếm tàu cá hết hạn."]


@pytest.mark.parametrize(
    "title", ["I. ĐÁNH GIÁ CHUNG", "I. TÌNH HÌNH THỰC HIỆN", "1. Kết quả đạt được", "A. THỰC TRẠNG"]
)
@pytest.mark.parametrize(
    "lead_in",
    [
        "Thu ngân sách đạt 20% dự toán. Thời gian tới, tỉnh Đông Hải cần tập trung các nhiệm vụ sau:",
        "Để hoàn thành kế hoạch năm, yêu cầu các sở, ngành khẩn trương triển khai một số việc sau đây:",
        "Trong những tháng còn lại, các địa phương phải thực hiện tốt những nội dung chủ yếu như sau:",
    ],
)
def test_sentence_that_calls_for_duties_outweighs_the_title(title: str, lead_in: str) -> None:
    reading = read(f"{title}\n{lead_in}\n{TWO.format('a)', 'b)')}")
    assert [task.text for task in reading.tasks] == BOTH
    assert not any(task.sure for task in reading.tasks), "a person should look at duties in an appraisal"


@pytest.mark.parametrize(
    "lead_in",
    [
        "Trong tháng qua, các sở, ngành đã thực hiện các nhiệm vụ sau:",
        "Bên cạnh đó còn một số tồn tại, hạn chế cần khắc phục sau:",
        "Kết quả cụ thể như sau:",
    ],
)
def test_sentence_that_looks_back_opens_no_duties(lead_in: str) -> None:
    assert texts(f"{lead_in}\n{TWO.format('-', '-')}") == []


def test_what_a_sentence_leads_in_ends_with_its_list() -> None:
    body = f"Giao Sở Y tế:\n{TWO.format('-', '-')}1. Nạo vét luồng lạch cửa biển.\n"
    assert leads(body) == [("Sở Y tế",), ("Sở Y tế",), ()]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("1. Các chủ tàu cá:", "Các chủ tàu cá"),
        ("1. Đề nghị các chủ đầu tư thực hiện:", "Các chủ đầu tư"),
        ("1. Các doanh nghiệp kinh doanh xăng dầu", "Các doanh nghiệp kinh doanh xăng dầu"),
        ("1. Đối với các chủ rừng", "Các chủ rừng"),
        ("1. Sở Y tế tăng cường kiểm tra an toàn thực phẩm", "Sở Y tế"),
        ("1. Trách nhiệm của Sở Y tế", "Sở Y tế"),
        ("SỞ Y TẾ", "SỞ Y TẾ"),
        ("Sở Y tế có trách nhiệm:", "Sở Y tế"),
    ],
)
def test_whom_a_heading_names_has_to_do_what_stands_below(heading: str, lead: str) -> None:
    assert leads(f"{heading}\n{TWO.format('-', '-')}") == [(lead,), (lead,)]


@pytest.mark.parametrize("heading", ["1. Hội nghị, hội thảo", "1. Cơ sở dữ liệu đất đai", "1. Xã hội số"])
def test_thing_that_begins_like_an_office_leads_nothing(heading: str) -> None:
    assert leads(f"{heading}\n{TWO.format('-', '-')}") == [(), ()]


@pytest.mark.parametrize(
    "heading",
    [
        "1. Tăng cường quản lý cảng cá.",
        "1. Đẩy mạnh phổ biến kiến thức phòng chống thiên tai cho ngư dân các xã bãi ngang ven biển của tỉnh",
        "1. Nâng cao chất lượng khai thác; củng cố đội tàu:",
    ],
)
def test_heading_over_a_list_is_no_task_beside_it(heading: str) -> None:
    assert texts(f"II. NHIỆM VỤ\n{heading}\n{TWO.format('-', '-')}") == BOTH


@pytest.mark.parametrize(
    "line", ["1. Việc hoàn thành trong quý II/2027:", "Các xã tập trung một số việc, quý II năm 2027:"]
)
def test_day_that_stands_above_a_list_is_for_all_of_it(line: str) -> None:
    due = [task.due_on for task in read(f"II. NHIỆM VỤ\n{line}\n{TWO.format('-', '-')}").tasks]
    assert due == [date(2027, 6, 30)] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Nếu bằng điểm thì bỏ phiếu kín.",
        "Trường hợp hồ sơ còn thiếu thì trả lại trong ngày.",
        "Mỗi đơn vị được đề nghị không quá 02 cá nhân.",
        "Mức hỗ trợ không quá 30 triệu đồng một mô hình.",
    ],
)
def test_rule_is_no_task_and_is_told(line: str) -> None:
    reading = read(f"II. NHIỆM VỤ\n{TWO.format('1.', '2.')}3. {line}\n")
    assert [task.text for task in reading.tasks] == BOTH
    assert any("II.3" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "line",
    [
        "Sở Y tế đã có văn bản đề nghị các ngành báo cáo số liệu.",
        "Trong 9 tháng đầu năm, các cơ quan đã hoàn thành 790 nhiệm vụ.",
    ],
)
def test_report_of_what_was_done_is_no_task(line: str) -> None:
    assert texts(f"II. NHIỆM VỤ\n{TWO.format('1.', '2.')}3. {line}\n") == BOTH


@pytest.mark.parametrize(
    "heading", ["I. MỤC TIÊU", "I. CÁC CHỈ TIÊU CHỦ YẾU", "I. Một số mục tiêu cụ thể đến năm 2030"]
)
@pytest.mark.parametrize(
    ("goal", "name", "value", "measure", "direction"),
    [
        ("Hình thành mới 4 khu neo đậu.", "Hình thành", "4", "khu neo đậu", "up"),
        ("100% tàu cá có nhật ký điện tử;", "Tàu cá có nhật ký điện tử", "100", "%", "up"),
        ("Tỷ lệ hộ nghèo giảm còn 1,5%.", "Tỷ lệ hộ nghèo", "1.5", "%", "down"),
        ("Sản lượng đạt 1.200 tấn trở lên.", "Sản lượng", "1200", "tấn", "up"),
    ],
)
def test_goal_is_a_target_and_no_task(
    heading: str, goal: str, name: str, value: str, measure: str, direction: str
) -> None:
    reading = read(f"{heading}\n- {goal}\nII. NHIỆM VỤ\n{TWO.format('1.', '2.')}")
    (target,) = reading.targets
    assert (target.ref, target.name, target.value) == ("I.1", name, Decimal(value))
    assert (target.measure, target.direction) == (measure, direction)
    assert target.by == (date(2030, 12, 31) if "2030" in heading else None)
    assert [task.text for task in reading.tasks] == BOTH


def test_years_and_numbers_of_papers_are_no_figures_of_a_goal() -> None:
    body = "I. MỤC TIÊU\n- Đến hết năm 2028, theo Nghị quyết 57, có ít nhất 25 xã đạt chuẩn; 80% hộ dùng nước sạch.\n"
    assert [(one.value, one.by) for one in read(body).targets] == [
        (Decimal(25), date(2028, 12, 31)),
        (Decimal(80), date(2028, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("Hỗ trợ giống lúa cho các hộ bị thiệt hại do hạn", "Nguồn nước của các xã phải được kiểm tra.", 2),
        ("Sửa chữa toàn bộ kênh mương nội đồng của xã", "Đề nghị Công ty tiếp tục vận hành trạm bơm.", 2),
        ("Hoàn thiện hồ sơ mời thầu, trình Chủ tịch UBND tỉnh", "Trưởng Ban Chỉ đạo xem xét.", 1),
    ],
)
def test_dash_without_a_stop_ends_before_a_capital(first: str, second: str, count: int) -> None:
    assert len(texts(f"II. NHIỆM VỤ\n- Trồng rừng ngập mặn.\n- {first}\n- {second}\n- Thả cá giống.\n")) == count + 2


@pytest.mark.parametrize(
    "broken",
    [
        "Rà soát bãi bồi theo Kế hoạch số\n159/KH-UBND của tỉnh, báo cáo kết quả.",
        "Rà soát bãi bồi theo Kế hoạch số 7 trong nhiệm kỳ\n2026-2031, báo cáo kết quả.",
        "Rà soát bãi bồi thuộc\nKhu bảo tồn biển.",
    ],
)
def test_number_or_name_at_the_start_of_a_line_opens_no_item(broken: str) -> None:
    assert texts(f"II. NHIỆM VỤ\n1. {broken}\n") == [broken.replace("\n", " ")]


@pytest.mark.parametrize(
    "after", ["giao Sở Xây dựng chủ trì thực hiện, xong trước 30/5/2027.", "xong trước 30/5/2027."]
)
def test_order_after_a_colon_tells_of_the_duty_before_it(after: str) -> None:
    (task,) = read(f"II. NHIỆM VỤ\n1. Vá các tuyến đường liên xã: {after}\n").tasks
    assert task.text.startswith("Vá các tuyến đường") and task.due_on == date(2027, 5, 29)
    assert task.lead == (("Sở Xây dựng",) if "Sở" in after else ())


def test_lead_of_all_is_doubted_and_lead_of_a_heading_is_not() -> None:
    body = f"Chủ tịch UBND tỉnh yêu cầu các sở, ngành:\n{TWO.format('1.', '2.')}3. Sở Y tế\n- Mua vật tư.\n"
    sure = [[ground.sure for ground in task.grounds if ground.what == "lead"] for task in read(body).tasks]
    assert sure == [[False], [False], [True]]


def test_grounds_of_every_task_point_into_the_text() -> None:
    reading = read(f"II. NHIỆM VỤ\n1. Sở Y tế\n{TWO.format('-', '-')}Thời gian: quý II/2027\n")
    for task in reading.tasks:
        found = {ground.what: ground for ground in task.grounds}
        assert {"task", "lead", "due"} <= set(found)
        assert found["lead"].source and found["due"].source
        assert reading.text[found["lead"].source.start : found["lead"].source.end] == "Sở Y tế"
        assert reading.text[found["due"].source.start : found["due"].source.end] == "Thời gian: quý II/2027"


@pytest.mark.parametrize(
    "line",
    [
        "Đồng ý chủ trương xây cầu Bãi Dài bằng vốn xã hội hóa.",
        "Về nguyên tắc, nhất trí phương án đặt tên đường.",
        "Chưa chấp thuận việc lùi ngày họp.",
        "Thống nhất thời gian họp là 02 ngày, từ ngày 08/7 đến ngày 09/7.",
        "Phê bình UBND các xã Bãi Dài, Bãi Ngang để hồ sơ quá hạn.",
        "Đối với đề nghị mua xe: không xem xét trong năm nay.",
        "Đối với đề nghị thêm máy in: phòng ghi nhận, xem xét khi có kinh phí.",
        "Về dự thảo Quy định chức năng, nhiệm vụ, cơ cấu của các phòng chuyên môn cấp xã",
    ],
)
def test_consent_refusal_and_blame_are_no_tasks(line: str) -> None:
    assert texts(f"1. {line}\n2. Sở Xây dựng vá đường liên xã.\n") == ["Sở Xây dựng vá đường liên xã."]


@pytest.mark.parametrize("opening", ["Đồng ý chủ trương xây cầu", "Nhất trí việc đặt tên đường"])
@pytest.mark.parametrize("order", ["giao Sở Xây dựng lập hồ sơ", "Sở Xây dựng lập hồ sơ"])
def test_order_after_a_consent_is_a_task(opening: str, order: str) -> None:
    reading = read(f"1. {opening}; {order} trước ngày 20/5/2027.\n")
    assert [task.lead for task in reading.tasks] == [("Sở Xây dựng",)]


@pytest.mark.parametrize("title", ["1. Về tình hình kinh tế - xã hội tháng 02", "1. Đánh giá tình hình"])
@pytest.mark.parametrize(
    ("over", "lead"),
    [
        ("b) Các sở, ban, ngành, UBND các xã tập trung:", ("Các sở, ban, ngành", "UBND các xã")),
        ("b) Giao Sở Tài chính", ("Sở Tài chính",)),
        ("b) Yêu cầu Công an tỉnh:", ("Công an tỉnh",)),
    ],
)
def test_order_inside_an_appraisal_opens_duties(title: str, over: str, lead: tuple[str, ...]) -> None:
    body = f"{title}\na) Thu ngân sách đã đạt 20% dự toán.\n{over}\n{TWO.format('-', '-')}"
    assert [(task.text, task.lead) for task in read(body).tasks] == [(words, lead) for words in BOTH]


def test_order_as_an_item_of_an_appraisal_is_a_doubted_task() -> None:
    body = "I. ĐÁNH GIÁ CHUNG\n1. Thu ngân sách đã đạt 20% dự toán.\n2. Giao Sở Xây dựng vá đường liên xã.\n"
    (task,) = read(body).tasks
    assert (task.lead, task.sure) == (("Sở Xây dựng",), False)


@pytest.mark.parametrize(
    ("bracket", "lead", "with_units", "due"),
    [
        ("(Văn thư, trước ngày 15/9/2027)", ("Văn thư",), (), "2027-09-14"),
        ("(Phòng Kinh tế; hoàn thành trong tháng 9/2027)", ("Phòng Kinh tế",), (), "2027-09-30"),
        ("(Trạm Y tế; tháng 10/2027)", ("Trạm Y tế",), (), "2027-10-31"),
        ("(Kế toán phối hợp giáo viên chủ nhiệm)", ("Kế toán",), ("Giáo viên chủ nhiệm",), "None"),
        ("(Hiệu trưởng)", ("Hiệu trưởng",), (), "None"),
    ],
)
def test_brackets_at_the_end_say_who_and_until_when(
    bracket: str, lead: tuple[str, ...], with_units: tuple[str, ...], due: str
) -> None:
    body = f"Trường Bãi Dài xây dựng kế hoạch như sau:\n1. Cập nhật danh sách học sinh {bracket}.\n2. Vá mái nhà xe.\n"
    found = [(task.lead, task.with_units, str(task.due_on)) for task in read(body).tasks]
    assert found == [(lead, with_units, due), ((), (), "None")]


@pytest.mark.parametrize("bracket", ["(Sở Xây dựng)", "(qua Văn phòng)", "(Luật Đất đai, năm 2024)", "(12 xã)"])
def test_brackets_that_only_say_more_name_no_owner(bracket: str) -> None:
    assert leads(f"1. Gửi danh sách tàu cá về Sở chuyên ngành {bracket}.\n") in ([()], [("Sở Xây dựng",)])


@pytest.mark.parametrize("speaker", ["Trưởng phòng kết luận", "Chủ tịch UBND xã thông báo"])
def test_who_speaks_before_a_list_has_nothing_to_do(speaker: str) -> None:
    assert leads(f"{speaker}, giao nhiệm vụ:\n1. Vá mái nhà xe của cơ quan.\n") == [()]


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("Quý II", date(2027, 6, 30)),
        ("Tháng 5/2027", date(2027, 5, 31)),
        ("QUÝ III, QUÝ IV NĂM 2027", date(2027, 12, 31)),
        ("Nhiệm vụ quý II", None),
        ("Tháng hành động vì trẻ em", None),
    ],
)
def test_heading_that_is_only_a_time_is_until_when_all_below_it(heading: str, due: date | None) -> None:
    assert [task.due_on for task in read(f"I. {heading}\n{TWO.format('1.', '2.')}").tasks] == [due, due]


def test_line_that_gives_each_his_own_is_no_owner_of_the_list() -> None:
    line = "Phân công: đ/c Hòa phụ trách xóm 1; đ/c Thọ theo dõi thu quỹ, nộp xã trước 30/5."
    tasks = read(f"II. NHIỆM VỤ\n{TWO.format('1.', '2.')}3. {line}\n").tasks
    assert [task.lead for task in tasks[:2]] == [(), ()]
    assert tasks[2].due_on == date(2027, 5, 29)
