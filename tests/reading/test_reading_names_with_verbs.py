"""Names of offices with verbs in them, and people whose names mean something else: from a grammar with known truth."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.passage import even, passage
from models.reading.words.roles import only_units, roles_in
from models.reading.words.units_named import unit_list

KINDS = st.sampled_from(["Phòng", "Trung tâm", "Cục", "Tổ", "Chi cục", "Đội", "Vụ", "Viện", "Khoa"])
HEADS = st.sampled_from(
    [
        "Quản lý", "Đăng ký", "Hỗ trợ", "Phát triển", "Theo dõi", "Dịch vụ", "Thi hành", "Bảo vệ", "Kiểm soát",
        "Quản lý và Phát triển", "Xúc tiến", "Chăm sóc", "Tư vấn", "Giải quyết", "Ứng dụng", "Khai thác", "Bồi dưỡng",
    ]
)  # fmt: skip
OBJECTS = st.sampled_from(
    [
        "kinh doanh", "quy hoạch", "hạ tầng", "khách hàng", "học sinh", "nông dân", "tài sản", "đô thị", "chợ",
        "thi hành pháp luật", "bến bãi", "phụ nữ phát triển kinh tế", "vận tải", "hồ đập",
        "quy hoạch và xây dựng", "người lao động", "đầu tư", "chất lượng công trình",
    ]
)  # fmt: skip
FAMILY = st.sampled_from(["Nguyễn", "Lê", "Đoàn", "Phạm", "Tạ", "Hồ"])
GIVEN = st.sampled_from(["Thu", "Lập", "Chi", "Mở", "Thị Giữ", "Hoàn Thành", "Văn Xây", "Trung Trực", "Thống Nhất"])
TITLES = st.sampled_from(
    ["Đ/c ", "Đồng chí ", "Ông ", "Bà ", "BS. ", "CN. ", "ThS. ", "ThS.BS ", "KTS. ", "Đ/c BS. ", "TS. "]
)


@st.composite
def verbal(draw):
    return f"{draw(KINDS)} {draw(HEADS)} {draw(OBJECTS)}"


@settings(max_examples=120, deadline=None)
@given(
    verbal(), st.sampled_from([":", ": Rà soát sổ", " chủ trì lập sổ", " có trách nhiệm họp", " (hạn 5/6)", "", ")"])
)
def test_name_reaching_to_its_end_is_whole(name, rest):
    found, end = unit_list(even(name + rest))
    assert (found, (name + rest)[end:]) == ((name,), rest)


@settings(max_examples=120, deadline=None)
@given(verbal(), st.sampled_from([" rà soát hồ sơ.", " đề xuất phương án.", " lập sổ, gửi Văn phòng.", " họp dân."]))
def test_what_verb_asks_for_belongs_to_name_before_duty(name, rest):
    found, end = unit_list(even(name + rest))
    assert (found, (name + rest)[end:]) == ((name,), rest)


@settings(max_examples=120, deadline=None)
@given(TITLES, FAMILY, GIVEN, st.sampled_from(["", ";", " chủ trì", " lập sổ", " và Công an xã", " (tổ trưởng)"]))
def test_titled_person_is_one_whatever_name_means(title, family, given_name, rest):
    said = f"{title}{family} {given_name}"
    found, _end = unit_list(even(said + rest))
    assert found[0] == said


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Cục Quản lý Đo đạc, chữa bệnh)", ("Cục Quản lý Đo đạc, chữa bệnh",)),
        ("Phòng Quản lý đô thị kiểm tra giấy phép.", ("Phòng Quản lý đô thị",)),
        ("Phòng Tổ chức kiểm tra hồ sơ.", ("Phòng Tổ chức",)),
        ("Trung tâm Văn hóa tổ chức tuyên truyền.", ("Trung tâm Văn hóa",)),
        ("Phòng Nội vụ và báo cáo kết quả", ("Phòng Nội vụ",)),
        ("Ban Tổ chức hội trại bố trí bàn", ("Ban Tổ chức hội trại",)),
        ("Ban Tổ chức phân công", ("Ban Tổ chức",)),
        ("Ban Xây dựng nếp sống mới xã", ("Ban Xây dựng nếp sống mới xã",)),
        ("Ban Chỉ đạo chuyển đổi số xã họp", ("Ban Chỉ đạo chuyển đổi số xã",)),
        ("Văn phòng thường trực Ban Chỉ đạo tỉnh lập", ("Văn phòng thường trực Ban Chỉ đạo tỉnh",)),
        ("Thành viên Ban Chỉ đạo kiểm tra", ("Thành viên Ban Chỉ đạo",)),
        ("Các sở quản lý chuyên ngành: lập", ("Các sở quản lý chuyên ngành",)),
        ("Sở Y tế các tỉnh trực thuộc Trung ương lập", ("Sở Y tế các tỉnh trực thuộc Trung ương",)),
        ("Cục Quản lý và Phát triển chợ trong nước lập", ("Cục Quản lý và Phát triển chợ trong nước",)),
        ("Các khoa cận lâm sàng lập sổ", ("Các khoa cận lâm sàng",)),
        ("Trưởng các khoa, trạm phổ biến", ("Trưởng các khoa, trạm",)),
        ("Các Tổ đại biểu HĐND xã duy trì", ("Các Tổ đại biểu HĐND xã",)),
        ("Các thương nhân kinh doanh gạo duy trì", ("Các thương nhân kinh doanh gạo",)),
        ("Phòng KT, HT và ĐT; Công an xã", ("Phòng KT, HT và ĐT", "Công an xã")),
        ("Kế toán phối hợp giáo viên chủ nhiệm", ("Kế toán",)),
        ("Kế toán tài sản", ()),
        ("Bà con nhân dân", ()),
        ("Đồng chí Giám đốc Sở Mẫu chủ trì", ("Đồng chí Giám đốc Sở Mẫu",)),
    ],
)  # fmt: skip
def test_names_cut_at_their_verbs(words, names):
    assert unit_list(even(words))[0] == names


@pytest.mark.parametrize(
    ("sentence", "lead", "helpers"),
    [
        ("Đ/c Lê Mẫu chủ trì, đ/c Tạ phối hợp nghiệm thu cống.", ("Đ/c Lê Mẫu",), ("Đ/c Tạ",)),
        ("Phòng Kinh tế chủ trì; Công an xã, Trạm Y tế phối hợp.", ("Phòng Kinh tế",), ("Công an xã", "Trạm Y tế")),
        ("Phòng Kinh tế chủ trì, phối hợp với Công an xã lập sổ.", ("Phòng Kinh tế",), ("Công an xã",)),
    ],
)  # fmt: skip
def test_who_helps_stands_before_verb_too(sentence, lead, helpers):
    told = roles_in(passage(sentence, 0, len(sentence)))
    assert (told.lead, told.with_units) == (lead, helpers)


def test_duty_of_verbal_office_is_no_heading():
    words = "Phòng Quản lý đô thị kiểm tra giấy phép"
    assert only_units(passage(words, 0, len(words))) == ()
