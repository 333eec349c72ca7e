"""How often a standing duty comes due, over the ways in which that is written."""

from __future__ import annotations

import pytest

from models.reading.passage import plain
from models.reading.words.recurrence import recurrence_in


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("công khai dự toán theo từng quý.", "quarterly"),
        ("báo cáo theo quý", "quarterly"),
        ("họp hai lần một quý", "quarterly"),
        ("trước ngày cuối của mỗi quý", "quarterly"),
        ("đối chiếu công nợ từng tháng", "monthly"),
        ("giao ban mỗi tháng một lần", "monthly"),
        ("họp Tổ vào tuần cuối của tháng.", "monthly"),
        ("dọn kênh vào chủ nhật đầu tiên của tháng", "monthly"),
        ("các tổ 6 tháng, 1 năm gửi báo cáo", "half_yearly"),
        ("kiểm tra 2 lần trong năm", "half_yearly"),
        ("tập huấn 01 lần/năm", "yearly"),
        ("mở ít nhất 01 lớp dạy nghề/năm", "yearly"),
        ("họp tối thiểu 02 phiên với các thôn/quý", "quarterly"),
        ("phát loa 02 lần/ngày", "regular"),
        ("phát loa ngày 3 lần", "regular"),
        ("đăng 03 tin mỗi tuần", "regular"),
        ("mỗi sáng thứ Hai gửi danh sách", "regular"),
        ("đón tiếp vào chiều hằng ngày", "regular"),
    ],
)
def test_rhythm_is_heard_in_any_of_its_words(words: str, code: str) -> None:
    assert recurrence_in(plain(words))[0] == code


@pytest.mark.parametrize(
    "words",
    [
        "họp vào tuần cuối tháng 9/2027",
        "họp vào tuần cuối của tháng 9/2027",
        "xong vào ngày cuối cùng của tháng này",
        "tổ chức 01 lần trong năm 2027",
        "xử lý bình quân 40 hồ sơ/ngày",
        "lập kế hoạch cho từng năm",
        "đợt 2 năm 2027",
        "cấp 3 lần tháng 6",
        "sơ kết 6 tháng đầu năm",
    ],
)
def test_one_time_and_a_rate_are_no_rhythm(words: str) -> None:
    assert recurrence_in(plain(words)) == (None, None)
