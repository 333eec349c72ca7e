"""Names of offices from a grammar with known truth, in lists and before verbs; and the names that lists used to cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reading.passage import even, passage
from models.reading.read import read_text
from models.reading.words.roles import roles_in
from models.reading.words.units_named import unit_list, unit_name, units_in


def names_of(words):
    return unit_list(even(words))[0]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh, thành phố chú trọng:",
            ("Các đồng chí Bộ trưởng", "Thủ trưởng cơ quan ngang bộ", "UBND các tỉnh, thành phố"),
        ),
        ("các chủ đầu tư, nhà thầu đẩy nhanh tiến độ", ("Các chủ đầu tư, nhà thầu",)),
        ("Ban Quản lý các khu công nghiệp tỉnh rà soát", ("Ban Quản lý các khu công nghiệp tỉnh",)),
        ("Các doanh nghiệp khai thác đá vôi khắc phục", ("Các doanh nghiệp khai thác đá vôi",)),
        ("Hiệp hội Du lịch, các doanh nghiệp lữ hành lập", ("Hiệp hội Du lịch", "Các doanh nghiệp lữ hành")),
        ("Các sở ngành liên quan, Viện Quy hoạch xây dựng:", ("Các sở ngành liên quan", "Viện Quy hoạch xây dựng")),
        ("các cơ quan, đơn vị khác có liên quan tổng hợp", ("Các cơ quan, đơn vị khác có liên quan",)),
        ("UBND các xã có cụm công nghiệp rà soát", ("UBND các xã có cụm công nghiệp",)),
        ("UBND các xã ven biển, Đồn Biên phòng Cửa Mẫu lập", ("UBND các xã ven biển", "Đồn Biên phòng Cửa Mẫu")),
        ("UBND các xã có trách nhiệm rà soát", ("UBND các xã",)),
        (
            "UBND các xã: Tân Mẫu, Phú Mẫu và phường Lê Mẫu",
            ("UBND xã Tân Mẫu", "UBND xã Phú Mẫu", "UBND phường Lê Mẫu"),
        ),
        ("UBND các xã: Bàn giao mặt bằng", ("UBND các xã",)),
        ("UBND các xã, phường: Lê Mẫu, Tân Mẫu lập", ("UBND các xã, phường: Lê Mẫu, Tân Mẫu",)),
        ("Trưởng Ban Quản lý Vườn quốc gia Pù Mẫu trong tuần", ("Ban Quản lý Vườn quốc gia Pù Mẫu",)),
        ("Phòng Kinh tế (đối với xã), Công an xã lập", ("Phòng Kinh tế", "Công an xã")),
        ("Các Cục, Vụ, Thanh tra Bộ rà soát", ("Các Cục, Vụ", "Thanh tra Bộ")),
        ("Sở Nội vụ, Tài chính và Công an tỉnh lập", ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh")),
        ("các bộ: Y tế, Văn hóa, Thể thao và Du lịch lập", ("Bộ Y tế", "Bộ Văn hóa, Thể thao và Du lịch")),
        ("Bí thư Đảng ủy, Chủ tịch UBND các xã chỉ đạo", ("Đảng ủy", "UBND các xã")),
        ("Bộ trưởng Bộ Tài chính chủ trì", ("Bộ Tài chính",)),
        ("Chi cục trưởng Thủy lợi lập", ("Chi cục Thủy lợi",)),
        ("Trưởng phòng Tổ chức cán bộ lập", ("Phòng Tổ chức cán bộ",)),
        ("Trưởng thôn, bản, tổ dân phố họp dân", ("Trưởng thôn, bản, tổ dân phố",)),
        ("Văn phòng Sở mở lớp", ("Văn phòng Sở",)),
        ("Trường Cao đẳng nghề Vĩnh Mẫu mở lớp", ("Trường Cao đẳng nghề Vĩnh Mẫu",)),
        ("Thanh tra các cơ sở giết mổ", ()),
        ("Các tổ chức hội nghị", ()),
        ("Cơ sở dữ liệu dùng chung", ()),
        ("Trường hợp vướng mắc", ()),
        ("Hội nghị triển khai", ()),
    ],
)
def test_names_that_were_cut_or_missed(words, names):
    assert names_of(words) == names


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Công an xã chậm nhất vào ngày 05/5/2026 phải lập danh sách hộ.", ("Công an xã",)),
        ("Hết quý I/2026, Trạm Y tế xã chủ động tiêm phòng.", ("Trạm Y tế xã",)),
        ("Hợp tác xã nông nghiệp Tân Mẫu thu gom vỏ thuốc.", ("Hợp tác xã nông nghiệp Tân Mẫu",)),
        ("Sở Tài chính (cơ quan thường trực) tổng hợp số liệu.", ("Sở Tài chính",)),
        ("Sở Y tế lập sổ theo dõi. Yêu cầu các đơn vị thực hiện.", ("Sở Y tế",)),
    ],
)
def test_subject_leads_whatever_stands_before_its_verb(sentence, lead):
    assert roles_in(passage(sentence, 0, len(sentence))).lead == lead


def test_offices_found_within_words():
    words = "Rà soát hồ sơ, gửi các doanh nghiệp viễn thông và Sở Xây dựng trước khi họp."
    assert [name for _start, _end, name in units_in(words)] == ["Các doanh nghiệp viễn thông", "Sở Xây dựng"]


PLACES = st.sampled_from(["Tân Mẫu", "Bắc Mẫu", "Phú Lộc Mẫu", "Mường Mẫu", "Đắk Mẫu"])
SUBJECTS = st.sampled_from(
    [
        "Nội vụ", "Tư pháp", "Tài chính", "Y tế", "Công Thương", "Nông nghiệp và Môi trường", "Khoa học và Công nghệ",
        "Văn hóa, Thể thao và Du lịch", "Giáo dục và Đào tạo", "Dân tộc và Tôn giáo",
        "Lao động - Thương binh và Xã hội",
        "Văn hóa - Xã hội", "Kinh tế, Hạ tầng và Đô thị", "Tài nguyên và Môi trường", "Tài chính - Kế hoạch",
    ]
)  # fmt: skip
LEVELS = st.sampled_from(["tỉnh", "huyện", "xã", "phường", "thành phố", "đặc khu"])
OWN_NAMES = st.sampled_from(
    [
        "Trung tâm Khuyến nông", "Trung tâm Phục vụ hành chính công", "Trung tâm Y tế", "Chi cục Kiểm lâm",
        "Kho bạc Nhà nước",
        "Bảo hiểm xã hội", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Bệnh viện Đa khoa", "Ban Chỉ huy Quân sự",
        "Đài Truyền thanh",
        "Trạm Y tế", "Ngân hàng Chính sách xã hội", "Ủy ban MTTQ Việt Nam", "Viện kiểm sát nhân dân", "Thanh tra",
        "Công an",
        "Văn phòng HĐND và UBND", "Liên minh Hợp tác xã", "Hiệp hội Doanh nghiệp", "Hạt Kiểm lâm",
        "Quỹ Bảo vệ và Phát triển rừng",
        "Ban Quản lý dự án đầu tư xây dựng", "Chi nhánh Văn phòng Đăng ký đất đai", "Trung tâm Dịch vụ tổng hợp",
    ]
)  # fmt: skip
WHOLE = st.sampled_from(
    [
        "Các sở, ban, ngành", "Các phòng, ban, đơn vị", "Các tổ chức chính trị - xã hội", "Các chủ đầu tư",
        "Các hợp tác xã",
        "Các doanh nghiệp viễn thông", "Các trường học", "Các tổ công nghệ số cộng đồng",
        "UBND các xã, phường, đặc khu",
        "UBND cấp xã", "Các cơ quan, đơn vị có liên quan", "Thủ trưởng các cơ quan chuyên môn", "Tỉnh ủy",
        "Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy", "Tập đoàn Điện lực Việt Nam", "Công ty cổ phần Cấp nước Vĩnh Mẫu",
        "Trường Chính trị tỉnh",
        "Tổ công tác Đề án 06 tỉnh", "Ban Chỉ đạo 389 tỉnh", "Ngân hàng Nhà nước Việt Nam", "Vụ Pháp chế",
        "VNPT Bắc Mẫu",
    ]
)  # fmt: skip


@st.composite
def offices(draw):
    """The name of an office: kind, subject, level and place, as it is to be kept."""
    way = draw(st.integers(0, 4))
    level, place = draw(LEVELS), draw(PLACES)
    where = draw(st.sampled_from(["", f" {level}", f" {level} {place}"]))
    if way == 0:
        return f"{draw(st.sampled_from(['Sở', 'Phòng']))} {draw(SUBJECTS)}{where}"
    if way == 1:
        return f"{draw(st.sampled_from(['UBND', 'Ủy ban nhân dân']))} {level} {place}"
    if way == 2:
        return f"{draw(OWN_NAMES)} {level}{draw(st.sampled_from(['', f' {place}']))}"
    if way == 3:
        head = draw(st.sampled_from(["Giám đốc ", "Trưởng ", ""]))
        return f"{head}{draw(st.sampled_from(['Sở', 'Phòng']))} {draw(SUBJECTS)}"
    return draw(WHOLE)


VERBS = st.sampled_from(
    [
        " chủ trì, phối hợp", " rà soát hồ sơ", " có trách nhiệm lập sổ", " khẩn trương hoàn thiện",
        ", xử lý dứt điểm",
        " tập trung chỉ đạo", ":", " thu gom rác", " tuần tra ban đêm", " giải ngân vốn", " tổng rà soát",
        " phải báo cáo",
        " chịu trách nhiệm", " gấp rút sửa chữa cầu", " đến hết tháng 6 phải họp", "", " vận động người dân",
    ]
)  # fmt: skip


def kept(name):
    return unit_name(name.removeprefix("Giám đốc ").removeprefix("Trưởng "))


@settings(max_examples=150)
@given(st.lists(offices(), min_size=1, max_size=4, unique_by=kept), st.data(), VERBS)
def test_lists_of_offices_whole_and_nothing_more(said, data, verb):
    joins = [data.draw(st.sampled_from([", ", "; ", " và ", " cùng ", ", "])) for _one in said[1:]]
    words = said[0] + "".join(join + one for join, one in zip(joins, said[1:], strict=True))
    found, end = unit_list(even(words + verb))
    assert found == tuple(kept(one) for one in said)
    assert (words + verb)[end:] == verb


def test_places_after_colon_are_owners_and_no_duty():
    words = "Các cơ quan thực hiện:\n1. UBND các xã: Tân Mẫu, Phú Mẫu chấm dứt chèo kéo khách.\n"
    (task,) = read_text(words).tasks
    assert task.lead == ("UBND xã Tân Mẫu", "UBND xã Phú Mẫu")
