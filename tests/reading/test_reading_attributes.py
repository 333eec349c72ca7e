"""Lines that say who, with whom and until when: whose they are, wherever and however an office writes them."""

from __future__ import annotations

from datetime import date

import pytest

from models.reading.proposal import ProposedTask
from models.reading.read import read_text

HEAD = (
    "UBND TỈNH ĐÔNG HẢI\nSố: 15/KH-UBND\nĐông Hải, ngày 05 tháng 3 năm 2027\n\n"
    "KẾ HOẠCH\nPhát triển dịch vụ năm 2027\n\nII. NHIỆM VỤ\n"
)
LEAD_LABELS = (
    "Đơn vị chủ trì",
    "Cơ quan chủ trì",
    "Chủ trì",
    "Cơ quan thực hiện",
    "Cơ quan, đơn vị thực hiện",
    "Đơn vị chủ trì tham mưu thực hiện",
    "Đơn vị được giao chủ trì",
    "Phân công thực hiện",
    "Bộ phận chịu trách nhiệm chính",
    "Đầu mối tham mưu",
    "Đơn vị vận hành",
    "Trách nhiệm thực hiện",
)
HELP_LABELS = (
    "Đơn vị phối hợp",
    "Phối hợp",
    "Cơ quan phối hợp thực hiện",
    "Các đơn vị cùng tham gia",
    "Cơ quan phối hợp (nếu có)",
)
TIME_LABELS = (
    "Thời gian",
    "Thời hạn ban hành",
    "Thời gian hoàn thành",
    "Tiến độ thực hiện",
    "Hạn chót",
    "Hoàn thành",
    "Thời hạn trình Hội đồng",
)
DUE = date(2027, 9, 30)


def tasks(body: str) -> list[ProposedTask]:
    return list(read_text(HEAD + body).tasks)


def told(body: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], date | None]]:
    return [(one.text, one.lead, one.with_units, one.due_on) for one in tasks(body)]


@pytest.mark.parametrize("lead", LEAD_LABELS)
@pytest.mark.parametrize("mark", ["- ", "+ ", "* ", "", "a) "])
def test_lines_under_an_item_are_its_attributes(lead: str, mark: str) -> None:
    second, third = (mark.replace("a", "b"), mark.replace("a", "c"))
    body = (
        f"1. Sửa chữa đập tràn Suối Sâu\n{mark}{lead}: Chi cục Thủy lợi\n{second}Đơn vị phối hợp: UBND các xã\n"
        f"{third}Thời gian: quý III/2027\n2. Trồng cây ven biển.\n"
    )
    assert told(body) == [
        ("Sửa chữa đập tràn Suối Sâu", ("Chi cục Thủy lợi",), ("UBND các xã",), DUE),
        ("Trồng cây ven biển.", (), (), None),
    ]


@pytest.mark.parametrize("label", HELP_LABELS)
def test_helpers_by_any_label(label: str) -> None:
    assert told(f"1. Trồng cây ven biển.\n- {label}: Hội Nông dân tỉnh, các xã\n")[0][2] == (
        "Hội Nông dân tỉnh",
        "Các xã",
    )


@pytest.mark.parametrize("label", TIME_LABELS)
@pytest.mark.parametrize("value", ["trước ngày 01/10/2027", "trong quý III năm 2027", "Quý III/2027", "30/9/2027."])
def test_times_by_any_label(label: str, value: str) -> None:
    (only,) = tasks(f"1. Trồng cây ven biển.\n+ {label}: {value}\n")
    assert (only.text, only.due_on) == ("Trồng cây ven biển.", DUE)


@pytest.mark.parametrize(
    "lines",
    [
        "Đơn vị chủ trì: Phòng Y tế; Đơn vị phối hợp: các xã; Thời gian: quý III/2027",
        "- Chủ trì: Phòng Y tế - Phối hợp: các xã - Hoàn thành: quý III/2027",
        "Đơn vị chủ trì:\nPhòng Y tế\nĐơn vị phối hợp:\nCác xã\nThời gian:\nQuý III/2027",
        "- Cơ quan thực hiện:\n+ Đơn vị chủ trì: Phòng Y tế.\n+ Đơn vị phối hợp: Các xã.\n- Thời gian: quý III/2027",
        "Lãnh đạo phụ trách: ông Tâm.\nĐơn vị chủ trì: Phòng Y tế.\nPhối hợp: các xã.\nThời gian: quý III/2027.",
        "Đơn vị chủ trì - Phòng Y tế\nPhối hợp: các xã\nHoàn thành trong quý III/2027",
        "Giao Phòng Y tế chủ trì, phối hợp với các xã thực hiện.\n- Thời gian thực hiện trong quý III/2027.",
    ],
)
@pytest.mark.parametrize("task", ["1. Mua sắm vắc xin.\n{}\n", "1. Về y tế\n- Mua sắm vắc xin.\n{}\n"])
def test_one_task_however_its_lines_are_laid_out(lines: str, task: str) -> None:
    assert told(task.format(lines)) == [("Mua sắm vắc xin.", ("Phòng Y tế",), ("Các xã",), DUE)]


@pytest.mark.parametrize(
    "ending",
    [
        " (Chủ trì: Phòng Y tế; phối hợp: các xã; thời gian: quý III/2027).",
        ". Đơn vị chủ trì: Phòng Y tế. Đơn vị phối hợp: các xã. Thời gian hoàn thành: quý III/2027.",
        "; cơ quan chủ trì: Phòng Y tế; cơ quan phối hợp: các xã; thời gian: quý III/2027",
    ],
)
def test_attributes_at_the_end_of_the_sentence(ending: str) -> None:
    (only,) = tasks(f"1. Trang bị 12 tủ lạnh cho trạm y tế{ending}\n")
    assert (only.lead, only.with_units, only.due_on) == (("Phòng Y tế",), ("Các xã",), DUE)


@pytest.mark.parametrize("owner", ["Đơn vị thực hiện: Phòng Y tế.", "- Đơn vị thực hiện: Phòng Y tế."])
@pytest.mark.parametrize("count", [2, 3, 7])
def test_line_that_closes_a_list_of_dashes_is_for_all_without_their_own(owner: str, count: int) -> None:
    dashes = "".join(f"- Sửa chữa trạm y tế số {n}.\n" for n in range(count))
    found = tasks(
        f"1. Về y tế\n{dashes}- Giao UBND xã Đông khoan giếng.\n{owner}\n2. Về đường\n- Vá đường liên thôn.\n"
    )
    assert [one.lead for one in found] == [("Phòng Y tế",)] * count + [("UBND xã Đông",), ()]


def test_lines_between_dashes_are_for_those_before_them() -> None:
    first = "- Sửa chữa đập tràn.\n- Đơn vị chủ trì: Sở Xây dựng\n"
    body = f"1. Về kênh\n{first}- Nạo vét kênh mương.\n- Đơn vị chủ trì: Phòng Kinh tế\n"
    assert [lead for _text, lead, _with, _due in told(body)] == [("Sở Xây dựng",), ("Phòng Kinh tế",)]


@pytest.mark.parametrize(
    "opening",
    [
        "1. Về y tế\nĐơn vị chủ trì: Phòng Y tế\nThời gian: quý III/2027\n",
        "1. Về y tế\n- Đơn vị chủ trì: Phòng Y tế\n- Thời gian: quý III/2027\n",
        "1. Đơn vị chủ trì: Phòng Y tế; thời gian: quý III/2027\n",
    ],
)
def test_lines_that_open_a_list_are_for_all_of_it(opening: str) -> None:
    body = f"{opening}- Mua sắm vắc xin.\n- Xây nhà vệ sinh.\n2. Vá đường liên thôn.\n"
    assert [(lead, due) for _text, lead, _with, due in told(body)] == [(("Phòng Y tế",), DUE)] * 2 + [((), None)]


@pytest.mark.parametrize("above", ["1. Hiện đại hóa thư viện\n", ""])
def test_task_as_three_lettered_lines(above: str) -> None:
    lines = "a) Nhiệm vụ: Số hóa sách báo.\nb) Cơ quan thực hiện: – Đơn vị chủ trì: Sở Y tế.\nc) Thời gian: năm 2027\n"
    (only,) = tasks(above + lines)
    assert only.text.endswith("Số hóa sách báo.") and only.lead == ("Sở Y tế",)
    assert only.due_on == date(2027, 12, 31)


@pytest.mark.parametrize("mark", ["", "- ", "1. "])
@pytest.mark.parametrize("label", ["Cơ quan thực hiện", "Đơn vị chủ trì", "Trách nhiệm"])
def test_sentence_after_an_owner_label_is_a_task(label: str, mark: str) -> None:
    body = f"{mark}{label}: Sở Xây dựng tiến hành rà soát cầu yếu; bổ sung danh mục, báo cáo UBND tỉnh.\n"
    (only,) = tasks(body)
    assert only.lead == ("Sở Xây dựng",) and "bổ sung danh mục" in only.text


def test_office_without_a_verb_makes_a_noun_a_task() -> None:
    (only,) = tasks("1. Phần mềm quản lý đất đai.\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ\n- Kinh phí: ngân sách\n")
    assert (only.ref, only.text) == ("II.1", "Phần mềm quản lý đất đai.")


def test_grounds_name_the_line_and_doubt_what_is_shared_among_numbers() -> None:
    body = "1. Mua sắm vắc xin.\n2. Xây nhà vệ sinh.\nĐơn vị chủ trì: Phòng Y tế\n"
    reading = read_text(HEAD + body)
    for one in reading.tasks:
        (ground,) = [ground for ground in one.grounds if ground.what == "lead"]
        assert ground.source and reading.text[ground.source.start : ground.source.end] == "Đơn vị chủ trì: Phòng Y tế"
        assert not ground.sure and not one.sure
