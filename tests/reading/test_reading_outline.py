"""Structure: markers, broken lines, headings, orders, and what is not a duty. Each text is our own."""

from __future__ import annotations

import pytest

from models.reading.outline import marker_of
from models.reading.passage import even, passage, plain
from models.reading.read import read_text
from models.reading.words.roles import roles_in
from models.reading.words.units_named import unit_list

HEAD = "Số: 7/TB-UBND\nThông báo\n\nChủ tịch UBND huyện yêu cầu các phòng, ban thực hiện các nhiệm vụ sau:\n\n"


def texts(body, head=HEAD):
    return [(task.ref, task.text) for task in read_text(head + body).tasks]


def words_of(text):
    return passage(text, 0, len(text))


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("IV. TỔ CHỨC THỰC HIỆN", "roman", "IV"),
        ("II- NỘI DUNG", "roman", "II"),
        ("1. Rà soát", "number", "1"),
        ("1- Phòng Nội vụ", "number", "1"),
        ("2.1. Ban hành", "number", "2.1"),
        ("2.1 Ban hành", "number", "2.1"),
        ("đ) Báo cáo", "letter", "đ"),
        ("a. Báo cáo", "letter", "a"),
        ("- Báo cáo", "bullet", "-"),
        ("–Báo cáo", "bullet", "–"),
        ("+ Báo cáo", "bullet", "+"),
        ("* Báo cáo", "bullet", "*"),
        ("\u2022 Báo cáo", "bullet", "•"),
        ("Điều 3. Giám đốc Sở", "article", "3"),
        ("Thứ hai, Sở Nội vụ", "ordinal", ""),
        ("PHẦN II: NHIỆM VỤ", "part", "II"),
        ("B. NHIỆM VỤ", "upper", "B"),
    ],
)
def test_markers(line, kind, label):
    marker = marker_of(words_of(line))
    assert marker is not None and (marker.kind, marker.label) == (kind, label)


@pytest.mark.parametrize(
    "line",
    [
        "15/3/2024 là ngày",
        "2024. Tiếp tục",
        "100% hồ sơ",
        "Phần lớn các xã",
        "Mục tiêu chung",
        "3.000 hồ sơ",
        "V/v đôn đốc",
    ],
)
def test_what_only_looks_like_a_marker(line):
    assert marker_of(words_of(line)) is None


def test_numbers_inside_roman_sections_and_letters():
    body = (
        "I. NHIỆM VỤ\n\n1. Phòng Nội vụ\n\na) Rà soát thủ tục nội bộ.\n\nb) Báo cáo kết "
        "quả.\n\n- Gửi bản giấy về huyện.\n\n2. Báo cáo kết quả hằng tháng."
    )
    assert [ref for ref, _text in texts(body)] == ["I.1.a", "I.1.b.1", "I.1.b.2", "I.2"]


def test_lines_broken_by_page_are_whole_again():
    body = (
        "1. Rà soát thủ tục hành chính tại bộ phận một cửa của các\n\nxã, thị trấn và báo "
        "cáo Phòng Nội vụ.\n\n2. Công khai thủ tục."
    )
    assert (
        texts(body)[0][1]
        == "Rà soát thủ tục hành chính tại bộ phận một cửa của các xã, thị trấn và báo cáo Phòng Nội vụ."
    )


def test_lines_broken_at_width_are_whole_again():
    line = (
        "Rà soát, thống kê, đề xuất phương án đơn giản hóa thủ tục hành chính nội bộ; tổng "
        "hợp kết quả. Gửi báo cáo về huyện."
    )
    wrapped = (
        "1. Rà soát, thống kê, đề xuất phương án đơn giản\nhóa thủ tục hành chính nội bộ; "
        "tổng hợp kết quả.\nGửi báo cáo về huyện."
    )
    found = texts("\n".join(wrapped.replace("1.", f"{n}.") for n in range(1, 6)))
    assert found == [(str(n), line) for n in range(1, 6)]


def test_two_dashes_that_are_two_duties_stay_two():
    body = (
        "1. Phòng Nội vụ:\n\n- Rà soát thủ tục hành chính tại các xã\n\n- Tổng hợp báo cáo "
        "gửi huyện.\n\n- Công khai kết quả."
    )
    assert [ref for ref, _text in texts(body)] == ["1.1", "1.2", "1.3"]


def test_recurring_sentence_is_task_of_its_own():
    body = "1. Các xã rà soát thủ tục hành chính. Định kỳ hằng quý, tổng hợp kết quả gửi Phòng Nội vụ."
    tasks = read_text(HEAD + body).tasks
    assert [(task.ref, task.recurrence) for task in tasks] == [("1.1", None), ("1.2", "quarterly")]
    assert tasks[1].lead == tasks[0].lead == ("Các xã",)


def test_numbered_parts_of_one_sentence_are_tasks():
    body = "1. Phòng Nội vụ: (1) Rà soát vị trí việc làm; (2) Tham mưu kế hoạch tuyển dụng trước ngày 30/6/2024."
    tasks = read_text(HEAD + body).tasks
    assert [task.ref for task in tasks] == ["1.1", "1.2"]
    assert all(task.lead == ("Phòng Nội vụ",) for task in tasks)
    assert [str(task.due_on) for task in tasks] == ["None", "2024-06-29"]


def test_described_items_are_tasks_with_their_properties():
    body = (
        "1. Nâng cấp hệ thống một cửa điện tử\n\n- Cơ quan chủ trì: Văn phòng UBND "
        "huyện.\n\n- Cơ quan phối hợp: Phòng Nội vụ; Tổ tin học.\n\n"
        "- Sản phẩm: Hệ thống được nâng cấp.\n\n- Thời gian hoàn thành: Quý II/2024."
    )
    (task,) = read_text(HEAD + body).tasks
    assert (task.ref, task.text, task.lead) == ("1", "Nâng cấp hệ thống một cửa điện tử", ("Văn phòng UBND huyện",))
    assert task.with_units == ("Phòng Nội vụ", "Tổ tin học") and task.product == "Hệ thống được nâng cấp"
    assert str(task.due_on) == "2024-06-30"


@pytest.mark.parametrize(
    "line",
    [
        "Trong thời gian qua, các xã đã tích cực thực hiện cải cách hành chính.",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        "Tuy nhiên, việc giải quyết hồ sơ ở một số xã còn chậm.",
        "Trên đây là nội dung kết luận, đề nghị các đơn vị thực hiện.",
        "Kế hoạch này có hiệu lực kể từ ngày ký.",
        "Trong quá trình thực hiện nếu có vướng mắc, phản ánh về Phòng Nội vụ.",
        "Nhận được văn bản này, yêu cầu các đơn vị khẩn trương thực hiện.",
    ],
)
def test_sentences_that_are_no_duty(line):
    assert texts(f"1. Công khai thủ tục hành chính.\n\n{line}") == [("1", "Công khai thủ tục hành chính.")]


def test_sections_that_hold_no_duty():
    body = (
        "I. ĐÁNH GIÁ KẾT QUẢ\n\n- Tổ chức 12 cuộc kiểm tra, ban hành 3 kế hoạch.\n\nII. MỤC "
        "ĐÍCH, YÊU CẦU\n\n- Nâng cao chất lượng phục vụ.\n\n"
        "III. NHIỆM VỤ\n\n- Công khai thủ tục hành chính.\n\nIV. KINH PHÍ\n\nTừ nguồn ngân sách huyện năm 2024."
    )
    assert texts(body) == [("III.1", "Công khai thủ tục hành chính.")]


def test_plan_table_in_text_keeps_its_columns_and_ditto_marks():
    body = (
        "TT | Nội dung | Đơn vị chủ trì | Thời hạn\n1 | Rà soát thủ tục hành chính | Phòng Nội vụ | Quý II/2024\n"
        "2 | Công khai thủ tục hành chính | nt | Trước 30/9/2024\n | tại các xã, thị trấn | |"
    )
    tasks = read_text(HEAD + body).tasks
    assert [(task.ref, task.lead, str(task.due_on)) for task in tasks] == [
        ("B.1", ("Phòng Nội vụ",), "2024-06-30"),
        ("B.2", ("Phòng Nội vụ",), "2024-09-29"),
    ]
    assert tasks[1].text == "Công khai thủ tục hành chính tại các xã, thị trấn"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Lao động - Thương binh và Xã hội, Sở Y tế chủ trì", ("Sở Lao động - Thương binh và Xã hội", "Sở Y tế")),
        (
            "các sở, ban, ngành; UBND các huyện, thị xã, thành phố",
            ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"),
        ),
        ("Giám đốc Sở Nội vụ, Chánh Văn phòng UBND tỉnh", ("Sở Nội vụ", "Văn phòng UBND tỉnh")),
        ("Uỷ ban nhân dân các xã, phường", ("Ủy ban nhân dân các xã, phường",)),
        ("UBND huyện Bắc Hà và UBND thị xã Sa Pa", ("UBND huyện Bắc Hà", "UBND thị xã Sa Pa")),
        ("Phòng TC-KH, Phòng VH-TT phối hợp", ("Phòng TC-KH", "Phòng VH-TT")),
        ("Ban Quản lý dự án đầu tư xây dựng huyện đẩy nhanh", ("Ban Quản lý dự án đầu tư xây dựng huyện",)),
        ("Ban hành kế hoạch", ()),
        ("Tổ chức hội nghị", ()),
        ("Báo cáo kết quả", ()),
    ],
)
def test_names_of_offices(words, names):
    assert unit_list(even(words))[0] == names


@pytest.mark.parametrize(
    ("sentence", "lead", "helpers"),
    [
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh.", ("Sở Nội vụ",), ("Sở Tài chính",)),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh tăng cường giám sát.", ("Ủy ban MTTQ Việt Nam tỉnh",), ()),
        ("Trên cơ sở kết quả rà soát, UBND các xã xây dựng kế hoạch.", ("UBND các xã",), ()),
        ("Rà soát quy trình nội bộ (do Văn phòng UBND tỉnh chủ trì).", ("Văn phòng UBND tỉnh",), ()),
        ("Tham mưu UBND tỉnh ban hành kế hoạch.", (), ()),
        ("Báo cáo Sở Nội vụ kết quả thực hiện.", (), ()),
    ],
)
def test_who_leads_and_who_helps(sentence, lead, helpers):
    roles = roles_in(words_of(sentence))
    assert (roles.lead, roles.with_units) == (lead, helpers)


def test_both_ways_of_placing_tones_are_one():
    assert plain("Uỷ ban, hoà giải, thuỷ lợi, quý, hoàn thành") == "ủy ban, hòa giải, thủy lợi, quý, hoàn thành"


def test_invisible_and_emphasis_marks_leave_words_but_not_offsets():
    text = "1. **Rà\u200b soát**  thủ\ttục"
    words = passage(text, 3, len(text))
    assert words.words == "Rà soát thủ tục"
    assert text[words.source.start : words.source.end].startswith("Rà")


def test_a_directive_without_numbers_or_head():
    reading = read_text("Đề nghị UBND các xã rà soát thủ tục hành chính, gửi Phòng Nội vụ trước ngày 15/3/2024.")
    (task,) = reading.tasks
    assert (task.ref, task.lead, str(task.due_on)) == ("1", ("UBND các xã",), "2024-03-14")
    assert reading.head.kind is None and reading.head.recipients == ()


def test_text_without_duties_says_so():
    reading = read_text("Hôm nay trời đẹp.\n\nKhông có gì ở đây cả.")
    assert reading.tasks == () and reading.warnings


def test_rhythm_at_end_of_item_waits_for_no_number():
    body = (
        "Các cơ quan thực hiện:\n1. Sở Nội vụ báo cáo hằng quý\n2. Sở Y tế báo cáo hằng tháng\n3. Sở Tư pháp lập sổ.\n"
    )
    assert [ref for ref, _text in texts(body)] == ["1", "2", "3"]


HEAD_OF_LIST = "Số: 15/TB-UBND\nĐông Hải, ngày 05 tháng 3 năm 2027\n\nTHÔNG BÁO\nHọp giao ban\n\nI. NHIỆM VỤ\n"


def split_of(item: str) -> list[str]:
    return [task.text for task in read_text(f"{HEAD_OF_LIST}1. {item}\n2. Sửa cổng trạm bơm Bãi Dài.\n").tasks][:-1]


@pytest.mark.parametrize(
    "parts",
    [
        ("Lập hồ sơ nạo vét kênh Bãi Dài.", "Trình Sở Tài chính phương án chia vốn trong quý II/2027."),
        ("Thông báo cho tàu cá vào bờ, xong trước ngày 10/4/2027.", "Cấm biển từ 20 giờ ngày 09/4/2027."),
        ("Kiểm tra kho thóc, xong đợt 1 trước 30/4/2027.", "Đợt 2 xong trước 15/8/2027."),
        ("Rà soát hộ nghèo, báo cáo trước 20/4/2027.", "Phối hợp Trạm Y tế tiêm phòng cho đàn trâu."),
        ("Giám sát rửa tay 02 lần/tuần.", "Phun khử khuẩn phòng bệnh mỗi ngày một lần."),
        ("Bơm nước vào ruộng, xong ngày 12/4/2027.", "Nộp báo cáo thiệt hại trước ngày 20/5/2027."),
    ],
)
def test_sentence_with_a_time_of_its_own_is_task_of_its_own(parts):
    assert split_of(" ".join(parts)) == list(parts)


@pytest.mark.parametrize(
    "item",
    [
        "Rà soát hộ nghèo các thôn. Báo cáo kết quả trước ngày 20/4/2027.",
        "Xây dựng kế hoạch nạo vét kênh. Trình UBND tỉnh kế hoạch trong tháng 5/2027.",
        "Kiểm tra kho thóc, xong trước 30/4/2027. Tổng hợp, báo cáo kết quả về Sở.",
        "Thường xuyên kiểm tra kho thóc. Xử lý nghiêm vi phạm.",
        "Nâng cao chất lượng lớp học. Bố trí đủ thầy cô giáo.",
        "Sửa cầu Bến Cũ. Hoàn thành trong quý II/2027.",
    ],
)
def test_sentence_that_says_more_of_the_one_before_stays_with_it(item):
    assert split_of(item) == [item]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Thời gian, địa điểm", "Thời gian: 01 ngày, dự kiến ngày 18/4/2027. Địa điểm: Hội trường xã."),
        ("Thời gian tổ chức", "Thời gian: ngày 18/4/2027."),
        ("Phần lễ", "- Đón khách, chào cờ.\n- Văn nghệ, trò chơi."),
        ("Thành phần tham dự", "Đơn vị phối hợp: các phòng; khoảng 40 người."),
    ],
)
def test_heading_that_sets_the_scene_is_no_task(heading, line):
    assert split_of(f"{heading}\n{line}") == []


def test_heading_over_a_sentence_that_charges_somebody_is_no_task():
    sentence = "Phòng Dược và Phòng Nghiệp vụ Y rà soát, gửi kết quả trước ngày 15/7/2027."
    heading = "Rà soát, đánh giá 12 thủ tục lĩnh vực dược, khám bệnh, chữa bệnh, phòng dịch của trạm"
    assert split_of(f"{heading}\n\n{sentence}\n") == [sentence]


@pytest.mark.parametrize("name", ["Văn phòng Sở", "Sở Tư pháp, Thanh tra Sở"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_name_that_ends_with_the_word_for_an_office_is_whole(name, gap):
    (task,) = read_text(f"{HEAD_OF_LIST}1. {name}{gap}Bố trí xe cho Đoàn kiểm tra kho thóc.\n").tasks
    assert task.text == "Bố trí xe cho Đoàn kiểm tra kho thóc."


def test_bracket_is_closed_on_the_next_line():
    (text,) = split_of("Phản biện đề án chợ Bãi Dài (tháng 5/2027; Ban\nThường trực Mặt trận chủ trì).")
    assert text.endswith("chủ trì).")


def test_words_beside_the_number_of_a_page_are_no_task():
    pages = "1. Trồng cây ven kênh.\n\n        Hội Nông dân xã - KH số 12        2\n\n2. Dọn kênh Bãi Dài.\n"
    assert [task.text for task in read_text(HEAD_OF_LIST + pages).tasks] == [
        "Trồng cây ven kênh.",
        "Dọn kênh Bãi Dài.",
    ]


@pytest.mark.parametrize("ends", ["theo kế hoạch vụ đông xuân\n2026-2027.", "xong trước ngày\n22.10.27."])
def test_number_below_a_sentence_that_waits_for_it_ends_the_sentence(ends):
    assert split_of(f"Nạo vét kênh Bãi Dài {ends}") == [f"Nạo vét kênh Bãi Dài {ends}".replace("\n", " ")]


def test_label_below_a_list_is_no_part_of_its_last_item():
    full = "Trồng cây ven kênh Bãi Dài và dọn rác ở bến chợ cũ của xã, gom vào hố chung."
    lines = f"I. NHIỆM VỤ\n1. Dọn kênh\na) {full}\nb) {full}\nThời hạn: trước ngày 10/4/2027.\n"
    tasks = read_text(HEAD_OF_LIST.replace("I. NHIỆM VỤ\n", "") + lines + "2. Sửa cổng trạm bơm.\n").tasks
    assert [str(task.due_on) for task in tasks] == ["2027-04-09", "2027-04-09", "None"]
