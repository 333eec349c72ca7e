"""What readers of real directives found wrong; each rule with words of our own."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading import read_text
from models.reading.deadlines import Calendar, find_deadline
from models.reading.passage import plain

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
def test_a_day_without_a_year_is_the_first_on_or_after_the_documents_date(words, day):
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
