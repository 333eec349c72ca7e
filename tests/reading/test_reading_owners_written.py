"""Owners as papers write them: in brackets, in cells, in capitals, by letters, by a place or a post."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.passage import even, passage
from models.reading.read import read_text
from models.reading.words.charges import charges_in
from models.reading.words.roles import only_units, roles_in
from models.reading.words.units_named import unit_list

HEAD = "KẾ HOẠCH\nThực hiện công việc năm 2027\n\nII. NHIỆM VỤ\n\n"
# Names with dashes, commas, verbs and small words inside, from all kinds of offices.
NAMES = (
    "Phòng Quản lý thu", "Phòng Bưu chính - Viễn thông", "Phòng Quản trị - Thiết bị", "Phòng Tài chính kế toán",
    "Phòng Xây dựng chính quyền và Công tác thanh niên", "Cục Quản lý đê điều và Phòng, chống thiên tai",
    "Trung tâm Thông tin - Thư viện", "Trung tâm Dịch vụ việc làm", "Khoa Hồi sức tích cực - Chống độc",
    "Bộ Chỉ huy quân sự tỉnh", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy", "Chi đoàn trường học",
    "Chi đoàn khu phố", "Liên đội Trường THCS Bãi Dài", "Tổ Nghệ thuật - Thể chất", "Hội Cựu giáo chức",
    "Ban Quản lý ký túc xá", "Hội đồng quản trị", "Thuế cơ sở 4", "Các tổ trưởng chuyên môn", "Hạt Kiểm lâm",
    "VP HĐND-UBND xã", "P.Kinh tế", "TT PVHCC", "TTPVHCC", "BCH Quân sự xã", "BHXH các huyện, thành phố", "TYT xã",
    "Thôn Bãi Dài", "Khu phố 6", "Thương nhân đầu mối kinh doanh xăng dầu", "Chủ tàu cá", "Cụm thi đua số 3",
    "Đồng chí Phó Chủ tịch phụ trách phong trào", "Phó Giám đốc phụ trách chuyên môn",
)  # fmt: skip
DUTIES = (
    "rà soát hồ sơ tồn",
    "tham mưu kế hoạch năm",
    "bàn giao danh sách",
    "chủ động phối hợp",
    "có trách nhiệm họp dân",
)


def told(body: str) -> list[tuple[tuple[str, ...], tuple[str, ...], date | None]]:
    return [(one.lead, one.with_units, one.due_on) for one in read_text(HEAD + body).tasks]


def of(words: str):
    return passage(words, 0, len(words))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("duty", DUTIES)
def test_name_ends_where_its_duty_begins(name: str, duty: str) -> None:
    assert roles_in(of(f"{name} {duty}.")).lead == (name,)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["; ", ", "]), st.booleans())
def test_names_with_verbs_in_brackets_are_whole(lead: str, other: str, mark: str, dated: bool) -> None:
    words = f"{lead} chủ trì{mark}{other} phối hợp" + ("; xong trước 5/6/2027" if dated else "")
    found = charges_in(of(words))
    assert (found.leaders, found.others) == ((lead,), () if lead == other else (other,))
    assert bool(found.when) == dated


BRACKETS = (
    ("(Phòng Tư pháp chủ trì, Công an xã phối hợp)", ("Phòng Tư pháp",), ("Công an xã",), None),
    (
        "(Phòng Tư pháp chủ trì, phối hợp với Công an xã, các thôn)",
        ("Phòng Tư pháp",),
        ("Công an xã", "Các thôn"),
        None,
    ),
    ("(Phòng Tư pháp; Công an xã phối hợp).", ("Phòng Tư pháp",), ("Công an xã",), None),
    ("(tháng 5/2027; Phòng Tư pháp thực hiện)", ("Phòng Tư pháp",), (), date(2027, 5, 31)),
    ("(giao Phòng Tư pháp; quý II/2027)", ("Phòng Tư pháp",), (), date(2027, 6, 30)),
    ("[Phòng Tư pháp, Công an xã]", ("Phòng Tư pháp", "Công an xã"), (), None),
    ("(Phòng Tư pháp)", ("Phòng Tư pháp",), (), None),
)


@pytest.mark.parametrize(("bracket", "lead", "helpers", "due"), BRACKETS)
@pytest.mark.parametrize(
    "place", ["1. Vá mái nhà xe {}\n2. Lắp lại cổng chào.\n", "1. Vá mái nhà xe.\n\n{}\n\n2. Lắp lại cổng chào.\n"]
)
def test_brackets_say_who_behind_the_duty_and_on_a_line_of_their_own(bracket, lead, helpers, due, place) -> None:
    if "[" in bracket and "\n\n" not in place:
        pytest.skip("square brackets within a line are a remark")
    assert told(place.format(bracket)) == [(lead, helpers, due), ((), (), None)]


@pytest.mark.parametrize("bracket", ["(theo mẫu số 2)", "(dự kiến 3 lớp)", "(tại các trường)", "(bản mềm và bản giấy)"])
def test_brackets_that_say_something_else_charge_nobody(bracket: str) -> None:
    assert told(f"1. Vá mái nhà xe {bracket}.\n2. Lắp lại cổng chào.\n") == [((), (), None)] * 2


@pytest.mark.parametrize("name", [name for name in NAMES if "," not in name])
def test_cell_tells_who_leads_and_who_helps(name: str) -> None:
    rows = (
        f"1 | Vá mái nhà xe | {name} chủ trì, Sở Nội vụ phối hợp | Quý I\n"
        "2 | Lắp lại cổng chào | Công an tỉnh | Quý II\n"
    )
    found = told(f"STT | Nhiệm vụ | Đơn vị thực hiện | Thời gian\n{rows}")
    assert [(lead, helpers) for lead, helpers, _due in found] == [((name,), ("Sở Nội vụ",)), (("Công an tỉnh",), ())]


@pytest.mark.parametrize(
    "heading",
    [
        "CÔNG AN THÀNH PHỐ", "PHÒNG QUẢN LÝ THU", "TỔ VĂN PHÒNG", "KHOA XÉT NGHIỆM", "CHI CỤC THỦY LỢI", "CAX",
        "TRUNG TÂM KHUYẾN NÔNG", "CÔNG AN XÃ BÃI DÀI", "BAN XÂY DỰNG ĐẢNG", "VIỆN QUY HOẠCH XÂY DỰNG",
    ],
)  # fmt: skip
def test_heading_in_capitals_names_the_owner(heading: str) -> None:
    lead_in = "Giám đốc yêu cầu thủ trưởng các đơn vị thực hiện các nội dung sau:\n\n"
    found = told(f"{lead_in}1. {heading}\n\n1.1. Vá mái nhà xe.\n\n1.2. Lắp lại cổng chào.\n")
    assert [lead for lead, _helpers, _due in found] == [(heading,)] * 2


@pytest.mark.parametrize(
    "heading",
    [
        "KHOA HỌC CÔNG NGHỆ", "TỔ CHỨC BỘ MÁY", "PHÒNG, CHỐNG THIÊN TAI", "HỘI NHẬP QUỐC TẾ", "BÁO CHÍ", "VỤ MÙA",
        "CƠ SỞ LẬP KẾ HOẠCH", "ĐỘI NGŨ CÁN BỘ", "XÃ HỘI SỐ", "BỘ MÁY", "ĐOÀN KẾT NỘI BỘ", "VĂN HÓA - XÃ HỘI",
    ],
)  # fmt: skip
def test_heading_in_capitals_that_names_a_thing_is_nobody(heading: str) -> None:
    assert only_units(of(heading)) == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Phòng Y tế, TYT; CAX", ("Phòng Y tế", "TYT", "CAX")),
        ("Thông tư số 12/2025/TT-BTC", ()),
        ("Ban công tác Mặt trận các khu phố 6 tháng, 1 năm báo cáo", ("Ban công tác Mặt trận các khu phố",)),
        ("Đ/c Lê Mẫu phụ trách đội hình, tổng hợp", ("Đ/c Lê Mẫu",)),
        ("Bản Kế hoạch", ()),
        ("Ban Chỉ huy PCTT và TKCN nộp báo cáo", ("Ban Chỉ huy PCTT và TKCN",)),
        ("Sở Nội vụ thu gom rác", ("Sở Nội vụ",)),
        ("Đồng chí Trưởng Ban Xây dựng Đảng rà soát", ("Đồng chí Trưởng Ban Xây dựng Đảng",)),
    ],
)
def test_names_begin_and_end_where_they_should(words: str, names: tuple[str, ...]) -> None:
    assert unit_list(even(words))[0] == names


def test_group_row_that_names_an_office_gives_no_area_to_it_nor_to_later_ones() -> None:
    rows = "I | SỞ TÀI CHÍNH | |\n1 | Lắp lại cổng chào | Quý I |\nII | VĂN PHÒNG | |\n2 | Vá mái nhà xe | Quý I |\n"
    found = read_text(f"{HEAD}STT | Nhiệm vụ | Thời gian | Ghi chú\n{rows}").tasks
    assert [(one.lead, one.area) for one in found] == [(("SỞ TÀI CHÍNH",), None), (("VĂN PHÒNG",), None)]
