"""What readers of real directives found wrong; each rule with words of our own."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.passage import plain
from models.reading.read import read_text
from models.reading.words.deadlines import Calendar, find_deadline

OF_JULY = Calendar(2024, date(2024, 7, 10))


LETTER = "Số: 12/UBND-NC\nPhú Thọ, ngày 10 tháng 7 năm 2024\nV/v nhiệm vụ cải cách hành chính\n\n"


def leads(body, head=LETTER):
    return [task.lead for task in read_text(head + body).tasks]


def found(words, calendar=OF_JULY):
    return find_deadline(plain(words), words, calendar)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tham mưu Kế hoạch năm 2026, hoàn thành trước 20/12", "2025-12-19"),
        ("gửi báo cáo trước ngày 10/01", "2026-01-09"),
        ("gửi báo cáo chậm nhất ngày 01/12", "2025-12-01"),
        ("gửi báo cáo chậm nhất ngày 30/11", "2026-11-30"),
    ],
)
def test_day_without_year_is_first_on_or_after_documents_date(words, day):
    deadline = found(words, Calendar(2026, date(2025, 12, 1)))
    assert str(deadline.due_on) == day and len(deadline.flags) == 1


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("UBND xã, phường rà soát hồ sơ quá hạn.", "UBND xã, phường"),
        ("UBND các xã, phường rà soát hồ sơ quá hạn.", "UBND các xã, phường"),
        ("Chủ tịch UBND huyện, thị xã và thành phố chỉ đạo rà soát hồ sơ.", "UBND huyện, thị xã và thành phố"),
        ("UBND tỉnh, các sở rà soát hồ sơ quá hạn.", "UBND tỉnh"),
    ],
)
def test_committees_of_several_kinds_are_one_name(said, lead):
    assert leads("Các cơ quan thực hiện:\n\n1. " + said)[0][0] == lead


@pytest.mark.parametrize("order", ["giao", "giao nhiệm vụ", "yêu cầu", "phân công"])
def test_who_gives_the_orders_leads_nothing(order):
    body = f"Chủ tịch UBND tỉnh {order}:\n\n1. Rà soát hồ sơ quá hạn tại các bộ phận.\n\n2. Sở Nội vụ tổng hợp hồ sơ.\n"
    assert leads(body) == [(), ("Sở Nội vụ",)]


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát các nhiệm vụ được giao chưa hoàn thành trong 6 tháng đầu năm, xác định rõ nguyên nhân",
        "Báo cáo các nhiệm vụ đã hoàn thành trong 6 tháng đầu năm 2024",
        "Kiểm điểm các đơn vị không hoàn thành nhiệm vụ trong quý II/2024",
        "Rà soát các văn bản chậm ban hành trong quý II/2024",
        "Rà soát hồ sơ tồn đọng trong 6 tháng đầu năm 2024, nêu rõ nguyên nhân",
        "Thống kê các nhiệm vụ còn lại trong tháng 6/2024",
        "Rà soát các nhiệm vụ đã hoàn thành trước ngày 30/6/2024",
    ],
)
def test_what_was_left_undone_is_no_deadline(words):
    deadline = found(words)
    assert (deadline.words, deadline.due_on) == (None, None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Xử lý dứt điểm hồ sơ tồn đọng trong tháng 8/2024", "2024-08-31"),
        ("Rà soát hồ sơ tồn đọng, báo cáo trước ngày 20/7/2024", "2024-07-19"),
        ("Báo cáo các nhiệm vụ chưa hoàn thành trước ngày 20/7/2024", "2024-07-19"),
        ("Hoàn thành các nhiệm vụ còn lại trong 6 tháng cuối năm 2024", "2024-12-31"),
        ("Các đơn vị chưa thực hiện khẩn trương niêm yết trong tháng 7/2024", "2024-07-31"),
        ("Rà soát nhiệm vụ chưa hoàn thành trong quý II/2024, báo cáo chậm nhất ngày 20/7/2024", "2024-07-20"),
    ],
)
def test_backlog_may_still_have_deadline(words, day):
    assert str(found(words).due_on) == day


def test_half_year_that_is_over_is_not_moved_into_next():
    deadline = found("Hoàn thành trong 6 tháng đầu năm")
    assert deadline.words and deadline.due_on is None and len(deadline.flags) == 1
    assert found("Hoàn thành trong 6 tháng đầu năm", Calendar(2025, date(2024, 12, 5))).due_on == date(2025, 6, 30)
    assert found("Hoàn thành trong 6 tháng đầu năm", Calendar(2024, date(2024, 3, 5))).due_on == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("said", "offices"),
    [
        ("Các sở: Tài chính, Kế hoạch và Đầu tư", ("Sở Tài chính", "Sở Kế hoạch và Đầu tư")),
        ("Giao các phòng: Nội vụ, Tư pháp", ("Phòng Nội vụ", "Phòng Tư pháp")),
        ("Các Sở Nội vụ, Y tế và Tư pháp", ("Sở Nội vụ", "Sở Y tế", "Sở Tư pháp")),
        ("Các sở: Y tế, UBND tỉnh, Tư pháp", ("Sở Y tế", "UBND tỉnh", "Sở Tư pháp")),
        ("Các sở, ngành: Y tế, Công an tỉnh, Tư pháp", ("Sở Y tế", "Công an tỉnh", "Sở Tư pháp")),
    ],
)
def test_offices_that_share_word_for_their_kind(said, offices):
    task, heading = read_text(
        f"{LETTER}Các cơ quan thực hiện:\n\n1. {said} tham mưu bố trí kinh phí.\n\n2. {said}:\na) Rà soát các hồ sơ.\n"
    ).tasks
    assert task.lead == heading.lead == offices
    assert task.text == f"{said} tham mưu bố trí kinh phí."


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("UBND các huyện rà soát, sắp xếp các đơn vị sự nghiệp công lập.", "apparatus"),
        ("UBND các huyện bảo đảm giảm tối thiểu 10% đầu mối.", "apparatus"),
        ("Sở Nội vụ quán triệt cán bộ, công chức thực hiện văn hóa công sở.", "civil_service"),
        ("Sở Nội vụ kiểm điểm người đứng đầu để xảy ra vi phạm.", "civil_service"),
        ("Sở Nội vụ kiểm điểm trách nhiệm người đứng đầu.", "direction"),
        ("Trung tâm Phục vụ hành chính công công khai kết quả.", "procedure"),
        ("Sở Nội vụ công khai kết quả.", None),
    ],
)
def test_areas_by_what_task_is_about(said, area):
    (task,) = read_text(f"{LETTER}Các cơ quan thực hiện:\n\n1. {said}\n").tasks
    assert task.area == area
