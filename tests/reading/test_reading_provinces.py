"""What documents of other provinces, offices and years taught the reader; each rule with words of our own."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.passage import plain
from models.reading.read import read_text
from models.reading.words.deadlines import Calendar, deadline_in_cell, find_deadline

LETTER = "Số: 12/UBND-NC\nPhú Thọ, ngày 10 tháng 7 năm 2024\nV/v nhiệm vụ cải cách hành chính\n\n"
ASKED = "Các cơ quan thực hiện:\n\n"
OF_JANUARY = Calendar(2025, date(2025, 1, 17))


def tasks(body, head=LETTER):
    return read_text(head + body).tasks


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("hoàn thành trong tuần 3 tháng 5", "2025-05-21"),
        ("xong vào tuần thứ hai của tháng 02/2025", "2025-02-14"),
        ("báo cáo trong tuần cuối tháng 6", "2025-06-30"),
        ("hoàn thành trước tuần 2 tháng 6", "2025-06-07"),
        ("trong tháng 5 và tháng 6/2025", "2025-06-30"),
        ("tổ chức ra quân vào sáng ngày 17/8/2025", "2025-08-17"),
    ],
)
def test_weeks_months_and_mornings_name_last_day(words, day):
    assert str(find_deadline(plain(words), words, OF_JANUARY).due_on) == day


def test_week_of_month_is_remark_for_official_too():
    deadline = deadline_in_cell("tuần 3 tháng 5/2025", "Tuần 3 tháng 5/2025", OF_JANUARY)
    assert deadline.words == "Tuần 3 tháng 5/2025" and "7 ngày" in deadline.flags[0]


@pytest.mark.parametrize(
    "words",
    [
        "ngay sau khi có hướng dẫn của Sở Nội vụ",
        "trong tuần này",
        "trước tết Nguyên đán",
        "trước phiên họp tháng 9",
    ],
)
def test_time_without_day_kept_in_words_only(words):
    said = f"Tham mưu kiện toàn Ban Chỉ đạo {words}."
    deadline = find_deadline(plain(said), said, OF_JANUARY)
    assert (deadline.words, deadline.due_on) == (words, None) and deadline.flags


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("đối thoại với doanh nghiệp ít nhất 01 lần/quý", "quarterly"),
        ("đăng ít nhất 04 tin/tháng", "monthly"),
        ("đánh giá nội bộ 01 lần/năm", "yearly"),
        ("kiểm tra 02 lần/năm", "half_yearly"),
        ("phát thanh 02 buổi/tuần", "regular"),
        ("bố trí 04 công chức làm việc thường xuyên tại quầy", None),
    ],
)
def test_counted_rhythms(words, code):
    assert find_deadline(words, words, OF_JANUARY).recurrence == code


def test_work_that_starts_in_month_is_not_due_in_it():
    assert deadline_in_cell("02 buổi/tuần, bắt đầu từ tháng 02/2025", "", OF_JANUARY).due_on is None


@pytest.mark.parametrize(
    ("said", "lead", "helpers"),
    [
        (
            "Ban hành kế hoạch kiểm tra. Giao Phòng Tư pháp chủ trì, phối hợp với Công an huyện thực hiện.",
            ("Phòng Tư pháp",),
            ("Công an huyện",),
        ),
        ("Công khai thủ tục hành chính. Các sở, ngành chịu trách nhiệm thực hiện.", ("Các sở, ngành",), ()),
        ("Xử lý văn bản trái pháp luật: Phòng Tư pháp hoàn thành trong quý II.", ("Phòng Tư pháp",), ()),
    ],
)
def test_who_does_it_may_be_said_after_what_is_done(said, lead, helpers):
    (task,) = tasks(f"{ASKED}1. {said}\n")
    assert (task.lead, task.with_units) == (lead, helpers)


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("Cục Công nghệ thông tin nâng cấp cổng dịch vụ.", "Cục Công nghệ thông tin"),
        ("Các chi bộ đưa nội dung này vào sinh hoạt.", "Các chi bộ"),
        ("UBND xã yêu cầu Trưởng các thôn, tổ dân phố lập danh sách hộ.", "Trưởng các thôn, tổ dân phố"),
        ("Giao đồng chí Phó Chủ tịch Quàng Văn Mẫu trực tiếp phụ trách số hóa.", "Đồng chí Phó Chủ tịch Quàng Văn Mẫu"),
        ("Phòng Phổ biến, giáo dục pháp luật tham mưu kế hoạch.", "Phòng Phổ biến, giáo dục pháp luật"),
        ("Văn phòng HĐND&UBND huyện bổ sung tài liệu.", "Văn phòng HĐND&UBND huyện"),
        ("Trung tâm Văn hóa huyện phát sóng chuyên mục.", "Trung tâm Văn hóa huyện"),
        ("Thường trực Hội đồng nhân dân tỉnh giám sát việc này.", "Thường trực Hội đồng nhân dân tỉnh"),
        ("Các phòng, chi cục trực thuộc gửi kết quả.", "Các phòng, chi cục trực thuộc"),
    ],
)
def test_offices_of_other_levels_lead(said, lead):
    (task,) = tasks(f"{ASKED}1. {said}\n")
    assert task.lead == (lead,)


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Các sở được phân công thẩm định", "Các sở được phân công thẩm định"),
        ("Công an huyện (thường trực Tổ công tác):", "Công an huyện"),
        ("Phòng Xây dựng và kiểm tra văn bản", "Phòng Xây dựng và kiểm tra văn bản"),
        ("Đối với toàn thể cán bộ, công chức", "Toàn thể cán bộ, công chức"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương:", "UBND các tỉnh, thành phố trực thuộc Trung ương"),
    ],
)
def test_heading_that_names_offices_gives_them_to_what_stands_below(heading, lead):
    (task,) = tasks(f"{ASKED}1. {heading}\n\n- Rà soát hồ sơ quá hạn.\n")
    assert task.lead == (lead,)


@pytest.mark.parametrize(
    "said",
    [
        "Cơ bản nhất trí với báo cáo. Trong tháng 7, xã tiếp nhận 812 hồ sơ, giải quyết đúng hạn 96,4%.",
        "Ban Thường vụ cơ bản đồng ý với nội dung báo cáo của Phòng Nội vụ.",
        "Tài liệu kiểm chứng gồm: văn bản, quyết định, báo cáo, ảnh chụp màn hình.",
        "Có biểu phân công chi tiết dưới đây.",
    ],
)
def test_reports_and_descriptions_among_duties_are_none(said):
    assert [task.ref for task in tasks(f"{ASKED}1. {said}\n\n2. Sở Nội vụ tổng hợp hồ sơ.\n")] == ["2"]


@pytest.mark.parametrize(
    "closing",
    [
        "Nhận được Công văn, yêu cầu các cơ quan triển khai thực hiện nghiêm túc./.",
        "Nghị quyết này được phổ biến đến các chi bộ để quán triệt, thực hiện.",
        "Văn phòng UBND tỉnh thông báo kết luận của đồng chí Phó Chủ tịch để các cơ quan biết, thực hiện./.",
        "Thủ trưởng các cơ quan, đơn vị liên quan căn cứ Quyết định thi hành./.",
    ],
)
def test_closing_words_of_other_offices_are_no_duties(closing):
    assert len(tasks(f"{ASKED}1. Sở Nội vụ tổng hợp hồ sơ.\n\n{closing}\n")) == 1


def test_received_letter_may_still_ask_for_something():
    body = (
        f"{ASKED}1. Sở Nội vụ tổng hợp hồ sơ.\n\nNhận được Công văn này, đề nghị UBND các xã gửi báo cáo trước 20/8.\n"
    )
    assert str(tasks(body)[-1].due_on) == "2024-08-19"


APPENDED = (
    "UBND HUYỆN TRÀNG MẪU\nSố: 9/QĐ-UBND\nTràng Mẫu, ngày 28 tháng 3 năm 2022\n\nQUYẾT ĐỊNH\nBan hành {kind}\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này {kind}.\n\nĐiều 2.\nGiao Phòng Nội vụ theo dõi, đôn đốc.\n\n"
    "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nCHỦ TỊCH\nVi Thanh Mẫu\n\n"
    "{kind}\n(Ban hành kèm theo Quyết định số 9/QĐ-UBND)\n\n"
    "Phần I\nĐÁNH GIÁ KẾT QUẢ\n1. Năm 2021 huyện đạt 82 điểm.\n\n"
    "Phần II\nNHIỆM VỤ\n1. Cải cách thể chế\n1.1. Phòng Tư pháp xử lý kiến nghị sau kiểm tra, xong trước 30/6/2022.\n"
)


def test_plan_that_goes_with_decision_gives_its_tasks_and_no_recipients():
    reading = read_text(APPENDED.format(kind="KẾ HOẠCH"))
    assert [(task.ref, str(task.due_on)) for task in reading.tasks] == [("2", "None"), ("PL.II.1.1", "2022-06-29")]
    assert reading.head.recipients == ("Như Điều 2", "Lưu: VT")


def test_form_that_goes_with_decision_gives_none():
    assert len(read_text(APPENDED.format(kind="ĐỀ CƯƠNG BÁO CÁO")).tasks) == 1


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        (
            "KẾ HOẠCH\nTriển khai công tác năm 2025\ntrên địa bàn huyện\n",
            "Triển khai công tác năm 2025 trên địa bàn huyện",
        ),
        ("NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH\nvề cải cách hành chính\n", "CỦA BAN CHẤP HÀNH về cải cách hành chính"),
        ("CÔNG ĐIỆN\nVỀ VIỆC\n\nXỬ LÝ HỒ SƠ TỒN ĐỌNG\n", "VỀ VIỆC XỬ LÝ HỒ SƠ TỒN ĐỌNG"),
    ],
)
def test_subjects_that_several_lines_make(head, subject):
    assert read_text(f"UBND HUYỆN MẪU\n\n{head}\nCăn cứ Luật;\n\n1. Rà soát hồ sơ.\n").head.subject == subject


@pytest.mark.parametrize(
    ("letterhead", "issuer", "parent"),
    [
        ("ĐẢNG BỘ TỈNH LAI MẪU\nHUYỆN ỦY MƯỜNG MẪU\n", "HUYỆN ỦY MƯỜNG MẪU", "ĐẢNG BỘ TỈNH LAI MẪU"),
        ("TỈNH ĐOÀN NÚI MẪU\nBAN PHONG TRÀO\n", "BAN PHONG TRÀO", "TỈNH ĐOÀN NÚI MẪU"),
        ("UBND XÃ MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "UBND XÃ MẪU", None),
    ],
)
def test_letterheads_of_other_organisations(letterhead, issuer, parent):
    head = read_text(f"{letterhead}Số: 5/KH-XX\n\nKẾ HOẠCH\nNăm 2024\n\n1. Rà soát hồ sơ.\n").head
    assert (head.issuer, head.parent_issuer) == (issuer, parent)


def test_year_on_line_of_its_own_belongs_to_date():
    reading = read_text(
        "Số: 5/KH-XX\nPhiêng Mẫu, ngày 11 tháng 8 năm\n2025\n\nKẾ HOẠCH\nNăm 2025\n\n1. Rà soát hồ sơ.\n"
    )
    assert reading.head.issued_on == date(2025, 8, 11)


@pytest.mark.parametrize("title", ["KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG", "CHI CỤC TRƯỞNG", "TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ MẪU"])
def test_signers_of_other_offices(title):
    head = read_text(f"{LETTER}{ASKED}1. Rà soát hồ sơ.\n\nNơi nhận:\n- Lưu: VT.\n\n{title}\nLê Quang Mẫu\n").head
    assert (head.signer, head.signer_title) == ("Lê Quang Mẫu", title.replace("\n", " / "))


TABLE = "TT | Nội dung | Đơn vị thực hiện | Ngày hoàn thành | Người phụ trách\n"


def test_office_of_table_leads_and_not_person_and_days_column_is_deadline():
    (task,) = tasks(f"{TABLE}1 | Kiện toàn Ban Chỉ đạo | Phòng Kinh tế | 10/9/2025 | Đ/c Lù A Mẫu\n")
    assert (task.lead, str(task.due_on), task.area) == (("Phòng Kinh tế",), "2025-09-10", "direction")


def test_row_that_page_broke_is_one_row():
    rows = (
        f"{TABLE}1 | Tinh giản | Phòng Tổ | Quý II | \n"
        f"{TABLE} | biên chế | chức cán bộ | | \n2 | Chấm điểm | Phòng A | Quý I | \n"
    )
    first, second = tasks(rows)
    assert (first.text, first.lead, second.lead) == ("Tinh giản biên chế", ("Phòng Tổ chức cán bộ",), ("Phòng A",))


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("Trung tâm giao Phòng Kiểm soát thủ tục hành chính theo dõi.", "Phòng Kiểm soát thủ tục hành chính"),
        ("Phòng Nghiệp vụ 1 dự thảo thông báo.", "Phòng Nghiệp vụ 1"),
        ("Văn phòng: bố trí xe phục vụ đoàn.", "Văn phòng"),
        ("Kết thúc đợt kiểm tra, Đoàn kiểm tra tổng hợp kết quả.", "Đoàn kiểm tra"),
        ("Giao công chức Tư pháp - Hộ tịch hướng dẫn người dân.", "Công chức Tư pháp - Hộ tịch"),
        ("Chi cục Thuế khu vực tăng thu ngân sách.", "Chi cục Thuế khu vực"),
    ],
)
def test_offices_without_name_of_their_own_lead(said, lead):
    (task,) = tasks(f"{ASKED}1. {said}\n")
    assert task.lead == (lead,)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("sắp xếp các đơn vị, hoàn thành trước năm 2025", "2024-12-31"),
        ("Tổ chức học tập kinh nghiệm (tháng 8/2024).", "2024-08-31"),
        ("Ban hành quyết định kiểm tra: tuần 1 tháng 9.", "2024-09-07"),
    ],
)
def test_time_that_ends_words_is_their_deadline(words, day):
    (task,) = tasks(f"{ASKED}1. Sở Nội vụ {words[:1].lower()}{words[1:]}\n")
    assert str(task.due_on) == day


def test_answer_that_asks_for_nothing_gives_no_task():
    assert not tasks("Kinh phí đã được phân bổ.\n\nSở Tài chính trả lời để UBND huyện Giồng Mẫu biết./.\n")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Cung cấp dữ liệu từ 01/01/2024 đến 30/6/2024, gửi về Sở trước ngày 20/7/2024.", "2024-07-19"),
        ("Cử công chức dẫn đường trong các ngày 15 - 17/10/2024.", "2024-10-17"),
    ],
)
def test_stretch_of_data_is_no_deadline_where_limit_said(words, day):
    deadline = find_deadline(plain(words), words, Calendar(2024, date(2024, 7, 2)))
    assert str(deadline.due_on) == day and not deadline.flags


@pytest.mark.parametrize("heading", ["Trách nhiệm của Công an tỉnh", "Nhiệm vụ của Công an tỉnh"])
def test_a_heading_says_whose_duties_follow(heading):
    (task,) = tasks(f"{ASKED}1. {heading}\n\n- Cung cấp dữ liệu dân cư cho các sở.\n")
    assert task.lead == ("Công an tỉnh",)


@pytest.mark.parametrize(
    "closing",
    [
        "Các trường nghiêm túc thực hiện; kết quả là căn cứ xếp loại thi đua.",
        "Nghị quyết được đọc trước chi bộ và 100% đảng viên nhất trí.",
        "Văn phòng HĐND và UBND huyện trân trọng thông báo./.",
    ],
)
def test_words_that_end_document_ask_for_nothing(closing):
    assert len(tasks(f"{ASKED}1. Sở Nội vụ tổng hợp hồ sơ.\n\n{closing}\n")) == 1
